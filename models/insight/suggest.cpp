// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/suggest.h"

#include "insight/budgetperiods.h"
#include "insight/burn.h"

#include <algorithm>

namespace outlay::insight {

using base::Budget;
using base::Money;
using base::Period;

namespace {

constexpr std::array<std::size_t, base::kBudgetPeriods.size()> kPeriodsLookedAt = {56, 26, 12, 8};
constexpr std::size_t kPeriodsForGrowth = 4;
constexpr int kCents = 2;
/// Growth beyond these is a start or an end, not a trend.
constexpr std::int64_t kLeastGrowth = -5'000;
constexpr std::int64_t kMostGrowth = 10'000;

std::int64_t middleOf(std::vector<std::int64_t> values)
{
    std::ranges::sort(values);
    const std::size_t half = values.size() / 2;
    if (values.size() % 2 == 1)
        return values[half];
    return base::divideHalfEven(base::Int128(values[half - 1]) + values[half], 2);
}

int growthOf(const Budget &budget, const std::vector<std::int64_t> &costs)
{
    if (budget.period == base::BudgetPeriod::Daily || costs.size() < kPeriodsForGrowth)
        return 0;
    std::vector<std::int64_t> changes;
    for (std::size_t i = 1; i < costs.size(); ++i)
        if (costs[i - 1] > 0) {
            const base::Int128 change = base::Int128(costs[i]) - costs[i - 1];
            const base::Int128 most = base::Int128(costs[i - 1]) * 2;
            changes.push_back(
                base::divideHalfEven(std::min(change, most) * base::kWholeBasisPoints, costs[i - 1]));
        }
    if (changes.size() + 1 < kPeriodsForGrowth)
        return 0;
    return static_cast<int>(std::clamp(middleOf(changes), kLeastGrowth, kMostGrowth));
}

} // namespace

std::vector<Period> completePeriods(const Budget &budget, const Clock &clock)
{
    std::vector<Period> periods;
    Period period = periodOf(budget, clock.firstDay);
    if (period.first < clock.firstDay) // of which the beginning is not known
        period = periodAfter(budget, period);
    for (; period.last <= clock.lastWholeDay(); period = periodAfter(budget, period))
        periods.push_back(period);
    return periods;
}

std::optional<Suggestion> suggest(const Budget &budget, const DailyCosts &costs, const Clock &clock)
{
    std::vector<std::int64_t> spent;
    const auto periods = completePeriods(budget, clock);
    const std::size_t most = kPeriodsLookedAt[static_cast<std::size_t>(budget.period)];
    for (std::size_t i = periods.size() > most ? periods.size() - most : 0; i < periods.size(); ++i)
        spent.push_back(cumulativeOver(costs, periods[i]).back().nanos());
    spent.erase(spent.begin(), std::ranges::find_if(spent, [](std::int64_t nanos) { return nanos != 0; }));
    if (spent.empty())
        return std::nullopt;

    Suggestion suggestion;
    suggestion.periods = static_cast<int>(spent.size());
    suggestion.growthBasisPoints = growthOf(budget, spent);
    suggestion.forPeriod = periodAfter(budget, periods.back());
    for (std::size_t i = 0; i < spent.size(); ++i) {
        Budget past = budget;
        past.amount = Money::fromNanos(spent[i]);
        past.growthBasisPoints = suggestion.growthBasisPoints;
        past.since = periods[periods.size() - spent.size() + i].first;
        spent[i] = amountOf(past, suggestion.forPeriod).nanos();
    }
    suggestion.median = Money::fromNanos(middleOf(spent)).roundedTo(kCents);
    std::ranges::sort(spent);
    suggestion.high = Money::fromNanos(spent[(spent.size() * 9 + 9) / 10 - 1]).roundedTo(kCents);
    return suggestion;
}

} // namespace outlay::insight
