// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/texttable.h"
#include "base/csv.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace outlay::cli {

namespace {

/// A list that can be printed as a table, CSV or JSON. Number columns are raw in CSV and JSON.
class Listing
{
public:
    struct Column
    {
        std::string name;
        bool isNumber = false;
    };

    explicit Listing(std::vector<Column> columns)
        : m_columns(std::move(columns))
    {
    }

    void add(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }

    void print(const std::string &format) const
    {
        if (format == "csv")
            printCsv();
        else if (format == "json")
            printJson();
        else
            printTable();
    }

private:
    void printCsv() const
    {
        for (std::size_t c = 0; c < m_columns.size(); ++c)
            std::cout << (c > 0 ? "," : "") << m_columns[c].name;
        std::cout << "\n";
        for (const auto &row : m_rows) {
            for (std::size_t c = 0; c < row.size(); ++c)
                std::cout << (c > 0 ? "," : "") << (m_columns[c].isNumber ? row[c] : base::csvText(row[c]));
            std::cout << "\n";
        }
    }

    void printJson() const
    {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const auto &row : m_rows) {
            nlohmann::ordered_json entry;
            for (std::size_t c = 0; c < row.size(); ++c) {
                if (m_columns[c].isNumber && row[c].find('.') == std::string::npos)
                    entry[m_columns[c].name] = std::stoll(row[c]);
                else
                    entry[m_columns[c].name] = row[c];
            }
            list.push_back(std::move(entry));
        }
        std::cout << list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    }

    void printTable() const
    {
        std::vector<TextTable::Column> columns;
        for (const Column &column : m_columns)
            columns.push_back({column.name, column.isNumber});
        TextTable table(std::move(columns));
        for (const auto &row : m_rows)
            table.addRow(row);
        table.print(std::cout);
    }

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

/// All names for machines; for a terminal the first one and how many more.
std::string namesOf(const base::ImportSummary &import, const std::string &format)
{
    std::string names;
    for (const base::FileReport &file : import.files)
        names += (names.empty() ? "" : ", ") + fileName(file.path);
    if (format == "table" && import.files.size() > 1)
        return fileName(import.files.front().path) + " and " + std::to_string(import.files.size() - 1) +
               " more";
    return names;
}

} // namespace

int runImportsList(const ImportsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto imports = (*store)->imports();
    if (!imports)
        return complain(imports.error());
    Listing listing({{"id", true},
                     {"at"},
                     {"files"},
                     {"added", true},
                     {"duplicates", true},
                     {"rejected", true},
                     {"first_day"},
                     {"last_day"},
                     {"cost_usd", true}});
    for (const base::ImportSummary &import : *imports) {
        base::FileReport sum = base::ImportReport{import.id, import.files, {}}.totals();
        listing.add({std::to_string(import.id), base::isoInstant(import.at),
                     namesOf(import, arguments.format), std::to_string(sum.added),
                     std::to_string(sum.duplicates), std::to_string(sum.rejected),
                     import.span ? base::isoDay(import.span->first) : "",
                     import.span ? base::isoDay(import.span->last) : "",
                     base::Money::fromNanos(import.costNanos).toDecimal(2)});
    }
    listing.print(arguments.format);
    return Ok;
}

int runImportsUndo(const ImportsArguments &arguments)
{
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    if (!store)
        return complain(store.error());
    const auto removed = (*store)->undoImport(arguments.id);
    if (!removed)
        return complain(removed.error());
    std::cout << "import " << arguments.id << " undone: " << grouped(*removed) << " events taken out\n";
    return Ok;
}

int runImportsRejects(const ImportsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto rejects = (*store)->rejects(arguments.id);
    if (!rejects)
        return complain(rejects.error());
    Listing listing({{"file"}, {"line", true}, {"reason"}, {"excerpt"}});
    for (const base::Reject &reject : *rejects)
        listing.add({reject.file, std::to_string(reject.line), reject.reason, reject.excerpt});
    listing.print(arguments.format);
    return Ok;
}

} // namespace outlay::cli
