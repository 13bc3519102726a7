// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/backfill.h"
#include "base/importreport.h"
#include "base/result.h"
#include "ingest/joincolumns.h"

#include <array>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::ingest {

/// Another log, for joining, and what of it cannot be taken.
struct JoinReading
{
    base::JoinLog log;
    std::vector<base::Reject> rejects; ///< the first base::kMaxRejectsKept
    std::int64_t rejected = 0;
    std::vector<base::Assumption> assumptions; ///< with the rows that they touch
};

/// Reads a log whose columns are these. `key`: the store's, under which ids are hashed. Errors: NotFound,
/// Unreadable, Cancelled, NotALog, Misuse (as checkJoinColumns(), and for a column that is not there),
/// BadInput (no row can be joined, or a dimension has too many values to be one).
base::Result<JoinReading> readJoinFile(const std::string &path, const JoinColumns &columns,
                                       const std::array<unsigned char, 32> &key, const std::stop_token &stop);

} // namespace outlay::ingest
