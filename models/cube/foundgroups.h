// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/columns.h"
#include "cube/dictionary.h"
#include "cube/table.h"

#include <array>
#include <memory>
#include <vector>

namespace outlay::cube {

/// The attribute part of a grouping: a dense group number per attribution, and one attribution of each group,
/// which has the group's values.
struct AttributeGroups
{
    std::shared_ptr<const Dictionary> dictionary;   ///< that the dimensions are of
    std::vector<const CodedDimension *> dimensions; ///< one per grouping key; null for time keys
    std::vector<std::uint32_t> groupOf;             ///< by attribution; members.size(): filtered out
    std::vector<std::uint32_t> members;             ///< by group
};

/// The groups that a query has found, as numbers.
class FoundGroups final : public RowSource
{
public:
    struct Group
    {
        std::int64_t costNanos;
        std::uint32_t bucket;
        std::uint32_t group;
    };
    /// Of each measure its place among those that are summed; their number: all zeros.
    struct Places
    {
        std::vector<std::size_t> summed; ///< measures that have a column
        std::array<std::size_t, kMeasures> at{};
    };

    FoundGroups(Places places, base::CostBasis basis);

    const Places &places() const { return m_places; }
    /// `sums` are of the measures that are summed. A group without any is none.
    void add(std::uint32_t bucket, std::uint32_t group, const std::int64_t *sums);
    void addBucket(std::vector<std::string> timeKeys) { m_bucketKeys.push_back(std::move(timeKeys)); }
    std::uint32_t buckets() const { return static_cast<std::uint32_t>(m_bucketKeys.size()); }

    /// Sorts them by cost descending, then by keys; `groups` says what their numbers stand for.
    void sort(AttributeGroups groups);
    base::Measures total() const;

    std::size_t size() const override { return m_order.size(); }
    Row row(std::size_t index) const override;

private:
    base::Measures measuresAt(const std::int64_t *sums) const;
    const std::string &keyOf(const Group &found, std::size_t place) const;
    bool keysComeBefore(const Group &a, const Group &b) const;

    const Places m_places;
    const base::CostBasis m_basis;
    AttributeGroups m_groups;
    std::vector<std::vector<std::string>> m_bucketKeys; ///< by bucket: one per time key, empty for others
    std::vector<Group> m_found;
    std::vector<std::int64_t> m_sums; ///< by m_found, then by what is summed
    std::vector<std::uint32_t> m_order;
};

} // namespace outlay::cube
