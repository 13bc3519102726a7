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

void addWhatIfOptions(CLI::App &command, WhatIfArguments &a)
{
    command.add_option("SCENARIO", a.files, "JSON files (README, What if), or - for standard input")
        ->required();
    command.add_flag("--compare", a.compare, "Several scenarios side by side");
    command
        .add_option("--tokenizer-tolerance", a.tokenizerPercent,
                    "By how many percent another model may count tokens otherwise (default: the scenario's)")
        ->check(CLI::Range(0, 100));
    command
        .add_option("--answer-tolerance", a.answerPercent,
                    "By how many percent its answers may be longer or shorter (default: the scenario's)")
        ->check(CLI::Range(0, 100));
    command.add_option("--format", a.report.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

void addSavingsOptions(CLI::App &command, SavingsArguments &a)
{
    command.add_option("--scenario", a.scenario, "Print the scenario of this one alone, for outlay whatif")
        ->type_name("N");
    command.add_option("--format", a.report.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

} // namespace

void addSavingCommands(CLI::App &app, SavingArguments &a, const std::string &defaultStore, int &exitCode)
{
    const auto add = [&](const char *name, const char *what, auto &arguments, auto run) {
        arguments.report.store = defaultStore;
        arguments.prices = jobs::userPriceBook();
        CLI::App *command = app.add_subcommand(name, what);
        addStoreOption(*command, arguments.report.store);
        addQuestion(*command, arguments.report);
        const CLI::Option *book = addPricesOption(*command, arguments.prices);
        command->callback([&exitCode, &arguments, book, run] {
            exitCode =
                isMissing(*book, arguments.prices) ? complainOfMissing(arguments.prices) : run(arguments);
        });
        return command;
    };
    addCacheOptions(*add("cache", "Print what prompt caches saved or lost, and cached against fresh calls",
                         a.cache, runCache),
                    a.cache);
    addWhatIfOptions(*add("whatif", "Print what the calls would have cost in scenarios, month by month",
                          a.whatIf, runWhatIf),
                     a.whatIf);
    addSavingsOptions(*add("savings", "List what money could be saved by, ranked by dollars a month",
                           a.savings, runSavings),
                      a.savings);
}

} // namespace outlay::cli
