// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/insightoptions.h"

#include <CLI/CLI.hpp>

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

} // namespace outlay::cli
