// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/savingsjob.h"

#include "jobs/eventgroups.h"
#include "jobs/ruledcalls.h"
#include "jobs/whatifjob.h"
#include "pricing/userbook.h"

#include <algorithm>

namespace outlay::jobs {

namespace {

base::Result<insight::CallTraits> traitsOf(const store::Store &store, RuledCalls &calls,
                                           const base::Filter &filter, const std::string &userBook,
                                           const store::EventWalk &walk)
{
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    using base::FixedDimension;
    base::Grouping by;
    for (const FixedDimension dimension :
         {FixedDimension::Feature, FixedDimension::Provider, FixedDimension::Model})
        by.emplace_back(base::nameOf(dimension));
    auto groups = EventGroups::of(calls.cube(), filter, by, *zone);
    if (!groups)
        return tl::unexpected(groups.error());
    auto book = pricing::openBook(userBook);
    if (!book)
        return tl::unexpected(book.error());
    insight::CacheCounting cache(*std::move(book), filter.basis);
    insight::CallTraits traits;
    const auto add = [&](const base::Attribution &attribution, const base::EventRow &row,
                         std::string_view extras) {
        const auto group = groups->groupOf(row);
        if (!group)
            return;
        traits.sizes.resize(std::max(traits.sizes.size(), *group + 1));
        insight::addCall(traits.sizes[*group], attribution, row);
        cache.add(*group, *group, attribution, row, base::partsIn(extras));
    };
    const auto gone = store.walkEvents(walk, calls.tagging(add));
    if (!gone)
        return tl::unexpected(gone.error());
    traits.keys = groups->keys();
    traits.cache = cache.result(by, traits.keys, traits.keys);
    return traits;
}

} // namespace

base::Result<insight::Savings> findSavings(const store::Store &store, const cube::Cube &ruled,
                                           const base::Filter &filter, const std::string &userBook,
                                           store::EventWalk walk)
{
    auto calls = RuledCalls::of(store, ruled);
    if (!calls)
        return tl::unexpected(calls.error());
    const cube::Cube &cube = calls->cube();
    walk.period = filter.period;
    const auto traits = traitsOf(store, *calls, filter, userBook, walk);
    if (!traits)
        return tl::unexpected(traits.error());
    auto possible = insight::possibleSavings(cube, filter, *traits);
    if (!possible)
        return tl::unexpected(possible.error());
    std::vector<insight::Scenario> scenarios;
    for (const insight::Saving &saving : *possible)
        scenarios.push_back(saving.scenario);
    const auto results = whatIf(store, ruled, filter, scenarios, userBook, walk, Counted::Concerned);
    if (!results)
        return tl::unexpected(results.error());
    return insight::ranked(cube, filter, *std::move(possible), *results);
}

} // namespace outlay::jobs
