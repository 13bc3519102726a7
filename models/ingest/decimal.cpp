// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/decimal.h"

#include "base/ascii.h"
#include "base/scaled.h"

#include <algorithm>
#include <array>
#include <limits>

namespace outlay::ingest {

using base::isDigit;

namespace {

__extension__ typedef unsigned __int128 Wide;

/// 28 digits fit in 128 bits with room for one more multiplication.
constexpr int kDigitsKept = 28;

/// value = mantissa × 10^exponent; `rest` tells of digits beyond those kept.
struct Parts
{
    bool negative = false;
    Wide mantissa = 0;
    int digits = 0;
    long exponent = 0;
    bool rest = false;
};

const char *skipZeros(const char *p, const char *end)
{
    while (p < end && *p == '0')
        ++p;
    return p;
}

const char *takeDigits(const char *p, const char *end, std::uint64_t &value)
{
    for (; p < end && isDigit(*p); ++p)
        value = value * 10 + static_cast<unsigned>(*p - '0');
    return p;
}

/// Up to 18 digits beside leading zeros, with or without a point, which is nearly every number there is.
bool readFewDigits(std::string_view text, std::size_t &pos, Parts &parts)
{
    constexpr std::ptrdiff_t most = 18;
    const char *const begin = text.data() + pos;
    const char *const end = text.data() + text.size();
    std::uint64_t value = 0; // may overflow, but not within `most`
    const char *const whole = skipZeros(begin, end);
    const char *p = takeDigits(whole, end, value);
    std::ptrdiff_t digits = p - whole;
    bool any = p > begin;
    if (p < end && *p == '.') {
        const char *const fraction = ++p;
        const char *const first = digits == 0 ? skipZeros(p, end) : p;
        p = takeDigits(first, end, value);
        digits += p - first;
        any = any || p > fraction;
        parts.exponent = -(p - fraction);
    }
    if (!any || digits > most)
        return false;
    pos += static_cast<std::size_t>(p - begin);
    parts.mantissa = value;
    parts.digits = static_cast<int>(digits);
    return true;
}

/// Any number of digits.
bool readManyDigits(std::string_view text, std::size_t &pos, Parts &parts)
{
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
        if (parts.digits < kDigitsKept) {
            parts.mantissa = parts.mantissa * 10 + static_cast<unsigned>(c - '0');
            parts.digits += parts.mantissa != 0 ? 1 : 0; // leading zeros cost nothing
            parts.exponent -= point ? 1 : 0;
        } else {
            parts.rest = parts.rest || c != '0';
            parts.exponent += point ? 0 : 1;
        }
    }
    return any;
}

bool readDigits(std::string_view text, std::size_t &pos, Parts &parts)
{
    const std::size_t start = pos;
    if (readFewDigits(text, pos, parts))
        return true;
    pos = start;
    parts.exponent = 0;
    return readManyDigits(text, pos, parts);
}

std::optional<Parts> readParts(std::string_view text)
{
    Parts parts;
    std::size_t pos = 0;
    if (pos < text.size() && (text[pos] == '+' || text[pos] == '-'))
        parts.negative = text[pos++] == '-';
    if (!readDigits(text, pos, parts) || !base::addExponent(text, pos, parts.exponent))
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

constexpr std::array<std::uint64_t, 20> kPowers = [] {
    std::array<std::uint64_t, 20> powers{};
    std::uint64_t power = 1;
    for (std::uint64_t &p : powers) {
        p = power;
        power *= 10;
    }
    return powers;
}();

/// For exponents up to 29.
Wide powerOfTen(long exponent)
{
    constexpr long last = static_cast<long>(kPowers.size()) - 1;
    const auto at = [](long i) { return kPowers[static_cast<std::size_t>(i)]; };
    return exponent <= last ? Wide{at(exponent)} : Wide{at(last)} * at(exponent - last);
}

std::optional<Wide> scaled(const Parts &parts, long shift, bool &exact)
{
    constexpr std::uint64_t max64 = std::numeric_limits<std::uint64_t>::max();
    if (shift >= 0) {
        if (shift > 19 || parts.mantissa >= powerOfTen(kDigitsKept - shift) || parts.rest)
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

bool readUsualDecimal(std::string_view text, int decimals, std::int64_t &value)
{
    constexpr std::size_t mostDigits = 17; // with the powers of ten below, at most 10^18
    if (text.empty() || text.size() > mostDigits)
        return false;
    std::size_t point = text.size();
    std::uint64_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = static_cast<unsigned>(text[i] - '0');
        if (digit <= 9)
            digits = digits * 10 + digit;
        else if (text[i] == '.' && point == text.size() && i > 0 && i + 1 < text.size())
            point = i;
        else
            return false;
    }
    const std::size_t fraction = point == text.size() ? 0 : text.size() - point - 1;
    const long shift = decimals - static_cast<long>(fraction);
    return shift >= 0 && !__builtin_mul_overflow(digits, kPowers[static_cast<std::size_t>(shift)], &value);
}

std::optional<Decimal> readDecimal(std::string_view text, int decimals)
{
    Decimal usual;
    if (readUsualDecimal(text, decimals, usual.value))
        return usual;
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
