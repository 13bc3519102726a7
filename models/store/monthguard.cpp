// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/monthguard.h"

#include "store/statement.h"

namespace outlay::store {

base::Result<MonthGuard::Sums> MonthGuard::sumsOf(const Connection &connection, base::Month month)
{
    const base::Period days = base::periodOf(month);
    Statement rows(connection,
                   "SELECT coalesce(sum(requests), 0), coalesce(sum(cost_nanos + filled_nanos), 0),"
                   " coalesce(sum(input_tokens + cache_read_tokens + cache_write_5m_tokens"
                   " + cache_write_1h_tokens + output_tokens), 0) FROM cells WHERE day BETWEEN ? AND ?");
    rows.bind(1, std::int64_t{days.first.time_since_epoch().count()});
    rows.bind(2, std::int64_t{days.last.time_since_epoch().count()});
    Sums sums;
    if (rows.next())
        sums = {rows.number(0), rows.number(1), rows.number(2)};
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return sums;
}

base::Result<MonthGuard> MonthGuard::begin(const Connection &connection)
{
    auto months = readClosedMonths(connection);
    if (!months)
        return failureOf(months);
    MonthGuard guard;
    for (const ClosedMonth &month : *months) {
        auto sums = sumsOf(connection, month.month);
        if (!sums)
            return failureOf(sums);
        guard.m_months.push_back({month, *sums});
    }
    return guard;
}

base::Result<void> MonthGuard::finish(const Connection &connection, base::Instant now,
                                      const std::string &reason) const
{
    std::string changed;
    for (const auto &[month, before] : m_months) {
        auto after = sumsOf(connection, month.month);
        if (!after)
            return failureOf(after);
        if (*after == before)
            continue;
        if (!month.reopenedAt) {
            changed += (changed.empty() ? "" : ", ") + base::isoMonth(month.month);
        } else if (auto written = writeRestatement(
                       connection, {now, month.month, before.shownNanos, after->shownNanos, reason});
                   !written) {
            return written;
        }
    }
    if (changed.empty())
        return {};
    return base::fail(base::ErrorKind::BadInput, connection.path(),
                      changed +
                          " is closed, and this would change it; nothing was changed. To change it, reopen"
                          " it first: outlay months reopen " +
                          changed.substr(0, changed.find(',')));
}

} // namespace outlay::store
