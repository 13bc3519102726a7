// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asof.h"

#include "jobs/storeimport.h"

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

} // namespace outlay::cli
