// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/months.h"

#include "store/statement.h"

#include <sqlite3.h>

namespace outlay::store {

namespace {

base::Instant instantOf(std::int64_t us)
{
    return base::Instant{std::chrono::microseconds{us}};
}

base::Result<base::Month> monthOf(const Connection &connection, std::string_view text)
{
    if (const auto month = base::parseMonth(std::string(text)))
        return *month;
    return base::fail(base::ErrorKind::Corrupt, connection.path(),
                      "\"" + std::string(text) + "\" stands where a month should");
}

} // namespace

base::Result<std::vector<ClosedMonth>> readClosedMonths(const Connection &connection)
{
    std::vector<ClosedMonth> months;
    Statement rows(connection, "SELECT month, closed_at, reopened_at FROM closed_months ORDER BY month");
    while (rows.next()) {
        const auto month = monthOf(connection, rows.text(0));
        if (!month)
            return tl::unexpected(month.error());
        ClosedMonth &closed = months.emplace_back(ClosedMonth{*month, instantOf(rows.number(1)), {}});
        if (!rows.isNull(2))
            closed.reopenedAt = instantOf(rows.number(2));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return months;
}

base::Result<void> closeMonth(const Connection &connection, base::Month month, base::Instant now)
{
    const std::string name = base::isoMonth(month);
    Statement close(connection, "INSERT INTO closed_months VALUES (?, ?, NULL) ON CONFLICT (month) DO UPDATE"
                                " SET closed_at = excluded.closed_at, reopened_at = NULL"
                                " WHERE reopened_at IS NOT NULL");
    return close.bind(1, std::string_view(name)).bind(2, std::int64_t{now.time_since_epoch().count()}).run();
}

base::Result<void> reopenMonth(const Connection &connection, base::Month month, base::Instant now)
{
    const std::string name = base::isoMonth(month);
    Statement reopen(connection,
                     "UPDATE closed_months SET reopened_at = ? WHERE month = ? AND reopened_at IS NULL");
    auto ran =
        reopen.bind(1, std::int64_t{now.time_since_epoch().count()}).bind(2, std::string_view(name)).run();
    if (ran && sqlite3_changes(connection.handle()) == 0)
        return base::fail(base::ErrorKind::NotFound, connection.path(), name + " is not closed");
    return ran;
}

base::Result<std::vector<Restatement>> readRestatements(const Connection &connection)
{
    std::vector<Restatement> restatements;
    Statement rows(connection,
                   "SELECT at, month, old_nanos, new_nanos, reason FROM restatements ORDER BY id");
    while (rows.next()) {
        const auto month = monthOf(connection, rows.text(1));
        if (!month)
            return tl::unexpected(month.error());
        restatements.push_back(
            {instantOf(rows.number(0)), *month, rows.number(2), rows.number(3), std::string(rows.text(4))});
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return restatements;
}

base::Result<void> writeRestatement(const Connection &connection, const Restatement &restatement)
{
    const std::string name = base::isoMonth(restatement.month);
    Statement insert(connection, "INSERT INTO restatements (at, month, old_nanos, new_nanos, reason)"
                                 " VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, std::int64_t{restatement.at.time_since_epoch().count()}).bind(2, std::string_view(name));
    insert.bind(3, restatement.oldNanos).bind(4, restatement.newNanos);
    return insert.bind(5, std::string_view(restatement.reason)).run();
}

} // namespace outlay::store
