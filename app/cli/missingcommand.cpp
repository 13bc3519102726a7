// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "jobs/storeimport.h"

#include <array>
#include <iostream>

namespace outlay::cli {

using base::FixedDimension;

namespace {

constexpr std::int64_t kEventsAtOnce = 20'000;
constexpr std::array kSaidOfEach = {
    FixedDimension::Feature,     FixedDimension::Provider, FixedDimension::Model, FixedDimension::Environment,
    FixedDimension::RequestType, FixedDimension::Outcome,  FixedDimension::Source};

Listing emptyListing()
{
    std::vector<Listing::Column> columns = {{"timestamp", false}};
    for (const FixedDimension dimension : kSaidOfEach)
        columns.push_back({std::string(base::nameOf(dimension)), false});
    columns.push_back({"user", false});
    columns.push_back({"cost_usd", true});
    columns.push_back({"other", false});
    return Listing(std::move(columns));
}

std::vector<std::string> cellsOf(const store::EventRecord &event)
{
    std::vector<std::string> cells = {
        base::isoInstant(base::Instant{std::chrono::microseconds{event.row.atUs}})};
    for (const FixedDimension dimension : kSaidOfEach)
        cells.push_back(event.attribution[dimension].value_or(std::string()));
    cells.push_back(event.user);
    const std::int64_t cost = base::shownNanos(event.row);
    cells.push_back(cost == base::kAbsent ? std::string() : base::Money::fromNanos(cost).toDecimal(2));
    cells.push_back(event.extra);
    return cells;
}

base::Result<Listing> listingOf(const store::Store &store, const cube::Cube &cube, const base::Filter &filter)
{
    Listing listing = emptyListing();
    auto scope = cube.eventScope(filter);
    if (!scope)
        return tl::unexpected(scope.error());
    store::EventQuery query{
        filter.period, std::move(scope->attributions), store::EventQuery::Order::OldestFirst, 0,
        kEventsAtOnce, std::move(scope->within)};
    for (bool more = true; more; query.offset += kEventsAtOnce) {
        const auto page = store.events(query);
        if (!page)
            return tl::unexpected(page.error());
        for (const store::EventRecord &event : *page)
            if (base::isUsageMissing(event.row))
                listing.add(cellsOf(event));
        more = static_cast<std::int64_t>(page->size()) == kEventsAtOnce;
    }
    return listing;
}

std::string noteOf(const base::Measures &total)
{
    return grouped(total.missingUsage) + " of " + grouped(total.requests) +
           " calls have no tokens in their log; that is unknown, not zero, and in no sum of tokens\n";
}

} // namespace

int runMissing(const ReportArguments &arguments)
{
    const auto filter = filterOf(arguments);
    if (!filter)
        return complain(filter.error());
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto sums = (*cube)->query(*filter, {});
    if (!sums)
        return complain(sums.error());
    const bool any = sums->total.missingUsage > 0;
    const auto listing = any ? listingOf(**store, **cube, *filter) : base::Result<Listing>(emptyListing());
    if (!listing)
        return complain(listing.error());
    std::cout << listing->text(arguments.format);
    // What machines read stays clean.
    (arguments.format == "table" ? std::cout : std::cerr) << noteOf(sums->total);
    tellRate(arguments.format);
    return Ok;
}

} // namespace outlay::cli
