// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/undo.h"

#include "store/attempts.h"
#include "store/billing.h"
#include "store/cellmap.h"
#include "store/cellstore.h"
#include "store/dictionary.h"
#include "store/encoding.h"
#include "store/eventblocks.h"
#include "store/eventscan.h"
#include "store/importlog.h"
#include "store/monthguard.h"
#include "store/reportingzone.h"
#include "store/setaside.h"
#include "store/sourcekeys.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace outlay::store {

using base::Day;
using base::ErrorKind;
using base::Period;

namespace {

struct Extent
{
    std::int64_t events = 0;
    bool hasIds = false; ///< it had events, though others may stand for all of them now
    std::int64_t firstId = 0;
    std::int64_t lastId = 0;
    Period days;
};

base::Result<Extent> extentOf(const Connection &connection, std::int64_t importId, const base::Zone &zone)
{
    if (auto known = requireImport(connection, importId); !known)
        return failureOf(known);
    Statement row(connection, "SELECT sum(added), min(first_event), max(last_event), min(min_at), max(max_at)"
                              " FROM import_files WHERE import = ?");
    Extent extent;
    if (row.bind(1, importId).next()) {
        extent = {row.number(0),
                  !row.isNull(1),
                  row.number(1),
                  row.number(2),
                  {zone.dayOf(loggedAt(row.number(3))), zone.dayOf(loggedAt(row.number(4)))}};
    }
    if (auto finished = row.finish(); !finished)
        return failureOf(finished);
    return extent;
}

/// The days of other imports' files, file by file.
base::Result<std::vector<Period>> daysOfOthers(const Connection &connection, std::int64_t importId,
                                               const base::Zone &zone)
{
    std::vector<Period> periods;
    Statement rows(connection,
                   "SELECT min_at, max_at FROM import_files WHERE import <> ? AND first_event IS NOT NULL"
                   " ORDER BY min_at");
    rows.bind(1, importId);
    while (rows.next())
        periods.push_back({zone.dayOf(loggedAt(rows.number(0))), zone.dayOf(loggedAt(rows.number(1)))});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return periods;
}

/// Splits the import's days into runs that it has to itself and runs that it may share. `others` ascend.
void split(const Period &days, const std::vector<Period> &others, std::vector<Period> &own,
           std::vector<Period> &shared)
{
    const std::chrono::days one{1};
    Day from = days.first;
    for (const Period &other : others) {
        const Period both{std::max(other.first, from), std::min(other.last, days.last)};
        if (both.isEmpty())
            continue;
        if (from < both.first)
            own.push_back({from, both.first - one});
        shared.push_back(both);
        from = both.last + one;
    }
    if (from <= days.last)
        own.push_back({from, days.last});
}

/// Takes the import's events out of the cells of days that others have events of, too: by subtracting them,
/// or by adding up the others anew, whichever are fewer.
base::Result<void> subtract(const Connection &connection, const Extent &extent, const Period &days,
                            const base::Zone &zone)
{
    const std::int64_t from = zone.beginOf(days.first);
    const std::int64_t end = zone.endOf(days.last);
    auto blocks = blocksWithin(connection, from, end);
    if (!blocks)
        return failureOf(blocks);
    const auto others = std::partition(blocks->begin(), blocks->end(), [&extent](const EventBlock &block) {
        return block.lastId() >= extent.firstId && block.firstId() <= extent.lastId;
    });
    const auto eventsOf = [](auto begin, auto last) {
        return std::accumulate(begin, last, std::int64_t{0},
                               [](std::int64_t sum, const EventBlock &block) { return sum + block.events; });
    };
    const bool anew = eventsOf(others, blocks->end()) < eventsOf(blocks->begin(), others);
    CellMap cells(zone);
    EventScan scan(connection);
    StoredEvent event;
    for (auto block = anew ? others : blocks->begin(); block != (anew ? blocks->end() : others); ++block) {
        scan.start(block->firstId(), block->lastId(), from, end);
        while (scan.next(event)) {
            if (!(anew ? cells.add(event.row.attribution, event.row)
                       : cells.subtract(event.row.attribution, event.row)))
                return tl::unexpected(cellOverflow(connection, cells.dayOf(event.row)));
        }
        if (auto finished = scan.finish(); !finished)
            return finished;
    }
    return (anew ? removeCells(connection, days) : base::Result<void>()).and_then([&] {
        return addToCells(connection, cells.take());
    });
}

/// Days that no other import has are dropped whole; only for shared ones are events read and subtracted.
base::Result<void> removeFromCells(const Connection &connection, const Extent &extent,
                                   const std::vector<Period> &others, const base::Zone &zone)
{
    std::vector<Period> own;
    std::vector<Period> shared;
    split(extent.days, others, own, shared);
    for (const Period &days : own) {
        if (auto removed = removeCells(connection, days); !removed)
            return removed;
    }
    for (const Period &days : shared) {
        if (auto subtracted = subtract(connection, extent, days, zone); !subtracted)
            return subtracted;
    }
    return {};
}

base::Result<void> removeEvents(const Connection &connection, const Extent &extent)
{
    Statement events(connection, "DELETE FROM events WHERE id BETWEEN ? AND ?");
    Statement details(connection, "DELETE FROM event_details WHERE event BETWEEN ? AND ?");
    Statement blocks(connection, "DELETE FROM event_blocks WHERE block BETWEEN ? AND ?");
    Statement joins(connection, "DELETE FROM joined_events WHERE event BETWEEN ? AND ?");
    return events.bind(1, extent.firstId)
        .bind(2, extent.lastId)
        .run()
        .and_then([&] { return details.bind(1, extent.firstId).bind(2, extent.lastId).run(); })
        .and_then([&] { return joins.bind(1, extent.firstId).bind(2, extent.lastId).run(); })
        .and_then(
            [&] { return blocks.bind(1, blockOf(extent.firstId)).bind(2, blockOf(extent.lastId)).run(); });
}

/// Events of other imports that this one stood for come back.
base::Result<void> release(const Connection &connection, std::int64_t importId, const base::Zone &zone,
                           TimeRange &touched)
{
    CellMap cells(zone);
    FileLedger files(connection);
    SetAside aside(connection, cells, files);
    return releaseSetAside(connection, importId, aside, files)
        .and_then([&] { return addToCells(connection, cells.take()); })
        .and_then([&] { return files.save(); })
        .and_then([&] {
            touched.include(aside.restored());
            return aside.finish();
        });
}

base::Result<void> removeImport(const Connection &connection, std::int64_t importId, const Extent &extent,
                                const base::Zone &zone, TimeRange &touched)
{
    auto others = daysOfOthers(connection, importId, zone);
    if (!others)
        return failureOf(others);
    if (extent.hasIds && others->empty())
        // Without a condition SQLite drops whole pages instead of row after row.
        return connection.exec("DELETE FROM events; DELETE FROM event_details; DELETE FROM event_blocks;"
                               "DELETE FROM event_keys; DELETE FROM superseded_events; DELETE FROM cells;"
                               "DELETE FROM joined_events");
    base::Result<void> removed;
    if (extent.hasIds)
        removed = removeFromCells(connection, extent, *others, zone)
                      .and_then([&] { return removeEvents(connection, extent); })
                      .and_then([&] { return dropKeysOf(connection, extent.firstId, extent.lastId); });
    return std::move(removed).and_then([&] { return release(connection, importId, zone, touched); });
}

/// What was tried again in the import may now be all that there is of a call.
base::Result<void> relink(const Connection &connection, const TimeRange &touched)
{
    return retryWindow(connection)
        .and_then([&](std::int64_t window) { return linkAttempts(connection, touched, window); })
        .map([](std::int64_t) {});
}

} // namespace

base::Result<std::int64_t> undoImport(const Connection &connection, std::int64_t importId)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    auto extent = extentOf(connection, importId, *zone);
    if (!extent)
        return failureOf(extent);
    auto months = MonthGuard::begin(connection);
    if (!months)
        return failureOf(months);
    auto hadBilling = removeBilling(connection, importId);
    if (!hadBilling)
        return failureOf(hadBilling);
    TimeRange touched;
    if (extent->hasIds) {
        touched.include(zone->beginOf(extent->days.first));
        touched.include(zone->endOf(extent->days.last));
    }
    auto done =
        removeImport(connection, importId, *extent, *zone, touched)
            .and_then([&] { return relink(connection, touched); })
            .and_then([&] { return dropUnusedAttributions(connection); })
            .and_then([&] { return forgetImport(connection, importId, extent->hasIds || *hadBilling); })
            .and_then([&] {
                return months->finish(
                    connection,
                    std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
                    "import " + std::to_string(importId) + " undone");
            })
            .and_then([&] { return transaction->commit(); });
    if (!done)
        return failureOf(done);
    connection.tidyLog();
    return extent->events;
}

} // namespace outlay::store
