// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <ostream>
#include <string>
#include <vector>

namespace outlay::cli {

/// Rows of text in aligned columns for a terminal. Widths count UTF-8 characters.
class TextTable
{
public:
    struct Column
    {
        std::string title;
        bool rightAligned = false;
    };

    explicit TextTable(std::vector<Column> columns);

    void addRow(std::vector<std::string> cells);
    /// Draws a line above the next row.
    void addRule();
    void print(std::ostream &out) const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows; ///< an empty row is a rule
};

/// 1234567 → "1,234,567".
std::string grouped(std::int64_t number);

/// Dollars for a terminal: cents, and six decimals below a dollar, where cents would hide the amount.
std::string dollars(base::Money amount);

/// The last part of a path.
std::string fileName(const std::string &path);

} // namespace outlay::cli
