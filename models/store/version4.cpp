// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version4.h"

namespace outlay::store {

const char *const kVersion4 = R"sql(
DROP VIEW cost_events;

-- computed_beyond: what the price book computes less what was reported (less nothing where nothing was). SQLite
-- keeps a 0 in no bytes at all. NULL: the price book has no price.
ALTER TABLE events RENAME COLUMN computed_nanos TO computed_beyond;
UPDATE events SET computed_beyond = computed_beyond - cost_nanos
    WHERE computed_beyond IS NOT NULL AND cost_nanos IS NOT NULL;

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
    CASE WHEN e.latency_us % 1000 = 0 THEN e.latency_us / 1000 ELSE e.latency_us / 1e3 END AS latency_ms,
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
