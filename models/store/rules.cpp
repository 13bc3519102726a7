// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/rules.h"

#include "store/rulejson.h"
#include "store/statement.h"

#include <algorithm>

namespace outlay::store {

using base::Rule;
using base::RuleChange;

namespace {

/// Of a list of different numbers the longest part that is in order: what is not in it was moved.
std::vector<std::int64_t> longestInOrder(const std::vector<std::int64_t> &list)
{
    std::vector<std::size_t> length(list.size(), 1);
    std::vector<std::size_t> before(list.size(), list.size());
    std::size_t last = list.size();
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (list[j] < list[i] && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                before[i] = j;
            }
        }
        if (last == list.size() || length[i] > length[last])
            last = i;
    }
    std::vector<std::int64_t> kept;
    for (; last < list.size(); last = before[last])
        kept.push_back(list[last]);
    return kept;
}

std::size_t placeOfRule(const std::vector<Rule> &rules, std::int64_t id)
{
    return static_cast<std::size_t>(std::ranges::find(rules, id, &Rule::id) - rules.begin());
}

/// Rules that stand elsewhere among those that are still there, by id.
std::vector<std::int64_t> movedRules(const std::vector<Rule> &before, const std::vector<Rule> &after)
{
    std::vector<std::int64_t> places;
    for (const Rule &rule : after)
        if (const std::size_t place = placeOfRule(before, rule.id); place < before.size())
            places.push_back(static_cast<std::int64_t>(place));
    const std::vector<std::int64_t> kept = longestInOrder(places);
    std::vector<std::int64_t> moved;
    for (const std::int64_t place : places)
        if (std::ranges::find(kept, place) == kept.end())
            moved.push_back(before[static_cast<std::size_t>(place)].id);
    return moved;
}

std::string whatWasDone(const Rule &before, const Rule &after, bool isMoved)
{
    Rule asBefore = after;
    asBefore.enabled = before.enabled;
    if (asBefore != before)
        return "changed";
    if (before.enabled != after.enabled)
        return after.enabled ? "enabled" : "disabled";
    return isMoved ? "moved" : "";
}

std::vector<RuleChange> changesBetween(const std::vector<Rule> &before, const std::vector<Rule> &after)
{
    std::vector<RuleChange> changes;
    for (std::size_t place = 0; place < before.size(); ++place)
        if (placeOfRule(after, before[place].id) == after.size())
            changes.push_back(
                {{}, {}, "removed", before[place].id, placedJson(before[place], place + 1), {}});
    const auto moved = movedRules(before, after);
    for (std::size_t place = 0; place < after.size(); ++place) {
        const Rule &rule = after[place];
        const std::size_t old = placeOfRule(before, rule.id);
        if (old == before.size()) {
            changes.push_back({{}, {}, "added", rule.id, {}, placedJson(rule, place + 1)});
            continue;
        }
        const bool isMoved = std::ranges::find(moved, rule.id) != moved.end();
        const std::string what = whatWasDone(before[old], rule, isMoved);
        if (!what.empty())
            changes.push_back(
                {{}, {}, what, rule.id, placedJson(before[old], old + 1), placedJson(rule, place + 1)});
    }
    return changes;
}

base::Result<void> keepChanges(const Connection &connection, const std::vector<RuleChange> &changes,
                               base::Instant now, const std::string &who)
{
    Statement insert(connection, "INSERT INTO rule_changes (at, who, what, rule, before, after)"
                                 " VALUES (?, ?, ?, ?, ?, ?)");
    for (const RuleChange &change : changes) {
        insert.bind(1, std::int64_t{now.time_since_epoch().count()}).bind(2, std::string_view(who));
        insert.bind(3, std::string_view(change.what)).bind(4, change.rule);
        insert.bind(5, std::string_view(change.before)).bind(6, std::string_view(change.after));
        if (auto inserted = insert.run(); !inserted)
            return inserted;
    }
    return {};
}

/// Gives a new rule its id.
base::Result<void> writeRule(const Connection &connection, Rule &rule, std::size_t place, base::Instant now,
                             bool isChanged)
{
    const std::string conditions = conditionsJson(rule);
    const std::string action = actionJson(rule);
    const std::int64_t at = now.time_since_epoch().count();
    Statement upsert(connection,
                     "INSERT INTO rules VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)"
                     " ON CONFLICT (id) DO UPDATE SET position = ?2, name = ?3, conditions = ?4, action = ?5,"
                     " enabled = ?6, changed_at = iif(?8, ?7, changed_at) RETURNING id");
    if (rule.id == 0)
        upsert.bindNull(1);
    else
        upsert.bind(1, rule.id);
    upsert.bind(2, static_cast<std::int64_t>(place)).bind(3, std::string_view(rule.name));
    upsert.bind(4, std::string_view(conditions)).bind(5, std::string_view(action));
    upsert.bind(6, std::int64_t{rule.enabled}).bind(7, at).bind(8, std::int64_t{isChanged});
    while (upsert.next())
        rule.id = upsert.number(0);
    return upsert.finish();
}

base::Result<std::vector<Rule>> canonicalRules(const Connection &connection, const std::vector<Rule> &before,
                                               const std::vector<Rule> &given)
{
    std::vector<Rule> rules;
    for (const Rule &each : given) {
        auto rule = base::canonical(each);
        if (!rule)
            return failureOf(rule);
        const bool isKnown = rule->id == 0 || (placeOfRule(before, rule->id) < before.size() &&
                                               placeOfRule(rules, rule->id) == rules.size());
        if (!isKnown)
            return base::fail(base::ErrorKind::NotFound, connection.path(),
                              "there is no rule " + std::to_string(rule->id));
        rules.push_back(*std::move(rule));
    }
    return rules;
}

} // namespace

base::Result<std::vector<Rule>> readRules(const Connection &connection)
{
    std::vector<Rule> rules;
    Statement rows(connection,
                   "SELECT id, name, conditions, action, enabled FROM rules ORDER BY position, id");
    while (rows.next()) {
        auto rule = ruleOf(rows.text(2), rows.text(3));
        if (!rule)
            return base::fail(base::ErrorKind::Corrupt, connection.path(),
                              "rule " + std::to_string(rows.number(0)) +
                                  " cannot be understood: " + rule.error().detail);
        rule->id = rows.number(0);
        rule->name = rows.text(1);
        rule->enabled = rows.number(4) != 0;
        auto sound = base::canonical(*std::move(rule));
        if (!sound)
            return base::fail(base::ErrorKind::Corrupt, connection.path(),
                              "rule " + std::to_string(rows.number(0)) +
                                  " cannot be understood: " + sound.error().detail);
        rules.push_back(*std::move(sound));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return rules;
}

base::Result<void> writeRules(const Connection &connection, const std::vector<Rule> &given, base::Instant now,
                              const std::string &who)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    auto before = readRules(connection);
    if (!before)
        return failureOf(before);
    auto rules = canonicalRules(connection, *before, given);
    if (!rules)
        return failureOf(rules);
    for (const Rule &old : *before) {
        if (placeOfRule(*rules, old.id) < rules->size())
            continue;
        Statement remove(connection, "DELETE FROM rules WHERE id = ?");
        if (auto removed = remove.bind(1, old.id).run(); !removed)
            return removed;
    }
    for (std::size_t place = 0; place < rules->size(); ++place) {
        Rule &rule = (*rules)[place];
        const std::size_t old = placeOfRule(*before, rule.id);
        const bool isChanged = old == before->size() || (*before)[old] != rule;
        if (auto written = writeRule(connection, rule, place, now, isChanged); !written)
            return written;
    }
    return keepChanges(connection, changesBetween(*before, *rules), now, who).and_then([&] {
        return transaction->commit();
    });
}

base::Result<std::vector<RuleChange>> readRuleChanges(const Connection &connection)
{
    std::vector<RuleChange> changes;
    Statement rows(connection,
                   "SELECT at, who, what, rule, before, after FROM rule_changes ORDER BY id DESC");
    while (rows.next())
        changes.push_back({base::Instant{std::chrono::microseconds{rows.number(0)}},
                           std::string(rows.text(1)), std::string(rows.text(2)), rows.number(3),
                           std::string(rows.text(4)), std::string(rows.text(5)), placedRuleOf(rows.text(4)),
                           placedRuleOf(rows.text(5))});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return changes;
}

} // namespace outlay::store
