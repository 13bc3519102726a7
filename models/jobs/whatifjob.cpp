// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/whatifjob.h"

#include "insight/duplicates.h"
#include "jobs/eventchunks.h"
#include "jobs/ruledcalls.h"
#include "pricing/userbook.h"

#include <algorithm>
#include <map>

namespace outlay::jobs {

using insight::DuplicateFinder;
using insight::Scenario;
using insight::ScenarioChange;

namespace {

/// Which attributions pass a filter, by the store's id.
base::Result<std::vector<bool>> matching(const cube::Cube &cube, const base::Filter &filter)
{
    const auto ids = cube.matchingAttributions(filter);
    if (!ids)
        return tl::unexpected(ids.error());
    std::vector<bool> passes(ids->empty() ? 0 : ids->back() + std::size_t{1}, false);
    for (const std::uint32_t id : *ids)
        passes[id] = true;
    return passes;
}

bool has(const std::vector<bool> &passes, std::uint32_t id)
{
    return id < passes.size() && passes[id];
}

/// A scenario with what its changes are about.
class Asked
{
public:
    static base::Result<Asked> of(const cube::Cube &cube, const Scenario &scenario,
                                  std::shared_ptr<const pricing::PriceBook> book, base::CostBasis basis)
    {
        Asked asked(insight::WhatIfCounting(std::move(book), scenario, basis));
        for (std::size_t i = 0; i < scenario.changes.size(); ++i) {
            base::Filter about;
            about.where = scenario.changes[i].where;
            const auto passes = matching(cube, about);
            if (!passes) {
                base::Error error = passes.error();
                error.where = (scenario.name.empty() ? "scenario" : scenario.name) + ", " + error.where;
                return tl::unexpected(std::move(error));
            }
            asked.m_applies.resize(std::max(asked.m_applies.size(), passes->size()), 0);
            for (std::size_t id = 0; id < passes->size(); ++id)
                asked.m_applies[id] |= (*passes)[id] ? std::uint32_t{1} << i : 0;
        }
        return asked;
    }

    bool concerns(std::uint32_t attribution) const
    {
        return attribution < m_applies.size() && m_applies[attribution] != 0;
    }

    /// `repeats`: by the seconds within which, whether the call is a duplicate.
    void add(base::Day day, const base::Attribution &attribution, const base::EventRow &row,
             const base::Parts &parts, const std::map<std::int64_t, bool> &repeats)
    {
        std::uint32_t applies = row.attribution < m_applies.size() ? m_applies[row.attribution] : 0;
        const std::vector<ScenarioChange> &changes = m_counting.scenario().changes;
        for (std::size_t i = 0; i < changes.size(); ++i)
            if (changes[i].duplicatesWithin && !repeats.at(*changes[i].duplicatesWithin))
                applies &= ~(std::uint32_t{1} << i);
        m_counting.add(day, applies, attribution, row, parts);
    }

    insight::WhatIfResult result() const { return m_counting.result(); }

private:
    explicit Asked(insight::WhatIfCounting counting)
        : m_counting(std::move(counting))
    {
    }

    insight::WhatIfCounting m_counting;
    std::vector<std::uint32_t> m_applies; ///< by attribution id
};

using Finders = std::map<std::int64_t, DuplicateFinder>;

Finders findersOf(const std::vector<Scenario> &scenarios)
{
    Finders finders;
    for (const Scenario &scenario : scenarios)
        for (const ScenarioChange &change : scenario.changes)
            if (change.duplicatesWithin)
                finders.try_emplace(*change.duplicatesWithin, *change.duplicatesWithin);
    return finders;
}

base::Result<std::vector<Asked>> askedOf(const cube::Cube &cube, const std::vector<Scenario> &scenarios,
                                         const std::string &userBook, base::CostBasis basis)
{
    const auto book = pricing::openBook(userBook);
    if (!book)
        return tl::unexpected(book.error());
    std::vector<Asked> asked;
    for (const Scenario &scenario : scenarios) {
        auto one = Asked::of(cube, scenario, *book, basis);
        if (!one)
            return tl::unexpected(one.error());
        asked.push_back(*std::move(one));
    }
    return asked;
}

/// Which of the asked look at calls of an attribution, by its id: one that is not about a call need not.
std::vector<std::vector<std::uint32_t>> lookersOf(const std::vector<bool> &passes,
                                                  const std::vector<Asked> &asked, Counted counted)
{
    std::vector<std::vector<std::uint32_t>> lookers(passes.size());
    for (std::uint32_t id = 0; id < lookers.size(); ++id)
        for (std::uint32_t a = 0; passes[id] && a < asked.size(); ++a)
            if (counted == Counted::All || asked[a].concerns(id))
                lookers[id].push_back(a);
    return lookers;
}

} // namespace

base::Result<std::vector<insight::WhatIfResult>> whatIf(const store::Store &store, const cube::Cube &ruled,
                                                        const base::Filter &filter,
                                                        const std::vector<Scenario> &scenarios,
                                                        const std::string &userBook,
                                                        const store::EventWalk &walk, Counted counted)
{
    auto calls = RuledCalls::of(store, ruled);
    if (!calls)
        return tl::unexpected(calls.error());
    const cube::Cube &cube = calls->cube();
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    const auto passes = matching(cube, filter);
    if (!passes)
        return tl::unexpected(passes.error());
    const auto chunks = eventChunks(cube, filter.period);
    if (!chunks)
        return tl::unexpected(chunks.error());
    auto asked = askedOf(cube, scenarios, userBook, filter.basis);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto lookers = lookersOf(*passes, *asked, counted);
    base::DayClock clock(*zone);
    Finders finders = findersOf(scenarios);
    std::map<std::int64_t, bool> repeats;

    const auto see = [&](const base::Attribution &attribution, const base::EventRow &row, std::string_view) {
        const auto key = DuplicateFinder::keyOf(attribution, row);
        for (auto &[seconds, finder] : finders)
            if (key && has(*passes, row.attribution))
                finder.see(*key, row.atUs);
    };
    const auto add = [&](const base::Attribution &attribution, const base::EventRow &row,
                         std::string_view extras) {
        if (!has(*passes, row.attribution) || lookers[row.attribution].empty())
            return;
        const auto key = finders.empty() ? std::nullopt : DuplicateFinder::keyOf(attribution, row);
        for (auto &[seconds, finder] : finders)
            repeats[seconds] = key && finder.take(*key, row.atUs);
        const base::Day day = clock.dayOf(row.atUs);
        const base::Parts parts = base::partsIn(extras);
        for (const std::uint32_t a : lookers[row.attribution])
            (*asked)[a].add(day, attribution, row, parts, repeats);
    };
    const int first = finders.empty() ? 1 : 0; // without finders there is nothing to see beforehand
    const auto gone = walkChunks(
        store, *chunks, walk, 2 - first,
        [&](int pass) { return pass + first == 0 ? calls->tagging(see) : calls->tagging(add); },
        [&](int pass) {
            for (auto &[seconds, finder] : finders)
                if (pass + first == 0)
                    finder.settle();
        });
    if (!gone)
        return tl::unexpected(gone.error());
    std::vector<insight::WhatIfResult> results;
    for (const Asked &one : *asked)
        results.push_back(one.result());
    return results;
}

} // namespace outlay::jobs
