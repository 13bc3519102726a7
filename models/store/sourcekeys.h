// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"
#include "store/statement.h"

#include <cstdint>
#include <limits>
#include <optional>

namespace outlay::store {

constexpr std::int64_t storedKey(std::uint64_t key)
{
    return static_cast<std::int64_t>(key);
}

constexpr std::uint64_t loggedKey(std::int64_t stored)
{
    return static_cast<std::uint64_t>(stored);
}

/// Rank of the event that other records of a key repeat: none of them stands against it.
constexpr std::int64_t kRepeatedRank = std::numeric_limits<std::int64_t>::max();

/// The event that counts of a key.
struct KeyedEvent
{
    std::int64_t event = 0;
    std::int64_t rank = 0;
};

/// Which event counts of each key that a source gives its calls.
class SourceKeys
{
public:
    explicit SourceKeys(const Connection &connection);

    base::Result<std::optional<KeyedEvent>> find(std::uint64_t key);
    base::Result<void> add(std::uint64_t key, const KeyedEvent &event);
    /// Makes the event the one that records of the key repeat.
    base::Result<void> setRepeated(std::uint64_t key, std::int64_t event);
    base::Result<void> remove(std::uint64_t key);

private:
    Statement m_find;
    Statement m_add;
    Statement m_replace;
    Statement m_remove;
};

/// Forgets the keys of a range of events. Reads all keys.
base::Result<void> dropKeysOf(const Connection &connection, std::int64_t firstEvent, std::int64_t lastEvent);

} // namespace outlay::store
