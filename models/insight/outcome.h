// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/memo.h"
#include "insight/pnl.h"

#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

/// What attribution is for, in the guide's words: "invest optimization effort in expensive features, sunset
/// low-ROI features, or negotiate lower unit costs for high-volume features".
enum class Outcome
{
    Sunset,    ///< it is known to bring in less than it costs
    Optimise,  ///< at least half a fair share of the cost, and more of the cost than of the requests
    Negotiate, ///< at least a fair share of the requests
    Leave,     ///< none of these
};

struct FeatureOutcome
{
    std::string feature;
    Outcome outcome = Outcome::Leave;
    base::Measures sums;
    double costShare = 0; ///< 0 … 1, of what all features cost
    double requestShare = 0;
    std::optional<double> roi; ///< where it is known what it brings in
    /// Of its cost, half-even: what a price a tenth lower would save.
    base::Money tenth() const;
};

/// One for each feature of `filter` that costs something, by cost; the first of the enumeration that fits. A
/// fair share is 1 ÷ number of features that cost something, without the unattributed, of which nothing can
/// be said before it is attributed. Features are held against all others, those that the filter leaves out as
/// well: its other conditions and its period count. `values` is of the same filter by feature. Errors: as
/// Cube::query.
base::Result<std::vector<FeatureOutcome>> outcomes(const cube::Memo &cube, const base::Filter &filter,
                                                   const Pnl &values);

} // namespace outlay::insight
