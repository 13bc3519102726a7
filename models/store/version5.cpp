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
)sql";

} // namespace outlay::store
