// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/outcome.h"

#include <algorithm>
#include <map>

namespace outlay::insight {

namespace {

const base::Dimension kByFeature{base::nameOf(base::FixedDimension::Feature)};
constexpr double kDear = 0.5; ///< of the fair share of the cost

Outcome outcomeOf(const FeatureOutcome &feature, double fairShare)
{
    if (feature.roi && *feature.roi < 0)
        return Outcome::Sunset;
    if (feature.costShare >= kDear * fairShare && feature.costShare > feature.requestShare)
        return Outcome::Optimise;
    return feature.requestShare >= fairShare ? Outcome::Negotiate : Outcome::Leave;
}

double shareOf(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

bool isJudged(const cube::Row &row)
{
    return row.keys.front() != base::kUnattributed && row.sums.costNanos > 0;
}

} // namespace

base::Money FeatureOutcome::tenth() const
{
    return base::Money::fromNanos(base::divideHalfEven(sums.costNanos, 10));
}

base::Result<std::vector<FeatureOutcome>> outcomes(const cube::Memo &cube, const base::Filter &filter,
                                                   const Pnl &values)
{
    base::Filter ofAll = filter;
    ofAll.where.erase(kByFeature);
    const auto table = cube.query(ofAll, {kByFeature});
    if (!table)
        return tl::unexpected(table.error());
    const auto asked = filter.where.find(kByFeature);
    std::map<std::string, std::optional<double>> rois;
    for (const PnlRow &row : values.rows)
        rois.emplace(row.keys.front(), row.roi());
    const auto judged = std::count_if(table->rows.begin(), table->rows.end(), isJudged);
    std::vector<FeatureOutcome> result;
    for (const cube::Row &row : table->rows) {
        const std::string &name = row.keys.front();
        if (!isJudged(row) ||
            (asked != filter.where.end() && asked->second.values.contains(name) == asked->second.exclude))
            continue;
        FeatureOutcome feature{name, Outcome::Leave, row.sums, {}, {}, {}};
        feature.costShare = shareOf(row.sums.costNanos, table->total.costNanos);
        feature.requestShare = shareOf(row.sums.requests, table->total.requests);
        if (const auto roi = rois.find(name); roi != rois.end())
            feature.roi = roi->second;
        feature.outcome = outcomeOf(feature, 1.0 / static_cast<double>(judged));
        result.push_back(std::move(feature));
    }
    std::ranges::stable_sort(result, [](const FeatureOutcome &a, const FeatureOutcome &b) {
        return a.sums.costNanos > b.sums.costNanos;
    });
    return result;
}

} // namespace outlay::insight
