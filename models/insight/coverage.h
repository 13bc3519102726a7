// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/table.h"

namespace outlay::insight {

/// Allocation coverage of one dimension (FinOps: attributed spend ÷ total spend), by cost and by requests.
struct Coverage
{
    base::Measures attributed;
    base::Measures unattributed;

    double byCost() const;     ///< 0 … 1; 1 when there is no spend
    double byRequests() const; ///< 0 … 1; 1 when there are no requests
};

/// The mark that the guide sets: 80 % of requests (FinOps "Crawl": 80 % of spend).
constexpr double kCoverageMark = 0.8;

/// `table` is grouped by one dimension alone.
Coverage coverage(const cube::Table &table);

} // namespace outlay::insight
