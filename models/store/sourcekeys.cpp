// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sourcekeys.h"

namespace outlay::store {

SourceKeys::SourceKeys(const Connection &connection)
    : m_find(connection, "SELECT event, rank FROM event_keys WHERE key = ?")
    , m_add(connection, "INSERT INTO event_keys VALUES (?, ?, ?)")
    , m_replace(connection, "INSERT OR REPLACE INTO event_keys VALUES (?, ?, ?)")
    , m_remove(connection, "DELETE FROM event_keys WHERE key = ?")
{
}

base::Result<std::optional<KeyedEvent>> SourceKeys::find(std::uint64_t key)
{
    std::optional<KeyedEvent> event;
    if (m_find.bind(1, storedKey(key)).next())
        event = KeyedEvent{m_find.number(0), m_find.number(1)};
    if (auto finished = m_find.finish(); !finished)
        return failureOf(finished);
    return event;
}

base::Result<void> SourceKeys::add(std::uint64_t key, const KeyedEvent &event)
{
    return m_add.bind(1, storedKey(key)).bind(2, event.event).bind(3, event.rank).run();
}

base::Result<void> SourceKeys::setRepeated(std::uint64_t key, std::int64_t event)
{
    return m_replace.bind(1, storedKey(key)).bind(2, event).bind(3, kRepeatedRank).run();
}

base::Result<void> SourceKeys::remove(std::uint64_t key)
{
    return m_remove.bind(1, storedKey(key)).run();
}

base::Result<void> dropKeysOf(const Connection &connection, std::int64_t firstEvent, std::int64_t lastEvent)
{
    return Statement(connection, "DELETE FROM event_keys WHERE event BETWEEN ? AND ?")
        .bind(1, firstEvent)
        .bind(2, lastEvent)
        .run();
}

} // namespace outlay::store
