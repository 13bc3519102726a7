// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/zonerebuild.h"

#include "store/cellmap.h"
#include "store/cellstore.h"
#include "store/eventblocks.h"
#include "store/eventscan.h"

#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace outlay::store {

using base::Zone;

namespace {

/// Cells of one thread beyond so many are written before the end, so that memory stays bounded: first those
/// of days that are past, as events come about in the order of time; beyond the most, all.
constexpr std::size_t kManyCells = 40'000;
constexpr std::size_t kMostCells = 300'000;

std::vector<base::Cell> cellsToWrite(CellMap &cells)
{
    if (cells.size() > kMostCells)
        return cells.take();
    return cells.size() > kManyCells ? cells.takeIdle() : std::vector<base::Cell>();
}

/// Two threads go over the events from both ends, so that they share few days: one on the connection that
/// writes, the other, where the store is a file, on one of its own, to which the store is as it was before
/// the transaction. What the other has added up the first one writes.
class Rebuild
{
public:
    Rebuild(const Connection &connection, const Zone &zone, const ZoneWatch &watch)
        : m_connection(connection)
        , m_zone(zone)
        , m_watch(watch)
    {
    }

    base::Result<void> run();

private:
    enum class End
    {
        Front,
        Back
    };

    bool next(End end, EventBlock &block);
    base::Result<void> addUp(const Connection &reading, End end);
    base::Result<void> handOn(std::vector<base::Cell> cells, End end);
    base::Result<void> writeHandedOn();
    base::Result<void> afterBlock(const EventBlock &block, End end);
    void fail(base::Error error);

    const Connection &m_connection;
    const Zone &m_zone;
    const ZoneWatch &m_watch;
    std::vector<EventBlock> m_blocks;
    std::int64_t m_total = 0; ///< events

    std::mutex m_mutex;
    std::size_t m_begin = 0; ///< of the blocks that nobody has taken yet
    std::size_t m_end = 0;
    std::int64_t m_done = 0;                         ///< events
    std::vector<std::vector<base::Cell>> m_handedOn; ///< by the other thread
    std::optional<base::Error> m_failure;
};

bool Rebuild::next(End end, EventBlock &block)
{
    const std::lock_guard lock(m_mutex);
    if (m_watch.stop.stop_requested() && !m_failure)
        m_failure = base::Error{base::ErrorKind::Cancelled, m_connection.path(),
                                "was stopped; nothing was changed", 0};
    if (m_failure || m_begin == m_end)
        return false;
    block = m_blocks[end == End::Front ? m_begin++ : --m_end];
    return true;
}

void Rebuild::fail(base::Error error)
{
    const std::lock_guard lock(m_mutex);
    if (!m_failure)
        m_failure = std::move(error);
}

base::Result<void> Rebuild::handOn(std::vector<base::Cell> cells, End end)
{
    if (end == End::Front)
        return addToCells(m_connection, cells);
    const std::lock_guard lock(m_mutex);
    m_handedOn.push_back(std::move(cells));
    return {};
}

/// Only on the thread of the writing connection.
base::Result<void> Rebuild::writeHandedOn()
{
    std::vector<std::vector<base::Cell>> handedOn;
    {
        const std::lock_guard lock(m_mutex);
        handedOn.swap(m_handedOn);
    }
    for (const std::vector<base::Cell> &cells : handedOn) {
        if (auto added = addToCells(m_connection, cells); !added)
            return added;
    }
    return {};
}

base::Result<void> Rebuild::afterBlock(const EventBlock &block, End end)
{
    std::int64_t done = 0;
    {
        const std::lock_guard lock(m_mutex);
        done = m_done += block.events;
    }
    if (end == End::Back)
        return {};
    if (m_watch.progress)
        m_watch.progress(done, m_total);
    return writeHandedOn();
}

base::Result<void> Rebuild::addUp(const Connection &reading, End end)
{
    CellMap cells(m_zone);
    EventScan scan(reading);
    StoredEvent event;
    for (EventBlock block; next(end, block);) {
        scan.start(block.firstId(), block.lastId());
        while (scan.next(event)) {
            if (!cells.add(event.row.attribution, event.row))
                return tl::unexpected(cellOverflow(m_connection, cells.dayOf(event.row)));
        }
        if (auto finished = scan.finish(); !finished)
            return finished;
        auto handed = handOn(cellsToWrite(cells), end).and_then([&] { return afterBlock(block, end); });
        if (!handed)
            return handed;
    }
    return handOn(cells.take(), end);
}

base::Result<void> Rebuild::run()
{
    auto blocks = blocksWithin(m_connection, std::numeric_limits<std::int64_t>::min() / 2,
                               std::numeric_limits<std::int64_t>::max() / 2);
    if (!blocks)
        return failureOf(blocks);
    m_blocks = *std::move(blocks);
    m_end = m_blocks.size();
    for (const EventBlock &block : m_blocks)
        m_total += block.events;
    if (auto dropped = m_connection.exec("DELETE FROM cells"); !dropped)
        return dropped;

    std::unique_ptr<Connection> second;
    if (m_connection.access() == Access::ReadWrite && m_blocks.size() > 1) {
        auto opened = Connection::open(m_connection.path(), Access::ReadOnly);
        if (!opened)
            return failureOf(opened);
        second = *std::move(opened);
    }
    const auto work = [this](const Connection &reading, End end) {
        if (auto added = addUp(reading, end); !added)
            fail(std::move(added.error()));
    };
    {
        std::jthread helper;
        if (second)
            helper = std::jthread([&] { work(*second, End::Back); });
        work(m_connection, End::Front);
    }
    if (m_failure)
        return tl::unexpected(*std::move(m_failure));
    if (m_watch.progress)
        m_watch.progress(m_done, m_total);
    return writeHandedOn();
}

} // namespace

base::Result<void> rebuildCells(const Connection &connection, const Zone &zone, const ZoneWatch &watch)
{
    return Rebuild(connection, zone, watch).run();
}

} // namespace outlay::store
