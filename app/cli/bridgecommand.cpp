// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "insight/bridge.h"
#include "jobs/storeimport.h"
#include "jobs/tokenweights.h"
#include "pricing/userbook.h"

#include <array>
#include <iostream>

namespace outlay::cli {

using insight::Bridge;
using insight::BridgePart;
using insight::kEffects;

namespace {

constexpr std::array<std::string_view, kEffects> kEffectWords = {
    "features and segments that have ended",
    "features and segments that are new",
    "more or fewer calls",
    "other shares of features and segments",
    "other models and tiers",
    "calls with a cost, where it is known of more or fewer",
    "bigger or smaller calls",
    "other shares of input, cache and output",
    "price of a token",
    "cost of a call without tokens"};

constexpr const char *kRemainders =
    "each subtotal is rounded half-even to the nano-dollar; remainders are in price";

std::string withSign(base::Money amount)
{
    return (amount.nanos() > 0 ? "+" : "") + amount.toDecimal();
}

/// Feature or segment; that of all is empty.
std::string nameOfPart(const BridgePart &part, const std::string &by)
{
    const std::string &name = by == "feature" ? part.feature : part.segment;
    return name.empty() ? std::string(base::unattributedLabel(by)) : name;
}

base::FixedDimension dimensionOf(const std::string &by)
{
    return by == "feature" ? base::FixedDimension::Feature : base::FixedDimension::Segment;
}

std::string periodText(const base::Period &period)
{
    return base::describe(base::Filter{period, {}});
}

Listing effectsListing(const Bridge &bridge)
{
    Listing listing({{"step"}, {"usd", true}});
    listing.add({"before", bridge.total.before.toDecimal()});
    for (std::size_t i = 0; i < kEffects; ++i)
        listing.add({std::string(insight::kEffectNames[i]), bridge.total.effects[i].toDecimal()});
    listing.add({"after", bridge.total.after.toDecimal()});
    return listing;
}

Listing partsListing(const Bridge &bridge, const std::string &by)
{
    std::vector<Listing::Column> columns = {{by}, {"before_usd", true}};
    for (const std::string_view name : insight::kEffectNames)
        columns.push_back({std::string(name) + "_usd", true});
    columns.push_back({"after_usd", true});
    columns.push_back({"change_usd", true});
    Listing listing(columns);
    for (const BridgePart &part : insight::partsBy(bridge, dimensionOf(by))) {
        std::vector<std::string> cells = {by == "feature" ? part.feature : part.segment,
                                          part.before.toDecimal()};
        for (const base::Money effect : part.effects)
            cells.push_back(effect.toDecimal());
        cells.push_back(part.after.toDecimal());
        cells.push_back(part.change().toDecimal());
        listing.add(cells);
    }
    return listing;
}

void printEffects(const Bridge &bridge)
{
    TextTable table({{"step"}, {"USD", true, true}, {"what"}});
    table.addRow({"before", bridge.total.before.toDecimal(), periodText(bridge.before)});
    for (std::size_t i = 0; i < kEffects; ++i)
        if (bridge.total.effects[i].nanos() != 0)
            table.addRow({std::string(insight::kEffectNames[i]), withSign(bridge.total.effects[i]),
                          std::string(kEffectWords[i])});
    table.addRule();
    table.addRow({"after", bridge.total.after.toDecimal(), periodText(bridge.filter.period)});
    table.print(std::cout);
}

void printParts(const Bridge &bridge, const std::string &by)
{
    std::vector<TextTable::Column> columns = {{by}, {"before", true, true}};
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < kEffects; ++i)
        for (const BridgePart &part : bridge.parts)
            if (part.effects[i].nanos() != 0) {
                shown.push_back(i);
                columns.push_back({std::string(insight::kEffectNames[i]), true, true});
                break;
            }
    columns.push_back({"after", true, true});
    TextTable table(columns);
    const auto add = [&](const std::string &name, const BridgePart &part) {
        std::vector<std::string> cells = {name, part.before.toDecimal()};
        for (const std::size_t i : shown)
            cells.push_back(withSign(part.effects[i]));
        cells.push_back(part.after.toDecimal());
        table.addRow(std::move(cells));
    };
    for (const BridgePart &part : insight::partsBy(bridge, dimensionOf(by)))
        add(nameOfPart(part, by), part);
    table.addRule();
    add("total", bridge.total);
    table.print(std::cout);
}

void printTable(const Bridge &bridge, const std::string &by)
{
    std::cout << base::describe(bridge.filter) << " against " << periodText(bridge.before) << ": "
              << (bridge.total.change().nanos() > 0 ? "+" : "") << shownSum(bridge.total.change()) << "\n";
    by.empty() ? printEffects(bridge) : printParts(bridge, by);
    std::cout << "in this order; " << kRemainders << "\n";
    for (const auto &[sums, when] :
         {std::pair(&bridge.sumsBefore, "before"), std::pair(&bridge.sumsAfter, "after")})
        if (sums->unpriced() > 0)
            std::cout << grouped(sums->unpriced()) << " calls " << when
                      << " have no cost, which is not zero; see outlay prices differences\n";
    for (const std::string &model : bridge.unweighed)
        std::cout << "no prices to weigh the tokens of "
                  << (model.empty() ? std::string(base::unattributedLabel("model")) : model)
                  << " by: its token mix is in price\n";
}

Json partJson(const BridgePart &part)
{
    Json json{{"before_usd", part.before.toDecimal()},
              {"after_usd", part.after.toDecimal()},
              {"change_usd", part.change().toDecimal()}};
    for (std::size_t i = 0; i < kEffects; ++i)
        json["effects"][std::string(insight::kEffectNames[i])] = part.effects[i].toDecimal();
    return json;
}

Json periodJson(const base::Period &period, const base::Measures &sums)
{
    return {{"first_day", base::isoDay(period.first)},
            {"last_day", base::isoDay(period.last)},
            {"requests", sums.requests},
            {"unpriced_requests", sums.unpriced()},
            {"requests_without_tokens", sums.missingUsage}};
}

void printJson(const Bridge &bridge, const std::string &by)
{
    Json json = partJson(bridge.total);
    json["filter"] = base::describe(bridge.filter);
    json["before"] = periodJson(bridge.before, bridge.sumsBefore);
    json["after"] = periodJson(bridge.filter.period, bridge.sumsAfter);
    json["order"] = insight::kEffectNames;
    json["remainders_in"] = insight::kEffectNames[static_cast<std::size_t>(insight::kRemaindersGoTo)];
    json["token_mix_unknown_for"] = bridge.unweighed;
    const std::string shown = by.empty() ? "feature" : by;
    json["by"] = shown;
    json["parts"] = Json::array();
    for (const BridgePart &part : insight::partsBy(bridge, dimensionOf(shown))) {
        Json entry{{shown, shown == "feature" ? part.feature : part.segment}};
        entry.update(partJson(part));
        json["parts"].push_back(std::move(entry));
    }
    std::cout << jsonText(json) << "\n";
}

} // namespace

int runBridge(const BridgeArguments &arguments)
{
    const auto filter = filterOf(arguments.report);
    if (!filter)
        return complain(filter.error());
    const auto before = base::parsePeriod(arguments.against);
    if (!before)
        return complain({before.error().kind, "--against " + arguments.against, before.error().detail, 0});
    const auto book = pricing::openBook(arguments.prices);
    if (!book)
        return complain(book.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto result = insight::bridge(**cube, *filter, *before, jobs::tokenWeights(*book));
    if (!result)
        return complain(result.error());
    const std::string &by = arguments.report.by;
    if (arguments.report.format == "json")
        printJson(*result, by);
    else if (arguments.report.format == "csv")
        std::cout << (by.empty() ? effectsListing(*result) : partsListing(*result, by)).text("csv");
    else
        printTable(*result, by);
    tellRate(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
