// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/texttable.h"

#include "app/cli/showncurrency.h"
#include "base/scaled.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace outlay::cli {

namespace {

std::size_t width(const std::string &text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Cents, or as many decimals as tell what cents would hide of an amount below a unit of the currency.
int decimalsFor(base::Money amount)
{
    constexpr int small = 6;
    constexpr int most = 9;
    constexpr base::Int128 unit = base::Int128(base::kNanosPerDollar) * base::kPicosPerUnit;
    const base::DisplayRate &rate = shownIn();
    const int cents = base::minorDigits(rate.currency);
    const base::Int128 product = base::Int128(amount.nanos()) * rate.picosPerDollar;
    if (product <= -unit || product >= unit)
        return cents;
    const auto shown = base::Money::fromNanos(base::converted(amount.nanos(), rate, most));
    return shown.roundedTo(cents) != shown ? small : cents;
}

/// The amount of a money cell, which may have a plus.
std::optional<base::Money> amountIn(const std::string &cell)
{
    return base::Money::parse(cell.starts_with('+') ? cell.substr(1) : cell);
}

std::string inShownCurrency(base::Money amount, int decimals)
{
    return base::scaledText(base::converted(amount.nanos(), shownIn(), decimals), decimals, decimals);
}

/// "cost USD" and "cost_usd" in the currency that is shown.
std::string titleShown(const TextTable::Column &column)
{
    if (shownIn().isDollars())
        return column.title;
    if (isDollarName(column.title))
        return shownName(column.title);
    std::string title = column.title;
    const std::size_t at = title.rfind(base::kLedgerCurrency);
    const bool isLast = at != std::string::npos && at + base::kLedgerCurrency.size() == title.size();
    if (at != std::string::npos && (isLast || column.isMoney))
        title.replace(at, base::kLedgerCurrency.size(), shownIn().currency);
    return title;
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
    for (std::string &cell : cells)
        cell = visible(cell);
    m_rows.push_back(std::move(cells));
}

void TextTable::addRule()
{
    m_rows.emplace_back();
}

std::vector<std::vector<std::string>> TextTable::shownRows() const
{
    const auto isAmount = [this](std::size_t column) { return m_columns[column].isMoney; };
    int decimals = 0;
    for (const auto &row : m_rows)
        for (std::size_t c = 0; c < row.size(); ++c)
            if (const auto amount = isAmount(c) ? amountIn(row[c]) : std::nullopt)
                decimals = std::max(decimals, decimalsFor(*amount));
    auto rows = m_rows;
    for (auto &row : rows)
        for (std::size_t c = 0; c < row.size(); ++c)
            if (const auto amount = isAmount(c) ? amountIn(row[c]) : std::nullopt)
                row[c] = (row[c].starts_with('+') ? "+" : "") + inShownCurrency(*amount, decimals);
    return rows;
}

void TextTable::print(std::ostream &out) const
{
    const auto rows = shownRows();
    std::vector<std::size_t> widths;
    std::vector<std::string> titles;
    for (const Column &column : m_columns) {
        titles.push_back(visible(titleShown(column)));
        widths.push_back(width(titles.back()));
    }
    for (const auto &row : rows)
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
    for (const auto &row : rows)
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

std::string shownAmount(base::Money amount)
{
    return inShownCurrency(amount, decimalsFor(amount));
}

std::string shownSum(base::Money amount)
{
    const std::string text = shownAmount(amount);
    const std::string sign = base::currencySign(shownIn().currency);
    return text.starts_with('-') ? "-" + sign + text.substr(1) : sign + text;
}

std::string visible(const std::string &text)
{
    constexpr unsigned kDelete = 0x7F;
    constexpr unsigned kFirstPrintable = 0x20;
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto code = static_cast<unsigned char>(text[i]);
        // U+0080 to U+009F in UTF-8, which some terminals obey like ESC.
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        const bool isHigh = code == 0xC2 && next >= 0x80 && next <= 0x9F;
        if (!isHigh && code >= kFirstPrintable && code != kDelete) {
            safe += text[i];
            continue;
        }
        if (isHigh) {
            code = next;
            ++i;
        }
        std::array<char, 8> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "\\x%02x", static_cast<unsigned>(code));
        safe += escaped.data();
    }
    return safe;
}

std::string fileName(const std::string &path)
{
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos || slash + 1 == path.size() ? path : path.substr(slash + 1);
}

} // namespace outlay::cli
