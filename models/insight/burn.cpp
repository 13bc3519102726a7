// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/burn.h"

#include "insight/budgetperiods.h"

#include <algorithm>

namespace outlay::insight {

using base::Day;
using base::Money;

namespace {

/// First day on which the cumulative spend has reached `limit`.
std::optional<Day> reachedOn(const Burn &burn, Money limit)
{
    for (std::size_t i = 0; i < burn.spent.size(); ++i)
        if (burn.spent[i] >= limit && burn.spent[i] > Money())
            return burn.period.first + std::chrono::days{static_cast<int>(i)};
    return std::nullopt;
}

BudgetState stateOf(const Burn &burn)
{
    if (burn.spent.empty())
        return BudgetState::NoData;
    if (burn.spentOn)
        return BudgetState::Over;
    if (burn.softPassedOn)
        return BudgetState::SoftPassed;
    return burn.spentToDate() > burn.pace[burn.spent.size() - 1] ? BudgetState::AheadOfPace
                                                                 : BudgetState::OnTrack;
}

} // namespace

Burn burn(const base::Budget &budget, const base::Period &period, const std::map<Day, Money> &costByDay,
          Day asOf)
{
    Burn result;
    result.budget = budget;
    result.period = period;
    result.amount = amountOf(budget, period);
    result.asOf = std::clamp(asOf, period.first, period.last);
    const base::Int128 amount = result.amount.nanos();
    result.softLimit =
        Money::fromNanos(base::divideHalfEven(amount * base::softPercentOf(budget).value_or(100), 100));

    const int days = period.days();
    std::int64_t cumulative = 0;
    for (int i = 0; i < days; ++i) {
        const Day day = period.first + std::chrono::days{i};
        result.pace.push_back(Money::fromNanos(base::divideHalfEven(amount * (i + 1), days)));
        if (day > asOf)
            continue;
        if (const auto cost = costByDay.find(day); cost != costByDay.end())
            cumulative += cost->second.nanos();
        result.spent.push_back(Money::fromNanos(cumulative));
    }
    result.spentOn = reachedOn(result, result.amount);
    result.softPassedOn = reachedOn(result, result.softLimit);
    result.state = stateOf(result);
    return result;
}

double usedPercent(const Burn &burn)
{
    const std::int64_t amount = burn.amount.nanos();
    const std::int64_t spent = burn.spentToDate().nanos();
    if (amount == 0)
        return spent > 0 ? 100 : 0;
    return 100.0 * static_cast<double>(spent) / static_cast<double>(amount);
}

} // namespace outlay::insight
