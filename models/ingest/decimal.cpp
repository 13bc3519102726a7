// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/decimal.h"

#include <limits>

namespace outlay::ingest {

namespace {

__extension__ typedef unsigned __int128 Wide;

/// 28 digits fit in 128 bits with room for one more multiplication.
constexpr int kDigitsKept = 28;
constexpr long kExponentLimit = 100'000;

/// value = mantissa × 10^exponent; `rest` tells of digits beyond those kept.
struct Parts
{
    bool negative = false;
    Wide mantissa = 0;
    int digits = 0;
    long exponent = 0;
    bool rest = false;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// "e-05" at `pos`, to the end of the text.
bool readExponent(std::string_view text, std::size_t pos, long &exponent)
{
    if (pos == text.size())
        return true;
    if (text[pos] != 'e' && text[pos] != 'E')
        return false;
    ++pos;
    bool negative = false;
    if (pos < text.size() && (text[pos] == '+' || text[pos] == '-'))
        negative = text[pos++] == '-';
    if (pos == text.size())
        return false;
    long value = 0;
    for (; pos < text.size(); ++pos) {
        if (!isDigit(text[pos]))
            return false;
        value = value > kExponentLimit ? value : value * 10 + (text[pos] - '0');
    }
    exponent += negative ? -value : value;
    return true;
}

/// The first 18 digits go through 64 bits, which is all that nearly every number has.
bool readDigits(std::string_view text, std::size_t &pos, Parts &parts)
{
    std::uint64_t low = 0;
    bool any = false;
    bool point = false;
    for (; pos < text.size(); ++pos) {
        const char c = text[pos];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!isDigit(c))
            break;
        any = true;
        if (parts.digits < 18) {
            low = low * 10 + static_cast<unsigned>(c - '0');
            parts.mantissa = low;
        } else if (parts.digits < kDigitsKept) {
            parts.mantissa = parts.mantissa * 10 + static_cast<unsigned>(c - '0');
        } else {
            parts.rest = parts.rest || c != '0';
            parts.exponent += point ? 0 : 1;
            continue;
        }
        parts.digits += parts.mantissa != 0 ? 1 : 0; // leading zeros cost nothing
        parts.exponent -= point ? 1 : 0;
    }
    return any;
}

std::optional<Parts> readParts(std::string_view text)
{
    Parts parts;
    std::size_t pos = 0;
    if (pos < text.size() && (text[pos] == '+' || text[pos] == '-'))
        parts.negative = text[pos++] == '-';
    if (!readDigits(text, pos, parts) || !readExponent(text, pos, parts.exponent))
        return std::nullopt;
    return parts;
}

template <class Unsigned>
Unsigned divided(Unsigned value, Unsigned divisor, bool rest, bool &exact)
{
    Unsigned quotient = value / divisor;
    const Unsigned remainder = value % divisor;
    exact = remainder == 0 && !rest;
    const Unsigned half = divisor / 2; // divisor is a power of ten
    if (remainder > half || (remainder == half && (rest || (quotient & 1) != 0)))
        ++quotient;
    return quotient;
}

Wide powerOfTen(long exponent)
{
    Wide power = 1;
    for (; exponent > 0; --exponent)
        power *= 10;
    return power;
}

std::optional<Wide> scaled(const Parts &parts, long shift, bool &exact)
{
    constexpr std::uint64_t max64 = std::numeric_limits<std::uint64_t>::max();
    if (shift >= 0) {
        if (parts.digits + shift > 19 || parts.rest)
            return std::nullopt;
        return parts.mantissa * powerOfTen(shift);
    }
    if (-shift > kDigitsKept + 1) {
        exact = false;
        return Wide{0};
    }
    const Wide divisor = powerOfTen(-shift);
    if (parts.mantissa <= max64 && divisor <= max64)
        return divided(static_cast<std::uint64_t>(parts.mantissa), static_cast<std::uint64_t>(divisor),
                       parts.rest, exact);
    return divided(parts.mantissa, divisor, parts.rest, exact);
}

} // namespace

std::optional<Decimal> readDecimal(std::string_view text, int decimals)
{
    const auto parts = readParts(text);
    if (!parts)
        return std::nullopt;
    Decimal result;
    if (parts->mantissa == 0)
        return result;
    const auto magnitude = scaled(*parts, parts->exponent + decimals, result.exact);
    if (!magnitude || *magnitude > static_cast<Wide>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(*magnitude);
    result.value = parts->negative ? -value : value;
    return result;
}

bool isDecimal(std::string_view text)
{
    return readParts(text).has_value();
}

} // namespace outlay::ingest
