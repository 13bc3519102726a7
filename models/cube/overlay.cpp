// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/overlay.h"

#include "cube/apportion.h"
#include "cube/rulematcher.h"
#include "cube/splitweights.h"

#include <algorithm>
#include <limits>
#include <map>

namespace outlay::cube {

using base::Attribution;
using base::Cell;
using base::CellColumns;
using base::Day;
using base::Rule;

namespace {

constexpr std::uint32_t kNotYet = std::numeric_limits<std::uint32_t>::max();

/// What becomes of an attribution on some days: which rules count, and the attributions that come of it.
struct Variant
{
    std::vector<std::uint32_t> winners;
    const Rule *split = nullptr;       ///< of the winners
    std::uint32_t id = kNotYet;        ///< of what is not split
    std::vector<std::uint32_t> shares; ///< ids
};

/// An attribution that rules match.
struct Touched
{
    std::uint32_t place = 0; ///< among the attributions of the ledger
    std::vector<std::uint32_t> matching;
    bool isForAllDays = true;
    std::vector<Variant> variants;
};

/// A cell that is to be split.
struct Waiting
{
    std::size_t cell = 0;
    Day day{};
    std::uint32_t touched = 0;
    std::uint32_t variant = 0;
};

/// A day more; neighbours make one period.
void addDay(std::vector<base::Period> &days, Day day)
{
    if (!days.empty() && day <= days.back().last)
        return;
    if (!days.empty() && days.back().last + std::chrono::days{1} == day)
        days.back().last = day;
    else
        days.push_back({day, day});
}

/// Puts further cells, which are by day as the others, behind those of their day.
CellColumns merged(const CellColumns &cells, const std::vector<Cell> &further)
{
    CellColumns all;
    std::vector<std::pair<std::size_t, std::size_t>> behind; // end of a run's cells, and of its further ones
    std::size_t added = 0;
    for (const CellColumns::Run &run : cells.runs) {
        while (added < further.size() && further[added].day == run.day)
            ++added;
        behind.emplace_back(run.end, added);
        all.runs.push_back({run.day, run.end + added});
    }
    const auto put = [&](const auto &from, auto &to, const auto &valueOf) {
        to.reserve(cells.size() + further.size());
        for (std::size_t cell = 0, more = 0; const auto &[end, moreEnd] : behind) {
            to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(cell),
                      from.begin() + static_cast<std::ptrdiff_t>(end));
            for (; more < moreEnd; ++more)
                to.push_back(valueOf(further[more]));
            cell = end;
        }
    };
    put(cells.attributions, all.attributions, [](const Cell &cell) { return cell.attribution; });
    for (std::size_t m = 0; m < all.measures.size(); ++m)
        if (!cells.measures[m].empty()) // and else there is nothing of it to share
            put(cells.measures[m], all.measures[m],
                [m](const Cell &cell) { return cell.sums.*base::kMeasureFields[m]; });
    return all;
}

class Overlay
{
public:
    Overlay(RuledCells ledger, const std::vector<Rule> &rules, Splits splits, const std::stop_token &stop)
        : m_ledger(std::move(ledger))
        , m_matcher(rules)
        , m_splits(splits)
        , m_stop(stop)
    {
    }

    RuledCells run();

private:
    void findTouched();
    void routeCells();
    Variant &variantOn(std::uint32_t touched, Day day, std::uint32_t &number);
    std::uint32_t derive(const Touched &touched, const Variant &variant, const std::string *share);
    Derivation &derivationOf(std::uint32_t madeId) { return m_derivations[madeId - m_firstMade]; }
    void forgetNeedlessDays();
    void splitWaiting();
    void splitCell(const Waiting &waiting, const std::vector<std::int64_t> &weights,
                   std::vector<Cell> &further);
    void keepWhole(const Waiting &waiting);
    RuledCells take();

    RuledCells m_ledger;
    RuleMatcher m_matcher;
    Splits m_splits;
    std::stop_token m_stop;
    std::vector<Touched> m_touched;
    std::vector<std::uint32_t> m_touchedOf; ///< by id; kNotYet: no rule matches
    std::vector<std::pair<std::uint32_t, Attribution>> m_made;
    std::vector<Derivation> m_derivations; ///< parallel to m_made
    std::uint32_t m_firstMade = 0;         ///< ids of what was made count from here
    std::vector<Waiting> m_waiting;
    std::map<const Rule *, Apportioner> m_apportioners;
    std::vector<std::uint32_t> m_scratch;
    std::vector<base::Measures> m_parts;
};

void Overlay::findTouched()
{
    std::vector<std::uint32_t> matching;
    for (std::uint32_t a = 0; a < m_ledger.attributions.size() && !m_stop.stop_requested(); ++a) {
        const auto &[id, attribution] = m_ledger.attributions[a];
        m_firstMade = std::max(m_firstMade, id + 1);
        m_matcher.matching(attribution, matching);
        if (matching.empty())
            continue;
        if (m_touchedOf.size() <= id)
            m_touchedOf.resize(id + std::size_t{1}, kNotYet);
        m_touchedOf[id] = static_cast<std::uint32_t>(m_touched.size());
        m_touched.push_back({a, matching, m_matcher.areForAllDays(matching), {}});
    }
}

Variant &Overlay::variantOn(std::uint32_t number, Day day, std::uint32_t &variantNumber)
{
    Touched &touched = m_touched[number];
    if (touched.isForAllDays && !touched.variants.empty()) {
        variantNumber = 0;
        return touched.variants.front();
    }
    m_matcher.winners(touched.matching, day, m_scratch);
    const auto known = std::ranges::find(touched.variants, m_scratch, &Variant::winners);
    variantNumber = static_cast<std::uint32_t>(known - touched.variants.begin());
    if (known != touched.variants.end())
        return *known;
    Variant &variant = touched.variants.emplace_back();
    variant.winners = m_scratch;
    for (const std::uint32_t r : variant.winners)
        if (m_splits == Splits::Made && m_matcher.rules()[r].isSplit())
            variant.split = &m_matcher.rules()[r];
    return variant;
}

/// The attribution of a variant or, with a feature, of a share of it.
std::uint32_t Overlay::derive(const Touched &touched, const Variant &variant, const std::string *share)
{
    const auto &[id, logged] = m_ledger.attributions[touched.place];
    Attribution made = logged;
    Derivation derivation;
    derivation.logged = id;
    derivation.isShared = share != nullptr;
    for (const std::uint32_t r : variant.winners) {
        const Rule &rule = m_matcher.rules()[r];
        const std::string *const value = rule.isSplit() ? share : &rule.value;
        // What says what was logged anyway is none of a rule's doing.
        if (!value || (!share && countedValue(logged, rule.dimension) == *value))
            continue;
        base::setValueIn(made, rule.dimension, *value);
        derivation.marks.push_back({rule.dimension, rule.id, rule.isSplit()});
    }
    const std::uint32_t madeId = m_firstMade + static_cast<std::uint32_t>(m_made.size());
    m_made.emplace_back(madeId, std::move(made));
    m_derivations.push_back(std::move(derivation));
    return madeId;
}

void Overlay::routeCells()
{
    CellColumns &cells = m_ledger.cells;
    for (std::size_t i = 0; const CellColumns::Run &run : cells.runs) {
        if (m_stop.stop_requested())
            return;
        for (; i < run.end; ++i) {
            std::uint32_t &attribution = cells.attributions[i];
            const std::uint32_t number =
                attribution < m_touchedOf.size() ? m_touchedOf[attribution] : kNotYet;
            if (number == kNotYet)
                continue;
            std::uint32_t variantNumber = 0;
            Variant &variant = variantOn(number, run.day, variantNumber);
            if (variant.split) {
                m_waiting.push_back({i, run.day, number, variantNumber});
                continue;
            }
            if (variant.id == kNotYet)
                variant.id = derive(m_touched[number], variant, nullptr);
            attribution = variant.id;
            if (!m_touched[number].isForAllDays)
                addDay(derivationOf(variant.id).days, run.day);
        }
    }
}

void Overlay::keepWhole(const Waiting &waiting)
{
    const Touched &touched = m_touched[waiting.touched];
    Variant &variant = m_touched[waiting.touched].variants[waiting.variant];
    if (variant.id == kNotYet)
        variant.id = derive(touched, variant, nullptr);
    m_ledger.cells.attributions[waiting.cell] = variant.id;
    addDay(derivationOf(variant.id).days, waiting.day);
}

void Overlay::splitCell(const Waiting &waiting, const std::vector<std::int64_t> &weights,
                        std::vector<Cell> &further)
{
    const Touched &touched = m_touched[waiting.touched];
    Variant &variant = m_touched[waiting.touched].variants[waiting.variant];
    if (variant.shares.empty()) {
        for (const base::RuleShare &share : variant.split->shares)
            variant.shares.push_back(derive(touched, variant, &share.feature));
    }
    // One for all that the rule splits, so that the shares are right of all of it together.
    Apportioner &apportioner = m_apportioners.try_emplace(variant.split, weights.size()).first->second;
    apportioner.share(m_ledger.cells.sums(waiting.cell), weights, m_parts);
    for (std::size_t part = 0; part < m_parts.size(); ++part) {
        addDay(derivationOf(variant.shares[part]).days, waiting.day);
        if (part > 0 && m_parts[part] != base::Measures())
            further.push_back({waiting.day, variant.shares[part], m_parts[part]});
    }
    // The first takes the place of the whole.
    m_ledger.cells.attributions[waiting.cell] = variant.shares.front();
    for (std::size_t m = 0; m < base::kMeasureFields.size(); ++m)
        if (!m_ledger.cells.measures[m].empty())
            m_ledger.cells.measures[m][waiting.cell] = m_parts.front().*base::kMeasureFields[m];
}

void Overlay::splitWaiting()
{
    if (m_waiting.empty())
        return;
    SplitWeights weights(m_matcher.rules());
    if (weights.areNeeded()) {
        for (const auto &[id, attribution] : m_ledger.attributions)
            weights.addAttribution(id, attribution);
        for (const auto &[id, attribution] : m_made)
            weights.addAttribution(id, attribution);
        std::vector<std::size_t> without;
        for (const Waiting &waiting : m_waiting)
            without.push_back(waiting.cell);
        weights.addCells(m_ledger.cells, without);
    }
    std::vector<Cell> further;
    for (const Waiting &waiting : m_waiting) {
        if (m_stop.stop_requested())
            return;
        const Rule &rule = *m_touched[waiting.touched].variants[waiting.variant].split;
        const auto &found = weights.of(rule, base::monthOf(waiting.day));
        if (std::ranges::all_of(found, [](std::int64_t weight) { return weight == 0; }))
            keepWhole(waiting);
        else
            splitCell(waiting, found, further);
    }
    if (!further.empty())
        m_ledger.cells = merged(m_ledger.cells, further);
}

/// Where one thing alone became of an attribution it did so on all days.
void Overlay::forgetNeedlessDays()
{
    for (const Touched &touched : m_touched) {
        if (touched.variants.size() != 1)
            continue;
        const Variant &variant = touched.variants.front();
        if (variant.id != kNotYet && !variant.shares.empty())
            continue; // split in some months alone
        if (variant.id != kNotYet)
            derivationOf(variant.id).days.clear();
        for (const std::uint32_t share : variant.shares)
            derivationOf(share).days.clear();
    }
}

RuledCells Overlay::take()
{
    RuledCells ruled;
    ruled.cells = std::move(m_ledger.cells);
    for (auto &[id, attribution] : m_ledger.attributions) {
        if (id < m_touchedOf.size() && m_touchedOf[id] != kNotYet)
            continue; // what was made of it stands for it
        ruled.attributions.emplace_back(id, std::move(attribution));
        ruled.derivations.push_back({id, {}, false, {}});
    }
    for (std::size_t made = 0; made < m_made.size(); ++made) {
        ruled.attributions.push_back(std::move(m_made[made]));
        ruled.derivations.push_back(std::move(m_derivations[made]));
    }
    return ruled;
}

RuledCells Overlay::run()
{
    findTouched();
    if (m_touched.empty())
        return std::move(m_ledger);
    routeCells();
    if (!m_stop.stop_requested())
        splitWaiting();
    if (m_stop.stop_requested())
        return {}; // half of it is routed
    forgetNeedlessDays();
    return take();
}

} // namespace

RuledCells applyRules(RuledCells ledger, const std::vector<Rule> &rules, Splits splits,
                      const std::stop_token &stop)
{
    if (std::ranges::none_of(rules, &Rule::enabled))
        return ledger;
    return Overlay(std::move(ledger), rules, splits, stop).run();
}

} // namespace outlay::cube
