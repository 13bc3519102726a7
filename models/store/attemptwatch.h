// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/attemptgroups.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace outlay::store {

/// How late an event may come, compared with those before it in its log: loggers write a call down when it
/// has ended, with the time at which it began.
constexpr std::int64_t kMostLateUs = 600 * kUsPerSecond;

/// Finds the superseded attempts of one log while its events come by. What it remembers is as much as happens
/// within the time between two attempts, however long the log is.
class AttemptWatch
{
public:
    explicit AttemptWatch(std::int64_t windowUs);

    /// False for an event that comes too late, or finds no room: it is not compared with the others.
    [[nodiscard]] bool add(std::span<const AttemptKey> keys, std::int64_t event, std::int64_t atUs,
                           AttemptOutcome outcome);
    /// Tells what no event to come can change.
    void settle(const AttemptGroups::Found &found);
    /// The log has ended: tells the rest, and forgets it.
    void finish(const AttemptGroups::Found &found);
    /// Forgets everything.
    void clear();

private:
    /// The last event of a key. Small, as every event looks for one.
    struct Slot
    {
        std::uint64_t hash = 0;
        std::int64_t tokens = 0;
        std::int64_t atUs = 0;
        std::int64_t event = 0;
        AttemptOutcome outcome = AttemptOutcome::Completed;
        bool isTied = false;
        bool isTaken = false;
        bool isInGroup = false;

        Attempt attempt() const { return {{hash, isTied, tokens}, atUs, event, outcome}; }
        void take(const Attempt &attempt);
    };

    bool add(const Attempt &attempt);
    /// No event that is to come is within the gap of it.
    bool isPast(const Slot &slot) const
    {
        return slot.atUs + (slot.isTied ? kTieGapUs : m_windowUs) + kMostLateUs < m_latestUs;
    }
    Slot *placeFor(const AttemptKey &key);
    bool makeRoom();

    const std::int64_t m_windowUs;
    std::vector<Slot> m_slots; ///< a power of two of them, hashed by key
    std::vector<Slot> m_spare; ///< memory for the next
    std::size_t m_taken = 0;
    std::int64_t m_latestUs = std::numeric_limits<std::int64_t>::min() / 2;
    AttemptGroups m_groups;
};

} // namespace outlay::store
