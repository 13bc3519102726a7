// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/budgetfile.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/writing.h"

#include <algorithm>
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
    const auto text = contentOf(arguments.file);
    if (!text)
        return complain(text.error());
    const auto budgets = budgetsFrom(*text, arguments.file);
    if (!budgets)
        return complain(budgets.error());
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    if (!store)
        return complain(store.error());
    const auto old = (*store)->budgets();
    if (!old)
        return complain(old.error());
    for (Budget budget : *budgets) {
        const auto same = std::ranges::find(*old, base::scopeKey(budget), base::scopeKey);
        if (same != old->end())
            budget.webhook = same->webhook;
        if (const auto set = (*store)->setBudget(budget); !set)
            return complain(set.error());
    }
    std::cout << budgets->size() << " budgets are set\n";
    return Ok;
}

} // namespace outlay::cli
