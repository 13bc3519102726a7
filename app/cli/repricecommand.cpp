// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "app/cli/walking.h"
#include "base/scaled.h"
#include "jobs/repricing.h"

#include <chrono>
#include <iostream>

namespace outlay::cli {

using store::RepricedSums;

namespace {

constexpr int kNanoDecimals = 9;

/// Sums over many calls may leave the range of a single one.
std::string exactDollars(base::Int128 nanos)
{
    return base::scaledText(nanos, kNanoDecimals, 2);
}

Json sumsJson(const RepricedSums &sums)
{
    return {{"events", sums.events},
            {"changed", sums.changed},
            {"old_usd", exactDollars(sums.oldShownNanos)},
            {"new_usd", exactDollars(sums.newShownNanos)},
            {"old_computed_usd", exactDollars(sums.oldComputedNanos)},
            {"new_computed_usd", exactDollars(sums.newComputedNanos)},
            {"old_unpriced", sums.oldUnpriced},
            {"new_unpriced", sums.newUnpriced}};
}

void printJson(const store::RepriceReport &report)
{
    Json json{{"applied", report.applied}};
    json.update(sumsJson(report.total()));
    json["months"] = Json::array();
    for (const auto &[name, month] : report.months) {
        Json entry{{"month", base::isoMonth(name)}, {"closed", month.isClosed}};
        entry.update(sumsJson(month.sums));
        entry["models"] = Json::array();
        for (const auto &[model, sums] : month.models) {
            Json moved{{"model", model}};
            moved.update(sumsJson(sums));
            entry["models"].push_back(std::move(moved));
        }
        json["months"].push_back(std::move(entry));
    }
    std::cout << jsonText(json) << "\n";
}

void addSums(TextTable &table, const std::string &month, const std::string &what, const RepricedSums &sums)
{
    const std::int64_t change = sums.newShownNanos - sums.oldShownNanos;
    table.addRow({month, what, grouped(sums.changed), exactDollars(sums.oldShownNanos),
                  exactDollars(sums.newShownNanos), (change > 0 ? "+" : "") + exactDollars(change),
                  grouped(sums.oldUnpriced), grouped(sums.newUnpriced)});
}

void printText(const store::RepriceReport &report)
{
    TextTable table({{"month"},
                     {"model"},
                     {"changed", true},
                     {"cost before", true},
                     {"cost after", true},
                     {"change", true},
                     {"unpriced before", true},
                     {"after", true}});
    for (const auto &[name, month] : report.months) {
        addSums(table, base::isoMonth(name), month.isClosed ? "all (closed: stays as it is)" : "all",
                month.sums);
        for (const auto &[model, sums] : month.models)
            addSums(table, "", model.empty() ? "(no model)" : model, sums);
    }
    const RepricedSums total = report.total();
    addSums(table, "total", "", total);
    table.print(std::cout);
    std::cout << (report.applied ? "The computed costs of " + grouped(total.changed) + " of " : "Of ")
              << grouped(total.events) << " events"
              << (report.applied ? " were changed" : ", " + grouped(total.changed) + " would change")
              << ". What logs report is never changed.\n";
}

} // namespace

int runPricesReprice(const PricesArguments &arguments)
{
    const auto period = base::parsePeriod(arguments.period);
    if (!period)
        return complain(period.error());
    const auto store = arguments.dryRun ? openForReading(arguments.store) : openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto report = [&] {
        const Walking walking(*period);
        return jobs::reprice(
            **store, arguments.prices,
            {.walk = walking.walk(),
             .dryRun = arguments.dryRun,
             .now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())});
    }();
    if (!report)
        return complain(report.error());
    if (arguments.json)
        printJson(*report);
    else
        printText(*report);
    return Ok;
}

int runPricesDifferences(const PricesArguments &arguments)
{
    const auto period = base::parsePeriod(arguments.period);
    if (!period)
        return complain(period.error());
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto differences = [&] {
        const Walking walking(*period);
        return jobs::costDifferences(**store, arguments.prices, walking.walk());
    }();
    if (!differences)
        return complain(differences.error());
    Listing listing({{"provider"},
                     {"model"},
                     {"tier"},
                     {"cause"},
                     {"because"},
                     {"calls", true},
                     {"tokens", true},
                     {"reported_usd", true},
                     {"computed_usd", true},
                     {"difference_usd", true}});
    for (const pricing::Difference &each : *differences) {
        const bool unpriced = each.unpriced != pricing::Unpriced::No;
        listing.add({each.provider, each.model,
                     each.unpriced == pricing::Unpriced::UnknownTier ? "" : std::string(nameOf(each.tier)),
                     std::string(nameOf(each.cause)), unpriced ? std::string(phrase(each.unpriced)) : "",
                     std::to_string(each.calls), base::scaledText(each.tokens, 0),
                     each.reported == 0 ? "" : exactDollars(each.reportedNanos),
                     unpriced ? "" : exactDollars(each.computedNanos),
                     unpriced ? "" : exactDollars(each.reportedNanos - each.computedNanos)});
    }
    std::cout << listing.text(arguments.json ? "json" : arguments.format);
    return Ok;
}

} // namespace outlay::cli
