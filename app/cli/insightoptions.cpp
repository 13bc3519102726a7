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

void addAnomalyOptions(CLI::App &command, AnomaliesArguments &a)
{
    addAsOf(command, a.asOf);
    command.add_option("--k", a.k, "How many standard deviations are usual")->check(CLI::Range(0.5, 100.0));
    command
        .add_option("--floor", a.floor, "An excess of fewer dollars is none (default: 1, or 3 % of a day)")
        ->type_name("DOLLARS");
    command.add_option("--format", a.report.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
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
