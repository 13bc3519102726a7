// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/reconcileoptions.h"

#include "app/cli/budgetoptions.h"
#include "app/cli/questionoptions.h"
#include "jobs/pricebooks.h"

#include <CLI/CLI.hpp>

namespace outlay::cli {

void addReconcile(CLI::App &app, ReconcileArguments &a, const std::string &defaultStore, int &exitCode)
{
    a.store = defaultStore;
    a.prices = jobs::userPriceBook();
    CLI::App *command = app.add_subcommand(
        "reconcile",
        "Hold providers' bills against the calls: exit 3 where they differ, 4 where nothing tells why");
    addStoreOption(*command, a.store);
    const CLI::Option *book = addPricesOption(*command, a.prices);
    command->add_option("--provider", a.provider, "Only this provider's");
    command->add_option("--period", a.period, "2026-05, 2026-05-01..2026-05-31 or all");
    command
        ->add_option("--tolerance", a.tolerance,
                     "How many percent of the greater amount count as no difference (default: 1)")
        ->type_name("PCT");
    command
        ->add_option("--tolerance-usd", a.toleranceUsd,
                     "Or so many dollars of a row, whichever is more (default: 0.01)")
        ->type_name("USD");
    command
        ->add_option("--delay-days", a.delayDays,
                     "So many days later a provider may book a call (default: 1)")
        ->check(CLI::Range(0, 31));
    command->add_option("--by", a.by, "Add the rows up by day, month, model or kind of tokens")
        ->check(CLI::IsMember({"day", "month", "model", "kind"}));
    command->add_option("--format", a.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->callback([&exitCode, &a, book] {
        exitCode = isMissing(*book, a.prices) ? complainOfMissing(a.prices) : runReconcile(a);
    });
}

} // namespace outlay::cli
