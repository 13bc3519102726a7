// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/storeimport.h"

#include "cube/overlay.h"
#include "jobs/backfilljob.h"
#include "jobs/timezones.h"
#include "pricing/bookpricer.h"
#include "pricing/userbook.h"

namespace outlay::jobs {

base::Result<base::ImportReport>
importInto(store::Store &store, const std::vector<std::string> &paths, ingest::ImportOptions options,
           const std::string &userBook, const std::stop_token &stop,
           const std::function<void(const ingest::ImportProgress &)> &progress,
           store::Store::Meanwhile meanwhile)
{
    auto book = pricing::openBook(userBook);
    if (!book)
        return tl::unexpected(book.error());
    pricing::BookPricer pricer(*std::move(book));
    const auto key = store.pseudonymKey();
    if (!key)
        return tl::unexpected(key.error());
    auto sink = store.beginImport(now(), meanwhile);
    if (!sink)
        return tl::unexpected(sink.error());
    options.pseudonymKey = *key;
    options.pricer = &pricer;
    options.zones = timeZones();
    auto report = ingest::importPaths(paths, options, **sink, stop, progress);
    if (report)
        (*sink)->amend(report->files);
    sink->reset();
    if (!report || report->importId == 0)
        return report;
    // What other logs say of the new calls. The import is there: nothing is to stop this any more.
    if (const auto joined = joinAnew(store, {}); !joined)
        return tl::unexpected(joined.error());
    return report;
}

base::Result<std::shared_ptr<const cube::Cube>> loadCube(const store::Store &store)
{
    auto cells = store.cells();
    if (!cells)
        return tl::unexpected(cells.error());
    const auto rules = store.rules();
    if (!rules)
        return tl::unexpected(rules.error());
    cube::RuledCells ruled =
        cube::applyRules({std::move(cells->attributions), std::move(cells->cells), {}}, *rules);
    return cube::Cube::build(std::move(ruled.attributions), std::move(ruled.cells),
                             std::move(ruled.derivations));
}

base::Result<std::shared_ptr<const cube::Cube>> loadLoggedCube(const store::Store &store)
{
    const auto rules = store.rules();
    if (!rules)
        return tl::unexpected(rules.error());
    if (std::ranges::none_of(*rules, &base::Rule::enabled))
        return nullptr;
    auto cells = store.cells();
    if (!cells)
        return tl::unexpected(cells.error());
    return cube::Cube::build(std::move(cells->attributions), std::move(cells->cells));
}

base::Instant now()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

base::Day today(const base::Zone &zone)
{
    return zone.dayOf(now().time_since_epoch().count());
}

base::Result<base::Day> today(const store::Store &store)
{
    return store.reportingZone().map([](const base::Zone &zone) { return today(zone); });
}

} // namespace outlay::jobs
