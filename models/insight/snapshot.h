// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "cube/cube.h"
#include "insight/burn.h"
#include "insight/coverage.h"
#include "insight/outcome.h"
#include "insight/pnl.h"
#include "insight/quadrant.h"
#include "insight/question.h"
#include "insight/rollup.h"

#include <map>
#include <string>
#include <vector>

namespace outlay::insight {

/// How many months charts and sparklines look back from the period's end.
constexpr int kTrendMonths = 18;

/// Everything that the pages show for one question, from one cube in one go, so that no two figures on
/// screen can disagree.
struct Snapshot
{
    base::Question question;
    base::Period period; ///< the elapsed part of what was asked
    std::optional<base::Period> compared;
    base::Period trendPeriod;         ///< whole months, ending with the period's
    std::optional<base::Day> lastDay; ///< last day with data in the store

    Rollup features;
    Rollup segments;
    Rollup models;
    Rollup detail;             ///< feature × segment × month
    cube::Table featureMonths; ///< {month, feature} over trendPeriod
    cube::Table segmentMonths;
    cube::Table modelMonths;
    cube::Table featureSegments; ///< {feature, segment} over period
    Coverage coverage;           ///< of features
    OriginCoverage origins;      ///< featureOrigins()
    cube::Table byFeature;
    cube::Table byFeatureCompared;
    Quadrant quadrant; ///< with the fair-share cuts; by return where hasReturns()
    Pnl pnl;           ///< by feature, of the days that were asked for
    Pnl segmentPnl;    ///< by feature and segment
    std::vector<FeatureOutcome> outcomes;

    /// One per budget, for its period in which the asked period ends. Budgets are about all spend of their
    /// scope: the filter's dimensions do not apply.
    std::vector<Burn> burns;

    /// Rank by cost over the whole store, for colours that stay: dimension → value → rank.
    std::map<base::Dimension, std::map<std::string, int>> ranks;

    /// Of some feature it is known what it returns: classes are by that, and by usage else.
    bool hasReturns() const { return pnl.total.value.has_value(); }
    Quadrant quadrantBy(CutRule rule) const;
};

/// `values`: what features brought in. `today` or the last day with data, whichever is earlier, is where a
/// budget's elapsed days end. Errors: as Cube::query.
base::Result<Snapshot> snapshot(const cube::Cube &cube, const base::Question &question,
                                const std::vector<base::Budget> &budgets, base::Day today,
                                const std::vector<base::ValueRow> &values = {});

/// The burn of each budget in its period that `day` is in. Errors: as Cube::query.
base::Result<std::vector<Burn>> burns(const cube::Cube &cube, const std::vector<base::Budget> &budgets,
                                      base::Day day, const Clock &clock);

/// Cost by day of what the budget counts, of all that is known. Errors: as Cube::query.
base::Result<DailyCosts> costsOf(const cube::Cube &cube, const base::Budget &budget, const Clock &clock);

} // namespace outlay::insight
