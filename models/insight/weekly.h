// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "base/budget.h"
#include "cube/cube.h"
#include "insight/anomaly.h"
#include "insight/burn.h"
#include "insight/coverage.h"
#include "insight/driver.h"
#include "insight/retries.h"
#include "insight/savings.h"

#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

constexpr std::size_t kWeeklyFeatures = 5; ///< of the greatest cost
constexpr std::size_t kWeeklyDrivers = 8;  ///< of the greatest change, up or down
constexpr int kWeeklyTrend = 13;           ///< weeks that a trend looks back, the reported one included
constexpr std::size_t kWeeklyFindings = 5; ///< of a list of savings

/// The ISO week to report, and up to which day there is anything to say.
struct WeekChoice
{
    base::Period week;          ///< Monday to Sunday
    base::Day asOf{};           ///< the last day that counts, within the week
    bool asOfIsPartial = false; ///< that day is today, and not over

    bool isComplete() const { return asOf == week.last && !asOfIsPartial; }
};

/// The week that begins on `monday`, or by default the last one that is over as of the last day with data,
/// or of `asOf` where that is earlier. Errors: NotFound without data; Misuse for a week or day without any.
base::Result<WeekChoice> chooseWeek(const std::optional<base::Period> &span, base::Day today,
                                    std::optional<base::Day> monday, std::optional<base::Day> asOf);

/// One group's week against the week before, and its last weeks.
struct WeekSpend
{
    std::string name; ///< kUnattributed where nothing was said
    base::Measures now;
    base::Measures before;
    std::vector<base::Money> trend; ///< one per week of Weekly::trendWeeks

    base::Money change() const { return base::Money::fromNanos(now.costNanos - before.costNanos); }
};

/// What one feature × model × segment added to or took from the cost of the week before.
struct WeekDriver
{
    std::string feature;
    std::string model;
    std::string segment;
    base::Measures now;
    base::Measures before;

    base::Money change() const { return base::Money::fromNanos(now.costNanos - before.costNanos); }
};

/// A model with calls of unknown cost.
struct UnpricedModel
{
    std::string provider;
    std::string model;
    std::int64_t calls = 0;         ///< without a cost
    std::int64_t tokens = 0;        ///< of those calls, of all kinds
    std::int64_t withoutTokens = 0; ///< of those calls: their log gives none
    bool tokensAreAtLeast = false;  ///< more were used by calls that are only known with priced ones
};

/// A feature that takes a greater share of the cost than of the calls.
struct WeekDrain
{
    std::string feature;
    double costShare = 0;  ///< 0 … 1
    double usageShare = 0; ///< 0 … 1
    base::Money above;     ///< cost less the total cost × the share of calls, half-even
};

/// What the figures show that money goes to without a result, or without a name. The entries overlap: they
/// are not to be added up.
struct WeekSavings
{
    RetryRow retries;                       ///< of the week
    std::vector<RetryRow> retriesByFeature; ///< of the greatest retry cost
    std::vector<WeekDrain> drains;          ///< by `above`, descending
    base::Measures withoutFeature;
    std::vector<cube::Row> trials; ///< by environment: those that are not production by their name
};

/// A budget that needs looking at, as of the week's last day that counts.
struct WeekBudget
{
    Burn burn;
    std::optional<Driver> driver; ///< of what is expected beyond its amount; none if nothing is
};

/// The figures of one week. All costs are of the basis and the calls that the filter asks for; the sums of
/// features and of drivers are those of `total` to the nano-dollar.
struct Weekly
{
    base::Filter filter; ///< of the week as far as it has come
    WeekChoice choice;
    base::Period before;                   ///< the same days of the week before
    std::optional<base::Day> beforeBegins; ///< the data begins within or after `before`
    bool hasBefore = false;                ///< there is data of the week before at all

    WeekSpend total;                       ///< name: empty
    std::vector<base::Day> trendWeeks;     ///< Mondays, oldest first, the reported week last
    std::vector<WeekSpend> features;       ///< the dearest, by cost
    std::optional<WeekSpend> unattributed; ///< none when all has a feature, now and before
    WeekSpend otherFeatures;
    std::size_t otherFeatureCount = 0;

    std::vector<WeekDriver> drivers; ///< by the size of the change
    WeekDriver otherDrivers;         ///< all the rest in one, those without a change too
    std::size_t otherDriverCount = 0;

    Coverage coverage; ///< of features
    Coverage coverageBefore;
    OriginCoverage origins;              ///< featureOrigins()
    std::vector<UnpricedModel> unpriced; ///< by calls, descending
    WeekSavings savings;

    /// What findSavings() of the week's calls says; none: nobody looked.
    std::optional<Savings> found;

    /// Unusual days of the week, by excess; none: there is too little data before it to tell.
    std::optional<std::vector<Anomaly>> anomalies;

    bool hasBudgets = false; ///< any is set
    /// Past a threshold, or expected to be past the amount at the period's end; the most used first. Of the
    /// periods that ended within the week only what is over its amount.
    std::vector<WeekBudget> budgetsAtRisk;
};

/// `filter`: whatever its period. `planned` days are no anomalies. Budgets are about all spend of their
/// scope: the filter does not apply to them. Errors: as Cube::query.
base::Result<Weekly> weekly(const cube::Cube &cube, const base::Filter &filter,
                            const std::vector<base::Budget> &budgets, const WeekChoice &choice,
                            const std::vector<base::PlannedDay> &planned = {});

/// "staging", "dev", "test" and the like: a name that says that nobody's customer was served.
bool isTrialEnvironment(std::string_view name);

} // namespace outlay::insight
