// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/filter.h"
#include "base/zone.h"
#include "cube/cube.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace outlay::jobs {

/// Which group of a grouping each single event is in. Groups are numbered from 0 in the order in which events
/// of them are seen. Used by one thread.
class EventGroups
{
public:
    /// Dimensions are those of the cube; of `filter` the period does not matter. Errors: Misuse for an
    /// unknown dimension.
    static base::Result<EventGroups> of(const cube::Cube &cube, const base::Filter &filter,
                                        const base::Grouping &by, const base::Zone &zone);

    /// Nothing for an event that the filter leaves out.
    std::optional<std::size_t> groupOf(const base::EventRow &row);
    const std::vector<std::vector<std::string>> &keys() const { return m_keys; }

private:
    static constexpr std::uint32_t kNone = 0xffffffff;

    EventGroups(base::Grouping by, const base::Zone &zone)
        : m_by(std::move(by))
        , m_clock(zone)
    {
    }
    std::vector<std::string> wholeKeys(const std::vector<std::string> &values, base::Day day) const;

    base::Grouping m_by;
    base::DayClock m_clock;
    bool m_hasTime = false;
    std::vector<std::vector<std::string>> m_values;                     ///< without the dimensions of time
    std::vector<std::uint32_t> m_valuesOf;                              ///< by attribution id
    std::map<std::pair<std::uint32_t, base::Day>, std::size_t> m_timed; ///< values and bucket → group
    std::vector<std::uint32_t> m_untimed;                               ///< values → group
    std::map<std::vector<std::string>, std::size_t> m_numbers;
    std::vector<std::vector<std::string>> m_keys;
};

} // namespace outlay::jobs
