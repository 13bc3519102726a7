// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/rollup.h"

#include "insight/question.h"

#include <map>

namespace outlay::insight {

namespace {

std::vector<std::string> movedKeys(const cube::Row &row, const base::Grouping &by, int monthsLater)
{
    std::vector<std::string> keys = row.keys;
    for (std::size_t k = 0; k < by.size(); ++k)
        if (by[k] == base::kMonth)
            if (const auto month = base::parseMonth(keys[k]))
                keys[k] = base::isoMonth(shifted(*month, monthsLater));
    return keys;
}

} // namespace

Rollup rollup(const cube::Table &now, const cube::Table *before, int monthsLater)
{
    std::map<std::vector<std::string>, base::Measures> compared;
    if (before)
        for (const cube::Row &row : before->rows)
            compared[movedKeys(row, now.by, monthsLater)] += row.sums;

    Rollup result;
    result.by = now.by;
    result.total = now.total;
    result.isCompared = before != nullptr;
    if (before)
        result.comparedTotal = before->total;
    result.rows.reserve(now.rows.size());
    for (const cube::Row &row : now.rows) {
        RollupRow out;
        out.keys = row.keys;
        out.sums = row.sums;
        if (now.total.costNanos != 0)
            out.share = static_cast<double>(row.sums.costNanos) / static_cast<double>(now.total.costNanos);
        if (const auto it = compared.find(row.keys); it != compared.end())
            out.compared = it->second;
        result.rows.push_back(std::move(out));
    }
    return result;
}

std::optional<double> costChange(const base::Measures &now, const std::optional<base::Measures> &before)
{
    if (!before || before->costNanos == 0)
        return std::nullopt;
    const auto was = static_cast<double>(before->costNanos);
    return (static_cast<double>(now.costNanos) - was) / was;
}

} // namespace outlay::insight
