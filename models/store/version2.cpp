// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version2.h"

namespace outlay::store {

const char *const kVersion2 = R"sql(
ALTER TABLE events ADD COLUMN computed_nanos INTEGER; -- by the price book; NULL: it has no price

-- A field of that name in a log is not the provider's service tier.
ALTER TABLE attributions ADD COLUMN tier TEXT;
UPDATE OR REPLACE attribution_fields SET name = 'log_service_tier' WHERE name = 'service_tier';

ALTER TABLE cells ADD COLUMN computed_nanos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cells ADD COLUMN computed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cells ADD COLUMN filled_nanos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cells ADD COLUMN filled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cells ADD COLUMN missing_usage INTEGER NOT NULL DEFAULT 0;

ALTER TABLE import_files ADD COLUMN billing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_files ADD COLUMN missing_usage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_files ADD COLUMN filled_nanos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_files ADD COLUMN open_events INTEGER NOT NULL DEFAULT 0;

CREATE TEMP TABLE without_usage (event INTEGER PRIMARY KEY, day, attribution);
INSERT INTO without_usage SELECT e.id, 20454 + (e.at - (e.at % 86400000000 + 86400000000) % 86400000000) / 86400000000,
       e.attribution
FROM events AS e LEFT JOIN event_details AS d ON d.event = e.id
WHERE coalesce(e.input_tokens, e.output_tokens, d.cache_read_tokens, d.cache_write_5m_tokens,
               d.cache_write_1h_tokens) IS NULL;
UPDATE cells SET missing_usage = w.calls
FROM (SELECT day, attribution, count(*) AS calls FROM without_usage GROUP BY day, attribution) AS w
WHERE w.day = cells.day AND w.attribution = cells.attribution;
UPDATE import_files SET missing_usage =
    (SELECT count(*) FROM without_usage WHERE event BETWEEN first_event AND last_event)
WHERE first_event IS NOT NULL;
DROP TABLE without_usage;

-- The event that counts of each key that a source gives its calls.
CREATE TABLE event_keys (
    key INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    rank INTEGER NOT NULL
) STRICT;

-- Events that a later import took the place of, or took out; they come back when it is undone.
CREATE TABLE superseded_events (
    seq INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    import INTEGER NOT NULL,    -- that brought it
    by_import INTEGER NOT NULL, -- that superseded it
    key INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    at INTEGER NOT NULL,
    attribution INTEGER NOT NULL,
    user INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost_nanos INTEGER,
    latency_us INTEGER,
    computed_nanos INTEGER,
    cache_read_tokens INTEGER,
    cache_write_5m_tokens INTEGER,
    cache_write_1h_tokens INTEGER,
    fields TEXT
) STRICT;

-- Lines of bills and usage reports: sums over spans of time, in no total. file is NULL while it is read.
-- superseded_by: the import that brought a later state of the line.
CREATE TABLE billing_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    import INTEGER NOT NULL,
    file INTEGER,
    superseded_by INTEGER,
    key INTEGER,
    rank INTEGER NOT NULL,
    hash INTEGER NOT NULL, -- of all that the line says
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    attribution INTEGER NOT NULL,
    user INTEGER,
    requests INTEGER,
    input_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_5m_tokens INTEGER,
    cache_write_1h_tokens INTEGER,
    output_tokens INTEGER,
    quantity_nanos INTEGER,
    unit TEXT NOT NULL,
    currency TEXT NOT NULL, -- '': USD
    cost_nanos INTEGER,     -- of the currency
    fields TEXT
) STRICT;
CREATE INDEX billing_rows_by_hash ON billing_rows (hash);
CREATE INDEX billing_rows_by_key ON billing_rows (key) WHERE key IS NOT NULL;

-- month: "2026-05". Times are microseconds since 1970-01-01 00:00 UTC.
CREATE TABLE closed_months (
    month TEXT PRIMARY KEY,
    closed_at INTEGER NOT NULL,
    reopened_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE restatements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    month TEXT NOT NULL,
    old_nanos INTEGER NOT NULL, -- shown cost of the month
    new_nanos INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- For analysts: the fields of the CostEvent schema as they were logged, one row a call, then what Outlay adds.
-- cost_usd is what the log reports; cost_shown is that or else what the price book computes. Dollars are
-- binary fractions for convenience; add up nano-dollars (10^-9 USD) for sums that are exact.
DROP VIEW cost_events;
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
    a.source AS source,
    e.computed_nanos / 1e9 AS computed_cost_usd,
    e.computed_nanos AS computed_cost_nanos,
    coalesce(e.cost_nanos, e.computed_nanos) / 1e9 AS cost_shown_usd,
    coalesce(e.cost_nanos, e.computed_nanos) AS cost_shown_nanos,
    a.tier AS service_tier
FROM events AS e JOIN attributions AS a ON a.id = e.attribution;
)sql";

} // namespace outlay::store
