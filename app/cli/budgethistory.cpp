// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asof.h"
#include "app/cli/budgetscope.h"
#include "app/cli/budgettext.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"
#include "insight/backtest.h"
#include "insight/budgetperiods.h"
#include "insight/snapshot.h"
#include "insight/suggest.h"
#include "jobs/storeimport.h"

#include <cstdio>
#include <iostream>

namespace outlay::cli {

using base::Budget;
using base::ErrorKind;

namespace {

/// What both commands look at.
struct History
{
    Budget budget; ///< scope and period; amount and thresholds where one is set
    bool isSet = false;
    insight::DailyCosts costs;
    insight::Clock clock;
    Json facts;
};

base::Result<History> historyOf(const BudgetArguments &arguments, const AskedBudget &asked)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return tl::unexpected(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return tl::unexpected(cube.error());
    const auto budgets = (*store)->budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    const auto clock = clockAsOf(arguments.asOf, **store, **cube);
    if (!clock)
        return tl::unexpected(clock.error());
    const auto set = findBudget(*budgets, asked);
    if (!set && set.error().kind == ErrorKind::Misuse)
        return tl::unexpected(set.error());
    auto facts = factsOf(**store, *clock);
    if (!facts)
        return tl::unexpected(facts.error());
    History history{set ? *set : asked.scope, set.has_value(), {}, *clock, *std::move(facts)};
    if (const auto known = checkDimensions(history.budget, **cube); !known)
        return tl::unexpected(known.error());
    auto costs = insight::costsOf(**cube, history.budget, *clock);
    if (!costs)
        return tl::unexpected(costs.error());
    history.costs = *std::move(costs);
    return history;
}

std::string dayOrEmpty(const std::optional<base::Day> &day)
{
    return day ? base::isoDay(*day) : "";
}

std::string verdictOf(const insight::PeriodTest &test)
{
    if (test.isFalseAlarm())
        return "false alarm";
    if (test.isMissed())
        return "missed";
    if (!test.limitOn)
        return "quiet";
    return *test.daysBefore() > 0 ? "warned" : "on the day";
}

std::string summaryOf(const base::Threshold &threshold, const insight::ThresholdTest &test)
{
    std::string text = thresholdsText({threshold}) + " %: fired in " + std::to_string(test.fired) + " of " +
                       std::to_string(test.periods.size()) + " periods; " + std::to_string(test.over) +
                       " reached the amount, " + std::to_string(test.inTime) +
                       " of these warned a day or more before";
    if (test.meanDaysBefore) {
        std::array<char, 64> mean{};
        std::snprintf(mean.data(), mean.size(), " (%.1f days on average)", *test.meanDaysBefore);
        text += mean.data();
    }
    return text + ", " + std::to_string(test.missed) + " missed; " + std::to_string(test.falseAlarms) +
           (test.falseAlarms == 1 ? " false alarm" : " false alarms");
}

} // namespace

int runBudgetSuggest(const BudgetArguments &arguments)
{
    const auto asked = askedBudget(arguments, false);
    if (!asked)
        return complain(asked.error());
    const auto history = historyOf(arguments, *asked);
    if (!history)
        return complain(history.error());
    const auto suggestion = insight::suggest(history->budget, history->costs, history->clock);
    const std::string kind(base::nameOf(history->budget.period));
    if (!suggestion)
        return complain({ErrorKind::NotFound, scopeName(history->budget),
                         "has no complete " + kind + " with costs to go by yet", 0});
    Listing listing({{"scope"},
                     {"period"},
                     {"for"},
                     {"periods", true},
                     {"growth_percent", true},
                     {"median_usd", true},
                     {"p90_usd", true}});
    listing.add({scopeName(history->budget), kind,
                 insight::periodName(history->budget, suggestion->forPeriod),
                 std::to_string(suggestion->periods), growthText(suggestion->growthBasisPoints),
                 suggestion->median.toDecimal(2), suggestion->high.toDecimal(2)});
    listing.setFacts(history->facts);
    std::cout << listing.text(arguments.format.empty() ? "table" : arguments.format);
    return Ok;
}

int runBudgetBacktest(const BudgetArguments &arguments)
{
    auto asked = askedBudget(arguments, true);
    if (!asked)
        return complain(asked.error());
    auto history = historyOf(arguments, *asked);
    if (!history)
        return complain(history.error());
    if (!history->isSet && !asked->amount)
        return complain({ErrorKind::Misuse, scopeName(asked->scope),
                         "has no budget; say which amount to test: outlay budgets backtest SCOPE AMOUNT", 0});
    if (asked->amount) {
        history->budget.amount = *asked->amount;
        history->budget.since.reset();
    }
    if (arguments.alerts) {
        auto thresholds = thresholdsOf(*arguments.alerts, history->budget.amount);
        if (!thresholds)
            return complain(thresholds.error());
        history->budget.thresholds = *std::move(thresholds);
    }
    if (const auto sound = base::canonical(history->budget); !sound)
        return complain(sound.error());
    Listing listing({{"alert_percent"},
                     {"period"},
                     {"amount_usd", true},
                     {"spent_usd", true},
                     {"fired_on_actual"},
                     {"fired_on_forecast"},
                     {"amount_reached"},
                     {"days_before", true},
                     {"verdict"}});
    std::string summary;
    const auto past = insight::pastPeriods(history->budget, history->costs, history->clock);
    for (const base::Threshold &threshold : history->budget.thresholds) {
        const auto test = insight::backtest(history->budget, threshold, past);
        for (const insight::PeriodTest &period : test.periods)
            listing.add({thresholdsText({threshold}), insight::periodName(history->budget, period.period),
                         period.amount.toDecimal(2), period.spent.toDecimal(2), dayOrEmpty(period.actualOn),
                         dayOrEmpty(period.forecastOn), dayOrEmpty(period.limitOn),
                         period.daysBefore() ? std::to_string(*period.daysBefore()) : "", verdictOf(period)});
        summary += summaryOf(threshold, test) + "\n";
    }
    listing.setFacts(history->facts);
    const bool isTable = arguments.format.empty() || arguments.format == "table";
    std::cout << listing.text(isTable ? "table" : arguments.format) << (isTable ? summary : "");
    return Ok;
}

} // namespace outlay::cli
