// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/rule.h"

#include "base/money.h"

#include <algorithm>
#include <utility>

namespace outlay::base {

namespace {

constexpr std::size_t kMaxRuleText = 1000;
/// So that all weights of a split together fit into 64 bits.
constexpr std::int64_t kMaxRuleWeight = 1'000'000 * kNanosPerDollar;

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

Result<void> checkText(const std::string &what, const std::string &text)
{
    if (text.size() > kMaxRuleText)
        return fail(ErrorKind::Misuse, "rule", what + " is longer than 1000 bytes");
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < ' '; }))
        return fail(ErrorKind::Misuse, "rule", what + " has a line break or another control character");
    return {};
}

Result<void> checkDimension(const std::string &what, const Dimension &dimension)
{
    if (dimension.empty())
        return fail(ErrorKind::Misuse, "rule", what + " names no dimension");
    if (isTimeDimension(dimension))
        return fail(ErrorKind::Misuse, "rule",
                    what + " cannot be of " + dimension + "; say the days with from and to");
    return checkText(what, dimension);
}

Result<void> checkTests(const Rule &rule)
{
    for (const auto &[dimension, test] : rule.where) {
        if (auto known = checkDimension("a condition", dimension); !known)
            return known;
        if (test.values.empty() && test.patterns.empty())
            return fail(ErrorKind::Misuse, "rule", "the condition on " + dimension + " names no value");
        for (const auto *texts : {&test.values, &test.patterns})
            for (const std::string &text : *texts)
                if (auto sound = checkText("a value of " + dimension, text); !sound)
                    return sound;
        if (test.patterns.contains(""))
            return fail(ErrorKind::Misuse, "rule",
                        "a pattern of " + dimension + " is empty; for calls without a value ask for unknown");
    }
    if (rule.days.isEmpty())
        return fail(ErrorKind::Misuse, "rule", "its last day is before its first");
    return {};
}

Result<void> checkSet(const Rule &rule)
{
    if (auto known = checkDimension("what is set", rule.dimension); !known)
        return known;
    if (rule.dimension == nameOf(FixedDimension::Outcome) || rule.dimension == nameOf(FixedDimension::Source))
        return fail(ErrorKind::Misuse, "rule",
                    rule.dimension + " is a fact of the log, which no rule can set; set another dimension");
    if (rule.value.empty())
        return fail(ErrorKind::Misuse, "rule",
                    "the value that is set is empty; unknown makes calls count as untagged");
    return checkText("the value that is set", rule.value);
}

Result<void> checkShares(const Rule &rule)
{
    if (rule.dimension != nameOf(FixedDimension::Feature))
        return fail(ErrorKind::Misuse, "rule", "a cost can be split over features alone");
    if (rule.shares.empty() || rule.shares.size() > kMaxRuleShares)
        return fail(ErrorKind::Misuse, "rule",
                    "a split is over 1 to " + std::to_string(kMaxRuleShares) + " features");
    std::set<std::string> features;
    for (const RuleShare &share : rule.shares) {
        if (share.feature.empty())
            return fail(ErrorKind::Misuse, "rule", "a feature of the split has no name");
        if (auto sound = checkText("a feature of the split", share.feature); !sound)
            return sound;
        if (!features.insert(share.feature).second)
            return fail(ErrorKind::Misuse, "rule", "feature " + share.feature + " is in the split twice");
        const bool needsWeight = rule.action == RuleAction::SplitByShare;
        if (needsWeight && (share.weight <= 0 || share.weight > kMaxRuleWeight))
            return fail(ErrorKind::Misuse, "rule",
                        "the share of " + share.feature + " is not above 0 and at most 1000000");
    }
    return {};
}

std::string wordOf(const Dimension &dimension, const std::string &value)
{
    return value.empty() ? std::string(unattributedLabel(dimension)) : value;
}

std::string describeTest(const Dimension &dimension, const RuleTest &test)
{
    std::string values;
    for (const std::string &value : test.values)
        values += (values.empty() ? "" : ", ") + wordOf(dimension, value);
    std::string patterns;
    for (const std::string &pattern : test.patterns)
        patterns += (patterns.empty() ? "" : ", ") + pattern;
    std::string text = dimension;
    if (!values.empty())
        text += (test.exclude ? " ≠ " : " = ") + values;
    if (!values.empty() && !patterns.empty())
        text += test.exclude ? " nor" : " or";
    if (!patterns.empty())
        text += (test.exclude ? " !~ " : " ~ ") + patterns;
    return text;
}

std::string inQuotes(const std::string &text)
{
    return '"' + text + '"';
}

} // namespace

bool RuleTest::passes(std::string_view value) const
{
    const bool isNamed =
        std::ranges::any_of(values, [value](const std::string &named) { return named == value; }) ||
        (!value.empty() && std::ranges::any_of(patterns, [value](const std::string &pattern) {
            return matchesPattern(value, pattern);
        }));
    return isNamed != exclude;
}

bool haveSameAction(const Rule &a, const Rule &b)
{
    return a.action == b.action && a.dimension == b.dimension && a.value == b.value && a.shares == b.shares;
}

bool matchesPattern(std::string_view text, std::string_view pattern)
{
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos; // the last one passed
    std::size_t behindStar = 0;                // what it stands for ends before this
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            behindStar = t;
        } else if (p < pattern.size() && lowered(pattern[p]) == lowered(text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++behindStar;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

Result<Rule> canonical(Rule rule)
{
    std::erase_if(rule.where, [](const auto &entry) {
        return entry.second.exclude && entry.second.values.empty() && entry.second.patterns.empty();
    });
    for (auto &[dimension, test] : rule.where) {
        const auto given = std::exchange(test.values, {});
        for (const std::string &value : given)
            test.values.insert(isDefaultLabel(value) ? std::string(kUnattributed) : value);
    }
    if (rule.isSplit())
        rule.value.clear();
    else
        rule.shares.clear();
    if (rule.action != RuleAction::SplitByShare)
        for (RuleShare &share : rule.shares)
            share.weight = 0;
    if (auto sound = checkText("the name", rule.name); !sound)
        return tl::unexpected(sound.error());
    if (auto sound = checkTests(rule); !sound)
        return tl::unexpected(sound.error());
    if (auto sound = rule.isSplit() ? checkShares(rule) : checkSet(rule); !sound)
        return tl::unexpected(sound.error());
    return rule;
}

std::string describeConditions(const Rule &rule)
{
    std::string text;
    const auto add = [&text](const std::string &part) { text += (text.empty() ? "" : " · ") + part; };
    for (const auto &[dimension, test] : rule.where)
        add(describeTest(dimension, test));
    if (rule.days.first != kAllTime.first)
        add("from " + isoDay(rule.days.first));
    if (rule.days.last != kAllTime.last)
        add("to " + isoDay(rule.days.last));
    return text.empty() ? "all calls" : text;
}

std::string describeAction(const Rule &rule)
{
    if (!rule.isSplit())
        return rule.dimension + " → " + rule.value;
    std::string text =
        rule.action == RuleAction::SplitByShare ? "split" : "split by " + std::string(nameOf(rule.action));
    for (bool first = true; const RuleShare &share : rule.shares) {
        text += (std::exchange(first, false) ? " over " : ", ") + share.feature;
        if (rule.action == RuleAction::SplitByShare)
            text += " " + Money::fromNanos(share.weight).toDecimal();
    }
    return text;
}

std::vector<RulePart> differingParts(const PlacedRule &was, const PlacedRule &is)
{
    std::vector<RulePart> parts;
    if (was.place != is.place)
        parts.push_back(RulePart::Place);
    if (was.rule.name != is.rule.name)
        parts.push_back(RulePart::Name);
    if (was.rule.where != is.rule.where || was.rule.days != is.rule.days)
        parts.push_back(RulePart::Conditions);
    if (!haveSameAction(was.rule, is.rule))
        parts.push_back(RulePart::Action);
    if (was.rule.enabled != is.rule.enabled)
        parts.push_back(RulePart::Enabled);
    return parts;
}

std::string describeChange(const RuleChange &change)
{
    const auto differing = [&change](const std::string &what, const auto &textOf) {
        return what + " " + textOf(*change.was) + " → " + textOf(*change.is);
    };
    if (!change.was && !change.is)
        return change.before + (change.before.empty() || change.after.empty() ? "" : " → ") + change.after;
    if (!change.was || !change.is) {
        const PlacedRule &placed = change.is ? *change.is : *change.was;
        return "no. " + std::to_string(placed.place) + ": " + inQuotes(describeConditions(placed.rule)) +
               ", " + inQuotes(describeAction(placed.rule)) +
               (placed.rule.name.empty() ? "" : ", named " + inQuotes(placed.rule.name)) +
               (placed.rule.enabled ? "" : ", off");
    }
    std::string text;
    for (const RulePart part : differingParts(*change.was, *change.is))
        text += (text.empty() ? "" : "; ") + [&] {
            switch (part) {
            case RulePart::Place:
                return differing("place", [](const PlacedRule &p) { return std::to_string(p.place); });
            case RulePart::Name:
                return differing("name", [](const PlacedRule &p) { return inQuotes(p.rule.name); });
            case RulePart::Conditions:
                return differing("conditions",
                                 [](const PlacedRule &p) { return inQuotes(describeConditions(p.rule)); });
            case RulePart::Action:
                return differing("action",
                                 [](const PlacedRule &p) { return inQuotes(describeAction(p.rule)); });
            case RulePart::Enabled:
                break;
            }
            return std::string(change.is->rule.enabled ? "off → on" : "on → off");
        }();
    return text;
}

std::string titleOf(const Rule &rule)
{
    return rule.name.empty() ? describeAction(rule) : rule.name;
}

} // namespace outlay::base
