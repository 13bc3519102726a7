// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asof.h"
#include "app/cli/budgetfile.h"
#include "app/cli/budgetscope.h"
#include "app/cli/budgettext.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsontext.h"
#include "app/cli/posting.h"
#include "app/cli/texttable.h"
#include "insight/budgetalerts.h"
#include "insight/budgetperiods.h"
#include "insight/budgettree.h"
#include "insight/snapshot.h"
#include "jobs/alertwatch.h"
#include "jobs/storeimport.h"

#include <cmath>
#include <iostream>

namespace outlay::cli {

using base::ErrorKind;
using insight::BudgetState;
using insight::Burn;

namespace {

/// A budget beside its place in the tree.
struct Checked
{
    const Burn *burn = nullptr;
    int depth = 0;
    const Burn *within = nullptr; ///< the budget that contains it
};

std::vector<Checked> inTree(const std::vector<Burn> &burns)
{
    std::vector<base::Budget> budgets;
    for (const Burn &burn : burns)
        budgets.push_back(burn.budget);
    std::vector<Checked> checked;
    for (const insight::BudgetNode &node : insight::budgetTree(budgets))
        checked.push_back({&burns[node.budget], node.depth,
                           node.parent < 0 ? nullptr : checked[static_cast<std::size_t>(node.parent)].burn});
    return checked;
}

const char *stateWord(BudgetState state)
{
    switch (state) {
    case BudgetState::NoData:
        return "not begun";
    case BudgetState::OnTrack:
        return "on track";
    case BudgetState::AheadOfPace:
        return "ahead of pace";
    case BudgetState::SoftPassed:
        return "soft threshold passed";
    case BudgetState::Over:
        return "spent";
    }
    return "";
}

int exitCodeOf(const std::vector<Burn> &burns)
{
    int code = Ok;
    for (const Burn &burn : burns) {
        if (burn.state == BudgetState::Over)
            return BudgetSpent;
        if (burn.state == BudgetState::SoftPassed)
            code = SoftThreshold;
    }
    return code;
}

/// What is to come, with how sure it is.
std::string outlookLine(const Burn &burn)
{
    std::string line = insight::outlook(burn);
    if (line.empty())
        return line;
    const auto exhausted = burn.exhaustedOn();
    if (exhausted && !burn.spentOn)
        line += ", spent on " + base::isoDay(*exhausted);
    const insight::Forecast &forecast = *burn.forecast;
    if (forecast.method == insight::Forecast::Method::RunRate)
        return line + "; run rate only, with under 14 days of history";
    using Bound = insight::Forecast::Bound;
    line += forecast.low.empty() ? "; too few days with a cost to say how sure that is"
                                 : "; 80 % sure of " + shownSum(forecast.total(Bound::Low)) + " to " +
                                       shownSum(forecast.total(Bound::High));
    if (forecast.meanError)
        line += ", past forecasts were off by " + std::to_string(std::lround(*forecast.meanError * 100)) +
                " % on average";
    return line;
}

void printText(const std::vector<Burn> &burns, const cube::Cube &cube)
{
    TextTable table(
        {{"budget"}, {"period"}, {"spent USD", true, true}, {"of USD", true, true}, {"how far"}, {"state"}});
    const auto checked = inTree(burns);
    for (const Checked &entry : checked) {
        const Burn &burn = *entry.burn;
        table.addRow(
            {std::string(static_cast<std::size_t>(entry.depth) * 2, ' ') + base::titleOf(burn.budget),
             insight::periodName(burn.budget, burn.period), burn.spentToDate().toDecimal(),
             burn.amount.toDecimal(), insight::standing(burn), stateWord(burn.state)});
    }
    table.print(std::cout);
    for (const Checked &entry : checked) {
        const std::string title = visible(base::titleOf(entry.burn->budget));
        if (entry.within && entry.within->budget.period != entry.burn->budget.period)
            std::cout << title << " (" << shownSum(entry.burn->amount) << " a "
                      << base::nameOf(entry.burn->budget.period) << ") is within "
                      << visible(base::titleOf(entry.within->budget)) << " ("
                      << shownSum(entry.within->amount) << " a " << base::nameOf(entry.within->budget.period)
                      << "); amounts for different periods are not held against each other\n";
        if (const std::string line = outlookLine(*entry.burn); !line.empty())
            std::cout << title << ": " << line << "\n";
        if (const auto driver = insight::driverOf(cube, *entry.burn); driver && *driver)
            std::cout << title << ": " << visible(insight::responsibility(**driver)) << "\n";
        if (entry.burn->asOfIsPartial)
            std::cout << title << ": " << base::isoDay(entry.burn->asOf)
                      << " is today, the rest of it is to come\n";
    }
}

Json dayOrNull(const std::optional<base::Day> &day)
{
    return day ? Json(base::isoDay(*day)) : Json();
}

Json forecastJson(const Burn &burn)
{
    if (!burn.forecast)
        return {};
    const insight::Forecast &forecast = *burn.forecast;
    const bool isRunRate = forecast.method == insight::Forecast::Method::RunRate;
    const bool isSure = !forecast.low.empty();
    using Bound = insight::Forecast::Bound;
    return {{"method", isRunRate ? "run rate" : "weekday seasonal"},
            {"total_usd", forecast.total().toDecimal()},
            {"low_usd", !isSure ? Json() : Json(forecast.total(Bound::Low).toDecimal())},
            {"high_usd", !isSure ? Json() : Json(forecast.total(Bound::High).toDecimal())},
            {"mean_error", forecast.meanError ? Json(*forecast.meanError) : Json()},
            {"backtests", forecast.backtests}};
}

Json thresholdsJson(const Burn &burn)
{
    Json list = Json::array();
    for (const insight::ReachedThreshold &reached : burn.thresholds)
        list.push_back({{"percent", reached.threshold.percent},
                        {"hard", reached.threshold.isHard()},
                        {"limit_usd", reached.limit.toDecimal()},
                        {"reached_on", dayOrNull(reached.reachedOn)},
                        {"expected_on", dayOrNull(reached.expectedOn)}});
    return list;
}

Json burnJson(const Checked &entry)
{
    const Burn &burn = *entry.burn;
    return {{"id", burn.budget.id},
            {"name", base::titleOf(burn.budget)},
            {"scope", scopeName(burn.budget)},
            {"where", scopeJson(burn.budget)},
            {"within", entry.within ? Json(entry.within->budget.id) : Json()},
            {"period", base::nameOf(burn.budget.period)},
            {"period_name", insight::periodName(burn.budget, burn.period)},
            {"first_day", base::isoDay(burn.period.first)},
            {"last_day", base::isoDay(burn.period.last)},
            {"as_of", base::isoDay(burn.asOf)},
            {"as_of_is_partial", burn.asOfIsPartial},
            {"month", base::isoMonth(base::monthOf(burn.period.first))},
            {"spent_usd", burn.spentToDate().toDecimal()},
            {"amount_usd", burn.amount.toDecimal()},
            {"expected_by_now_usd", burn.paceToDate().toDecimal()},
            {"soft_percent", base::softPercentOf(burn.budget).value_or(100)},
            {"used_percent", insight::usedPercent(burn)},
            {"days_elapsed", burn.elapsedDays()},
            {"days", burn.period.days()},
            {"state", stateWord(burn.state)},
            {"is_spent", burn.state == BudgetState::Over},
            {"spent_on", dayOrNull(burn.spentOn)},
            {"exhausted_on", dayOrNull(burn.exhaustedOn())},
            {"forecast", forecastJson(burn)},
            {"thresholds", thresholdsJson(burn)}};
}

void printJson(const std::vector<Burn> &burns, Json facts)
{
    Json list = Json::array();
    for (const Checked &entry : inTree(burns))
        list.push_back(burnJson(entry));
    facts["budgets"] = std::move(list);
    std::cout << jsonText(facts) << "\n";
}

/// The day whose periods are looked at: the end of what was asked for, never later than what is known.
base::Result<base::Day> dayToCheck(const std::string &asked, const insight::Clock &clock)
{
    if (asked.empty())
        return clock.asOf;
    const auto period = base::parsePeriod(asked);
    if (!period)
        return tl::unexpected(period.error());
    return std::min(period->last, std::max(clock.asOf, period->first));
}

/// Keeps and posts what has fired. A store that cannot be written to can still be asked.
void watch(const BudgetArguments &arguments, const cube::Cube &cube, const insight::Clock &clock)
{
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    base::Result<void> done;
    if (!store)
        done = tl::unexpected(store.error());
    else if (const auto fired = jobs::watchAll(**store, cube, clock); !fired)
        done = tl::unexpected(fired.error());
    else
        done = postAlerts(**store, Interrupt().token());
    if (!done)
        std::cerr << "outlay: alerts could not be kept: " << base::sentence(done.error()) << "\n";
}

} // namespace

int runBudgetCheck(const BudgetArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto budgets = (*store)->budgets();
    if (!budgets)
        return complain(budgets.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    const auto clock = clockAsOf(arguments.asOf, **store, **cube);
    if (!clock)
        return complain(clock.error());
    const auto day = dayToCheck(arguments.period, *clock);
    if (!day)
        return complain(day.error());
    const auto burns = insight::burns(**cube, *budgets, *day, *clock);
    if (!burns)
        return complain(burns.error());
    const auto facts = factsOf(**store, *clock);
    if (!facts)
        return complain(facts.error());
    if (burns->empty() && !arguments.json)
        std::cout << "no budgets are set; outlay budgets set [total | FEATURE] AMOUNT\n";
    else
        arguments.json ? printJson(*burns, *facts) : printText(*burns, **cube);
    // Questions about the past are no news.
    if (arguments.period.empty() && arguments.asOf.empty())
        watch(arguments, **cube, *clock);
    return exitCodeOf(*burns);
}

} // namespace outlay::cli
