// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/joinmoves.h"

#include "store/cellmap.h"
#include "store/cellstore.h"
#include "store/dictionary.h"
#include "store/eventscan.h"
#include "store/reportingzone.h"

#include <algorithm>
#include <span>
#include <unordered_map>

namespace outlay::store {

using base::Join;
using base::JoinPlan;

namespace {

/// Moves events to the attributions that say what was joined, and back.
class JoinMoves
{
public:
    JoinMoves(const Connection &connection, const JoinPlan &plan, const base::Zone &zone)
        : m_connection(connection)
        , m_plan(plan)
        , m_cells(zone)
        , m_dictionary(connection)
        , m_scan(connection, EventScan::Details::Always)
        , m_update(connection, "UPDATE events SET attribution = ? WHERE id = ?")
    {
    }

    base::Result<void> load();
    /// `joins`: all that an event is to have; none: it is as it was logged.
    base::Result<void> set(std::int64_t event, std::span<const Join> joins);
    /// What was taken out of the figures comes back as it was logged.
    base::Result<void> resetSuperseded();
    base::Result<void> finish();

private:
    base::Result<std::uint32_t> targetOf(std::uint32_t attribution, std::span<const Join> joins);

    const Connection &m_connection;
    const JoinPlan &m_plan;
    CellMap m_cells;
    Dictionary m_dictionary;
    EventScan m_scan;
    Statement m_update;
    std::vector<StoredAttribution> m_known;                     ///< by id
    std::unordered_map<std::uint64_t, std::uint32_t> m_targets; ///< of one join, by attribution and values
};

base::Result<void> JoinMoves::load()
{
    return m_dictionary.load([this](const StoredAttribution &stored) {
        if (m_known.size() <= stored.id)
            m_known.resize(stored.id + std::size_t{1});
        m_known[stored.id] = stored;
    });
}

base::Result<std::uint32_t> JoinMoves::targetOf(std::uint32_t attribution, std::span<const Join> joins)
{
    const bool isUsual = joins.size() <= 1;
    const std::uint64_t values = joins.empty() ? 0 : joins.front().values + std::uint64_t{1};
    const std::uint64_t key = std::uint64_t{attribution} << 32 | values;
    if (isUsual) {
        if (const auto known = m_targets.find(key); known != m_targets.end())
            return known->second;
    }
    StoredAttribution target = m_known.at(attribution);
    target.joined.clear();
    for (const Join &join : joins)
        for (const auto &value : m_plan.values[join.values])
            if (std::ranges::find(target.joined, value.first, [](const auto &one) { return one.first; }) ==
                target.joined.end())
                target.joined.push_back(value);
    std::ranges::sort(target.joined);
    auto id = m_dictionary.intern(target);
    if (id && isUsual)
        m_targets.emplace(key, *id);
    return id;
}

base::Result<void> JoinMoves::set(std::int64_t event, std::span<const Join> joins)
{
    StoredEvent stored;
    m_scan.start(event, event);
    const bool isThere = m_scan.next(stored);
    const base::EventRow row = stored.row;
    if (auto finished = m_scan.finish(); !finished || !isThere)
        return finished;
    auto target = targetOf(row.attribution, joins);
    if (!target)
        return failureOf(target);
    if (*target == row.attribution)
        return {};
    if (!m_cells.subtract(row.attribution, row) || !m_cells.add(*target, row))
        return tl::unexpected(cellOverflow(m_connection, m_cells.dayOf(row)));
    return m_update.bind(1, std::int64_t{*target}).bind(2, event).run();
}

base::Result<void> JoinMoves::resetSuperseded()
{
    std::vector<std::uint32_t> joined;
    Statement rows(m_connection, "SELECT DISTINCT attribution FROM superseded_events");
    while (rows.next())
        if (const auto id = static_cast<std::uint32_t>(rows.number(0)); !m_known.at(id).joined.empty())
            joined.push_back(id);
    if (auto finished = rows.finish(); !finished)
        return finished;
    Statement update(m_connection, "UPDATE superseded_events SET attribution = ? WHERE attribution = ?");
    for (const std::uint32_t id : joined) {
        auto logged = targetOf(id, {});
        if (!logged)
            return failureOf(logged);
        if (auto moved = update.bind(1, std::int64_t{*logged}).bind(2, std::int64_t{id}).run(); !moved)
            return moved;
    }
    return {};
}

base::Result<void> JoinMoves::finish()
{
    return addToCells(m_connection, m_cells.take()).and_then([&] {
        return dropUnusedAttributions(m_connection);
    });
}

base::Result<std::vector<std::int64_t>> joinedBefore(const Connection &connection)
{
    std::vector<std::int64_t> events;
    Statement rows(connection, "SELECT DISTINCT event FROM joined_events ORDER BY event");
    while (rows.next())
        events.push_back(rows.number(0));
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return events;
}

base::Result<void> keepJoins(const Connection &connection, const std::vector<Join> &joins)
{
    if (auto cleared = connection.exec("DELETE FROM joined_events"); !cleared)
        return cleared;
    Statement insert(connection, "INSERT INTO joined_events VALUES (?, ?, ?, ?)");
    for (const Join &join : joins) {
        insert.bind(1, join.event).bind(2, join.backfill);
        insert.bind(3, static_cast<std::int64_t>(join.kind)).bindOrNull(4, join.distanceUs);
        if (auto inserted = insert.run(); !inserted)
            return inserted;
    }
    return {};
}

/// All events that were or are to be joined, in order.
base::Result<void> moveAll(JoinMoves &moves, const std::vector<std::int64_t> &before,
                           std::span<const Join> joins, const std::stop_token &stop)
{
    auto old = before.begin();
    for (std::size_t next = 0; old != before.end() || next < joins.size();) {
        if (stop.stop_requested())
            return base::fail(base::ErrorKind::Cancelled, "joining", "was stopped; nothing was changed");
        const bool isOld = next == joins.size() || (old != before.end() && *old < joins[next].event);
        const std::int64_t event = isOld ? *old : joins[next].event;
        std::size_t end = next;
        while (!isOld && end < joins.size() && joins[end].event == event)
            ++end;
        if (auto set = moves.set(event, joins.subspan(next, end - next)); !set)
            return set;
        next = end;
        if (old != before.end() && *old == event)
            ++old;
    }
    return {};
}

} // namespace

base::Result<void> makeJoins(const Connection &connection, const JoinPlan &plan, const std::stop_token &stop)
{
    auto before = joinedBefore(connection);
    if (!before)
        return failureOf(before);
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    JoinMoves moves(connection, plan, *zone);
    return moves.load()
        .and_then([&] { return moveAll(moves, *before, plan.joins, stop); })
        .and_then([&] { return moves.resetSuperseded(); })
        .and_then([&] { return moves.finish(); })
        .and_then([&] { return keepJoins(connection, plan.joins); });
}

} // namespace outlay::store
