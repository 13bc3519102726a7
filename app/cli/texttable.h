// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <ostream>
#include <string>
#include <vector>

namespace outlay::cli {

/// Rows of text in aligned columns for a terminal. Widths count UTF-8 characters; control characters are
/// shown as visible() does. All amounts of a table have the same number of decimals: cents, or six where one
/// of them is below a dollar and cents would hide what it is. They are shown in what shownIn() says, and so
/// are titles that end with USD.
class TextTable
{
public:
    struct Column
    {
        std::string title;
        bool rightAligned = false;
        bool isMoney =
            false; ///< cells are exact decimal dollars, with a plus or not; others stay as they are
    };

    explicit TextTable(std::vector<Column> columns);

    void addRow(std::vector<std::string> cells);
    /// Draws a line above the next row.
    void addRule();
    void print(std::ostream &out) const;

private:
    std::vector<std::vector<std::string>> shownRows() const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows; ///< an empty row is a rule
};

/// 1234567 → "1,234,567".
std::string grouped(std::int64_t number);

/// An amount for a terminal, in what amounts are shown in: cents, and six decimals below a dollar, where
/// cents would hide it.
std::string shownAmount(base::Money amount);
/// The same for a sentence: "$12.50", "-$3.00".
std::string shownSum(base::Money amount);

/// What a log says must not steer the terminal: control characters are shown as "\x1b".
std::string visible(const std::string &text);

/// The last part of a path.
std::string fileName(const std::string &path);

} // namespace outlay::cli
