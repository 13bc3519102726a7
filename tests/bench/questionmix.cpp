// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/questionmix.h"

#include <algorithm>

namespace outlay::bench {

using std::chrono::days;

QuestionMix::QuestionMix(const cube::Cube &cube)
    : m_span(cube.span().value_or(base::Period()))
    , m_groupings({{"feature"},
                   {"segment"},
                   {"model"},
                   {"month", "feature"},
                   {"month", "feature", "segment"},
                   {"day", "feature"},
                   {"day"},
                   {"week", "model"},
                   {"feature", "segment"},
                   {"feature", "segment", "model"},
                   {"environment", "priority"},
                   {}})
{
    for (const base::Dimension &dimension : cube.dimensions()) {
        for (const cube::ValueInfo &info : cube.values(dimension))
            m_values[dimension].push_back(info.value);
        if (m_values[dimension].size() < 2)
            continue;
        m_dimensions.push_back(dimension);
        m_groupings.push_back({dimension});
    }
}

base::Period QuestionMix::day()
{
    const base::Day day = m_span.first + days{m_random.below(static_cast<std::uint32_t>(m_span.days()))};
    return {day, day};
}

base::Period QuestionMix::period()
{
    const base::Day last = m_span.last;
    switch (m_random.below(8)) {
    case 0:
        return base::kAllTime;
    case 1:
        return {last - days{89}, last};
    case 2:
        return {last - days{29}, last};
    case 3:
        return {last - days{6}, last};
    case 4:
        return day();
    case 5: {
        const base::Day begin = day().first;
        return {begin, begin + days{89}};
    }
    default:
        return base::periodOf(base::monthOf(day().first));
    }
}

base::ValueSet QuestionMix::values(const base::Dimension &dimension)
{
    const std::vector<std::string> &all = m_values[dimension];
    const auto size = static_cast<std::uint32_t>(all.size());
    base::ValueSet set;
    set.exclude = m_random.below(5) == 0;
    const std::uint32_t wanted = m_random.below(3) == 0 ? 1 + m_random.below(size) : 1 + m_random.below(3);
    // The dear ones are asked for more often.
    for (std::uint32_t i = 0; i < std::min(wanted, size); ++i)
        set.values.insert(all[std::min(m_random.below(size), m_random.below(size))]);
    return set;
}

base::Filter QuestionMix::filter()
{
    base::Filter filter;
    filter.period = period();
    const std::uint32_t dimensions = m_dimensions.empty() ? 0 : m_random.below(4);
    for (std::uint32_t i = 0; i < dimensions; ++i) {
        const base::Dimension &dimension =
            m_dimensions[m_random.below(static_cast<std::uint32_t>(m_dimensions.size()))];
        filter.where[dimension] = values(dimension);
    }
    if (m_random.below(8) == 0)
        filter.basis = base::CostBasis::Computed;
    if (m_random.below(8) == 0)
        filter.counting = base::Counting::CompletedOnly;
    return filter;
}

base::Grouping QuestionMix::grouping()
{
    return m_groupings[m_random.below(static_cast<std::uint32_t>(m_groupings.size()))];
}

std::string describe(const base::Filter &filter, const base::Grouping &by)
{
    std::string text;
    for (const base::Dimension &dimension : by)
        text += (text.empty() ? "" : ",") + dimension;
    std::string where = base::describe(filter);
    if (where.size() > 160)
        where.resize(160);
    return (text.empty() ? "total" : text) + " where " + where;
}

} // namespace outlay::bench
