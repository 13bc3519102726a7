// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/suggest.h"

#include "insight/budgetperiods.h"
#include "insight/burn.h"

#include <algorithm>
#include <cmath>

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

/// Mann-Kendall: whether later periods cost more (or less) than earlier ones more often than noise makes
/// them, at one in twenty. Of four periods all have to be in order.
bool hasTrend(const std::vector<std::int64_t> &costs)
{
    constexpr double kDeviationsOfNoise = 1.959;
    std::int64_t balance = 0;
    for (std::size_t i = 0; i < costs.size(); ++i)
        for (std::size_t j = i + 1; j < costs.size(); ++j)
            balance += (costs[j] > costs[i]) - (costs[j] < costs[i]);
    const auto count = static_cast<double>(costs.size());
    const double deviation = std::sqrt(count * (count - 1) * (2 * count + 5) / 18);
    return std::abs(static_cast<double>(balance)) >= kDeviationsOfNoise * deviation;
}

/// Theil-Sen: the middle slope of all pairs of periods, on logarithms since growth multiplies. Neighbours
/// alone would tell of their noise, which does not average out once it is compounded.
int growthOf(const Budget &budget, const std::vector<std::int64_t> &costs)
{
    if (budget.period == base::BudgetPeriod::Daily || costs.size() < kPeriodsForGrowth || !hasTrend(costs))
        return 0;
    std::vector<double> slopes;
    for (std::size_t i = 0; i < costs.size(); ++i)
        for (std::size_t j = i + 1; j < costs.size(); ++j)
            if (costs[i] > 0 && costs[j] > 0)
                slopes.push_back(std::log(static_cast<double>(costs[j]) / static_cast<double>(costs[i])) /
                                 static_cast<double>(j - i));
    if (slopes.size() < kPeriodsForGrowth)
        return 0;
    std::ranges::sort(slopes);
    const double slope = (slopes[(slopes.size() - 1) / 2] + slopes[slopes.size() / 2]) / 2;
    const double basisPoints = std::expm1(slope) * base::kWholeBasisPoints;
    return static_cast<int>(std::lround(std::clamp<double>(basisPoints, kLeastGrowth, kMostGrowth)));
}

/// A budget of nothing warns of the first call: the least one is a cent.
Money offered(std::int64_t nanos)
{
    const Money cent = Money::fromNanos(base::kNanosPerDollar / 100);
    return std::max(Money::fromNanos(nanos).roundedTo(kCents), cent);
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
    suggestion.growthBasisPoints = growthOf(budget, spent);
    suggestion.forPeriod = periodAfter(budget, periods.back());
    for (std::size_t i = 0; i < spent.size(); ++i) {
        Budget past = budget;
        past.amount = Money::fromNanos(spent[i]);
        past.growthBasisPoints = suggestion.growthBasisPoints;
        past.since = periods[periods.size() - spent.size() + i].first;
        spent[i] = amountOf(past, suggestion.forPeriod).nanos();
    }
    std::erase_if(spent, [](std::int64_t nanos) { return nanos <= 0; });
    if (spent.empty())
        return std::nullopt;
    suggestion.periods = static_cast<int>(spent.size());
    suggestion.median = offered(middleOf(spent));
    std::ranges::sort(spent);
    suggestion.high = offered(spent[(spent.size() * 9 + 9) / 10 - 1]);
    return suggestion;
}

} // namespace outlay::insight
