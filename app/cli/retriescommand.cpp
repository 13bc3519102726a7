// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/interrupt.h"
#include "app/cli/listing.h"
#include "app/cli/progressline.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "insight/retries.h"
#include "jobs/storeimport.h"

#include <iostream>

namespace outlay::cli {

namespace {

/// Nothing where no call has a cost: that is unknown, and not zero.
std::string costOf(const base::Measures &calls)
{
    return calls.priced == 0 && calls.requests > 0 ? std::string() : calls.cost().toDecimal(2);
}

/// What is in no cost of the table.
std::string unpricedNote(const insight::RetryRow &total)
{
    const std::int64_t repeated = total.billed.unpriced() - total.completed.unpriced();
    if (total.billed.unpriced() == 0)
        return {};
    return grouped(total.billed.unpriced()) + " calls have no cost and are in no sum; " + grouped(repeated) +
           " of them failed or were repeated, so that the retry cost leaves them out\n";
}

Listing listingOf(const insight::Retries &retries)
{
    std::vector<Listing::Column> columns;
    for (const base::Dimension &dimension : retries.by)
        columns.push_back({dimension, false});
    for (const char *name : {"requests", "failed", "superseded", "partial", "unpriced", "billed_usd",
                             "completed_usd", "retry_cost_usd"})
        columns.push_back({name, true});
    Listing listing(std::move(columns));
    for (const insight::RetryRow &row : retries.rows) {
        std::vector<std::string> cells;
        for (std::size_t k = 0; k < retries.by.size(); ++k)
            cells.push_back(row.keys[k].empty() ? std::string(base::unattributedLabel(retries.by[k]))
                                                : row.keys[k]);
        for (const std::int64_t count :
             {row.billed.requests, row.failed, row.superseded, row.partial, row.billed.unpriced()})
            cells.push_back(std::to_string(count));
        cells.push_back(costOf(row.billed));
        cells.push_back(costOf(row.completed));
        cells.push_back(row.billed.priced > 0 ? row.cost().toDecimal(2) : std::string());
        listing.add(std::move(cells));
    }
    return listing;
}

int setWindow(const RetriesArguments &arguments)
{
    const auto store = openForChanging(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto changed = [&] {
        const Interrupt interrupt;
        ProgressLine line(std::cerr);
        auto linked = (*store)->setRetryWindow(
            *arguments.window, {.stop = interrupt.token(),
                                .progress = [&line](auto done, auto total) { line.show(done, total); }});
        line.clear();
        return linked;
    }();
    if (!changed)
        return complain(changed.error());
    std::cerr << "outlay: calls that resemble each other within " << *arguments.window
              << " seconds are attempts of one; " << *changed << " calls changed\n";
    return Ok;
}

} // namespace

int runRetries(const RetriesArguments &arguments)
{
    if (arguments.window) {
        if (const int done = setWindow(arguments); done != Ok)
            return done;
    }
    const auto filter = filterOf(arguments.report);
    if (!filter)
        return complain(filter.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto retries = insight::retries(**cube, *filter, split(arguments.report.by, ','));
    if (!retries)
        return complain(retries.error());
    std::cout << listingOf(*retries).text(arguments.report.format);
    const insight::RetryRow &total = retries->total;
    (arguments.report.format == "table" ? std::cout : std::cerr)
        << "retry cost: " << shownExactly(total.cost()) << " of " << shownExactly(total.billed.cost()) << " "
        << shownUnit() << " billed\n"
        << unpricedNote(total);
    tellRate(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
