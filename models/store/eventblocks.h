// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/connection.h"
#include "store/encoding.h"

#include <cstdint>
#include <set>
#include <vector>

namespace outlay::store {

/// What is known of a block of events without reading it. Times are microseconds since 1970.
struct EventBlock
{
    std::int64_t block = 0;
    std::int64_t events = 0;
    std::int64_t minAtUs = 0;
    std::int64_t maxAtUs = 0;
    std::int64_t maxShownNanos = base::kAbsent; ///< of the shown cost; absent: nothing in it is priced

    std::int64_t firstId() const { return blockBegin(block); }
    std::int64_t lastId() const { return blockBegin(block + 1) - 1; }
    bool overlaps(std::int64_t fromUs, std::int64_t endUs) const
    {
        return maxAtUs >= fromUs && minAtUs < endUs;
    }
};

/// The store's blocks with events from `fromUs` until before `endUs`, by id.
base::Result<std::vector<EventBlock>> blocksWithin(const Connection &connection, std::int64_t fromUs,
                                                   std::int64_t endUs);

/// Looks anew at what is in these blocks, which may be new or empty now.
base::Result<void> recountBlocks(const Connection &connection, const std::set<std::int64_t> &blocks);

/// The blocks of a running import, in memory until it is committed.
class NewBlocks
{
public:
    /// Ids ascend.
    void add(std::int64_t id, const base::EventRow &row);
    /// Looks anew at what is left of the blocks of these ids.
    base::Result<void> recount(const Connection &connection, std::int64_t firstId, std::int64_t lastId);
    base::Result<void> save(const Connection &connection) const;
    const std::vector<EventBlock> &all() const { return m_blocks; }

private:
    std::vector<EventBlock> m_blocks; ///< by block
};

} // namespace outlay::store
