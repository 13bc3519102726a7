// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QString>

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "app/cli/valueoptions.h"
#include "base/scaled.h"
#include "insight/pnl.h"
#include "items/pnlwords.h"
#include "jobs/storeimport.h"

#include <array>
#include <cstdio>
#include <iostream>

namespace outlay::cli {

using base::Money;
using insight::Pnl;
using insight::PnlRow;

namespace {

std::string shareText(const std::optional<double> &share)
{
    if (!share)
        return {};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.1f", *share * 100);
    return text.data();
}

std::string exact(const std::optional<Money> &amount)
{
    return amount ? amount->toDecimal(2) : "";
}

std::optional<Money> costOf(const PnlRow &row)
{
    return row.isCostKnown() ? std::optional(row.cost.cost()) : std::nullopt;
}

/// One row a group; a group of several units has a further row for each, with nothing but its unit, so that
/// each column adds up.
Listing pnlListing(const Pnl &pnl)
{
    std::vector<Listing::Column> columns;
    for (const base::Dimension &dimension : pnl.by)
        columns.push_back({dimension});
    for (const char *name : {"value_usd", "cost_usd", "gain_usd", "margin_percent", "roi_percent", "requests",
                             "unpriced_requests", "break_even_usd_per_request"})
        columns.push_back({name, true});
    columns.push_back({"unit"});
    columns.push_back({"units", true});
    columns.push_back({"cost_usd_per_unit", true});
    const std::size_t width = columns.size();
    Listing listing(std::move(columns));
    for (const PnlRow &row : pnl.rows) {
        std::vector<std::string> keys;
        for (std::size_t c = 0; c < pnl.by.size(); ++c)
            keys.push_back(items::pnlKey(pnl, row, c).toStdString());
        std::vector<std::string> cells = keys;
        for (std::string text :
             {exact(row.value), exact(costOf(row)), exact(row.gain()), shareText(row.margin()),
              shareText(row.roi()), std::to_string(row.cost.requests), std::to_string(row.cost.unpriced()),
              exact(row.breakEvenPerRequest())})
            cells.push_back(std::move(text));
        for (const insight::PnlUnit &unit : row.units) {
            cells.resize(width - 3);
            cells.push_back(unit.unit);
            cells.push_back(base::scaledText(unit.amountNanos, 9));
            cells.push_back(exact(unit.costPerUnit));
            listing.add(std::exchange(cells, keys));
        }
        if (row.units.empty()) {
            cells.resize(width);
            listing.add(std::move(cells));
        }
    }
    return listing;
}

std::string shown(const std::optional<Money> &amount)
{
    return amount ? shownAmount(*amount) : "-";
}

std::string percentOf(const std::optional<double> &share)
{
    return share ? shareText(share) + " %" : "-";
}

void printTable(const Pnl &pnl)
{
    std::vector<TextTable::Column> columns;
    for (const base::Dimension &dimension : pnl.by)
        columns.push_back({dimension});
    for (const char *title : {"value USD", "cost USD", "gain USD", "margin", "ROI", "units", "cost per unit"})
        columns.push_back({title, true});
    TextTable table(columns);
    const auto figures = [](std::vector<std::string> cells, const PnlRow &row) {
        for (std::string text : {shown(row.value), shown(costOf(row)), shown(row.gain()),
                                 percentOf(row.margin()), percentOf(row.roi())})
            cells.push_back(std::move(text));
        return cells;
    };
    for (const PnlRow &row : pnl.rows) {
        std::vector<std::string> cells;
        for (std::size_t c = 0; c < pnl.by.size(); ++c)
            cells.push_back(items::pnlKey(pnl, row, c).toStdString());
        cells = figures(std::move(cells), row);
        for (const insight::PnlUnit &unit : row.units) {
            cells.resize(columns.size() - 2);
            cells.push_back(items::unitText(unit).toStdString());
            cells.push_back(shown(unit.costPerUnit));
            table.addRow(std::exchange(cells, {}));
        }
        if (row.units.empty()) {
            cells.resize(columns.size(), "-");
            table.addRow(std::move(cells));
        }
    }
    table.addRule();
    std::vector<std::string> total{"total"};
    total.resize(pnl.by.size());
    total = figures(std::move(total), pnl.total);
    total.resize(columns.size());
    table.addRow(std::move(total));
    table.print(std::cout);
    for (const QString &note : items::pnlNotes(pnl))
        std::cout << note.toStdString() << "\n";
    if (!pnl.hasValues)
        std::cout << "no value file is kept yet; outlay values import FILE says what features bring in\n";
}

void printJson(const Pnl &pnl)
{
    Json json;
    json["rows"] = Json::parse(pnlListing(pnl).text("json"));
    Json &total = json["total"];
    const auto put = [&total](const char *name, const std::string &text) {
        total[name] = text.empty() ? Json() : Json(text);
    };
    put("value_usd", exact(pnl.total.value));
    put("cost_usd", exact(costOf(pnl.total)));
    put("gain_usd", exact(pnl.total.gain()));
    put("margin_percent", shareText(pnl.total.margin()));
    put("roi_percent", shareText(pnl.total.roi()));
    total["requests"] = pnl.total.cost.requests;
    total["unpriced_requests"] = pnl.total.cost.unpriced();
    put("cost_without_value_usd", exact(pnl.withoutValue.cost()));
    put("value_left_out_usd", exact(pnl.leftOutWorth));
    put("value_outside_logged_days_usd", exact(pnl.outside));
    json["notes"] = Json::array();
    for (const QString &note : items::pnlNotes(pnl))
        json["notes"].push_back(note.toStdString());
    std::cout << jsonText(json) << "\n";
}

} // namespace

int runRoi(const ReportArguments &arguments)
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
    const auto values = (*store)->values();
    if (!values)
        return complain(values.error());
    const auto pnl = insight::pnl(**cube, *filter, split(arguments.by, ','), *values);
    if (!pnl)
        return complain(pnl.error());
    if (arguments.format == "json")
        printJson(*pnl);
    else if (arguments.format == "csv")
        std::cout << pnlListing(*pnl).text("csv");
    else
        printTable(*pnl);
    tellRate(arguments.format);
    return Ok;
}

} // namespace outlay::cli
