// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/attempts.h"
#include "store/cellmap.h"
#include "store/connection.h"
#include "store/eventscan.h"
#include "store/fileledger.h"
#include "store/statement.h"

#include <cstdint>
#include <set>
#include <vector>

namespace outlay::store {

/// An event that something else stands for, as long as the import that brought that is not undone.
struct AsideEvent
{
    std::int64_t seq = 0; ///< in the order in which they were set aside
    std::int64_t event = 0;
    std::uint64_t key = 0;
};

/// Takes single events out of the ledger, for good or for as long as an import stands, and brings them back
/// with their ids. Cells and the lines of files follow; finish() then mends the blocks.
class SetAside
{
public:
    SetAside(const Connection &connection, CellMap &cells, FileLedger &files);

    /// Removes an event of a file that is not written down yet.
    base::Result<void> drop(const StoredEvent &event);
    /// Sets an event aside while `byImport` stands. Returns its place in the order.
    base::Result<std::int64_t> setAside(const StoredEvent &event, std::uint64_t key, std::int64_t rank,
                                        std::int64_t byImport);
    /// Puts it back, as the event that counts of its key.
    base::Result<void> restore(const AsideEvent &aside);
    /// Looks anew at the blocks that were touched. They must have been saved.
    base::Result<void> finish();
    /// When those were that came back.
    const TimeRange &restored() const { return m_restored; }

private:
    base::Result<void> forget(const StoredEvent &event);

    const Connection &m_connection;
    CellMap &m_cells;
    FileLedger &m_files;
    std::set<std::int64_t> m_blocks;
    TimeRange m_restored;
    EventScan m_scan;
    Statement m_deleteEvent;
    Statement m_deleteDetails;
    Statement m_copyAside;
    Statement m_copyEvent;
    Statement m_copyDetails;
    Statement m_addKey;
    Statement m_deleteAside;
};

/// What is set aside from `seq` on, in order.
base::Result<std::vector<AsideEvent>> setAsideSince(const Connection &connection, std::int64_t seq);

/// Ends the hold that an import has on events of others: they come back, or wait for the import whose state
/// of the same key came after. Its own events that are set aside are forgotten. Its keys must be gone.
base::Result<void> releaseSetAside(const Connection &connection, std::int64_t importId, SetAside &aside,
                                   FileLedger &files);

} // namespace outlay::store
