// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/dimension.h"
#include "base/measures.h"

#include <string>
#include <vector>

namespace outlay::cube {

/// One group: its keys in the order of the grouping (kUnattributed where nothing was said; time keys in
/// ISO form) and its sums.
struct Row
{
    std::vector<std::string> keys;
    base::Measures sums;

    bool operator==(const Row &) const = default;
};

/// The answer to filter × grouping. The rows partition the filtered events, so their sums add up to
/// `total` exactly. Sorted by cost descending, then by keys.
struct Table
{
    base::Grouping by;
    std::vector<Row> rows;
    base::Measures total;

    bool operator==(const Table &) const = default;
};

} // namespace outlay::cube
