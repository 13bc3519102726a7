// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/priceoption.h"

#include "app/cli/commands.h"

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

} // namespace outlay::cli
