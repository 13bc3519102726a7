// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version10.h"

namespace outlay::store {

const char *const kVersion10 = R"sql(
-- name: of the file without its folders, by which a newer one takes its place. fingerprint: of its content.
CREATE TABLE value_imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, -- microseconds since 1970-01-01 00:00 UTC
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT;

-- What a feature brought in on the days first_day … last_day (since 1970-01-01): one day, or a month.
-- feature, segment: '' where the file does not say. unit: '' is US dollars. amount_nanos: 10^-9 of the unit.
-- rate_nanos: 10^-9 USD a unit; NULL: what a unit is worth is not known.
CREATE TABLE value_rows (
    import INTEGER NOT NULL,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    feature TEXT NOT NULL,
    segment TEXT NOT NULL,
    unit TEXT NOT NULL,
    amount_nanos INTEGER NOT NULL,
    rate_nanos INTEGER,
    PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace outlay::store
