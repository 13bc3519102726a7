// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/monthguard.h"

#include "store/cellstore.h"

namespace outlay::store {

base::Result<MonthGuard::Sums> MonthGuard::sumsOf(const Connection &connection, base::Month month)
{
    const auto sums = sumOver(connection, base::periodOf(month));
    if (!sums)
        return tl::unexpected(sums.error());
    return Sums{sums->requests, sums->costNanos + sums->filledNanos,
                sums->inputTokens + sums->cacheReadTokens + sums->cacheWriteTokens() + sums->outputTokens};
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
