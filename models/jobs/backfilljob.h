// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/joinfile.h"
#include "insight/backfill.h"
#include "store/store.h"

#include <string>

namespace outlay::jobs {

/// What joining another log would do.
struct JoinPreview
{
    ingest::JoinReading reading;
    insight::JoinQuality quality;
};

/// Reads a log as these columns say, and finds the calls of the store that it says more of than is known.
/// Changes nothing. Of `walk` the period does not matter. Errors: as ingest::readJoinFile(), Cancelled.
base::Result<JoinPreview> previewJoin(const store::Store &store, const std::string &path,
                                      const ingest::JoinColumns &columns, std::int64_t windowUs,
                                      store::EventWalk walk);

/// Keeps that log, and gives the calls what it says of them. Returns its id. `who`: a label, or empty.
/// Errors: as Store::editBackfills().
base::Result<std::int64_t> keepJoin(store::Store &store, const base::JoinLog &log, std::int64_t windowUs,
                                    const std::string &who, const store::EventWalk &walk);
/// The calls are again as if that log had never been joined. Errors: NotFound, Busy, Cancelled.
base::Result<void> removeJoin(store::Store &store, std::int64_t id, const std::string &who,
                              const store::EventWalk &walk);
/// Makes all joins that are kept anew, for calls that came or went; nothing where none is kept. What comes of
/// it depends on the calls and the logs alone, not on which came first.
base::Result<void> joinAnew(store::Store &store, const store::EventWalk &walk);

} // namespace outlay::jobs
