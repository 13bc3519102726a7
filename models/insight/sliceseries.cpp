// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/sliceseries.h"

#include <algorithm>

namespace outlay::insight {

using base::FixedDimension;
using base::Period;

namespace {

constexpr std::array<FixedDimension, kSliced> kSlicedBy = {FixedDimension::Feature, FixedDimension::Segment,
                                                           FixedDimension::Model};
/// Days that are asked for at once: the answer for a year would be long.
constexpr std::chrono::days kDaysAtOnce{28};

} // namespace

bool overlap(const SliceKey &a, const SliceKey &b)
{
    for (std::size_t d = 0; d < kSliced; ++d)
        if (a.says(d) && b.says(d) && a.values[d] != b.values[d])
            return false;
    return true;
}

bool contains(const SliceKey &outer, const SliceKey &inner)
{
    return (outer.said & ~inner.said) == 0 && overlap(outer, inner);
}

SliceKey both(const SliceKey &a, const SliceKey &b)
{
    SliceKey result{a.said | b.said, {}};
    for (std::size_t d = 0; d < kSliced; ++d)
        result.values[d] = a.says(d) ? a.values[d] : b.values[d];
    return result;
}

std::size_t SliceKeyHash::operator()(const SliceKey &key) const
{
    std::uint64_t hash = key.said;
    for (const std::uint32_t value : key.values)
        hash = (hash ^ value) * 0x9e3779b97f4a7c15U;
    return hash ^ (hash >> 32U);
}

base::Result<SliceSeries> SliceSeries::load(const cube::Cube &cube, const base::Filter &filter,
                                            const std::stop_token &stop)
{
    SliceSeries result;
    result.m_days = filter.period;
    base::Grouping by = {base::Dimension(base::kDay)};
    for (const FixedDimension dimension : kSlicedBy)
        by.emplace_back(base::nameOf(dimension));
    base::Filter part = filter;
    for (base::Day first = filter.period.first; first <= filter.period.last; first += kDaysAtOnce) {
        if (stop.stop_requested())
            return base::fail(base::ErrorKind::Cancelled, "anomalies", "was stopped");
        part.period = {first, std::min(filter.period.last, first + kDaysAtOnce - std::chrono::days{1})};
        const auto table = cube.query(part, by);
        if (!table)
            return tl::unexpected(table.error());
        for (const cube::Row &row : table->rows)
            if (row.sums.costNanos != 0)
                result.add(row);
    }
    return result;
}

void SliceSeries::add(const cube::Row &row)
{
    const auto day = static_cast<std::size_t>((*base::parseDay(row.keys.front()) - m_days.first).count());
    std::array<std::uint32_t, kSliced> numbers{};
    for (std::size_t d = 0; d < kSliced; ++d) {
        const auto [it, isNew] =
            m_numbers[d].try_emplace(row.keys[d + 1], static_cast<std::uint32_t>(m_values[d].size()));
        if (isNew)
            m_values[d].push_back(row.keys[d + 1]);
        numbers[d] = it->second;
    }
    for (unsigned said = 0; said <= kSaysAll; ++said) {
        SliceKey key{said, {}};
        for (std::size_t d = 0; d < kSliced; ++d)
            key.values[d] = key.says(d) ? numbers[d] : 0;
        Costs &costs = m_costs[key];
        costs.resize(static_cast<std::size_t>(m_days.days()));
        costs[day] += static_cast<double>(row.sums.costNanos);
    }
}

const SliceSeries::Costs *SliceSeries::find(const SliceKey &key) const
{
    const auto it = m_costs.find(key);
    return it == m_costs.end() ? nullptr : &it->second;
}

Slice SliceSeries::named(const SliceKey &key) const
{
    Slice slice;
    for (std::size_t d = 0; d < kSliced; ++d)
        if (key.says(d))
            slice.emplace(base::nameOf(kSlicedBy[d]), m_values[d][key.values[d]]);
    return slice;
}

bool SliceSeries::isUnattributed(const SliceKey &key, std::size_t dimension) const
{
    return key.says(dimension) && m_values[dimension][key.values[dimension]] == base::kUnattributed;
}

} // namespace outlay::insight
