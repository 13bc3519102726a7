// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/eventblocks.h"

#include "store/statement.h"

#include <algorithm>

namespace outlay::store {

using base::EventRow;

namespace {

constexpr const char *kCount = "SELECT count(*), min(at), max(at), max(coalesce(cost_nanos, computed_beyond))"
                               " FROM events WHERE id BETWEEN ? AND ?";
constexpr const char *kInsert = "INSERT OR REPLACE INTO event_blocks VALUES (?, ?, ?, ?, ?)";

base::Result<EventBlock> countBlock(Statement &count, std::int64_t block)
{
    EventBlock counted{block, 0, 0, 0, base::kAbsent};
    count.bind(1, blockBegin(block)).bind(2, blockBegin(block + 1) - 1);
    if (count.next())
        counted = {block, count.number(0), loggedAt(count.number(1)), loggedAt(count.number(2)),
                   count.numberOrAbsent(3)};
    if (auto finished = count.finish(); !finished)
        return failureOf(finished);
    return counted;
}

base::Result<void> write(Statement &insert, const EventBlock &block)
{
    insert.bind(1, block.block).bind(2, block.events).bind(3, storedAt(block.minAtUs));
    return insert.bind(4, storedAt(block.maxAtUs)).bindOrNull(5, block.maxShownNanos).run();
}

} // namespace

base::Result<std::vector<EventBlock>> blocksWithin(const Connection &connection, std::int64_t fromUs,
                                                   std::int64_t endUs)
{
    std::vector<EventBlock> blocks;
    Statement rows(connection, "SELECT block, events, min_at, max_at, max_cost_nanos FROM event_blocks"
                               " WHERE max_at >= ? AND min_at < ? ORDER BY block");
    rows.bind(1, storedAt(fromUs)).bind(2, storedAt(endUs));
    while (rows.next())
        blocks.push_back({rows.number(0), rows.number(1), loggedAt(rows.number(2)), loggedAt(rows.number(3)),
                          rows.numberOrAbsent(4)});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return blocks;
}

void NewBlocks::add(std::int64_t id, const EventRow &row)
{
    const std::int64_t block = blockOf(id);
    if (m_blocks.empty() || m_blocks.back().block != block)
        m_blocks.push_back({block, 0, row.atUs, row.atUs, base::kAbsent});
    EventBlock &last = m_blocks.back();
    ++last.events;
    last.minAtUs = std::min(last.minAtUs, row.atUs);
    last.maxAtUs = std::max(last.maxAtUs, row.atUs);
    last.maxShownNanos = std::max(last.maxShownNanos, base::shownNanos(row));
}

base::Result<void> NewBlocks::recount(const Connection &connection, std::int64_t firstId, std::int64_t lastId)
{
    Statement count(connection, kCount);
    for (EventBlock &block : m_blocks) {
        if (block.lastId() < firstId || block.firstId() > lastId)
            continue;
        auto counted = countBlock(count, block.block);
        if (!counted)
            return failureOf(counted);
        block = *counted;
    }
    std::erase_if(m_blocks, [](const EventBlock &block) { return block.events == 0; });
    return {};
}

base::Result<void> NewBlocks::save(const Connection &connection) const
{
    Statement insert(connection, kInsert);
    for (const EventBlock &block : m_blocks) {
        if (auto written = write(insert, block); !written)
            return written;
    }
    return {};
}

base::Result<void> recountBlocks(const Connection &connection, const std::set<std::int64_t> &blocks)
{
    Statement count(connection, kCount);
    Statement insert(connection, kInsert);
    Statement remove(connection, "DELETE FROM event_blocks WHERE block = ?");
    for (const std::int64_t number : blocks) {
        auto block = countBlock(count, number);
        if (!block)
            return failureOf(block);
        auto done = block->events > 0 ? write(insert, *block) : remove.bind(1, number).run();
        if (!done)
            return done;
    }
    return {};
}

} // namespace outlay::store
