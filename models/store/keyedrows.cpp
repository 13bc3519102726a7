// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/keyedrows.h"

namespace outlay::store {

using base::EventRow;

KeyedRows::KeyedRows(const Connection &connection, const Dictionary &dictionary, TakeOut takeOut)
    : m_dictionary(dictionary)
    , m_takeOut(std::move(takeOut))
    , m_keys(connection)
    , m_scan(connection, EventScan::Details::Always)
{
}

bool KeyedRows::isSame(const Record &a, const Record &b)
{
    return a.row.atUs == b.row.atUs && a.row.user == b.row.user && a.row.inputTokens == b.row.inputTokens &&
           a.row.outputTokens == b.row.outputTokens && a.row.costNanos == b.row.costNanos &&
           a.row.latencyUs == b.row.latencyUs && a.row.cacheReadTokens == b.row.cacheReadTokens &&
           a.row.cacheWrite5mTokens == b.row.cacheWrite5mTokens &&
           a.row.cacheWrite1hTokens == b.row.cacheWrite1hTokens && a.attribution == b.attribution &&
           a.fields == b.fields;
}

KeyedRows::Record KeyedRows::recordOf(const EventRow &row) const
{
    const auto fields = row.extra < 0
                            ? std::string_view()
                            : std::string_view(m_batch->extras[static_cast<std::size_t>(row.extra)]);
    return {row, m_dictionary.withoutSource((*m_attributionIds)[row.attribution]), fields};
}

base::Result<void> KeyedRows::resolve(const base::EventBatch &batch,
                                      const std::vector<std::uint32_t> &attributionIds)
{
    m_batch = &batch;
    m_attributionIds = &attributionIds;
    m_rows.clear();
    m_gone.clear();
    m_current.clear();
    m_duplicates = m_sameContent = m_superseded = 0;
    for (EventRow row : batch.rows) {
        if (row.key != 0) {
            auto stands = m_current.contains(row.key) ? standsAgainstBatch(row) : standsAgainstStore(row);
            if (!stands)
                return failureOf(stands);
            if (!*stands)
                continue;
            if (auto retracted = retractRepeats(row); !retracted)
                return retracted;
            m_current[row.key] = m_rows.size();
        }
        m_rows.push_back(row);
        m_gone.push_back(false);
    }
    for (const std::uint64_t key : batch.retracted) {
        if (auto retracted = retract(key); !retracted)
            return retracted;
    }
    compact();
    return {};
}

/// Where a log does not say when, what was taken for it first stands.
void KeyedRows::keepTime(EventRow &row, const EventRow &current)
{
    if (row.isTimeAssumed)
        row.atUs = current.atUs;
}

base::Result<bool> KeyedRows::standsAgainstBatch(EventRow &row)
{
    const std::size_t index = m_current.at(row.key);
    const EventRow &current = m_rows[index];
    if (current.key != row.key) { // which it repeats
        ++m_superseded;
        return false;
    }
    keepTime(row, current);
    if (isSame(recordOf(row), recordOf(current))) {
        ++m_duplicates;
        m_sameContent += row.isKeyOfContent ? 1 : 0;
        return false;
    }
    ++m_superseded;
    if (row.rank < current.rank)
        return false;
    m_gone[index] = true;
    return true;
}

base::Result<bool> KeyedRows::standsAgainstStore(EventRow &row)
{
    auto known = m_keys.find(row.key);
    if (!known)
        return failureOf(known);
    if (!*known)
        return true;
    if ((*known)->rank == kRepeatedRank) {
        ++m_superseded;
        return false;
    }
    StoredEvent event;
    m_scan.start((*known)->event, (*known)->event);
    const bool isThere = m_scan.next(event);
    if (isThere)
        keepTime(row, event.row);
    const bool same =
        isThere &&
        isSame(recordOf(row), {event.row, m_dictionary.withoutSource(event.row.attribution), event.fields});
    if (auto finished = m_scan.finish(); !finished)
        return failureOf(finished);
    if (same) {
        ++m_duplicates;
        m_sameContent += row.isKeyOfContent ? 1 : 0;
        return false;
    }
    if (row.rank < (*known)->rank) {
        ++m_superseded;
        return false;
    }
    auto taken = m_keys.remove(row.key);
    if (taken && isThere)
        taken = m_takeOut(event, row.key, (*known)->rank);
    if (!taken)
        return failureOf(taken);
    return true;
}

/// Takes out what has only repeated the row so far, and lets nothing repeat it from now on.
base::Result<void> KeyedRows::retractRepeats(const EventRow &row)
{
    if (row.repeatKey == 0)
        return {};
    const auto current = m_current.find(row.repeatKey);
    const bool isInBatch = current != m_current.end();
    auto known = isInBatch ? base::Result<std::optional<KeyedEvent>>() : m_keys.find(row.repeatKey);
    if (!known)
        return failureOf(known);
    const bool repeats =
        isInBatch ? m_rows[current->second].key == row.repeatKey : *known && (*known)->rank != kRepeatedRank;
    auto retracted = repeats ? retract(row.repeatKey) : base::Result<void>();
    m_current[row.repeatKey] = m_rows.size();
    return retracted;
}

base::Result<void> KeyedRows::retract(std::uint64_t key)
{
    if (const auto it = m_current.find(key); it != m_current.end()) {
        m_gone[it->second] = true;
        m_current.erase(it);
        ++m_superseded;
        return {};
    }
    auto known = m_keys.find(key);
    if (!known)
        return failureOf(known);
    if (!*known)
        return {};
    StoredEvent event;
    m_scan.start((*known)->event, (*known)->event);
    const bool isThere = m_scan.next(event);
    return m_scan.finish().and_then([&] { return m_keys.remove(key); }).and_then([&] {
        return isThere ? m_takeOut(event, key, (*known)->rank) : base::Result<void>();
    });
}

void KeyedRows::compact()
{
    std::size_t to = 0;
    for (std::size_t from = 0; from < m_rows.size(); ++from) {
        if (!m_gone[from])
            m_rows[to++] = m_rows[from];
    }
    m_rows.resize(to);
}

base::Result<void> KeyedRows::saveKeys(std::int64_t firstId)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const EventRow &row = m_rows[i];
        if (row.key == 0)
            continue;
        const std::int64_t id = firstId + static_cast<std::int64_t>(i);
        auto added = m_keys.add(row.key, {id, row.rank});
        if (added && row.repeatKey != 0)
            added = m_keys.setRepeated(row.repeatKey, id);
        if (!added)
            return added;
    }
    return {};
}

} // namespace outlay::store
