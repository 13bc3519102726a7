// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/mapper.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace outlay::ingest {

/// Records that stand in trees (the spans of a trace): where a child says what it used, the events above it,
/// which say it again, are not to be counted. Lives through an import; some 50 bytes a record.
class Hierarchy
{
public:
    void add(const Mapper::Link &link)
    {
        if (link.id != 0 && link.parent != 0)
            m_parents[link.id] = link.parent;
    }
    void addEvent(std::uint64_t id, bool saysUsage)
    {
        bool &says = m_events[id];
        says = says || saysUsage;
    }

    /// Keys of events that stand above others which say what they used, and were not named before.
    std::vector<std::uint64_t> takeRepeated();

private:
    std::unordered_map<std::uint64_t, std::uint64_t> m_parents;
    std::unordered_map<std::uint64_t, bool> m_events; ///< whether they say what they used
    std::unordered_set<std::uint64_t> m_repeated;
};

} // namespace outlay::ingest
