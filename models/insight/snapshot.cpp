// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/snapshot.h"

#include "insight/budgetperiods.h"
#include "insight/retries.h"

#include <algorithm>

namespace outlay::insight {

using base::Filter;
using base::FixedDimension;
using base::Grouping;
using base::Period;

namespace {

const base::Dimension kFeature{base::nameOf(FixedDimension::Feature)};
const base::Dimension kSegment{base::nameOf(FixedDimension::Segment)};
const base::Dimension kModel{base::nameOf(FixedDimension::Model)};
const base::Dimension kMonthName{base::kMonth};

/// Runs queries and keeps the first error, so that a list of them reads as one.
class Asker
{
public:
    explicit Asker(const cube::Cube &cube)
        : m_cube(cube)
    {
    }

    cube::Table ask(const Filter &filter, const Grouping &by)
    {
        auto table = m_cube.query(filter, by);
        if (table)
            return *std::move(table);
        if (!m_error)
            m_error = table.error();
        return {by, {}, {}};
    }

    const cube::Memo &memo() const { return m_cube; }
    const std::optional<base::Error> &error() const { return m_error; }

private:
    const cube::Memo m_cube;
    std::optional<base::Error> m_error;
};

Filter withPeriod(Filter filter, const Period &period)
{
    filter.period = period;
    return filter;
}

/// All time is the days that there are. Without any, a month stands for it: charts of all the months that
/// could be would keep the window from answering for a second.
Period daysOf(const Period &asked, const std::optional<Period> &span, base::Day today)
{
    if (asked == base::kAllTime)
        return span.value_or(base::periodOf(base::monthOf(today)));
    return span ? elapsedPart(asked, span->last) : asked;
}

/// The whole months that end with the period's, as many as charts show, or more for a longer period.
Period trendPeriodOf(const Period &period, const std::optional<Period> &span)
{
    const base::Day end = span ? std::clamp(period.last, span->first, span->last) : period.last;
    const base::Month last = base::monthOf(end);
    const base::Month usual = shifted(last, 1 - kTrendMonths);
    const base::Month asked = base::monthOf(span ? std::max(period.first, span->first) : period.first);
    base::Month first = std::min(usual, asked);
    if (span)
        first = std::max(first, base::monthOf(span->first));
    return {base::periodOf(std::min(first, last)).first, base::periodOf(last).last};
}

/// What the months of `now` are held against, under the names of those months. A run of days is compared
/// day by day with one that has its month's end at another place, so each month's part is asked for apart.
cube::Table comparedMonths(Asker &asker, const Filter &now, std::chrono::days back)
{
    cube::Table table{{kMonthName, kFeature, kSegment}, {}, {}};
    for (base::Day first = now.period.first; first <= now.period.last;) {
        const base::Month month = base::monthOf(first);
        const base::Day last = std::min(base::periodOf(month).last, now.period.last);
        cube::Table part = asker.ask(withPeriod(now, {first - back, last - back}), {kFeature, kSegment});
        for (cube::Row row : part.rows) {
            row.keys = {base::isoMonth(month), row.keys[0], row.keys[1]};
            table.rows.push_back(std::move(row));
        }
        table.total += part.total;
        first = last + std::chrono::days{1};
    }
    return table;
}

void addTrends(Rollup &rollup, const cube::Table &months, const Period &trendPeriod)
{
    const base::Month first = base::monthOf(trendPeriod.first);
    const int count = monthsBetween(first, base::monthOf(trendPeriod.last)) + 1;
    std::map<std::string, std::vector<base::Money>> series;
    for (const cube::Row &row : months.rows) {
        auto &trend = series.try_emplace(row.keys[1], static_cast<std::size_t>(count)).first->second;
        const int at = monthsBetween(first, *base::parseMonth(row.keys[0]));
        trend[static_cast<std::size_t>(at)] = row.sums.cost();
    }
    for (RollupRow &row : rollup.rows)
        if (const auto it = series.find(row.keys.front()); it != series.end())
            row.trend = it->second;
}

void addTrends(Snapshot &s)
{
    addTrends(s.features, s.featureMonths, s.trendPeriod);
    addTrends(s.segments, s.segmentMonths, s.trendPeriod);
    addTrends(s.models, s.modelMonths, s.trendPeriod);
}

void addClasses(Rollup &features, const Quadrant &quadrant, const std::vector<Burn> &burns)
{
    std::map<std::string_view, FeatureClass> classOf;
    for (const QuadrantPoint &point : quadrant.points)
        classOf.emplace(point.feature, point.featureClass);
    for (RollupRow &row : features.rows) {
        if (const auto found = classOf.find(row.keys.front()); found != classOf.end())
            row.featureClass = found->second;
        for (const Burn &burn : burns)
            if (const auto feature = base::featureOf(burn.budget);
                feature && !feature->empty() && *feature == row.keys.front())
                row.budgetUsed = usedPercent(burn) / 100;
    }
}

base::Result<void> addRetryCosts(Rollup &features, const cube::Cube &cube, const Filter &filter)
{
    const auto found = retries(cube, filter, features.by);
    if (!found)
        return tl::unexpected(found.error());
    std::map<std::string, base::Money> costs;
    for (const RetryRow &row : found->rows)
        costs.emplace(row.keys.front(), row.cost());
    for (RollupRow &row : features.rows) {
        const auto cost = costs.find(row.keys.front());
        row.retryCost = cost == costs.end() ? base::Money() : cost->second;
    }
    features.retryCost = found->total.cost();
    return {};
}

/// What features bring in, and what is to be done about them; `now`: the filter on the elapsed days.
base::Result<void> addReturns(Snapshot &s, const cube::Memo &cube, const Filter &now,
                              const std::vector<base::ValueRow> &values)
{
    auto byFeature = pnl(cube, s.question.filter, {kFeature}, values);
    if (!byFeature)
        return tl::unexpected(byFeature.error());
    auto bySegment = pnl(cube, s.question.filter, {kFeature, kSegment}, values);
    if (!bySegment)
        return tl::unexpected(bySegment.error());
    s.pnl = *std::move(byFeature);
    s.segmentPnl = *std::move(bySegment);
    auto found = outcomes(cube, now, s.pnl);
    if (!found)
        return tl::unexpected(found.error());
    s.outcomes = *std::move(found);
    return {};
}

std::map<std::string, int> ranksOf(const cube::Cube &cube, const base::Dimension &dimension)
{
    std::map<std::string, int> ranks;
    int next = 0;
    for (const cube::ValueInfo &info : cube.values(dimension))
        if (info.value != base::kUnattributed)
            ranks.emplace(info.value, next++);
    return ranks;
}

base::Result<void> addCoverage(Snapshot &s, const cube::Cube &cube, const Filter &filter)
{
    s.coverage = coverage(s.byFeature);
    return featureOrigins(cube, filter).map([&s](OriginCoverage found) { s.origins = std::move(found); });
}

} // namespace

Quadrant Snapshot::quadrantBy(CutRule rule) const
{
    return hasReturns() ? quadrantByReturn(pnl, rule)
                        : insight::quadrant(byFeature, byFeatureCompared, defaultCuts(byFeature, rule));
}

base::Result<std::vector<Burn>> burns(const cube::Cube &cube, const std::vector<base::Budget> &budgets,
                                      base::Day day, const Clock &clock)
{
    std::vector<Burn> result;
    for (const base::Budget &budget : budgets) {
        const auto costs = costsOf(cube, budget, clock);
        if (!costs)
            return tl::unexpected(costs.error());
        result.push_back(burn(budget, periodOf(budget, day), *costs, clock));
    }
    return result;
}

base::Result<DailyCosts> costsOf(const cube::Cube &cube, const base::Budget &budget, const Clock &clock)
{
    Filter filter{clock.known(), budget.where};
    const auto known = cube.dimensions();
    DailyCosts costs;
    for (const auto &[dimension, set] : budget.where) {
        if (std::ranges::find(known, dimension) != known.end())
            continue;
        // No call has a value of it: all are the unattributed.
        if (set.values.contains(std::string(base::kUnattributed)) == set.exclude)
            return costs;
        filter.where.erase(dimension);
    }
    const auto days = cube.query(filter, {base::Dimension(base::kDay)});
    if (!days)
        return tl::unexpected(days.error());
    for (const cube::Row &row : days->rows)
        costs.emplace(*base::parseDay(row.keys.front()), row.sums.cost());
    return costs;
}

base::Result<Snapshot> snapshot(const cube::Cube &cube, const base::Question &question,
                                const std::vector<base::Budget> &budgets, base::Day today,
                                const std::vector<base::ValueRow> &values)
{
    Snapshot s;
    s.question = question;
    const auto span = cube.span();
    if (span)
        s.lastDay = span->last;
    s.period = daysOf(question.filter.period, span, today);
    s.compared = comparedPeriod(question.filter.period, s.period, question.compare);
    s.trendPeriod = trendPeriodOf(s.period, span);

    Asker asker(cube);
    const Filter now = withPeriod(question.filter, s.period);
    const Filter before = withPeriod(question.filter, s.compared.value_or(Period{}));
    const Filter trend = withPeriod(question.filter, s.trendPeriod);
    const int monthsLater =
        s.compared ? monthsBetween(base::monthOf(s.compared->first), base::monthOf(s.period.first)) : 0;
    const auto rolledUp = [&](const Grouping &by) {
        const cube::Table nowTable = asker.ask(now, by);
        if (!s.compared)
            return rollup(nowTable, nullptr);
        const cube::Table beforeTable = asker.ask(before, by);
        return rollup(nowTable, &beforeTable, monthsLater);
    };

    s.byFeature = asker.ask(now, {kFeature});
    if (s.compared)
        s.byFeatureCompared = asker.ask(before, {kFeature});
    s.features = rollup(s.byFeature, s.compared ? &s.byFeatureCompared : nullptr);
    s.segments = rolledUp({kSegment});
    s.models = rolledUp({kModel});
    if (const auto back = daysBack(question.filter.period, question.compare); back && s.compared) {
        const cube::Table months = comparedMonths(asker, now, *back);
        s.detail = rollup(asker.ask(now, months.by), &months);
    } else {
        s.detail = rolledUp({kMonthName, kFeature, kSegment});
    }
    s.featureMonths = asker.ask(trend, {kMonthName, kFeature});
    s.segmentMonths = asker.ask(trend, {kMonthName, kSegment});
    s.modelMonths = asker.ask(trend, {kMonthName, kModel});
    s.featureSegments = asker.ask(now, {kFeature, kSegment});
    if (asker.error())
        return tl::unexpected(*asker.error());

    if (auto added = addRetryCosts(s.features, cube, now); !added)
        return tl::unexpected(added.error());
    const auto added =
        addCoverage(s, cube, now).and_then([&] { return addReturns(s, asker.memo(), now, values); });
    if (!added)
        return tl::unexpected(added.error());
    s.quadrant = s.quadrantBy(CutRule::FairShare);
    const Clock clock = clockOf(span, today);
    auto burning = burns(cube, budgets, std::min(s.trendPeriod.last, clock.asOf), clock);
    if (!burning)
        return tl::unexpected(burning.error());
    s.burns = *std::move(burning);
    addTrends(s);
    addClasses(s.features, s.quadrant, s.burns);
    for (const base::Dimension &dimension : {kFeature, kSegment, kModel})
        s.ranks[dimension] = ranksOf(cube, dimension);
    return s;
}

} // namespace outlay::insight
