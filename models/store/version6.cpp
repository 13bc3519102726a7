// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version6.h"

namespace outlay::store {

const char *const kVersion6 = R"sql(
ALTER TABLE budgets RENAME TO budgets_of_version_5;

-- scope: a JSON object, {"feature":{"in":["chat"]},"model":{"out":["gpt-4o"]}}; '{}' is all spend.
-- growth: basis points from a period to the next, counted from the period that holds the day since (days
-- since 1970-01-01). thresholds: a JSON list, [{"percent":80,"actual":true,"forecast":true}].
CREATE TABLE budgets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    period TEXT NOT NULL,
    fiscal_start INTEGER NOT NULL,
    amount_nanos INTEGER NOT NULL,
    growth INTEGER NOT NULL,
    since INTEGER,
    thresholds TEXT NOT NULL,
    webhook TEXT NOT NULL,
    UNIQUE (scope, period)
) STRICT;

-- A threshold of 100 % was the limit alone.
INSERT INTO budgets SELECT id, '',
    iif(feature = '', '{}', json_object('feature', json_object('in', json_array(feature)))),
    'month', 1, amount_nanos, 0, NULL,
    iif(soft_percent >= 100, '[', '[{"percent":' || soft_percent || ',"actual":true,"forecast":true},')
        || '{"percent":100,"actual":true,"forecast":true}]', ''
FROM budgets_of_version_5;

DROP TABLE budgets_of_version_5;

-- Days are days since 1970-01-01, fired_at is microseconds since then. budget: 0 of an anomaly, which has a
-- slice. A threshold fires once a period.
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    budget INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    slice TEXT NOT NULL,
    period_first INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    measured TEXT NOT NULL,
    fired_at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    value_nanos INTEGER NOT NULL,
    limit_nanos INTEGER NOT NULL,
    driver TEXT NOT NULL,
    state TEXT NOT NULL,
    delivery TEXT NOT NULL,
    delivery_text TEXT NOT NULL,
    UNIQUE (budget, kind, slice, period_first, percent, measured)
) STRICT;

CREATE TABLE planned_days (
    day INTEGER NOT NULL,
    slice TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (day, slice)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace outlay::store
