// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/memo.h"

#include <algorithm>

namespace outlay::cube {

base::Result<Table> Memo::query(const base::Filter &filter, const base::Grouping &by) const
{
    // Of a month that is not over the days so far are as much as the whole.
    base::Filter asked = filter;
    if (const auto span = m_cube.span()) {
        const base::Period known{std::max(asked.period.first, span->first),
                                 std::min(asked.period.last, span->last)};
        if (known.first <= known.last)
            asked.period = known;
    }
    const auto found = std::ranges::find_if(
        m_known, [&](const Known &known) { return known.by == by && known.filter == asked; });
    if (found != m_known.end())
        return found->table;
    auto table = m_cube.query(asked, by);
    if (table)
        m_known.push_back({std::move(asked), by, *table});
    return table;
}

} // namespace outlay::cube
