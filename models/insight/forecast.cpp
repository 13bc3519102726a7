// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/forecast.h"

#include "insight/seasonalfit.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace outlay::insight {

using base::Day;
using base::Int128;
using base::Money;
using base::Period;

namespace {

constexpr int kFewestForInterval = 7; ///< days with a cost
constexpr std::chrono::days kOneDay{1};

Money saturated(Int128 nanos)
{
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return Money::fromNanos(static_cast<std::int64_t>(std::clamp(nanos, Int128(-most), Int128(most))));
}

/// The one rounding of the model: half to even, which is how the processor rounds unless told otherwise.
Int128 nanosOf(double model)
{
    constexpr double most = 9e18;
    return static_cast<Int128>(std::nearbyint(std::clamp(model, -most, most)));
}

Int128 sumOver(const DailyCosts &costs, const Period &period)
{
    Int128 sum = 0;
    const auto end = costs.upper_bound(period.last);
    for (auto it = costs.lower_bound(period.first); it != end && !period.isEmpty(); ++it)
        sum += it->second.nanos();
    return sum;
}

/// What is known when the forecast is made.
struct Known
{
    Period whole;         ///< whole days from the first one with a cost
    Period elapsed;       ///< whole days of the period
    Int128 before = 0;    ///< cost of `elapsed`
    Int128 today = 0;     ///< of the day that is not over, when it is in the period
    bool partial = false; ///< and then it is the first of the days to tell
    int horizon = 0;      ///< days to tell
    int skipped = 0;      ///< days to tell before the period begins
};

Known knownOf(const DailyCosts &history, const Period &span, const Period &period, Day asOf,
              bool asOfIsPartial)
{
    Known known;
    const Day lastWhole = asOfIsPartial ? asOf - kOneDay : asOf;
    auto first = history.lower_bound(span.first);
    while (first != history.end() && first->second == Money())
        ++first;
    known.whole = {first == history.end() ? lastWhole + kOneDay : first->first, lastWhole};
    known.elapsed = {period.first, lastWhole};
    known.before = sumOver(history, known.elapsed);
    known.partial = asOfIsPartial && period.contains(asOf);
    known.today = known.partial ? sumOver(history, {asOf, asOf}) : Int128(0);
    known.horizon = Period{lastWhole + kOneDay, period.last}.days();
    known.skipped = Period{lastWhole + kOneDay, period.first - kOneDay}.days();
    return known;
}

/// The sums of the days to come, each at least what today cost already; then without today's own entry, which
/// is not to come as a whole.
std::vector<Money> asMoney(const Known &known, const std::vector<Int128> &sums)
{
    const Int128 skipped = known.skipped > 0 ? sums[static_cast<std::size_t>(known.skipped - 1)] : Int128(0);
    std::vector<Money> result;
    Int128 least = known.before + known.today;
    const auto first = static_cast<std::size_t>(known.skipped) + (known.partial ? 1 : 0);
    for (std::size_t i = first; i < sums.size(); ++i) {
        least = std::max(least, known.before + sums[i] - skipped);
        result.push_back(saturated(least));
    }
    return result;
}

void runRate(Forecast &result, const DailyCosts &history, const Known &known)
{
    Period days{std::max(known.elapsed.first, known.whole.first), known.elapsed.last};
    if (days.isEmpty())
        days = known.whole;
    // On the first day of all its own cost is all there is to go by.
    const Int128 cost = days.isEmpty() ? known.today : sumOver(history, days);
    const int count = days.isEmpty() ? 1 : days.days();
    std::vector<Int128> sums;
    const Int128 first = base::divideHalfEven(cost, count);
    const Int128 more = known.partial ? std::max(Int128(0), known.today - first) : Int128(0);
    for (int i = 1; i <= known.horizon; ++i)
        sums.push_back(base::divideHalfEven(cost * i, count) + more);
    result.cumulative = asMoney(known, sums);
}

void seasonal(Forecast &result, const DailyCosts &history, const Known &known)
{
    result.method = Forecast::Method::WeekdaySeasonal;
    const std::vector<double> days = seriesOf(history, known.whole);
    const std::size_t weekday = weekdayOf(known.whole.first);
    const std::vector<double> told = SeasonalFit(days, weekday).cumulative(known.horizon);
    // What today cost beyond what it was to cost comes on top of the days after it.
    const double today = static_cast<double>(known.today);
    const double more = known.partial && !told.empty() ? std::max(0.0, today - told.front()) : 0.0;
    const Backtest tested =
        backtest(days, weekday, std::min(known.elapsed.days(), known.whole.days()), known.horizon);
    std::vector<Int128> mean, low, high;
    for (std::size_t i = 0; i < told.size(); ++i) {
        mean.push_back(nanosOf(told[i] + more));
        const ErrorBound below = i < tested.low.size() ? tested.low[i] : ErrorBound();
        const ErrorBound above = i < tested.high.size() ? tested.high[i] : ErrorBound();
        low.push_back(nanosOf(told[i] * std::min(1.0, below.factor) + std::min(0.0, below.more) + more));
        high.push_back(nanosOf(told[i] * std::max(1.0, above.factor) + std::max(0.0, above.more) + more));
    }
    result.cumulative = asMoney(known, mean);
    // A few days with a cost say nothing of how far off a forecast may be.
    const auto paid = std::count_if(days.begin(), days.end(), [](double cost) { return cost > 0; });
    if (paid >= kFewestForInterval && !tested.low.empty()) {
        result.low = asMoney(known, low);
        result.high = asMoney(known, high);
    }
    // Of a period that has not begun they are differences, which may cross.
    for (std::size_t i = 0; i < result.low.size(); ++i) {
        result.low[i] = std::min(result.low[i], result.cumulative[i]);
        result.high[i] = std::max(result.high[i], result.cumulative[i]);
    }
    result.meanError = tested.meanError;
    result.backtests = tested.runs;
}

} // namespace

const std::vector<Money> &Forecast::by(Bound bound) const
{
    return bound == Bound::Low ? low : bound == Bound::High ? high : cumulative;
}

Money Forecast::total(Bound bound) const
{
    const std::vector<Money> &days = by(bound);
    return days.empty() ? spent : days.back();
}

std::optional<Day> Forecast::exhaustedOn(Money limit, Bound bound) const
{
    if (spent >= limit)
        return std::nullopt;
    const std::vector<Money> &days = by(bound);
    const auto reached = std::find_if(days.begin(), days.end(), [limit](Money sum) { return sum >= limit; });
    if (reached == days.end())
        return std::nullopt;
    return firstDay + std::chrono::days{reached - days.begin()};
}

std::optional<Forecast> forecast(const DailyCosts &history, const Period &historySpan, const Period &period,
                                 Day asOf, bool asOfIsPartial)
{
    if (asOf >= period.last)
        return std::nullopt;
    const Known known = knownOf(history, historySpan, period, asOf, asOfIsPartial);
    Forecast result;
    result.spent = saturated(known.before + known.today);
    result.firstDay = std::max(asOf + kOneDay, period.first);
    result.historyDays = known.whole.days();
    if (result.historyDays < kSeasonalDays)
        runRate(result, history, known);
    else
        seasonal(result, history, known);
    return result;
}

} // namespace outlay::insight
