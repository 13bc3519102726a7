// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/cachejob.h"

#include "jobs/eventgroups.h"
#include "jobs/ruledcalls.h"
#include "pricing/userbook.h"

namespace outlay::jobs {

base::Result<insight::CacheEconomics> cacheEconomics(const store::Store &store, const cube::Cube &ruled,
                                                     const base::Filter &filter, const base::Grouping &by,
                                                     const std::string &userBook, store::EventWalk walk)
{
    auto calls = RuledCalls::of(store, ruled);
    if (!calls)
        return tl::unexpected(calls.error());
    const cube::Cube &cube = calls->cube();
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    auto groups = EventGroups::of(cube, filter, by, *zone);
    if (!groups)
        return tl::unexpected(groups.error());
    auto pairs = EventGroups::of(cube, filter,
                                 {base::Dimension(base::nameOf(base::FixedDimension::Feature)),
                                  base::Dimension(base::nameOf(base::FixedDimension::Model))},
                                 *zone);
    if (!pairs)
        return tl::unexpected(pairs.error());
    auto book = pricing::openBook(userBook);
    if (!book)
        return tl::unexpected(book.error());
    insight::CacheCounting counting(*std::move(book), filter.basis);
    walk.period = filter.period;
    const auto add = [&](const base::Attribution &attribution, const base::EventRow &row,
                         std::string_view extras) {
        const auto group = groups->groupOf(row);
        if (group)
            counting.add(*group, *pairs->groupOf(row), attribution, row, base::partsIn(extras));
    };
    return store.walkEvents(walk, calls->tagging(add)).map([&] {
        return counting.result(by, groups->keys(), pairs->keys());
    });
}

} // namespace outlay::jobs
