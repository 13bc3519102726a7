// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/budgetperiods.h"
#include "insight/weeklyfindings.h"

#include <algorithm>

namespace outlay::insight {

using base::Day;
using base::Period;

namespace {

bool isAtRisk(const WeekBudget &found)
{
    switch (found.burn.state) {
    case BudgetState::Over:
    case BudgetState::SoftPassed:
        return true;
    case BudgetState::AheadOfPace:
        return !found.forecast || found.forecast->total() >= found.burn.amount;
    case BudgetState::OnTrack:
        return found.forecast && found.forecast->total() >= found.burn.amount;
    case BudgetState::NoData:
        break;
    }
    return false;
}

/// The budget in each of its periods that has days in the week.
void addPeriods(Weekly &week, const base::Budget &budget, const DailyCosts &costs, const Period &span)
{
    const WeekChoice &choice = week.choice;
    for (Day day = choice.week.first; day <= choice.asOf;) {
        const Period period = periodOf(budget, day);
        WeekBudget found{burn(budget, period, costs, choice.asOf), std::nullopt};
        const bool isOver = period.last < choice.asOf;
        if (!isOver)
            found.forecast = forecast(costs, span, period, choice.asOf, choice.asOfIsPartial);
        if (isOver ? found.burn.state == BudgetState::Over : isAtRisk(found))
            week.budgetsAtRisk.push_back(std::move(found));
        day = period.last + std::chrono::days{1};
    }
}

} // namespace

std::optional<Day> WeekBudget::reachedOn() const
{
    if (burn.spentOn)
        return burn.spentOn;
    return forecast ? forecast->exhaustedOn(burn.amount) : std::nullopt;
}

base::Result<void> addBudgetsAtRisk(Weekly &week, const cube::Cube &cube,
                                    const std::vector<base::Budget> &budgets)
{
    week.hasBudgets = !budgets.empty();
    const Period known{cube.span().value_or(week.filter.period).first, week.choice.asOf};
    for (const base::Budget &budget : budgets) {
        const auto days = cube.query({known, budget.where}, {base::Dimension(base::kDay)});
        if (!days)
            return tl::unexpected(days.error());
        DailyCosts costs;
        for (const cube::Row &row : days->rows)
            costs.emplace(*base::parseDay(row.keys.front()), row.sums.cost());
        addPeriods(week, budget, costs, known);
    }
    std::stable_sort(
        week.budgetsAtRisk.begin(), week.budgetsAtRisk.end(),
        [](const WeekBudget &a, const WeekBudget &b) { return usedPercent(a.burn) > usedPercent(b.burn); });
    return {};
}

} // namespace outlay::insight
