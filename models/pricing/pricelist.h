// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/tokenprice.h"
#include "pricing/namepattern.h"
#include "pricing/tokenkind.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace outlay::pricing {

/// Part of every day, UTC, in seconds from midnight; half-open. `from` after `to` goes through midnight.
struct DayTime
{
    int from = 0;
    int to = 0;

    bool contains(int second) const
    {
        return from <= to ? from <= second && second < to : second >= from || second < to;
    }
    bool operator==(const DayTime &) const = default;
};
constexpr int kSecondsPerDay = 86'400;

/// Prices of one model that hold together.
struct PriceRow
{
    Tier tier = Tier::Standard;
    std::optional<base::Day> from;  ///< first day, UTC; absent: always before `to`
    std::optional<base::Day> to;    ///< first day that is no longer; absent: still
    std::optional<DayTime> between; ///< absent: all day
    /// The row is for calls whose prompt (input, cache reads and cache writes) has more tokens, and then for
    /// all tokens of the call: a cliff, not a bracket. 0: for every call.
    std::int64_t above = 0;
    PerKind<std::optional<base::TokenPrice>> prices;
    std::string note; ///< where the row is from, if not simply from its list

    bool isValidOn(base::Day day) const { return (!from || *from <= day) && (!to || day < *to); }
    bool operator==(const PriceRow &) const = default;
};

/// All rows of one model in a list.
struct ModelEntry
{
    std::string provider; ///< id
    std::string model;    ///< the list's own name
    /// Names that the rows are for; empty: the model's own alone.
    std::vector<NamePattern> match;
    std::vector<std::string> names; ///< as people and bills write them: "Claude Haiku 4.5"
    std::vector<PriceRow> rows;

    bool operator==(const ModelEntry &) const = default;
};

/// A provider's shares of the standard price are whole millionths of it.
constexpr int kShareDecimals = 6;

/// How a provider is known.
struct ProviderRule
{
    std::string id;
    std::vector<NamePattern> names;    ///< what logs call it, besides its id
    std::vector<NamePattern> models;   ///< models that are its own where no provider is named
    std::vector<std::string> fallback; ///< whose models it sells at their price where it has none of its own
    /// Millionths (kShareDecimals) of the standard price, for models that have no row of that tier.
    std::array<std::optional<std::int64_t>, kTiers> shares;
    /// Kinds that are not of text and cost what text does wherever no list has another price.
    PerKind<bool> likeText{};

    bool operator==(const ProviderRule &) const = default;
};

/// One source of prices.
struct PriceList
{
    std::string name;
    std::string version;
    std::string licence;
    std::string url;
    std::vector<ProviderRule> providers;
    std::vector<ModelEntry> models;

    bool operator==(const PriceList &) const = default;
};

/// What reading a list of another make gave: the list, and a sentence for each entry that was left out.
struct ReadList
{
    PriceList list;
    std::vector<std::string> leftOut;
    /// Models whose prices are all 0, or that have none: the list does not know them, and does not say that
    /// they are free.
    std::int64_t withoutPrice = 0;
    std::int64_t notForText = 0; ///< models for images, sound and the like, by other units than tokens
    /// A row without dates is meant for all days, not for the day of the list.
    bool undatedIsAlways = false;
};

} // namespace outlay::pricing
