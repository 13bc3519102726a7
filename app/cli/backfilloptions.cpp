// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/backfilloptions.h"

#include "app/cli/budgetoptions.h"
#include "jobs/account.h"

#include <CLI/CLI.hpp>

namespace outlay::cli {

namespace {

void addColumnOptions(CLI::App &command, BackfillArguments &a)
{
    command.add_option("FILE", a.file, "CSV or JSON log that says more of calls, packed or not")->required();
    command.add_option("--id", a.call, "Column with ids of requests (guessed, as all columns are)");
    command.add_option("--chain", a.chain, "Column with ids of chains, traces or sessions");
    command.add_option("--time", a.time, "Column with times");
    command.add_option("--model", a.model, "Column with models");
    command.add_option("--input-tokens", a.inputTokens, "Column with input tokens");
    command.add_option("--output-tokens", a.outputTokens, "Column with output tokens");
    command.add_option("--feature", a.feature, "Column with features");
    command.add_option("--segment", a.segment, "Column with customer segments");
    command.add_option("--environment", a.environment, "Column with environments");
    command.add_option("--dimension", a.dimensions,
                       "Column that says anything else of the customer or call: COLUMN, or COLUMN=NAME");
    command
        .add_option("--window", a.windowSeconds,
                    "Seconds that the times of a call and of its row may be apart")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 600.0));
}

} // namespace

void addBackfill(CLI::App &app, BackfillArguments &a, const std::string &defaultStore, int &exitCode)
{
    a.store = defaultStore;
    CLI::App *command = app.add_subcommand(
        "backfill", "Join another log: calls get the features and the like that their own log lacks");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const BackfillArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->add_flag("--json", a.json, "Print JSON");
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    const auto addWho = [&a](CLI::App *sub) {
        a.who = jobs::accountName();
        sub->add_option("--who", a.who, "Who does it, for the history (default: the account's name)");
        return sub;
    };
    addColumnOptions(*add("preview",
                          "Tell which calls would be matched, and how sure that is; change nothing",
                          runBackfillPreview),
                     a);
    addColumnOptions(
        *addWho(add("add", "Join the log, now and for calls that are imported later", runBackfillAdd)), a);
    add("list", "List the logs that are joined, with what they were matched by", runBackfillList);
    add("history", "List what was joined and removed, and when, the latest first", runBackfillHistory);
    addWho(add("remove", "Take a log out again: its calls are as they were logged", runBackfillRemove))
        ->add_option("ID", a.id, "Number of the log")
        ->required();
    add("run", "Make all joins anew, which every import does by itself", runBackfillAnew);
}

} // namespace outlay::cli
