// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricebook.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace outlay::pricing {

/// Why a price is what it is.
enum class Basis
{
    Unpriced,    ///< there is none
    Listed,      ///< a row says so
    TierShare,   ///< a share of the standard price: no list has a row of that tier
    LikeInput,   ///< the list has no price for this use of the cache: the input price
    LikeWrite5m, ///< the list has no price for one hour: the one for five minutes
    FirstKnown,  ///< the day is before the first price: lists know prices by a day, not from their first day
                 ///< on
    InputShare,  ///< a list that is asked later has other prices: what its price is of its input, of ours
    LikeText,    ///< no list has a price for what is no text: the price of text, which the provider takes
    TwiceInput,  ///< Claude's one-hour cache writes: twice the input price, says Anthropic's documentation
};

/// Price of one kind of token, and where it is from.
struct Rate
{
    base::TokenPrice price;
    Basis basis = Basis::Unpriced;
    RowPlace place; ///< of the price, or of the one that it is made from

    bool isPriced() const { return basis != Basis::Unpriced; }
};

/// The rates of calls whose prompt has more than `above` tokens.
struct RateSet
{
    std::int64_t above = 0;
    PerKind<Rate> rates;
};

/// All rates of one model in one tier, laid out by time.
class RateCard
{
public:
    struct Span
    {
        int fromSecond = 0;
        std::vector<RateSet> sets;
    };
    /// From `fromUs` on the same rows are valid.
    struct Slice
    {
        std::int64_t fromUs = std::numeric_limits<std::int64_t>::min();
        std::vector<Span> spans; ///< by time of day, the first from midnight
    };

    RateCard() = default;
    RateCard(const Found &found, Tier tier);

    /// The rates at a moment, highest threshold first; empty if no row is valid then. What is first known
    /// holds for the days before, too.
    const std::vector<RateSet> &ratesAt(std::int64_t atUs) const;
    /// True if no day has rates of this tier.
    bool isEmpty() const { return m_slices.empty(); }

private:
    std::vector<Slice> m_slices;
};

} // namespace outlay::pricing
