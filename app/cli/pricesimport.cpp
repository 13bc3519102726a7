// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/pricetext.h"
#include "app/cli/texttable.h"
#include "jobs/priceimport.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

using pricing::PriceChange;

namespace {

constexpr std::size_t kShown = 20;

/// "input 1 → 0.2, output 6 → 1.2"
std::string differences(const PriceChange &change)
{
    std::string text;
    for (std::size_t kind = 0; kind < change.after.size(); ++kind) {
        const auto &before = change.before[kind];
        const auto &after = change.after[kind];
        if (!after || (before && *before == *after))
            continue;
        const auto its = static_cast<pricing::TokenKind>(kind);
        text += (text.empty() ? "" : ", ") + std::string(pricing::kTokenKindNames[kind]) + " " +
                (before ? pricing::writtenPrice(its, *before) + " → " : std::string()) +
                pricing::writtenPrice(its, *after);
    }
    return text.empty() ? "with conditions" : text;
}

std::string changeText(const PriceChange &change)
{
    std::string text = change.isNew ? "added: " : "changed: ";
    text += change.provider + " " + change.model + ", " + std::string(pricing::nameOf(change.tier)) + ": " +
            differences(change);
    return change.from ? text + ", from " + base::isoDay(*change.from) : text;
}

void printText(const std::vector<jobs::TakenPrices> &all, const std::string &book)
{
    for (const jobs::TakenPrices &taken : all) {
        const auto changes = static_cast<std::int64_t>(taken.changes.size());
        const std::int64_t added = taken.added();
        std::cout << fileName(taken.file) << " (" << sourceText(taken.list) << "): " << grouped(added)
                  << " added, " << grouped(changes - added) << " changed, " << grouped(taken.unchanged)
                  << " known already, " << grouped(static_cast<std::int64_t>(taken.leftOut.size()))
                  << " not understood\n";
        if (taken.withoutPrice > 0)
            std::cout << "  left out: " << grouped(taken.withoutPrice)
                      << (taken.withoutPrice == 1 ? " model" : " models")
                      << " without a price, or with 0, which the list writes for what it does not know\n";
        if (taken.notForText > 0)
            std::cout << "  left out: " << grouped(taken.notForText)
                      << (taken.notForText == 1 ? " model" : " models")
                      << " for images, sound and the like that are billed by what Outlay does not count\n";
        std::vector<const PriceChange *> ordered;
        for (const PriceChange &change : taken.changes)
            ordered.push_back(&change);
        // Changes first: they move figures that are already there.
        std::stable_partition(ordered.begin(), ordered.end(),
                              [](const PriceChange *each) { return !each->isNew; });
        for (std::size_t i = 0; i < std::min(ordered.size(), kShown); ++i)
            std::cout << "  " << changeText(*ordered[i]) << "\n";
        if (ordered.size() > kShown)
            std::cout << "  and " << ordered.size() - kShown << " more; --json lists all\n";
        for (const std::string &sentence : taken.leftOut)
            std::cout << "  left out: " << sentence << "\n";
    }
    std::cout << "written: " << book << "\n";
}

void printJson(const std::vector<jobs::TakenPrices> &all, const std::string &book)
{
    Json json;
    json["book"] = book;
    json["files"] = Json::array();
    for (const jobs::TakenPrices &taken : all) {
        Json file;
        file["path"] = taken.file;
        file["list"] = sourceText(taken.list);
        file["added"] = taken.added();
        file["changed"] = static_cast<std::int64_t>(taken.changes.size()) - taken.added();
        file["known"] = taken.unchanged;
        file["left_out"] = taken.leftOut;
        file["without_price"] = taken.withoutPrice;
        file["not_for_text"] = taken.notForText;
        file["changes"] = Json::array();
        for (const PriceChange &change : taken.changes) {
            Json entry;
            entry["provider"] = change.provider;
            entry["model"] = change.model;
            entry["tier"] = pricing::nameOf(change.tier);
            entry["new"] = change.isNew;
            entry["before"] = pricesJson(change.before, "million");
            entry["after"] = pricesJson(change.after, "million");
            if (Json after = pricesJson(change.after, "thousand"); !after.empty()) {
                entry["before_per_thousand"] = pricesJson(change.before, "thousand");
                entry["after_per_thousand"] = std::move(after);
            }
            entry["from"] = change.from ? Json(base::isoDay(*change.from)) : Json();
            file["changes"].push_back(std::move(entry));
        }
        json["files"].push_back(std::move(file));
    }
    std::cout << jsonText(json) << "\n";
}

} // namespace

int runPricesImport(const PricesArguments &arguments)
{
    const auto all = jobs::importPrices(arguments.prices, arguments.files, arguments.always);
    if (!all)
        return complain(all.error());
    if (arguments.json)
        printJson(*all, arguments.prices);
    else
        printText(*all, arguments.prices);
    return Ok;
}

} // namespace outlay::cli
