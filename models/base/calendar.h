// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::base {

/// A moment, in microseconds since 1970-01-01 00:00 UTC.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
/// A calendar day of the reporting zone.
using Day = std::chrono::sys_days;
using Month = std::chrono::year_month;

constexpr std::int64_t kDayUs = std::chrono::microseconds(std::chrono::days(1)).count();

/// A run of days, both ends included; empty when last < first.
struct Period
{
    Day first{};
    Day last{};

    bool isEmpty() const { return last < first; }
    int days() const { return isEmpty() ? 0 : static_cast<int>((last - first).count()) + 1; }
    bool contains(Day day) const { return first <= day && day <= last; }
    bool operator==(const Period &) const = default;
};

/// Every day there is: what "all" means where the data's own span is not known.
constexpr Period kAllTime{Day{std::chrono::year{1} / 1 / 1}, Day{std::chrono::year{9999} / 12 / 31}};

Month monthOf(Day day);
Period periodOf(Month month);
Day mondayOf(Day day);

std::string isoDay(Day day);        ///< "2026-05-09"
std::string isoMonth(Month month);  ///< "2026-05"
std::string isoWeek(Day day);       ///< "2026-W19" (ISO 8601, the week's own year)
std::string isoInstant(Instant at); ///< "2026-05-09T13:02:11.411739Z"; the fraction only when it is not 0

std::optional<Day> parseDay(std::string_view text);     ///< "2026-05-09"
std::optional<Month> parseMonth(std::string_view text); ///< "2026-05"
std::optional<Day> parseWeek(std::string_view text);    ///< "2026-W19": its Monday

/// "2026-05", "2026-05-09", "2026-05-01..2026-05-31", "2026-04..2026-05" or "all".
Result<Period> parsePeriod(std::string_view text);

/// A time as a log wrote it.
struct LoggedTime
{
    Instant at{};
    bool hadZone = false;   ///< "Z" or an offset was there; otherwise UTC is assumed
    bool truncated = false; ///< digits below the microsecond were cut off
};

/// ISO 8601 / RFC 3339 and its usual loosenings: "T" or a blank between day and time, seconds and fraction
/// optional ("." or ","), zone "Z", "UTC", "±HH:MM", "±HHMM", "±HH" or none. Nothing for anything else or a
/// date that does not exist.
std::optional<LoggedTime> parseTimestamp(std::string_view text);

} // namespace outlay::base
