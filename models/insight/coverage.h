// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"

#include <optional>
#include <vector>

namespace outlay::insight {

/// Allocation coverage of one dimension (FinOps: attributed spend ÷ total spend), by cost and by requests.
struct Coverage
{
    base::Measures attributed;
    base::Measures unattributed;

    /// 0 … 1; nothing where there is nothing to attribute: no spend, or no requests.
    std::optional<double> byCost() const;
    std::optional<double> byRequests() const;
};

/// The mark that the guide sets: 80 % of requests (FinOps "Crawl": 80 % of spend).
constexpr double kCoverageMark = 0.8;
/// FinOps "Run".
constexpr double kCoverageRun = 0.9;

/// Coverage of a dimension by how its values came to be. All of these together are everything.
struct OriginCoverage
{
    base::Dimension dimension;
    base::Measures logged;
    base::Measures byRule;
    base::Measures split; ///< shared out by rules
    base::Measures untagged;
    base::Measures joined = {}; ///< another log says it

    Coverage coverage() const;
};

/// What a log may say of a call; facts that are never tagged are left out.
base::Grouping taggedDimensions(const cube::Cube &cube);

/// Of every dimension of `by`. Errors: as Cube::query.
base::Result<std::vector<OriginCoverage>> originCoverage(const cube::Cube &cube, const base::Filter &filter,
                                                         const base::Grouping &by);

/// Of features, where rules or other logs give any; else nothing is in it, and its dimension is empty.
base::Result<OriginCoverage> featureOrigins(const cube::Cube &cube, const base::Filter &filter);

/// `table` is grouped by one dimension alone.
Coverage coverage(const cube::Table &table);

} // namespace outlay::insight
