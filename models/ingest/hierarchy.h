// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/mapper.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace outlay::ingest {

/// What a call of a tree says of itself.
struct CallFacts
{
    bool saysUsage = false;
    bool failed = false;
};

/// Records that stand in trees (the spans of a trace): where a child says what it used, the events above it,
/// which say it again, are not to be counted. Of calls that do not say it, one within the other, which
/// several instrumentations write of one call, the innermost counts; none where one above says it for them.
/// What failed stays: an attempt is a call. Lives through an import; some 50 bytes a record.
class Hierarchy
{
public:
    void add(const Mapper::Link &link)
    {
        if (link.id != 0 && link.parent != 0)
            m_parents[link.id] = link.parent;
    }
    void addEvent(std::uint64_t id, const CallFacts &facts)
    {
        CallFacts &known = m_events[id];
        known = {known.saysUsage || facts.saysUsage, facts.failed};
    }

    /// Keys of events that only repeat others, and were not named before.
    std::vector<std::uint64_t> takeRepeated();

private:
    template <class Visit>
    void forEachAbove(std::uint64_t event, Visit &&visit) const;

    std::unordered_map<std::uint64_t, std::uint64_t> m_parents;
    std::unordered_map<std::uint64_t, CallFacts> m_events;
    std::unordered_set<std::uint64_t> m_repeated;
};

} // namespace outlay::ingest
