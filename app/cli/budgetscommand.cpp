// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asof.h"
#include "app/cli/budgetscope.h"
#include "app/cli/budgettext.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/jsontext.h"
#include "app/cli/texttable.h"
#include "jobs/displaysettings.h"
#include "jobs/storeimport.h"
#include "jobs/webhook.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

using base::Budget;
using base::ErrorKind;

namespace {

/// Takes over what was given; the rest of the budget stays as it was.
base::Result<void> applyThresholds(Budget &budget, const BudgetArguments &arguments)
{
    if (arguments.softPercent)
        budget.thresholds = base::featureBudget("", budget.amount, *arguments.softPercent).thresholds;
    if (!arguments.alerts)
        return {};
    auto thresholds = thresholdsOf(*arguments.alerts, budget.amount);
    if (!thresholds)
        return tl::unexpected(thresholds.error());
    budget.thresholds = *std::move(thresholds);
    return {};
}

base::Result<void> applyWebhook(Budget &budget, const BudgetArguments &arguments)
{
    if (!arguments.webhook)
        return {};
    budget.webhook = *arguments.webhook == "none" ? "" : *arguments.webhook;
    return budget.webhook.empty() ? base::Result<void>() : jobs::checkWebhook(budget.webhook);
}

/// `day`: in whose period the amount holds that was given.
base::Result<Budget> withChanges(Budget budget, const BudgetArguments &arguments, base::Money amount,
                                 base::Day day)
{
    budget.amount = amount;
    if (arguments.name)
        budget.name = *arguments.name;
    if (arguments.fiscalStart && budget.period != base::BudgetPeriod::Quarterly)
        return base::fail(ErrorKind::Misuse, "--fiscal-start",
                          "is the month from which quarters are counted: it goes with --period quarter");
    if (arguments.fiscalStart)
        budget.fiscalStart = *arguments.fiscalStart;
    if (arguments.growth) {
        const auto growth = growthOf(*arguments.growth);
        if (!growth)
            return tl::unexpected(growth.error());
        budget.growthBasisPoints = *growth;
    }
    budget.since = budget.growthBasisPoints == 0 ? std::nullopt : std::optional(day);
    if (const auto applied = applyThresholds(budget, arguments); !applied)
        return tl::unexpected(applied.error());
    if (const auto applied = applyWebhook(budget, arguments); !applied)
        return tl::unexpected(applied.error());
    return base::canonical(std::move(budget));
}

base::Result<Budget> setBudget(store::Store &store, const BudgetArguments &arguments,
                               const AskedBudget &asked)
{
    const auto cube = jobs::loadCube(store);
    if (!cube)
        return tl::unexpected(cube.error());
    if (const auto known = checkDimensions(asked.scope, **cube); !known)
        return tl::unexpected(known.error());
    const auto budgets = store.budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    const auto old = std::ranges::find_if(*budgets, [&](const Budget &budget) {
        return base::scopeKey(budget) == base::scopeKey(asked.scope);
    });
    const auto clock = clockAsOf("", store, **cube);
    if (!clock)
        return tl::unexpected(clock.error());
    base::Budget start = old == budgets->end() ? asked.scope : *old;
    if (old == budgets->end() && start.period == base::BudgetPeriod::Quarterly) {
        const auto fiscal = jobs::fiscalStart(store);
        if (!fiscal)
            return tl::unexpected(fiscal.error());
        start.fiscalStart = *fiscal;
    }
    auto budget = withChanges(std::move(start), arguments, *asked.amount, clock->asOf);
    if (!budget)
        return budget;
    if (const auto set = store.setBudget(*budget); !set)
        return tl::unexpected(set.error());
    warnOfUnknownValues(budget->where, **cube);
    return budget;
}

} // namespace

int runBudgetSet(const BudgetArguments &arguments)
{
    const auto asked = askedBudget(arguments, true);
    if (!asked)
        return complain(asked.error());
    if (!asked->amount)
        return complain({ErrorKind::Misuse, "budgets set", "takes [total | FEATURE] AMOUNT", 0});
    // What makes no sense is told before a store is made.
    if (const auto sound = withChanges(asked->scope, arguments, *asked->amount, jobs::today(base::Zone()));
        !sound)
        return complain(sound.error());
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    if (!store)
        return complain(store.error());
    const auto budget = setBudget(**store, arguments, *asked);
    if (!budget)
        return complain(budget.error());
    std::cout << visible(scopeName(*budget)) << ": $" << budget->amount.toDecimal(2) << " a "
              << base::nameOf(budget->period);
    if (budget->growthBasisPoints != 0)
        std::cout << ", growing by " << growthText(budget->growthBasisPoints) << " % each "
                  << base::nameOf(budget->period);
    std::cout << ", alerts at " << thresholdWords(budget->thresholds);
    if (!budget->webhook.empty())
        std::cout << ", posted to " << base::shownWebhook(budget->webhook);
    std::cout << "\n";
    return Ok;
}

int runBudgetList(const BudgetArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto budgets = (*store)->budgets();
    if (!budgets)
        return complain(budgets.error());
    if (arguments.json) {
        Json list = Json::array();
        for (const Budget &budget : *budgets)
            list.push_back({{"id", budget.id},
                            {"name", budget.name},
                            {"scope", scopeName(budget)},
                            {"period", base::nameOf(budget.period)},
                            {"amount_usd", budget.amount.toDecimal()},
                            {"growth_percent", growthText(budget.growthBasisPoints)},
                            {"soft_percent", base::softPercentOf(budget).value_or(100)},
                            {"alerts", thresholdsText(budget.thresholds)},
                            {"webhook", base::shownWebhook(budget.webhook)}});
        auto facts = clockOfImports(**store).and_then(
            [&store](const insight::Clock &clock) { return factsOf(**store, clock); });
        if (!facts)
            return complain(facts.error());
        (*facts)["budgets"] = std::move(list);
        std::cout << jsonText(*facts) << "\n";
        return Ok;
    }
    TextTable table({{"budget"},
                     {"scope"},
                     {"period"},
                     {"USD", true, true},
                     {"growth", true},
                     {"alerts at %"},
                     {"webhook"}});
    for (const Budget &budget : *budgets)
        table.addRow({budget.name.empty() ? scopeName(budget) : budget.name, scopeName(budget),
                      std::string(base::nameOf(budget.period)), budget.amount.toDecimal(2),
                      growthText(budget.growthBasisPoints) + " %", thresholdsText(budget.thresholds),
                      base::shownWebhook(budget.webhook)});
    table.print(std::cout);
    return Ok;
}

int runBudgetRemove(const BudgetArguments &arguments)
{
    const auto asked = askedBudget(arguments, false);
    if (!asked)
        return complain(asked.error());
    if (arguments.words.empty() && arguments.feature.empty() && arguments.where.empty())
        return complain(
            {ErrorKind::Misuse, "budgets remove", "takes the scope: total, a FEATURE, or --where", 0});
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto budgets = (*store)->budgets();
    if (!budgets)
        return complain(budgets.error());
    const auto budget = findBudget(*budgets, *asked);
    if (!budget)
        return complain(budget.error());
    if (const auto removed = (*store)->removeBudget(budget->id); !removed)
        return complain(removed.error());
    std::cout << base::titleOf(*budget) << ": budget removed\n";
    return Ok;
}

} // namespace outlay::cli
