// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/attemptmoves.h"
#include "store/attempts.h"
#include "store/attemptwatch.h"

#include <cstdint>
#include <vector>

namespace outlay::store {

/// Links the attempts of an import: those of one log while it is read, and in the end, by another look at the
/// store, only what lies close to events of other logs, or came too late, or went.
class ImportLinking
{
public:
    ImportLinking(const Connection &connection, Dictionary &dictionary, CellMap &cells,
                  std::int64_t windowSeconds);

    void learn(const StoredAttribution &attribution) { m_keys.learn(attribution); }

    void add(std::int64_t event, std::uint32_t attribution, const base::EventRow &row);
    /// To be called when the events so far have been written.
    base::Result<void> settle();
    /// The log had events of this time, which are written.
    base::Result<void> endLog(const TimeRange &span);
    /// An event of this time was taken out.
    void tookOut(std::int64_t atUs) { m_unsure.push_back({atUs, atUs}); }
    /// All events of the log are taken out again.
    void dropLog(const TimeRange &span);

    /// When all events, cells and blocks are written. Returns how many events are linked otherwise than
    /// before.
    base::Result<std::int64_t> finish();

private:
    base::Result<void> apply();
    base::Result<void> compareSpans(const TimeRange &span);
    void meet(const TimeRange &mine, const TimeRange &other);
    TimeRange widened(const TimeRange &range) const;

    const Connection &m_connection;
    Dictionary &m_dictionary;
    AttemptKeys m_keys;
    AttemptWatch m_watch;
    AttemptMoves m_moves;
    std::int64_t m_unsettled = 0; ///< events that came since settle()
    std::vector<std::int64_t> m_superseded;
    std::vector<TimeRange> m_spans;  ///< of the logs that have ended
    std::vector<TimeRange> m_unsure; ///< to be looked at again
};

} // namespace outlay::store
