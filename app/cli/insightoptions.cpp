// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/insightoptions.h"

#include "app/cli/budgetoptions.h"
#include "app/cli/questionoptions.h"
#include "insight/explain.h"
#include "jobs/pricebooks.h"

#include <CLI/CLI.hpp>

#include <span>

#include <memory>

namespace outlay::cli {

namespace {

void addAsOf(CLI::App &command, std::string &asOf)
{
    command
        .add_option("--as-of", asOf, "As it was known at the end of this day (default: the last with calls)")
        ->type_name("DATE");
}

} // namespace

void addAnomalyOptions(CLI::App &command, AnomaliesArguments &a, int &exitCode)
{
    addAsOf(command, a.asOf);
    command.add_option("--k", a.k, "How many standard deviations are usual")->check(CLI::Range(0.5, 100.0));
    command
        .add_option("--floor", a.floor, "An excess of fewer dollars is none (default: 1, or 3 % of a day)")
        ->type_name("DOLLARS");
    command.add_option("--format", a.report.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    const auto add = [&](const char *name, const char *what, int (*run)(const AnomaliesArguments &)) {
        CLI::App *sub = command.add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    const auto addDays = [&a](CLI::App *sub) {
        sub->add_option("DAYS", a.days, "2026-05-09 or 2026-05-09..2026-05-11")->required()->type_name("");
        return sub;
    };
    addDays(add("mark",
                "Say that days were meant to be as they were: of all spend, or of the feature, segment or "
                "model of --where",
                runAnomaliesMark))
        ->add_option("--note", a.note, "Why");
    addDays(add("unmark", "Take that back", runAnomaliesUnmark));
    add("planned", "List the days that are planned", runAnomaliesPlanned);
    command.callback([&command, &exitCode, &a] {
        if (command.get_subcommands().empty())
            exitCode = runAnomalies(a);
    });
}

void addForecastOptions(CLI::App &command, ForecastArguments &a)
{
    command.get_option("--period")->description("day, week, month or quarter, or as in report");
    addAsOf(command, a.asOf);
    command.add_flag("--json", a.json, "Print as JSON, day by day");
}

void addBridgeOptions(CLI::App &command, BridgeArguments &a)
{
    command.get_option("--period")->required();
    command.add_option("--against", a.against, "The earlier period, of any length, such as 2026-04")
        ->required();
    command.add_option("--by", a.report.by, "Each effect by feature or by segment")
        ->check(CLI::IsMember({"feature", "segment"}));
    command
        .add_option("--count", a.report.count,
                    "Which calls: all that are billed, or completed: without failed and repeated attempts")
        ->check(CLI::IsMember({"billed", "completed"}));
    command.add_option("--format", a.report.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

/// Whose budget would have to be said, too: outlay budgets check tells it.
bool canBeAsked(std::string_view name)
{
    const auto question = insight::questionNamed(name);
    return question && question->figure != insight::Figure::BudgetUsed;
}

std::string figureNames()
{
    std::string names;
    for (const auto &list : {std::span<const std::string_view>(insight::kFigureNames),
                             std::span<const std::string_view>(insight::kEffectNames)})
        for (const std::string_view name : list)
            if (canBeAsked(name))
                names += (names.empty() ? "" : ", ") + std::string(name);
    return names + "; coverage:model and the like";
}

std::string figureComplaint(const std::string &name)
{
    return canBeAsked(name) ? std::string() : name + " is no figure; there are: " + figureNames();
}

void addExplain(CLI::App &app, const std::string &defaultStore, int &exitCode)
{
    CLI::App *command = app.add_subcommand(
        "explain",
        "Tell how a figure came about: its formula, terms, rules, prices, logs, and the SQL that gives it");
    const auto a = std::make_shared<ExplainArguments>(); // as long as its command
    a->report.store = defaultStore;
    a->prices = jobs::userPriceBook();
    addStoreOption(*command, a->report.store);
    const CLI::Option *book = addPricesOption(*command, a->prices);
    addQuestion(*command, a->report);
    command->add_option("FIGURE", a->figure, "Which figure (default: cost)")
        ->check(CLI::Validator(figureComplaint, figureNames()));
    command
        ->add_option("--of", a->slice,
                     "Of which row: feature=chat,month=2026-05; shares are of all that is asked for")
        ->type_name("VALUES");
    command->add_option(
        "--against", a->against,
        "For cost_change, cost_before, cost_difference and effects of the bridge: the earlier "
        "period");
    command
        ->add_option(
            "--scenario", a->scenario,
            "For saved and saved_per_month: what is tried, as outlay savings --scenario 1 prints it; "
            "-: standard input")
        ->type_name("FILE");
    command
        ->add_option("--count", a->report.count,
                     "Which calls: all that are billed, or completed: without failed and repeated attempts")
        ->check(CLI::IsMember({"billed", "completed"}));
    command->add_option("--format", a->report.format, "Form of the result")
        ->check(CLI::IsMember({"table", "json"}));
    command->callback([a, book, &exitCode] {
        exitCode = isMissing(*book, a->prices) ? complainOfMissing(a->prices) : runExplain(*a);
    });
}

} // namespace outlay::cli
