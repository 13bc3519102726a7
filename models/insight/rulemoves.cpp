// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/rulemoves.h"

#include "cube/dictionary.h"

#include <algorithm>

namespace outlay::insight {

using cube::Derivation;
using cube::RuledCells;

namespace {

using Attributions = std::vector<std::pair<std::uint32_t, base::Attribution>>;

/// By id, whether what was logged passes. A dimension that only rules know was logged by nobody.
base::Result<std::vector<bool>> passingById(const cube::Dictionary &dictionary,
                                            const Attributions &attributions, base::Filter filter)
{
    bool isThere = true;
    std::erase_if(filter.where, [&](const auto &entry) {
        if (dictionary.find(entry.first))
            return false;
        isThere =
            isThere && entry.second.values.contains(std::string(base::kUnattributed)) != entry.second.exclude;
        return true;
    });
    const auto passes = dictionary.matching(filter);
    if (!passes)
        return tl::unexpected(passes.error());
    std::vector<bool> byId;
    for (std::size_t a = 0; a < attributions.size(); ++a) {
        const std::uint32_t id = attributions[a].first;
        if (byId.size() <= id)
            byId.resize(id + std::size_t{1});
        byId[id] = isThere && (*passes)[a];
    }
    return byId;
}

RuleMove &moveOf(RuleMoves &moves, const std::vector<base::Rule> &rules, std::int64_t id)
{
    const auto known = std::ranges::find(moves.moves, id, &RuleMove::rule);
    if (known != moves.moves.end())
        return *known;
    RuleMove &move = moves.moves.emplace_back();
    move.rule = id;
    const auto rule = std::ranges::find(rules, id, &base::Rule::id);
    move.place = static_cast<std::size_t>(rule - rules.begin()) + 1;
    if (rule != rules.end())
        move.title = base::titleOf(*rule);
    return move;
}

/// The rule that made the difference for this filter.
std::int64_t ruleOf(const Derivation &derivation, const base::Filter &filter)
{
    for (const cube::RuleMark &mark : derivation.marks)
        if (filter.where.contains(mark.dimension))
            return mark.rule;
    return derivation.marks.empty() ? 0 : derivation.marks.front().rule;
}

} // namespace

base::Result<RuleMoves> ruleMoves(const RuledCells &ledger, const std::vector<base::Rule> &rules,
                                  const base::Filter &filter)
{
    RuleMoves moves;
    const auto logged = passingById(cube::Dictionary(ledger.attributions), ledger.attributions, filter);
    if (!logged)
        return tl::unexpected(logged.error());
    const RuledCells ruled = cube::applyRules(ledger, rules);
    const auto counted =
        passingById(cube::Dictionary(ruled.attributions, ruled.derivations), ruled.attributions, filter);
    if (!counted)
        return tl::unexpected(counted.error());
    std::vector<const Derivation *> derivations(counted->size());
    for (std::size_t a = 0; a < ruled.derivations.size(); ++a)
        derivations[ruled.attributions[a].first] = &ruled.derivations[a];
    std::size_t i = 0;
    for (const base::CellColumns::Run &run : ruled.cells.runs) {
        for (; i < run.end; ++i) {
            if (!filter.period.contains(run.day))
                continue;
            const std::uint32_t id = ruled.cells.attributions[i];
            const Derivation *derivation = derivations[id];
            const bool was = (*logged)[derivation ? derivation->logged : id];
            const bool is = (*counted)[id];
            const base::Measures sums = base::onBasis(ruled.cells.sums(i), filter.basis);
            if (was)
                moves.logged += sums;
            if (is != was)
                (is ? moveOf(moves, rules, ruleOf(*derivation, filter)).in
                    : moveOf(moves, rules, ruleOf(*derivation, filter)).out) += sums;
            moves.isSplit = moves.isSplit || (is && derivation && derivation->isShared);
        }
    }
    std::ranges::sort(moves.moves, {}, &RuleMove::place);
    return moves;
}

} // namespace outlay::insight
