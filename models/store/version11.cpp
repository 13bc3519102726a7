// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version11.h"

namespace outlay::store {

const char *const kVersion11 = R"sql(
-- A budget that is removed keeps its number, and its alerts with it: set again, it does not fire twice in a
-- period. Its webhook goes.
ALTER TABLE budgets ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

ALTER TABLE alerts RENAME TO alerts_before;

-- Days are days since 1970-01-01, fired_at is microseconds since then. budget: 0 of an anomaly, which has a
-- slice. limit_nanos: the threshold in money; of an anomaly what was expected with its band. expected_nanos:
-- of an anomaly; NULL: not known. withdrawn: 1 where what it tells is not in the store any more, because an
-- import was undone.
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    budget INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    slice TEXT NOT NULL,
    period_first INTEGER NOT NULL,
    period_last INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    measured TEXT NOT NULL,
    fired_at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    value_nanos INTEGER NOT NULL,
    limit_nanos INTEGER NOT NULL,
    expected_nanos INTEGER,
    driver TEXT NOT NULL,
    state TEXT NOT NULL,
    delivery TEXT NOT NULL,
    delivery_text TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;

INSERT INTO alerts
SELECT id, budget, kind, subject, slice, period_first,
       CASE (SELECT period FROM budgets WHERE budgets.id = alerts_before.budget)
           WHEN 'week' THEN period_first + 6
           WHEN 'month' THEN
               CAST(strftime('%s', period_first * 86400, 'unixepoch', '+1 month') AS INTEGER) / 86400 - 1
           WHEN 'quarter' THEN
               CAST(strftime('%s', period_first * 86400, 'unixepoch', '+3 months') AS INTEGER) / 86400 - 1
           WHEN 'day' THEN period_first
           ELSE day
       END,
       percent, measured, fired_at, day, value_nanos, limit_nanos, NULL, driver, state, delivery,
       delivery_text, 0
FROM alerts_before;
DROP TABLE alerts_before;

-- A threshold of so much money fires once a period; an anomaly is told once.
CREATE UNIQUE INDEX alerts_of_budgets ON alerts (budget, period_first, percent, measured, limit_nanos)
    WHERE kind = 'budget';
CREATE UNIQUE INDEX alerts_of_anomalies ON alerts (slice, period_first) WHERE kind = 'anomaly';
)sql";

} // namespace outlay::store
