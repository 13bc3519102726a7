// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/dimension.h"
#include "base/filter.h"
#include "cube/cube.h"
#include "support/costlog/random.h"

#include <map>
#include <string>
#include <vector>

namespace outlay::bench {

/// Questions as people ask them of a store, drawn anew each time but the same for the same store: periods
/// from a day to all of it, up to three dimensions filtered on by one or more values (some of them excluded),
/// the usual groupings, now and then another cost basis or completed calls only.
class QuestionMix
{
public:
    explicit QuestionMix(const cube::Cube &cube);

    base::Filter filter();
    base::Grouping grouping();
    base::Period day(); ///< one with events somewhere in the store

private:
    base::Period period();
    base::ValueSet values(const base::Dimension &dimension);

    costlog::Random m_random{1};
    base::Period m_span;
    std::vector<base::Dimension> m_dimensions;                    ///< with more than one value
    std::map<base::Dimension, std::vector<std::string>> m_values; ///< the dearest first
    std::vector<base::Grouping> m_groupings;
};

/// "month,feature where 2026-05 · …", to name a question that took long.
std::string describe(const base::Filter &filter, const base::Grouping &by);

} // namespace outlay::bench
