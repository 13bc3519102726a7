// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/tableformat.h"

#include "app/cli/texttable.h"
#include "base/csv.h"
#include "base/scaled.h"

#include <nlohmann/json.hpp>

#include <array>
#include <sstream>
#include <utility>

namespace outlay::cli {

using base::Measures;
using base::Money;

namespace {

/// A figure's column: its name and its exact text, empty when nobody logged it.
struct Figure
{
    const char *name;
    const char *title;
    std::string (*text)(const Measures &);
};

std::string lowered(std::string text)
{
    for (char &letter : text)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return text;
}

std::string known(std::int64_t value, std::int64_t count)
{
    return count == 0 ? std::string() : std::to_string(value);
}

/// Columns in another currency stand behind those in dollars, which stay as they are.
std::string shownHeader(const base::DisplayRate &rate)
{
    const std::string code = lowered(rate.currency);
    return ",cost_" + code + ",avg_cost_" + code + "," + code + "_per_usd,rate_date";
}

std::string shownCells(const Measures &sums, const base::DisplayRate &rate)
{
    const auto text = [&rate](std::optional<Money> amount) {
        return amount ? base::convertedText(amount->nanos(), rate) : std::string();
    };
    return "," + text(sums.priced == 0 ? std::nullopt : std::optional(sums.cost())) + "," +
           text(sums.averageCost()) + "," + base::rateText(rate.picosPerDollar) + "," +
           base::isoDay(*rate.day);
}

constexpr std::array<Figure, 7> kFigures = {{
    {"requests", "requests", [](const Measures &m) { return std::to_string(m.requests); }},
    {"input_tokens", "input", [](const Measures &m) { return known(m.inputTokens, m.withInput); }},
    {"cache_read_tokens", "cache read",
     [](const Measures &m) { return known(m.cacheReadTokens, m.withCacheRead); }},
    {"cache_write_tokens", "cache write",
     [](const Measures &m) { return known(m.cacheWriteTokens(), m.withCacheWrite); }},
    {"output_tokens", "output", [](const Measures &m) { return known(m.outputTokens, m.withOutput); }},
    {"cost_usd", "cost USD",
     [](const Measures &m) { return m.priced == 0 ? std::string() : m.cost().toDecimal(); }},
    {"avg_cost_usd", "average USD",
     [](const Measures &m) { return m.averageCost() ? m.averageCost()->toDecimal() : std::string(); }},
}};

constexpr int kAverageDigits = 4; ///< more than the currency has

/// "cost USD" in the currency that is shown.
std::string shownTitle(const Figure &figure, const base::DisplayRate &rate)
{
    std::string title = figure.title;
    if (const std::size_t at = title.find(base::kLedgerCurrency); at != std::string::npos)
        title.replace(at, base::kLedgerCurrency.size(), rate.currency);
    return title;
}

std::string label(const std::string &key, const base::Dimension &dimension)
{
    return key.empty() ? std::string(base::unattributedLabel(dimension)) : key;
}

std::string quoted(const std::string &text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Figures as JSON members. Written as text: a JSON library would take exact decimals through a double.
std::string jsonFigures(const Measures &sums)
{
    std::string text;
    for (const Figure &figure : kFigures) {
        const std::string value = figure.text(sums);
        text += std::string(text.empty() ? "" : ", ") + "\"" + figure.name +
                "\": " + (value.empty() ? "null" : value);
    }
    return text;
}

bool isCost(const Figure &figure)
{
    return std::string_view(figure.name) == "cost_usd";
}

/// All amounts of TextTable have cents; these have what the currency has.
std::string shownForTerminal(const Figure &figure, const Measures &sums, const base::DisplayRate &rate)
{
    const auto amount =
        isCost(figure) ? (sums.priced == 0 ? std::nullopt : std::optional(sums.cost())) : sums.averageCost();
    if (!amount)
        return "-";
    const int digits = base::minorDigits(rate.currency) + (isCost(figure) ? 0 : kAverageDigits);
    return base::scaledText(base::converted(amount->nanos(), rate, digits), digits, digits);
}

std::string forTerminal(const Figure &figure, const Measures &sums, const base::DisplayRate &rate)
{
    const std::string name = figure.name;
    if (!rate.isDollars() && name.ends_with("_usd"))
        return shownForTerminal(figure, sums, rate);
    if (name == "cost_usd")
        return sums.priced == 0 ? "-" : sums.cost().toDecimal();
    if (name == "avg_cost_usd")
        return sums.averageCost() ? sums.averageCost()->roundedTo(6).toDecimal(6) : "-";
    const std::string text = figure.text(sums);
    return text.empty() ? "-" : grouped(std::stoll(text));
}

/// What the reader of the totals should know: which cost it is, and what is in none of them.
std::string footnotes(const Measures &total, base::CostBasis basis)
{
    std::string text;
    const auto add = [&text](std::int64_t requests, const char *what) {
        if (requests > 0)
            text += (text.empty() ? "\n" : "") + grouped(requests) + " requests " + what + "\n";
    };
    if (basis == base::CostBasis::Shown)
        add(total.filled, "have no cost in their log and are priced by the price book.");
    add(total.unpriced(), basis == base::CostBasis::Reported
                              ? "have no cost in their log and are in no total."
                          : basis == base::CostBasis::Computed
                              ? "have no price in the price book and are in no total."
                              : "have neither a cost in their log nor a price, and are in no total.");
    add(total.missingUsage, "have no tokens in their log; that is unknown, not zero.");
    return text;
}

} // namespace

std::string toCsv(const cube::Table &table, const base::DisplayRate &rate)
{
    const bool isShown = !rate.isDollars();
    std::string csv;
    for (const base::Dimension &dimension : table.by)
        csv += base::csvText(dimension) + ",";
    for (const Figure &figure : kFigures)
        csv += std::string(figure.name) + (&figure == &kFigures.back() ? "" : ",");
    csv += (isShown ? shownHeader(rate) : "") + "\n";
    for (const cube::Row &row : table.rows) {
        for (std::size_t k = 0; k < row.keys.size(); ++k)
            csv += base::csvText(label(row.keys[k], table.by[k])) + ",";
        for (const Figure &figure : kFigures)
            csv += figure.text(row.sums) + (&figure == &kFigures.back() ? "" : ",");
        csv += (isShown ? shownCells(row.sums, rate) : "") + "\n";
    }
    return csv;
}

std::string toJson(const cube::Table &table, const base::Filter &filter, const std::string &zone,
                   const base::DisplayRate &rate)
{
    std::string json = "{\n  \"filter\": " + quoted(base::describe(filter)) +
                       ",\n  \"zone\": " + quoted(zone) +
                       ",\n  \"cost\": " + quoted(std::string(base::nameOf(filter.basis))) +
                       ",\n  \"count\": " + quoted(std::string(base::nameOf(filter.counting)));
    if (!rate.isDollars())
        json += ",\n  \"display\": {\"currency\": " + quoted(rate.currency) +
                ", \"per_usd\": " + base::rateText(rate.picosPerDollar) +
                ", \"date\": " + quoted(base::isoDay(*rate.day)) + ", \"file\": " + quoted(rate.source) + "}";
    json += ",\n  \"by\": [";
    for (const base::Dimension &dimension : table.by)
        json += (&dimension == &table.by.front() ? "" : ", ") + quoted(dimension);
    json += "],\n  \"rows\": [";
    const char *before = "\n    {";
    for (const cube::Row &row : table.rows) {
        json += std::exchange(before, ",\n    {");
        for (std::size_t k = 0; k < row.keys.size(); ++k)
            json += quoted(table.by[k]) + ": " + quoted(label(row.keys[k], table.by[k])) + ", ";
        json += jsonFigures(row.sums) + "}";
    }
    return json + "\n  ],\n  \"total\": {" + jsonFigures(table.total) + "}\n}\n";
}

std::string toText(const cube::Table &table, const base::Filter &filter, const std::string &zone,
                   const base::DisplayRate &rate)
{
    std::vector<TextTable::Column> columns;
    for (const base::Dimension &dimension : table.by)
        columns.push_back({dimension, false});
    for (const Figure &figure : kFigures)
        columns.push_back({shownTitle(figure, rate), true, rate.isDollars() && isCost(figure)});
    TextTable text(std::move(columns));
    const auto add = [&](std::vector<std::string> cells, const Measures &sums) {
        for (const Figure &figure : kFigures)
            cells.push_back(forTerminal(figure, sums, rate));
        text.addRow(std::move(cells));
    };
    for (const cube::Row &row : table.rows) {
        std::vector<std::string> cells;
        for (std::size_t k = 0; k < row.keys.size(); ++k)
            cells.push_back(label(row.keys[k], table.by[k]));
        add(std::move(cells), row.sums);
    }
    if (!table.by.empty()) {
        std::vector<std::string> cells(table.by.size());
        cells.front() = "total";
        text.addRule();
        add(std::move(cells), table.total);
    }
    std::ostringstream out;
    out << base::describe(filter) << " · days in " << zone;
    const std::string shown = base::rateSentence(rate);
    out << (shown.empty() ? "" : " · ") << shown << "\n\n";
    text.print(out);
    out << footnotes(table.total, filter.basis);
    return out.str();
}

} // namespace outlay::cli
