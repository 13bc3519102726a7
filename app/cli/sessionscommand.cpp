// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QString>

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "app/cli/valueoptions.h"
#include "app/cli/walking.h"
#include "jobs/sessionsjob.h"
#include "jobs/storeimport.h"

#include <iostream>

namespace outlay::cli {

using insight::SessionRow;
using insight::Sessions;

namespace {

std::string amountText(const std::optional<base::Money> &amount)
{
    return amount ? amount->toDecimal(2) : "";
}

std::vector<std::string> sessionFigures(const SessionRow &row)
{
    return {std::to_string(row.sessions),
            std::to_string(row.calls),
            row.cost.toDecimal(2),
            amountText(row.mean),
            amountText(row.median),
            row.mean ? amountText(row.dearest) : "",
            std::to_string(row.unpricedCalls),
            std::to_string(row.callsWithout),
            row.costWithout.toDecimal(2)};
}

constexpr std::array kSessionColumns = {"sessions",        "calls",         "cost_usd",
                                        "usd_per_session", "median_usd",    "dearest_usd",
                                        "unpriced_calls",  "calls_without", "cost_without_usd"};

Listing sessionListing(const Sessions &found)
{
    std::vector<Listing::Column> columns;
    for (const base::Dimension &dimension : found.by)
        columns.push_back({dimension});
    for (const char *name : kSessionColumns)
        columns.push_back({name, true});
    Listing listing(std::move(columns));
    for (const SessionRow &row : found.rows) {
        std::vector<std::string> cells;
        for (std::size_t c = 0; c < found.by.size(); ++c)
            cells.push_back(row.keys[c].empty() ? std::string(base::unattributedLabel(found.by[c]))
                                                : row.keys[c]);
        for (std::string &figure : sessionFigures(row))
            cells.push_back(std::move(figure));
        listing.add(std::move(cells));
    }
    return listing;
}

void printTotals(const Sessions &found)
{
    const SessionRow &total = found.total;
    std::cout << grouped(total.sessions) << " sessions of " << grouped(total.calls) << " calls cost "
              << shownSum(total.cost);
    if (total.mean)
        std::cout << ", " << shownSum(*total.mean) << " each; the median is " << shownSum(*total.median);
    std::cout << "\n";
    if (total.callsWithout > 0)
        std::cout << grouped(total.callsWithout)
                  << " calls name no session or chain and are in none: " << shownSum(total.costWithout)
                  << "\n";
    if (total.unpricedCalls > 0)
        std::cout << grouped(total.unpricedCalls) << " calls have no cost and are in no sum\n";
    std::cout << "a session whose calls are of several rows counts in each of them, with its part\n";
}

void printSessionsJson(const Sessions &found)
{
    Json json;
    json["rows"] = Json::parse(sessionListing(found).text("json"));
    Listing total([] {
        std::vector<Listing::Column> columns;
        for (const char *name : kSessionColumns)
            columns.push_back({name, true});
        return columns;
    }());
    total.add(sessionFigures(found.total));
    json["total"] = Json::parse(total.text("json")).front();
    std::cout << jsonText(json) << "\n";
}

} // namespace

int runSessions(const ReportArguments &arguments)
{
    const auto filter = filterOf(arguments);
    if (!filter)
        return complain(filter.error());
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    tellOfSplits(**store);
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto found = [&] {
        const Walking walking(filter->period);
        return jobs::sessionCosts(**store, **cube, *filter, split(arguments.by, ','), walking.walk());
    }();
    if (!found)
        return complain(found.error());
    if (arguments.format == "json")
        printSessionsJson(*found);
    else
        std::cout << sessionListing(*found).text(arguments.format);
    if (arguments.format == "table")
        printTotals(*found);
    tellRate(arguments.format);
    return Ok;
}

} // namespace outlay::cli
