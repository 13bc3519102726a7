// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/seasonalfit.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace outlay::insight {

namespace {

constexpr double kOlderWeek = 0.7; ///< how much a week counts against the one after it
constexpr double kFading = 0.9;    ///< of the trend, each week
constexpr double kMostOfUsual = 3; ///< a day counts at most as so many usual ones
constexpr int kNeighbours = 7;     ///< days on either side that say what is usual
constexpr int kMostTests = 26;     ///< half a year, when they are a week apart
constexpr int kMostDailyTests = 56;
constexpr std::size_t kFewestErrors = 5; ///< for a quantile
constexpr double kLowQuantile = 0.1;
/// Runs a day apart share most of their days: they differ less than as many others would.
constexpr double kLowQuantileOfDaily = 0.04;

/// What each day would cost if it were an average weekday; nothing of weekdays that never cost anything.
std::vector<std::optional<double>> withoutWeekdays(std::span<const double> days,
                                                   const std::array<double, kWeek> &factors,
                                                   std::size_t firstWeekday)
{
    std::vector<std::optional<double>> result(days.size());
    for (std::size_t i = 0; i < days.size(); ++i)
        if (const double factor = factors[(firstWeekday + i) % kWeek]; factor > 0.1)
            result[i] = days[i] / factor;
    return result;
}

double usualAround(const std::vector<std::optional<double>> &days, std::size_t at)
{
    const std::size_t from = at < kNeighbours ? 0 : at - kNeighbours;
    const std::size_t to = std::min(days.size(), at + kNeighbours + 1);
    std::vector<double> near;
    for (std::size_t i = from; i < to; ++i)
        if (days[i])
            near.push_back(*days[i]);
    return medianOf(std::move(near));
}

/// Days without cost that are most likely days without a log: rare ones, with others after them.
bool zerosAreGaps(const std::vector<std::optional<double>> &days)
{
    const auto zeros = std::count(days.begin(), days.end(), std::optional<double>(0.0));
    return zeros > 0 && zeros * 10 <= std::ssize(days);
}

std::vector<double> cleaned(std::span<const double> days, const std::array<double, kWeek> &factors,
                            std::size_t firstWeekday)
{
    std::vector<double> result(days.begin(), days.end());
    const auto flat = withoutWeekdays(days, factors, firstWeekday);
    const bool fillsZeros = zerosAreGaps(flat);
    std::size_t lastWithCost = days.size();
    while (lastWithCost > 0 && days[lastWithCost - 1] <= 0)
        --lastWithCost;
    for (std::size_t i = 0; i < lastWithCost; ++i) {
        if (!flat[i])
            continue;
        const double usual = usualAround(flat, i) * factors[(firstWeekday + i) % kWeek];
        if (usual > 0 && days[i] > kMostOfUsual * usual)
            result[i] = kMostOfUsual * usual;
        else if (fillsZeros && days[i] <= 0)
            result[i] = usual;
    }
    return result;
}

/// Between the values where it falls between two, so that n of them leave p of n + 1 parts below it.
double quantileOf(std::vector<double> values, double p)
{
    std::sort(values.begin(), values.end());
    const double last = static_cast<double>(values.size() - 1);
    const double at = std::clamp(p * (last + 2) - 1, 0.0, last);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (at - std::floor(at));
}

/// What was wrong with the sum of some days, each time that it was told.
struct DayErrors
{
    std::vector<double> ratios; ///< actual ÷ told, where anything was told
    std::vector<double> parts;  ///< (actual − told) ÷ what a week then cost

    /// A day of a weekday that costs nothing as a rule has no ratio, but may cost something.
    bool isByParts() const { return parts.size() > ratios.size(); }
    std::size_t count() const { return std::max(parts.size(), ratios.size()); }
};

ErrorBound boundOf(const DayErrors &errors, double p, double level)
{
    if (errors.isByParts())
        return {1, quantileOf(errors.parts, p) * level};
    return {quantileOf(errors.ratios, p), 0};
}

ErrorBound widened(const ErrorBound &bound, double by)
{
    return {std::max(0.0, 1 + (bound.factor - 1) * by), bound.more * by};
}

/// `level`: what a week costs now.
void addQuantiles(Backtest &result, const std::vector<DayErrors> &errors, double p, double level)
{
    const auto few = [](const DayErrors &ofDay) { return ofDay.count() < kFewestErrors; };
    const auto tested =
        static_cast<std::size_t>(std::find_if(errors.begin(), errors.end(), few) - errors.begin());
    if (tested == 0)
        return;
    for (std::size_t i = 0; i < tested; ++i) {
        result.low.push_back(boundOf(errors[i], p, level));
        result.high.push_back(boundOf(errors[i], 1 - p, level));
    }
    const ErrorBound low = result.low.back();
    const ErrorBound high = result.high.back();
    for (std::size_t i = tested; i < errors.size(); ++i) {
        const double wider = std::sqrt(static_cast<double>(i + 1) / static_cast<double>(tested));
        result.low.push_back(widened(low, wider));
        result.high.push_back(widened(high, wider));
    }
}

} // namespace

SeasonalFit::SeasonalFit(std::span<const double> days, std::size_t firstWeekday)
{
    constexpr std::size_t most = kBaselineWeeks * kWeek;
    const std::size_t skipped = days.size() > most ? days.size() - most : 0;
    const auto looked = days.subspan(skipped);
    const std::size_t first = (firstWeekday + skipped) % kWeek;
    m_factors = weekdayFactors(looked, first);
    m_nextWeekday = (first + looked.size()) % kWeek;
    const std::vector<double> clean = cleaned(looked, m_factors, first);
    std::vector<double> weeks;
    for (std::size_t from = clean.size() % kWeek; from < clean.size(); from += kWeek)
        weeks.push_back(std::accumulate(clean.begin() + static_cast<std::ptrdiff_t>(from),
                                        clean.begin() + static_cast<std::ptrdiff_t>(from + kWeek), 0.0));
    fitLevel(weeks);
}

void SeasonalFit::fitLevel(const std::vector<double> &weeks)
{
    m_trend = weeklyTrend(weeks);
    double weight = 1;
    double weights = 0;
    for (std::size_t ago = 0; ago < weeks.size(); ++ago, weight *= kOlderWeek) {
        m_level += weight * (weeks[weeks.size() - 1 - ago] + m_trend * static_cast<double>(ago));
        weights += weight;
    }
    m_level = weights > 0 ? m_level / weights : 0;
}

std::vector<double> SeasonalFit::cumulative(int count) const
{
    std::vector<double> sums;
    sums.reserve(static_cast<std::size_t>(std::max(count, 0)));
    const double daily = std::pow(kFading, 1.0 / kWeek);
    double faded = std::pow(kFading, 3.0 / kWeek); // the level is that of the middle of the last week
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        faded *= daily;
        const double week = m_level + m_trend * (1 - faded) / -std::log(kFading);
        sum += std::max(0.0, week) / kWeek * m_factors[(m_nextWeekday + static_cast<std::size_t>(i)) % kWeek];
        sums.push_back(sum);
    }
    return sums;
}

Backtest backtest(std::span<const double> days, std::size_t firstWeekday, int elapsed, int horizon)
{
    const int known = static_cast<int>(days.size());
    const bool weekly = known - kSeasonalDays - horizon >= kWeek * static_cast<int>(kFewestErrors + 3);
    const int step = weekly ? kWeek : 1;
    const int tests = weekly ? kMostTests : kMostDailyTests;
    // Where there is too little else, also what a fit without weekdays gets wrong, which is more.
    const bool isLong = known - horizon >= kSeasonalDays + static_cast<int>(kFewestErrors);
    const int shortest = isLong ? kSeasonalDays : kWeek;
    std::vector<DayErrors> errors(static_cast<std::size_t>(horizon));
    Backtest result;
    double sumOfErrors = 0;
    for (int test = 1; test <= tests && known - test * step >= shortest; ++test) {
        const int origin = known - test * step;
        const int count = std::min(horizon, test * step);
        const SeasonalFit fit(days.first(static_cast<std::size_t>(origin)), firstWeekday);
        const std::vector<double> told = fit.cumulative(count);
        double actual = 0;
        for (std::size_t i = 0; i < told.size(); ++i) {
            actual += days[static_cast<std::size_t>(origin) + i];
            if (told[i] > 0)
                errors[i].ratios.push_back(actual / told[i]);
            if (fit.level() > 0)
                errors[i].parts.push_back((actual - told[i]) / fit.level());
        }
        if (count < horizon || origin < std::max(elapsed, kSeasonalDays))
            continue;
        const auto run =
            days.subspan(static_cast<std::size_t>(origin - elapsed), static_cast<std::size_t>(elapsed));
        const double whole = std::accumulate(run.begin(), run.end(), actual);
        if (whole <= 0)
            continue;
        sumOfErrors += std::abs(actual - told.back()) / whole;
        ++result.runs;
    }
    if (result.runs > 0)
        result.meanError = sumOfErrors / result.runs;
    addQuantiles(result, errors, weekly ? kLowQuantile : kLowQuantileOfDaily,
                 SeasonalFit(days, firstWeekday).level());
    return result;
}

} // namespace outlay::insight
