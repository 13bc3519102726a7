// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/eventgroups.h"

#include <algorithm>

namespace outlay::jobs {

base::Result<EventGroups> EventGroups::of(const cube::Cube &cube, const base::Filter &filter,
                                          const base::Grouping &by, const base::Zone &zone)
{
    EventGroups groups(by, zone);
    std::vector<base::Dimension> said;
    for (const base::Dimension &dimension : by) {
        if (base::isTimeDimension(dimension))
            groups.m_hasTime = true;
        else
            said.push_back(dimension);
    }
    auto keys = cube.attributionKeys(filter, said);
    if (!keys)
        return tl::unexpected(keys.error());
    std::map<std::vector<std::string>, std::uint32_t> numbers;
    for (auto &[id, values] : *keys) {
        const auto [known, isNew] =
            numbers.try_emplace(values, static_cast<std::uint32_t>(groups.m_values.size()));
        if (isNew)
            groups.m_values.push_back(std::move(values));
        if (groups.m_valuesOf.size() <= id)
            groups.m_valuesOf.resize(id + std::size_t{1}, kNone);
        groups.m_valuesOf[id] = known->second;
    }
    groups.m_untimed.resize(groups.m_values.size(), kNone);
    return groups;
}

std::vector<std::string> EventGroups::wholeKeys(const std::vector<std::string> &values, base::Day day) const
{
    std::vector<std::string> keys;
    auto value = values.begin();
    for (const base::Dimension &dimension : m_by) {
        if (dimension == base::kMonth)
            keys.push_back(base::isoMonth(base::monthOf(day)));
        else if (dimension == base::kWeek)
            keys.push_back(base::isoWeek(day));
        else if (dimension == base::kDay)
            keys.push_back(base::isoDay(day));
        else
            keys.push_back(*value++);
    }
    return keys;
}

std::optional<std::size_t> EventGroups::groupOf(const base::EventRow &row)
{
    const std::uint32_t values = row.attribution < m_valuesOf.size() ? m_valuesOf[row.attribution] : kNone;
    if (values == kNone)
        return std::nullopt;
    const auto numberOf = [this](std::vector<std::string> keys) {
        const auto [known, isNew] = m_numbers.try_emplace(keys, m_keys.size());
        if (isNew)
            m_keys.push_back(std::move(keys));
        return known->second;
    };
    if (!m_hasTime) {
        if (m_untimed[values] == kNone)
            m_untimed[values] = static_cast<std::uint32_t>(numberOf(m_values[values]));
        return m_untimed[values];
    }
    const base::Day day = m_clock.dayOf(row.atUs);
    const auto [known, isNew] = m_timed.try_emplace({values, day}, 0);
    if (isNew)
        known->second = numberOf(wholeKeys(m_values[values], day));
    return known->second;
}

} // namespace outlay::jobs
