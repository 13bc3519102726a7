// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/budgetoptions.h"

#include <CLI/CLI.hpp>

namespace outlay::cli {

namespace {

void addScope(CLI::App &sub, BudgetArguments &a, const char *words)
{
    sub.add_option("WORDS", a.words, words)->type_name("");
    sub.add_option("--feature", a.feature, "The feature (default: the total)");
    sub.add_option("--where", a.where, "DIM=VALUE[,VALUE], may be repeated; DIM!=VALUE excludes")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false); // the word behind it is no other condition
    sub.add_option("--period", a.kind, "How long the amount has to last (default: month)")
        ->check(CLI::IsMember({"day", "week", "month", "quarter"}));
}

void addSet(CLI::App &set, BudgetArguments &a)
{
    addScope(set, a, "[total | FEATURE] AMOUNT in dollars a period");
    set.add_option("--amount", a.amount, "Dollars a period");
    set.add_option("--name", a.name, "What to call it (default: its scope)");
    set.add_option("--fiscal-start", a.fiscalStart, "Month (1 to 12) from which quarters are counted")
        ->check(CLI::Range(1, 12));
    set.add_option("--growth", a.growth, "Percent by which the amount grows from this period to each next");
    auto *soft = set.add_option("--soft", a.softPercent, "Soft threshold in percent; the limit stays at 100")
                     ->check(CLI::Range(1, 100));
    set.add_option(
           "--alert", a.alerts,
           "Thresholds in percent or dollars, each on spend and forecast or on one: 80:forecast,$100:actual")
        ->excludes(soft);
    set.add_option("--webhook", a.webhook, "https address to post alerts to; none: no more")
        ->type_name("URL");
}

void addAsOf(CLI::App &sub, BudgetArguments &a)
{
    sub.add_option("--as-of", a.asOf, "Look at it as of the end of this day (default: the last with calls)")
        ->type_name("DAY");
}

void addFormat(CLI::App &sub, std::string &format)
{
    sub.add_option("--format", format, "Form of the list")->check(CLI::IsMember({"table", "csv", "json"}));
}

} // namespace

void addStoreOption(CLI::App &app, std::string &store)
{
    app.add_option("--store", store, "The store to use (default: the one of the window)")
        ->type_name("FILE")
        ->check([](const std::string &path) {
            return std::string(path.empty() ? "a file name is missing" : "");
        });
}

void addBudgets(CLI::App &app, BudgetArguments &a, int &exitCode)
{
    CLI::App *command = app.add_subcommand("budgets", "Set, check, suggest and try out budgets");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const BudgetArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    addSet(*add("set", "Set the budget of the total, a feature or any scope", runBudgetSet), a);
    add("list", "List the budgets", runBudgetList)->add_flag("--json", a.json, "Print as JSON");
    addScope(*add("remove", "Remove a budget", runBudgetRemove), a, "total or FEATURE, or the budget's name");
    CLI::App *check = add("check", "Exit 0 when all are within, 3 past a soft threshold, 4 when one is spent",
                          runBudgetCheck);
    check->add_option("--period", a.period, "The month, day or range whose end counts (default: the latest)");
    check->add_flag("--json", a.json, "Print as JSON");
    addAsOf(*check, a);
    CLI::App *suggest = add("suggest", "Suggest an amount by what past periods cost", runBudgetSuggest);
    addScope(*suggest, a, "total or FEATURE");
    addFormat(*suggest, a.format);
    addAsOf(*suggest, a);
    CLI::App *backtest =
        add("backtest", "Tell when thresholds would have fired in past periods", runBudgetBacktest);
    addScope(*backtest, a, "[total | FEATURE] [AMOUNT] (default: the budget that is set)");
    backtest->add_option("--amount", a.amount, "Dollars a period");
    backtest->add_option("--alert", a.alerts, "Thresholds in percent or dollars (default: the budget's)");
    addFormat(*backtest, a.format);
    addAsOf(*backtest, a);
    CLI::App *save = add("export", "Write all budgets, without their webhooks", runBudgetExport);
    save->add_option("--format", a.format, "Form of the file")->check(CLI::IsMember({"csv", "json"}));
    save->add_option("-o,--output", a.file, "Write to this file instead of standard output")
        ->type_name("FILE");
    add("import", "Set the budgets of a file that was exported, CSV or JSON", runBudgetImport)
        ->add_option("FILE", a.file, "The file")
        ->required();
}

void addAlerts(CLI::App &app, AlertsArguments &a, int &exitCode)
{
    CLI::App *command = app.add_subcommand("alerts", "List the alerts that have fired, and mark them");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const AlertsArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    CLI::App *list = add("list", "List the alerts, the latest first", runAlertsList);
    addFormat(*list, a.format);
    list->add_option("--state", a.state, "Only those in this state")
        ->check(CLI::IsMember({"new", "seen", "planned", "done"}));
    CLI::App *mark = add("mark", "Say what became of an alert", runAlertsMark);
    mark->add_option("ID", a.id, "Number of the alert")->required();
    mark->add_option("STATE", a.state, "new, seen, planned or done")
        ->required()
        ->check(CLI::IsMember({"new", "seen", "planned", "done"}));
}

} // namespace outlay::cli
