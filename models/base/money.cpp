// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/money.h"

#include "base/scaled.h"

#include <array>
#include <limits>

namespace outlay::base {

namespace {

constexpr int kDecimals = 9;
constexpr std::array<std::int64_t, 10> kPowersOfTen = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

} // namespace

std::optional<Money> Money::parse(std::string_view text)
{
    const auto nanos = parseScaled(text, kDecimals);
    return nanos ? std::optional(Money(*nanos)) : std::nullopt;
}

std::string Money::toDecimal(int minDecimals) const
{
    return scaledText(m_nanos, kDecimals, minDecimals);
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
