// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/table.h"

#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

/// Where a feature stands by its shares of cost and of usage (DEFINITIONS: profit center, cost drain).
enum class FeatureClass
{
    ProfitCenter, ///< usage at or above its cut, cost below
    CostDrain,    ///< cost at or above its cut, usage below
    CoreSpend,    ///< both at or above
    LongTail,     ///< both below
};

struct QuadrantPoint
{
    std::string feature; ///< kUnattributed for the spend without a feature
    base::Measures sums;
    double usageShare = 0;                    ///< 0 … 1, of the requests shown
    double costShare = 0;                     ///< 0 … 1, of the cost shown
    std::optional<double> previousUsageShare; ///< in the compared period
    std::optional<double> previousCostShare;
    FeatureClass featureClass = FeatureClass::LongTail;
};

enum class CutRule
{
    FairShare,
    Median
};

struct Cuts
{
    double usage = 0; ///< 0 … 1
    double cost = 0;

    bool operator==(const Cuts &) const = default;
};

struct Quadrant
{
    std::vector<QuadrantPoint> points; ///< by cost, descending
    Cuts cuts;
};

/// Fair share: 1/N of the N features shown; median: of the shares. The unattributed is a point but sets no
/// cut.
Cuts defaultCuts(const cube::Table &byFeature, CutRule rule);

/// `byFeature` is grouped by feature alone; `compared` may be empty. A share of a zero total is 0.
Quadrant quadrant(const cube::Table &byFeature, const cube::Table &compared, const Cuts &cuts);

FeatureClass classify(double usageShare, double costShare, const Cuts &cuts);

} // namespace outlay::insight
