// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/backtest.h"

#include "insight/budgetperiods.h"
#include "insight/burn.h"
#include "insight/suggest.h"

#include <algorithm>

namespace outlay::insight {

using base::Day;
using base::Money;
using base::Period;

namespace {

constexpr std::size_t kPeriodsTested = 24;

std::optional<Day> dayReaching(const std::vector<Money> &cumulative, Day first, Money limit)
{
    for (std::size_t i = 0; i < cumulative.size(); ++i)
        if (cumulative[i] >= limit && cumulative[i] > Money())
            return first + std::chrono::days{static_cast<int>(i)};
    return std::nullopt;
}

/// The first day at whose end the forecast was to reach `limit`, of those before it was reached.
std::optional<Day> dayForecast(const PastPeriod &past, Money limit, std::optional<Day> reachedOn)
{
    const Day end = reachedOn.value_or(past.period.last);
    for (std::size_t i = 0; past.period.first + std::chrono::days{static_cast<int>(i)} < end; ++i)
        if (past.expected[i] && *past.expected[i] >= limit)
            return past.period.first + std::chrono::days{static_cast<int>(i)};
    return std::nullopt;
}

void count(ThresholdTest &result)
{
    int daysBefore = 0;
    int warned = 0;
    for (const PeriodTest &test : result.periods) {
        result.fired += test.firedOn() ? 1 : 0;
        result.over += test.limitOn ? 1 : 0;
        result.falseAlarms += test.isFalseAlarm() ? 1 : 0;
        result.missed += test.isMissed() ? 1 : 0;
        if (const auto before = test.daysBefore()) {
            result.inTime += *before > 0 ? 1 : 0;
            daysBefore += *before;
            ++warned;
        }
    }
    if (warned > 0)
        result.meanDaysBefore = static_cast<double>(daysBefore) / warned;
}

} // namespace

std::optional<Day> PeriodTest::firedOn() const
{
    if (actualOn && forecastOn)
        return std::min(*actualOn, *forecastOn);
    return actualOn ? actualOn : forecastOn;
}

std::optional<int> PeriodTest::daysBefore() const
{
    const auto fired = firedOn();
    if (!fired || !limitOn)
        return std::nullopt;
    return static_cast<int>((*limitOn - *fired).count());
}

std::vector<PastPeriod> pastPeriods(const base::Budget &budget, const DailyCosts &costs, const Clock &clock)
{
    std::vector<PastPeriod> past;
    const auto periods = completePeriods(budget, clock);
    for (std::size_t i = periods.size() > kPeriodsTested ? periods.size() - kPeriodsTested : 0;
         i < periods.size(); ++i) {
        PastPeriod each{periods[i], cumulativeOver(costs, periods[i]), {}};
        for (Day day = periods[i].first; day <= periods[i].last; day += std::chrono::days{1}) {
            const DailyCosts known(costs.begin(), costs.upper_bound(day));
            const auto ahead = forecast(known, {clock.firstDay, day}, periods[i], day);
            each.expected.push_back(ahead ? std::optional(ahead->total()) : std::nullopt);
        }
        past.push_back(std::move(each));
    }
    return past;
}

ThresholdTest backtest(const base::Budget &budget, const base::Threshold &threshold,
                       const std::vector<PastPeriod> &past)
{
    ThresholdTest result;
    for (const PastPeriod &each : past) {
        PeriodTest test{each.period, amountOf(budget, each.period), each.spent.back(), {}, {}, {}};
        const Money limit = base::percentOf(test.amount, threshold.percent);
        test.limitOn = dayReaching(each.spent, test.period.first, test.amount);
        const auto reached = dayReaching(each.spent, test.period.first, limit);
        if (threshold.onActual)
            test.actualOn = reached;
        if (threshold.onForecast)
            test.forecastOn = dayForecast(each, limit, reached);
        result.periods.push_back(test);
    }
    count(result);
    return result;
}

} // namespace outlay::insight
