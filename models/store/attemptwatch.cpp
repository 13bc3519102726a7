// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/attemptwatch.h"

#include <algorithm>
#include <utility>

namespace outlay::store {

namespace {

constexpr std::size_t kFewestSlots = std::size_t{1} << 10;
constexpr std::size_t kMostSlots = std::size_t{1} << 20;
constexpr std::size_t kMostInGroups = 500'000;

} // namespace

AttemptWatch::AttemptWatch(std::int64_t windowUs)
    : m_windowUs(windowUs)
    , m_slots(kFewestSlots)
    , m_groups({}, windowUs)
{
}

bool AttemptWatch::add(std::span<const AttemptKey> keys, std::int64_t event, std::int64_t atUs,
                       AttemptOutcome outcome)
{
    if (keys.empty())
        return true;
    if (atUs + kMostLateUs < m_latestUs)
        return false;
    m_latestUs = std::max(m_latestUs, atUs);
    return std::all_of(keys.begin(), keys.end(), [&](const AttemptKey &key) {
        return add({key, atUs, event, outcome});
    });
}

bool AttemptWatch::add(const Attempt &attempt)
{
    Slot *slot = placeFor(attempt.key);
    if (slot == nullptr)
        return false;
    if (!slot->isTaken || slot->hash != attempt.key.hash || isPast(*slot)) {
        m_taken += slot->isTaken ? 0 : 1;
        slot->take(attempt);
        slot->isInGroup = false;
        return true;
    }
    if (m_groups.size() >= kMostInGroups)
        return false;
    // Some that are taken for attempts of one call here are too far apart; the groups will part them.
    if (!slot->isInGroup)
        m_groups.add(slot->attempt());
    m_groups.add(attempt);
    slot->isInGroup = true;
    if (attempt.atUs >= slot->atUs)
        slot->take(attempt);
    return true;
}

void AttemptWatch::Slot::take(const Attempt &attempt)
{
    hash = attempt.key.hash;
    tokens = attempt.key.tokens;
    isTied = attempt.key.isTied;
    atUs = attempt.atUs;
    event = attempt.event;
    outcome = attempt.outcome;
    isTaken = true;
}

/// The key's own place, or one where it can be put; null if there is none.
AttemptWatch::Slot *AttemptWatch::placeFor(const AttemptKey &key)
{
    if (m_taken * 2 > m_slots.size() && !makeRoom())
        return nullptr;
    const std::size_t mask = m_slots.size() - 1;
    Slot *free = nullptr;
    for (std::size_t i = key.hash & mask;; i = (i + 1) & mask) {
        Slot &slot = m_slots[i];
        if (!slot.isTaken)
            return free != nullptr ? free : &slot;
        if (slot.hash == key.hash)
            return &slot;
        if (free == nullptr && isPast(slot))
            free = &slot;
    }
}

/// Drops what is past, and takes more places if that was not enough.
bool AttemptWatch::makeRoom()
{
    const auto live = static_cast<std::size_t>(std::count_if(
        m_slots.begin(), m_slots.end(), [this](const Slot &s) { return s.isTaken && !isPast(s); }));
    const std::size_t wanted = live * 4 > m_slots.size() ? m_slots.size() * 2 : m_slots.size();
    if (wanted > kMostSlots)
        return false;
    m_spare.assign(wanted, {});
    m_slots.swap(m_spare);
    const std::size_t mask = wanted - 1;
    m_taken = live;
    for (const Slot &slot : m_spare) {
        if (!slot.isTaken || isPast(slot))
            continue;
        std::size_t i = slot.hash & mask;
        while (m_slots[i].isTaken)
            i = (i + 1) & mask;
        m_slots[i] = slot;
    }
    return true;
}

void AttemptWatch::settle(const AttemptGroups::Found &found)
{
    if (m_groups.size() > 0)
        m_groups.resolveBefore(m_latestUs - kMostLateUs, found);
}

void AttemptWatch::finish(const AttemptGroups::Found &found)
{
    m_groups.resolve(found);
    clear();
}

void AttemptWatch::clear()
{
    m_groups.clear();
    m_slots.assign(kFewestSlots, {});
    m_taken = 0;
    m_latestUs = std::numeric_limits<std::int64_t>::min() / 2;
}

} // namespace outlay::store
