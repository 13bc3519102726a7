// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/asof.h"
#include "app/cli/cli.h"
#include "app/cli/jsontext.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "base/fiscal.h"
#include "insight/forecast.h"
#include "insight/question.h"
#include "jobs/displaysettings.h"
#include "jobs/storeimport.h"

#include <array>
#include <cstdio>
#include <iostream>

namespace outlay::cli {

using base::Period;
using insight::Forecast;

namespace {

/// The day, week, month or quarter that holds `day`, or what --period names.
base::Result<Period> periodAround(const std::string &asked, base::Day day, int fiscalStart)
{
    if (asked == "day")
        return Period{day, day};
    if (asked == "week")
        return Period{base::mondayOf(day), base::mondayOf(day) + std::chrono::days{6}};
    const base::Month month = base::monthOf(day);
    if (asked == "month")
        return base::periodOf(month);
    if (asked == "quarter")
        return base::fiscalQuarterOf(day, fiscalStart);
    if (asked == "all")
        return base::fail(base::ErrorKind::Misuse, "--period all", "has no end to forecast");
    return base::parsePeriod(asked);
}

base::Result<insight::DailyCosts> dailyCosts(const cube::Cube &cube, base::Filter filter)
{
    filter.period = base::kAllTime;
    const auto table = cube.query(filter, {base::Dimension(base::kDay)});
    if (!table)
        return tl::unexpected(table.error());
    insight::DailyCosts costs;
    for (const cube::Row &row : table->rows)
        costs.emplace(*base::parseDay(row.keys.front()), row.sums.cost());
    return costs;
}

const char *methodWord(const Forecast &forecast)
{
    return forecast.method == Forecast::Method::RunRate ? "run rate" : "weekday-seasonal";
}

std::string inPercent(double share)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f %%", 100 * share);
    return text.data();
}

/// What was asked, beside the answer.
struct Asked
{
    base::Filter filter;
    Period period;
    insight::Clock clock;
    std::string zone;
};

void printForecastText(const Asked &asked, const std::optional<Forecast> &forecast)
{
    std::cout << base::describe(asked.filter) << " · as of " << base::isoDay(asked.clock.asOf)
              << (asked.clock.asOfIsPartial ? ", which is not over yet" : "") << "\n";
    if (!forecast) {
        std::cout << "the period is closed; there is nothing to forecast\n";
        return;
    }
    std::cout << "spent so far: " << shownSum(forecast->spent) << "\n"
              << "expected by " << base::isoDay(asked.period.last) << ": " << shownSum(forecast->total());
    if (forecast->method == Forecast::Method::RunRate) {
        std::cout << " at the rate so far; " << forecast->historyDays
                  << " days of history are too few for an interval (14)\n";
        return;
    }
    std::cout << ", by weekdays and trend\n";
    if (!forecast->low.empty())
        std::cout << "80 % interval: " << shownSum(forecast->total(Forecast::Bound::Low)) << " to "
                  << shownSum(forecast->total(Forecast::Bound::High)) << "\n";
    if (forecast->meanError)
        std::cout << "error of past forecasts: " << inPercent(*forecast->meanError) << " in the mean of "
                  << forecast->backtests << "\n";
    else
        std::cout << "error of past forecasts: unknown; the history holds no whole period to test on\n";
}

void printForecastJson(const Asked &asked, const std::optional<Forecast> &forecast)
{
    Json json{{"filter", base::describe(asked.filter)},
              {"zone", asked.zone},
              {"first_day", base::isoDay(asked.period.first)},
              {"last_day", base::isoDay(asked.period.last)},
              {"as_of", base::isoDay(asked.clock.asOf)},
              {"as_of_is_partial", asked.clock.asOfIsPartial},
              {"is_closed", !forecast}};
    if (forecast) {
        json["method"] = methodWord(*forecast);
        json["history_days"] = forecast->historyDays;
        json["spent_usd"] = forecast->spent.toDecimal();
        json["forecast_usd"] = forecast->total().toDecimal();
        const bool hasInterval = !forecast->low.empty();
        json["low_usd"] = hasInterval ? Json(forecast->total(Forecast::Bound::Low).toDecimal()) : Json();
        json["high_usd"] = hasInterval ? Json(forecast->total(Forecast::Bound::High).toDecimal()) : Json();
        json["mean_error"] = forecast->meanError ? Json(*forecast->meanError) : Json();
        json["backtests"] = forecast->backtests;
        json["days"] = Json::array();
        for (std::size_t i = 0; i < forecast->cumulative.size(); ++i) {
            Json day{{"day", base::isoDay(forecast->firstDay + std::chrono::days{i})},
                     {"cumulative_usd", forecast->cumulative[i].toDecimal()}};
            day["low_usd"] = hasInterval ? Json(forecast->low[i].toDecimal()) : Json();
            day["high_usd"] = hasInterval ? Json(forecast->high[i].toDecimal()) : Json();
            json["days"].push_back(std::move(day));
        }
    }
    std::cout << jsonText(json) << "\n";
}

} // namespace

int runForecast(const ForecastArguments &arguments)
{
    ReportArguments question = arguments.report;
    question.period = "all";
    const auto filter = filterOf(question);
    if (!filter)
        return complain(filter.error());
    const auto store = openForReading(question.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    const auto clock = clockAsOf(arguments.asOf, **store, **cube);
    if (!clock)
        return complain(clock.error());
    const auto fiscalStart = jobs::fiscalStart(**store);
    if (!fiscalStart)
        return complain(fiscalStart.error());
    const auto period = periodAround(arguments.report.period, clock->asOf, *fiscalStart);
    if (!period)
        return complain(period.error());
    if (const auto shown = showIn(**store, *period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto costs = dailyCosts(**cube, *filter);
    if (!costs)
        return complain(costs.error());
    const auto zone = (*store)->reportingZone();
    if (!zone)
        return complain(zone.error());
    Asked asked{*filter, *period, *clock, zone->name()};
    asked.filter.period = *period;
    const auto forecast =
        insight::forecast(*costs, clock->known(), *period, clock->asOf, clock->asOfIsPartial);
    if (arguments.json)
        printForecastJson(asked, forecast);
    else
        printForecastText(asked, forecast);
    tellRate(arguments.json ? "json" : "table");
    return Ok;
}

} // namespace outlay::cli
