// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "base/rule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::store {

/// {"where":{"model":{"in":["o1"],"like":["gpt-4*"]}},"from":"2026-05-01","to":"2026-05-31"}, without what
/// asks nothing; "out" and "unlike" instead of "in" and "like" where they are excluded.
std::string conditionsJson(const base::Rule &rule);
/// {"set":{"feature":"chat"}}, {"split":{"by":"cost","over":["a","b"]}} or
/// {"split":{"by":"share","over":{"a":"60","b":"40"}}}.
std::string actionJson(const base::Rule &rule);
/// Name, whether it is on, conditions and action in one object on one line.
std::string ruleJson(const base::Rule &rule);
/// {"rules": [ … ]}, one rule a line, in their order and without their ids.
std::string rulesJson(const std::vector<base::Rule> &rules);

/// What conditionsJson() and actionJson() wrote. Errors: BadInput.
base::Result<base::Rule> ruleOf(std::string_view conditions, std::string_view action);
/// ruleJson() with the rule's place, from 1, before all else, as the history keeps it; and what it wrote:
/// nothing where that is not understood.
std::string placedJson(const base::Rule &rule, std::size_t place);
std::optional<base::PlacedRule> placedRuleOf(std::string_view text);
/// What rulesJson() wrote, or such a list without the object around it; canonical. Errors: BadInput, naming
/// `where` and the line.
base::Result<std::vector<base::Rule>> rulesFrom(std::string_view text, const std::string &where);

} // namespace outlay::store
