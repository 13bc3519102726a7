// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"
#include "base/result.h"
#include "base/valuerow.h"

#include <cstddef>
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

/// A value file is written by people or for them; what is bigger is another file.
constexpr std::size_t kMostValueBytes = std::size_t{64} * 1024 * 1024;

/// Reads what features brought in: CSV with a header, JSON lines or a JSON list, with the columns date or
/// month, feature, amount and, if wanted, segment, unit and rate, under these or their usual other names.
/// `text`: all of it, or more than kMostValueBytes; `path`: as it is called. Errors: NotALog (no such
/// columns), BadInput (too big, two columns of a kind).
base::Result<ValueReading> readValues(const std::string &text, const std::string &path);
/// The same of a file that is not packed. Errors also: NotFound, Unreadable, Cancelled.
base::Result<ValueReading> readValueFile(const std::string &path, const std::stop_token &stop);

} // namespace outlay::ingest
