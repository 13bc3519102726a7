// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/eventwalk.h"

#include "store/dictionary.h"
#include "store/encoding.h"
#include "store/eventscan.h"

namespace outlay::store {

base::Result<void> forEachBlock(const Connection &connection, const EventWalk &walk,
                                const std::function<base::Result<void>(const EventBlock &)> &visit)
{
    auto blocks = blocksWithin(connection, microsOf(walk.period.first),
                               microsOf(walk.period.last + std::chrono::days{1}));
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
    EventScan scan(connection);
    return forEachBlock(connection, walk, [&](const EventBlock &block) {
        StoredEvent event;
        scan.start(block.firstId(), block.lastId(), microsOf(walk.period.first),
                   microsOf(walk.period.last + std::chrono::days{1}));
        while (scan.next(event))
            visit(attributions.at(event.row.attribution), event.row, event.fields);
        return scan.finish();
    });
}

} // namespace outlay::store
