// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include "base/budget.h"
#include "jobs/displaysettings.h"
#include "store/store.h"

#include <memory>
#include <optional>
#include <vector>

namespace outlay::jobs {

/// The setting of a store that has its saved views.
constexpr const char *kSavedViews = "saved_views";
/// That which has its scenarios.
constexpr const char *kScenarios = "scenarios";

/// What is known of an open store beside its cube.
struct StoreState
{
    QString path;
    store::StoreFacts facts;
    /// Store::retryWindow(); none if what the store has for it is no number of seconds.
    std::optional<std::int64_t> retryWindow;
    base::Zone zone; ///< Store::reportingZone()
    std::vector<base::Budget> budgets;
    std::vector<base::Alert> alerts;       ///< the latest first
    std::vector<base::PlannedDay> planned; ///< ascending
    std::vector<base::ImportSummary> imports;
    QString savedViews;                                        ///< as the window writes them; empty: none
    QString scenarios;                                         ///< likewise
    std::vector<base::Rule> rules;                             ///< in their order
    std::vector<base::RuleChange> ruleChanges;                 ///< the latest first
    std::shared_ptr<const std::vector<base::ValueRow>> values; ///< as many as files have
    std::vector<base::ValueImport> valueFiles;                 ///< newest first
    std::vector<base::Backfill> backfills;                     ///< joined logs, oldest first
    DisplaySettings display;
};

} // namespace outlay::jobs
