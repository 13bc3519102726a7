// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/money.h"

#include <array>
#include <map>
#include <span>
#include <vector>

namespace outlay::insight {

/// Cost of a scope by day; a day without an entry costs nothing.
using DailyCosts = std::map<base::Day, base::Money>;

constexpr int kWeek = 7;
/// How many weeks back weekdays, levels and baselines look.
constexpr int kBaselineWeeks = 8;
/// Fewer days than these say nothing of weekdays, and allow no more than a run rate.
constexpr int kSeasonalDays = 14;

/// 0 is Monday.
std::size_t weekdayOf(base::Day day);

/// What a day of each weekday costs as a share of an average day, in millionths: 1,000,000 is average.
struct WeekdayWeights
{
    std::array<std::int64_t, kWeek> weights = {1'000'000, 1'000'000, 1'000'000, 1'000'000,
                                               1'000'000, 1'000'000, 1'000'000}; ///< Monday first

    std::int64_t of(base::Day day) const { return weights[weekdayOf(day)]; }
    std::int64_t sumOver(const base::Period &period) const;
    bool operator==(const WeekdayWeights &) const = default;
};

/// From the last 8 weeks of `known`: each day's cost ÷ the mean of the seven days around it (at an end: of
/// the first or last seven), of these the median by weekday, all seven scaled to a mean of 1. A spike, a step
/// and growth leave them as they are. All alike where fewer than 14 days are known or most days of every
/// weekday are without cost. Days of `costs` outside `known` do not matter.
WeekdayWeights weekdayWeights(const DailyCosts &costs, const base::Period &known);

/// The part of `amount` that is due by the end of `until`: amount × weights of the period's days so far ÷
/// weights of all its days, half-even. Nothing before the period, all after it; by calendar days where the
/// whole period weighs nothing.
base::Money expectedBy(base::Money amount, const WeekdayWeights &weights, const base::Period &period,
                       base::Day until);

/// `costs` of the days of `period` as nano-dollars for a model, zeros where there is no entry.
std::vector<double> seriesOf(const DailyCosts &costs, const base::Period &period);

/// The factors behind weekdayWeights(), of a run of days, by weekday; 1 throughout where they cannot be told.
std::array<double, kWeek> weekdayFactors(std::span<const double> days, std::size_t firstWeekday);

/// The middle of `values`, or the mean of the two there; 0 of none.
double medianOf(std::vector<double> values);

/// What the median distance from the median is multiplied with to be the standard deviation of a normal one.
constexpr double kMadToSigma = 1.4826;

/// The median slope between any two of `weeks` (oldest first), shrunk by as much of it as may be chance; 0 of
/// fewer than four.
double weeklyTrend(const std::vector<double> &weeks);

} // namespace outlay::insight
