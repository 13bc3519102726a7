// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/event.h"

#include <cstdint>

namespace outlay::store {

// SQLite keeps an integer in 1, 2, 3, 4, 6 or 8 bytes. Both numbers here are shifted so that they fit in 6.

/// 2026-01-01 00:00 UTC in microseconds since 1970: with this origin 2021-07 … 2030-06 take 6 bytes.
constexpr std::int64_t kStoredEpochUs = 1'767'225'600'000'000;

/// Begin of a day in microseconds since 1970.
constexpr std::int64_t microsOf(base::Day day)
{
    return std::chrono::microseconds{day.time_since_epoch()}.count();
}

constexpr std::int64_t storedAt(std::int64_t atUs)
{
    return atUs - kStoredEpochUs;
}

constexpr std::int64_t loggedAt(std::int64_t stored)
{
    return stored + kStoredEpochUs;
}

constexpr std::int64_t kPseudonymMask = (std::int64_t{1} << 48) - 1;

/// A pseudonym's 48 bits as a signed number.
constexpr std::int64_t storedUser(std::int64_t pseudonym)
{
    return (pseudonym & (std::int64_t{1} << 47)) != 0 ? pseudonym - kPseudonymMask - 1 : pseudonym;
}

constexpr std::int64_t loggedUser(std::int64_t stored)
{
    return stored & kPseudonymMask;
}

/// A computed cost as it is kept: what it is beyond the reported one. Both may be absent (base::kAbsent).
/// Without signs, so that what no call costs comes back as it was, too.
constexpr std::int64_t storedComputed(std::int64_t computed, std::int64_t reported)
{
    return computed == base::kAbsent || reported == base::kAbsent
               ? computed
               : static_cast<std::int64_t>(static_cast<std::uint64_t>(computed) -
                                           static_cast<std::uint64_t>(reported));
}

constexpr std::int64_t loggedComputed(std::int64_t stored, std::int64_t reported)
{
    return stored == base::kAbsent || reported == base::kAbsent
               ? stored
               : static_cast<std::int64_t>(static_cast<std::uint64_t>(stored) +
                                           static_cast<std::uint64_t>(reported));
}

/// A latency as it is kept: whole milliseconds, as nearly all logs have them, as their number, which takes a
/// byte less; others as −1 − microseconds. May be absent (base::kAbsent).
constexpr std::int64_t storedLatency(std::int64_t latencyUs)
{
    if (latencyUs == base::kAbsent)
        return latencyUs;
    return latencyUs % 1000 == 0 ? latencyUs / 1000 : -1 - latencyUs;
}

constexpr std::int64_t loggedLatency(std::int64_t stored)
{
    if (stored == base::kAbsent)
        return stored;
    return stored >= 0 ? stored * 1000 : -1 - stored;
}

/// Events are looked after in blocks of consecutive ids; no block is shared by two imports.
constexpr int kBlockBits = 14;
constexpr std::int64_t kBlockEvents = std::int64_t{1} << kBlockBits;

constexpr std::int64_t blockOf(std::int64_t id)
{
    return id >> kBlockBits;
}

/// First id of a block.
constexpr std::int64_t blockBegin(std::int64_t block)
{
    return block << kBlockBits;
}

} // namespace outlay::store
