// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"

#include <cstdint>
#include <vector>

namespace outlay::store {

/// Sums per day × attribution that are gathered before they are written: a flat hash table, because every
/// imported event passes here.
class CellMap
{
public:
    CellMap();

    /// False when a sum would pass 64 bits; the map is then of no more use.
    [[nodiscard]] bool add(std::uint32_t attribution, const base::EventRow &row)
    {
        return book(attribution, row, 1);
    }
    [[nodiscard]] bool subtract(std::uint32_t attribution, const base::EventRow &row)
    {
        return book(attribution, row, -1);
    }

    std::size_t size() const { return m_cells.size(); }
    /// All cells by day and attribution, which are then forgotten.
    std::vector<base::Cell> take();

private:
    bool book(std::uint32_t attribution, const base::EventRow &row, std::int64_t sign);
    base::Measures &at(base::Day day, std::uint32_t attribution);
    void grow();

    std::vector<base::Cell> m_cells;
    std::vector<std::uint32_t> m_slots; ///< 1 + index into m_cells, or 0; a power of two of them
};

} // namespace outlay::store
