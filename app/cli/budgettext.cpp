// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/budgettext.h"

#include "app/cli/asked.h"

#include <charconv>

namespace outlay::cli {

using base::ErrorKind;
using base::Threshold;

namespace {

constexpr int kBasisPointsPerPercent = 100;
constexpr std::int64_t kNanosPerBasisPoint = base::kNanosPerDollar / kBasisPointsPerPercent;

std::string trimmed(const std::string &text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "80", "80 %", or the whole percentage of the amount that "$80" is next to.
std::optional<int> percentIn(std::string text, base::Money amount)
{
    text = trimmed(text);
    if (text.starts_with('$')) {
        constexpr int whole = 100;
        const auto dollars = amountOf(text);
        if (!dollars || amount <= base::Money())
            return std::nullopt;
        const std::int64_t percent =
            base::divideHalfEven(base::Int128(dollars->nanos()) * whole, amount.nanos());
        return percent > base::kMaxThresholdPercent ? std::nullopt : std::optional(static_cast<int>(percent));
    }
    if (text.ends_with('%'))
        text = trimmed(text.substr(0, text.size() - 1));
    int percent = 0;
    const char *const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, percent);
    return read.ec == std::errc() && read.ptr == end ? std::optional(percent) : std::nullopt;
}

} // namespace

base::Result<std::vector<Threshold>> thresholdsOf(const std::string &text, base::Money amount)
{
    std::vector<Threshold> thresholds;
    for (const std::string &part : split(text, ',')) {
        const std::string word = trimmed(part);
        const std::size_t colon = word.find(':');
        const std::string on = colon == std::string::npos ? "" : word.substr(colon + 1);
        Threshold threshold;
        const auto percent = percentIn(word.substr(0, colon), amount);
        const bool isOn = colon == std::string::npos || on == "actual" || on == "forecast";
        if (!percent || !isOn)
            return base::fail(ErrorKind::Misuse, "alert \"" + word + "\"",
                              "is not a percentage such as 80, 80:actual or 80:forecast, nor dollars such as "
                              "$80");
        threshold.percent = *percent;
        threshold.onActual = on != "forecast";
        threshold.onForecast = on != "actual";
        thresholds.push_back(threshold);
    }
    return thresholds;
}

std::string thresholdsText(const std::vector<Threshold> &thresholds)
{
    std::string text;
    for (const Threshold &threshold : thresholds) {
        text += (text.empty() ? "" : ",") + std::to_string(threshold.percent);
        if (!threshold.onForecast)
            text += ":actual";
        else if (!threshold.onActual)
            text += ":forecast";
    }
    return text;
}

std::string thresholdWords(const std::vector<Threshold> &thresholds)
{
    std::string words;
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
        const Threshold &threshold = thresholds[i];
        words += i == 0 ? "" : i + 1 == thresholds.size() ? " and " : ", ";
        words += std::to_string(threshold.percent) + " %";
        if (!threshold.onForecast)
            words += " (spent)";
        else if (!threshold.onActual)
            words += " (forecast)";
    }
    return words;
}

base::Result<int> growthOf(const std::string &text)
{
    std::string digits = trimmed(text);
    if (digits.ends_with('%'))
        digits = trimmed(digits.substr(0, digits.size() - 1));
    const auto percent = base::Money::parse(digits);
    constexpr std::int64_t most = 10'000 * base::kNanosPerDollar;
    if (!percent || percent->nanos() % kNanosPerBasisPoint != 0 || percent->nanos() > most ||
        percent->nanos() < -most)
        return base::fail(ErrorKind::Misuse, "growth \"" + text + "\"",
                          "is not a percentage such as 5 or 2.5, with two decimals at most");
    return static_cast<int>(percent->nanos() / kNanosPerBasisPoint);
}

std::string growthText(int basisPoints)
{
    return base::Money::fromNanos(basisPoints * kNanosPerBasisPoint).toDecimal();
}

base::Result<base::Money> amountOf(std::string text)
{
    const std::string given = text;
    if (text.starts_with('$'))
        text.erase(0, 1);
    const auto money = base::Money::parse(text);
    if (!money || money->nanos() <= 0)
        return base::fail(ErrorKind::Misuse, "\"" + given + "\"", "is not an amount of dollars above 0");
    return *money;
}

std::string scopeName(const base::Budget &budget)
{
    if (budget.where.empty())
        return "total";
    base::Budget monthly = budget;
    monthly.period = base::BudgetPeriod::Monthly;
    return base::featureOf(monthly).value_or(base::describeScope(budget));
}

} // namespace outlay::cli
