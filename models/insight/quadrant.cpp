// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/quadrant.h"

#include <algorithm>
#include <map>

namespace outlay::insight {

namespace {

double share(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// Fair share or median of the shares of what sets cuts.
Cuts cutsOf(const std::vector<double> &usage, const std::vector<double> &cost, CutRule rule)
{
    if (usage.empty())
        return {};
    if (rule == CutRule::Median)
        return {median(usage), median(cost)};
    const double fair = 1.0 / static_cast<double>(usage.size());
    return {fair, fair};
}

} // namespace

FeatureClass classify(double usageShare, double costShare, const Cuts &cuts)
{
    const bool used = usageShare >= cuts.usage;
    const bool costly = costShare >= cuts.cost;
    if (costly)
        return used ? FeatureClass::CoreSpend : FeatureClass::CostDrain;
    return used ? FeatureClass::ProfitCenter : FeatureClass::LongTail;
}

Cuts defaultCuts(const cube::Table &byFeature, CutRule rule)
{
    std::vector<double> usage;
    std::vector<double> cost;
    for (const cube::Row &row : byFeature.rows) {
        if (row.keys.front() == base::kUnattributed)
            continue;
        usage.push_back(share(row.sums.requests, byFeature.total.requests));
        cost.push_back(share(row.sums.costNanos, byFeature.total.costNanos));
    }
    return cutsOf(usage, cost, rule);
}

Quadrant quadrant(const cube::Table &byFeature, const cube::Table &compared, const Cuts &cuts)
{
    std::map<std::string, base::Measures> before;
    for (const cube::Row &row : compared.rows)
        before.emplace(row.keys.front(), row.sums);

    Quadrant result;
    result.cuts = cuts;
    for (const cube::Row &row : byFeature.rows) {
        QuadrantPoint point;
        point.feature = row.keys.front();
        point.sums = row.sums;
        point.usageShare = share(row.sums.requests, byFeature.total.requests);
        point.costShare = share(row.sums.costNanos, byFeature.total.costNanos);
        point.featureClass = classify(point.usageShare, point.costShare, cuts);
        if (const auto it = before.find(row.keys.front()); it != before.end()) {
            point.previousUsageShare = share(it->second.requests, compared.total.requests);
            point.previousCostShare = share(it->second.costNanos, compared.total.costNanos);
        }
        result.points.push_back(std::move(point));
    }
    return result;
}

Quadrant quadrantByReturn(const Pnl &byFeature, CutRule rule)
{
    Quadrant result;
    result.byReturn = true;
    std::int64_t cost = 0;
    double gains = 0; // only shares are made of it
    for (const PnlRow &row : byFeature.rows) {
        const auto gain = row.gain();
        if (!gain) {
            result.unvalued += row.cost.requests > 0 ? 1 : 0;
            result.unvaluedCost = base::Money::fromNanos(result.unvaluedCost.nanos() + row.cost.costNanos);
            continue;
        }
        QuadrantPoint point;
        point.feature = row.keys.front();
        point.sums = row.cost;
        point.gain = gain;
        cost += row.cost.costNanos;
        gains += static_cast<double>(std::max<std::int64_t>(gain->nanos(), 0));
        result.points.push_back(std::move(point));
    }
    std::vector<double> returnShares;
    std::vector<double> costShares;
    for (QuadrantPoint &point : result.points) {
        const auto gain = static_cast<double>(std::max<std::int64_t>(point.gain->nanos(), 0));
        point.usageShare = gains > 0 ? gain / gains : 0;
        point.costShare = share(point.sums.costNanos, cost);
        if (point.feature == base::kUnattributed)
            continue;
        returnShares.push_back(point.usageShare);
        costShares.push_back(point.costShare);
    }
    result.cuts = cutsOf(returnShares, costShares, rule);
    for (QuadrantPoint &point : result.points)
        point.featureClass = classify(point.usageShare, point.costShare, result.cuts);
    return result;
}

std::vector<ClassChange> classChanges(const Quadrant &quadrant)
{
    std::vector<ClassChange> changes;
    for (const QuadrantPoint &point : quadrant.points) {
        for (const bool isCostCut : {false, true}) {
            for (const bool isHigher : {false, true}) {
                Cuts moved = quadrant.cuts;
                (isCostCut ? moved.cost : moved.usage) *= isHigher ? 1 + kCutStep : 1 - kCutStep;
                const FeatureClass to = classify(point.usageShare, point.costShare, moved);
                if (to != point.featureClass)
                    changes.push_back({point.feature, isCostCut, isHigher, point.featureClass, to});
            }
        }
    }
    return changes;
}

} // namespace outlay::insight
