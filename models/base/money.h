// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::base {

/// An exact amount in US dollars: a whole number of nano-dollars (10⁻⁹ USD) in 64 bits, so ±9.22 billion
/// dollars. There is no way in or out through a double.
class Money
{
public:
    constexpr Money() = default;
    static constexpr Money fromNanos(std::int64_t nanos) { return Money(nanos); }

    /// Reads a plain or scientific decimal ("0.0035", "-12", "4.8e-05") exactly; digits beyond the ninth
    /// decimal are rounded half to even. Nothing for an empty text, other characters, NaN or infinity, or
    /// an amount that does not fit.
    static std::optional<Money> parse(std::string_view text);

    constexpr std::int64_t nanos() const { return m_nanos; }

    /// Exact decimal dollars with no digits lost and no locale: "0.0035", "-12", "1234.000000001".
    /// At least `minDecimals` decimals are written.
    std::string toDecimal(int minDecimals = 0) const;

    /// Rounded half to even to `decimals` (0 … 9) places: the one place where display rounds money.
    Money roundedTo(int decimals) const;

    /// Sum, or nothing if it does not fit.
    static std::optional<Money> add(Money a, Money b);

    auto operator<=>(const Money &) const = default;

private:
    explicit constexpr Money(std::int64_t nanos)
        : m_nanos(nanos)
    {
    }
    std::int64_t m_nanos = 0;
};

/// 128 bits, for products and sums that could pass 64. (The keyword keeps -Wpedantic quiet.)
__extension__ typedef __int128 Int128;

constexpr std::int64_t kNanosPerDollar = 1'000'000'000;

/// `numerator` ÷ `denominator`, rounded half to even. The denominator is not 0; the result must fit.
std::int64_t divideHalfEven(Int128 numerator, Int128 denominator);

} // namespace outlay::base
