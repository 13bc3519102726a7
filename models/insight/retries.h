// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"

#include <cstdint>
#include <string>
#include <vector>

namespace outlay::insight {

/// What attempts that did not count cost. Retry cost = cost of every attempt of a logical call but its final
/// success: billed cost less the cost of completed calls.
struct RetryRow
{
    std::vector<std::string> keys;
    base::Measures billed;    ///< all calls
    base::Measures completed; ///< without failed and superseded attempts
    std::int64_t failed = 0;
    std::int64_t superseded = 0;
    std::int64_t partial = 0; ///< of the completed: streams that were broken off

    base::Money cost() const { return base::Money::fromNanos(billed.costNanos - completed.costNanos); }
    /// Retry cost ÷ billed cost; 0 when nothing was billed.
    double share() const;
};

struct Retries
{
    base::Grouping by;
    std::vector<RetryRow> rows; ///< by retry cost descending, then by keys
    RetryRow total;
};

/// Retry cost by the groups of `by`; of `filter` the counting does not matter. Errors: as Cube::query.
base::Result<Retries> retries(const cube::Cube &cube, base::Filter filter, const base::Grouping &by);

} // namespace outlay::insight
