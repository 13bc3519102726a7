// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/rulejson.h"

#include "base/money.h"
#include "pricing/jsonvalue.h"

#include <charconv>
#include <utility>

namespace outlay::store {

using base::Rule;
using base::RuleAction;
using pricing::JsonMember;
using pricing::jsonString;
using pricing::JsonValue;

namespace {

std::string listJson(const std::set<std::string> &texts)
{
    std::string list;
    for (const std::string &text : texts)
        list += (list.empty() ? "" : ",") + jsonString(text.empty() ? "unknown" : text);
    return "[" + list + "]";
}

std::string testJson(const base::RuleTest &test)
{
    std::string json;
    if (!test.values.empty())
        json += (test.exclude ? "\"out\":" : "\"in\":") + listJson(test.values);
    if (!test.patterns.empty())
        json += (json.empty() ? "" : ",") + std::string(test.exclude ? "\"unlike\":" : "\"like\":") +
                listJson(test.patterns);
    return "{" + json + "}";
}

/// Without the braces around.
std::string withoutBraces(const std::string &object)
{
    return object.substr(1, object.size() - 2);
}

base::Result<void> takeTexts(const JsonValue &list, const std::string &of, std::set<std::string> &texts)
{
    if (!list.isArray())
        return pricing::bad(of + " is not a list of texts", list.line);
    for (const JsonValue &item : list.items) {
        if (!item.isString())
            return pricing::bad(of + " has a value that is no text", item.line);
        texts.insert(item.text);
    }
    return {};
}

base::Result<void> takeTest(const JsonMember &entry, Rule &rule)
{
    const auto &[dimension, json] = entry;
    if (!json.isObject())
        return pricing::bad("the condition on \"" + dimension + "\" is not like {\"in\": [\"chat\"]}",
                            json.line);
    if (rule.where.contains(dimension))
        return pricing::bad("the condition on \"" + dimension + "\" is there twice", json.line);
    base::RuleTest &test = rule.where[dimension];
    bool isFirst = true;
    for (const auto &[word, list] : json.members) {
        const bool excludes = word == "out" || word == "unlike";
        const bool isPattern = word == "like" || word == "unlike";
        if (!excludes && word != "in" && word != "like")
            return pricing::bad("the condition on \"" + dimension + "\" says \"" + word +
                                    "\"; it can say in and like, or out and unlike",
                                list.line);
        if (!std::exchange(isFirst, false) && excludes != test.exclude)
            return pricing::bad("the condition on \"" + dimension +
                                    "\" says what is in and what is out; one is "
                                    "enough",
                                list.line);
        test.exclude = excludes;
        if (auto taken = takeTexts(list, "\"" + word + "\" of \"" + dimension + "\"",
                                   isPattern ? test.patterns : test.values);
            !taken)
            return taken;
    }
    return {};
}

base::Result<void> takeWhere(const JsonValue &where, Rule &rule)
{
    if (!where.isObject())
        return pricing::bad("\"where\" is not like {\"model\": {\"like\": [\"gpt-4*\"]}}", where.line);
    for (const JsonMember &entry : where.members)
        if (auto taken = takeTest(entry, rule); !taken)
            return taken;
    return {};
}

base::Result<void> takeDayOf(const JsonMember &member, base::Day &day)
{
    const auto parsed = member.second.isString() ? base::parseDay(member.second.text) : std::nullopt;
    if (!parsed)
        return pricing::bad("\"" + member.first + "\" is not a day such as \"2026-05-01\"",
                            member.second.line);
    day = *parsed;
    return {};
}

base::Result<void> takeSet(const JsonValue &set, Rule &rule)
{
    if (!set.isObject() || set.members.size() != 1 || !set.members.front().second.isString())
        return pricing::bad("\"set\" is not like {\"feature\": \"chat\"}", set.line);
    rule.action = RuleAction::Set;
    rule.dimension = set.members.front().first;
    rule.value = set.members.front().second.text;
    return {};
}

base::Result<void> takeOver(const JsonValue &over, Rule &rule)
{
    const bool isByShare = rule.action == RuleAction::SplitByShare;
    if (isByShare ? !over.isObject() : !over.isArray())
        return pricing::bad(isByShare ? "\"over\" is not like {\"chat\": \"60\", \"search\": \"40\"}"
                                      : "\"over\" is not like [\"chat\", \"search\"]",
                            over.line);
    for (const JsonValue &feature : over.items) {
        if (!feature.isString())
            return pricing::bad("\"over\" has a feature that is no text", feature.line);
        rule.shares.push_back({feature.text});
    }
    for (const auto &[feature, share] : over.members) {
        const auto weight =
            share.isString() || share.isNumber() ? base::Money::parse(share.text) : std::nullopt;
        if (!weight)
            return pricing::bad("the share of \"" + feature + "\" is no number such as \"60\"", share.line);
        rule.shares.push_back({feature, weight->nanos()});
    }
    return {};
}

base::Result<void> takeSplit(const JsonValue &split, Rule &rule)
{
    const JsonValue *const over = split.isObject() ? split.find("over") : nullptr;
    const std::string by = split.isObject() ? split.textOf("by") : std::string();
    if (!over || split.members.size() != 2 || (by != "share" && by != "requests" && by != "cost"))
        return pricing::bad("\"split\" is not like {\"by\": \"cost\", \"over\": [\"chat\", \"search\"]}, by "
                            "share, requests or cost",
                            split.line);
    rule.action = by == "share"      ? RuleAction::SplitByShare
                  : by == "requests" ? RuleAction::SplitByRequests
                                     : RuleAction::SplitByCost;
    return takeOver(*over, rule);
}

base::Result<void> takeMember(const JsonMember &member, Rule &rule)
{
    const auto &[name, value] = member;
    if (name == "where")
        return takeWhere(value, rule);
    if (name == "from")
        return takeDayOf(member, rule.days.first);
    if (name == "to")
        return takeDayOf(member, rule.days.last);
    if (name == "set")
        return takeSet(value, rule);
    if (name == "split")
        return takeSplit(value, rule);
    if (name == "name") {
        if (!value.isString())
            return pricing::bad("\"name\" is no text", value.line);
        rule.name = value.text;
        return {};
    }
    if (name == "enabled") {
        if (!value.is(JsonValue::Type::True) && !value.is(JsonValue::Type::False))
            return pricing::bad("\"enabled\" is neither true nor false", value.line);
        rule.enabled = value.is(JsonValue::Type::True);
        return {};
    }
    return pricing::bad("\"" + name +
                            "\" is not known of a rule; there are name, enabled, where, from, to, "
                            "set and split",
                        value.line);
}

base::Result<Rule> ruleIn(const JsonValue &json)
{
    if (!json.isObject())
        return pricing::bad("a rule is no object", json.line);
    Rule rule;
    for (const JsonMember &member : json.members)
        if (auto taken = takeMember(member, rule); !taken)
            return tl::unexpected(taken.error());
    if ((json.find("set") != nullptr) == (json.find("split") != nullptr))
        return pricing::bad("a rule needs one of \"set\" and \"split\"", json.line);
    auto sound = base::canonical(std::move(rule));
    if (!sound)
        return pricing::bad(sound.error().detail, json.line);
    return sound;
}

} // namespace

std::string conditionsJson(const Rule &rule)
{
    std::string json;
    const auto add = [&json](const std::string &member) { json += (json.empty() ? "" : ",") + member; };
    std::string tests;
    for (const auto &[dimension, test] : rule.where)
        tests += (tests.empty() ? "" : ",") + jsonString(dimension) + ":" + testJson(test);
    if (!tests.empty())
        add("\"where\":{" + tests + "}");
    if (rule.days.first != base::kAllTime.first)
        add("\"from\":\"" + base::isoDay(rule.days.first) + "\"");
    if (rule.days.last != base::kAllTime.last)
        add("\"to\":\"" + base::isoDay(rule.days.last) + "\"");
    return "{" + json + "}";
}

std::string actionJson(const Rule &rule)
{
    if (!rule.isSplit())
        return "{\"set\":{" + jsonString(rule.dimension) + ":" + jsonString(rule.value) + "}}";
    const bool isByShare = rule.action == RuleAction::SplitByShare;
    std::string over;
    for (const base::RuleShare &share : rule.shares) {
        over += (over.empty() ? "" : ",") + jsonString(share.feature);
        if (isByShare)
            over += ":\"" + base::Money::fromNanos(share.weight).toDecimal() + "\"";
    }
    return "{\"split\":{\"by\":\"" + std::string(base::nameOf(rule.action)) +
           "\",\"over\":" + (isByShare ? "{" + over + "}" : "[" + over + "]") + "}}";
}

std::string ruleJson(const Rule &rule)
{
    const std::string conditions = withoutBraces(conditionsJson(rule));
    return "{\"name\":" + jsonString(rule.name) + ",\"enabled\":" + (rule.enabled ? "true" : "false") + "," +
           conditions + (conditions.empty() ? "" : ",") + withoutBraces(actionJson(rule)) + "}";
}

std::string placedJson(const Rule &rule, std::size_t place)
{
    return "{\"place\":" + std::to_string(place) + "," + ruleJson(rule).substr(1);
}

std::optional<base::PlacedRule> placedRuleOf(std::string_view text)
{
    auto json = pricing::parseJson(text, "history");
    if (!json || !json->isObject())
        return std::nullopt;
    base::PlacedRule placed;
    if (const JsonValue *const place = json->find("place"); place && place->isNumber())
        std::from_chars(place->text.data(), place->text.data() + place->text.size(), placed.place);
    std::erase_if(json->members, [](const JsonMember &member) { return member.first == "place"; });
    auto rule = ruleIn(*json);
    if (!rule)
        return std::nullopt;
    placed.rule = *std::move(rule);
    return placed;
}

std::string rulesJson(const std::vector<Rule> &rules)
{
    std::string list;
    for (const Rule &rule : rules)
        list += (list.empty() ? "\n  " : ",\n  ") + ruleJson(rule);
    return "{\"rules\": [" + list + (list.empty() ? "]}\n" : "\n]}\n");
}

base::Result<Rule> ruleOf(std::string_view conditions, std::string_view action)
{
    Rule rule;
    for (const std::string_view text : {conditions, action}) {
        const auto json = pricing::parseJson(text, "rule");
        if (!json)
            return tl::unexpected(json.error());
        if (!json->isObject())
            return pricing::bad("a rule is no object");
        for (const JsonMember &member : json->members)
            if (auto taken = takeMember(member, rule); !taken)
                return tl::unexpected(taken.error());
    }
    return rule;
}

base::Result<std::vector<Rule>> rulesFrom(std::string_view text, const std::string &where)
{
    const auto json = pricing::parseJson(text, where);
    if (!json)
        return tl::unexpected(json.error());
    const JsonValue *const named = json->isObject() ? json->find("rules") : nullptr;
    const JsonValue &list = named ? *named : *json;
    if (!list.isArray())
        return base::fail(base::ErrorKind::BadInput, where,
                          "is not a list of rules, nor an object with one named rules", list.line);
    std::vector<Rule> rules;
    for (const JsonValue &entry : list.items) {
        auto rule = ruleIn(entry);
        if (!rule)
            return base::fail(base::ErrorKind::BadInput, where, rule.error().detail, rule.error().line);
        rules.push_back(*std::move(rule));
    }
    return rules;
}

} // namespace outlay::store
