// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/budget.h"

#include <algorithm>

namespace outlay::base {

namespace {

constexpr std::array<std::string_view, kBudgetPeriods.size()> kPeriodNames = {"day", "week", "month",
                                                                              "quarter"};

Result<void> checkScope(const Budget &budget)
{
    for (const auto &[dimension, set] : budget.where) {
        if (isTimeDimension(dimension))
            return fail(ErrorKind::Misuse, "budget",
                        "a budget's scope cannot be a " + dimension + ": say it by the budget's period");
        if (set.values.empty())
            return fail(ErrorKind::Misuse, "budget", "the scope names no value of " + dimension);
    }
    return {};
}

Result<void> checkThresholds(const std::vector<Threshold> &thresholds)
{
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
        const Threshold &threshold = thresholds[i];
        const std::string words = "threshold " + std::to_string(threshold.percent) + " %";
        if (threshold.percent < 1 || threshold.percent > kMaxThresholdPercent)
            return fail(ErrorKind::Misuse, words,
                        "is not from 1 to " + std::to_string(kMaxThresholdPercent) +
                            " percent of the amount");
        if (i > 0 && thresholds[i - 1].percent == threshold.percent)
            return fail(ErrorKind::Misuse, words, "is given twice");
        if (!threshold.onActual && !threshold.onForecast)
            return fail(ErrorKind::Misuse, words, "is on neither actual spend nor the forecast");
    }
    return {};
}

} // namespace

std::string_view nameOf(BudgetPeriod period)
{
    return kPeriodNames[static_cast<std::size_t>(period)];
}

std::optional<BudgetPeriod> budgetPeriodOf(std::string_view name)
{
    for (const BudgetPeriod period : kBudgetPeriods)
        if (nameOf(period) == name)
            return period;
    return std::nullopt;
}

Budget featureBudget(const std::string &feature, Money amount, int softPercent)
{
    Budget budget;
    if (!feature.empty())
        budget.where[Dimension(nameOf(FixedDimension::Feature))] = {{feature}, false};
    budget.amount = amount;
    budget.thresholds =
        softPercent < 100 ? std::vector<Threshold>{{softPercent}, {100}} : std::vector<Threshold>{{100}};
    return budget;
}

std::optional<std::string> featureOf(const Budget &budget)
{
    if (budget.period != BudgetPeriod::Monthly || budget.where.size() > 1)
        return std::nullopt;
    if (budget.where.empty())
        return std::string();
    const auto &[dimension, set] = *budget.where.begin();
    if (dimension != nameOf(FixedDimension::Feature) || set.exclude || set.values.size() != 1 ||
        *set.values.begin() == kUnattributed)
        return std::nullopt;
    return *set.values.begin();
}

std::optional<int> softPercentOf(const Budget &budget)
{
    for (const Threshold &threshold : budget.thresholds)
        if (threshold.onActual && !threshold.isHard())
            return threshold.percent;
    return std::nullopt;
}

Money percentOf(Money amount, int percent)
{
    constexpr int kWhole = 100;
    // An amount near the greatest there is has no multiple that fits.
    const Int128 part = std::min<Int128>(Int128(amount.nanos()) * percent, Int128(INT64_MAX) * kWhole);
    return Money::fromNanos(divideHalfEven(part, kWhole));
}

Result<Budget> canonical(Budget budget)
{
    std::erase_if(budget.where,
                  [](const auto &entry) { return entry.second.exclude && entry.second.values.empty(); });
    for (auto &[dimension, set] : budget.where) {
        const auto given = std::exchange(set.values, {});
        for (const std::string &value : given)
            set.values.insert(isDefaultLabel(value) ? std::string(kUnattributed) : value);
    }
    if (const auto scope = checkScope(budget); !scope)
        return tl::unexpected(scope.error());
    if (budget.amount <= Money())
        return fail(ErrorKind::Misuse, "budget", "the amount is not above 0 dollars");
    if (budget.fiscalStart < 1 || budget.fiscalStart > 12)
        return fail(ErrorKind::Misuse, "fiscal start", "is not a month from 1 to 12");
    if (budget.growthBasisPoints < -kWholeBasisPoints || budget.growthBasisPoints > 100 * kWholeBasisPoints)
        return fail(ErrorKind::Misuse, "growth", "is not from -100 to 10000 percent a period");
    std::ranges::sort(budget.thresholds, {}, &Threshold::percent);
    if (const auto thresholds = checkThresholds(budget.thresholds); !thresholds)
        return tl::unexpected(thresholds.error());
    return budget;
}

std::string scopeKey(const Budget &budget)
{
    std::string key(nameOf(budget.period));
    for (const auto &[dimension, set] : budget.where) {
        key += " " + dimension + (set.exclude ? "!=" : "=");
        char separator = '\0';
        for (const std::string &value : set.values) {
            if (separator != '\0')
                key += separator;
            separator = ',';
            for (const char c : value) {
                if (c == '\\' || c == ',' || c == ' ')
                    key += '\\';
                key += c;
            }
        }
    }
    return key;
}

std::string describeScope(const Budget &budget)
{
    return budget.where.empty() ? "all spend" : describeWhere(budget.where);
}

std::string titleOf(const Budget &budget)
{
    return budget.name.empty() ? describeScope(budget) : budget.name;
}

std::string shownWebhook(const std::string &webhook)
{
    if (webhook.empty())
        return {};
    const std::size_t scheme = webhook.find("://");
    if (scheme == std::string::npos)
        return "…";
    const std::size_t host = scheme + 3;
    const std::string authority = webhook.substr(host, webhook.find_first_of("/?#", host) - host);
    const std::size_t at = authority.rfind('@'); // who is before it may be a secret, too
    return webhook.substr(0, host) + authority.substr(at == std::string::npos ? 0 : at + 1) + "/…";
}

} // namespace outlay::base
