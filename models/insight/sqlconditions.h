// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "base/rule.h"
#include "base/zone.h"

#include <cstdint>
#include <string>
#include <vector>

namespace outlay::insight {

/// Writes the conditions of filters, following rules.
class SqlConditions
{
public:
    SqlConditions(const std::vector<base::Rule> &rules, const base::Zone &zone)
        : m_rules(rules)
        , m_zone(zone)
        , m_hasPlainDays(hasPlainDays(zone))
    {
    }

    /// False where a rule splits calls that the filter asks for, and where it asks how a value came to be.
    bool canSay(const base::Filter &filter) const;
    /// Each of what must hold; the filter's period among them.
    std::vector<std::string> of(const base::Filter &filter) const;
    /// By the numbers of attributions.
    std::vector<std::string> ofScope(const base::EventScope &scope, const base::Period &period) const;
    /// That a call is of the days.
    std::string within(const base::Period &period) const;
    /// A call's value in a dimension, as it counts; '' where it has none. False from canSay() of a filter
    /// that asks for the dimension: it has no one value.
    std::string valueOf(const base::Dimension &dimension) const;

private:
    static bool hasPlainDays(const base::Zone &zone);
    std::string momentOf(std::int64_t atUs) const;
    std::string ruleCondition(const base::Rule &rule) const;
    std::string ruledExpression(const base::Dimension &dimension) const;
    bool isRuled(const base::Dimension &dimension) const;
    std::string valueCondition(const base::Dimension &dimension, const base::ValueSet &set) const;

    const std::vector<base::Rule> &m_rules;
    const base::Zone &m_zone;
    bool m_hasPlainDays;
};

} // namespace outlay::insight
