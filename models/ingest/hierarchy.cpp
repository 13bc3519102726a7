// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/hierarchy.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

/// Deeper trees are circles.
constexpr int kMaxLevels = 1000;

} // namespace

/// Calls visit(id, facts) for every event above another, the nearest first.
template <class Visit>
void Hierarchy::forEachAbove(std::uint64_t event, Visit &&visit) const
{
    auto above = m_parents.find(event);
    for (int level = 0; above != m_parents.end() && level < kMaxLevels; ++level) {
        const std::uint64_t parent = above->second;
        const auto found = m_events.find(parent);
        if (parent != event && found != m_events.end())
            visit(parent, found->second);
        above = m_parents.find(parent);
    }
}

std::vector<std::uint64_t> Hierarchy::takeRepeated()
{
    std::vector<std::uint64_t> fresh;
    const auto repeats = [&](std::uint64_t event) {
        if (m_repeated.insert(event).second)
            fresh.push_back(event);
    };
    for (const auto &event : m_events) {
        if (event.second.saysUsage)
            forEachAbove(event.first, [&](std::uint64_t above, const CallFacts &) { repeats(above); });
    }
    for (const auto &event : m_events) {
        const CallFacts &own = event.second;
        if (own.saysUsage)
            continue;
        bool isSaidAbove = false;
        forEachAbove(event.first, [&](std::uint64_t above, const CallFacts &its) {
            if (its.saysUsage)
                isSaidAbove = isSaidAbove || m_repeated.count(above) == 0;
            else if (its.failed || !own.failed)
                repeats(above);
        });
        if (isSaidAbove && !own.failed)
            repeats(event.first);
    }
    std::sort(fresh.begin(), fresh.end());
    return fresh;
}

} // namespace outlay::ingest
