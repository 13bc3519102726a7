// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/logtime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// What comes first in dates such as 05/01/2026.
enum class DateOrder : std::uint8_t
{
    Unsaid, ///< such dates are not read
    MonthFirst,
    DayFirst
};

/// Reads dates as people and their programs write them, which are no ISO 8601: "2026/05/01 16:08:32",
/// "01.05.2026 16:08" (the day is first where points are between), "1 May 2026 4:08 PM", "May 1, 2026",
/// "01-May-2026 16:08:32", "Fri, 01 May 2026 16:08:32 GMT", "01/May/2026:16:08:32 +0000", "Fri May 01 2026
/// 16:08:32 GMT+0000 (Coordinated Universal Time)"; with an order, "5/1/26 16:08", too. Months have their
/// English names. Without a zone the time is naive; without a time it is midnight. Nothing for anything else,
/// and for a date or time that there is not.
std::optional<TimeReading> readWrittenDate(std::string_view text, DateOrder order);

/// Which part of a date of that order there is not, as the rest of a sentence; empty for what is no such
/// date, or one that there is.
std::string impossiblePart(std::string_view text, DateOrder order);

/// True for a date that would be read if its order were known.
bool wantsDateOrder(std::string_view text);

} // namespace outlay::ingest
