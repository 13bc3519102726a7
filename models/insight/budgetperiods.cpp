// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/budgetperiods.h"

#include "base/fiscal.h"
#include "insight/question.h"

#include <limits>

namespace outlay::insight {

using base::Budget;
using base::BudgetPeriod;
using base::Day;
using base::Money;
using base::Period;

namespace {

constexpr int kQuarterMonths = 3;
constexpr int kWeekDays = 7;

/// How many periods later `later` is than `period`; both are the budget's.
std::int64_t periodsBetween(const Budget &budget, const Period &period, const Period &later)
{
    const auto days = (later.first - period.first).count();
    const int months = monthsBetween(base::monthOf(period.first), base::monthOf(later.first));
    switch (budget.period) {
    case BudgetPeriod::Daily:
        return days;
    case BudgetPeriod::Weekly:
        return days / kWeekDays;
    case BudgetPeriod::Monthly:
        return months;
    case BudgetPeriod::Quarterly:
        break;
    }
    return months / kQuarterMonths;
}

} // namespace

Period periodOf(const Budget &budget, Day day)
{
    switch (budget.period) {
    case BudgetPeriod::Daily:
        return {day, day};
    case BudgetPeriod::Weekly:
        return {base::mondayOf(day), base::mondayOf(day) + std::chrono::days{kWeekDays - 1}};
    case BudgetPeriod::Monthly:
        return base::periodOf(base::monthOf(day));
    case BudgetPeriod::Quarterly:
        break;
    }
    return base::fiscalQuarterOf(day, budget.fiscalStart);
}

Period periodBefore(const Budget &budget, const Period &period)
{
    return periodOf(budget, period.first - std::chrono::days{1});
}

Period periodAfter(const Budget &budget, const Period &period)
{
    return periodOf(budget, period.last + std::chrono::days{1});
}

Money amountOf(const Budget &budget, const Period &period)
{
    std::int64_t nanos = budget.amount.nanos();
    if (!budget.since || budget.growthBasisPoints == 0)
        return budget.amount;
    for (auto left = periodsBetween(budget, periodOf(budget, *budget.since), period); left > 0; --left) {
        const base::Int128 grown = base::Int128(nanos) * (base::kWholeBasisPoints + budget.growthBasisPoints);
        if (grown / base::kWholeBasisPoints >= std::numeric_limits<std::int64_t>::max())
            return Money::fromNanos(std::numeric_limits<std::int64_t>::max());
        const std::int64_t next = base::divideHalfEven(grown, base::kWholeBasisPoints);
        if (next == nanos) // so small that it rounds to itself
            break;
        nanos = next;
    }
    return Money::fromNanos(nanos);
}

std::string periodName(const Budget &budget, const Period &period)
{
    const base::Month first = base::monthOf(period.first);
    switch (budget.period) {
    case BudgetPeriod::Daily:
        return base::isoDay(period.first);
    case BudgetPeriod::Weekly:
        return base::isoWeek(period.first);
    case BudgetPeriod::Monthly:
        return base::isoMonth(first);
    case BudgetPeriod::Quarterly:
        break;
    }
    const unsigned month = static_cast<unsigned>(first.month()) - 1;
    if (month % kQuarterMonths == 0)
        return std::to_string(static_cast<int>(first.year())) + "-Q" +
               std::to_string(month / kQuarterMonths + 1);
    return base::isoMonth(first) + ".." + base::isoMonth(base::monthOf(period.last));
}

std::string periodName(const Period &period)
{
    Budget budget;
    for (const BudgetPeriod kind : base::kBudgetPeriods) {
        budget.period = kind;
        budget.fiscalStart = static_cast<int>(static_cast<unsigned>(base::monthOf(period.first).month()));
        if (periodOf(budget, period.first) == period)
            return periodName(budget, period);
    }
    return base::isoDay(period.first) + ".." + base::isoDay(period.last);
}

} // namespace outlay::insight
