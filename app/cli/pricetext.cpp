// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/pricetext.h"

#include "app/cli/texttable.h"

#include <array>
#include <cstdio>

namespace outlay::cli {

namespace {

std::string timeOfDay(int second)
{
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", second / 3600, second / 60 % 60);
    return text.data();
}

} // namespace

std::string dayText(const std::optional<base::Day> &day)
{
    return day ? base::isoDay(*day) : std::string();
}

std::string conditionText(const pricing::PriceRow &row)
{
    std::string text;
    if (row.above > 0)
        text = "above " + grouped(row.above) + " tokens";
    if (row.between)
        text += (text.empty() ? "" : ", ") + timeOfDay(row.between->from) + " to " +
                timeOfDay(row.between->to) + " UTC";
    return text;
}

std::vector<std::string> priceCells(const pricing::PerKind<std::optional<base::TokenPrice>> &prices)
{
    std::vector<std::string> cells;
    for (const pricing::TokenKind kind : pricing::kTextTokenKinds) {
        const auto &price = prices[pricing::indexOf(kind)];
        cells.push_back(price ? price->perMillion() : std::string());
    }
    cells.push_back(pricing::pricesBesideText(prices));
    return cells;
}

std::string sourceText(const pricing::PriceList &list)
{
    if (list.name.empty())
        return "your own book";
    return list.version.empty() ? list.name : list.name + " " + list.version;
}

Json pricesJson(const pricing::PerKind<std::optional<base::TokenPrice>> &prices, std::string_view unit)
{
    Json json = Json::object();
    for (const pricing::TokenKind kind : pricing::kAllTokenKinds) {
        const auto &price = prices[pricing::indexOf(kind)];
        if (price && pricing::unitOf(kind) == unit)
            json[std::string(pricing::kTokenKindNames[pricing::indexOf(kind)])] =
                pricing::writtenPrice(kind, *price);
    }
    return json;
}

Json rowJson(const pricing::RowPlace &place)
{
    const pricing::PriceRow &row = *place.row;
    Json json;
    json["provider"] = place.model->provider;
    json["model"] = place.model->model;
    json["tier"] = pricing::nameOf(row.tier);
    json["from"] = row.from ? Json(base::isoDay(*row.from)) : Json();
    json["to"] = row.to ? Json(base::isoDay(*row.to)) : Json();
    json["above"] = row.above > 0 ? Json(row.above) : Json();
    json["between"] = row.between ? Json{timeOfDay(row.between->from), timeOfDay(row.between->to)} : Json();
    json["usd_per_million"] = pricesJson(row.prices, "million");
    if (Json others = pricesJson(row.prices, "thousand"); !others.empty())
        json["usd_per_thousand"] = std::move(others);
    json["list"] = place.list->name;
    json["list_version"] = place.list->version;
    if (!row.note.empty())
        json["note"] = row.note;
    return json;
}

} // namespace outlay::cli
