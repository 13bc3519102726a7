// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/weekdays.h"

#include <optional>
#include <span>
#include <vector>

namespace outlay::insight {

/// Weekday factors × (level + fading trend), as Forecast says; doubles of nano-dollars.
class SeasonalFit
{
public:
    /// Of the last 8 weeks of `days`, of which there is at least one week.
    SeasonalFit(std::span<const double> days, std::size_t firstWeekday);

    /// Sums of the next 1, 2, … `count` days.
    std::vector<double> cumulative(int count) const;
    /// What a week costs.
    double level() const { return m_level; }

private:
    void fitLevel(const std::vector<double> &weeks);

    std::array<double, kWeek> m_factors{};
    std::size_t m_nextWeekday = 0;
    double m_level = 0; ///< of the last week, as a sum
    double m_trend = 0; ///< per week
};

/// How far off a forecast may be: forecast × factor + more.
struct ErrorBound
{
    double factor = 1;
    double more = 0;
};

/// What a method got wrong when it was asked on past days.
struct Backtest
{
    /// The 10 % and 90 % quantiles of actual ÷ forecast of the sums of 1, 2, … days, or, where nothing was
    /// forecast now and then, of actual − forecast as a part of a week's cost; empty when there is no
    /// telling.
    std::vector<ErrorBound> low, high;
    std::optional<double> meanError;
    int runs = 0; ///< of meanError
};

/// Of days that are known, `elapsed` ones of the period at their end and `horizon` ones to come after them.
Backtest backtest(std::span<const double> days, std::size_t firstWeekday, int elapsed, int horizon);

} // namespace outlay::insight
