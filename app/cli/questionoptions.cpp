// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/questionoptions.h"

#include <CLI/CLI.hpp>

#include <filesystem>

namespace outlay::cli {

CLI::Option *addPricesOption(CLI::App &app, std::string &prices)
{
    return app
        .add_option("--prices", prices, "Your own price book (default: prices.json in the settings folder)")
        ->type_name("FILE");
}

bool isMissing(const CLI::Option &prices, const std::string &path)
{
    std::error_code unknown; // then opening tells
    return prices.count() > 0 && !std::filesystem::exists(path, unknown) && !unknown;
}

int complainOfMissing(const std::string &path)
{
    return complain({base::ErrorKind::NotFound, path, "there is no such price book", 0});
}

void addPeriodAndWhere(CLI::App &command, ReportArguments &a)
{
    command.add_option("--period", a.period, "2026-05, 2026-05-01..2026-05-31 or all");
    command.add_option("--where", a.where, "DIM=VALUE[,VALUE], may be repeated; DIM!=VALUE excludes")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false); // the word behind it is no other condition
}

void addQuestion(CLI::App &command, ReportArguments &a)
{
    addPeriodAndWhere(command, a);
    command
        .add_option("--cost", a.cost,
                    "Which cost: reported by the log, computed by the price book, or shown: reported, else "
                    "computed")
        ->check(CLI::IsMember({"shown", "reported", "computed"}));
}

} // namespace outlay::cli
