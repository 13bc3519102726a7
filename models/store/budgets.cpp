// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/budgets.h"

#include "store/statement.h"

#include <sqlite3.h>

namespace outlay::store {

using base::Budget;

base::Result<std::vector<Budget>> readBudgets(const Connection &connection)
{
    std::vector<Budget> budgets;
    Statement rows(connection,
                   "SELECT id, feature, amount_nanos, soft_percent FROM budgets ORDER BY feature");
    while (rows.next())
        budgets.push_back({rows.number(0), std::string(rows.text(1)), base::Money::fromNanos(rows.number(2)),
                           static_cast<int>(rows.number(3))});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return budgets;
}

base::Result<void> writeBudget(const Connection &connection, const Budget &budget)
{
    Statement upsert(connection, "INSERT INTO budgets (feature, amount_nanos, soft_percent) VALUES (?, ?, ?)"
                                 " ON CONFLICT (feature) DO UPDATE SET amount_nanos = excluded.amount_nanos,"
                                 " soft_percent = excluded.soft_percent");
    upsert.bind(1, std::string_view(budget.feature)).bind(2, budget.amount.nanos());
    return upsert.bind(3, std::int64_t{budget.softPercent}).run();
}

base::Result<void> deleteBudget(const Connection &connection, const std::string &feature)
{
    Statement remove(connection, "DELETE FROM budgets WHERE feature = ?");
    auto removed = remove.bind(1, std::string_view(feature)).run();
    if (removed && sqlite3_changes(connection.handle()) == 0)
        return base::fail(base::ErrorKind::NotFound, connection.path(),
                          feature.empty() ? "there is no budget for the total"
                                          : "there is no budget for \"" + feature + "\"");
    return removed;
}

} // namespace outlay::store
