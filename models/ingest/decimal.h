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

/// True for a whole plain or scientific decimal, whatever its size.
bool isDecimal(std::string_view text);

} // namespace outlay::ingest
