// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricelist.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace outlay::pricing {

/// What an import does to the prices of one model in one tier.
struct PriceChange
{
    std::string provider;
    std::string model;
    Tier tier = Tier::Standard;
    bool isNew = false;                              ///< no list had a price before
    PerKind<std::optional<base::TokenPrice>> before; ///< without threshold; listed prices only
    PerKind<std::optional<base::TokenPrice>> after;
    std::optional<base::Day> from; ///< day from which it holds; absent: always
};

struct MergedPrices
{
    std::vector<PriceList> lists; ///< the person's book with the imported lists in it
    std::vector<PriceChange> changes;
    std::int64_t unchanged = 0; ///< models × tiers whose price was known
};

/// Takes a list that was read from a file into a person's book, below the lists that are there, or into the
/// list of the same name, without altering what it said of earlier days. Published lists mostly tell today's
/// price without a date. So:
///  - a model and tier that no list had is taken as it is, for all days;
///  - one that has the same price already is left out;
///  - one that has another price holds from `today` on; where the file itself has dates, from those.
/// `always`: an undated price holds for all days, which corrects a wrong list.
MergedPrices mergePrices(std::vector<PriceList> userLists, const std::vector<PriceList> &shipped,
                         const PriceList &incoming, base::Day today, bool always);

} // namespace outlay::pricing
