// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/rulematcher.h"

#include <algorithm>

namespace outlay::cube {

using base::Attribution;
using base::Rule;

namespace {

int placeOfFixed(std::string_view dimension)
{
    const auto found = std::ranges::find(base::kFixedDimensionNames, dimension);
    return found == base::kFixedDimensionNames.end()
               ? -1
               : static_cast<int>(found - base::kFixedDimensionNames.begin());
}

std::string_view valueAt(const Attribution &attribution, int fixed, std::string_view name)
{
    std::string_view value;
    if (fixed >= 0) {
        const auto &logged = attribution.fixed[static_cast<std::size_t>(fixed)];
        value = logged ? std::string_view(*logged) : std::string_view();
    } else {
        const auto custom =
            std::ranges::find(attribution.custom, name, &std::pair<std::string, std::string>::first);
        value = custom == attribution.custom.end() ? std::string_view() : std::string_view(custom->second);
    }
    return base::isDefaultLabel(value) ? base::kUnattributed : value;
}

} // namespace

std::string_view countedValue(const Attribution &attribution, std::string_view dimension)
{
    return valueAt(attribution, placeOfFixed(dimension), dimension);
}

RuleMatcher::RuleMatcher(std::vector<Rule> rules)
    : m_rules(std::move(rules))
{
    for (const Rule &rule : m_rules) {
        auto &conditions = m_conditions.emplace_back();
        for (const auto &[dimension, test] : rule.where)
            conditions.push_back({placeOfFixed(dimension), &dimension, &test});
    }
}

void RuleMatcher::matching(const Attribution &logged, std::vector<std::uint32_t> &places) const
{
    places.clear();
    for (std::uint32_t r = 0; r < m_rules.size(); ++r) {
        const bool isMatch =
            m_rules[r].enabled && std::ranges::all_of(m_conditions[r], [&](const Condition &condition) {
                return condition.test->passes(valueAt(logged, condition.fixed, *condition.name));
            });
        if (isMatch)
            places.push_back(r);
    }
}

void RuleMatcher::winners(const std::vector<std::uint32_t> &matching, base::Day day,
                          std::vector<std::uint32_t> &places) const
{
    places.clear();
    for (const std::uint32_t r : matching) {
        const auto isTaken = [&](std::uint32_t earlier) {
            return m_rules[earlier].dimension == m_rules[r].dimension;
        };
        if (m_rules[r].days.contains(day) && std::ranges::none_of(places, isTaken))
            places.push_back(r);
    }
}

bool RuleMatcher::areForAllDays(const std::vector<std::uint32_t> &matching) const
{
    return std::ranges::all_of(matching,
                               [this](std::uint32_t r) { return m_rules[r].days == base::kAllTime; });
}

} // namespace outlay::cube
