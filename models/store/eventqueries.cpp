// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/eventqueries.h"

#include "store/cellstore.h"
#include "store/dictionary.h"
#include "store/encoding.h"
#include "store/eventblocks.h"
#include "store/eventscan.h"
#include "store/reportingzone.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <tuple>
#include <unordered_map>

namespace outlay::store {

using Order = EventQuery::Order;

namespace {

/// The asked-for attributions, or all; some of them on some days alone.
class AttributionSet
{
public:
    explicit AttributionSet(const EventQuery &query)
        : m_all(!query.attributions)
        , m_within(query.within)
    {
        if (m_all || query.attributions->empty())
            return;
        m_in.resize(query.attributions->back() + std::size_t{1});
        for (const std::uint32_t id : *query.attributions) {
            if (id < m_in.size())
                m_in[id] = true;
        }
    }

    /// `dayOf` tells the day, if it matters.
    template <typename DayOf>
    bool contains(std::uint32_t id, DayOf dayOf) const
    {
        if (!m_all && (id >= m_in.size() || !m_in[id]))
            return false;
        auto window = std::ranges::lower_bound(m_within, id, {}, &base::EventScope::Window::attribution);
        if (window == m_within.end() || window->attribution != id)
            return true;
        const base::Day day = dayOf();
        while (window != m_within.end() && window->attribution == id && !window->days.contains(day))
            ++window;
        return window != m_within.end() && window->attribution == id;
    }

private:
    bool m_all;
    const std::vector<base::EventScope::Window> &m_within;
    std::vector<bool> m_in;
};

/// A row's place in the wanted order: greater comes first.
struct Rank
{
    std::int64_t key = 0;
    std::int64_t tie = 0; ///< the id, negative where smaller ids come first

    auto operator<=>(const Rank &) const = default;
};

Rank rankOf(Order order, std::int64_t id, std::int64_t atUs, std::int64_t shownNanos)
{
    switch (order) {
    case Order::OldestFirst:
        return {-atUs, -id};
    case Order::DearestFirst:
        return {shownNanos, id}; // absent is the least number there is
    case Order::NewestFirst:
        break;
    }
    return {atUs, id};
}

/// No row of the block has a greater key.
std::int64_t bestKeyOf(Order order, const EventBlock &block)
{
    return rankOf(order, 0, order == Order::OldestFirst ? block.minAtUs : block.maxAtUs, block.maxShownNanos)
        .key;
}

/// The first `count` of all ranks that were offered.
class Best
{
public:
    explicit Best(std::size_t count)
        : m_count(count)
    {
    }

    void offer(const Rank &rank)
    {
        if (isFull() && rank < m_least)
            return;
        m_ranks.push_back(rank);
        if (m_ranks.size() >= 2 * m_count + 1024)
            prune();
    }

    /// True when nothing with this key or a lesser one could get in.
    bool beats(std::int64_t key)
    {
        if (m_ranks.size() > m_count || (!isFull() && m_ranks.size() == m_count))
            prune();
        return isFull() && m_least.key > key;
    }

    std::vector<Rank> sorted()
    {
        std::sort(m_ranks.begin(), m_ranks.end(), std::greater<>());
        m_ranks.resize(std::min(m_ranks.size(), m_count));
        return std::move(m_ranks);
    }

private:
    bool isFull() const { return m_full; }

    void prune()
    {
        const auto last = m_ranks.begin() + static_cast<std::ptrdiff_t>(m_count - 1);
        std::nth_element(m_ranks.begin(), last, m_ranks.end(), std::greater<>());
        m_ranks.resize(m_count);
        m_least = m_ranks.back();
        m_full = true;
    }

    std::size_t m_count;
    std::vector<Rank> m_ranks;
    Rank m_least;
    bool m_full = false;
};

base::Result<std::vector<Rank>> bestRanks(const Connection &connection, const EventQuery &query,
                                          std::size_t count, std::int64_t matching)
{
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    const std::int64_t from = zone->beginOf(query.period.first);
    const std::int64_t end = zone->endOf(query.period.last);
    auto blocks = blocksWithin(connection, from, end);
    if (!blocks)
        return failureOf(blocks);
    std::stable_sort(blocks->begin(), blocks->end(), [&](const EventBlock &a, const EventBlock &b) {
        return bestKeyOf(query.order, a) > bestKeyOf(query.order, b);
    });
    const AttributionSet wanted(query);
    Best best(count);
    Statement rows(connection,
                   query.order == Order::DearestFirst
                       ? "SELECT id, at, attribution, coalesce(cost_nanos, computed_beyond) FROM events"
                         " WHERE id BETWEEN ? AND ? AND at >= ? AND at < ?"
                       : "SELECT id, at, attribution, NULL FROM events"
                         " WHERE id BETWEEN ? AND ? AND at >= ? AND at < ?");
    rows.bind(3, storedAt(from)).bind(4, storedAt(end));
    for (const EventBlock &block : *blocks) {
        if (matching == 0 || best.beats(bestKeyOf(query.order, block)))
            break;
        rows.bind(1, block.firstId()).bind(2, block.lastId());
        while (rows.next()) {
            const auto dayOf = [&] { return zone->dayOf(loggedAt(rows.number(1))); };
            if (!wanted.contains(static_cast<std::uint32_t>(rows.number(2)), dayOf))
                continue;
            --matching;
            best.offer(rankOf(query.order, rows.number(0), loggedAt(rows.number(1)), rows.numberOrAbsent(3)));
        }
        if (auto finished = rows.finish(); !finished)
            return failureOf(finished);
    }
    return best.sorted();
}

std::string pseudonymText(std::int64_t user)
{
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "u-%012llx", static_cast<unsigned long long>(user));
    return text.data();
}

/// Turns ids into records, looking up each attribution and user once.
class RecordReader
{
public:
    explicit RecordReader(const Connection &connection)
        : m_connection(connection)
        , m_scan(connection)
        , m_user(connection, "SELECT name FROM users WHERE pseudonym = ? LIMIT 1")
    {
    }

    base::Result<void> read(std::int64_t id, std::vector<EventRecord> &out);

private:
    base::Result<void> nameUser(EventRecord &record);
    base::Result<void> describe(EventRecord &record);

    const Connection &m_connection;
    EventScan m_scan;
    Statement m_user;
    std::unordered_map<std::uint32_t, base::Attribution> m_known;
};

base::Result<void> RecordReader::read(std::int64_t id, std::vector<EventRecord> &out)
{
    StoredEvent event;
    m_scan.start(id, id);
    if (m_scan.next(event)) {
        EventRecord &record = out.emplace_back();
        record.id = event.id;
        record.row = event.row;
        record.extra = event.fields;
    }
    if (auto finished = m_scan.finish(); !finished)
        return finished;
    return nameUser(out.back()).and_then([&] { return describe(out.back()); });
}

base::Result<void> RecordReader::nameUser(EventRecord &record)
{
    if (record.row.user == base::kAbsent)
        return {};
    if (m_user.bind(1, storedUser(record.row.user)).next())
        record.user = m_user.text(0);
    else
        record.user = pseudonymText(record.row.user);
    return m_user.finish();
}

base::Result<void> RecordReader::describe(EventRecord &record)
{
    const std::uint32_t id = record.row.attribution;
    if (const auto known = m_known.find(id); known != m_known.end()) {
        record.attribution = known->second;
        return {};
    }
    auto stored = storedAttribution(m_connection, id);
    if (!stored)
        return failureOf(stored);
    record.attribution = stored->understood();
    m_known.emplace(id, record.attribution);
    return {};
}

} // namespace

base::Result<std::int64_t> countEvents(const Connection &connection, const EventQuery &query)
{
    const AttributionSet wanted(query);
    std::int64_t count = 0;
    auto counted = forEachDay(connection, query.period, kRequestsAlone, [&](const base::CellColumns &cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (wanted.contains(cells.attributions[i], [&] { return cells.runs.front().day; }))
                count += cells.sums(i).requests;
    });
    if (!counted)
        return failureOf(counted);
    return count;
}

base::Result<std::vector<EventRecord>> findEvents(const Connection &connection, const EventQuery &query)
{
    std::vector<EventRecord> records;
    const std::int64_t offset = std::max<std::int64_t>(query.offset, 0);
    auto matching = countEvents(connection, query);
    if (!matching)
        return failureOf(matching);
    if (query.limit <= 0 || offset >= *matching)
        return records;
    const auto wanted = static_cast<std::size_t>(offset + std::min(query.limit, *matching - offset));
    auto ranks = bestRanks(connection, query, wanted, *matching);
    if (!ranks)
        return failureOf(ranks);
    RecordReader reader(connection);
    for (std::size_t i = static_cast<std::size_t>(offset); i < ranks->size(); ++i) {
        const std::int64_t tie = (*ranks)[i].tie;
        if (auto read = reader.read(tie < 0 ? -tie : tie, records); !read)
            return failureOf(read);
    }
    return records;
}

} // namespace outlay::store
