// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/budgetperiods.h"
#include "insight/snapshot.h"
#include "insight/weeklyfindings.h"

#include <algorithm>

namespace outlay::insight {

using base::Day;
using base::Period;

namespace {

bool isAtRisk(const Burn &burn)
{
    switch (burn.state) {
    case BudgetState::Over:
    case BudgetState::SoftPassed:
        return true;
    case BudgetState::AheadOfPace:
        return !burn.forecast || burn.expectedTotal() >= burn.amount;
    case BudgetState::OnTrack:
        return burn.expectedTotal() >= burn.amount;
    case BudgetState::NoData:
        break;
    }
    return false;
}

/// The budget in each of its periods that has days in the week.
base::Result<void> addPeriods(Weekly &week, const cube::Cube &cube, const base::Budget &budget,
                              const Clock &clock)
{
    const auto costs = costsOf(cube, budget, clock);
    if (!costs)
        return tl::unexpected(costs.error());
    for (Day day = week.choice.week.first; day <= clock.asOf;) {
        const Period period = periodOf(budget, day);
        WeekBudget found{burn(budget, period, *costs, clock), std::nullopt};
        const bool isOver = period.last < clock.asOf;
        if (isOver ? found.burn.state == BudgetState::Over : isAtRisk(found.burn)) {
            const auto responsible = driver(cube, {period, budget.where}, period, clock.asOf,
                                            found.burn.expectedTotal(), found.burn.amount);
            if (!responsible)
                return tl::unexpected(responsible.error());
            found.driver = *responsible;
            week.budgetsAtRisk.push_back(std::move(found));
        }
        day = period.last + std::chrono::days{1};
    }
    return {};
}

} // namespace

base::Result<void> addBudgetsAtRisk(Weekly &week, const cube::Cube &cube,
                                    const std::vector<base::Budget> &budgets)
{
    week.hasBudgets = !budgets.empty();
    const Clock clock{cube.span().value_or(week.filter.period).first, week.choice.asOf,
                      week.choice.asOfIsPartial};
    for (const base::Budget &budget : budgets)
        if (auto added = addPeriods(week, cube, budget, clock); !added)
            return added;
    std::stable_sort(
        week.budgetsAtRisk.begin(), week.budgetsAtRisk.end(),
        [](const WeekBudget &a, const WeekBudget &b) { return usedPercent(a.burn) > usedPercent(b.burn); });
    return {};
}

} // namespace outlay::insight
