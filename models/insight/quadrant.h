// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/table.h"
#include "insight/pnl.h"

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
    /// 0 … 1, of the requests shown; by return: of the gains shown, where a loss has no share.
    double usageShare = 0;
    double costShare = 0;                     ///< 0 … 1, of the cost shown
    std::optional<double> previousUsageShare; ///< in the compared period
    std::optional<double> previousCostShare;
    FeatureClass featureClass = FeatureClass::LongTail;
    std::optional<base::Money> gain; ///< value − cost, by return
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
    bool byReturn = false;    ///< what stands against cost is what features return, not how they are used
    std::size_t unvalued = 0; ///< by return: features that are left out, since their return is not known,
    base::Money unvaluedCost = {}; ///< and what they cost
};

/// Fair share: 1/N of the N features shown; median: of the shares. The unattributed is a point but sets no
/// cut.
Cuts defaultCuts(const cube::Table &byFeature, CutRule rule);

/// `byFeature` is grouped by feature alone; `compared` may be empty. A share of a zero total is 0.
Quadrant quadrant(const cube::Table &byFeature, const cube::Table &compared, const Cuts &cuts);

/// The same by what features return: value − cost of those of which both are known. `byFeature` is grouped by
/// feature alone. There is no compared period, since its return would be of other rows of values.
Quadrant quadrantByReturn(const Pnl &byFeature, CutRule rule);

/// What another cut would make of a feature.
struct ClassChange
{
    std::string feature;
    bool isCostCut = false; ///< which line moves; the other one stays
    bool isHigher = false;  ///< by 10 % of its place, up or down
    FeatureClass from = FeatureClass::LongTail;
    FeatureClass to = FeatureClass::LongTail;

    bool operator==(const ClassChange &) const = default;
};
constexpr double kCutStep = 0.1;
/// What changes class when either cut moves by ±10 %: what stands so near a line that its class says little.
std::vector<ClassChange> classChanges(const Quadrant &quadrant);

FeatureClass classify(double usageShare, double costShare, const Cuts &cuts);

} // namespace outlay::insight
