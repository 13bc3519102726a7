// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/savingoptions.h"

#include "app/cli/budgetoptions.h"
#include "app/cli/questionoptions.h"
#include "jobs/pricebooks.h"

#include <CLI/CLI.hpp>

namespace outlay::cli {

namespace {

void addCacheOptions(CLI::App &command, CacheArguments &a)
{
    a.report.by = "feature";
    command.add_option("--by", a.report.by, "Dimensions, comma-separated, as in report");
    command.add_flag("--against-fresh", a.againstFresh,
                     "List only cached against fresh calls of one feature and model");
    command.add_option("--target", a.targetPercent, "By how many percent cached calls are to cost less")
        ->check(CLI::Range(0.0, 100.0));
    command.add_option("--format", a.report.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

} // namespace

void addSavingCommands(CLI::App &app, CacheArguments &cache, const std::string &defaultStore, int &exitCode)
{
    cache.report.store = defaultStore;
    cache.prices = jobs::userPriceBook();
    CLI::App *command =
        app.add_subcommand("cache", "Print what prompt caches saved or lost, and cached against fresh calls");
    addStoreOption(*command, cache.report.store);
    addQuestion(*command, cache.report);
    addCacheOptions(*command, cache);
    const CLI::Option *book = addPricesOption(*command, cache.prices);
    command->callback([&exitCode, &cache, book] {
        exitCode = isMissing(*book, cache.prices) ? complainOfMissing(cache.prices) : runCache(cache);
    });
}

} // namespace outlay::cli
