// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/rawevent.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace outlay::ingest {

/// A time as microseconds since 1970-01-01 UTC, with what was taken for granted.
struct TimeReading
{
    std::int64_t atUs = 0;
    bool naive = false;     ///< no zone: taken as UTC
    bool truncated = false; ///< digits below the microsecond were cut off
    bool unixTime = false;  ///< a number: seconds, milli-, micro- or nanoseconds by its size
};

/// Reads the times of a log. Remembers the day that it read last, because the next line mostly has it too.
class TimeReader
{
public:
    /// ISO 8601 as base::parseTimestamp reads it, a Unix time in digits, or a date that readWrittenDate()
    /// understands without being told its order.
    std::optional<TimeReading> read(std::string_view text);

    /// The same, quickly, of "2026-05-01T16:08:32.384Z" and the like; false if it may be another.
    bool readUsual(std::string_view text, TimeReading &reading);

private:
    char m_dayText[10] = {};
    std::int64_t m_dayUs = 0;
    bool m_hasDay = false;
};

/// Events outside of these years are mistakes.
bool isPlausibleTime(std::int64_t atUs);

} // namespace outlay::ingest
