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

base::Result<SliceSeries> SliceSeries::load(const cube::Cube &cube, const base::Filter &filter, double least,
                                            const std::stop_token &stop)
{
    // What says less comes first: a part of what costs too little is not looked at.
    constexpr std::array<unsigned, kSaysAll + 1> saying = {0, 1, 2, 4, 3, 5, 6, 7};
    SliceSeries result;
    result.m_days = filter.period;
    for (const unsigned said : saying)
        if (const auto added = result.addSlices(cube, filter, said, least, stop); !added)
            return tl::unexpected(added.error());
    return result;
}

base::Result<void> SliceSeries::addSlices(const cube::Cube &cube, base::Filter filter, unsigned said,
                                          double least, const std::stop_token &stop)
{
    base::Grouping by = {base::Dimension(base::kDay)};
    const bool isPart = SliceKey{said, {}}.count() > 1;
    for (std::size_t d = 0; d < kSliced; ++d) {
        if (!SliceKey{said, {}}.says(d))
            continue;
        by.emplace_back(base::nameOf(kSlicedBy[d]));
        if (!isPart)
            continue;
        base::ValueSet values;
        for (const auto &[key, costs] : m_costs)
            if (key.said == 1U << d)
                values.values.insert(m_values[d][key.values[d]]);
        if (values.values.empty())
            return {};
        filter.where[by.back()] = std::move(values);
    }
    const Period all = filter.period;
    for (base::Day first = all.first; first <= all.last; first += kDaysAtOnce) {
        if (stop.stop_requested())
            return base::fail(base::ErrorKind::Cancelled, "anomalies", "was stopped");
        filter.period = {first, std::min(all.last, first + kDaysAtOnce - std::chrono::days{1})};
        const auto table = cube.query(filter, by);
        if (!table)
            return tl::unexpected(table.error());
        for (const cube::Row &row : table->rows)
            if (row.sums.costNanos != 0)
                add(row, said);
    }
    std::erase_if(m_costs, [said, least](const auto &entry) {
        return said != 0 && entry.first.said == said &&
               *std::max_element(entry.second.begin(), entry.second.end()) < least;
    });
    return {};
}

void SliceSeries::add(const cube::Row &row, unsigned said)
{
    const auto day = static_cast<std::size_t>((*base::parseDay(row.keys.front()) - m_days.first).count());
    SliceKey key{said, {}};
    for (std::size_t d = 0, at = 1; d < kSliced; ++d) {
        if (!key.says(d))
            continue;
        const std::string &value = row.keys[at++];
        const auto [it, isNew] =
            m_numbers[d].try_emplace(value, static_cast<std::uint32_t>(m_values[d].size()));
        if (isNew)
            m_values[d].push_back(value);
        key.values[d] = it->second;
    }
    for (std::size_t d = 0; d < kSliced && key.count() > 1; ++d) {
        SliceKey whole = key;
        whole.said &= ~(1U << d);
        whole.values[d] = 0;
        if (key.says(d) && !m_costs.contains(whole))
            return;
    }
    Costs &costs = m_costs[key];
    costs.resize(static_cast<std::size_t>(m_days.days()));
    costs[day] += static_cast<double>(row.sums.costNanos);
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
