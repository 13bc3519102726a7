// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"
#include "base/result.h"
#include "base/valuerow.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::ingest {

/// A value file, and what of it cannot be taken.
struct ValueReading
{
    base::ValueFile file;
    std::vector<base::Reject> rejects; ///< the first base::kMaxRejectsKept
    std::int64_t rejected = 0;
    std::int64_t withoutAmount = 0; ///< records that name a feature but no amount: which is not zero
    std::vector<base::Assumption> assumptions; ///< with the rows that they touch

    /// A value file counts as a whole: half of what a feature brought in would be worse than nothing.
    bool isWhole() const { return rejected == 0; }
};

/// Reads what features brought in: CSV with a header, JSON lines or a JSON list, with the columns date or
/// month, feature, amount and, if wanted, segment, unit and rate, under these or their usual other names.
/// Errors: NotFound, Unreadable, Cancelled, NotALog (no such columns), BadInput (too big, two columns of a
/// kind).
base::Result<ValueReading> readValueFile(const std::string &path, const std::stop_token &stop);

/// Whether a file is one, by how it begins. False for what cannot be read.
bool isValueFile(const std::string &path, const std::stop_token &stop);

} // namespace outlay::ingest
