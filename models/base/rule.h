// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"
#include "base/filter.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::base {

/// What a rule asks of one dimension: one of the values, or one of the patterns; with `exclude` none of them.
struct RuleTest
{
    std::set<std::string> values;   ///< whole and exact; kUnattributed for "nobody said"
    std::set<std::string> patterns; ///< "*" stands for any text; capitals of ASCII do not matter
    bool exclude = false;

    /// `value` as it counts: kUnattributed for default labels, which no pattern matches.
    bool passes(std::string_view value) const;
    bool operator==(const RuleTest &) const = default;
};

/// What becomes of the calls that a rule matches.
enum class RuleAction
{
    Set,             ///< a dimension gets a value
    SplitByShare,    ///< shared over features, in the proportion of fixed weights
    SplitByRequests, ///< … of the calls that these features have in the same month
    SplitByCost,     ///< … of what these features cost in the same month
};
constexpr std::array<std::string_view, 4> kRuleActionNames = {"set", "share", "requests", "cost"};

constexpr std::string_view nameOf(RuleAction action)
{
    return kRuleActionNames[static_cast<std::size_t>(action)];
}

/// A feature that takes part in a split.
struct RuleShare
{
    std::string feature;
    std::int64_t weight = 0; ///< 10⁻⁹ of what was written; only for SplitByShare

    bool operator==(const RuleShare &) const = default;
};

constexpr std::size_t kMaxRuleShares = 200;

/// A virtual tag: what calls that are known by what was logged of them are to count as. Rules lie over the
/// ledger and never change it. They are looked at in their order, and for each dimension the first that
/// matches counts. What they ask is always what was logged, never what another rule made of it.
struct Rule
{
    std::int64_t id = 0; ///< 0: not stored yet
    std::string name;    ///< empty: described by what it does
    bool enabled = true;
    std::map<Dimension, RuleTest> where; ///< all must pass; empty: all calls
    Period days = kAllTime;
    RuleAction action = RuleAction::Set;
    Dimension dimension = Dimension(nameOf(FixedDimension::Feature)); ///< that gets the value; split: feature
    std::string value;             ///< of Set; a default label makes it count as untagged
    std::vector<RuleShare> shares; ///< of splits

    bool isSplit() const { return action != RuleAction::Set; }
    bool operator==(const Rule &) const = default;
};

/// Whether two rules do the same with what they match.
bool haveSameAction(const Rule &a, const Rule &b);

/// `text` against a pattern in which each '*' stands for any text, the empty one too.
bool matchesPattern(std::string_view text, std::string_view pattern);

/// As rules are stored: default labels among the asked values are the unattributed, tests that ask nothing
/// are gone. Errors: Misuse for what is no rule; the sentence says what is wrong and what to do.
Result<Rule> canonical(Rule rule);

/// "feature = (unattributed) · model ~ gpt-4* · from 2026-05-01 to 2026-05-31", or "all calls".
std::string describeConditions(const Rule &rule);

/// "feature → chat", "split by cost over chat, search", "split over chat 60, search 40".
std::string describeAction(const Rule &rule);

/// The rule's name, or else what it does.
std::string titleOf(const Rule &rule);

/// A rule and its place among the others, from 1.
struct PlacedRule
{
    std::int64_t place = 0;
    Rule rule;

    bool operator==(const PlacedRule &) const = default;
};

/// What was done to the rules of a store, and when.
struct RuleChange
{
    Instant at{};
    std::string who;       ///< a label that the person gave; empty by default
    std::string what;      ///< "added", "changed", "removed", "moved", "enabled" or "disabled"
    std::int64_t rule = 0; ///< its id
    std::string before;    ///< the rule as JSON, with its place; empty for one that was not there
    std::string after;
    std::optional<PlacedRule> was = {}; ///< what `before` says, where it is understood
    std::optional<PlacedRule> is = {};  ///< and `after`

    bool operator==(const RuleChange &) const = default;
};

enum class RulePart
{
    Place,
    Name,
    Enabled,
    Conditions,
    Action
};

/// In which parts two versions of a rule differ.
std::vector<RulePart> differingParts(const PlacedRule &was, const PlacedRule &is);

/// `conditions "all calls" → "feature = ocr"; on → off`; of a rule that came or went, what it says. JSON
/// where it is not understood.
std::string describeChange(const RuleChange &change);

} // namespace outlay::base
