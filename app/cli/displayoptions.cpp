// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/displayoptions.h"

#include "app/cli/budgetoptions.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace outlay::cli {

namespace {

void addFiscal(CLI::App &app, const std::shared_ptr<FiscalArguments> &arguments, int &exitCode)
{
    FiscalArguments &a = *arguments;
    CLI::App *command =
        app.add_subcommand("fiscal", "Print the month with which the company's year begins, or set another");
    addStoreOption(*command, a.store);
    command->add_option("MONTH", a.month, "1 to 12")->type_name("");
    command->callback([&exitCode, arguments] { exitCode = runFiscal(*arguments); });
}

void addCurrency(CLI::App &app, const std::shared_ptr<CurrencyArguments> &arguments, int &exitCode)
{
    CurrencyArguments &a = *arguments;
    CLI::App *command = app.add_subcommand(
        "currency",
        "Show figures in another currency at dated rates; what is stored stays in USD, and so do prices, "
        "bills, budgets and alerts");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const CurrencyArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, arguments, run] { exitCode = run(*arguments); });
        return sub;
    };
    add("import",
        "Keep rates: CSV with date, currency and rate (units for a dollar) or usd_per_unit, or the ECB's "
        "files",
        runCurrencyImport)
        ->add_option("FILE", a.files, "CSV files, or - for standard input")
        ->required();
    add("set", "Show figures in this currency, or in USD", runCurrencySet)
        ->add_option("CURRENCY", a.currency, "Three letters, such as EUR")
        ->required();
    add("show", "Print the currency that figures are shown in, and its latest rate", runCurrencyShow);
    CLI::App *list =
        add("list", "List the rates: of each currency how many, or each of one", runCurrencyList);
    list->add_option("CURRENCY", a.currency, "Each rate of this one");
    list->add_option("--format", a.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    CLI::App *remove = add("remove", "Remove the rates of a currency", runCurrencyRemove);
    CLI::Option *one = remove->add_option("CURRENCY", a.currency, "Whose rates are to go");
    remove->add_flag("--all", a.all, "Those of all currencies")->excludes(one);
}

} // namespace

void addDisplayCommands(CLI::App &app, const std::string &defaultStore, int &exitCode)
{
    // They live as long as the commands.
    const auto fiscal = std::make_shared<FiscalArguments>();
    const auto currency = std::make_shared<CurrencyArguments>();
    fiscal->store = currency->store = defaultStore;
    addFiscal(app, fiscal, exitCode);
    addCurrency(app, currency, exitCode);
}

} // namespace outlay::cli
