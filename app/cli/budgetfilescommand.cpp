// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/budgetfile.h"
#include "app/cli/budgetscope.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/writing.h"
#include "jobs/displaysettings.h"
#include "jobs/storeimport.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace outlay::cli {

using base::Budget;

int runBudgetExport(const BudgetArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto budgets = (*store)->budgets();
    if (!budgets)
        return complain(budgets.error());
    const std::string text = arguments.format == "json" ? budgetsJson(*budgets) : budgetsCsv(*budgets);
    if (const auto written = writeOutput(arguments.file, text); !written)
        return complain(written.error());
    const auto webhooks = std::ranges::count_if(*budgets, [](const Budget &b) { return !b.webhook.empty(); });
    if (webhooks > 0)
        std::cerr
            << "outlay: the webhooks of " << webhooks
            << " budgets are secrets and were left out; an import leaves those that are set as they are\n";
    return Ok;
}

int runBudgetImport(const BudgetArguments &arguments)
{
    const auto text = readInput(arguments.file);
    if (!text)
        return complain(text.error());
    // What cannot be taken is told before a store is made.
    std::error_code unknown;
    if (!std::filesystem::exists(arguments.store, unknown))
        if (const auto sound = budgetsFrom(*text, arguments.file, {}); !sound)
            return complain(sound.error());
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    if (!store)
        return complain(store.error());
    const auto old = (*store)->budgets();
    if (!old)
        return complain(old.error());
    const auto fiscalStart = jobs::fiscalStart(**store);
    if (!fiscalStart)
        return complain(fiscalStart.error());
    const auto budgets = budgetsFrom(*text, arguments.file, {*old, *fiscalStart});
    if (!budgets)
        return complain(budgets.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    for (const Budget &budget : *budgets)
        if (const auto known = checkDimensions(budget, **cube); !known)
            return complain({base::ErrorKind::BadInput, arguments.file,
                             base::sentence(known.error()) + "; nothing was imported", 0});
    for (const Budget &budget : *budgets) {
        if (const auto set = (*store)->setBudget(budget); !set)
            return complain(set.error());
        warnOfUnknownValues(budget.where, **cube);
    }
    std::cout << budgets->size() << (budgets->size() == 1 ? " budget is set\n" : " budgets are set\n");
    return Ok;
}

} // namespace outlay::cli
