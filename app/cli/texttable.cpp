// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/texttable.h"

#include <algorithm>
#include <cstdlib>

namespace outlay::cli {

namespace {

std::size_t width(const std::string &text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void pad(std::ostream &out, std::size_t count, char with = ' ')
{
    for (; count > 0; --count)
        out << with;
}

} // namespace

TextTable::TextTable(std::vector<Column> columns)
    : m_columns(std::move(columns))
{
}

void TextTable::addRow(std::vector<std::string> cells)
{
    m_rows.push_back(std::move(cells));
}

void TextTable::addRule()
{
    m_rows.emplace_back();
}

void TextTable::print(std::ostream &out) const
{
    std::vector<std::size_t> widths;
    std::vector<std::string> titles;
    for (const Column &column : m_columns) {
        widths.push_back(width(column.title));
        titles.push_back(column.title);
    }
    for (const auto &row : m_rows)
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], width(row[c]));

    const auto printRow = [&](const std::vector<std::string> &cells) {
        for (std::size_t c = 0; c < widths.size(); ++c) {
            const bool last = c + 1 == widths.size();
            const std::size_t blanks = widths[c] - width(cells[c]);
            pad(out, m_columns[c].rightAligned ? blanks : 0);
            out << cells[c];
            pad(out, m_columns[c].rightAligned || last ? 0 : blanks);
            out << (last ? "\n" : "  ");
        }
    };
    const auto printRule = [&] {
        for (std::size_t c = 0; c < widths.size(); ++c) {
            pad(out, widths[c], '-');
            out << (c + 1 == widths.size() ? "\n" : "  ");
        }
    };
    printRow(titles);
    printRule();
    for (const auto &row : m_rows)
        row.empty() ? printRule() : printRow(row);
}

std::string grouped(std::int64_t number)
{
    std::string text = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t i = text.size(); i > first + 3; i -= 3)
        text.insert(i - 3, 1, ',');
    return text;
}

std::string dollars(base::Money amount)
{
    const bool small = amount.nanos() != 0 && std::abs(amount.nanos()) < base::kNanosPerDollar;
    const int decimals = small ? 6 : 2;
    return amount.roundedTo(decimals).toDecimal(decimals);
}

std::string fileName(const std::string &path)
{
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos || slash + 1 == path.size() ? path : path.substr(slash + 1);
}

} // namespace outlay::cli
