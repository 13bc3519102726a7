// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/filter.h"
#include "base/money.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::base {

/// How long a budget's amount has to last. Weeks are ISO weeks, from Monday to Sunday.
enum class BudgetPeriod
{
    Daily,
    Weekly,
    Monthly,
    Quarterly
};
constexpr std::array<BudgetPeriod, 4> kBudgetPeriods = {BudgetPeriod::Daily, BudgetPeriod::Weekly,
                                                        BudgetPeriod::Monthly, BudgetPeriod::Quarterly};

/// "day", "week", "month", "quarter": as written on the command line, in exports and in the store.
std::string_view nameOf(BudgetPeriod period);
std::optional<BudgetPeriod> budgetPeriodOf(std::string_view name);

/// Part of the amount at which somebody wants to be told. 100 and above are hard, what is below is soft.
struct Threshold
{
    int percent = 100;
    bool onActual = true;   ///< when what was spent reaches it
    bool onForecast = true; ///< when what is expected at the period's end reaches it

    bool isHard() const { return percent >= 100; }
    bool operator==(const Threshold &) const = default;
};

constexpr int kMaxThresholdPercent = 1000;
constexpr int kWholeBasisPoints = 10'000; ///< 100 %

/// A limit for what may be spent on a scope in each period. There is one of a scope and a period in a store.
struct Budget
{
    std::int64_t id = 0;                 ///< 0: not stored yet
    std::string name;                    ///< empty: described by its scope
    std::map<Dimension, ValueSet> where; ///< empty: all spend
    BudgetPeriod period = BudgetPeriod::Monthly;
    int fiscalStart = 1;       ///< month (1 to 12) in which the year of quarters begins
    Money amount;              ///< of the period that holds `since`, or of all without growth
    int growthBasisPoints = 0; ///< by which the amount grows from one period to the next
    std::optional<Day> since;  ///< when growth began; none: the amount does not grow
    std::vector<Threshold> thresholds = {{80}, {100}}; ///< by percent, ascending
    std::string webhook; ///< an address to post alerts to. A secret: it is never shown whole

    bool operator==(const Budget &) const = default;
};

/// The monthly budget of one feature, or of the total (empty feature), with a soft threshold and the limit.
Budget featureBudget(const std::string &feature, Money amount, int softPercent = 80);

/// The feature whose monthly budget this is, empty for the total; none for any other budget.
std::optional<std::string> featureOf(const Budget &budget);

/// The lowest soft threshold on actual spend; none: only the limit counts.
std::optional<int> softPercentOf(const Budget &budget);

/// `percent` of an amount, half-even.
Money percentOf(Money amount, int percent);

/// As budgets are stored: default labels are the unattributed, thresholds ascend, restrictions that restrict
/// nothing are gone. Errors: Misuse for what is no budget; the sentence says what is wrong.
Result<Budget> canonical(Budget budget);

/// Text that two budgets have in common when they are of one scope and period: "month feature=chat".
std::string scopeKey(const Budget &budget);

/// "feature = chat · segment = free", or "all spend".
std::string describeScope(const Budget &budget);

/// The budget's name, or else its scope.
std::string titleOf(const Budget &budget);

/// "https://hooks.example.com/…": as much of the address as may be shown. Empty without one.
std::string shownWebhook(const std::string &webhook);

} // namespace outlay::base
