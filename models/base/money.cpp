// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/money.h"

#include <array>
#include <limits>

namespace outlay::base {

namespace {

constexpr int kDecimals = 9;
constexpr std::array<std::int64_t, 10> kPowersOfTen = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

struct Decimal
{
    bool negative = false;
    std::string digits; // without leading zeros
    long exponent = 0;  // value = digits × 10^exponent
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Reads "e-05" at `pos`; an absent exponent is 0.
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
        value = std::min(value * 10 + (text[pos] - '0'), 100'000L);
    }
    exponent = negative ? -value : value;
    return true;
}

std::optional<Decimal> readDecimal(std::string_view text)
{
    Decimal d;
    std::size_t pos = 0;
    if (pos < text.size() && (text[pos] == '+' || text[pos] == '-'))
        d.negative = text[pos++] == '-';
    bool anyDigit = false;
    bool point = false;
    long decimals = 0;
    for (; pos < text.size(); ++pos) {
        const char c = text[pos];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!isDigit(c))
            break;
        anyDigit = true;
        decimals += point ? 1 : 0;
        if (c != '0' || !d.digits.empty())
            d.digits += c;
    }
    if (!anyDigit || !readExponent(text, pos, d.exponent))
        return std::nullopt;
    d.exponent -= decimals;
    return d;
}

} // namespace

std::optional<Money> Money::parse(std::string_view text)
{
    const auto decimal = readDecimal(text);
    if (!decimal)
        return std::nullopt;
    if (decimal->digits.empty())
        return Money();

    const long shift = decimal->exponent + kDecimals; // nanos = digits × 10^shift
    const long size = static_cast<long>(decimal->digits.size());
    if (size + shift > 19)
        return std::nullopt;
    if (size + shift < 0)
        return Money();

    const long kept = std::min(size, size + shift); // digits left of the nano's point
    Int128 nanos = 0;
    for (long i = 0; i < kept; ++i)
        nanos = nanos * 10 + (decimal->digits[static_cast<std::size_t>(i)] - '0');
    for (long i = 0; i < shift; ++i)
        nanos *= 10;
    if (kept < size) {
        const std::string_view rest =
            std::string_view(decimal->digits).substr(static_cast<std::size_t>(kept));
        const bool exactHalf = rest[0] == '5' && rest.find_first_not_of('0', 1) == std::string_view::npos;
        if (exactHalf ? (nanos % 2 != 0) : rest[0] >= '5')
            ++nanos;
    }
    if (nanos > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(nanos);
    return Money(decimal->negative ? -value : value);
}

std::string Money::toDecimal(int minDecimals) const
{
    const bool negative = m_nanos < 0;
    // Through unsigned: -INT64_MIN does not fit in int64.
    const auto magnitude =
        negative ? 0 - static_cast<std::uint64_t>(m_nanos) : static_cast<std::uint64_t>(m_nanos);
    std::string fraction = std::to_string(magnitude % kNanosPerDollar);
    fraction.insert(0, kDecimals - fraction.size(), '0');
    while (!fraction.empty() && fraction.back() == '0' && static_cast<int>(fraction.size()) > minDecimals)
        fraction.pop_back();
    std::string text = negative ? "-" : "";
    text += std::to_string(magnitude / kNanosPerDollar);
    if (!fraction.empty())
        text += "." + fraction;
    return text;
}

Money Money::roundedTo(int decimals) const
{
    const std::int64_t unit = kPowersOfTen[static_cast<std::size_t>(kDecimals - decimals)];
    const Int128 rounded = static_cast<Int128>(divideHalfEven(m_nanos, unit)) * unit;
    if (rounded > std::numeric_limits<std::int64_t>::max() ||
        rounded < std::numeric_limits<std::int64_t>::min())
        return *this;
    return Money(static_cast<std::int64_t>(rounded));
}

std::optional<Money> Money::add(Money a, Money b)
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.m_nanos, b.m_nanos, &sum))
        return std::nullopt;
    return Money(sum);
}

std::int64_t divideHalfEven(Int128 numerator, Int128 denominator)
{
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    Int128 quotient = numerator / denominator;
    Int128 remainder = numerator % denominator;
    if (remainder < 0) {
        remainder += denominator;
        --quotient;
    }
    const Int128 twice = remainder * 2;
    if (twice > denominator || (twice == denominator && (quotient & 1) != 0))
        ++quotient;
    return static_cast<std::int64_t>(quotient);
}

} // namespace outlay::base
