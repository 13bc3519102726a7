// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/measures.h"
#include "base/result.h"
#include "cube/columns.h"
#include "cube/foundgroups.h"
#include "cube/table.h"

#include <memory>
#include <vector>

namespace outlay::cube {

/// Errors: Misuse for an unknown dimension in grouping or filter.
base::Result<AttributeGroups> groupAttributions(std::shared_ptr<const Dictionary> dictionary,
                                                const base::Filter &filter, const base::Grouping &by);

/// The last day of the finest time bucket that `day` is in; without time in the grouping all days are one.
base::Day bucketEnd(base::Day day, const base::Grouping &by);

/// Adds up what a query finds, bucket by bucket of time. What it adds up may be days or what they were added
/// up to: columns with the same measures.
class Accumulator
{
public:
    Accumulator(const CubeColumns &columns, AttributeGroups groups, const base::Grouping &by,
                base::CostBasis basis);

    void add(const CubeColumns &columns, const CellRange &cells);
    /// Keeps what was added since the last flush as groups of one bucket. `day` is any day of the bucket.
    void flush(base::Day day);
    /// Ends it.
    Table take();

private:
    void addBlock(const CubeColumns &columns, std::size_t from, std::size_t count);

    AttributeGroups m_groups;
    const base::Grouping &m_by;
    std::shared_ptr<FoundGroups> m_found;
    std::vector<std::int64_t> m_sums;     ///< by group, then by what is summed
    std::vector<std::uint32_t> m_touched; ///< groups, in the bucket at hand
    std::vector<char> m_isTouched;        ///< by group
};

} // namespace outlay::cube
