// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/weeklyfindings.h"

#include "insight/quadrant.h"

#include <algorithm>
#include <array>
#include <map>

namespace outlay::insight {

using base::FixedDimension;
using base::Money;

namespace {

std::int64_t tokensOf(const base::Measures &sums)
{
    return sums.inputTokens + sums.cacheReadTokens + sums.cacheWriteTokens() + sums.outputTokens;
}

/// Adds what a cell of one day and attribution says. Where it has calls with and without a cost, whose tokens
/// are whose cannot be told.
void add(UnpricedModel &model, const base::Measures &sums)
{
    model.calls += sums.unpriced();
    if (sums.priced == 0) {
        model.tokens += tokensOf(sums);
        model.withoutTokens += sums.missingUsage;
    } else if (sums.missingUsage >= sums.unpriced()) { // it is for want of tokens that they have no cost
        model.withoutTokens += sums.unpriced();
    } else {
        model.tokensAreAtLeast = true;
    }
}

/// The part of the cost that is more than the feature's share of the calls.
Money aboveShare(const base::Measures &feature, const base::Measures &total)
{
    const std::int64_t fair =
        base::divideHalfEven(base::Int128(total.costNanos) * feature.requests, total.requests);
    return Money::fromNanos(feature.costNanos - fair);
}

std::vector<WeekDrain> drainsOf(const cube::Table &byFeature)
{
    std::vector<WeekDrain> drains;
    const Quadrant found = quadrant(byFeature, {}, defaultCuts(byFeature, CutRule::FairShare));
    for (const QuadrantPoint &point : found.points)
        if (point.featureClass == FeatureClass::CostDrain && point.feature != base::kUnattributed)
            drains.push_back(
                {point.feature, point.costShare, point.usageShare, aboveShare(point.sums, byFeature.total)});
    std::stable_sort(drains.begin(), drains.end(),
                     [](const WeekDrain &a, const WeekDrain &b) { return a.above > b.above; });
    drains.resize(std::min(drains.size(), kWeeklyFindings));
    return drains;
}

} // namespace

bool isTrialEnvironment(std::string_view name)
{
    static constexpr std::array<std::string_view, 16> known = {
        "staging", "stage",   "stg", "dev",  "develop", "development", "test",    "testing",
        "qa",      "sandbox", "uat", "demo", "local",   "ci",          "preview", "preprod"};
    std::string word;
    for (const char c : name)
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return std::find(known.begin(), known.end(), word) != known.end();
}

base::Result<void> addUnpriced(Weekly &week, const cube::Cube &cube)
{
    const std::string provider(base::nameOf(FixedDimension::Provider));
    const std::string name(base::nameOf(FixedDimension::Model));
    // As fine as there is, so that calls without a cost are seldom in one sum with others.
    base::Grouping by{provider, name, base::Dimension(base::kDay)};
    for (const base::Dimension &dimension : cube.dimensions())
        if (dimension != provider && dimension != name)
            by.push_back(dimension);
    const auto cells = cube.query(week.filter, by);
    if (!cells)
        return tl::unexpected(cells.error());
    std::map<std::pair<std::string, std::string>, UnpricedModel> models;
    for (const cube::Row &row : cells->rows)
        if (row.sums.unpriced() > 0)
            add(models.try_emplace({row.keys[0], row.keys[1]}, UnpricedModel{row.keys[0], row.keys[1]})
                    .first->second,
                row.sums);
    for (auto &[keys, model] : models)
        week.unpriced.push_back(std::move(model));
    std::stable_sort(week.unpriced.begin(), week.unpriced.end(),
                     [](const UnpricedModel &a, const UnpricedModel &b) { return a.calls > b.calls; });
    return {};
}

base::Result<void> addSavings(Weekly &week, const cube::Cube &cube, const cube::Table &byFeature)
{
    WeekSavings &savings = week.savings;
    const auto retried = retries(cube, week.filter, byFeature.by);
    if (!retried)
        return tl::unexpected(retried.error());
    savings.retries = retried->total;
    for (const RetryRow &row : retried->rows)
        if (row.cost() > Money() && savings.retriesByFeature.size() < kWeeklyFindings)
            savings.retriesByFeature.push_back(row);
    savings.drains = drainsOf(byFeature);
    savings.withoutFeature = week.coverage.unattributed;
    const auto environments =
        cube.query(week.filter, {base::Dimension(base::nameOf(FixedDimension::Environment))});
    if (!environments)
        return tl::unexpected(environments.error());
    for (const cube::Row &row : environments->rows)
        if (isTrialEnvironment(row.keys.front()) && row.sums.costNanos > 0)
            savings.trials.push_back(row);
    return {};
}

base::Result<void> addAnomalies(Weekly &week, const cube::Cube &cube,
                                const std::vector<base::PlannedDay> &planned)
{
    // A day that is not over cannot be held against whole ones.
    const base::Day last = week.choice.asOf - std::chrono::days{week.choice.asOfIsPartial ? 1 : 0};
    AnomalyOptions options;
    options.planned = plannedSlices(planned);
    const auto found = anomalies(cube, week.filter, last, options);
    if (!found)
        return tl::unexpected(found.error());
    if (found->judged.isEmpty() || found->judged.last < week.filter.period.first)
        return {};
    week.anomalies.emplace();
    for (const Anomaly &anomaly : found->found)
        if (anomaly.days.last >= week.filter.period.first && anomaly.days.first <= last)
            week.anomalies->push_back(anomaly);
    return {};
}

} // namespace outlay::insight
