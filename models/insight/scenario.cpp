// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/scenario.h"

#include "base/scaled.h"
#include "pricing/jsonvalue.h"

#include <algorithm>

namespace outlay::insight {

using base::Result;
using pricing::bad;
using pricing::JsonMember;
using pricing::jsonString;
using pricing::JsonValue;

namespace {

constexpr std::int64_t kMostSeconds = 86'400;

Result<std::string> textOf(const JsonMember &member)
{
    if (!member.second.isString() || member.second.text.empty())
        return bad("\"" + member.first + "\" is no text", member.second.line);
    return member.second.text;
}

Result<std::int64_t> shareOf(const JsonMember &member)
{
    const auto share = member.second.isNumber() || member.second.isString()
                           ? base::parseScaled(member.second.text, kPercentDecimals)
                           : std::nullopt;
    if (!share || *share < 0 || *share > kWhole)
        return bad("\"" + member.first + "\" is no percentage from 0 to 100", member.second.line);
    return *share;
}

Result<std::int64_t> countOf(const JsonMember &member, std::int64_t most)
{
    const auto count = member.second.isNumber() ? base::parseScaled(member.second.text, 0) : std::nullopt;
    if (!count || *count < 0 || *count > most)
        return bad("\"" + member.first + "\" is no whole number from 0 to " + std::to_string(most),
                   member.second.line);
    return *count;
}

Result<base::Day> dayOf(const JsonMember &member)
{
    const auto day = member.second.isString() ? base::parseDay(member.second.text) : std::nullopt;
    if (!day)
        return bad("\"" + member.first + "\" is no day such as \"2026-05-31\"", member.second.line);
    return *day;
}

Result<bool> flagOf(const JsonMember &member)
{
    if (!member.second.is(JsonValue::Type::True) && !member.second.is(JsonValue::Type::False))
        return bad("\"" + member.first + "\" is neither true nor false", member.second.line);
    return member.second.is(JsonValue::Type::True);
}

Result<void> addValue(base::ValueSet &set, const JsonValue &value)
{
    if (!value.isString())
        return bad("values of a dimension are texts", value.line);
    set.values.insert(base::isDefaultLabel(value.text) ? std::string(base::kUnattributed) : value.text);
    return {};
}

/// "chat", ["chat", "search"], {"in": ["chat"]} or {"out": ["chat"]}
Result<base::ValueSet> valuesOf(const JsonMember &member)
{
    base::ValueSet set;
    const JsonValue *values = &member.second;
    if (values->isObject() && values->members.size() == 1) {
        set.exclude = values->members.front().first == "out";
        if (!set.exclude && values->members.front().first != "in")
            return bad("\"" + member.first + "\" has neither \"in\" nor \"out\"", values->line);
        values = &values->members.front().second;
    }
    if (values->isArray()) {
        for (const JsonValue &value : values->items)
            if (auto added = addValue(set, value); !added)
                return tl::unexpected(added.error());
        return set;
    }
    return addValue(set, *values).map([&] { return set; });
}

Result<std::map<base::Dimension, base::ValueSet>> conditionsOf(const JsonValue &value)
{
    if (!value.isObject())
        return bad(R"("where" is not like {"feature": "chat", "environment": {"out": ["staging"]}})",
                   value.line);
    std::map<base::Dimension, base::ValueSet> where;
    for (const JsonMember &member : value.members) {
        auto values = valuesOf(member);
        if (!values)
            return tl::unexpected(values.error());
        where[member.first] = *std::move(values);
    }
    return where;
}

Result<pricing::PerKind<std::optional<base::TokenPrice>>> pricesOf(const JsonValue &value)
{
    pricing::PerKind<std::optional<base::TokenPrice>> prices;
    if (!value.isObject())
        return bad(R"("prices" is not like {"input": 2.5, "output": 10})", value.line);
    for (const JsonMember &member : value.members) {
        const auto name =
            std::find(pricing::kTokenKindNames.begin(), pricing::kTokenKindNames.end(), member.first);
        if (name == pricing::kTokenKindNames.end())
            return bad("\"" + member.first + "\" is no kind of tokens such as input or output",
                       member.second.line);
        const auto kind = static_cast<std::size_t>(name - pricing::kTokenKindNames.begin());
        prices[kind] = member.second.isNumber() || member.second.isString()
                           ? pricing::readPrice(static_cast<pricing::TokenKind>(kind), member.second.text)
                           : std::nullopt;
        if (!prices[kind])
            return bad("\"" + member.first + "\" is no price in dollars a million tokens",
                       member.second.line);
    }
    return prices;
}

/// Puts a value where it belongs, or hands on what is wrong with it.
template <typename Target, typename Value>
Result<void> put(Target &target, const Result<Value> &value)
{
    if (!value)
        return tl::unexpected(value.error());
    target = *value;
    return {};
}

Result<void> readTier(ScenarioChange &change, const JsonMember &member)
{
    change.tier = pricing::tierNamed(member.second.text);
    if (!change.tier)
        return bad("\"tier\" is none of standard, batch, flex, priority, fast", member.second.line);
    return {};
}

Result<void> readMember(ScenarioChange &change, const JsonMember &member)
{
    const std::string &name = member.first;
    if (name == "where")
        return put(change.where, conditionsOf(member.second));
    if (name == "from")
        return put(change.during.first, dayOf(member));
    if (name == "to")
        return put(change.during.last, dayOf(member));
    if (name == "share_percent")
        return put(change.share, shareOf(member));
    if (name == "model")
        return put(change.model, textOf(member));
    if (name == "provider")
        return put(change.provider, textOf(member));
    if (name == "context_window")
        return put(change.contextWindow, countOf(member, 1'000'000'000));
    if (name == "tier")
        return readTier(change, member);
    if (name == "cache_hit_percent")
        return put(change.cacheHits, shareOf(member));
    if (name == "cache_write_percent")
        return put(change.cacheWrites, shareOf(member));
    if (name == "prices_of")
        return put(change.pricesOf, dayOf(member));
    if (name == "prices")
        return put(change.prices, pricesOf(member.second));
    if (name == "max_output_tokens")
        return put(change.maxOutput, countOf(member, 1'000'000'000));
    if (name == "no_retries")
        return put(change.noRetries, flagOf(member));
    if (name == "drop")
        return put(change.drop, flagOf(member));
    if (name == "no_duplicates_within_seconds")
        return put(change.duplicatesWithin, countOf(member, kMostSeconds));
    return bad("\"" + name + "\" is no part of a change", member.second.line);
}

Result<ScenarioChange> changeOf(const JsonValue &value)
{
    if (!value.isObject())
        return bad("a change is a JSON object", value.line);
    ScenarioChange change;
    for (const JsonMember &member : value.members)
        if (auto taken = readMember(change, member); !taken)
            return tl::unexpected(taken.error());
    if (change.during.isEmpty())
        return bad("\"from\" is after \"to\"", value.line);
    if (!change.model && (change.provider || change.contextWindow > 0))
        return bad("\"provider\" and \"context_window\" are of a \"model\", and none is given", value.line);
    if (change.cacheWrites && !change.cacheHits)
        return bad("\"cache_write_percent\" comes with \"cache_hit_percent\"", value.line);
    if (change.cacheWrites && *change.cacheWrites + *change.cacheHits > kWhole)
        return bad("\"cache_hit_percent\" and \"cache_write_percent\" are more than 100", value.line);
    return change;
}

Result<void> readChanges(Scenario &scenario, const JsonValue &value)
{
    if (!value.isArray())
        return bad("\"changes\" is no list", value.line);
    for (const JsonValue &item : value.items) {
        auto change = changeOf(item);
        if (!change)
            return tl::unexpected(change.error());
        scenario.changes.push_back(*std::move(change));
    }
    if (scenario.changes.size() > kMostChanges)
        return bad("has more than " + std::to_string(kMostChanges) + " changes", value.line);
    const auto shares = std::count_if(scenario.changes.begin(), scenario.changes.end(),
                                      [](const ScenarioChange &change) { return change.share != kWhole; });
    if (static_cast<std::size_t>(shares) > kMostShares)
        return bad("has more than " + std::to_string(kMostShares) + " changes with a \"share_percent\"",
                   value.line);
    return {};
}

Result<Scenario> read(const JsonValue &root)
{
    Scenario scenario;
    if (!root.isObject())
        return bad(R"(is no scenario: that is a JSON object with a list of "changes")");
    bool hasChanges = false;
    for (const JsonMember &member : root.members) {
        hasChanges = hasChanges || member.first == "changes";
        Result<void> taken;
        if (member.first == "name")
            taken = put(scenario.name, textOf(member));
        else if (member.first == "tokenizer_tolerance_percent")
            taken = put(scenario.tokenizerTolerance, shareOf(member));
        else if (member.first == "answer_tolerance_percent")
            taken = put(scenario.answerTolerance, shareOf(member));
        else if (member.first == "changes")
            taken = readChanges(scenario, member.second);
        else
            taken = bad("\"" + member.first + "\" is no part of a scenario", member.second.line);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    if (!hasChanges)
        return bad(R"(has no list of "changes")");
    return scenario;
}

} // namespace

Result<Scenario> parseScenario(std::string_view json, const std::string &where)
{
    auto scenario = pricing::parseJson(json, where).and_then(read);
    if (!scenario)
        scenario.error().where = where;
    return scenario;
}

} // namespace outlay::insight
