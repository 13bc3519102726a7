// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/rule.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace outlay::cube {

/// What an attribution says in a dimension, as it counts: kUnattributed for default labels.
std::string_view countedValue(const base::Attribution &attribution, std::string_view dimension);

/// Which of the enabled rules match, and which of those count.
class RuleMatcher
{
public:
    explicit RuleMatcher(std::vector<base::Rule> rules);

    const std::vector<base::Rule> &rules() const { return m_rules; }

    /// Places of the rules whose conditions hold for what was logged, whatever their days; ascending.
    void matching(const base::Attribution &logged, std::vector<std::uint32_t> &places) const;
    /// Of matching rules those that count on a day: for each dimension the first.
    void winners(const std::vector<std::uint32_t> &matching, base::Day day,
                 std::vector<std::uint32_t> &places) const;
    /// Whether these rules match the same on all days.
    bool areForAllDays(const std::vector<std::uint32_t> &matching) const;

private:
    struct Condition
    {
        int fixed = -1; ///< place of a fixed dimension; -1: a custom field
        const std::string *name = nullptr;
        const base::RuleTest *test = nullptr;
    };

    std::vector<base::Rule> m_rules;
    std::vector<std::vector<Condition>> m_conditions; ///< by rule; empty for one that is off
};

} // namespace outlay::cube
