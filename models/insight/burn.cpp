// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/burn.h"

#include "insight/budgetperiods.h"

#include <algorithm>

namespace outlay::insight {

using base::Day;
using base::Money;
using base::Period;

namespace {

/// First day by whose end the cumulative spend has reached `limit`.
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
    return burn.spentToDate() > burn.paceToDate() ? BudgetState::AheadOfPace : BudgetState::OnTrack;
}

void addThresholds(Burn &burn)
{
    for (const base::Threshold &threshold : burn.budget.thresholds) {
        ReachedThreshold reached{threshold, base::percentOf(burn.amount, threshold.percent), {}, {}};
        reached.reachedOn = reachedOn(burn, reached.limit);
        if (!reached.reachedOn && burn.forecast)
            reached.expectedOn = burn.forecast->exhaustedOn(reached.limit);
        burn.thresholds.push_back(reached);
    }
    burn.softLimit = base::percentOf(burn.amount, base::softPercentOf(burn.budget).value_or(100));
    burn.softPassedOn = reachedOn(burn, burn.softLimit);
    burn.spentOn = reachedOn(burn, burn.amount);
}

} // namespace

std::optional<Day> Burn::exhaustedOn() const
{
    if (spentOn || !forecast)
        return spentOn;
    return forecast->exhaustedOn(amount);
}

Burn burn(const base::Budget &budget, const Period &period, const DailyCosts &costs, const Clock &clock)
{
    Burn result;
    result.budget = budget;
    result.period = period;
    result.amount = amountOf(budget, period);
    result.asOf = std::clamp(clock.asOf, period.first, period.last);
    result.asOfIsPartial = clock.asOfIsPartial && result.asOf == clock.asOf;
    result.spent = cumulativeOver(costs, {period.first, std::min(clock.asOf, period.last)});

    const Period before = periodBefore(budget, period);
    result.periodBefore = before;
    if (clock.firstDay <= before.first && before.last <= clock.asOf)
        result.spentBefore = cumulativeOver(costs, before);
    if (!result.spent.empty())
        result.forecast =
            forecast(costs, {clock.firstDay, result.asOf}, period, clock.asOf, clock.asOfIsPartial);

    const Day lastWhole = std::min(clock.lastWholeDay(), period.last);
    const WeekdayWeights weights = weekdayWeights(costs, {clock.firstDay, lastWhole});
    for (Day day = period.first; day <= period.last; day += std::chrono::days{1})
        result.pace.push_back(expectedBy(result.amount, weights, period, day));
    addThresholds(result);
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

std::vector<Money> cumulativeOver(const DailyCosts &costs, const Period &period)
{
    std::vector<Money> result;
    std::int64_t sum = 0;
    for (Day day = period.first; day <= period.last; day += std::chrono::days{1}) {
        if (const auto cost = costs.find(day); cost != costs.end())
            sum += cost->second.nanos();
        result.push_back(Money::fromNanos(sum));
    }
    return result;
}

} // namespace outlay::insight
