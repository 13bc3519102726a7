// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <vector>

namespace outlay::cli {

/// A list that can be printed as a table, CSV or JSON (an array of objects). Numbers are exact and raw in CSV
/// and JSON: whole ones as numbers, decimals as text; an empty one is empty there, null, and "-" in a table.
class Listing
{
public:
    struct Column
    {
        std::string name;
        bool isNumber = false;
    };

    explicit Listing(std::vector<Column> columns);

    void add(std::vector<std::string> cells);
    /// `format` is table, csv or json.
    std::string text(const std::string &format) const;

private:
    std::string csv() const;
    std::string json() const;
    std::string table() const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace outlay::cli
