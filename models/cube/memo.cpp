// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/memo.h"

#include <algorithm>
#include <exception>

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
    std::promise<base::Result<Table>> promise;
    std::shared_future<base::Result<Table>> answer;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find_if(
            m_known, [&](const Known &known) { return known.by == by && known.filter == asked; });
        if (found != m_known.end())
            answer = found->answer;
        else
            m_known.push_back({asked, by, promise.get_future().share()});
    }
    // Asked just now by another thread, it is on its way: whoever works it out waits for nobody.
    if (answer.valid())
        return answer.get();
    try {
        auto table = m_cube.query(asked, by);
        promise.set_value(table);
        return table;
    } catch (...) {
        promise.set_exception(std::current_exception());
        throw;
    }
}

} // namespace outlay::cube
