// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/weekly.h"

#include "insight/weeklyfindings.h"

#include <algorithm>
#include <map>

namespace outlay::insight {

using base::Day;
using base::Filter;
using base::FixedDimension;
using base::Money;
using base::Period;

namespace {

const base::Dimension kFeatureName{base::nameOf(FixedDimension::Feature)};
const base::Dimension kModelName{base::nameOf(FixedDimension::Model)};
const base::Dimension kSegmentName{base::nameOf(FixedDimension::Segment)};
const base::Dimension kWeekName{base::kWeek};

Filter during(Filter filter, const Period &period)
{
    filter.period = period;
    return filter;
}

/// The weeks whose days all have data, as far as that can be told, and the reported one in any case.
std::vector<Day> trendWeeksOf(Day monday, const Period &span)
{
    std::vector<Day> weeks;
    for (int back = kWeeklyTrend - 1; back >= 0; --back)
        if (const Day first = monday - std::chrono::days{7 * back}; first >= span.first || back == 0)
            weeks.push_back(first);
    return weeks;
}

/// Cost by week of each feature, and of all of them.
struct Trends
{
    std::map<std::string, std::vector<Money>> byFeature;
    std::vector<Money> total;
};

void addTo(Money &sum, Money cost)
{
    sum = Money::fromNanos(sum.nanos() + cost.nanos());
}

Trends trendsOf(const cube::Table &weeks, const std::vector<Day> &mondays)
{
    Trends trends;
    trends.total.resize(mondays.size());
    for (const cube::Row &row : weeks.rows) {
        const auto at =
            static_cast<std::size_t>((*base::parseWeek(row.keys[0]) - mondays.front()).count() / 7);
        auto &series = trends.byFeature.try_emplace(row.keys[1], mondays.size()).first->second;
        addTo(series[at], row.sums.cost());
        addTo(trends.total[at], row.sums.cost());
    }
    return trends;
}

std::vector<Money> trendOf(const Trends &trends, const std::string &feature)
{
    const auto found = trends.byFeature.find(feature);
    return found == trends.byFeature.end() ? std::vector<Money>(trends.total.size()) : found->second;
}

void add(WeekSpend &sum, const WeekSpend &spend)
{
    sum.now += spend.now;
    sum.before += spend.before;
    sum.trend.resize(spend.trend.size());
    for (std::size_t i = 0; i < spend.trend.size(); ++i)
        addTo(sum.trend[i], spend.trend[i]);
}

/// All features of this week or the one before, those of this week first, by cost.
std::vector<WeekSpend> spendsOf(const cube::Table &now, const cube::Table &before, const Trends &trends)
{
    std::map<std::string, base::Measures> earlier;
    for (const cube::Row &row : before.rows)
        earlier.emplace(row.keys.front(), row.sums);
    std::vector<WeekSpend> spends;
    for (const cube::Row &row : now.rows) {
        const std::string &name = row.keys.front();
        const auto was = earlier.extract(name);
        spends.push_back({name, row.sums, was ? was.mapped() : base::Measures{}, trendOf(trends, name)});
    }
    for (const auto &[name, sums] : earlier)
        spends.push_back({name, {}, sums, trendOf(trends, name)});
    return spends;
}

void addFeatures(Weekly &week, const cube::Table &now, const cube::Table &before, const cube::Table &weeks)
{
    const Trends trends = trendsOf(weeks, week.trendWeeks);
    week.total = {"", now.total, before.total, trends.total};
    week.otherFeatures.trend.resize(trends.total.size());
    for (WeekSpend &spend : spendsOf(now, before, trends)) {
        if (spend.name == base::kUnattributed) {
            week.unattributed = std::move(spend);
        } else if (week.features.size() < kWeeklyFeatures && spend.now.requests > 0) {
            week.features.push_back(std::move(spend));
        } else {
            add(week.otherFeatures, spend);
            ++week.otherFeatureCount;
        }
    }
}

void addDrivers(Weekly &week, const cube::Table &now, const cube::Table &before)
{
    std::map<std::vector<std::string>, WeekDriver> drivers;
    const auto at = [&](const cube::Row &row) -> WeekDriver & {
        return drivers.try_emplace(row.keys, WeekDriver{row.keys[0], row.keys[1], row.keys[2], {}, {}})
            .first->second;
    };
    for (const cube::Row &row : now.rows)
        at(row).now = row.sums;
    for (const cube::Row &row : before.rows)
        at(row).before = row.sums;
    for (auto &[keys, driver] : drivers)
        week.drivers.push_back(std::move(driver));
    const auto size = [](const WeekDriver &driver) {
        return std::max(driver.change().nanos(), -driver.change().nanos());
    };
    std::stable_sort(week.drivers.begin(), week.drivers.end(),
                     [&](const WeekDriver &a, const WeekDriver &b) { return size(a) > size(b); });
    std::size_t shown = std::min(week.drivers.size(), kWeeklyDrivers);
    while (shown > 0 && week.drivers[shown - 1].change() == Money())
        --shown;
    for (std::size_t i = shown; i < week.drivers.size(); ++i, ++week.otherDriverCount) {
        week.otherDrivers.now += week.drivers[i].now;
        week.otherDrivers.before += week.drivers[i].before;
    }
    week.drivers.resize(shown);
}

} // namespace

base::Result<Weekly> weekly(const cube::Cube &cube, const Filter &filter,
                            const std::vector<base::Budget> &budgets, const WeekChoice &choice,
                            const std::vector<base::PlannedDay> &planned)
{
    Weekly week;
    week.choice = choice;
    week.filter = during(filter, {choice.week.first, choice.asOf});
    week.before = {week.filter.period.first - std::chrono::days{7},
                   week.filter.period.last - std::chrono::days{7}};
    const Period span = cube.span().value_or(week.filter.period);
    week.hasBefore = span.first <= week.before.last;
    if (span.first > week.before.first)
        week.beforeBegins = span.first;
    week.trendWeeks = trendWeeksOf(choice.week.first, span);

    const Period trend{week.trendWeeks.front(), choice.asOf};
    const auto weeks = cube.query(during(filter, trend), {kWeekName, kFeatureName});
    const auto now = cube.query(week.filter, {kFeatureName});
    const auto before = cube.query(during(filter, week.before), {kFeatureName});
    const base::Grouping slices{kFeatureName, kModelName, kSegmentName};
    const auto slicesNow = cube.query(week.filter, slices);
    const auto slicesBefore = cube.query(during(filter, week.before), slices);
    for (const auto *table : {&weeks, &now, &before, &slicesNow, &slicesBefore})
        if (!*table)
            return tl::unexpected(table->error());
    addFeatures(week, *now, *before, *weeks);
    addDrivers(week, *slicesNow, *slicesBefore);
    week.coverage = coverage(*now);
    week.coverageBefore = coverage(*before);
    auto origins = featureOrigins(cube, week.filter);
    if (!origins)
        return tl::unexpected(origins.error());
    week.origins = *std::move(origins);
    if (auto added = addUnpriced(week, cube); !added)
        return tl::unexpected(added.error());
    if (auto added = addSavings(week, cube, *now); !added)
        return tl::unexpected(added.error());
    if (auto added = addAnomalies(week, cube, planned); !added)
        return tl::unexpected(added.error());
    if (auto added = addBudgetsAtRisk(week, cube, budgets); !added)
        return tl::unexpected(added.error());
    return week;
}

} // namespace outlay::insight
