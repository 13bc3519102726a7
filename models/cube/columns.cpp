// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/columns.h"

#include "base/money.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace outlay::cube {

using base::Measures;

namespace {

constexpr std::size_t kCost = placeOf(&Measures::costNanos);

/// Mostly all requests have tokens and a cost, which makes one column of many counts.
void shareEqualColumns(CubeColumns &columns)
{
    for (std::size_t m = 0; m < kMeasures; ++m) {
        columns.sameAs[m] = m;
        for (const std::size_t other : {kRequests, kCost}) {
            if (other < m && columns.sameAs[m] == m && !columns.measures[m].empty() &&
                columns.measures[m] == columns.measures[other]) {
                columns.sameAs[m] = other;
                columns.measures[m] = {};
            }
        }
    }
}

} // namespace

bool costsFit(const base::CellColumns &cells)
{
    const auto magnitude = [&](std::int64_t Measures::*field) {
        base::Int128 sum = 0;
        for (const std::int64_t value : cells.measures[placeOf(field)])
            sum += value < 0 ? -base::Int128{value} : base::Int128{value};
        return sum;
    };
    constexpr base::Int128 most = std::numeric_limits<std::int64_t>::max();
    return magnitude(&Measures::costNanos) + magnitude(&Measures::filledNanos) <= most &&
           magnitude(&Measures::computedNanos) <= most;
}

CubeColumns columnsOf(base::CellColumns &&cells)
{
    CubeColumns columns;
    columns.attributions = std::move(cells.attributions);
    columns.measures = std::move(cells.measures);
    shareEqualColumns(columns);
    return columns;
}

CoarseColumns addedUp(const CubeColumns &fine, const std::vector<CellRange> &parts, std::size_t attributions)
{
    CoarseColumns coarse;
    coarse.columns.sameAs = fine.sameAs;
    std::vector<char> seen(attributions);
    std::vector<std::int64_t> sums(attributions);
    for (const CellRange &part : parts) {
        const std::size_t begin = coarse.columns.size();
        std::fill(seen.begin(), seen.end(), 0);
        for (std::size_t i = part.from; i < part.to; ++i)
            seen[fine.attributions[i]] = 1;
        for (std::uint32_t a = 0; a < attributions; ++a)
            if (seen[a])
                coarse.columns.attributions.push_back(a);
        coarse.parts.push_back({begin, coarse.columns.size()});
        for (std::size_t m = 0; m < kMeasures; ++m) {
            if (fine.measures[m].empty())
                continue;
            const std::int64_t *const values = fine.measures[m].data();
            for (std::size_t i = part.from; i < part.to; ++i)
                sums[fine.attributions[i]] += values[i];
            for (std::size_t i = begin; i < coarse.columns.size(); ++i)
                coarse.columns.measures[m].push_back(std::exchange(sums[coarse.columns.attributions[i]], 0));
        }
    }
    return coarse;
}

} // namespace outlay::cube
