// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/dictionary.h"

#include "store/cellstore.h"

#include <sqlite3.h>
#include <xxhash.h>

#include <limits>

namespace outlay::store {

using base::Attribution;
using base::FixedDimension;
using base::Hash128;

namespace {

void append(std::string &buffer, std::string_view text)
{
    const std::uint64_t size = text.size();
    buffer.append(reinterpret_cast<const char *>(&size), sizeof size);
    buffer.append(text);
}

Hash128 hashOf(const Attribution &attribution, bool source, bool isSuperseded = false)
{
    std::string buffer(isSuperseded ? 1 : 0, '\2');
    for (std::size_t i = 0; i < attribution.fixed.size(); ++i) {
        const auto &value = attribution.fixed[i];
        const bool there = value && (source || i != static_cast<std::size_t>(FixedDimension::Source));
        buffer += there ? '\1' : '\0';
        if (there)
            append(buffer, *value);
    }
    for (const auto &[name, value] : attribution.custom) {
        append(buffer, name);
        append(buffer, value);
    }
    const XXH128_hash_t hash = XXH3_128bits(buffer.data(), buffer.size());
    return {hash.low64, hash.high64};
}

} // namespace

void understand(Attribution &logged, bool isSuperseded)
{
    auto &outcome = logged[FixedDimension::Outcome];
    if (isSuperseded)
        outcome = std::string(base::kSupersededAttempt);
    else if (outcome)
        outcome = std::string(base::outcomeOf(*outcome));
}

namespace {

base::Result<void> forEachStored(const Connection &connection, std::int64_t firstId, std::int64_t lastId,
                                 const std::function<void(const StoredAttribution &)> &visit)
{
    Statement rows(connection, ("SELECT id, " + std::string(kAttributionColumns) +
                                ", superseded FROM attributions WHERE id BETWEEN ? AND ? ORDER BY id")
                                   .c_str());
    Statement fields(connection, "SELECT attribution, name, value FROM attribution_fields"
                                 " WHERE attribution BETWEEN ? AND ? ORDER BY attribution, name");
    rows.bind(1, firstId).bind(2, lastId);
    fields.bind(1, firstId).bind(2, lastId);
    bool field = fields.next();
    while (rows.next()) {
        const std::int64_t id = rows.number(0);
        StoredAttribution stored;
        stored.id = static_cast<std::uint32_t>(id);
        stored.isSuperseded = rows.number(base::kFixedDimensions + 1) != 0;
        for (std::size_t i = 0; i < stored.logged.fixed.size(); ++i)
            stored.logged.fixed[i] = rows.optionalText(static_cast<int>(i) + 1);
        while (field && fields.number(0) < id)
            field = fields.next();
        for (; field && fields.number(0) == id; field = fields.next())
            stored.logged.custom.emplace_back(fields.text(1), fields.text(2));
        visit(stored);
    }
    return rows.finish().and_then([&] { return fields.finish(); });
}

} // namespace

base::Result<void> forEachStored(const Connection &connection,
                                 const std::function<void(const StoredAttribution &)> &visit)
{
    return forEachStored(connection, 0, std::numeric_limits<std::int64_t>::max(), visit);
}

base::Result<StoredAttribution> storedAttribution(const Connection &connection, std::uint32_t id)
{
    std::optional<StoredAttribution> found;
    auto read =
        forEachStored(connection, id, id, [&found](const StoredAttribution &stored) { found = stored; });
    if (!read)
        return failureOf(read);
    if (!found)
        return base::fail(base::ErrorKind::Corrupt, connection.path(),
                          "an event has an attribution that is not there");
    return *std::move(found);
}

base::Result<void> forEachAttribution(const Connection &connection,
                                      const std::function<void(std::uint32_t, const Attribution &)> &visit)
{
    return forEachStored(connection, [&visit](const StoredAttribution &stored) {
        Attribution attribution = stored.logged;
        understand(attribution, stored.isSuperseded);
        visit(stored.id, attribution);
    });
}

base::Result<void> dropUnusedAttributions(const Connection &connection)
{
    const auto used = attributionsOfCells(connection);
    if (!used)
        return tl::unexpected(used.error());
    std::vector<std::int64_t> unused;
    Statement rows(connection, "SELECT id FROM attributions WHERE id NOT IN (SELECT attribution FROM"
                               " superseded_events) AND id NOT IN (SELECT attribution FROM billing_rows)");
    while (rows.next()) {
        const auto id = static_cast<std::size_t>(rows.number(0));
        if (id >= used->size() || !(*used)[id])
            unused.push_back(rows.number(0));
    }
    if (auto finished = rows.finish(); !finished)
        return finished;
    Statement attribution(connection, "DELETE FROM attributions WHERE id = ?");
    Statement fields(connection, "DELETE FROM attribution_fields WHERE attribution = ?");
    for (const std::int64_t id : unused) {
        auto dropped = attribution.bind(1, id).run().and_then([&] { return fields.bind(1, id).run(); });
        if (!dropped)
            return dropped;
    }
    return {};
}

Dictionary::Dictionary(const Connection &connection)
    : m_connection(connection)
    , m_insert(connection, ("INSERT INTO attributions (" + std::string(kAttributionColumns) +
                            ", superseded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                               .c_str())
    , m_insertField(connection, "INSERT OR REPLACE INTO attribution_fields VALUES (?, ?, ?)")
{
}

base::Result<void> Dictionary::load(const std::function<void(const StoredAttribution &)> &visit)
{
    return forEachStored(m_connection, [&](const StoredAttribution &stored) {
        remember(stored.id, hashOf(stored.logged, true, stored.isSuperseded), stored.logged);
        if (visit)
            visit(stored);
    });
}

void Dictionary::remember(std::uint32_t id, const Hash128 &whole, const Attribution &attribution)
{
    m_ids.emplace(whole, id);
    if (m_withoutSource.size() <= id)
        m_withoutSource.resize(id + std::size_t{1});
    m_withoutSource[id] = hashOf(attribution, false);
}

base::Result<std::uint32_t> Dictionary::intern(const Attribution &attribution)
{
    return intern(attribution, false);
}

base::Result<std::uint32_t> Dictionary::counterpart(const StoredAttribution &attribution)
{
    return intern(attribution.logged, !attribution.isSuperseded);
}

base::Result<std::uint32_t> Dictionary::intern(const Attribution &attribution, bool isSuperseded)
{
    const Hash128 whole = hashOf(attribution, true, isSuperseded);
    if (const auto known = m_ids.find(whole); known != m_ids.end())
        return known->second;
    auto id = insert(attribution, isSuperseded);
    if (id)
        remember(*id, whole, attribution);
    return id;
}

base::Result<std::uint32_t> Dictionary::insert(const Attribution &attribution, bool isSuperseded)
{
    for (std::size_t i = 0; i < attribution.fixed.size(); ++i)
        m_insert.bind(static_cast<int>(i) + 1, attribution.fixed[i]);
    m_insert.bind(base::kFixedDimensions + 1, std::int64_t{isSuperseded});
    if (auto inserted = m_insert.run(); !inserted)
        return failureOf(inserted);
    const std::int64_t id = sqlite3_last_insert_rowid(m_connection.handle());
    for (const auto &[name, value] : attribution.custom) {
        m_insertField.bind(1, id).bind(2, std::string_view(name)).bind(3, std::string_view(value));
        if (auto inserted = m_insertField.run(); !inserted)
            return failureOf(inserted);
    }
    return static_cast<std::uint32_t>(id);
}

base::Result<CellData> loadCellData(const Connection &connection, base::Day from)
{
    auto cells = loadCells(connection, from);
    if (!cells)
        return failureOf(cells);
    CellData data{{}, *std::move(cells)};
    std::vector<bool> used; // some attributions are of bills and of superseded events alone
    for (const std::uint32_t attribution : data.cells.attributions) {
        if (used.size() <= attribution)
            used.resize(attribution + std::size_t{1});
        used[attribution] = true;
    }
    auto read = forEachAttribution(connection, [&](std::uint32_t id, const base::Attribution &attribution) {
        if (id < used.size() && used[id])
            data.attributions.emplace_back(id, attribution);
    });
    if (!read)
        return failureOf(read);
    return data;
}

} // namespace outlay::store
