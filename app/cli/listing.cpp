// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/listing.h"

#include "app/cli/jsontext.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "base/csv.h"

#include <charconv>
#include <cstdint>
#include <sstream>

namespace outlay::cli {

Listing::Listing(std::vector<Column> columns)
    : m_columns(std::move(columns))
{
}

void Listing::add(std::vector<std::string> cells)
{
    m_rows.push_back(std::move(cells));
}

std::string Listing::text(const std::string &format) const
{
    return format == "csv" ? csv() : format == "json" ? json() : table();
}

/// Columns in another currency stand behind all others, which stay as they are.
std::string Listing::shownHeader() const
{
    if (shownIn().isDollars())
        return {};
    std::string text;
    for (const Column &column : m_columns)
        if (column.isNumber && isDollarName(column.name))
            text += "," + shownName(column.name);
    return text + "," + shownName("usd") + "_per_usd,rate_date";
}

std::string Listing::shownCells(const std::vector<std::string> &row) const
{
    const base::DisplayRate &rate = shownIn();
    if (rate.isDollars() || !rate.day)
        return {};
    std::string text;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (!m_columns[c].isNumber || !isDollarName(m_columns[c].name))
            continue;
        const auto amount = base::Money::parse(row[c]);
        text += "," + (amount ? base::convertedText(amount->nanos(), rate) : std::string());
    }
    return text + "," + base::rateText(rate.picosPerDollar) + "," + base::isoDay(*rate.day);
}

std::string Listing::csv() const
{
    std::string text;
    for (std::size_t c = 0; c < m_columns.size(); ++c)
        text += (c > 0 ? "," : "") + m_columns[c].name;
    text += shownHeader() + "\n";
    for (const auto &row : m_rows) {
        for (std::size_t c = 0; c < row.size(); ++c)
            text += (c > 0 ? "," : "") + (m_columns[c].isNumber ? row[c] : base::csvText(row[c]));
        text += shownCells(row) + "\n";
    }
    return text;
}

std::string Listing::json() const
{
    Json list = Json::array();
    for (const auto &row : m_rows) {
        Json entry;
        for (std::size_t c = 0; c < row.size(); ++c) {
            auto &value = entry[m_columns[c].name];
            std::int64_t whole = 0;
            const char *const end = row[c].data() + row[c].size();
            if (!m_columns[c].isNumber)
                value = row[c];
            else if (!m_columns[c].isMoney() && std::from_chars(row[c].data(), end, whole).ptr == end &&
                     !row[c].empty())
                value = whole;
            else if (!row[c].empty()) // an amount, a decimal, or one that passes 64 bits
                value = row[c];
        }
        list.push_back(std::move(entry));
    }
    if (m_facts.is_null())
        return jsonText(list) + "\n";
    Json whole = m_facts;
    whole["rows"] = std::move(list);
    return jsonText(whole) + "\n";
}

std::string Listing::table() const
{
    std::vector<TextTable::Column> columns;
    for (const Column &column : m_columns) {
        const bool isShown = !shownIn().isDollars() && column.isNumber && isDollarName(column.name);
        columns.push_back({column.name, column.isNumber, column.isMoney() || isShown});
    }
    TextTable table(std::move(columns));
    for (auto row : m_rows) {
        for (std::size_t c = 0; c < row.size(); ++c)
            if (m_columns[c].isNumber && row[c].empty())
                row[c] = "-";
        table.addRow(std::move(row));
    }
    std::ostringstream out;
    table.print(out);
    return out.str();
}

} // namespace outlay::cli
