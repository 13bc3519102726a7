// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/accumulator.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace outlay::cube {

using base::Day;
using base::Dimension;
using base::Grouping;
using base::Measures;

namespace {

constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kBlock = 2048; ///< cells; small enough to stay near

/// Splits the groups by a further dimension. Few pairs of group and value are numbered in a table, many in a
/// hash; a pair fits into 64 bits.
void split(AttributeGroups &groups, const CodedDimension &dimension)
{
    const std::uint64_t values = dimension.values.size();
    const std::uint64_t pairs = groups.members.size() * values;
    std::vector<std::uint32_t> members;
    const auto number = [&](std::uint32_t &known, std::uint32_t attribution) {
        if (known == kNoGroup) {
            known = static_cast<std::uint32_t>(members.size());
            members.push_back(attribution);
        }
        groups.groupOf[attribution] = known;
    };
    std::vector<std::uint32_t> table;
    std::unordered_map<std::uint64_t, std::uint32_t> hash;
    const bool few = pairs <= 8 * groups.groupOf.size() + 1024;
    if (few)
        table.assign(pairs, kNoGroup);
    for (std::uint32_t a = 0; a < groups.groupOf.size(); ++a) {
        if (groups.groupOf[a] == kNoGroup)
            continue;
        const std::uint64_t pair = groups.groupOf[a] * values + dimension.codes[a];
        number(few ? table[pair] : hash.try_emplace(pair, kNoGroup).first->second, a);
    }
    groups.members = std::move(members);
}

bool contains(const Grouping &by, std::string_view name)
{
    return std::find(by.begin(), by.end(), name) != by.end();
}

std::string timeKey(std::string_view dimension, Day day)
{
    if (dimension == base::kMonth)
        return base::isoMonth(base::monthOf(day));
    return dimension == base::kWeek ? base::isoWeek(day) : base::isoDay(day);
}

} // namespace

base::Result<AttributeGroups> groupAttributions(const Dictionary &dictionary, const base::Filter &filter,
                                                const Grouping &by)
{
    AttributeGroups groups;
    for (const Dimension &name : by) {
        const CodedDimension *dimension = dictionary.find(name);
        if (!dimension && !base::isTimeDimension(name))
            return tl::unexpected(unknownDimension(name, dictionary.names()));
        groups.dimensions.push_back(base::isTimeDimension(name) ? nullptr : dimension);
    }
    const auto passes = dictionary.matching(filter);
    if (!passes)
        return tl::unexpected(passes.error());
    groups.groupOf.reserve(dictionary.size());
    for (std::uint32_t a = 0; a < dictionary.size(); ++a) {
        groups.groupOf.push_back((*passes)[a] ? 0 : kNoGroup);
        if ((*passes)[a] && groups.members.empty())
            groups.members.push_back(a);
    }
    for (const CodedDimension *dimension : groups.dimensions)
        if (dimension)
            split(groups, *dimension);
    std::replace(groups.groupOf.begin(), groups.groupOf.end(), kNoGroup,
                 static_cast<std::uint32_t>(groups.members.size()));
    return groups;
}

Day bucketEnd(Day day, const Grouping &by)
{
    Day end = base::kAllTime.last;
    if (contains(by, base::kMonth))
        end = std::min(end, base::periodOf(base::monthOf(day)).last);
    if (contains(by, base::kWeek)) // which may straddle two months
        end = std::min(end, base::mondayOf(day) + std::chrono::days{6});
    return contains(by, base::kDay) ? day : end;
}

Accumulator::Accumulator(const CubeColumns &columns, const AttributeGroups &groups, const Grouping &by,
                         base::CostBasis basis)
    : m_groups(groups)
    , m_by(by)
    , m_basis(basis)
{
    std::array<std::size_t, kMeasures> place{};
    for (std::size_t m = 0; m < kMeasures; ++m) {
        place[m] = m_summed.size();
        if (!columns.measures[m].empty())
            m_summed.push_back(m);
    }
    for (std::size_t m = 0; m < kMeasures; ++m) {
        const std::size_t source = columns.sameAs[m];
        m_at[m] = columns.measures[source].empty() ? m_summed.size() : place[source];
    }
    m_sums.resize((groups.members.size() + 1) * m_summed.size());
    m_isTouched.resize(groups.members.size() + 1);
    m_isTouched.back() = 1; // what is filtered out is never found
}

void Accumulator::add(const CubeColumns &columns, const CellRange &cells)
{
    for (std::size_t from = cells.from; from < cells.to; from += kBlock)
        addBlock(columns, from, std::min(kBlock, cells.to - from));
}

void Accumulator::addBlock(const CubeColumns &columns, std::size_t from, std::size_t count)
{
    std::array<std::size_t, kBlock> sums; // where those of a cell's group begin
    std::array<std::uint32_t, kBlock> cell;
    const std::size_t width = m_summed.size();
    const auto none = static_cast<std::uint32_t>(m_groups.members.size());
    std::size_t passing = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t group = m_groups.groupOf[columns.attributions[from + i]];
        sums[passing] = group * width;
        cell[passing] = static_cast<std::uint32_t>(i);
        passing += group != none ? 1 : 0;
        if (!m_isTouched[group]) {
            m_isTouched[group] = 1;
            m_touched.push_back(group);
        }
    }
    for (std::size_t place = 0; place < width; ++place) {
        const std::int64_t *const values = columns.measures[m_summed[place]].data() + from;
        std::int64_t *const all = m_sums.data() + place;
        if (passing == count)
            for (std::size_t i = 0; i < count; ++i)
                all[sums[i]] += values[i];
        else
            for (std::size_t i = 0; i < passing; ++i)
                all[sums[i]] += values[cell[i]];
    }
}

void Accumulator::flush(Day day)
{
    std::vector<std::string> keys;
    for (std::size_t k = 0; k < m_by.size(); ++k)
        keys.push_back(m_groups.dimensions[k] ? std::string() : timeKey(m_by[k], day));
    m_bucketKeys.push_back(std::move(keys));
    for (const std::uint32_t group : m_touched) {
        keep(group);
        m_isTouched[group] = 0;
    }
    m_touched.clear();
}

void Accumulator::keep(std::uint32_t group)
{
    const auto sums = m_sums.begin() + static_cast<std::ptrdiff_t>(group * m_summed.size());
    const auto end = sums + static_cast<std::ptrdiff_t>(m_summed.size());
    const Measures measures = measuresAt(&*sums);
    if (measures.requests != 0) {
        m_found.push_back({measures.costNanos, static_cast<std::uint32_t>(m_bucketKeys.size() - 1), group,
                           m_foundSums.size()});
        m_foundSums.insert(m_foundSums.end(), sums, end);
    }
    std::fill(sums, end, 0);
}

Measures Accumulator::measuresAt(const std::int64_t *sums) const
{
    Measures measures;
    for (std::size_t m = 0; m < kMeasures; ++m)
        measures.*base::kMeasureFields[m] = m_at[m] < m_summed.size() ? sums[m_at[m]] : 0;
    return base::onBasis(measures, m_basis);
}

const std::string &Accumulator::keyOf(const Found &found, std::size_t place) const
{
    const CodedDimension *dimension = m_groups.dimensions[place];
    return dimension ? dimension->values[dimension->codes[m_groups.members[found.group]]]
                     : m_bucketKeys[found.bucket][place];
}

bool Accumulator::comesBefore(const Found &a, const Found &b) const
{
    if (a.costNanos != b.costNanos)
        return a.costNanos > b.costNanos;
    for (std::size_t k = 0; k < m_by.size(); ++k)
        if (const int order = keyOf(a, k).compare(keyOf(b, k)); order != 0)
            return order < 0;
    return false;
}

Table Accumulator::take()
{
    std::sort(m_found.begin(), m_found.end(),
              [this](const Found &a, const Found &b) { return comesBefore(a, b); });
    Table table{m_by, {}, {}};
    table.rows.reserve(m_found.size());
    for (const Found &found : m_found) {
        Row &row = table.rows.emplace_back();
        row.keys.reserve(m_by.size());
        for (std::size_t k = 0; k < m_by.size(); ++k)
            row.keys.push_back(keyOf(found, k));
        row.sums = measuresAt(m_foundSums.data() + found.sums);
        table.total += row.sums;
    }
    return table;
}

} // namespace outlay::cube
