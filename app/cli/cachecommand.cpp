// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "app/cli/walking.h"
#include "base/scaled.h"
#include "jobs/cachejob.h"
#include "jobs/storeimport.h"

#include <cmath>
#include <cstdio>
#include <iostream>

namespace outlay::cli {

using insight::CacheComparison;
using insight::CacheEconomics;
using insight::CacheRow;
using insight::CacheSide;

namespace {

std::string decimals(const std::optional<double> &value, int places, double factor = 1)
{
    if (!value)
        return {};
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", places, *value * factor);
    return text;
}

/// In words, as colours do not reach everybody.
std::string verdictOf(const CacheRow &row)
{
    if (row.priced == 0)
        return "no price";
    if (!row.usesCache())
        return "no cache tokens";
    return row.netSaving() < base::Money()    ? "LOSS: write premium not earned back"
           : row.netSaving() == base::Money() ? "even"
                                              : "saves";
}

std::vector<std::string> cellsOf(const std::vector<std::string> &keys, const base::Grouping &by,
                                 const CacheRow &row)
{
    std::vector<std::string> cells;
    for (std::size_t k = 0; k < by.size(); ++k)
        cells.push_back(keys[k].empty() ? std::string(base::unattributedLabel(by[k])) : keys[k]);
    for (const std::int64_t count :
         {row.requests, row.priced, row.unpriced(), row.missingUsage, row.silent, row.gatewayAnswers})
        cells.push_back(std::to_string(count));
    const bool isKnown = row.priced > 0;
    for (const base::Int128 tokens : {row.inputTokens, row.readTokens, row.write5mTokens, row.write1hTokens})
        cells.push_back(isKnown ? base::scaledText(tokens, 0) : std::string());
    for (const std::int64_t nanos : {row.uncachedNanos, row.billedNanos, row.netSaving().nanos()})
        cells.push_back(isKnown ? base::Money::fromNanos(nanos).toDecimal(2) : std::string());
    cells.push_back(decimals(row.readsPerWritten(), 4));
    cells.push_back(decimals(row.breakEvenReads(), 4));
    cells.push_back(verdictOf(row));
    return cells;
}

Listing savingsListing(const CacheEconomics &economics)
{
    std::vector<Listing::Column> columns;
    for (const base::Dimension &dimension : economics.by)
        columns.push_back({dimension});
    for (const char *name :
         {"requests", "priced", "unpriced", "missing_usage", "cache_not_logged", "gateway_answers",
          "uncached_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
          "if_uncached_usd", "as_billed_usd", "net_saving_usd", "reads_per_written", "break_even_reads"})
        columns.push_back({name, true});
    columns.push_back({"verdict"});
    Listing listing(std::move(columns));
    for (const CacheRow &row : economics.rows)
        listing.add(cellsOf(row.keys, economics.by, row));
    return listing;
}

void addSide(std::vector<std::string> &cells, const CacheSide &side)
{
    cells.push_back(std::to_string(side.requests));
    cells.push_back(std::to_string(side.requests - side.priced));
    const auto average = side.perRequest();
    cells.push_back(average ? average->toDecimal(2) : std::string());
    const auto mean = [](base::Int128 tokens, std::int64_t calls) {
        return calls == 0 ? std::string() : std::to_string(base::divideHalfEven(tokens, calls));
    };
    cells.push_back(mean(side.promptTokens, side.withPrompt));
    cells.push_back(mean(side.outputTokens, side.withOutput));
}

Listing comparisonListing(const CacheEconomics &economics)
{
    std::vector<Listing::Column> columns = {{"feature"}, {"model"}};
    for (const char *side : {"cached", "filling", "fresh"})
        for (const char *what :
             {"_requests", "_unpriced", "_usd_per_request", "_prompt_tokens", "_output_tokens"})
            columns.push_back({std::string(side) + what, true});
    for (const char *name : {"unknown_requests", "change_percent", "with_filling_percent"})
        columns.push_back({name, true});
    Listing listing(std::move(columns));
    for (const CacheComparison &pair : economics.comparisons) {
        std::vector<std::string> cells = {
            pair.feature.empty() ? std::string(base::unattributedLabel("feature")) : pair.feature,
            pair.model.empty() ? std::string(base::unattributedLabel("model")) : pair.model};
        for (const CacheSide *side : {&pair.cached, &pair.filling, &pair.fresh})
            addSide(cells, *side);
        cells.push_back(std::to_string(pair.unknown));
        cells.push_back(decimals(pair.change(), 1, 100));
        cells.push_back(decimals(pair.changeWithFilling(), 1, 100));
        listing.add(std::move(cells));
    }
    return listing;
}

void printTable(const CacheEconomics &economics)
{
    std::vector<TextTable::Column> columns;
    for (const base::Dimension &dimension : economics.by)
        columns.push_back({dimension});
    for (const char *name : {"requests", "read tokens", "written", "if uncached USD", "as billed USD",
                             "net saving USD", "reads per written", "break-even"})
        columns.push_back({name, true, std::string_view(name).ends_with("USD")});
    columns.push_back({""});
    TextTable table(std::move(columns));
    for (const CacheRow &row : economics.rows) {
        std::vector<std::string> cells = cellsOf(row.keys, economics.by, row);
        cells.resize(economics.by.size());
        cells.push_back(grouped(row.requests));
        const bool isKnown = row.priced > 0;
        for (const base::Int128 tokens : {row.readTokens, row.writeTokens()})
            cells.push_back(isKnown ? grouped(static_cast<std::int64_t>(tokens)) : "-");
        for (const std::int64_t nanos : {row.uncachedNanos, row.billedNanos, row.netSaving().nanos()})
            cells.push_back(isKnown ? base::Money::fromNanos(nanos).toDecimal() : "-");
        cells.push_back(row.readsPerWritten() ? decimals(row.readsPerWritten(), 2) : "-");
        cells.push_back(row.breakEvenReads() ? decimals(row.breakEvenReads(), 2) : "-");
        cells.push_back(verdictOf(row));
        table.addRow(std::move(cells));
    }
    table.print(std::cout);
}

/// The comparisons in which there is a cached call, on lines that a terminal has room for.
void printSides(const CacheEconomics &economics)
{
    TextTable table({{"feature"},
                     {"model"},
                     {"cached calls", true},
                     {"USD each", true, true},
                     {"filling", true},
                     {"USD each", true, true},
                     {"fresh", true},
                     {"USD each", true, true},
                     {"not said", true},
                     {"change %", true},
                     {"with filling %", true}});
    for (const CacheComparison &pair : economics.comparisons) {
        if (pair.cached.requests + pair.filling.requests == 0)
            continue;
        std::vector<std::string> cells = {
            pair.feature.empty() ? std::string(base::unattributedLabel("feature")) : pair.feature,
            pair.model.empty() ? std::string(base::unattributedLabel("model")) : pair.model};
        for (const CacheSide *side : {&pair.cached, &pair.filling, &pair.fresh}) {
            const auto average = side->perRequest();
            cells.push_back(grouped(side->requests));
            cells.push_back(average ? average->toDecimal() : "-");
        }
        cells.push_back(grouped(pair.unknown));
        for (const auto &change : {pair.change(), pair.changeWithFilling()})
            cells.push_back(change ? decimals(change, 1, 100) : "-");
        table.addRow(std::move(cells));
    }
    table.print(std::cout);
}

/// What is in no sum.
void printLeftOut(const CacheRow &total, std::ostream &out)
{
    if (total.unpriced() > 0)
        out << grouped(total.unpriced()) << " calls have no price in the book and are in no sum of dollars\n";
    if (total.missingUsage > 0)
        out << grouped(total.missingUsage)
            << " calls have no tokens in their log; that is unknown, not zero\n";
    if (total.gatewayAnswers > 0)
        out << grouped(total.gatewayAnswers)
            << " calls were answered by a gateway's own cache; no provider was asked\n";
    if (total.silent > 0)
        out << "the logs of " << grouped(total.silent)
            << " calls give no cache tokens; they count as uncached, and what a cache saved of them cannot "
               "be "
               "told\n";
}

std::string changeWords(double change)
{
    return decimals(std::abs(change), 1, 100) + " % " + (change <= 0 ? "less" : "more");
}

/// "Does using cached context cut the cost per request by 30 %?"
void printAnswer(const CacheEconomics &economics, double target, std::ostream &out)
{
    const auto change = economics.change();
    if (!change) {
        out << "no feature has cached and fresh calls of one model: there is nothing to compare like with "
               "like\n";
        return;
    }
    out << "like with like (same feature and model), " << grouped(economics.comparedRequests())
        << " cached calls cost " << changeWords(*change) << " per request than fresh ones: ";
    const bool isReached = -*change * 100 >= target;
    out << (isReached ? "yes, that is a cut of " : "no, that is no cut of ") << decimals(target, 1)
        << " % or more\n";
    if (const auto whole = economics.changeWithFilling(); whole && *whole != *change)
        out << "with the calls that fill the cache counted in, " << changeWords(*whole) << "\n";
}

} // namespace

int runCache(const CacheArguments &arguments)
{
    const auto filter = filterOf(arguments.report);
    if (!filter)
        return complain(filter.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    tellOfSplits(**store);
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto economics = [&] {
        const Walking walking(filter->period);
        return jobs::cacheEconomics(**store, **cube, *filter, split(arguments.report.by, ','),
                                    arguments.prices, walking.walk());
    }();
    if (!economics)
        return complain(economics.error());
    const bool isTable = arguments.report.format == "table";
    std::ostream &notes = isTable ? std::cout : std::cerr; // what machines read stays clean
    if (!arguments.againstFresh) {
        if (isTable)
            printTable(*economics);
        else
            std::cout << savingsListing(*economics).text(arguments.report.format);
        notes << "net saving: " << shownExactly(economics->total.netSaving()) << " " << shownUnit() << " of "
              << shownExactly(base::Money::fromNanos(economics->total.uncachedNanos))
              << " that the prompts would cost uncached, by the price book\n";
        printLeftOut(economics->total, notes);
        notes << (isTable ? "\n" : "");
    }
    if (arguments.againstFresh || isTable) {
        if (isTable)
            printSides(*economics);
        else
            std::cout << comparisonListing(*economics).text(arguments.report.format);
        printAnswer(*economics, arguments.targetPercent, notes);
    }
    tellRate(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
