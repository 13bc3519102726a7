// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/hierarchy.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

/// Deeper trees are circles.
constexpr int kMaxLevels = 1000;

} // namespace

std::vector<std::uint64_t> Hierarchy::takeRepeated()
{
    std::vector<std::uint64_t> fresh;
    for (const auto &[event, saysUsage] : m_events) {
        if (!saysUsage)
            continue;
        auto above = m_parents.find(event);
        for (int level = 0; above != m_parents.end() && level < kMaxLevels; ++level) {
            const std::uint64_t parent = above->second;
            if (parent != event && m_events.count(parent) > 0 && m_repeated.insert(parent).second)
                fresh.push_back(parent);
            above = m_parents.find(parent);
        }
    }
    std::sort(fresh.begin(), fresh.end());
    return fresh;
}

} // namespace outlay::ingest
