// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/eventscan.h"

#include "store/encoding.h"
#include "store/sourcekeys.h"

namespace outlay::store {

using base::kAbsent;

namespace {

constexpr const char *kPlain =
    "SELECT id, at, attribution, user, input_tokens, output_tokens, cost_nanos,"
    " latency, computed_beyond FROM events WHERE id BETWEEN ? AND ? AND at >= ? AND at < ?";
constexpr const char *kDetailed =
    "SELECT e.id, e.at, e.attribution, e.user, e.input_tokens, e.output_tokens, e.cost_nanos, e.latency,"
    " e.computed_beyond, d.cache_read_tokens, d.cache_write_5m_tokens, d.cache_write_1h_tokens, d.fields,"
    " d.attempt"
    " FROM events AS e LEFT JOIN event_details AS d ON d.event = e.id"
    " WHERE e.id BETWEEN ? AND ? AND e.at >= ? AND e.at < ?";

} // namespace

EventScan::EventScan(const Connection &connection, Details details)
    // Where the question fails, the scan itself will tell.
    : m_withDetails(details == Details::Always ||
                    connection.number("SELECT EXISTS (SELECT 1 FROM event_details)").value_or(1) != 0)
    , m_rows(connection, m_withDetails ? kDetailed : kPlain)
{
}

void EventScan::start(std::int64_t firstId, std::int64_t lastId, std::int64_t fromUs, std::int64_t endUs)
{
    m_rows.bind(1, firstId).bind(2, lastId).bind(3, storedAt(fromUs)).bind(4, storedAt(endUs));
}

bool EventScan::next(StoredEvent &event)
{
    if (!m_rows.next())
        return false;
    event.id = m_rows.number(0);
    base::EventRow &row = event.row;
    row.atUs = loggedAt(m_rows.number(1));
    row.attribution = static_cast<std::uint32_t>(m_rows.number(2));
    const std::int64_t user = m_rows.numberOrAbsent(3);
    row.user = user == kAbsent ? kAbsent : loggedUser(user);
    row.inputTokens = m_rows.numberOrAbsent(4);
    row.outputTokens = m_rows.numberOrAbsent(5);
    row.costNanos = m_rows.numberOrAbsent(6);
    row.latencyUs = loggedLatency(m_rows.numberOrAbsent(7));
    row.computedNanos = loggedComputed(m_rows.numberOrAbsent(8), row.costNanos);
    if (m_withDetails) {
        row.cacheReadTokens = m_rows.numberOrAbsent(9);
        row.cacheWrite5mTokens = m_rows.numberOrAbsent(10);
        row.cacheWrite1hTokens = m_rows.numberOrAbsent(11);
        event.fields = m_rows.text(12);
        row.attempt = m_rows.isNull(13) ? 0 : loggedKey(m_rows.number(13));
    }
    return true;
}

base::Result<void> EventScan::finish()
{
    return m_rows.finish();
}

} // namespace outlay::store
