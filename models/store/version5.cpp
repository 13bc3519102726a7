// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version5.h"

namespace outlay::store {

const char *const kVersion5 = R"sql(
ALTER TABLE cells RENAME TO cells_of_version_4;

-- day: since 1970-01-01. size: number of cells, each the sums of one attribution. requests: of all of them.
CREATE TABLE cells (
    day INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

INSERT INTO cells SELECT day, count(*), sum(requests), outlay_cells(
    attribution, requests, priced, cost_nanos, input_tokens, with_input, cache_read_tokens, with_cache_read,
    cache_write_5m_tokens, cache_write_1h_tokens, with_cache_write, output_tokens, with_output, latency_us,
    with_latency, computed_nanos, computed, filled_nanos, filled, missing_usage)
FROM cells_of_version_4 GROUP BY day;

DROP TABLE cells_of_version_4;

-- latency: whole milliseconds; where there is a fraction, -1 less the microseconds. NULL: not logged.
DROP VIEW cost_events;
ALTER TABLE events RENAME COLUMN latency_us TO latency;
ALTER TABLE superseded_events RENAME COLUMN latency_us TO latency;
UPDATE events SET latency = iif(latency % 1000 = 0, latency / 1000, -1 - latency) WHERE latency IS NOT NULL;
UPDATE superseded_events SET latency = iif(latency % 1000 = 0, latency / 1000, -1 - latency)
    WHERE latency IS NOT NULL;

-- For analysts: the fields of the CostEvent schema as they were logged, one row a call, then what Outlay adds.
-- cost_usd is what the log reports; cost_shown is that or else what the price book computes. Dollars are
-- binary fractions for convenience; add up nano-dollars (10^-9 USD) for sums that are exact.
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
    a.tier AS service_tier
FROM events AS e JOIN attributions AS a ON a.id = e.attribution;
)sql";

} // namespace outlay::store
