// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "store/store.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace outlay::cli {

struct ImportArguments
{
    std::string store;
    std::vector<std::string> paths;
    std::string users = "pseudonym";
    std::string prices; ///< the person's own price book
    std::string format; ///< id of the format that all files are in
    std::string map;    ///< file of a format of the person's own, which all files are in
    bool json = false;
};
int runImport(const ImportArguments &arguments);

struct ReportArguments
{
    std::string store;
    std::string by = "month,feature,segment";
    std::string period = "all";
    std::vector<std::string> where;
    std::string cost = "shown";
    std::string count = "billed";
    std::string format = "table";
    std::string output;        ///< a file; empty or "-": standard output
    std::string currency = {}; ///< to show costs in; empty: the store's
};
int runReport(const ReportArguments &arguments);

struct WeeklyArguments
{
    bool isAsked = false;
    std::string week; ///< 2026-W19; empty: the last that is over
    std::string asOf; ///< a day; empty: the last with data
    std::string from;
    std::vector<std::string> to;
};
/// Of `report` the grouping and the period do not matter; no format is told by the output's name.
int runWeekly(const ReportArguments &report, const WeeklyArguments &arguments);

/// `by`, `cost`, `count` and `output` do not matter.
int runMissing(const ReportArguments &arguments);

struct RetriesArguments
{
    ReportArguments report;
    std::optional<std::int64_t> window; ///< in seconds: to be set first
};
int runRetries(const RetriesArguments &arguments);

struct AnomaliesArguments
{
    ReportArguments report; ///< `by`, `count` and `output` do not matter
    std::string asOf;
    double k = 3.5;
    std::string floor; ///< in dollars; empty: the engine's own
    std::string days;  ///< to mark or unmark
    std::string note;
};
int runAnomalies(const AnomaliesArguments &arguments);
int runAnomaliesMark(const AnomaliesArguments &arguments);
int runAnomaliesUnmark(const AnomaliesArguments &arguments);
int runAnomaliesPlanned(const AnomaliesArguments &arguments);

struct CoverageArguments
{
    ReportArguments report; ///< `by`: empty: all dimensions, or feature; `count` and `output` do not matter
    bool unattributed = false;
    bool events = false; ///< look at single calls, too
};
int runCoverage(const CoverageArguments &arguments);

struct ForecastArguments
{
    ReportArguments report; ///< of it the store, period, where and cost
    std::string asOf;
    bool json = false;
};
int runForecast(const ForecastArguments &arguments);

struct BridgeArguments
{
    ReportArguments report; ///< `output` does not matter; `by` is feature, segment or empty: all effects
    std::string against;    ///< the earlier period
    std::string prices;     ///< the person's own price book
};
int runBridge(const BridgeArguments &arguments);

struct ExplainArguments
{
    ReportArguments report; ///< `by`, `output` and `currency` do not matter
    std::string figure = "cost";
    std::string slice;    ///< "feature=chat,month=2026-05": of which row of a table; empty: the total
    std::string against;  ///< for cost_change: the earlier period
    std::string scenario; ///< for saved: a file, "-": standard input
    std::string prices;   ///< the person's own price book
};
int runExplain(const ExplainArguments &arguments);

struct BillingArguments
{
    std::string store;
    std::string by = "month,provider,model,line_item";
    std::string period = "all";
    std::string format = "table";
};
int runBilling(const BillingArguments &arguments);

struct BudgetArguments
{
    std::string store;
    std::vector<std::string> words; ///< [SCOPE] AMOUNT for set, SCOPE for others
    std::string feature;
    std::vector<std::string> where;
    std::string amount;
    // What is not given stays as it is.
    std::optional<int> softPercent;
    std::optional<std::string> alerts;
    std::optional<std::string> growth;
    std::optional<int> fiscalStart;
    std::optional<std::string> webhook;
    std::optional<std::string> name;
    std::string kind;   ///< day, week, month or quarter; empty: month, or the only one there is
    std::string period; ///< that check looks at
    std::string asOf;
    std::string format; ///< empty: table, but csv for export
    std::string file;
    bool json = false;
};
int runBudgetSet(const BudgetArguments &arguments);
int runBudgetList(const BudgetArguments &arguments);
int runBudgetRemove(const BudgetArguments &arguments);
int runBudgetCheck(const BudgetArguments &arguments);
int runBudgetSuggest(const BudgetArguments &arguments);
int runBudgetBacktest(const BudgetArguments &arguments);
int runBudgetExport(const BudgetArguments &arguments);
int runBudgetImport(const BudgetArguments &arguments);

struct AlertsArguments
{
    std::string store;
    std::string format = "table";
    std::string state;
    std::int64_t id = 0;
};
int runAlertsList(const AlertsArguments &arguments);
int runAlertsMark(const AlertsArguments &arguments);

struct ImportsArguments
{
    std::string store;
    std::int64_t id = 0;
    std::string format = "table";
};
int runImportsList(const ImportsArguments &arguments);
int runImportsUndo(const ImportsArguments &arguments);
int runImportsRejects(const ImportsArguments &arguments);

struct MonthsArguments
{
    std::string store;
    std::string month;
    std::string format = "table";
};
int runMonthsClose(const MonthsArguments &arguments);
int runMonthsReopen(const MonthsArguments &arguments);
int runMonthsList(const MonthsArguments &arguments);
int runMonthsRestatements(const MonthsArguments &arguments);

struct ZoneArguments
{
    std::string store;
    std::string zone; ///< to be set; empty: only show
};
int runZone(const ZoneArguments &arguments);

struct PricesArguments
{
    std::string store; ///< of the commands that look at events
    std::string period = "all";
    bool dryRun = false;
    std::string format = "table";
    std::string prices; ///< the person's own price book
    std::string provider;
    std::string model;
    std::string at; ///< a day; empty: today
    std::vector<std::string> files;
    bool always = false;
    bool json = false;
};
int runPricesList(const PricesArguments &arguments);
int runPricesShow(const PricesArguments &arguments);
int runPricesCheck(const PricesArguments &arguments);
int runPricesImport(const PricesArguments &arguments);
int runPricesReprice(const PricesArguments &arguments);
int runPricesDifferences(const PricesArguments &arguments);

struct CacheArguments
{
    ReportArguments report; ///< `count` and `output` do not matter
    std::string prices;
    bool againstFresh = false;
    double targetPercent = 30;
};
int runCache(const CacheArguments &arguments);

struct WhatIfArguments
{
    ReportArguments report; ///< `by` and `output` do not matter
    std::string prices;
    std::vector<std::string> files; ///< scenarios; "-": standard input
    bool compare = false;
    // Instead of those of the scenarios.
    std::optional<int> tokenizerPercent;
    std::optional<int> answerPercent;
};
int runWhatIf(const WhatIfArguments &arguments);

struct SavingsArguments
{
    ReportArguments report; ///< `by` and `output` do not matter
    std::string prices;
    std::optional<int> scenario; ///< of which finding to print only this
};
int runSavings(const SavingsArguments &arguments);

struct ReconcileArguments
{
    std::string store;
    std::string prices;   ///< the person's own price book
    std::string provider; ///< empty: all
    std::string period = "all";
    std::string tolerance = "1"; ///< in percent
    std::string toleranceUsd = "0.01";
    int delayDays = 1;
    std::string by; ///< day, model or kind; empty: each row
    std::string format = "table";
};
int runReconcile(const ReconcileArguments &arguments);

/// Prints "outlay: <sentence>" on stderr and gives the exit code of that kind of error.
int complain(const base::Error &error);

/// Opens the store of a command that only reads: one that is not there is an error, and one of an older
/// Outlay is brought up to date first, which is said on stderr.
base::Result<std::unique_ptr<store::Store>> openForReading(const std::string &path);
/// Opens the store of a command that changes what is there: none is made.
base::Result<std::unique_ptr<store::Store>> openForChanging(const std::string &path);

} // namespace outlay::cli
