// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/measures.h"
#include "base/result.h"
#include "cube/columns.h"
#include "cube/dictionary.h"
#include "cube/table.h"

#include <vector>

namespace outlay::cube {

/// The attribute part of a grouping: a dense group number per attribution, and one attribution of each group,
/// which has the group's values.
struct AttributeGroups
{
    std::vector<const CodedDimension *> dimensions; ///< one per grouping key; null for time keys
    std::vector<std::uint32_t> groupOf;             ///< by attribution; members.size(): filtered out
    std::vector<std::uint32_t> members;             ///< by group
};

/// Errors: Misuse for an unknown dimension in grouping or filter.
base::Result<AttributeGroups> groupAttributions(const Dictionary &dictionary, const base::Filter &filter,
                                                const base::Grouping &by);

/// The last day of the finest time bucket that `day` is in; without time in the grouping all days are one.
base::Day bucketEnd(base::Day day, const base::Grouping &by);

/// Adds up what a query finds, bucket by bucket of time. What it adds up may be days or what they were added
/// up to: columns with the same measures.
class Accumulator
{
public:
    Accumulator(const CubeColumns &columns, const AttributeGroups &groups, const base::Grouping &by,
                base::CostBasis basis);

    void add(const CubeColumns &columns, const CellRange &cells);
    /// Keeps what was added since the last flush as groups of one bucket. `day` is any day of the bucket.
    void flush(base::Day day);
    Table take();

private:
    struct Found
    {
        std::int64_t costNanos;
        std::uint32_t bucket;
        std::uint32_t group;
        std::size_t sums; ///< where they begin in m_found's numbers
    };

    void addBlock(const CubeColumns &columns, std::size_t from, std::size_t count);
    void keep(std::uint32_t group);
    base::Measures measuresAt(const std::int64_t *sums) const;
    const std::string &keyOf(const Found &found, std::size_t place) const;
    bool comesBefore(const Found &a, const Found &b) const;

    const AttributeGroups &m_groups;
    const base::Grouping &m_by;
    const base::CostBasis m_basis;
    std::vector<std::size_t> m_summed;                  ///< measures that have a column
    std::array<std::size_t, kMeasures> m_at;            ///< of each measure in m_summed; its size: all zeros
    std::vector<std::int64_t> m_sums;                   ///< by group, then by m_summed
    std::vector<std::uint32_t> m_touched;               ///< groups, in the bucket at hand
    std::vector<char> m_isTouched;                      ///< by group
    std::vector<std::vector<std::string>> m_bucketKeys; ///< by bucket: one per time key, empty for others
    std::vector<Found> m_found;
    std::vector<std::int64_t> m_foundSums;
};

} // namespace outlay::cube
