// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/retries.h"

#include <algorithm>
#include <map>

namespace outlay::insight {

namespace {

void take(RetryRow &row, std::string_view outcome, const base::Measures &sums)
{
    row.billed += sums;
    row.failed += outcome == base::kFailed ? sums.requests : 0;
    row.superseded += outcome == base::kSupersededAttempt ? sums.requests : 0;
    row.partial += outcome == base::kPartial ? sums.requests : 0;
    if (outcome != base::kFailed && outcome != base::kSupersededAttempt)
        row.completed += sums;
}

} // namespace

double RetryRow::share() const
{
    if (billed.costNanos == 0)
        return 0;
    return static_cast<double>(cost().nanos()) / static_cast<double>(billed.costNanos);
}

base::Result<Retries> retries(const cube::Cube &cube, base::Filter filter, const base::Grouping &by)
{
    filter.counting = base::Counting::Billed;
    base::Grouping further = by;
    further.emplace_back(base::nameOf(base::FixedDimension::Outcome));
    const auto table = cube.query(filter, further);
    if (!table)
        return tl::unexpected(table.error());
    std::map<std::vector<std::string>, RetryRow> groups;
    Retries result;
    result.by = by;
    for (const cube::Row &row : table->rows) {
        const std::vector<std::string> keys(row.keys.begin(), row.keys.end() - 1);
        RetryRow &group = groups[keys];
        group.keys = keys;
        take(group, row.keys.back(), row.sums);
        take(result.total, row.keys.back(), row.sums);
    }
    for (auto &[keys, group] : groups)
        result.rows.push_back(std::move(group));
    std::stable_sort(result.rows.begin(), result.rows.end(),
                     [](const RetryRow &a, const RetryRow &b) { return a.cost() > b.cost(); });
    return result;
}

} // namespace outlay::insight
