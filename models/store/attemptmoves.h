// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/attemptgroups.h"
#include "store/cellmap.h"
#include "store/dictionary.h"
#include "store/eventscan.h"

#include <cstdint>
#include <unordered_map>

namespace outlay::store {

/// Moves events to the attribution that says that they are superseded attempts, and back. What was logged
/// stays as it is.
class AttemptMoves
{
public:
    /// `keys` learns the attributions that are made; `cells` follow the events.
    AttemptMoves(const Connection &connection, Dictionary &dictionary, AttemptKeys &keys, CellMap &cells);

    /// An event that is there no more, or is so already, is left alone.
    base::Result<void> set(std::int64_t event, bool isSuperseded);
    std::int64_t moved() const { return m_moved; }

private:
    base::Result<std::uint32_t> twinOf(std::uint32_t attribution);

    const Connection &m_connection;
    Dictionary &m_dictionary;
    AttemptKeys &m_keys;
    CellMap &m_cells;
    EventScan m_events;
    Statement m_update;
    std::unordered_map<std::uint32_t, std::uint32_t> m_twins;
    std::int64_t m_moved = 0;
};

} // namespace outlay::store
