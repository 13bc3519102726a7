// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/weekdays.h"

#include <optional>
#include <vector>

namespace outlay::insight {

/// What a scope will have cost by the end of each day that is to come in a period.
///
/// Run rate: what the period cost on its whole days so far ÷ those days, for every day to come; exact. The
/// days count from the first one with a cost where that is within the period, and where the period has none
/// yet, the days before it count.
///
/// Weekday-seasonal: (level + trend) × weekday factor. Of the last 8 weeks of whole days: the factors are
/// those of weekdayFactors(); the level is the mean cost of a week, each older week counting 0.7 of the next;
/// the trend is the median slope between any two weeks (of four at least), less for what may be chance, and
/// fading by a tenth each week. Before that, a day counts at most three times what is usual around it, and a
/// rare day without any cost between others (a log that was not imported) what is usual.
///
/// Its interval covers 80 % of what the same method got wrong at the same horizon when it is asked on past
/// days, a week apart, or each day where the history is short: the 10 % and 90 % quantiles of actual ÷
/// forecast. Days further away
/// than the history can test have those of the furthest one that it can, wider by the root of the distance.
struct Forecast
{
    enum class Method
    {
        RunRate,         ///< fewer than 14 whole days of history: no interval, no error
        WeekdaySeasonal, ///< from then on
    };
    enum class Bound
    {
        Low,
        Mean,
        High,
    };

    Method method = Method::RunRate;
    base::Money spent;                   ///< of the period, to date
    base::Day firstDay{};                ///< what the vectors begin with
    std::vector<base::Money> cumulative; ///< spend of the period by the end of each day, never falling
    std::vector<base::Money> low, high;  ///< 80 % interval of the same days; empty for RunRate and for a
                                         ///< history with a cost on fewer than 7 days
    /// Mean of |actual − forecast| ÷ actual of past runs of as many days as the period has, each forecast at
    /// the same point of its run; none where the history holds no such run.
    std::optional<double> meanError;
    int backtests = 0;   ///< how many runs that is
    int historyDays = 0; ///< whole days from the first one with a cost

    base::Money total(Bound bound = Bound::Mean) const; ///< at the period's end
    /// The day to come by whose end `limit` is reached; none when it is not, or is already.
    std::optional<base::Day> exhaustedOn(base::Money limit, Bound bound = Bound::Mean) const;
    const std::vector<base::Money> &by(Bound bound) const;
};

/// As it can be told at the end of `asOf`, of what `history` says of days until then; when `asOfIsPartial`,
/// at some time of that day, whose rest is to come. `historySpan` begins with the first day of which anything
/// is known. Nothing for a closed period: asOf is its last day or later.
std::optional<Forecast> forecast(const DailyCosts &history, const base::Period &historySpan,
                                 const base::Period &period, base::Day asOf, bool asOfIsPartial = false);

} // namespace outlay::insight
