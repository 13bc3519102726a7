// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/fileledger.h"

#include "store/statement.h"

#include <algorithm>

namespace outlay::store {

namespace {

base::Error overflow(const Connection &connection)
{
    return {base::ErrorKind::BadInput, connection.path(),
            "the costs of one file add up to more than the store can hold (2^63)", 0};
}

} // namespace

FileLedger::FileLedger(const Connection &connection)
    : m_connection(connection)
{
}

base::Result<void> FileLedger::load()
{
    if (m_loaded)
        return {};
    m_loaded = true;
    Statement rows(m_connection, "SELECT id, import, first_event, last_event FROM import_files"
                                 " WHERE first_event IS NOT NULL ORDER BY first_event");
    m_ranges.clear();
    while (rows.next())
        m_ranges.push_back({rows.number(2), rows.number(3), {rows.number(0), rows.number(1), 0, {}}});
    return rows.finish();
}

void FileLedger::add(std::int64_t file, std::int64_t import, std::int64_t firstEvent, std::int64_t lastEvent)
{
    if (m_loaded)
        m_ranges.push_back({firstEvent, lastEvent, {file, import, 0, {}}});
}

base::Result<FileLedger::Change *> FileLedger::fileOf(std::int64_t event)
{
    if (auto loaded = load(); !loaded)
        return failureOf(loaded);
    const auto after = std::upper_bound(m_ranges.begin(), m_ranges.end(), event,
                                        [](std::int64_t id, const Range &r) { return id < r.firstEvent; });
    if (after == m_ranges.begin() || std::prev(after)->lastEvent < event)
        return base::fail(base::ErrorKind::Corrupt, m_connection.path(),
                          "event " + std::to_string(event) + " belongs to no import");
    return &std::prev(after)->change;
}

base::Result<std::int64_t> FileLedger::takeOut(std::int64_t event, const base::EventRow &row)
{
    auto change = fileOf(event);
    if (!change)
        return failureOf(change);
    --(*change)->added;
    if (!(*change)->counts.subtract(row))
        return tl::unexpected(overflow(m_connection));
    return (*change)->import;
}

base::Result<void> FileLedger::putBack(std::int64_t event, const base::EventRow &row)
{
    auto change = fileOf(event);
    if (!change)
        return failureOf(change);
    ++(*change)->added;
    if (!(*change)->counts.add(row))
        return tl::unexpected(overflow(m_connection));
    return {};
}

base::Result<void> FileLedger::reprice(std::int64_t event, const base::EventRow &before,
                                       const base::EventRow &after)
{
    auto change = fileOf(event);
    if (!change)
        return failureOf(change);
    if (!(*change)->counts.subtract(before) || !(*change)->counts.add(after))
        return tl::unexpected(overflow(m_connection));
    return {};
}

const FileLedger::Change *FileLedger::changeOf(std::int64_t file) const
{
    const auto it = std::find_if(m_ranges.begin(), m_ranges.end(),
                                 [file](const Range &r) { return r.change.file == file; });
    return it == m_ranges.end() ? nullptr : &it->change;
}

base::Result<void> FileLedger::save() const
{
    Statement update(m_connection,
                     "UPDATE import_files SET added = added + ?2, superseded = superseded - ?2,"
                     " unpriced = unpriced + ?3, missing_usage = missing_usage + ?4,"
                     " cost_nanos = cost_nanos + ?5, filled_nanos = filled_nanos + ?6 WHERE id = ?1");
    for (const Range &range : m_ranges) {
        const Change &c = range.change;
        if (c.added == 0 && c.counts == FileCounts{})
            continue;
        update.bind(1, c.file).bind(2, c.added).bind(3, c.counts.unpriced).bind(4, c.counts.missingUsage);
        update.bind(5, c.counts.costNanos).bind(6, c.counts.filledNanos);
        if (auto ran = update.run(); !ran)
            return ran;
    }
    return {};
}

} // namespace outlay::store
