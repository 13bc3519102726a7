// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/budgetscope.h"

#include "app/cli/asked.h"
#include "app/cli/budgettext.h"
#include "app/cli/texttable.h"
#include "jobs/storeimport.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

using base::Budget;
using base::ErrorKind;

base::Result<AskedBudget> askedBudget(const BudgetArguments &arguments, bool wantsAmount)
{
    AskedBudget asked;
    std::vector<std::string> words = arguments.words;
    std::string amount = arguments.amount;
    const bool hasScope = !arguments.feature.empty() || !arguments.where.empty();
    if (wantsAmount && amount.empty() && !words.empty() &&
        (hasScope || words.size() > 1 || amountOf(words.back()))) {
        amount = words.back();
        words.pop_back();
    }
    asked.word = arguments.feature;
    if (!hasScope && !words.empty()) {
        asked.word = words.front();
        words.erase(words.begin());
    }
    if (!words.empty() || (!arguments.feature.empty() && !arguments.where.empty()))
        return base::fail(ErrorKind::Misuse, "budgets",
                          "takes one scope: total, a FEATURE, or --where DIM=VALUE");
    auto where = whereOf(arguments.where);
    if (!where)
        return tl::unexpected(where.error());
    asked.scope.where = *std::move(where);
    if (!asked.word.empty() && asked.word != "total")
        asked.scope.where = base::featureBudget(asked.word, {}).where;
    asked.isKindGiven = !arguments.kind.empty();
    asked.scope.period = base::budgetPeriodOf(arguments.kind).value_or(base::BudgetPeriod::Monthly);
    asked.scope.amount = base::Money::fromNanos(1); // so that canonical() looks at the rest
    auto canonical = base::canonical(asked.scope);
    if (!canonical)
        return tl::unexpected(canonical.error());
    asked.scope = *std::move(canonical);
    if (!amount.empty()) {
        const auto money = amountOf(amount);
        if (!money)
            return tl::unexpected(money.error());
        asked.amount = *money;
    }
    return asked;
}

base::Result<Budget> findBudget(const std::vector<Budget> &budgets, const AskedBudget &asked)
{
    std::vector<Budget> found;
    for (const Budget &budget : budgets)
        if (budget.where == asked.scope.where && (!asked.isKindGiven || budget.period == asked.scope.period))
            found.push_back(budget);
    if (found.empty() && !asked.word.empty())
        std::ranges::copy_if(budgets, std::back_inserter(found),
                             [&](const Budget &budget) { return budget.name == asked.word; });
    if (found.empty())
        return base::fail(ErrorKind::NotFound, scopeName(asked.scope),
                          "has no such budget; outlay budgets list shows those that are set");
    if (found.size() > 1)
        return base::fail(
            ErrorKind::Misuse, scopeName(asked.scope),
            "has budgets for several periods; say which with --period day, week, month or quarter");
    return found.front();
}

base::Result<void> checkDimensions(const Budget &budget, const cube::Cube &cube)
{
    if (!cube.span())
        return {};
    base::Filter filter;
    filter.where = budget.where;
    const auto answer = cube.query(filter, {});
    return answer ? base::Result<void>() : tl::unexpected(answer.error());
}

std::vector<UnknownValue> unknownValues(const std::map<base::Dimension, base::ValueSet> &where,
                                        const cube::Cube &cube)
{
    std::vector<UnknownValue> unknown;
    if (!cube.span())
        return unknown;
    for (const auto &[dimension, set] : where) {
        const auto &known = cube.values(dimension);
        for (const std::string &value : set.values)
            if (std::ranges::find(known, value, &cube::ValueInfo::value) == known.end())
                unknown.push_back({dimension, value.empty() ? std::string(base::unattributedLabel(dimension))
                                                            : visible(value)});
    }
    return unknown;
}

void warnOfUnknownValues(const std::map<base::Dimension, base::ValueSet> &where, const cube::Cube &cube)
{
    for (const UnknownValue &unknown : unknownValues(where, cube))
        std::cerr << "outlay: no call in the store has the " << unknown.dimension << ' ' << unknown.value
                  << "; outlay report --by " << unknown.dimension << " lists those that there are\n";
}

} // namespace outlay::cli
