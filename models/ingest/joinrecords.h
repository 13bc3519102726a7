// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::ingest {

/// A row of a table, or an object, before it is understood.
struct JoinRecord
{
    std::int64_t line = 0;
    std::vector<std::string> cells; ///< by the names; empty where it says nothing
    std::string problem;            ///< why it cannot be read; the cells are then void
};

/// Is given each record with the names of its columns, of which a JSON log may have more from one record to
/// the next. False: enough was seen.
using TakeJoinRecord = std::function<bool(const std::string &file, const std::vector<std::string> &names,
                                          const JoinRecord &record)>;

/// Reads the records of a log: CSV with a header, JSON lines, or a list of JSON objects, whose inner ones
/// have names with dots ("context.feature"); packed or not, whatever its encoding. `isKnown` tells the names
/// of columns by which the delimiter of a table is found, if there is any. Memory is bounded by the longest
/// record. Errors: NotFound, Unreadable, Cancelled, BadInput.
base::Result<void> forEachJoinRecord(const std::string &path, const std::stop_token &stop,
                                     const std::function<bool(const std::string &name)> &isKnown,
                                     const TakeJoinRecord &take);

} // namespace outlay::ingest
