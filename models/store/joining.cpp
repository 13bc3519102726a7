// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/joining.h"

#include "store/backfills.h"
#include "store/dictionary.h"
#include "store/eventscan.h"
#include "store/eventwalk.h"
#include "store/joinmoves.h"
#include "store/reportingzone.h"

namespace outlay::store {

base::Result<void> walkLogged(const Connection &connection, const EventWalk &walk, const LoggedVisitor &visit,
                              Joins joins)
{
    std::vector<base::Attribution> attributions; // by the store's id, which are close together
    auto known = forEachStored(connection, [&](const StoredAttribution &stored) {
        if (attributions.size() <= stored.id)
            attributions.resize(stored.id + std::size_t{1});
        attributions[stored.id] = joins == Joins::With ? stored.understood() : stored.logged;
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
            visit(event.id, attributions.at(event.row.attribution), event.row, event.fields);
        return scan.finish();
    });
}

namespace {

base::Result<std::int64_t> changeKept(const Connection &connection, const BackfillEdit &edit)
{
    if (edit.removed != 0) {
        if (auto removed = removeBackfill(connection, edit.removed, edit.now, edit.who); !removed)
            return failureOf(removed);
    }
    return edit.added ? addBackfill(connection, *edit.added, edit.windowUs, edit.now, edit.who) : 0;
}

} // namespace

base::Result<std::int64_t> editBackfills(const Connection &connection, const BackfillEdit &edit,
                                         const JoinFinder &find)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    auto added = changeKept(connection, edit);
    if (!added)
        return added;
    auto kept = readKeptJoins(connection);
    if (!kept)
        return failureOf(kept);
    EventWalk walk = edit.walk;
    walk.period = base::kAllTime;
    auto plan = kept->empty() ? base::JoinPlan() : find(*kept, [&](const LoggedVisitor &visit) {
        return walkLogged(connection, walk, visit, Joins::Without);
    });
    if (!plan)
        return failureOf(plan);
    auto done = makeJoins(connection, *plan, edit.walk.stop).and_then([&] { return transaction->commit(); });
    if (!done)
        return failureOf(done);
    connection.tidyLog();
    return added;
}

} // namespace outlay::store
