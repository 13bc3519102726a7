// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "insight/clock.h"
#include "insight/weekdays.h"

#include <optional>

namespace outlay::insight {

/// What a budget could be, by what its scope cost in past periods.
struct Suggestion
{
    int periods = 0;           ///< complete ones with a cost that were looked at
    int growthBasisPoints = 0; ///< from one to the next; 0 for days, under four periods, and for noise
    base::Money median;        ///< middle of the past periods, each grown to the first one to come
    base::Money high;          ///< nine in ten of them were at most this (nearest rank)
    base::Period forPeriod;    ///< the first period that is not complete
};

/// Of the budget only scope and period matter. Looks at the last 56 days, 26 weeks, 12 months or 8 quarters,
/// from the first one with a cost on; those without a cost count for growth alone. Amounts are whole cents,
/// half-even, one at least. None without a complete period.
std::optional<Suggestion> suggest(const base::Budget &budget, const DailyCosts &costs, const Clock &clock);

/// All periods of a budget that are complete, oldest first.
std::vector<base::Period> completePeriods(const base::Budget &budget, const Clock &clock);

} // namespace outlay::insight
