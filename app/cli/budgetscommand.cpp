// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/jsontext.h"
#include "app/cli/texttable.h"
#include "insight/snapshot.h"
#include "jobs/storeimport.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace outlay::cli {

using base::ErrorKind;
using insight::BudgetState;

namespace {

/// The scope and amount that "set [SCOPE] AMOUNT --feature F --amount A" means.
base::Result<base::Budget> budgetOf(const BudgetArguments &arguments)
{
    std::vector<std::string> words = arguments.words;
    std::string amount = arguments.amount;
    if (amount.empty() && !words.empty()) {
        amount = words.back();
        words.pop_back();
    }
    std::string scope = arguments.feature;
    if (scope.empty() && !words.empty()) {
        scope = words.front();
        words.erase(words.begin());
    }
    if (amount.empty() || !words.empty())
        return base::fail(ErrorKind::Misuse, "budgets set", "takes [total | FEATURE] AMOUNT");
    if (amount.front() == '$')
        amount.erase(0, 1);
    const auto money = base::Money::parse(amount);
    if (!money || money->nanos() <= 0)
        return base::fail(ErrorKind::Misuse, "\"" + amount + "\"", "is not an amount of dollars above 0");
    return base::featureBudget(scope == "total" ? "" : scope, *money, arguments.softPercent);
}

std::string scopeName(const base::Budget &budget)
{
    return base::featureOf(budget).value_or("").empty() ? "total" : *base::featureOf(budget);
}

std::string percent(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f %%", value);
    return text.data();
}

const char *stateWord(BudgetState state)
{
    switch (state) {
    case BudgetState::NoData:
        return "not begun";
    case BudgetState::OnTrack:
        return "on track";
    case BudgetState::AheadOfPace:
        return "ahead of pace";
    case BudgetState::SoftPassed:
        return "soft threshold passed";
    case BudgetState::Over:
        return "spent";
    }
    return "";
}

int exitCodeOf(const std::vector<insight::Burn> &burns)
{
    int code = Ok;
    for (const insight::Burn &burn : burns) {
        if (burn.state == BudgetState::Over)
            return BudgetSpent;
        if (burn.state == BudgetState::SoftPassed)
            code = SoftThreshold;
    }
    return code;
}

void printText(const std::vector<insight::Burn> &burns)
{
    TextTable table({{"budget"},
                     {"month"},
                     {"spent USD", true},
                     {"of USD", true},
                     {"used", true},
                     {"left", true},
                     {"day"},
                     {"state"}});
    for (const insight::Burn &burn : burns) {
        const double used = insight::usedPercent(burn);
        table.addRow({scopeName(burn.budget), base::isoMonth(base::monthOf(burn.period.first)),
                      dollars(burn.spentToDate()), dollars(burn.amount), percent(used), percent(100 - used),
                      std::to_string(burn.elapsedDays()) + " of " + std::to_string(burn.period.days()),
                      stateWord(burn.state)});
    }
    table.print(std::cout);
}

void printJson(const std::vector<insight::Burn> &burns)
{
    Json list = Json::array();
    for (const insight::Burn &burn : burns)
        list.push_back({{"scope", scopeName(burn.budget)},
                        {"month", base::isoMonth(base::monthOf(burn.period.first))},
                        {"spent_usd", burn.spentToDate().toDecimal()},
                        {"amount_usd", burn.amount.toDecimal()},
                        {"soft_percent", base::softPercentOf(burn.budget).value_or(100)},
                        {"used_percent", insight::usedPercent(burn)},
                        {"days_elapsed", burn.elapsedDays()},
                        {"days", burn.period.days()},
                        {"state", stateWord(burn.state)}});
    std::cout << jsonText(Json{{"budgets", list}}) << "\n";
}

/// The month to check: the asked one, else the latest with events, else this one.
base::Result<base::Month> monthToCheck(const std::string &asked, const cube::Cube &cube)
{
    if (asked.empty()) {
        const auto span = cube.span();
        return base::monthOf(span ? span->last : jobs::today());
    }
    if (const auto month = base::parseMonth(asked))
        return *month;
    return base::fail(ErrorKind::Misuse, "--period " + asked, "is not a month (2026-05)");
}

} // namespace

int runBudgetSet(const BudgetArguments &arguments)
{
    const auto budget = budgetOf(arguments);
    if (!budget)
        return complain(budget.error());
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    if (!store)
        return complain(store.error());
    if (const auto set = (*store)->setBudget(*budget); !set)
        return complain(set.error());
    std::cout << scopeName(*budget) << ": " << budget->amount.toDecimal(2)
              << " USD a month, soft threshold at " << base::softPercentOf(*budget).value_or(100) << " %\n";
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
        for (const base::Budget &budget : *budgets)
            list.push_back({{"scope", scopeName(budget)},
                            {"amount_usd", budget.amount.toDecimal()},
                            {"soft_percent", base::softPercentOf(budget).value_or(100)}});
        std::cout << jsonText(Json{{"budgets", list}}) << "\n";
        return Ok;
    }
    TextTable table({{"budget"}, {"USD a month", true}, {"soft threshold", true}});
    for (const base::Budget &budget : *budgets)
        table.addRow({scopeName(budget), budget.amount.toDecimal(2),
                      std::to_string(base::softPercentOf(budget).value_or(100)) + " %"});
    table.print(std::cout);
    return Ok;
}

int runBudgetRemove(const BudgetArguments &arguments)
{
    std::string scope = arguments.feature;
    if (scope.empty() && arguments.words.size() == 1)
        scope = arguments.words.front();
    if (scope.empty())
        return complain({ErrorKind::Misuse, "budgets remove", "takes the scope: total or a FEATURE", 0});
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto budgets = (*store)->budgets();
    if (!budgets)
        return complain(budgets.error());
    const auto found = std::ranges::find_if(*budgets, [&](const base::Budget &budget) {
        return base::featureOf(budget) == (scope == "total" ? "" : scope);
    });
    if (found == budgets->end())
        return complain({ErrorKind::NotFound, "\"" + scope + "\"", "has no budget", 0});
    if (const auto removed = (*store)->removeBudget(found->id); !removed)
        return complain(removed.error());
    std::cout << scope << ": budget removed\n";
    return Ok;
}

int runBudgetCheck(const BudgetArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto budgets = (*store)->budgets();
    if (!budgets)
        return complain(budgets.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    const auto month = monthToCheck(arguments.period, **cube);
    if (!month)
        return complain(month.error());
    const insight::Clock clock = insight::clockOf((*cube)->span(), jobs::today());
    const auto burns =
        insight::burns(**cube, *budgets, std::min(base::periodOf(*month).last, clock.asOf), clock);
    if (!burns)
        return complain(burns.error());
    if (burns->empty() && !arguments.json)
        std::cout << "no budgets are set; outlay budgets set [total | FEATURE] AMOUNT\n";
    else
        arguments.json ? printJson(*burns) : printText(*burns);
    return exitCodeOf(*burns);
}

} // namespace outlay::cli
