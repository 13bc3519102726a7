// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/duplicates.h"

#include "insight/calloffers.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>

namespace outlay::insight {

bool isLostAttempt(const base::Attribution &attribution)
{
    const auto &logged = attribution[base::FixedDimension::Outcome];
    const std::string_view outcome = logged ? base::outcomeOf(*logged) : std::string_view();
    return outcome == base::kFailed || outcome == base::kSupersededAttempt;
}

std::optional<std::uint64_t> DuplicateFinder::keyOf(const base::Attribution &attribution,
                                                    const base::EventRow &row)
{
    if (row.user == base::kAbsent || row.inputTokens == base::kAbsent || isLostAttempt(attribution))
        return std::nullopt;
    std::uint64_t key = 0xcbf29ce484222325;
    const auto mix = [&key](std::uint64_t value) {
        key = (key ^ value) * 0x9e3779b97f4a7c15;
        key ^= key >> 29;
    };
    for (const base::FixedDimension dimension : {base::FixedDimension::Feature, base::FixedDimension::Model})
        mix(std::hash<std::string>()(attribution[dimension].value_or(std::string())));
    mix(static_cast<std::uint64_t>(row.user));
    mix(static_cast<std::uint64_t>(row.inputTokens + counted(row.cacheReadTokens) +
                                   counted(row.cacheWrite5mTokens) + counted(row.cacheWrite1hTokens)));
    return key;
}

void DuplicateFinder::see(std::uint64_t key, std::int64_t atUs)
{
    m_seen.emplace_back(key, atUs);
}

void DuplicateFinder::settle()
{
    m_repeats.clear();
    const std::size_t own = m_seen.size();
    m_seen.insert(m_seen.end(), m_before.begin(), m_before.end());
    m_before.clear();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (const Seen &seen : m_seen)
        last = std::max(last, seen.second);
    if (own == 0) { // what was before is still all there is
        m_before = std::move(m_seen);
        m_seen.clear();
        return;
    }
    std::sort(m_seen.begin(), m_seen.end());
    for (std::size_t i = 1; i < m_seen.size(); ++i)
        if (m_seen[i].first == m_seen[i - 1].first && m_seen[i].second - m_seen[i - 1].second <= m_windowUs)
            ++m_repeats[m_seen[i]];
    for (const Seen &seen : m_seen)
        if (seen.second >= last - m_windowUs)
            m_before.push_back(seen);
    m_seen.clear();
}

bool DuplicateFinder::take(std::uint64_t key, std::int64_t atUs)
{
    const auto found = m_repeats.find({key, atUs});
    if (found == m_repeats.end() || found->second == 0)
        return false;
    --found->second;
    return true;
}

} // namespace outlay::insight
