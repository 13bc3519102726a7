// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/snapshot.h"

#include "base/parallel.h"
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
    explicit Asker(const cube::Memo &cube)
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

    base::Result<void> finished() const
    {
        return m_error ? base::Result<void>(tl::unexpected(*m_error)) : base::Result<void>();
    }

private:
    const cube::Memo &m_cube;
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

void addRetryCosts(Rollup &features, const Retries &retried)
{
    std::map<std::string, base::Money> costs;
    for (const RetryRow &row : retried.rows)
        costs.emplace(row.keys.front(), row.cost());
    for (RollupRow &row : features.rows) {
        const auto cost = costs.find(row.keys.front());
        row.retryCost = cost == costs.end() ? base::Money() : cost->second;
    }
    features.retryCost = retried.total.cost();
}

/// Keeps an answer where it belongs.
template <typename T>
base::Result<void> keepIn(T &place, base::Result<T> answer)
{
    return answer.map([&place](T &value) { place = std::move(value); });
}

/// What features bring in, and what is to be done about them; `now`: the filter on the elapsed days.
base::Result<void> addReturns(Snapshot &s, const cube::Memo &cube, const Filter &now,
                              const std::vector<base::ValueRow> &values)
{
    return keepIn(s.pnl, pnl(cube, s.question.filter, {kFeature}, values))
        .and_then([&] {
            return keepIn(s.segmentPnl, pnl(cube, s.question.filter, {kFeature, kSegment}, values));
        })
        .and_then([&] { return keepIn(s.outcomes, outcomes(cube, now, s.pnl)); });
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

/// The filters of what is asked.
struct Periods
{
    explicit Periods(const Snapshot &s)
        : now(withPeriod(s.question.filter, s.period))
        , trend(withPeriod(s.question.filter, s.trendPeriod))
    {
        if (!s.compared)
            return;
        before = withPeriod(s.question.filter, *s.compared);
        monthsLater = monthsBetween(base::monthOf(s.compared->first), base::monthOf(s.period.first));
    }

    Filter now;
    std::optional<Filter> before; ///< absent: not compared
    int monthsLater = 0;
    Filter trend;
};

Snapshot beginOf(const base::Question &question, const std::optional<Period> &span, base::Day today)
{
    Snapshot s;
    s.question = question;
    if (span)
        s.lastDay = span->last;
    s.period = daysOf(question.filter.period, span, today);
    s.compared = comparedPeriod(question.filter.period, s.period, question.compare);
    s.trendPeriod = trendPeriodOf(s.period, span);
    return s;
}

Rollup rolledUp(Asker &asker, const Periods &periods, const Grouping &by)
{
    const cube::Table now = asker.ask(periods.now, by);
    if (!periods.before)
        return rollup(now, nullptr);
    const cube::Table before = asker.ask(*periods.before, by);
    return rollup(now, &before, periods.monthsLater);
}

base::Result<void> addDetail(Snapshot &s, const cube::Memo &cube, const Periods &periods)
{
    Asker asker(cube);
    const Period &asked = s.question.filter.period;
    if (const auto back = daysBack(asked, s.question.compare); back && s.compared) {
        const cube::Table months = comparedMonths(asker, periods.now, *back);
        s.detail = rollup(asker.ask(periods.now, months.by), &months);
    } else {
        s.detail = rolledUp(asker, periods, {kMonthName, kFeature, kSegment});
    }
    return asker.finished();
}

base::Result<void> addMonths(Snapshot &s, const cube::Memo &cube, const Filter &trend)
{
    Asker asker(cube);
    s.featureMonths = asker.ask(trend, {kMonthName, kFeature});
    s.segmentMonths = asker.ask(trend, {kMonthName, kSegment});
    s.modelMonths = asker.ask(trend, {kMonthName, kModel});
    return asker.finished();
}

base::Result<void> addFeatures(Snapshot &s, const cube::Memo &cube, const Periods &periods)
{
    Asker asker(cube);
    s.featureSegments = asker.ask(periods.now, {kFeature, kSegment});
    s.segments = rolledUp(asker, periods, {kSegment});
    s.models = rolledUp(asker, periods, {kModel});
    s.byFeature = asker.ask(periods.now, {kFeature});
    if (periods.before)
        s.byFeatureCompared = asker.ask(*periods.before, {kFeature});
    s.features = rollup(s.byFeature, periods.before ? &s.byFeatureCompared : nullptr);
    s.coverage = coverage(s.byFeature);
    return asker.finished().and_then(
        [&] { return keepIn(s.origins, featureOrigins(cube.cube(), periods.now)); });
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
    const auto span = cube.span();
    Snapshot s = beginOf(question, span, today);
    const Periods periods(s);
    const cube::Memo memo(cube);
    const Clock clock = clockOf(span, today);
    Retries retried;
    // The longest first.
    const auto asked = base::inParallel({
        [&] { return addDetail(s, memo, periods); },
        [&] { return addMonths(s, memo, periods.trend); },
        [&] { return addFeatures(s, memo, periods); },
        [&] { return addReturns(s, memo, periods.now, values); },
        [&] { return keepIn(retried, retries(cube, periods.now, {kFeature})); },
        [&] {
            return keepIn(s.burns, burns(cube, budgets, std::min(s.trendPeriod.last, clock.asOf), clock));
        },
        [&] {
            for (const base::Dimension &dimension : {kFeature, kSegment, kModel})
                s.ranks[dimension] = ranksOf(cube, dimension);
            return base::Result<void>();
        },
    });
    if (!asked)
        return tl::unexpected(asked.error());
    s.quadrant = s.quadrantBy(CutRule::FairShare);
    addRetryCosts(s.features, retried);
    addTrends(s);
    addClasses(s.features, s.quadrant, s.burns);
    return s;
}

} // namespace outlay::insight
