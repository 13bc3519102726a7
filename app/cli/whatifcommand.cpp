// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "app/cli/walking.h"
#include "app/cli/writing.h"
#include "base/scaled.h"
#include "jobs/storeimport.h"
#include "jobs/whatifjob.h"

#include <cstdio>
#include <iostream>

namespace outlay::cli {

using insight::Scenario;
using insight::WhatIfResult;
using insight::WhatIfSums;

namespace {

constexpr int kNanosDecimals = 9;

std::string exact(base::Int128 nanos)
{
    return base::scaledText(nanos, kNanosDecimals, 2);
}

/// For a terminal; sums that pass one amount are exact.
std::string shortly(base::Int128 nanos)
{
    const auto narrow = static_cast<std::int64_t>(nanos);
    return narrow == nanos ? shownAmount(base::Money::fromNanos(narrow)) : exact(nanos);
}

std::string exactWithSign(base::Int128 nanos)
{
    return (nanos > 0 ? "+" : "") + exact(nanos);
}

std::string percentChange(const WhatIfSums &sums)
{
    if (sums.beforeNanos == 0)
        return {};
    char text[64];
    std::snprintf(text, sizeof text, "%+.1f",
                  100.0 * static_cast<double>(sums.change()) / static_cast<double>(sums.beforeNanos));
    return text;
}

base::Result<std::vector<Scenario>> scenariosOf(const WhatIfArguments &arguments)
{
    std::vector<Scenario> scenarios;
    for (const std::string &file : arguments.files) {
        auto scenario = readInput(file).and_then(
            [&file](const std::string &text) { return insight::parseScenario(text, file); });
        if (!scenario)
            return tl::unexpected(scenario.error());
        if (scenario->name.empty())
            scenario->name = fileName(file);
        if (arguments.tokenizerPercent)
            scenario->tokenizerTolerance = std::int64_t{*arguments.tokenizerPercent} * insight::kWhole / 100;
        if (arguments.answerPercent)
            scenario->answerTolerance = std::int64_t{*arguments.answerPercent} * insight::kWhole / 100;
        scenarios.push_back(*std::move(scenario));
    }
    return scenarios;
}

Listing listingOf(const std::vector<WhatIfResult> &results)
{
    Listing listing({{"scenario"},
                     {"month"},
                     {"requests_before", true},
                     {"requests_after", true},
                     {"unpriced", true},
                     {"changed", true},
                     {"not_estimated", true},
                     {"before_usd", true},
                     {"after_usd", true},
                     {"low_usd", true},
                     {"high_usd", true},
                     {"change_usd", true}});
    for (const WhatIfResult &result : results)
        for (const auto &[month, sums] : result.months)
            listing.add({result.name, base::isoMonth(month), std::to_string(sums.requests),
                         std::to_string(sums.requestsAfter()), std::to_string(sums.requests - sums.priced),
                         std::to_string(sums.changed), std::to_string(sums.notEstimated),
                         exact(sums.beforeNanos), exact(sums.afterNanos), exact(sums.lowNanos),
                         exact(sums.highNanos), exact(sums.change())});
    return listing;
}

Json sumsOf(const WhatIfSums &sums)
{
    return {{"requests_before", sums.requests},        {"requests_after", sums.requestsAfter()},
            {"unpriced", sums.requests - sums.priced}, {"changed", sums.changed},
            {"not_estimated", sums.notEstimated},      {"before_usd", exact(sums.beforeNanos)},
            {"after_usd", exact(sums.afterNanos)},     {"low_usd", exact(sums.lowNanos)},
            {"high_usd", exact(sums.highNanos)},       {"change_usd", exact(sums.change())}};
}

Json jsonOf(const WhatIfResult &result)
{
    Json json{{"scenario", result.name}, {"months", Json::array()}};
    for (const auto &[month, sums] : result.months) {
        Json entry{{"month", base::isoMonth(month)}};
        entry.update(sumsOf(sums));
        json["months"].push_back(std::move(entry));
    }
    json["total"] = sumsOf(result.total);
    json["moved"] = result.moved;
    json["moved_to_unknown_context_window"] = result.windowUnknown;
    json["moved_logged_usd"] = exact(result.movedLogged);
    json["moved_by_book_usd"] = exact(result.movedByBook);
    json["too_long"] = result.tooLong;
    json["longest"] = Json::array();
    for (const insight::TooLongCall &call : result.longest)
        json["longest"].push_back(
            {{"at", base::isoInstant(base::Instant{std::chrono::microseconds{call.atUs}})},
             {"feature", call.feature},
             {"model", call.model},
             {"target", call.target},
             {"tokens", call.tokens}});
    return json;
}

void addRow(TextTable &table, const std::string &month, const WhatIfSums &sums)
{
    const std::string percent = percentChange(sums);
    table.addRow({month, grouped(sums.requests), grouped(sums.requestsAfter()), exact(sums.beforeNanos),
                  exact(sums.afterNanos), exact(sums.lowNanos), exact(sums.highNanos),
                  exactWithSign(sums.change()), percent.empty() ? "-" : percent});
}

void printLongest(const WhatIfResult &result)
{
    if (result.tooLong == 0)
        return;
    std::cout
        << grouped(result.tooLong)
        << " calls do not fit the context window of the model that they were to move to, and stay as they "
           "were; the longest:\n";
    for (const insight::TooLongCall &call : result.longest)
        std::cout << "  " << base::isoInstant(base::Instant{std::chrono::microseconds{call.atUs}}) << "  "
                  << (call.feature.empty() ? std::string(base::unattributedLabel("feature")) : call.feature)
                  << "  " << call.model << " to " << call.target << "  " << grouped(call.tokens)
                  << " tokens\n";
}

void printNotes(const WhatIfResult &result)
{
    const WhatIfSums &total = result.total;
    std::cout << grouped(total.changed) << " of " << grouped(total.requests) << " calls are changed\n";
    if (total.requests > total.priced)
        std::cout << grouped(total.requests - total.priced) << " calls have no cost and are in no sum\n";
    if (total.notEstimated > 0)
        std::cout
            << grouped(total.notEstimated)
            << " calls have no price as changed (model, tier or tokens unknown) and stay as they were\n";
    if (result.windowUnknown > 0)
        std::cout
            << "the price book knows no context windows: say \"context_window\" in the scenario to have "
            << grouped(result.windowUnknown) << " moved calls checked\n";
    if (result.movedLogged != result.movedByBook)
        std::cout << "the moved calls cost " << shortly(result.movedLogged) << " by their logs and "
                  << shortly(result.movedByBook) << " by the price book\n";
    printLongest(result);
}

void printOne(const WhatIfResult &result)
{
    std::cout << result.name << "\n";
    TextTable table({{"month"},
                     {"requests", true},
                     {"after", true},
                     {"before USD", true, true},
                     {"after USD", true, true},
                     {"low USD", true, true},
                     {"high USD", true, true},
                     {"change USD", true, true},
                     {"%", true}});
    for (const auto &[month, sums] : result.months)
        addRow(table, base::isoMonth(month), sums);
    table.addRule();
    addRow(table, "total", result.total);
    table.print(std::cout);
    printNotes(result);
}

void printCompared(const std::vector<WhatIfResult> &results)
{
    std::vector<TextTable::Column> columns = {{"month"}, {"before USD", true, true}};
    for (const WhatIfResult &result : results) {
        columns.push_back({result.name + " USD", true, true});
        columns.push_back({"low..high", true});
        columns.push_back({"change", true, true});
    }
    TextTable table(std::move(columns));
    const auto add = [&](const std::string &name, auto sumsOfResult) {
        std::vector<std::string> cells = {name, exact(sumsOfResult(results.front()).beforeNanos)};
        for (const WhatIfResult &result : results) {
            const WhatIfSums sums = sumsOfResult(result);
            cells.push_back(exact(sums.afterNanos));
            cells.push_back(sums.lowNanos == sums.highNanos
                                ? "-"
                                : shortly(sums.lowNanos) + ".." + shortly(sums.highNanos));
            cells.push_back(exactWithSign(sums.change()));
        }
        table.addRow(std::move(cells));
    };
    for (const auto &entry : results.front().months)
        add(base::isoMonth(entry.first),
            [&entry](const WhatIfResult &result) { return result.months.at(entry.first); });
    table.addRule();
    add("total", [](const WhatIfResult &result) { return result.total; });
    table.print(std::cout);
    for (const WhatIfResult &result : results) {
        std::cout << "\n" << result.name << ": ";
        printNotes(result);
    }
}

void printResults(const std::vector<WhatIfResult> &results, const WhatIfArguments &arguments)
{
    if (arguments.report.format == "csv") {
        std::cout << listingOf(results).text("csv");
        return;
    }
    if (arguments.report.format == "json") {
        Json json = Json::array();
        for (const WhatIfResult &result : results)
            json.push_back(jsonOf(result));
        std::cout << jsonText(json) << "\n";
        return;
    }
    if (arguments.compare)
        return printCompared(results);
    for (std::size_t i = 0; i < results.size(); ++i) {
        std::cout << (i > 0 ? "\n" : "");
        printOne(results[i]);
    }
}

} // namespace

int runWhatIf(const WhatIfArguments &arguments)
{
    const auto filter = filterOf(arguments.report);
    if (!filter)
        return complain(filter.error());
    const auto scenarios = scenariosOf(arguments);
    if (!scenarios)
        return complain(scenarios.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    tellOfSplits(**store);
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto results = [&] {
        const Walking walking(filter->period);
        return jobs::whatIf(**store, **cube, *filter, *scenarios, arguments.prices, walking.walk());
    }();
    if (!results)
        return complain(results.error());
    printResults(*results, arguments);
    tellRate(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
