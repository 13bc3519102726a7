// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"
#include "base/ratetable.h"
#include "base/result.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// A file of exchange rates, and what of it cannot be taken.
struct RateReading
{
    std::string name;                   ///< the file's, without its folder
    std::vector<base::DatedRate> rates; ///< in the file's order; of two of a day the last counts
    std::vector<base::Reject> rejects;  ///< the first base::kMaxRejectsKept
    std::int64_t rejected = 0;
    std::int64_t repeated = 0; ///< rates of a day and currency that a later line gives again
};

/// Reads CSV with a header and the columns date, currency and rate (units of the currency for a dollar) or
/// usd_per_unit, the other way round; with base and quote, or the names of the ECB's data portal, one of the
/// two has to be USD. Or the ECB's table: a date and a column for each currency, for a euro. A bad line is a
/// reject; the others count. Errors: NotFound, Unreadable, Cancelled, NotALog (no such columns), BadInput
/// (too big, two columns of a kind).
base::Result<RateReading> readRateFile(const std::string &path, const std::stop_token &stop);
/// The same of a file's text.
base::Result<RateReading> readRates(std::string_view text, const std::string &path);

} // namespace outlay::ingest
