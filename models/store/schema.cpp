// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/schema.h"

#include "store/cellstore.h"
#include "store/version10.h"
#include "store/version11.h"
#include "store/version12.h"
#include "store/version13.h"
#include "store/version2.h"
#include "store/version3.h"
#include "store/version4.h"
#include "store/version5.h"
#include "store/version6.h"
#include "store/version7.h"
#include "store/version8.h"
#include "store/version9.h"

#include <sqlite3.h>

#include <array>
#include <filesystem>

namespace outlay::store {

using base::ErrorKind;

namespace {

constexpr const char *kVersion1 = R"sql(
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value ANY
) STRICT;
INSERT INTO meta VALUES ('next_event', 0);

CREATE TABLE attributions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feature TEXT, segment TEXT, provider TEXT, model TEXT, environment TEXT,
    priority TEXT, cached TEXT, request_type TEXT, outcome TEXT, source TEXT
) STRICT;

CREATE TABLE attribution_fields (
    attribution INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (attribution, name)
) STRICT, WITHOUT ROWID;

-- at: microseconds since 2026-01-01 00:00 UTC. user: 48-bit pseudonym as a signed number. NULL: not logged.
-- What few logs say is in event_details, so that the many short rows stay short.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    attribution INTEGER NOT NULL,
    user INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost_nanos INTEGER,
    latency_us INTEGER
) STRICT;

CREATE TABLE event_details (
    event INTEGER PRIMARY KEY,
    cache_read_tokens INTEGER,
    cache_write_5m_tokens INTEGER,
    cache_write_1h_tokens INTEGER,
    fields TEXT
) STRICT;

-- One row for the events whose id is in block * 16384 … + 16383.
CREATE TABLE event_blocks (
    block INTEGER PRIMARY KEY,
    events INTEGER NOT NULL,
    min_at INTEGER NOT NULL,
    max_at INTEGER NOT NULL,
    max_cost_nanos INTEGER
) STRICT;

CREATE TABLE cells (
    day INTEGER NOT NULL, -- days since 1970-01-01
    attribution INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    priced INTEGER NOT NULL,
    cost_nanos INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    with_input INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    with_cache_read INTEGER NOT NULL,
    cache_write_5m_tokens INTEGER NOT NULL,
    cache_write_1h_tokens INTEGER NOT NULL,
    with_cache_write INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    with_output INTEGER NOT NULL,
    latency_us INTEGER NOT NULL,
    with_latency INTEGER NOT NULL,
    PRIMARY KEY (day, attribution)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL -- microseconds since 1970-01-01 00:00 UTC
) STRICT;

-- Names are kept for each import that brought them, so that they go when it is undone.
CREATE TABLE users (
    pseudonym INTEGER NOT NULL,
    import INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (pseudonym, import)
) STRICT, WITHOUT ROWID;

-- first_event … last_event: ids that belong to this file; NULL when it added nothing. bytes is NULL for a
-- file that cannot be known again.
CREATE TABLE import_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    import INTEGER NOT NULL,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    added INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    not_events INTEGER NOT NULL,
    redacted INTEGER NOT NULL,
    unpriced INTEGER NOT NULL,
    cost_nanos INTEGER NOT NULL,
    first_event INTEGER,
    last_event INTEGER,
    min_at INTEGER,
    max_at INTEGER,
    resumed INTEGER,
    bytes INTEGER,
    lines INTEGER,
    hash_low INTEGER,
    hash_high INTEGER,
    head_bytes INTEGER,
    head_hash_low INTEGER,
    head_hash_high INTEGER,
    header TEXT
) STRICT;
CREATE INDEX import_files_by_import ON import_files (import);

CREATE TABLE import_assumptions (
    file INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejects (
    file INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE budgets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feature TEXT NOT NULL UNIQUE, -- '': the total
    amount_nanos INTEGER NOT NULL,
    soft_percent INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- For analysts: the fields of the CostEvent schema as they were logged, one row a call. cost_usd is a binary
-- fraction for convenience; add up cost_nanos (10^-9 USD) for sums that are exact.
CREATE VIEW cost_events AS
SELECT
    strftime('%Y-%m-%dT%H:%M:%S', (e.at - (e.at % 1000000 + 1000000) % 1000000) / 1000000 + 1767225600,
             'unixepoch') || printf('.%06dZ', (e.at % 1000000 + 1000000) % 1000000) AS timestamp,
    a.feature AS feature_name,
    a.segment AS user_segment,
    coalesce((SELECT name FROM users WHERE pseudonym = e.user LIMIT 1),
             CASE WHEN e.user IS NOT NULL THEN printf('u-%012x', e.user & 281474976710655) END) AS user_id,
    a.model AS model,
    a.environment AS environment,
    a.priority AS priority_level,
    CASE a.cached WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS cached,
    e.input_tokens AS input_tokens,
    e.output_tokens AS output_tokens,
    e.cost_nanos / 1e9 AS cost_usd,
    a.request_type AS request_type,
    CASE WHEN e.latency_us % 1000 = 0 THEN e.latency_us / 1000 ELSE e.latency_us / 1e3 END AS latency_ms,
    e.cost_nanos AS cost_nanos,
    a.provider AS provider,
    a.source AS source
FROM events AS e JOIN attributions AS a ON a.id = e.attribution;

PRAGMA application_id = 0x4F75746C;
)sql";

const std::array<MigrationStep, 13> kSteps = {kVersion1,  kVersion2,  kVersion3, kVersion4, kVersion5,
                                              kVersion6,  kVersion7,  kVersion8, kVersion9, kVersion10,
                                              kVersion11, kVersion12, kVersion13};

/// A full copy beside the store, complete or not there at all.
base::Result<void> copyAside(const Connection &connection, const std::string &target)
{
    const std::string partial = target + ".part";
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    auto copy = Connection::open(partial, Access::ReadWrite);
    if (!copy)
        return failureOf(copy);
    // What was for its owner alone stays so in the copy.
    std::filesystem::permissions(partial, std::filesystem::status(connection.path(), ignored).permissions(),
                                 ignored);
    sqlite3_backup *backup = sqlite3_backup_init((*copy)->handle(), "main", connection.handle(), "main");
    if (!backup)
        return tl::unexpected((*copy)->error(sqlite3_extended_errcode((*copy)->handle())));
    sqlite3_backup_step(backup, -1);
    if (const int code = sqlite3_backup_finish(backup); code != SQLITE_OK)
        return tl::unexpected((*copy)->error(code));
    copy->reset();
    std::error_code failed;
    std::filesystem::rename(partial, target, failed);
    if (failed)
        return base::fail(ErrorKind::Unwritable, target,
                          "the copy of the older store cannot be kept: " + failed.message());
    return {};
}

/// All of them or none: an interrupted migration leaves the store as it was, and a new store waits for the
/// disk once.
base::Result<void> takeSteps(const Connection &connection, std::span<const MigrationStep> steps)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    // Another process may have been faster.
    auto version = connection.number("PRAGMA user_version");
    if (!version)
        return failureOf(version);
    const auto taken = static_cast<std::size_t>(*version);
    if (taken >= steps.size())
        return {};
    for (MigrationStep step : steps.subspan(taken))
        if (auto ran = connection.exec(step); !ran)
            return ran;
    const std::string mark = "PRAGMA user_version = " + std::to_string(steps.size());
    return connection.exec(mark.c_str()).and_then([&] { return transaction->commit(); });
}

} // namespace

std::span<const MigrationStep> migrationSteps()
{
    return kSteps;
}

base::Result<std::int64_t> storeVersion(const Connection &connection, std::int64_t newest)
{
    auto objects = connection.number("SELECT count(*) FROM sqlite_schema");
    if (!objects)
        return objects;
    auto application = connection.number("PRAGMA application_id");
    if (!application)
        return application;
    auto version = connection.number("PRAGMA user_version");
    if (!version || (*objects == 0 && *application == 0 && *version == 0))
        return version;
    if (*application != kApplicationId)
        return base::fail(ErrorKind::Corrupt, connection.path(),
                          "this is an SQLite database of another program, not an Outlay store");
    if (*version > newest)
        return base::fail(ErrorKind::TooNew, connection.path(),
                          "this store was written by a newer Outlay (store version " +
                              std::to_string(*version) + ", this Outlay knows " + std::to_string(newest) +
                              "); update Outlay to open it");
    return version;
}

base::Result<void> migrate(const Connection &connection, std::span<const MigrationStep> steps)
{
    const auto newest = static_cast<std::int64_t>(steps.size());
    auto version = storeVersion(connection, newest);
    if (!version)
        return failureOf(version);
    if (*version > 0 && *version < newest && connection.access() == Access::ReadWrite) {
        const std::string aside = connection.path() + ".v" + std::to_string(*version) + ".bak";
        if (auto copied = copyAside(connection, aside); !copied)
            return copied;
    }
    if (auto registered = registerCellPacking(connection); !registered)
        return registered;
    if (*version == newest)
        return {};
    return takeSteps(connection, steps);
}

} // namespace outlay::store
