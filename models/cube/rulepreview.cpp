// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/rulepreview.h"

#include "cube/rulematcher.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace outlay::cube {

using base::CellColumns;
using base::Measures;
using base::Rule;

namespace {

/// What an attribution of the ledger is, in part, on a day: under the rules of one side.
struct PartOfDay
{
    std::uint32_t logged = 0;
    bool isAfter = false;
    const base::Attribution *attribution = nullptr;
    CallsAndCost sums;
};

/// The ledger as rules make it, with each cell's way back.
class Side
{
public:
    Side(const RuledCells &ledger, const std::vector<Rule> &rules, const std::stop_token &stop)
        : m_ruled(applyRules(ledger, rules, Splits::Made, stop))
    {
        for (std::uint32_t a = 0; a < m_ruled.attributions.size(); ++a) {
            const std::uint32_t id = m_ruled.attributions[a].first;
            if (m_placeOf.size() <= id)
                m_placeOf.resize(id + std::size_t{1});
            m_placeOf[id] = a;
        }
    }

    const CellColumns &cells() const { return m_ruled.cells; }
    std::uint32_t loggedAt(std::size_t cell) const
    {
        const std::uint32_t id = m_ruled.cells.attributions[cell];
        return m_ruled.derivations.empty() ? id : m_ruled.derivations[m_placeOf[id]].logged;
    }
    const base::Attribution &attributionAt(std::size_t cell) const
    {
        return m_ruled.attributions[m_placeOf[m_ruled.cells.attributions[cell]]].second;
    }
    void addChanged(std::vector<bool> &changed) const
    {
        for (const Derivation &derivation : m_ruled.derivations) {
            if (derivation.marks.empty())
                continue;
            if (changed.size() <= derivation.logged)
                changed.resize(derivation.logged + std::size_t{1});
            changed[derivation.logged] = true;
        }
    }

private:
    RuledCells m_ruled;
    std::vector<std::uint32_t> m_placeOf; ///< by id
};

class Moves
{
public:
    Moves(const RuledCells &ledger, const std::vector<Rule> &current, const std::vector<Rule> &next,
          const std::stop_token &stop)
        : m_sides{Side(ledger, current, stop), Side(ledger, next, stop)}
        , m_stop(stop)
    {
        for (const auto *rules : {&current, &next})
            for (const Rule &rule : *rules)
                if (rule.enabled)
                    m_dimensions.insert(rule.dimension);
        for (const Side &side : m_sides)
            side.addChanged(m_changed);
    }

    /// Of no use once it is to stop: a side may be empty then.
    std::vector<RuleMove> find()
    {
        if (m_stop.stop_requested())
            return {};
        std::array<std::size_t, 2> cell{};
        const auto &days = m_sides[0].cells().runs; // both have the same
        for (std::size_t day = 0; day < days.size(); ++day) {
            if (m_stop.stop_requested())
                return {};
            m_parts.clear();
            for (const std::size_t s : {0U, 1U})
                for (; cell[s] < m_sides[s].cells().runs[day].end; ++cell[s])
                    addPart(s, cell[s]);
            std::ranges::stable_sort(m_parts, {}, &PartOfDay::logged);
            for (auto from = m_parts.begin(); from != m_parts.end();) {
                const auto to = std::find_if(
                    from, m_parts.end(), [&](const PartOfDay &part) { return part.logged != from->logged; });
                for (const base::Dimension &dimension : m_dimensions)
                    compare({from, to}, dimension, base::monthOf(days[day].day));
                from = to;
            }
        }
        return take();
    }

private:
    using Values = std::map<std::string_view, CallsAndCost>;

    void addPart(std::size_t side, std::size_t cell)
    {
        const std::uint32_t logged = m_sides[side].loggedAt(cell);
        if (logged >= m_changed.size() || !m_changed[logged])
            return;
        PartOfDay &part =
            m_parts.emplace_back(PartOfDay{logged, side == 1, &m_sides[side].attributionAt(cell), {}});
        part.sums.add(m_sides[side].cells().sums(cell));
    }

    void compare(std::span<const PartOfDay> parts, const base::Dimension &dimension, base::Month month)
    {
        std::array<Values, 2> values;
        for (const PartOfDay &part : parts) {
            CallsAndCost &sums = values[part.isAfter ? 1 : 0][countedValue(*part.attribution, dimension)];
            sums.requests += part.sums.requests;
            sums.nanos += part.sums.nanos;
        }
        const auto move = [&](std::string_view from, std::string_view to) -> CallsAndCost & {
            return m_moved[{dimension, month, std::string(from), std::string(to)}];
        };
        if (values[0] == values[1])
            return;
        if (values[0].size() == 1 && values[1].size() == 1) {
            const auto &[from, all] = *values[0].begin();
            CallsAndCost &moved = move(from, values[1].begin()->first);
            moved.requests += all.requests;
            moved.nanos += all.nanos;
            return;
        }
        for (const auto field : {&CallsAndCost::requests, &CallsAndCost::nanos})
            settle(values, field, move);
    }

    /// What one value has less goes to those that have more, in their order.
    template <typename Move>
    static void settle(const std::array<Values, 2> &values, std::int64_t CallsAndCost::*field,
                       const Move &move)
    {
        std::map<std::string_view, std::int64_t> more;
        for (const auto &[value, sums] : values[0])
            more[value] -= sums.*field;
        for (const auto &[value, sums] : values[1])
            more[value] += sums.*field;
        for (auto &[from, less] : more) {
            for (auto &[to, left] : more) {
                const std::int64_t part = std::min(-less, left);
                if (part <= 0)
                    continue;
                move(from, to).*field += part;
                less += part;
                left -= part;
            }
        }
    }

    std::vector<RuleMove> take()
    {
        std::vector<RuleMove> moves;
        for (auto &[key, moved] : m_moved) {
            const auto &[dimension, month, from, to] = key;
            moves.push_back({dimension, month, from, to, moved});
        }
        std::ranges::stable_sort(moves, {}, [](const RuleMove &move) {
            return std::tuple(move.dimension, move.month, -move.moved.nanos);
        });
        return moves;
    }

    std::array<Side, 2> m_sides;
    std::stop_token m_stop;
    std::set<base::Dimension> m_dimensions;
    std::vector<bool> m_changed; ///< by id of the ledger
    std::vector<PartOfDay> m_parts;
    std::map<std::tuple<base::Dimension, base::Month, std::string, std::string>, CallsAndCost> m_moved;
};

/// How far each rule reaches, and where it meets others.
void findReach(const RuledCells &ledger, const std::vector<Rule> &rules, const std::stop_token &stop,
               RulePreview &preview)
{
    preview.reach.resize(rules.size());
    const RuleMatcher matcher(rules);
    std::vector<std::vector<std::uint32_t>> matching;
    for (const auto &[id, attribution] : ledger.attributions) {
        if (matching.size() <= id)
            matching.resize(id + std::size_t{1});
        matcher.matching(attribution, matching[id]);
    }
    std::map<std::pair<std::size_t, std::size_t>, CallsAndCost> conflicts;
    std::vector<std::uint32_t> winners;
    for (std::size_t i = 0; const CellColumns::Run &run : ledger.cells.runs) {
        if (stop.stop_requested())
            return;
        for (; i < run.end; ++i) {
            const auto &places = matching[ledger.cells.attributions[i]];
            if (places.empty())
                continue;
            const Measures sums = ledger.cells.sums(i);
            matcher.winners(places, run.day, winners);
            for (const std::uint32_t r : places) {
                if (!rules[r].days.contains(run.day))
                    continue;
                preview.reach[r].matched.add(sums);
                const auto winner = std::ranges::find(
                    winners, rules[r].dimension, [&rules](std::uint32_t w) { return rules[w].dimension; });
                if (*winner == r)
                    preview.reach[r].counted.add(sums);
                else if (!base::haveSameAction(rules[*winner], rules[r]))
                    conflicts[{*winner, r}].add(sums);
            }
        }
    }
    for (const auto &[rule, of] : conflicts)
        preview.conflicts.push_back({rule.first, rule.second, of});
}

} // namespace

void CallsAndCost::add(const Measures &sums)
{
    requests += sums.requests;
    nanos += sums.costNanos + sums.filledNanos;
}

std::optional<RulePreview> previewRules(const RuledCells &ledger, const std::vector<Rule> &current,
                                        const std::vector<Rule> &next, const std::stop_token &stop)
{
    RulePreview preview;
    findReach(ledger, next, stop, preview);
    preview.moves = Moves(ledger, current, next, stop).find();
    if (stop.stop_requested())
        return std::nullopt;
    return preview;
}

} // namespace outlay::cube
