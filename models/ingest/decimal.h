// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace outlay::ingest {

struct Decimal
{
    std::int64_t value = 0;
    bool exact = true; ///< false if digits were rounded away
};

/// The number in `text` times 10^`decimals` (−3 … 9) as an integer, rounded half to even: money with 9,
/// milliseconds to microseconds with 3. Never through a double and without allocating; agrees with
/// base::Money::parse. Nothing if `text` is no plain or scientific decimal, or does not fit.
std::optional<Decimal> readDecimal(std::string_view text, int decimals);

/// The same, quickly, of digits, or digits, a point and as many digits as are wanted at most, all of it well
/// within 64 bits: what nearly every number of a log is. False if it may be another; `value` is then void.
bool readUsualDecimal(std::string_view text, int decimals, std::int64_t &value);

/// True for a whole plain or scientific decimal, whatever its size.
bool isDecimal(std::string_view text);

} // namespace outlay::ingest
