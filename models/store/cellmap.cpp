// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/cellmap.h"

#include <algorithm>
#include <tuple>

namespace outlay::store {

using base::Cell;
using base::Day;
using base::EventRow;
using base::kAbsent;
using base::Measures;

namespace {

constexpr std::size_t kFirstSlots = 1024;

std::size_t hashOf(Day day, std::uint32_t attribution)
{
    const auto key = static_cast<std::uint64_t>(day.time_since_epoch().count()) << 32 | attribution;
    const std::uint64_t mixed = key * 0x9E3779B97F4A7C15U; // 2^64 ÷ the golden ratio
    return static_cast<std::size_t>(mixed ^ mixed >> 32);
}

/// Adds sign × value where a value is there; false on overflow.
bool bookOne(std::int64_t value, std::int64_t sign, std::int64_t &sum, std::int64_t &count)
{
    if (value == kAbsent)
        return true;
    count += sign;
    return !(sign > 0 ? __builtin_add_overflow(sum, value, &sum) : __builtin_sub_overflow(sum, value, &sum));
}

} // namespace

CellMap::CellMap()
    : m_slots(kFirstSlots)
{
}

Measures &CellMap::at(Day day, std::uint32_t attribution)
{
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hashOf(day, attribution) & mask;; slot = (slot + 1) & mask) {
        if (m_slots[slot] == 0) {
            m_cells.push_back({day, attribution, {}});
            m_slots[slot] = static_cast<std::uint32_t>(m_cells.size());
            if (m_cells.size() * 2 > m_slots.size())
                grow();
            return m_cells.back().sums;
        }
        Cell &cell = m_cells[m_slots[slot] - 1];
        if (cell.day == day && cell.attribution == attribution)
            return cell.sums;
    }
}

void CellMap::grow()
{
    m_slots.assign(m_slots.size() * 2, 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        std::size_t slot = hashOf(m_cells[i].day, m_cells[i].attribution) & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = static_cast<std::uint32_t>(i + 1);
    }
}

bool CellMap::book(std::uint32_t attribution, const EventRow &row, std::int64_t sign)
{
    Measures &m = at(base::dayOf(row.atUs), attribution);
    m.requests += sign;
    // The two kinds of cache write share one count: known if either is.
    std::int64_t either = 0;
    if (row.cacheWrite5mTokens != kAbsent || row.cacheWrite1hTokens != kAbsent)
        m.withCacheWrite += sign;
    if (base::isUsageMissing(row))
        m.missingUsage += sign;
    if (row.costNanos == kAbsent && !bookOne(row.computedNanos, sign, m.filledNanos, m.filled))
        return false;
    return bookOne(row.costNanos, sign, m.costNanos, m.priced) &&
           bookOne(row.computedNanos, sign, m.computedNanos, m.computed) &&
           bookOne(row.inputTokens, sign, m.inputTokens, m.withInput) &&
           bookOne(row.outputTokens, sign, m.outputTokens, m.withOutput) &&
           bookOne(row.latencyUs, sign, m.latencyUs, m.withLatency) &&
           bookOne(row.cacheReadTokens, sign, m.cacheReadTokens, m.withCacheRead) &&
           bookOne(row.cacheWrite5mTokens, sign, m.cacheWrite5mTokens, either) &&
           bookOne(row.cacheWrite1hTokens, sign, m.cacheWrite1hTokens, either);
}

std::vector<Cell> CellMap::take()
{
    std::vector<Cell> cells = std::move(m_cells);
    m_cells.clear();
    m_slots.assign(kFirstSlots, 0);
    std::sort(cells.begin(), cells.end(), [](const Cell &a, const Cell &b) {
        return std::tie(a.day, a.attribution) < std::tie(b.day, b.attribution);
    });
    return cells;
}

} // namespace outlay::store
