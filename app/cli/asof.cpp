// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asof.h"

#include "jobs/storeimport.h"

#include <algorithm>

namespace outlay::cli {

base::Result<insight::Clock> clockAsOf(const std::string &asked, const store::Store &store,
                                       const cube::Cube &cube)
{
    const auto today = jobs::today(store);
    if (!today)
        return tl::unexpected(today.error());
    const insight::Clock clock = insight::clockOf(cube.span(), *today);
    if (asked.empty())
        return clock;
    const auto day = base::parseDay(asked);
    if (!day)
        return base::fail(base::ErrorKind::Misuse, "--as-of " + asked, "is not a day such as 2026-05-31");
    if (*day > clock.asOf)
        return base::fail(base::ErrorKind::Misuse, "--as-of " + asked,
                          "is after the last day with data, " + base::isoDay(clock.asOf));
    return insight::clockOf(cube.span(), *today, day);
}

base::Result<insight::Clock> clockOfImports(const store::Store &store)
{
    const auto imports = store.imports();
    if (!imports)
        return tl::unexpected(imports.error());
    const auto today = jobs::today(store);
    if (!today)
        return tl::unexpected(today.error());
    std::optional<base::Period> span;
    for (const base::ImportSummary &import : *imports)
        if (import.span)
            span = span ? base::Period{std::min(span->first, import.span->first),
                                       std::max(span->last, import.span->last)}
                        : *import.span;
    return insight::clockOf(span, *today);
}

base::Result<Json> factsOf(const store::Store &store, const insight::Clock &clock)
{
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    return Json{{"zone", zone->name()},
                {"as_of", base::isoDay(clock.asOf)},
                {"as_of_is_partial", clock.asOfIsPartial}};
}

} // namespace outlay::cli
