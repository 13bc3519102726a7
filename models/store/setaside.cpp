// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/setaside.h"

#include "store/cellstore.h"
#include "store/eventblocks.h"
#include "store/sourcekeys.h"

#include <sqlite3.h>

#include <map>

namespace outlay::store {

SetAside::SetAside(const Connection &connection, CellMap &cells, FileLedger &files)
    : m_connection(connection)
    , m_cells(cells)
    , m_files(files)
    , m_scan(connection, EventScan::Details::Always)
    , m_deleteEvent(connection, "DELETE FROM events WHERE id = ?")
    , m_deleteDetails(connection, "DELETE FROM event_details WHERE event = ?")
    , m_copyAside(
          connection,
          "INSERT INTO superseded_events (event, import, by_import, key, rank, at, attribution, user,"
          " input_tokens, output_tokens, cost_nanos, latency, computed_nanos, cache_read_tokens,"
          " cache_write_5m_tokens, cache_write_1h_tokens, fields, attempt)"
          " SELECT id, ?2, ?3, ?4, ?5, at, attribution, user, input_tokens, output_tokens, cost_nanos,"
          " latency, coalesce(cost_nanos, 0) + computed_beyond, cache_read_tokens, cache_write_5m_tokens,"
          " cache_write_1h_tokens, fields, attempt FROM events LEFT JOIN event_details ON event = id"
          " WHERE id = ?1")
    , m_copyEvent(connection,
                  "INSERT INTO events (id, at, attribution, user, input_tokens, output_tokens, cost_nanos,"
                  " latency, computed_beyond) SELECT event, at, attribution, user, input_tokens,"
                  " output_tokens, cost_nanos, latency, computed_nanos - coalesce(cost_nanos, 0)"
                  " FROM superseded_events"
                  " WHERE seq = ?")
    , m_copyDetails(
          connection,
          "INSERT INTO event_details SELECT event, cache_read_tokens, cache_write_5m_tokens,"
          " cache_write_1h_tokens, fields, attempt FROM superseded_events WHERE seq = ? AND coalesce("
          "cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, fields) IS NOT NULL")
    , m_addKey(connection,
               "INSERT INTO event_keys SELECT key, event, rank FROM superseded_events WHERE seq = ?")
    , m_deleteAside(connection, "DELETE FROM superseded_events WHERE seq = ?")
{
}

base::Result<void> SetAside::forget(const StoredEvent &event)
{
    m_blocks.insert(blockOf(event.id));
    if (!m_cells.subtract(event.row.attribution, event.row))
        return tl::unexpected(cellOverflow(m_connection, m_cells.dayOf(event.row)));
    return m_deleteEvent.bind(1, event.id).run().and_then([&] {
        return m_deleteDetails.bind(1, event.id).run();
    });
}

base::Result<void> SetAside::drop(const StoredEvent &event)
{
    return forget(event);
}

base::Result<std::int64_t> SetAside::setAside(const StoredEvent &event, std::uint64_t key, std::int64_t rank,
                                              std::int64_t byImport)
{
    auto owner = m_files.takeOut(event.id, event.row);
    if (!owner)
        return owner;
    m_copyAside.bind(1, event.id).bind(2, *owner).bind(3, byImport).bind(4, storedKey(key)).bind(5, rank);
    if (auto copied = m_copyAside.run(); !copied)
        return failureOf(copied);
    const std::int64_t seq = sqlite3_last_insert_rowid(m_connection.handle());
    if (auto forgotten = forget(event); !forgotten)
        return failureOf(forgotten);
    return seq;
}

base::Result<void> SetAside::restore(const AsideEvent &aside)
{
    auto restored = m_copyEvent.bind(1, aside.seq)
                        .run()
                        .and_then([&] { return m_copyDetails.bind(1, aside.seq).run(); })
                        .and_then([&] { return m_addKey.bind(1, aside.seq).run(); })
                        .and_then([&] { return m_deleteAside.bind(1, aside.seq).run(); });
    if (!restored)
        return restored;
    m_blocks.insert(blockOf(aside.event));
    StoredEvent event;
    m_scan.start(aside.event, aside.event);
    if (m_scan.next(event)) {
        m_restored.include(event.row.atUs);
        if (!m_cells.add(event.row.attribution, event.row))
            return tl::unexpected(cellOverflow(m_connection, m_cells.dayOf(event.row)));
        if (auto booked = m_files.putBack(event.id, event.row); !booked)
            return booked;
    }
    return m_scan.finish();
}

base::Result<void> SetAside::finish()
{
    return recountBlocks(m_connection, m_blocks);
}

namespace {

base::Result<std::vector<AsideEvent>> read(Statement &rows)
{
    std::vector<AsideEvent> events;
    while (rows.next())
        events.push_back({rows.number(0), rows.number(1), loggedKey(rows.number(2))});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return events;
}

/// Of each key the import that, without this one, stands for what this one holds aside: the one that
/// superseded its own state, else the first later one whose state is aside in its turn.
base::Result<std::map<std::uint64_t, std::int64_t>> nextHolders(const Connection &connection,
                                                                std::int64_t importId)
{
    std::map<std::uint64_t, std::int64_t> next;
    Statement rows(connection, "SELECT key, iif(import = ?1, by_import, import) FROM superseded_events"
                               " WHERE import >= ?1 ORDER BY import, seq");
    rows.bind(1, importId);
    while (rows.next())
        next.emplace(loggedKey(rows.number(0)), rows.number(1));
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return next;
}

/// The import of the event that counts of the key, or 0.
base::Result<std::int64_t> currentHolder(std::uint64_t key, SourceKeys &keys, FileLedger &files)
{
    auto current = keys.find(key);
    if (!current)
        return failureOf(current);
    if (!*current)
        return 0;
    auto file = files.fileOf((*current)->event);
    if (!file)
        return failureOf(file);
    return (*file)->import;
}

} // namespace

base::Result<std::vector<AsideEvent>> setAsideSince(const Connection &connection, std::int64_t seq)
{
    Statement rows(connection, "SELECT seq, event, key FROM superseded_events WHERE seq >= ? ORDER BY seq");
    return read(rows.bind(1, seq));
}

base::Result<void> releaseSetAside(const Connection &connection, std::int64_t importId, SetAside &aside,
                                   FileLedger &files)
{
    auto next = nextHolders(connection, importId);
    if (!next)
        return failureOf(next);
    Statement forget(connection, "DELETE FROM superseded_events WHERE import = ?");
    if (auto forgotten = forget.bind(1, importId).run(); !forgotten)
        return forgotten;
    // Of several that wait for the same key the greatest comes back.
    Statement rows(connection, "SELECT seq, event, key FROM superseded_events WHERE by_import = ?"
                               " ORDER BY rank DESC, seq DESC");
    auto held = read(rows.bind(1, importId));
    if (!held)
        return failureOf(held);
    Statement wait(connection, "UPDATE superseded_events SET by_import = ? WHERE seq = ?");
    SourceKeys keys(connection);
    for (const AsideEvent &event : *held) {
        const auto later = next->find(event.key);
        auto holder = later != next->end() ? base::Result<std::int64_t>(later->second)
                                           : currentHolder(event.key, keys, files);
        if (!holder)
            return failureOf(holder);
        auto done = *holder == 0 ? aside.restore(event) : wait.bind(1, *holder).bind(2, event.seq).run();
        if (!done)
            return done;
    }
    return {};
}

} // namespace outlay::store
