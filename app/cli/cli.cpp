// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"

#include "app/cli/backfilloptions.h"
#include "app/cli/budgetoptions.h"
#include "app/cli/commands.h"
#include "app/cli/displayoptions.h"
#include "app/cli/insightoptions.h"
#include "app/cli/questionoptions.h"
#include "app/cli/reconcileoptions.h"
#include "app/cli/rulearguments.h"
#include "app/cli/savingoptions.h"
#include "app/cli/valueoptions.h"
#include "app/cli/weeklyoptions.h"
#include "app/cli/windowwords.h"
#include "base/dimension.h"
#include "jobs/pricebooks.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace outlay::cli {

namespace {

void addImport(CLI::App &app, ImportArguments &a, int &exitCode)
{
    CLI::App *command = app.add_subcommand("import", "Read logs of LLM calls into the store");
    addStoreOption(*command, a.store);
    const CLI::Option *book = addPricesOption(*command, a.prices);
    command->add_flag("--json", a.json, "Print the import report as JSON");
    command->add_option("--users", a.users, "What becomes of user ids")
        ->check(CLI::IsMember({"pseudonym", "drop", "keep"}));
    auto *format = command->add_option(
        "--format", a.format, "Read the files as this format instead of recognising them by content");
    command->add_option("--map", a.map, "Read the files by a format of your own (README, Adding a format)")
        ->type_name("FILE")
        ->excludes(format);
    command->add_option("PATH", a.paths, "Files, folders, or - for standard input")->required();
    command->callback([&exitCode, &a, book] {
        exitCode = isMissing(*book, a.prices) ? complainOfMissing(a.prices) : runImport(a);
    });
}

void addReport(CLI::App &app, ReportArguments &a, int &exitCode)
{
    CLI::App *command = app.add_subcommand("report", "Print or save what was spent, grouped as you like");
    addStoreOption(*command, a.store);
    command->add_option(
        "--by", a.by,
        "Dimensions, comma-separated: month week day feature segment provider model environment "
        "priority cached request_type outcome source service_tier, or a custom field");
    addQuestion(*command, a);
    command
        ->add_option("--count", a.count,
                     "Which calls: all that are billed, or completed: without failed and repeated attempts")
        ->check(CLI::IsMember({"billed", "completed"}));
    command
        ->add_option("--currency", a.currency,
                     "Show costs in this one, such as EUR or USD, this once (default: outlay currency show)")
        ->type_name("CODE");
    const CLI::Option *format =
        command->add_option("--format", a.format, "Form of the result; html and eml: of a week")
            ->check(CLI::IsMember({"table", "csv", "json", "pdf", "html", "eml"}));
    command->add_option("-o,--output", a.output, "Write to this file instead of standard output (-)")
        ->type_name("FILE");
    addWeeklyOptions(*command, *format, a, exitCode);
}

void addRetries(CLI::App &app, RetriesArguments &a, int &exitCode)
{
    a.report.by = "feature";
    CLI::App *command = app.add_subcommand(
        "retries", "Print what failed and repeated attempts cost: billed less completed calls");
    addStoreOption(*command, a.report.store);
    command->add_option("--by", a.report.by, "Dimensions, comma-separated, as in report");
    addQuestion(*command, a.report);
    command->add_option("--format", a.report.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command
        ->add_option(
            "--window", a.window,
            "First set, for this store, within how many seconds calls of one feature, user and model "
            "with as many input tokens are attempts of one; 0: only what the log ties by an id")
        ->type_name("SECONDS");
    command->callback([&] { exitCode = runRetries(a); });
}

void addMissing(CLI::App &app, ReportArguments &a, int &exitCode)
{
    CLI::App *command = app.add_subcommand(
        "missing", "List the calls whose log gives no tokens: that is unknown, and never taken for zero");
    addStoreOption(*command, a.store);
    addPeriodAndWhere(*command, a);
    command->add_option("--format", a.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->callback([&] { exitCode = runMissing(a); });
}

void addInsights(CLI::App &app, AnomaliesArguments &anomalies, ForecastArguments &forecast,
                 CoverageArguments &coverage, const std::string &defaultStore, int &exitCode)
{
    forecast.report.period = "month";
    coverage.report.by.clear();
    CLI::App *days = app.add_subcommand(
        "anomalies",
        "List days that cost more than the weeks before let expect, and what of them explains it");
    CLI::App *end = app.add_subcommand(
        "forecast", "Tell what a period will have cost at its end, how sure that is, and how far off it was");
    CLI::App *tagged = app.add_subcommand(
        "coverage", "Tell how much of cost and calls is tagged, and how; and what is behind the rest");
    for (const auto &[command, report] :
         {std::pair(days, &anomalies.report), std::pair(end, &forecast.report),
          std::pair(tagged, &coverage.report)}) {
        report->store = defaultStore;
        addStoreOption(*command, report->store);
        addQuestion(*command, *report);
    }
    addAnomalyOptions(*days, anomalies, exitCode);
    addForecastOptions(*end, forecast);
    addCoverageOptions(*tagged, coverage);
    end->callback([&] { exitCode = runForecast(forecast); });
    tagged->callback([&] { exitCode = runCoverage(coverage); });
}

/// Why a cost changed, and how a figure came about.
void addReasons(CLI::App &app, BridgeArguments &a, int &exitCode)
{
    a.report.by.clear();
    CLI::App *command = app.add_subcommand(
        "bridge", "Tell why a period cost more than another: effects that add up to the difference");
    addStoreOption(*command, a.report.store);
    const CLI::Option *book = addPricesOption(*command, a.prices);
    addQuestion(*command, a.report);
    addBridgeOptions(*command, a);
    command->callback(
        [&, book] { exitCode = isMissing(*book, a.prices) ? complainOfMissing(a.prices) : runBridge(a); });
    addExplain(app, a.report.store, exitCode);
}

void addBilling(CLI::App &app, BillingArguments &a, int &exitCode)
{
    CLI::App *command =
        app.add_subcommand("billing", "Print what imported bills and usage reports say, beside the totals");
    addStoreOption(*command, a.store);
    command->add_option("--by", a.by,
                        "Dimensions, comma-separated: month week day provider model line_item …, or any "
                        "other field of the bills");
    command->add_option("--period", a.period, "2026-05, 2026-05-01..2026-05-31 or all");
    command->add_option("--format", a.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->callback([&] { exitCode = runBilling(a); });
}

void addImports(CLI::App &app, ImportsArguments &a, int &exitCode)
{
    CLI::App *command =
        app.add_subcommand("imports", "List past imports, undo one, or show what it rejected");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const ImportsArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    CLI::App *list = add("list", "List the imports, newest first", runImportsList);
    list->add_option("--format", a.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    add("undo", "Take one import back out", runImportsUndo)
        ->add_option("ID", a.id, "Number of the import")
        ->required();
    CLI::App *rejects = add("rejects", "Show the lines that could not be taken", runImportsRejects);
    rejects->add_option("ID", a.id, "Number of the import")->required();
    rejects->add_option("--format", a.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

void addMonths(CLI::App &app, MonthsArguments &a, int &exitCode)
{
    CLI::App *command = app.add_subcommand("months", "Close months against new prices, reopen and list them");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const MonthsArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    const auto addFormat = [&a](CLI::App *sub) {
        sub->add_option("--format", a.format, "Form of the list")
            ->check(CLI::IsMember({"table", "csv", "json"}));
    };
    add("close", "Close a month: new prices no longer change it", runMonthsClose)
        ->add_option("MONTH", a.month, "2026-05")
        ->required();
    add("reopen", "Let new prices change a closed month; each change is recorded", runMonthsReopen)
        ->add_option("MONTH", a.month, "2026-05")
        ->required();
    addFormat(add("list", "List the months that were closed", runMonthsList));
    addFormat(add("restatements", "List the changes to months that had been closed", runMonthsRestatements));
}

void addZone(CLI::App &app, ZoneArguments &a, int &exitCode)
{
    CLI::App *command =
        app.add_subcommand("zone", "Print the zone whose days the store's figures are of, or set another");
    addStoreOption(*command, a.store);
    command->add_option("ZONE", a.zone, "A name such as Europe/Berlin, America/New_York or UTC")
        ->type_name("");
    command->callback([&] { exitCode = runZone(a); });
    addDisplayCommands(app, a.store, exitCode);
}

void addPrices(CLI::App &app, PricesArguments &a, int &exitCode)
{
    CLI::App *command =
        app.add_subcommand("prices", "Browse and check the price book, and take price lists into your own");
    command->require_subcommand(1);
    const CLI::Option *book = addPricesOption(*command, a.prices);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const PricesArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run, book] {
            const bool makesIt = run == runPricesImport;
            exitCode = !makesIt && isMissing(*book, a.prices) ? complainOfMissing(a.prices) : run(a);
        });
        sub->add_flag("--json", a.json, "Print as JSON");
        return sub;
    };
    CLI::App *list = add("list", "List the rows of all lists, those that count first first", runPricesList);
    list->add_option("--provider", a.provider, "Only this provider's");
    list->add_option("--model", a.model, "Only models whose name contains this");
    CLI::App *show =
        add("show", "Show one model's prices: history, tiers, and what holds on a day", runPricesShow);
    show->add_option("MODEL", a.model, "The model as logs name it")->required();
    show->add_option("--provider", a.provider, "Where it was bought (default: told by the model)");
    show->add_option("--at", a.at, "A day such as 2026-05-31 (default: today)")->type_name("DATE");
    add("check", "Look for days without a price and with two; exit 1 if there are any", runPricesCheck);
    CLI::App *import =
        add("import", "Take LiteLLM's or genai-prices' JSON, or a book, into your own book", runPricesImport);
    import->add_option("FILE", a.files, "Price lists as published")->required();
    import->add_flag("--always", a.always,
                     "Prices without a date hold for all days instead of from today where they differ");
    CLI::App *reprice = add("reprice", "Compute the costs of the store's events anew; what logs report stays",
                            runPricesReprice);
    reprice->add_flag("--dry-run", a.dryRun, "Only say what would change");
    CLI::App *differences =
        add("differences", "List where reported and computed costs differ, and why; and what has no price",
            runPricesDifferences);
    differences->add_option("--format", a.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    for (CLI::App *sub : {reprice, differences})
        sub->add_option("--period", a.period, "2026-05, 2026-05-01..2026-05-31 or all");
}

void addVersionFlags(CLI::App &app)
{
    app.set_version_flag("--version", "outlay " OUTLAY_VERSION);
    for (CLI::App *command : app.get_subcommands({}))
        addVersionFlags(*command);
}

/// Runs the command that the words name.
void parse(CLI::App &app, const std::vector<std::string> &arguments, Outcome &outcome)
{
    try {
        // CLI11 wants the words last first.
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == 0) {
            app.exit(error);
            outcome = {Ok, std::nullopt};
            return;
        }
        std::cerr << "outlay: " << error.what() << "; see outlay --help\n";
        outcome = {Misuse, std::nullopt};
        return;
    }
    if (!(std::cout << std::flush)) {
        std::cerr << "outlay: standard output: could not be written to; is the disk full?\n";
        outcome.exitCode = Failed;
    }
}

/// What every command is asked.
struct Arguments
{
    ImportArguments import;
    ReportArguments report;
    RetriesArguments retries;
    ReportArguments missing;
    AnomaliesArguments anomalies;
    ForecastArguments forecast;
    CoverageArguments coverage;
    BridgeArguments bridge;
    BillingArguments billing;
    BudgetArguments budget;
    AlertsArguments alerts;
    ImportsArguments imports;
    MonthsArguments months;
    PricesArguments prices;
    ZoneArguments zone;
    SavingArguments saving;
    RulesArguments rules;
    ReconcileArguments reconcile;
    ValueArguments values;
    BackfillArguments backfill;
};

void addCommands(CLI::App &app, Arguments &a, const std::string &defaultStore, int &exitCode)
{
    for (std::string *store :
         {&a.import.store, &a.report.store, &a.retries.report.store, &a.missing.store, &a.billing.store,
          &a.budget.store, &a.alerts.store, &a.imports.store, &a.months.store, &a.prices.store, &a.zone.store,
          &a.rules.store, &a.bridge.report.store})
        *store = defaultStore;
    a.import.prices = a.prices.prices = a.bridge.prices = jobs::userPriceBook();
    addImport(app, a.import, exitCode);
    addReport(app, a.report, exitCode);
    addRetries(app, a.retries, exitCode);
    addMissing(app, a.missing, exitCode);
    addInsights(app, a.anomalies, a.forecast, a.coverage, defaultStore, exitCode);
    addReasons(app, a.bridge, exitCode);
    addBilling(app, a.billing, exitCode);
    addBudgets(app, a.budget, exitCode);
    addAlerts(app, a.alerts, exitCode);
    addImports(app, a.imports, exitCode);
    addMonths(app, a.months, exitCode);
    addPrices(app, a.prices, exitCode);
    addZone(app, a.zone, exitCode);
    addSavingCommands(app, a.saving, defaultStore, exitCode);
    addRules(app, a.rules, exitCode);
    addReconcile(app, a.reconcile, defaultStore, exitCode);
    addValueCommands(app, a.values, defaultStore, exitCode);
    addBackfill(app, a.backfill, defaultStore, exitCode);
}

bool isCommand(const CLI::App &app, const std::string &word)
{
    return std::ranges::any_of(app.get_subcommands({}),
                               [&](const CLI::App *command) { return command->check_name(word); });
}

} // namespace

Outcome run(const std::vector<std::string> &arguments, const std::string &defaultStore)
{
    const bool asksForCommand = std::any_of(arguments.begin(), arguments.end(), [](const std::string &word) {
        return word == "--help" || word == "-h" || word == "--version";
    });
    CLI::App app(
        "Outlay tells what each feature of an AI product costs, for whom, and what is draining money.\n"
        "Without a command it opens the window: outlay [--store FILE] [PATH…]",
        "outlay");
    app.require_subcommand(0, 1);
    Outcome outcome;
    Arguments asked;
    addCommands(app, asked, defaultStore, outcome.exitCode);
    app.add_subcommand("demo", "Open the window on sample data")->callback([&] {
        outcome.window = WindowRequest{true, {}, {}};
    });
    addVersionFlags(app);
    const bool asksForWindow = !asksForCommand && (arguments.empty() || !isCommand(app, arguments.front()));
    if (asksForWindow)
        return parseWindow(arguments);
    parse(app, arguments, outcome);
    return outcome;
}

} // namespace outlay::cli
