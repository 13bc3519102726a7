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
    if (usage.empty())
        return {};
    if (rule == CutRule::Median)
        return {median(usage), median(cost)};
    const double fair = 1.0 / static_cast<double>(usage.size());
    return {fair, fair};
}

Quadrant quadrant(const cube::Table &byFeature, const cube::Table &compared, const Cuts &cuts)
{
    std::map<std::string, base::Measures> before;
    for (const cube::Row &row : compared.rows)
        before.emplace(row.keys.front(), row.sums);

    Quadrant result{{}, cuts};
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

} // namespace outlay::insight
