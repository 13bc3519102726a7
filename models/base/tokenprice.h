// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::base {

/// What one token costs: a whole number of pico-dollars (10⁻¹² USD), never negative. One pico-dollar a token
/// is one micro-dollar a million tokens, so every published list is exact. There is no way in or out through
/// a double.
class TokenPrice
{
public:
    constexpr TokenPrice() = default;
    /// `picos` is within 0 … kMaxPicos.
    static constexpr TokenPrice fromPicos(std::int64_t picos) { return TokenPrice(picos); }

    /// Read a plain or scientific decimal, in dollars a token ("4.8e-06") or a million tokens ("4.8").
    /// Digits below a pico-dollar are rounded half to even: they are the dust that programs which keep
    /// prices as doubles leave in their lists. Nothing for other texts, for prices out of range, and for
    /// those that would be rounded to nothing: what costs something is never free.
    static std::optional<TokenPrice> parsePerToken(std::string_view usd);
    static std::optional<TokenPrice> parsePerMillion(std::string_view usd);
    /// What is no token but has a price as well, such as a web search, is listed by the thousand.
    static std::optional<TokenPrice> parsePerThousand(std::string_view usd);

    constexpr std::int64_t picos() const { return m_picos; }
    /// Exact dollars a million tokens, "0.075".
    std::string perMillion() const;
    std::string perThousand() const;

    /// Exact pico-dollars. Sums of five of these stay far within 128 bits.
    constexpr Int128 product(std::int64_t tokens) const { return static_cast<Int128>(m_picos) * tokens; }
    /// The product rounded once. Nothing if it does not fit.
    std::optional<Money> costOf(std::int64_t tokens) const;

    /// `millionths` ÷ 10⁶ of this price, rounded half to even to a pico-dollar; nothing if out of range.
    std::optional<TokenPrice> share(std::int64_t millionths) const;
    /// What `part` is of `whole`, taken of this price; rounded and limited as share(). `whole` is not 0.
    std::optional<TokenPrice> proportion(TokenPrice part, TokenPrice whole) const;

    auto operator<=>(const TokenPrice &) const = default;

    /// A thousand dollars a token: more is a mistake of unit.
    static constexpr std::int64_t kMaxPicos = 1'000'000'000'000'000;

private:
    explicit constexpr TokenPrice(std::int64_t picos)
        : m_picos(picos)
    {
    }
    std::int64_t m_picos = 0;
};

/// Exact pico-dollars as an amount: the one place where a call's cost is rounded, half to even to the
/// nano-dollar. A call's cost is the sum of its exact products over all kinds of tokens, rounded here once,
/// not the sum of rounded parts. Nothing if it does not fit.
std::optional<Money> costOfPicos(Int128 picos);

} // namespace outlay::base
