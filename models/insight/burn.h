// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "base/calendar.h"
#include "base/money.h"

#include <map>
#include <optional>
#include <vector>

namespace outlay::insight {

enum class BudgetState
{
    NoData,
    OnTrack,
    AheadOfPace,
    SoftPassed,
    Over
};

/// How a budget is being spent in one of its periods.
struct Burn
{
    base::Budget budget;
    base::Period period;
    base::Money amount; ///< of this period
    base::Day asOf{};   ///< the last day that counts as elapsed (within or at an end of the period)
    std::vector<base::Money> spent; ///< cumulative, one per elapsed day; the last one is the spend to date
    std::vector<base::Money> pace;  ///< ideal cumulative by calendar days, one per day of the period
    base::Money softLimit;          ///< the lowest soft threshold in money, or the amount without one
    BudgetState state = BudgetState::NoData;
    std::optional<base::Day> softPassedOn; ///< day on which the soft threshold was reached
    std::optional<base::Day> spentOn;      ///< day on which the limit was reached

    base::Money spentToDate() const { return spent.empty() ? base::Money() : spent.back(); }
    int elapsedDays() const { return static_cast<int>(spent.size()); }
    int daysLeft() const { return period.days() - elapsedDays(); }
};

/// `costByDay`: cost of the budget's scope per day; days without an entry cost nothing.
/// `asOf` limits what counts as elapsed: a period before it is complete, one after it has not begun.
Burn burn(const base::Budget &budget, const base::Period &period,
          const std::map<base::Day, base::Money> &costByDay, base::Day asOf);

/// Spend ÷ amount in percent, for words and exit codes; an amount of 0 is 100 when anything was spent.
double usedPercent(const Burn &burn);

} // namespace outlay::insight
