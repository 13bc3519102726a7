// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/billing.h"

#include "store/encoding.h"
#include "store/sourcekeys.h"

#include <sqlite3.h>
#include <xxhash.h>

#include <array>
#include <cstdlib>

namespace outlay::store {

using base::BillingRow;
using base::kAbsent;

namespace {

constexpr const char *kKnownLine =
    "SELECT id, rank, hash, file, requests, input_tokens, cache_read_tokens, cache_write_5m_tokens,"
    " cache_write_1h_tokens, output_tokens, quantity_nanos, cost_nanos FROM billing_rows"
    " WHERE key = ? AND superseded_by IS NULL";
constexpr int kFirstCount = 4; ///< column of the requests

} // namespace

BillingBook::BillingBook(const Connection &connection, const Dictionary &dictionary, std::int64_t importId)
    : m_connection(connection)
    , m_dictionary(dictionary)
    , m_importId(importId)
{
}

base::Result<void> BillingBook::beginFile(std::int64_t resumed)
{
    m_counts = {};
    m_matched.clear();
    m_superseded.clear();
    m_resumed = resumed;
    auto first = m_connection.number("SELECT coalesce(max(id), 0) + 1 FROM billing_rows");
    if (!first)
        return failureOf(first);
    m_firstId = *first;
    return {};
}

std::int64_t BillingBook::hashOf(const BillingRow &line, std::uint32_t attribution,
                                 std::string_view fields) const
{
    const base::EventRow &r = line.sums;
    const base::Hash128 &words = m_dictionary.withoutSource(attribution);
    const std::array<std::int64_t, 13> numbers = {static_cast<std::int64_t>(words.low),
                                                  static_cast<std::int64_t>(words.high),
                                                  r.atUs,
                                                  line.untilUs,
                                                  r.user,
                                                  line.requests,
                                                  r.inputTokens,
                                                  r.cacheReadTokens,
                                                  r.cacheWrite5mTokens,
                                                  r.cacheWrite1hTokens,
                                                  r.outputTokens,
                                                  line.quantityNanos,
                                                  r.costNanos};
    std::string text(reinterpret_cast<const char *>(numbers.data()), sizeof numbers);
    for (const std::string_view part :
         {std::string_view(line.unit), std::string_view(line.currency), fields}) {
        text += std::to_string(part.size()) + ':';
        text += part;
    }
    return static_cast<std::int64_t>(XXH3_64bits(text.data(), text.size()));
}

base::Result<void> BillingBook::add(const BillingRow &line, std::uint32_t attribution,
                                    std::string_view fields)
{
    const std::int64_t hash = hashOf(line, attribution, fields);
    auto counts = line.sums.key != 0 ? standsByKey(line, hash) : isNew(hash);
    if (!counts)
        return failureOf(counts);
    return *counts ? insert(line, attribution, fields, hash) : base::Result<void>();
}

/// `known` stands on a row of kKnownLine. What only one of them says does not tell which says less.
bool BillingBook::saysLess(const BillingRow &line, const Statement &known)
{
    const base::EventRow &r = line.sums;
    const std::array<std::int64_t, 7> counts = {line.requests,        r.inputTokens,        r.cacheReadTokens,
                                                r.cacheWrite5mTokens, r.cacheWrite1hTokens, r.outputTokens,
                                                line.quantityNanos};
    bool isAnyLess = false;
    bool isAnyCounted = false;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::int64_t there = known.numberOrAbsent(kFirstCount + static_cast<int>(i));
        if (counts[i] == kAbsent || there == kAbsent)
            continue;
        isAnyCounted = true;
        isAnyLess = isAnyLess || counts[i] < there;
        if (counts[i] > there)
            return false;
    }
    const std::int64_t cost = known.numberOrAbsent(kFirstCount + static_cast<int>(counts.size()));
    if (isAnyCounted || cost == kAbsent || r.costNanos == kAbsent)
        return isAnyLess;
    return std::abs(r.costNanos) < std::abs(cost);
}

base::Result<bool> BillingBook::standsByKey(const BillingRow &line, std::int64_t hash)
{
    Statement row(m_connection, kKnownLine);
    Known known;
    const bool isKnown = row.bind(1, storedKey(line.sums.key)).next();
    if (isKnown)
        known = {row.number(0), row.number(1), row.number(2), row.numberOrAbsent(3)};
    const bool isLess = isKnown && line.sums.rank == 0 && known.rank == 0 && saysLess(line, row);
    if (auto finished = row.finish(); !finished)
        return failureOf(finished);
    if (!isKnown)
        return true;
    if (known.hash == hash) {
        ++m_counts.duplicates;
        return false;
    }
    if (line.sums.rank < known.rank || isLess) {
        ++m_counts.superseded;
        return false;
    }
    if (auto superseded = supersede(known); !superseded)
        return failureOf(superseded);
    return true;
}

/// A state of the file itself goes for good, one of another file as long as this import stands.
base::Result<void> BillingBook::supersede(const Known &known)
{
    if (known.id >= m_firstId) {
        --m_counts.added;
        ++m_counts.superseded;
        return Statement(m_connection, "DELETE FROM billing_rows WHERE id = ?").bind(1, known.id).run();
    }
    m_superseded.push_back(known);
    ++m_lost[known.file];
    return Statement(m_connection, "UPDATE billing_rows SET superseded_by = ? WHERE id = ?")
        .bind(1, m_importId)
        .bind(2, known.id)
        .run()
        .and_then([&] {
            return Statement(m_connection, "UPDATE import_files SET billing = billing - 1,"
                                           " superseded = superseded + 1 WHERE id = ?")
                .bind(1, known.file)
                .run();
        });
}

base::Result<bool> BillingBook::isNew(std::int64_t hash)
{
    Statement count(
        m_connection,
        "SELECT count(*) FROM billing_rows WHERE hash = ?1 AND key IS NULL AND id < ?2"
        " AND file NOT IN (WITH RECURSIVE chain (id) AS (VALUES (?3) UNION SELECT resumed"
        " FROM import_files JOIN chain USING (id) WHERE resumed IS NOT NULL) SELECT id FROM chain)");
    std::int64_t older = 0;
    if (count.bind(1, hash).bind(2, m_firstId).bind(3, m_resumed).next())
        older = count.number(0);
    if (auto finished = count.finish(); !finished)
        return failureOf(finished);
    std::int64_t &matched = m_matched[hash];
    if (matched >= older)
        return true;
    ++matched;
    ++m_counts.duplicates;
    return false;
}

base::Result<void> BillingBook::insert(const BillingRow &line, std::uint32_t attribution,
                                       std::string_view fields, std::int64_t hash)
{
    Statement insert(
        m_connection,
        "INSERT INTO billing_rows (import, key, rank, hash, from_at, until_at, attribution, user,"
        " requests, input_tokens, cache_read_tokens, cache_write_5m_tokens,"
        " cache_write_1h_tokens, output_tokens, quantity_nanos, unit, currency, cost_nanos,"
        " fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const base::EventRow &r = line.sums;
    insert.bind(1, m_importId).bind(3, r.rank).bind(4, hash);
    if (r.key != 0)
        insert.bind(2, storedKey(r.key));
    insert.bind(5, storedAt(r.atUs)).bind(6, storedAt(line.untilUs)).bind(7, std::int64_t{attribution});
    insert.bindOrNull(8, r.user == kAbsent ? kAbsent : storedUser(r.user)).bindOrNull(9, line.requests);
    insert.bindOrNull(10, r.inputTokens).bindOrNull(11, r.cacheReadTokens);
    insert.bindOrNull(12, r.cacheWrite5mTokens).bindOrNull(13, r.cacheWrite1hTokens);
    insert.bindOrNull(14, r.outputTokens).bindOrNull(15, line.quantityNanos);
    insert.bind(16, std::string_view(line.unit)).bind(17, std::string_view(line.currency));
    insert.bindOrNull(18, r.costNanos);
    if (!fields.empty())
        insert.bind(19, fields);
    ++m_counts.added;
    return insert.run();
}

base::Result<void> BillingBook::endFile(std::int64_t fileId)
{
    return Statement(m_connection, "UPDATE billing_rows SET file = ? WHERE id >= ?")
        .bind(1, fileId)
        .bind(2, m_firstId)
        .run();
}

base::Result<void> BillingBook::dropFile()
{
    Statement remove(m_connection, "DELETE FROM billing_rows WHERE id >= ?");
    auto done = remove.bind(1, m_firstId).run();
    Statement restore(m_connection, "UPDATE billing_rows SET superseded_by = NULL WHERE id = ?");
    Statement count(m_connection, "UPDATE import_files SET billing = billing + 1, superseded = superseded - 1"
                                  " WHERE id = ?");
    for (const Known &known : m_superseded) {
        --m_lost[known.file];
        if (done)
            done = restore.bind(1, known.id).run().and_then([&] { return count.bind(1, known.file).run(); });
    }
    return done;
}

std::int64_t BillingBook::lostSince(std::int64_t fileId) const
{
    const auto it = m_lost.find(fileId);
    return it == m_lost.end() ? 0 : it->second;
}

base::Result<bool> removeBilling(const Connection &connection, std::int64_t importId)
{
    struct Held
    {
        std::int64_t id;
        std::int64_t file;
        std::int64_t holder; ///< the import that stands for it without this one; absent: it comes back
    };
    std::vector<Held> held;
    Statement rows(connection,
                   "SELECT p.id, p.file, coalesce((SELECT superseded_by FROM billing_rows WHERE key = p.key"
                   " AND import = ?1 AND superseded_by <> ?1), (SELECT min(import) FROM billing_rows"
                   " WHERE key = p.key AND import > ?1)) FROM billing_rows AS p"
                   " WHERE p.superseded_by = ?1 AND p.import <> ?1");
    rows.bind(1, importId);
    while (rows.next())
        held.push_back({rows.number(0), rows.number(1), rows.numberOrAbsent(2)});
    Statement hold(connection, "UPDATE billing_rows SET superseded_by = ? WHERE id = ?");
    Statement count(connection, "UPDATE import_files SET billing = billing + 1, superseded = superseded - 1"
                                " WHERE id = ?");
    auto done = rows.finish();
    for (const Held &line : held) {
        if (done)
            done = hold.bindOrNull(1, line.holder).bind(2, line.id).run();
        if (done && line.holder == kAbsent)
            done = count.bind(1, line.file).run();
    }
    if (!done)
        return failureOf(done);
    Statement remove(connection, "DELETE FROM billing_rows WHERE import = ?");
    if (auto removed = remove.bind(1, importId).run(); !removed)
        return failureOf(removed);
    return sqlite3_changes64(connection.handle()) > 0;
}

} // namespace outlay::store
