// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/values.h"

#include "store/connection.h"
#include "store/statement.h"

#include <chrono>

namespace outlay::store {

using base::ValueRow;

namespace {

std::int64_t numberOfDay(base::Day day)
{
    return day.time_since_epoch().count();
}

base::Day dayOfNumber(std::int64_t number)
{
    return base::Day{std::chrono::days{number}};
}

std::string nameOfFile(const std::string &path)
{
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// The first import that `sql` finds for a text; 0: none.
base::Result<std::int64_t> findImport(const Connection &connection, const char *sql, const std::string &text)
{
    std::int64_t id = 0;
    Statement found(connection, sql);
    found.bind(1, std::string_view(text));
    if (found.next())
        id = found.number(0);
    if (auto finished = found.finish(); !finished)
        return failureOf(finished);
    return id;
}

base::Result<void> deleteImport(const Connection &connection, std::int64_t id)
{
    Statement rows(connection, "DELETE FROM value_rows WHERE import = ?");
    Statement import(connection, "DELETE FROM value_imports WHERE id = ?");
    return rows.bind(1, id).run().and_then([&] { return import.bind(1, id).run(); });
}

base::Result<std::int64_t> insertImport(const Connection &connection, const base::ValueFile &file,
                                        base::Instant now)
{
    const std::string name = nameOfFile(file.path);
    Statement insert(connection, "INSERT INTO value_imports (at, path, name, fingerprint) VALUES (?, ?, ?, ?)"
                                 " RETURNING id");
    insert.bind(1, std::int64_t{now.time_since_epoch().count()}).bind(2, std::string_view(file.path));
    insert.bind(3, std::string_view(name)).bind(4, std::string_view(file.fingerprint));
    std::int64_t id = 0;
    while (insert.next())
        id = insert.number(0);
    if (auto finished = insert.finish(); !finished)
        return failureOf(finished);
    return id;
}

base::Result<void> insertRows(const Connection &connection, const std::vector<ValueRow> &rows,
                              std::int64_t id)
{
    Statement insert(connection, "INSERT INTO value_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::int64_t position = 0;
    for (const ValueRow &row : rows) {
        insert.bind(1, id).bind(2, position++).bind(3, row.line);
        insert.bind(4, numberOfDay(row.days.first)).bind(5, numberOfDay(row.days.last));
        insert.bind(6, std::string_view(row.feature)).bind(7, std::string_view(row.segment));
        insert.bind(8, std::string_view(row.unit)).bind(9, row.amountNanos);
        if (row.rate)
            insert.bind(10, row.rate->nanos());
        else
            insert.bindNull(10);
        if (auto inserted = insert.run(); !inserted)
            return inserted;
    }
    return {};
}

/// Rows of an import about something that a row of another import is about, too: likely the same twice.
base::Result<std::int64_t> countOverlapping(const Connection &connection, std::int64_t id)
{
    Statement count(connection,
                    "WITH others AS MATERIALIZED (SELECT * FROM value_rows WHERE import <> ?1)"
                    " SELECT count(*) FROM value_rows AS mine WHERE import = ?1 AND EXISTS"
                    " (SELECT 1 FROM others WHERE others.feature = mine.feature"
                    " AND others.segment = mine.segment AND others.unit = mine.unit"
                    " AND others.first_day <= mine.last_day AND others.last_day >= mine.first_day)");
    count.bind(1, id);
    const std::int64_t rows = count.next() ? count.number(0) : 0;
    if (auto finished = count.finish(); !finished)
        return failureOf(finished);
    return rows;
}

} // namespace

base::Result<std::vector<ValueRow>> readValues(const Connection &connection)
{
    std::vector<ValueRow> values;
    Statement rows(connection, "SELECT first_day, last_day, feature, segment, unit, amount_nanos, rate_nanos,"
                               " line FROM value_rows ORDER BY import, position");
    while (rows.next()) {
        ValueRow row{{dayOfNumber(rows.number(0)), dayOfNumber(rows.number(1))},
                     std::string(rows.text(2)),
                     std::string(rows.text(3)),
                     std::string(rows.text(4)),
                     rows.number(5),
                     std::nullopt,
                     rows.number(7)};
        if (!rows.isNull(6))
            row.rate = base::Money::fromNanos(rows.number(6));
        values.push_back(std::move(row));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return values;
}

base::Result<std::vector<base::ValueImport>> readValueImports(const Connection &connection)
{
    std::vector<base::ValueImport> imports;
    Statement rows(connection, "SELECT id, at, path, count(position), min(first_day), max(last_day)"
                               " FROM value_imports LEFT JOIN value_rows ON import = id"
                               " GROUP BY id ORDER BY id DESC");
    while (rows.next()) {
        base::ValueImport import{rows.number(0), base::Instant{std::chrono::microseconds{rows.number(1)}},
                                 std::string(rows.text(2)), rows.number(3), std::nullopt};
        if (!rows.isNull(4))
            import.span = base::Period{dayOfNumber(rows.number(4)), dayOfNumber(rows.number(5))};
        imports.push_back(std::move(import));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return imports;
}

base::Result<base::ValuesKept> keepValues(const Connection &connection, const base::ValueFile &file,
                                          base::Instant now, bool beside)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    base::ValuesKept kept;
    auto known =
        findImport(connection, "SELECT id FROM value_imports WHERE fingerprint = ?", file.fingerprint);
    if (!known)
        return failureOf(known);
    if (*known != 0) {
        kept.id = *known;
        kept.isKnown = true;
        return kept;
    }
    if (!beside && file.path != "-") { // standard input has no name
        auto earlier = findImport(connection, "SELECT id FROM value_imports WHERE name = ? ORDER BY id DESC",
                                  nameOfFile(file.path));
        if (!earlier)
            return failureOf(earlier);
        kept.replacedId = *earlier;
    }
    if (kept.replacedId != 0) {
        if (auto gone = deleteImport(connection, kept.replacedId); !gone)
            return failureOf(gone);
    }
    auto id = insertImport(connection, file, now);
    if (!id)
        return failureOf(id);
    kept.id = *id;
    kept.added = static_cast<std::int64_t>(file.rows.size());
    if (auto inserted = insertRows(connection, file.rows, *id); !inserted)
        return failureOf(inserted);
    auto overlapping = countOverlapping(connection, *id);
    if (!overlapping)
        return failureOf(overlapping);
    kept.overlapping = *overlapping;
    if (auto committed = transaction->commit(); !committed)
        return failureOf(committed);
    return kept;
}

base::Result<std::int64_t> removeValues(const Connection &connection, std::int64_t id)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    auto imports = readValueImports(connection);
    if (!imports)
        return failureOf(imports);
    for (const base::ValueImport &import : *imports) {
        if (import.id != id)
            continue;
        if (auto gone = deleteImport(connection, id); !gone)
            return failureOf(gone);
        if (auto committed = transaction->commit(); !committed)
            return failureOf(committed);
        return import.rows;
    }
    return base::fail(base::ErrorKind::NotFound, connection.path(),
                      "there is no value file " + std::to_string(id) + "; outlay values list shows them");
}

} // namespace outlay::store
