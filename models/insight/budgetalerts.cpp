// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/budgetalerts.h"

#include <cmath>

namespace outlay::insight {

using base::Alert;
using base::Measured;
using base::Money;

namespace {

constexpr int kCentDigits = 2;

/// Whole percent, but never 100 for what is not reached, nor 0 for what is there.
std::string percentWord(double percent)
{
    if (percent < 100 && percent > 99)
        return std::to_string(99);
    return std::to_string(std::lround(percent));
}

/// At the end of a day of the period.
Money spentBy(const Burn &burn, base::Day day)
{
    return burn.spent.at(static_cast<std::size_t>((day - burn.period.first).count()));
}

std::string cents(Money money)
{
    return "$" + money.roundedTo(kCentDigits).toDecimal(kCentDigits);
}

/// "on pace for …"; empty for a closed period.
std::string paceOf(const Burn &burn)
{
    if (!burn.forecast || burn.amount <= Money())
        return {};
    const Money total = burn.forecast->total();
    const double ratio = static_cast<double>(total.nanos()) / static_cast<double>(burn.amount.nanos());
    const long beyond = std::lround((ratio - 1) * 100);
    return "on pace for " + cents(total) + " of " + cents(burn.amount) + " (" +
           (beyond == 0 ? "as planned"
                        : std::to_string(std::abs(beyond)) + (beyond > 0 ? " % over" : " % under")) +
           ")";
}

} // namespace

std::vector<Alert> alertsOf(const Burn &burn)
{
    std::vector<Alert> alerts;
    for (const ReachedThreshold &reached : burn.thresholds) {
        const bool isActual = reached.reachedOn.has_value();
        if (isActual ? !reached.threshold.onActual : !reached.threshold.onForecast || !reached.expectedOn)
            continue;
        Alert alert;
        alert.budget = burn.budget.id;
        alert.subject = base::titleOf(burn.budget);
        alert.periodFirst = burn.period.first;
        alert.periodLast = burn.period.last;
        alert.percent = reached.threshold.percent;
        alert.measured = isActual ? Measured::Actual : Measured::Forecast;
        alert.day = isActual ? *reached.reachedOn : burn.asOf;
        alert.value = isActual ? spentBy(burn, alert.day) : burn.expectedTotal();
        alert.limit = reached.limit;
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

std::string standing(const Burn &burn)
{
    // What is left is what the shown share leaves, so that the two add up to 100.
    const std::string used = percentWord(usedPercent(burn));
    const long left = 100 - std::stol(used);
    return used + " % used, " +
           (left < 0 ? std::to_string(-left) + " % over" : std::to_string(left) + " % left") + ", day " +
           std::to_string(burn.elapsedDays()) + " of " + std::to_string(burn.period.days());
}

base::Result<std::string> driverSentence(const cube::Cube &cube, const Burn &burn)
{
    const auto driver = driverOf(cube, burn);
    if (!driver)
        return tl::unexpected(driver.error());
    const std::string pace = paceOf(burn);
    const std::string who = *driver ? responsibility(**driver) : std::string();
    if (pace.empty() && who.empty())
        return std::string();
    return "As of " + base::isoDay(burn.asOf) + (pace.empty() ? "" : " " + pace) +
           (who.empty()    ? ""
            : pace.empty() ? ": "
                           : "; ") +
           who;
}

std::string outlook(const Burn &burn)
{
    std::string pace = paceOf(burn);
    if (!pace.empty())
        pace.front() = 'O';
    return pace;
}

std::string responsibility(const Driver &driver)
{
    const auto valueOf = [&](base::FixedDimension dimension) {
        const std::string name{base::nameOf(dimension)};
        const auto found = driver.slice.find(name);
        if (found == driver.slice.end())
            return std::string();
        return found->second.empty() ? std::string(base::unattributedLabel(name)) : found->second;
    };
    std::string words = valueOf(base::FixedDimension::Feature);
    if (const std::string model = valueOf(base::FixedDimension::Model); !model.empty())
        words += (words.empty() ? "" : " on ") + model;
    if (const std::string segment = valueOf(base::FixedDimension::Segment); !segment.empty())
        words += (words.empty() ? "segment " : " in segment ") + segment;
    return words + " is responsible for " + cents(driver.responsibleFor()) + " of what is over";
}

base::Result<std::optional<Driver>> driverOf(const cube::Cube &cube, const Burn &burn)
{
    const Money expected = burn.expectedTotal();
    if (expected <= burn.amount)
        return std::optional<Driver>();
    base::Filter scope{burn.period, burn.budget.where};
    // What has a cost is not restricted by what no call has a value of: costsOf().
    std::erase_if(scope.where, [&cube](const auto &entry) { return !cube.hasDimension(entry.first); });
    return driver(cube, scope, burn.period, burn.asOf, expected, burn.amount);
}

} // namespace outlay::insight
