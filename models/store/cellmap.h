// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/zone.h"

#include <cstdint>
#include <map>
#include <vector>

namespace outlay::store {

/// Sums per day × attribution that are gathered before they are written: a flat hash table for each day,
/// because every imported event passes here, and the next one is mostly of the same day.
class CellMap
{
public:
    /// Sums by the days of that zone.
    explicit CellMap(base::Zone zone)
        : m_clock(std::move(zone))
    {
    }

    const base::Zone &zone() const { return m_clock.zone(); }
    base::Day dayOf(const base::EventRow &row) { return m_clock.dayOf(row.atUs); }

    /// False when a sum would pass 64 bits; the map is then of no more use.
    [[nodiscard]] bool add(std::uint32_t attribution, const base::EventRow &row)
    {
        return book(attribution, row, 1);
    }
    [[nodiscard]] bool subtract(std::uint32_t attribution, const base::EventRow &row)
    {
        return book(attribution, row, -1);
    }

    /// Tells the processor which memory add() will need for an event that is to come soon, mostly of the day
    /// at hand: the cells of a day are more than stays near, and waiting for them takes longer than adding.
    void foresee(std::uint32_t attribution) const;

    std::size_t size() const { return m_size; }
    /// All cells by day and attribution, which are then forgotten.
    std::vector<base::Cell> take();
    /// The same for the days that nothing came for since the last call.
    std::vector<base::Cell> takeIdle();

private:
    struct DayCells
    {
        std::vector<base::Cell> cells;
        std::vector<std::uint32_t> slots; ///< 1 + index into cells, or 0; a power of two of them
        bool isIdle = false;
    };

    bool book(std::uint32_t attribution, const base::EventRow &row, std::int64_t sign);
    DayCells &cellsOf(base::Day day);
    base::Measures &at(base::Day day, std::uint32_t attribution);
    static void grow(DayCells &of);
    static void append(const DayCells &from, std::vector<base::Cell> &to);

    base::DayClock m_clock;
    std::map<base::Day, DayCells> m_days;
    base::Day m_lastDay{};
    DayCells *m_last = nullptr; ///< those of m_lastDay
    std::size_t m_size = 0;
};

} // namespace outlay::store
