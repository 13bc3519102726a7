// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/eventwalk.h"

#include "store/dictionary.h"
#include "store/eventscan.h"
#include "store/reportingzone.h"

namespace outlay::store {

base::Result<void> forEachBlock(const Connection &connection, const EventWalk &walk,
                                const std::function<base::Result<void>(const EventBlock &)> &visit)
{
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    auto blocks = blocksWithin(connection, zone->beginOf(walk.period.first), zone->endOf(walk.period.last));
    if (!blocks)
        return failureOf(blocks);
    std::int64_t total = 0;
    for (const EventBlock &block : *blocks)
        total += block.events;
    std::int64_t done = 0;
    for (const EventBlock &block : *blocks) {
        if (walk.stop.stop_requested())
            return base::fail(base::ErrorKind::Cancelled, connection.path(),
                              "was stopped; nothing was changed");
        if (auto visited = visit(block); !visited)
            return visited;
        done += block.events;
        if (walk.progress)
            walk.progress(done, total);
    }
    return {};
}

base::Result<void> walkEvents(const Connection &connection, const EventWalk &walk, const EventVisitor &visit)
{
    std::vector<base::Attribution> attributions; // by the store's id, which are close together
    auto known = forEachAttribution(connection, [&](std::uint32_t id, const base::Attribution &attribution) {
        if (attributions.size() <= id)
            attributions.resize(id + std::size_t{1});
        attributions[id] = attribution;
    });
    if (!known)
        return known;
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    const std::int64_t from = zone->beginOf(walk.period.first);
    const std::int64_t end = zone->endOf(walk.period.last);
    EventScan scan(connection);
    return forEachBlock(connection, walk, [&](const EventBlock &block) {
        StoredEvent event;
        scan.start(block.firstId(), block.lastId(), from, end);
        while (scan.next(event))
            visit(attributions.at(event.row.attribution), event.row, event.fields);
        return scan.finish();
    });
}

} // namespace outlay::store
