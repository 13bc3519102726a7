// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/version3.h"

namespace outlay::store {

const char *const kVersion3 = R"sql(
-- 1: the calls of this attribution are attempts that were made again later. What was logged stays as it is.
ALTER TABLE attributions ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;

-- Hash of the id that attempts of one logical call share; the lowest bit is 1 for a request's, 0 for a chain's.
ALTER TABLE event_details ADD COLUMN attempt INTEGER;
ALTER TABLE superseded_events ADD COLUMN attempt INTEGER;

-- Attempts among the events that are there have yet to be linked.
INSERT INTO meta VALUES ('unlinked', 1);
)sql";

} // namespace outlay::store
