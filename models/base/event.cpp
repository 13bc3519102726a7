// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/event.h"

namespace outlay::base {

namespace {

void add(std::int64_t value, std::int64_t &sum, std::int64_t &count)
{
    if (value == kAbsent)
        return;
    sum += value;
    ++count;
}

} // namespace

void EventBatch::clear()
{
    newAttributions.clear();
    newUsers.clear();
    rows.clear();
    extras.clear();
    billing.clear();
    retracted.clear();
}

Measures measuresOf(const EventRow &row)
{
    Measures m;
    m.requests = 1;
    add(row.costNanos, m.costNanos, m.priced);
    add(row.inputTokens, m.inputTokens, m.withInput);
    add(row.cacheReadTokens, m.cacheReadTokens, m.withCacheRead);
    add(row.outputTokens, m.outputTokens, m.withOutput);
    add(row.latencyUs, m.latencyUs, m.withLatency);
    // The two kinds of cache write are one figure to the reader: known if either is.
    std::int64_t ignored = 0;
    add(row.cacheWrite5mTokens, m.cacheWrite5mTokens, ignored);
    add(row.cacheWrite1hTokens, m.cacheWrite1hTokens, ignored);
    m.withCacheWrite = ignored > 0 ? 1 : 0;
    add(row.computedNanos, m.computedNanos, m.computed);
    if (row.costNanos == kAbsent)
        add(row.computedNanos, m.filledNanos, m.filled);
    m.missingUsage = isUsageMissing(row) ? 1 : 0;
    return m;
}

} // namespace outlay::base
