// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/ruletext.h"

#include "app/cli/jsontext.h"
#include "app/cli/texttable.h"

#include <sstream>

namespace outlay::cli {

using base::Rule;
using cube::RuleMove;
using cube::RulePreview;
using cube::RuleReach;

namespace {

std::string shownValue(const base::Dimension &dimension, const std::string &value)
{
    return value.empty() ? std::string(base::unattributedLabel(dimension)) : value;
}

/// A rule that is not stored yet has no number.
std::string numberedTitle(const Rule &rule, std::size_t place)
{
    return std::to_string(place + 1) + ". " + base::titleOf(rule);
}

std::string stateOf(const Rule &rule, const RuleReach &reach)
{
    if (!rule.enabled)
        return "off";
    if (reach.matched.requests == 0)
        return "matches nothing";
    if (reach.isShadowed())
        return "shadowed: rules before it match all of it";
    return reach.matched == reach.counted ? "counts" : "counts in part: rules before it match the rest";
}

Json callsJson(const cube::CallsAndCost &of)
{
    return {{"requests", of.requests}, {"cost_usd", of.cost().toDecimal()}};
}

} // namespace

std::string previewText(const RulePreview &preview, const std::vector<Rule> &rules)
{
    std::ostringstream text;
    if (preview.moves.empty())
        text << "nothing moves\n";
    else {
        TextTable moves({{"month"}, {"dimension"}, {"from"}, {"to"}, {"calls", true}, {"USD", true, true}});
        for (const RuleMove &move : preview.moves)
            moves.addRow({base::isoMonth(move.month), move.dimension, shownValue(move.dimension, move.from),
                          shownValue(move.dimension, move.to), grouped(move.moved.requests),
                          move.moved.cost().toDecimal()});
        moves.print(text);
    }
    if (!rules.empty()) {
        text << "\n";
        TextTable reach({{"rule"},
                         {"calls", true},
                         {"USD", true, true},
                         {"of them count", true},
                         {"USD", true, true},
                         {"state"}});
        for (std::size_t r = 0; r < rules.size(); ++r)
            reach.addRow({numberedTitle(rules[r], r), grouped(preview.reach[r].matched.requests),
                          preview.reach[r].matched.cost().toDecimal(),
                          grouped(preview.reach[r].counted.requests),
                          preview.reach[r].counted.cost().toDecimal(), stateOf(rules[r], preview.reach[r])});
        reach.print(text);
    }
    for (const cube::RuleConflict &conflict : preview.conflicts)
        text << "conflict: " << numberedTitle(rules[conflict.first], conflict.first) << " and "
             << numberedTitle(rules[conflict.second], conflict.second) << " match the same "
             << grouped(conflict.of.requests) << (conflict.of.requests == 1 ? " call" : " calls") << ", "
             << shownSum(conflict.of.cost()) << "; the first counts\n";
    return text.str();
}

std::string previewJson(const RulePreview &preview, const std::vector<Rule> &rules)
{
    Json moves = Json::array();
    for (const RuleMove &move : preview.moves) {
        Json json{{"month", base::isoMonth(move.month)},
                  {"dimension", move.dimension},
                  {"from", move.from.empty() ? Json() : Json(move.from)},
                  {"to", move.to.empty() ? Json() : Json(move.to)}};
        json.update(callsJson(move.moved));
        moves.push_back(std::move(json));
    }
    Json reach = Json::array();
    for (std::size_t r = 0; r < rules.size(); ++r)
        reach.push_back({{"place", r + 1},
                         {"id", rules[r].id == 0 ? Json() : Json(rules[r].id)},
                         {"title", base::titleOf(rules[r])},
                         {"enabled", rules[r].enabled},
                         {"matched", callsJson(preview.reach[r].matched)},
                         {"counted", callsJson(preview.reach[r].counted)},
                         {"shadowed", preview.reach[r].isShadowed()}});
    Json conflicts = Json::array();
    for (const cube::RuleConflict &conflict : preview.conflicts) {
        Json json{{"first", conflict.first + 1}, {"second", conflict.second + 1}};
        json.update(callsJson(conflict.of));
        conflicts.push_back(std::move(json));
    }
    return jsonText(Json{{"moves", moves}, {"rules", reach}, {"conflicts", conflicts}}) + "\n";
}

} // namespace outlay::cli
