// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/attemptmoves.h"

#include "store/cellstore.h"

namespace outlay::store {

AttemptMoves::AttemptMoves(const Connection &connection, Dictionary &dictionary, AttemptKeys &keys,
                           CellMap &cells)
    : m_connection(connection)
    , m_dictionary(dictionary)
    , m_keys(keys)
    , m_cells(cells)
    , m_events(connection, EventScan::Details::Always)
    , m_update(connection, "UPDATE events SET attribution = ? WHERE id = ?")
{
}

base::Result<void> AttemptMoves::set(std::int64_t event, bool isSuperseded)
{
    StoredEvent stored;
    m_events.start(event, event);
    const bool isThere = m_events.next(stored);
    const base::EventRow row = stored.row;
    if (auto finished = m_events.finish();
        !finished || !isThere || m_keys.isSuperseded(row.attribution) == isSuperseded)
        return finished;
    auto other = twinOf(row.attribution);
    if (!other)
        return failureOf(other);
    if (!m_cells.subtract(row.attribution, row) || !m_cells.add(*other, row))
        return tl::unexpected(cellOverflow(m_connection, m_cells.dayOf(row)));
    ++m_moved;
    return m_update.bind(1, std::int64_t{*other}).bind(2, event).run();
}

base::Result<std::uint32_t> AttemptMoves::twinOf(std::uint32_t attribution)
{
    if (const auto known = m_twins.find(attribution); known != m_twins.end())
        return known->second;
    auto stored = storedAttribution(m_connection, attribution);
    if (!stored)
        return failureOf(stored);
    auto twin = m_dictionary.counterpart(*stored);
    if (!twin)
        return twin;
    m_twins.emplace(attribution, *twin);
    stored->id = *twin;
    stored->isSuperseded = !stored->isSuperseded;
    m_keys.learn(*stored);
    return twin;
}

} // namespace outlay::store
