// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version7.h"

namespace outlay::store {

const char *const kVersion7 = R"sql(
-- The zone whose days the cells are of (the setting reporting_zone; nothing here: UTC). From a moment on (at:
-- seconds since 1970-01-01 00:00 UTC) until the next its clocks are so many seconds ahead of UTC; the first
-- holds for what was before it, too. Kept as they were when the zone was chosen, so that a day is the same
-- day for ever and on every computer.
CREATE TABLE zone_offsets (
    at INTEGER PRIMARY KEY,
    ahead INTEGER NOT NULL
) STRICT;
)sql";

} // namespace outlay::store
