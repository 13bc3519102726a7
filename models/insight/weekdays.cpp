// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/weekdays.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace outlay::insight {

using base::Day;
using base::Money;
using base::Period;

std::size_t weekdayOf(Day day)
{
    return std::chrono::weekday(day).iso_encoding() - 1;
}

std::int64_t WeekdayWeights::sumOver(const Period &period) const
{
    if (period.isEmpty())
        return 0;
    const std::int64_t week = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    std::int64_t sum = week * (period.days() / kWeek);
    const Day rest = period.first + std::chrono::days{period.days() / kWeek * kWeek};
    for (Day day = rest; day <= period.last; day += std::chrono::days{1})
        sum += of(day);
    return sum;
}

WeekdayWeights weekdayWeights(const DailyCosts &costs, const Period &known)
{
    const Day eightWeeks = known.last - std::chrono::days{kBaselineWeeks * kWeek - 1};
    const Period looked{std::max(known.first, eightWeeks), known.last};
    const auto factors = weekdayFactors(seriesOf(costs, looked), weekdayOf(looked.first));
    WeekdayWeights result;
    for (std::size_t i = 0; i < factors.size(); ++i)
        result.weights[i] = std::llrint(factors[i] * 1e6);
    return result;
}

Money expectedBy(Money amount, const WeekdayWeights &weights, const Period &period, Day until)
{
    if (until < period.first)
        return {};
    if (until >= period.last)
        return amount;
    const Period elapsed{period.first, until};
    const std::int64_t whole = weights.sumOver(period);
    const base::Int128 nanos = amount.nanos();
    return Money::fromNanos(whole > 0 ? base::divideHalfEven(nanos * weights.sumOver(elapsed), whole)
                                      : base::divideHalfEven(nanos * elapsed.days(), period.days()));
}

std::vector<double> seriesOf(const DailyCosts &costs, const Period &period)
{
    std::vector<double> days(static_cast<std::size_t>(period.days()));
    const auto end = costs.upper_bound(period.last);
    for (auto it = costs.lower_bound(period.first); it != end && !period.isEmpty(); ++it)
        days[static_cast<std::size_t>((it->first - period.first).count())] =
            static_cast<double>(it->second.nanos());
    return days;
}

std::array<double, kWeek> weekdayFactors(std::span<const double> days, std::size_t firstWeekday)
{
    std::array<double, kWeek> factors{};
    factors.fill(1);
    if (days.size() < kSeasonalDays)
        return factors;
    std::array<std::vector<double>, kWeek> ratios;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const std::size_t from = std::clamp<std::size_t>(i, 3, days.size() - 4) - 3;
        const auto week = days.subspan(from, kWeek);
        const double mean = std::accumulate(week.begin(), week.end(), 0.0) / kWeek;
        if (mean > 0)
            ratios[(firstWeekday + i) % kWeek].push_back(days[i] / mean);
    }
    std::array<double, kWeek> medians{};
    std::transform(ratios.begin(), ratios.end(), medians.begin(),
                   [](std::vector<double> &ofDay) { return medianOf(std::move(ofDay)); });
    const double mean = std::accumulate(medians.begin(), medians.end(), 0.0) / kWeek;
    if (mean > 0)
        std::transform(medians.begin(), medians.end(), factors.begin(),
                       [mean](double median) { return median / mean; });
    return factors;
}

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 != 0)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double weeklyTrend(const std::vector<double> &weeks)
{
    const std::size_t n = weeks.size();
    if (n < 4)
        return 0;
    std::vector<double> slopes;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j)
            slopes.push_back((weeks[j] - weeks[i]) / static_cast<double>(j - i));
    const double slope = medianOf(std::move(slopes));
    if (slope == 0)
        return 0;
    std::vector<double> rest(n);
    for (std::size_t i = 0; i < n; ++i)
        rest[i] = weeks[i] - slope * static_cast<double>(i);
    const double middle = medianOf(rest);
    for (double &value : rest)
        value = std::abs(value - middle);
    const double sigma = kMadToSigma * medianOf(std::move(rest));
    const double spread = static_cast<double>(n * (n * n - 1)) / 12; // Σ (i − mean)² of 0 … n − 1
    return slope * std::max(0.0, 1 - sigma * sigma / spread / (slope * slope));
}

} // namespace outlay::insight
