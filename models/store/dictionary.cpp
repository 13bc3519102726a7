// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/dictionary.h"

#include "store/cellstore.h"

#include <nlohmann/json.hpp>
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

Attribution StoredAttribution::understood() const
{
    Attribution attribution = logged;
    auto &outcome = attribution[FixedDimension::Outcome];
    if (isSuperseded)
        outcome = std::string(base::kSupersededAttempt);
    else if (outcome)
        outcome = std::string(base::outcomeOf(*outcome));
    for (const auto &[dimension, value] : joined) {
        base::setValueIn(attribution, dimension, value);
        attribution.joined.push_back(dimension);
    }
    return attribution;
}

namespace {

using DictionaryJson = nlohmann::json;

/// What the log said where something was joined, as table attributions has it.
std::string joinedOver(const StoredAttribution &attribution)
{
    DictionaryJson over = DictionaryJson::object();
    for (const auto &[dimension, value] : attribution.joined) {
        const auto logged = base::valueIn(attribution.logged, dimension);
        over[dimension] = logged ? DictionaryJson(*logged) : DictionaryJson();
    }
    return over.dump(-1, ' ', false, DictionaryJson::error_handler_t::replace);
}

/// Takes what was joined out of what the row says. False for what no Outlay writes.
bool takeApart(StoredAttribution &stored, const std::string &over)
{
    const DictionaryJson json = DictionaryJson::parse(over, nullptr, false);
    if (!json.is_object())
        return false;
    for (const auto &[dimension, logged] : json.items()) {
        if (!logged.is_null() && !logged.is_string())
            return false;
        stored.joined.emplace_back(dimension, base::valueIn(stored.logged, dimension).value_or(""));
        base::setValueIn(stored.logged, dimension,
                         logged.is_null() ? std::nullopt : std::optional(logged.get<std::string>()));
    }
    return true;
}

Hash128 hashOf(const StoredAttribution &attribution)
{
    Hash128 hash = hashOf(attribution.logged, true, attribution.isSuperseded);
    for (const auto &[dimension, value] : attribution.joined) {
        std::string buffer(reinterpret_cast<const char *>(&hash), sizeof hash);
        append(buffer, dimension);
        append(buffer, value);
        const XXH128_hash_t both = XXH3_128bits(buffer.data(), buffer.size());
        hash = {both.low64, both.high64};
    }
    return hash;
}

base::Result<void> forEachStored(const Connection &connection, std::int64_t firstId, std::int64_t lastId,
                                 const std::function<void(const StoredAttribution &)> &visit)
{
    Statement rows(connection,
                   ("SELECT id, " + std::string(kAttributionColumns) +
                    ", superseded, joined_over FROM attributions WHERE id BETWEEN ? AND ? ORDER BY id")
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
        if (!rows.isNull(base::kFixedDimensions + 2) &&
            !takeApart(stored, std::string(rows.text(base::kFixedDimensions + 2))))
            return base::fail(base::ErrorKind::Corrupt, connection.path(),
                              "attribution " + std::to_string(id) + " does not say what was joined");
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
    return forEachStored(
        connection, [&visit](const StoredAttribution &stored) { visit(stored.id, stored.understood()); });
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
                            ", superseded, joined_over) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                               .c_str())
    , m_insertField(connection, "INSERT OR REPLACE INTO attribution_fields VALUES (?, ?, ?)")
{
}

base::Result<void> Dictionary::load(const std::function<void(const StoredAttribution &)> &visit)
{
    return forEachStored(m_connection, [&](const StoredAttribution &stored) {
        remember(stored.id, hashOf(stored), stored.logged);
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
    const Hash128 whole = hashOf(attribution, true);
    const auto known = m_ids.find(whole);
    return known != m_ids.end() ? known->second : intern(StoredAttribution{0, attribution, false});
}

base::Result<std::uint32_t> Dictionary::counterpart(const StoredAttribution &attribution)
{
    StoredAttribution other = attribution;
    other.isSuperseded = !attribution.isSuperseded;
    return intern(other);
}

base::Result<std::uint32_t> Dictionary::intern(const StoredAttribution &attribution)
{
    const Hash128 whole = hashOf(attribution);
    if (const auto known = m_ids.find(whole); known != m_ids.end())
        return known->second;
    auto id = insert(attribution);
    if (id)
        remember(*id, whole, attribution.logged);
    return id;
}

base::Result<std::uint32_t> Dictionary::insert(const StoredAttribution &attribution)
{
    Attribution row = attribution.logged;
    for (const auto &[dimension, value] : attribution.joined)
        base::setValueIn(row, dimension, value);
    for (std::size_t i = 0; i < row.fixed.size(); ++i)
        m_insert.bind(static_cast<int>(i) + 1, row.fixed[i]);
    m_insert.bind(base::kFixedDimensions + 1, std::int64_t{attribution.isSuperseded});
    const std::string over = joinedOver(attribution);
    if (attribution.joined.empty())
        m_insert.bindNull(base::kFixedDimensions + 2);
    else
        m_insert.bind(base::kFixedDimensions + 2, std::string_view(over));
    if (auto inserted = m_insert.run(); !inserted)
        return failureOf(inserted);
    const std::int64_t id = sqlite3_last_insert_rowid(m_connection.handle());
    for (const auto &[name, value] : row.custom) {
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
