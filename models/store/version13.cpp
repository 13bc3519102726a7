// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version13.h"

namespace outlay::store {

const char *const kVersion13 = R"sql(
-- Calls of which another log says more than their own have an attribution of that. joined_over: what was logged
-- in the dimensions that were joined, as a JSON object; NULL: the attribution is as it was logged.
ALTER TABLE attributions ADD COLUMN joined_over TEXT;

-- Other logs whose features and the like are joined to calls. window_us: times further apart are of different
-- calls. dimensions, models: JSON lists of texts.
CREATE TABLE backfills (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, -- microseconds since 1970-01-01 00:00 UTC
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL, -- of its content and of how its columns were read
    window_us INTEGER NOT NULL,
    dimensions TEXT NOT NULL,
    models TEXT NOT NULL
) STRICT;

-- What a backfill's rows can say, each once. texts: a JSON list by its dimensions; '' where nothing is said.
CREATE TABLE backfill_values (
    backfill INTEGER NOT NULL,
    position INTEGER NOT NULL,
    texts TEXT NOT NULL,
    PRIMARY KEY (backfill, position)
) STRICT, WITHOUT ROWID;

-- The rows of such a log, for calls that are imported later. call, chain: keyed hashes of ids; 0: it has none.
-- at: as in events. model: place in the backfill's models. position: place of what it says.
CREATE TABLE backfill_rows (
    backfill INTEGER NOT NULL,
    line INTEGER NOT NULL,
    call INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    at INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    model INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX backfill_rows_by_backfill ON backfill_rows (backfill);

-- Which calls got something of which backfill. kind: 0 by call id, 1 by chain id, 2 by time, which was
-- distance_us away.
CREATE TABLE joined_events (
    event INTEGER NOT NULL,
    backfill INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    distance_us INTEGER,
    PRIMARY KEY (event, backfill)
) STRICT, WITHOUT ROWID;

CREATE TABLE backfill_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    backfill INTEGER NOT NULL,
    path TEXT NOT NULL
) STRICT;

DROP VIEW cost_events;

-- For analysts: the fields of the CostEvent schema, one row a call, then what Outlay adds. They are as they were
-- logged, but for what another log was joined for: joined_over has what the log itself said there, as a JSON
-- object, and is NULL where nothing was joined.
-- cost_usd is what the log reports; cost_shown is that or else what the price book computes. Dollars are
-- binary fractions for convenience; add up nano-dollars (10^-9 USD) for sums that are exact.
-- day: of the reporting zone, as every figure has it. superseded: 1 for an attempt that was made again later.
-- What is in event_details is looked up by each column for itself, so that who does not ask does not wait.
-- event_id, attribution_id: the call, and what it is attributed to (attribution_fields has its custom fields).
-- input_tokens are neither read from a cache nor written to one; tokens of audio and images are among the others.
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
    CASE WHEN e.latency >= 0 THEN e.latency ELSE (-1 - e.latency) / 1e3 END AS latency_ms,
    e.cost_nanos AS cost_nanos,
    a.provider AS provider,
    a.source AS source,
    (coalesce(e.cost_nanos, 0) + e.computed_beyond) / 1e9 AS computed_cost_usd,
    coalesce(e.cost_nanos, 0) + e.computed_beyond AS computed_cost_nanos,
    coalesce(e.cost_nanos, e.computed_beyond) / 1e9 AS cost_shown_usd,
    coalesce(e.cost_nanos, e.computed_beyond) AS cost_shown_nanos,
    a.tier AS service_tier,
    date(e.at / 1000000 + 1767225600 - (e.at % 1000000 < 0)
             + coalesce((SELECT ahead FROM zone_offsets
                         WHERE zone_offsets.at <= e.at / 1000000 + 1767225600 - (e.at % 1000000 < 0)
                         ORDER BY zone_offsets.at DESC LIMIT 1),
                        (SELECT ahead FROM zone_offsets ORDER BY zone_offsets.at LIMIT 1), 0),
         'unixepoch') AS day,
    a.outcome AS outcome,
    a.superseded AS superseded,
    (SELECT d.cache_read_tokens FROM event_details AS d WHERE d.event = e.id) AS cache_read_tokens,
    (SELECT d.cache_write_5m_tokens FROM event_details AS d WHERE d.event = e.id) AS cache_write_5m_tokens,
    (SELECT d.cache_write_1h_tokens FROM event_details AS d WHERE d.event = e.id) AS cache_write_1h_tokens,
    (SELECT CAST(d.fields ->> '$.cached_audio_tokens' AS INTEGER) FROM event_details AS d WHERE d.event = e.id)
        AS cached_audio_tokens,
    (SELECT CAST(d.fields ->> '$.cached_image_tokens' AS INTEGER) FROM event_details AS d WHERE d.event = e.id)
        AS cached_image_tokens,
    (SELECT CAST(d.fields ->> '$.input_audio_tokens' AS INTEGER) FROM event_details AS d WHERE d.event = e.id)
        AS input_audio_tokens,
    (SELECT CAST(d.fields ->> '$.input_image_tokens' AS INTEGER) FROM event_details AS d WHERE d.event = e.id)
        AS input_image_tokens,
    (SELECT CAST(d.fields ->> '$.output_audio_tokens' AS INTEGER) FROM event_details AS d WHERE d.event = e.id)
        AS output_audio_tokens,
    (SELECT CAST(d.fields ->> '$.output_image_tokens' AS INTEGER) FROM event_details AS d WHERE d.event = e.id)
        AS output_image_tokens,
    (SELECT CAST(d.fields ->> '$.web_searches' AS INTEGER) FROM event_details AS d WHERE d.event = e.id)
        AS web_searches,
    e.id AS event_id,
    e.attribution AS attribution_id,
    a.joined_over AS joined_over
FROM events AS e JOIN attributions AS a ON a.id = e.attribution;
)sql";

} // namespace outlay::store
