// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/pricetext.h"
#include "app/cli/texttable.h"
#include "jobs/storeimport.h"
#include "pricing/listimport.h"
#include "pricing/shippedbook.h"
#include "pricing/userbook.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

using pricing::PriceChange;

namespace {

constexpr std::size_t kShown = 20;

/// What came of one file.
struct Taken
{
    std::string file;
    std::string list;
    std::vector<PriceChange> changes;
    std::int64_t unchanged = 0;
    std::vector<std::string> leftOut;
};

std::int64_t countNew(const std::vector<PriceChange> &changes)
{
    return std::count_if(changes.begin(), changes.end(),
                         [](const PriceChange &change) { return change.isNew; });
}

/// "input 1 → 0.2, output 6 → 1.2"
std::string differences(const PriceChange &change)
{
    std::string text;
    for (std::size_t kind = 0; kind < change.after.size(); ++kind) {
        const auto &before = change.before[kind];
        const auto &after = change.after[kind];
        if (!after || (before && *before == *after))
            continue;
        text += (text.empty() ? "" : ", ") + std::string(pricing::kTokenKindNames[kind]) + " " +
                (before ? before->perMillion() + " → " : std::string()) + after->perMillion();
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

void printText(const std::vector<Taken> &all, const std::string &book)
{
    for (const Taken &taken : all) {
        const auto changes = static_cast<std::int64_t>(taken.changes.size());
        const std::int64_t added = countNew(taken.changes);
        std::cout << fileName(taken.file) << " (" << taken.list << "): " << grouped(added) << " added, "
                  << grouped(changes - added) << " changed, " << grouped(taken.unchanged)
                  << " known already, " << grouped(static_cast<std::int64_t>(taken.leftOut.size()))
                  << " not understood\n";
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

void printJson(const std::vector<Taken> &all, const std::string &book)
{
    Json json;
    json["book"] = book;
    json["files"] = Json::array();
    for (const Taken &taken : all) {
        Json file;
        file["path"] = taken.file;
        file["list"] = taken.list;
        file["added"] = countNew(taken.changes);
        file["changed"] = static_cast<std::int64_t>(taken.changes.size()) - countNew(taken.changes);
        file["known"] = taken.unchanged;
        file["left_out"] = taken.leftOut;
        file["changes"] = Json::array();
        for (const PriceChange &change : taken.changes) {
            Json entry;
            entry["provider"] = change.provider;
            entry["model"] = change.model;
            entry["tier"] = pricing::nameOf(change.tier);
            entry["new"] = change.isNew;
            entry["before"] = pricesJson(change.before);
            entry["after"] = pricesJson(change.after);
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
    auto user = pricing::readUserBook(arguments.prices);
    if (!user)
        return complain(user.error());
    const auto shipped = pricing::shippedLists();
    if (!shipped)
        return complain(shipped.error());
    std::vector<Taken> all;
    for (const std::string &file : arguments.files) {
        auto lists = pricing::readPriceFile(file);
        if (!lists)
            return complain(lists.error());
        for (pricing::ReadList &read : *lists) {
            auto merged = pricing::mergePrices(std::move(*user), *shipped, read.list, jobs::today(),
                                               arguments.always || read.undatedIsAlways);
            *user = std::move(merged.lists);
            all.push_back({file, sourceText(read.list), std::move(merged.changes), merged.unchanged,
                           std::move(read.leftOut)});
        }
    }
    if (const auto written = pricing::writeUserBook(arguments.prices, *user); !written)
        return complain(written.error());
    if (arguments.json)
        printJson(all, arguments.prices);
    else
        printText(all, arguments.prices);
    return Ok;
}

} // namespace outlay::cli
