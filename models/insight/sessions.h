// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/filter.h"
#include "base/measures.h"
#include "base/money.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace outlay::insight {

/// The sessions of a group. One whose calls are of several groups counts in each of them, with its part.
struct SessionRow
{
    std::vector<std::string> keys;
    std::int64_t sessions = 0;
    std::int64_t unpricedSessions = 0; ///< of them, those of which no call has a cost; in no average
    std::int64_t calls = 0;            ///< of sessions
    std::int64_t unpricedCalls = 0;
    base::Money cost;                  ///< of sessions
    std::optional<base::Money> mean;   ///< cost ÷ sessions with a cost, half-even
    std::optional<base::Money> median; ///< of two in the middle the cheaper
    base::Money dearest;
    std::int64_t callsWithout = 0; ///< of no session, as the log names none
    base::Money costWithout;
};

struct Sessions
{
    base::Filter filter;
    base::Grouping by;
    std::vector<SessionRow>
        rows;         ///< by cost, with and without a session, descending. Costs add up to total's
    SessionRow total; ///< each session once
};

/// Adds calls up by session. Used by one thread.
class SessionCounting
{
public:
    explicit SessionCounting(base::CostBasis basis)
        : m_basis(basis)
    {
    }

    /// `group`: of the result's keys. `session`: empty where the log names none.
    void add(std::size_t group, const base::EventRow &row, const std::string &session);
    Sessions result(const base::Filter &filter, const base::Grouping &by,
                    const std::vector<std::vector<std::string>> &keys) const;

private:
    struct Sums
    {
        std::int64_t calls = 0;
        std::int64_t priced = 0;
        std::int64_t costNanos = 0;
    };
    void take(Sums &sums, const base::EventRow &row) const;
    static void fill(SessionRow &row, const std::vector<const Sums *> &sessions, const Sums &without);

    const base::CostBasis m_basis;
    std::unordered_map<std::string, std::size_t> m_ids;
    std::vector<Sums> m_sessions;                               ///< by id
    std::vector<std::unordered_map<std::size_t, Sums>> m_parts; ///< by group, then id
    std::vector<Sums> m_without;                                ///< by group
};

} // namespace outlay::insight
