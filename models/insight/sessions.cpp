// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/sessions.h"

#include "insight/calloffers.h"

#include <algorithm>

namespace outlay::insight {

using base::Money;

void SessionCounting::take(Sums &sums, const base::EventRow &row) const
{
    const std::int64_t cost = costOn(m_basis, row);
    ++sums.calls;
    if (cost == base::kAbsent)
        return;
    ++sums.priced;
    sums.costNanos += cost;
}

void SessionCounting::add(std::size_t group, const base::EventRow &row, const std::string &session)
{
    if (m_parts.size() <= group) {
        m_parts.resize(group + 1);
        m_without.resize(group + 1);
    }
    if (session.empty())
        return take(m_without[group], row);
    const std::size_t id = m_ids.try_emplace(session, m_ids.size()).first->second;
    if (m_sessions.size() <= id)
        m_sessions.resize(id + 1);
    take(m_sessions[id], row);
    take(m_parts[group][id], row);
}

void SessionCounting::fill(SessionRow &row, const std::vector<const Sums *> &sessions, const Sums &without)
{
    std::vector<std::int64_t> costs;
    std::int64_t all = 0;
    for (const Sums *session : sessions) {
        row.calls += session->calls;
        row.unpricedCalls += session->calls - session->priced;
        all += session->costNanos;
        if (session->priced > 0)
            costs.push_back(session->costNanos);
    }
    row.sessions = static_cast<std::int64_t>(sessions.size());
    row.unpricedSessions = row.sessions - static_cast<std::int64_t>(costs.size());
    row.cost = Money::fromNanos(all);
    row.callsWithout = without.calls;
    row.unpricedCalls += without.calls - without.priced;
    row.costWithout = Money::fromNanos(without.costNanos);
    if (costs.empty())
        return;
    row.mean = Money::fromNanos(base::divideHalfEven(all, static_cast<std::int64_t>(costs.size())));
    const auto middle = costs.begin() + static_cast<std::ptrdiff_t>((costs.size() - 1) / 2);
    std::nth_element(costs.begin(), middle, costs.end());
    row.median = Money::fromNanos(*middle);
    row.dearest = Money::fromNanos(*std::max_element(costs.begin(), costs.end()));
}

Sessions SessionCounting::result(const base::Filter &filter, const base::Grouping &by,
                                 const std::vector<std::vector<std::string>> &keys) const
{
    Sessions result{filter, by, {}, {}};
    Sums without;
    for (std::size_t group = 0; group < m_parts.size(); ++group) {
        SessionRow row;
        row.keys = keys[group];
        std::vector<const Sums *> sessions;
        for (const auto &part : m_parts[group])
            sessions.push_back(&part.second);
        fill(row, sessions, m_without[group]);
        without.calls += m_without[group].calls;
        without.priced += m_without[group].priced;
        without.costNanos += m_without[group].costNanos;
        result.rows.push_back(std::move(row));
    }
    std::ranges::sort(result.rows, [](const SessionRow &a, const SessionRow &b) {
        const auto all = [](const SessionRow &row) { return row.cost.nanos() + row.costWithout.nanos(); };
        return all(a) != all(b) ? all(a) > all(b) : a.keys < b.keys;
    });
    std::vector<const Sums *> sessions;
    for (const Sums &session : m_sessions)
        sessions.push_back(&session);
    fill(result.total, sessions, without);
    return result;
}

} // namespace outlay::insight
