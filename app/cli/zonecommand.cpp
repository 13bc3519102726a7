// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "jobs/timezones.h"

#include <iostream>

namespace outlay::cli {

namespace {

int show(const ZoneArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto zone = (*store)->reportingZone();
    if (!zone)
        return complain(zone.error());
    std::cout << zone->name() << "\n";
    return Ok;
}

} // namespace

int runZone(const ZoneArguments &arguments)
{
    if (arguments.zone.empty())
        return show(arguments);
    const auto zone = jobs::reportingZone(arguments.zone);
    if (!zone)
        return complain(zone.error());
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto changed = [&] {
        const Interrupt interrupt;
        ProgressLine line(std::cerr);
        auto set = (*store)->setReportingZone(
            *zone, {.stop = interrupt.token(),
                    .progress = [&line](auto done, auto total) { line.show(done, total); }});
        line.clear();
        return set;
    }();
    if (!changed)
        return complain(changed.error());
    std::cout << "days are those of " << zone->name() << "\n";
    return Ok;
}

} // namespace outlay::cli
