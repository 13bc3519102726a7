// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/cellmap.h"

#include <algorithm>
#include <utility>

namespace outlay::store {

using base::Cell;
using base::Day;
using base::EventRow;
using base::kAbsent;
using base::Measures;

namespace {

constexpr std::size_t kFirstSlots = 64;

std::size_t hashOf(std::uint32_t attribution)
{
    const std::uint64_t mixed = attribution * 0x9E3779B97F4A7C15U; // 2^64 ÷ the golden ratio
    return static_cast<std::size_t>(mixed >> 32);
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

CellMap::DayCells &CellMap::cellsOf(Day day)
{
    if (m_last == nullptr || m_lastDay != day) {
        m_last = &m_days[day];
        m_lastDay = day;
        m_last->isIdle = false;
        if (m_last->slots.empty())
            m_last->slots.resize(kFirstSlots);
    }
    return *m_last;
}

Measures &CellMap::at(Day day, std::uint32_t attribution)
{
    DayCells &of = cellsOf(day);
    const std::size_t mask = of.slots.size() - 1;
    for (std::size_t slot = hashOf(attribution) & mask;; slot = (slot + 1) & mask) {
        if (of.slots[slot] == 0) {
            of.cells.push_back({day, attribution, {}});
            of.slots[slot] = static_cast<std::uint32_t>(of.cells.size());
            ++m_size;
            if (of.cells.size() * 2 > of.slots.size())
                grow(of);
            return of.cells.back().sums;
        }
        Cell &cell = of.cells[of.slots[slot] - 1];
        if (cell.attribution == attribution)
            return cell.sums;
    }
}

void CellMap::foresee(std::uint32_t attribution) const
{
    if (m_last == nullptr)
        return;
    const std::size_t slot = hashOf(attribution) & (m_last->slots.size() - 1);
    if (const std::uint32_t index = m_last->slots[slot]; index != 0) {
        const auto *const cell = reinterpret_cast<const char *>(&m_last->cells[index - 1]);
        for (std::size_t line = 0; line < sizeof(Cell); line += 64)
            __builtin_prefetch(cell + line, 1);
    }
}

void CellMap::grow(DayCells &of)
{
    of.slots.assign(of.slots.size() * 2, 0);
    const std::size_t mask = of.slots.size() - 1;
    for (std::size_t i = 0; i < of.cells.size(); ++i) {
        std::size_t slot = hashOf(of.cells[i].attribution) & mask;
        while (of.slots[slot] != 0)
            slot = (slot + 1) & mask;
        of.slots[slot] = static_cast<std::uint32_t>(i + 1);
    }
}

bool CellMap::book(std::uint32_t attribution, const EventRow &row, std::int64_t sign)
{
    Measures &m = at(dayOf(row), attribution);
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

void CellMap::append(const DayCells &from, std::vector<Cell> &to)
{
    // Cells are large: each is moved once, from its place to the one where it belongs.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order; // attribution, place
    order.reserve(from.cells.size());
    for (std::size_t i = 0; i < from.cells.size(); ++i)
        order.emplace_back(from.cells[i].attribution, static_cast<std::uint32_t>(i));
    std::sort(order.begin(), order.end());
    for (const auto &[attribution, place] : order)
        to.push_back(from.cells[place]);
}

std::vector<Cell> CellMap::take()
{
    std::vector<Cell> cells;
    cells.reserve(m_size);
    for (auto &[day, its] : m_days)
        append(its, cells);
    m_days.clear();
    m_last = nullptr;
    m_size = 0;
    return cells;
}

std::vector<Cell> CellMap::takeIdle()
{
    std::vector<Cell> cells;
    for (auto its = m_days.begin(); its != m_days.end();) {
        if (!std::exchange(its->second.isIdle, true)) {
            ++its;
            continue;
        }
        append(its->second, cells);
        m_size -= its->second.cells.size();
        its = m_days.erase(its);
    }
    m_last = nullptr; // so that the next event marks its day
    return cells;
}

} // namespace outlay::store
