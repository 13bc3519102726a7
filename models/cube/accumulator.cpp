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

base::Result<AttributeGroups> groupAttributions(std::shared_ptr<const Dictionary> shared,
                                                const base::Filter &filter, const Grouping &by)
{
    const Dictionary &dictionary = *shared;
    AttributeGroups groups;
    groups.dictionary = std::move(shared);
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

namespace {

FoundGroups::Places placesIn(const CubeColumns &columns)
{
    FoundGroups::Places places;
    std::array<std::size_t, kMeasures> place{};
    for (std::size_t m = 0; m < kMeasures; ++m) {
        place[m] = places.summed.size();
        if (!columns.measures[m].empty())
            places.summed.push_back(m);
    }
    for (std::size_t m = 0; m < kMeasures; ++m) {
        const std::size_t source = columns.sameAs[m];
        places.at[m] = columns.measures[source].empty() ? places.summed.size() : place[source];
    }
    return places;
}

} // namespace

Accumulator::Accumulator(const CubeColumns &columns, AttributeGroups groups, const Grouping &by,
                         base::CostBasis basis)
    : m_groups(std::move(groups))
    , m_by(by)
    , m_found(std::make_shared<FoundGroups>(placesIn(columns), basis))
{
    m_sums.resize((m_groups.members.size() + 1) * m_found->places().summed.size());
    m_isTouched.resize(m_groups.members.size() + 1);
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
    const std::vector<std::size_t> &summed = m_found->places().summed;
    const std::size_t width = summed.size();
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
        const std::int64_t *const values = columns.measures[summed[place]].data() + from;
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
    const std::uint32_t bucket = m_found->buckets();
    m_found->addBucket(std::move(keys));
    const std::size_t width = m_found->places().summed.size();
    for (const std::uint32_t group : m_touched) {
        std::int64_t *const sums = m_sums.data() + group * width;
        m_found->add(bucket, group, sums);
        std::fill(sums, sums + width, 0);
        m_isTouched[group] = 0;
    }
    m_touched.clear();
}

Table Accumulator::take()
{
    m_found->sort(std::move(m_groups));
    const Measures total = m_found->total();
    return {m_by, Rows(std::move(m_found)), total};
}

} // namespace outlay::cube
