// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "insight/clock.h"
#include "insight/forecast.h"

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

/// One of a budget's thresholds, and when it is reached.
struct ReachedThreshold
{
    base::Threshold threshold;
    base::Money limit;                  ///< its part of the period's amount, half-even
    std::optional<base::Day> reachedOn; ///< day by whose end that much was spent
    /// Day to come by whose end the forecast's mean reaches it; none when it does not, or when it is reached.
    std::optional<base::Day> expectedOn;
};

/// How a budget is being spent in one of its periods.
struct Burn
{
    base::Budget budget;
    base::Period period;
    base::Money amount;         ///< of this period
    base::Day asOf{};           ///< the last day that counts as elapsed (within or at an end of the period)
    bool asOfIsPartial = false; ///< that day is today: its rest is to come
    std::vector<base::Money> spent;   ///< cumulative, one per elapsed day; the last one is the spend to date
    std::vector<base::Money> pace;    ///< expected by each day: the amount by weekday shares; of every day
    std::optional<Forecast> forecast; ///< none: the period is closed or has not begun
    base::Period periodBefore;
    std::vector<base::Money>
        spentBefore; ///< cumulative of all days of the period before; empty: not all known
    std::vector<ReachedThreshold> thresholds;
    base::Money softLimit; ///< the lowest soft threshold in money, or the amount without one
    BudgetState state = BudgetState::NoData;
    std::optional<base::Day> softPassedOn; ///< day on which the soft threshold was reached
    std::optional<base::Day> spentOn;      ///< day on which the amount was reached

    base::Money spentToDate() const { return spent.empty() ? base::Money() : spent.back(); }
    /// What was to be expected by now.
    base::Money paceToDate() const { return spent.empty() ? base::Money() : pace[spent.size() - 1]; }
    int elapsedDays() const { return static_cast<int>(spent.size()); }
    int daysLeft() const { return period.days() - elapsedDays(); }
    /// Day on which the amount was reached, or is expected to be.
    std::optional<base::Day> exhaustedOn() const;
    /// What will have been spent at the end: of a closed period, what was.
    base::Money expectedTotal() const { return forecast ? forecast->total() : spentToDate(); }
};

/// `costs`: cost of the budget's scope by day, from clock.firstDay on; days without an entry cost nothing.
/// Days after clock.asOf are not looked at.
Burn burn(const base::Budget &budget, const base::Period &period, const DailyCosts &costs,
          const Clock &clock);

/// Spend ÷ amount in percent, for words and exit codes; an amount of 0 is 100 when anything was spent.
double usedPercent(const Burn &burn);

/// Cumulative cost by the end of each day of `days`.
std::vector<base::Money> cumulativeOver(const DailyCosts &costs, const base::Period &days);

} // namespace outlay::insight
