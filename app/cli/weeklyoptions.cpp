// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/weeklyoptions.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace outlay::cli {

void addWeeklyOptions(CLI::App &command, const CLI::Option &format, ReportArguments &report, int &exitCode)
{
    const auto weekly = std::make_shared<WeeklyArguments>(); // lives as long as the command
    CLI::Option *flag = command.add_flag("--weekly", weekly->isAsked, "Report one week, as html, pdf or eml");
    flag->excludes(command.get_option("--by"))->excludes(command.get_option("--period"));
    const auto add = [&](CLI::Option *option, const char *type) { option->needs(flag)->type_name(type); };
    add(command.add_option("--week", weekly->week, "Which, 2026-W19 (default: the last that is over)"),
        "WEEK");
    add(command.add_option("--as-of", weekly->asOf, "As if the data ended on this day"), "DAY");
    add(command.add_option("--to", weekly->to, "Who gets the message (eml); may be repeated")
            ->expected(1)
            ->take_all(),
        "ADDRESS");
    add(command.add_option("--from", weekly->from, "Who sends it (eml)"), "ADDRESS");
    command.callback([&exitCode, &report, weekly, &format] {
        if (weekly->isAsked && format.count() == 0)
            report.format.clear();
        exitCode = weekly->isAsked ? runWeekly(report, *weekly) : runReport(report);
    });
}

} // namespace outlay::cli
