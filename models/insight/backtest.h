// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "insight/clock.h"
#include "insight/weekdays.h"

#include <optional>
#include <vector>

namespace outlay::insight {

/// What a threshold would have done in one past period.
struct PeriodTest
{
    base::Period period;
    base::Money amount;
    base::Money spent;                   ///< in all of it
    std::optional<base::Day> actualOn;   ///< day on which it would have fired on what was spent
    std::optional<base::Day> forecastOn; ///< day at whose end it would have fired on the forecast
    std::optional<base::Day> limitOn;    ///< day on which the amount was reached

    std::optional<base::Day> firedOn() const; ///< the earlier of the two
    /// Days from the warning to the day on which the amount was reached; none without both.
    std::optional<int> daysBefore() const;
    bool isFalseAlarm() const { return firedOn() && !limitOn; }
    bool isMissed() const { return limitOn && !firedOn(); }
};

/// A threshold held against the complete past periods.
struct ThresholdTest
{
    std::vector<PeriodTest> periods; ///< oldest first
    int fired = 0;
    int over = 0;                         ///< periods whose amount was reached
    int inTime = 0;                       ///< of these: fired at least a day before
    int falseAlarms = 0;                  ///< fired, but the period ended under the amount
    int missed = 0;                       ///< over, but never fired
    std::optional<double> meanDaysBefore; ///< of those that fired and were over
};

/// A complete period of a budget's scope, whatever its amount and thresholds: what was known by the end of
/// each of its days.
struct PastPeriod
{
    base::Period period;
    std::vector<base::Money> spent; ///< cumulative, one a day
    /// What the forecast of that day's end said of the period's end; none where there was nothing to go by.
    std::vector<std::optional<base::Money>> expected;
};

/// The last 24 complete periods at most, oldest first. Of the budget only the period matters. A year of days
/// takes some 30 ms.
std::vector<PastPeriod> pastPeriods(const base::Budget &budget, const DailyCosts &costs, const Clock &clock);

/// Scope and period of the budget are those of `past`.
ThresholdTest backtest(const base::Budget &budget, const base::Threshold &threshold,
                       const std::vector<PastPeriod> &past);

} // namespace outlay::insight
