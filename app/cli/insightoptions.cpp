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

} // namespace outlay::cli
