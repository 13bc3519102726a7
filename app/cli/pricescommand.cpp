// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/pricetext.h"
#include "app/cli/texttable.h"
#include "jobs/storeimport.h"
#include "pricing/bookcheck.h"
#include "pricing/userbook.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

using base::ErrorKind;
using pricing::PriceBook;
using pricing::RowPlace;
using pricing::Tier;

namespace {

std::string lower(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

TextTable rowsTable()
{
    return TextTable({{"provider"},
                      {"model"},
                      {"tier"},
                      {"from"},
                      {"to"},
                      {"for calls"},
                      {"input", true},
                      {"cache read", true},
                      {"write 5m", true},
                      {"write 1h", true},
                      {"output", true},
                      {"beside text"},
                      {"source"}});
}

void addRow(TextTable &table, const RowPlace &place)
{
    const pricing::PriceRow &row = *place.row;
    std::vector<std::string> cells = {
        place.model->provider, place.model->model, std::string(pricing::nameOf(row.tier)),
        dayText(row.from),     dayText(row.to),    conditionText(row)};
    std::vector<std::string> prices = priceCells(row.prices);
    for (std::string &cell : prices)
        cells.push_back(std::move(cell));
    cells.push_back(sourceText(*place.list));
    table.addRow(std::move(cells));
}

std::vector<RowPlace> rowsNamed(const PriceBook &book, const std::string &provider, const std::string &model)
{
    std::vector<RowPlace> rows;
    for (const pricing::PriceList &list : book.lists()) {
        for (const pricing::ModelEntry &entry : list.models) {
            if ((!provider.empty() && entry.provider != provider) ||
                lower(entry.model).find(model) == std::string::npos)
                continue;
            for (const pricing::PriceRow &row : entry.rows)
                rows.push_back({&list, &entry, &row});
        }
    }
    return rows;
}

/// What a rate is from, in words.
std::string reasonOf(const pricing::Rate &rate)
{
    std::string text = sourceText(*rate.place.list);
    if (const std::string_view assumed = pricing::assumption(rate.basis); !assumed.empty())
        text += "; assumed: " + std::string(assumed);
    return text;
}

/// The rates of one tier on a day, for each threshold, at noon UTC.
void printRates(const std::vector<pricing::RateSet> &sets, Tier tier)
{
    for (auto set = sets.rbegin(); set != sets.rend(); ++set) {
        std::cout << pricing::nameOf(tier);
        if (set->above > 0)
            std::cout << ", prompts above " << grouped(set->above) << " tokens";
        std::cout << ":\n";
        for (const pricing::TokenKind kind : pricing::kAllTokenKinds) {
            const pricing::Rate &rate = set->rates[pricing::indexOf(kind)];
            // That images among the input count as text is so everywhere.
            const bool isUsual =
                rate.basis == pricing::Basis::LikeText &&
                (kind == pricing::TokenKind::InputImage || kind == pricing::TokenKind::CacheReadImage);
            if (rate.isPriced() && !isUsual)
                std::cout << "  " << pricing::kTokenKindNames[pricing::indexOf(kind)] << "  $"
                          << pricing::writtenPrice(kind, rate.price) << " per " << pricing::unitOf(kind)
                          << "  (" << reasonOf(rate) << ")\n";
        }
    }
}

Json ratesJson(const std::vector<pricing::RateSet> &sets, Tier tier)
{
    Json entries = Json::array();
    for (auto set = sets.rbegin(); set != sets.rend(); ++set) {
        Json entry;
        entry["tier"] = pricing::nameOf(tier);
        entry["above"] = set->above > 0 ? Json(set->above) : Json();
        Json kinds = Json::object();
        for (const pricing::TokenKind kind : pricing::kAllTokenKinds) {
            const pricing::Rate &rate = set->rates[pricing::indexOf(kind)];
            if (!rate.isPriced())
                continue;
            const std::string_view assumed = pricing::assumption(rate.basis);
            kinds[std::string(pricing::kTokenKindNames[pricing::indexOf(kind)])] = {
                {"usd_per_" + std::string(pricing::unitOf(kind)), pricing::writtenPrice(kind, rate.price)},
                {"source", sourceText(*rate.place.list)},
                {"assumed", assumed.empty() ? Json() : Json(assumed)}};
        }
        entry["rates"] = std::move(kinds);
        entries.push_back(std::move(entry));
    }
    return entries;
}

void showText(const PricesArguments &arguments, const pricing::Found &found, pricing::Pricer &pricer,
              base::Day day)
{
    TextTable table = rowsTable();
    for (const pricing::Entries &group : found.groups) {
        for (const auto &[list, entry] : group) {
            for (const pricing::PriceRow &row : entry->rows)
                addRow(table, {list, entry, &row});
        }
    }
    std::cout << arguments.model << " at " << found.provider
              << ", US dollars per million tokens; of the lists the first that has a price counts\n\n";
    table.print(std::cout);
    std::cout << "\nOn " << base::isoDay(day) << " (at noon UTC):\n";
    const std::int64_t noon =
        std::chrono::duration_cast<std::chrono::microseconds>(day.time_since_epoch() + std::chrono::hours(12))
            .count();
    bool any = false;
    for (int tier = 0; tier < pricing::kTiers; ++tier) {
        const pricing::RateCard &card =
            pricer.offer(arguments.provider, arguments.model, static_cast<Tier>(tier)).card;
        any = any || !card.ratesAt(noon).empty();
        printRates(card.ratesAt(noon), static_cast<Tier>(tier));
    }
    if (!any)
        std::cout << "no price is valid\n";
}

void showJson(const PricesArguments &arguments, const pricing::Found &found, pricing::Pricer &pricer,
              base::Day day)
{
    Json json;
    json["model"] = arguments.model;
    json["provider"] = found.provider;
    Json rows = Json::array();
    for (const pricing::Entries &group : found.groups) {
        for (const auto &[list, entry] : group) {
            for (const pricing::PriceRow &row : entry->rows)
                rows.push_back(rowJson({list, entry, &row}));
        }
    }
    json["rows"] = std::move(rows);
    json["at"] = base::isoDay(day);
    const std::int64_t noon =
        std::chrono::duration_cast<std::chrono::microseconds>(day.time_since_epoch() + std::chrono::hours(12))
            .count();
    Json rates = Json::array();
    for (int tier = 0; tier < pricing::kTiers; ++tier) {
        const pricing::RateCard &card =
            pricer.offer(arguments.provider, arguments.model, static_cast<Tier>(tier)).card;
        for (Json &entry : ratesJson(card.ratesAt(noon), static_cast<Tier>(tier)))
            rates.push_back(std::move(entry));
    }
    json["rates"] = std::move(rates);
    std::cout << jsonText(json) << "\n";
}

} // namespace

int runPricesList(const PricesArguments &arguments)
{
    const auto book = pricing::openBook(arguments.prices);
    if (!book)
        return complain(book.error());
    const std::vector<RowPlace> rows = rowsNamed(**book, lower(arguments.provider), lower(arguments.model));
    if (arguments.json) {
        Json json = Json::array();
        for (const RowPlace &row : rows)
            json.push_back(rowJson(row));
        std::cout << jsonText(json) << "\n";
        return Ok;
    }
    TextTable table = rowsTable();
    for (const RowPlace &row : rows)
        addRow(table, row);
    table.print(std::cout);
    std::cout << grouped(static_cast<std::int64_t>(rows.size())) << " rows, US dollars per million tokens\n";
    return Ok;
}

int runPricesShow(const PricesArguments &arguments)
{
    const auto day =
        arguments.at.empty() ? std::optional(jobs::today(base::Zone())) : base::parseDay(arguments.at);
    if (!day)
        return complain({ErrorKind::Misuse, "--at " + arguments.at, "is no day such as 2026-05-31", 0});
    const auto book = pricing::openBook(arguments.prices);
    if (!book)
        return complain(book.error());
    const pricing::Found found = (*book)->find(arguments.provider, arguments.model);
    if (found.groups.empty())
        return complain({ErrorKind::NotFound, arguments.model,
                         "no list knows the model; add it to your own book or import a newer list", 0});
    pricing::Pricer pricer(*book);
    if (arguments.json)
        showJson(arguments, found, pricer, *day);
    else
        showText(arguments, found, pricer, *day);
    return Ok;
}

int runPricesCheck(const PricesArguments &arguments)
{
    const auto book = pricing::openBook(arguments.prices);
    if (!book)
        return complain(book.error());
    const std::vector<std::string> sentences = pricing::checkLists((*book)->lists());
    if (arguments.json) {
        std::cout << jsonText(Json(sentences)) << "\n";
    } else {
        for (const std::string &sentence : sentences)
            std::cout << sentence << "\n";
        if (sentences.empty())
            std::cout << "no gaps and no overlaps\n";
    }
    return sentences.empty() ? Ok : Failed;
}

} // namespace outlay::cli
