// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version9.h"

namespace outlay::store {

const char *const kVersion9 = R"sql(
-- What calls are to count as, beside what was logged, which stays. position: 0, 1, …; for each dimension the
-- first that matches counts. conditions and action: JSON objects as outlay rules export writes them.
CREATE TABLE rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    conditions TEXT NOT NULL,
    action TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL, -- microseconds since 1970-01-01 00:00 UTC
    changed_at INTEGER NOT NULL
) STRICT;

-- before, after: the rule with its place as a JSON object; empty where there was none. who: a label, if the
-- person gave one.
CREATE TABLE rule_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    rule INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
)sql";

} // namespace outlay::store
