// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/table.h"
#include "insight/quadrant.h"

#include <optional>
#include <vector>

namespace outlay::insight {

/// A group with what tables say of it beside its sums.
struct RollupRow
{
    std::vector<std::string> keys;
    base::Measures sums;
    double share = 0;                       ///< of the total cost, 0 … 1
    std::optional<base::Measures> compared; ///< in the compared period; none: not compared, or not there then
    std::optional<FeatureClass> featureClass; ///< groupings by feature alone
    std::vector<base::Money> trend;           ///< cost per month, oldest first; may be empty
    std::optional<base::Money> retryCost; ///< of all its attempts, whichever calls are counted; groupings by
                                          ///< feature alone
    std::optional<double> budgetUsed;     ///< spend ÷ budget of the period's month, where a budget is set
};

struct Rollup
{
    base::Grouping by;
    std::vector<RollupRow> rows;
    base::Measures total;
    bool isCompared = false;
    base::Measures comparedTotal; ///< zeros unless isCompared
    std::optional<base::Money> retryCost;
};

/// `before` is of the compared period in the same grouping, or null. Its month keys are moved by
/// `monthsLater` to meet those of `now`.
Rollup rollup(const cube::Table &now, const cube::Table *before, int monthsLater = 0);

/// Change of cost against the compared period as a share of what it was: 0.25 is +25 %. None when there is
/// nothing to compare with or it was 0.
std::optional<double> costChange(const base::Measures &now, const std::optional<base::Measures> &before);

} // namespace outlay::insight
