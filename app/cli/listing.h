// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/jsontext.h"

#include <string>
#include <vector>

namespace outlay::cli {

/// A list that can be printed as a table, CSV or JSON (an array of objects, or with facts an object that has
/// it as "rows"). Numbers are exact and raw in CSV and JSON: whole ones as numbers, decimals and amounts of
/// dollars (columns named so: "cost_usd") as text; an empty one is empty there, null, and "-" in a table.
/// Where another currency is shown, tables are in it, and CSV and JSON have it beside the dollars.
class Listing
{
public:
    struct Column
    {
        std::string name;
        bool isNumber = false;

        bool isMoney() const { return isNumber && name.ends_with("usd"); }
    };

    explicit Listing(std::vector<Column> columns);

    void add(std::vector<std::string> cells);
    /// What JSON says of the whole list.
    void setFacts(Json facts) { m_facts = std::move(facts); }
    /// `format` is table, csv or json.
    std::string text(const std::string &format) const;

private:
    std::string csv() const;
    std::string shownHeader() const;
    std::string shownCells(const std::vector<std::string> &row) const;
    std::string json() const;
    std::string table() const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
    Json m_facts;
};

} // namespace outlay::cli
