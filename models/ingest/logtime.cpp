// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/logtime.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "ingest/decimal.h"
#include "ingest/writtendate.h"

#include <cstring>

namespace outlay::ingest {

using base::isDigit;

namespace {

constexpr std::int64_t kUsPerSecond = 1'000'000;
constexpr std::size_t kDayLength = 10;    // 2026-05-01
constexpr std::size_t kSecondLength = 19; // 2026-05-01T16:08:32

using namespace std::chrono;
constexpr std::int64_t kFirstUs = microseconds(sys_days(year{2000} / 1 / 1).time_since_epoch()).count();
constexpr std::int64_t kPastUs = microseconds(sys_days(year{2100} / 1 / 1).time_since_epoch()).count();

int twoDigits(const char *text)
{
    return isDigit(text[0]) && isDigit(text[1]) ? (text[0] - '0') * 10 + (text[1] - '0') : 1000;
}

/// The unit is told by the size: 10^11 seconds are the year 5138, 10^11 milliseconds are 1973.
std::optional<TimeReading> readUnixTime(std::string_view text)
{
    const auto whole = readDecimal(text, 0);
    if (!whole)
        return std::nullopt;
    TimeReading reading;
    reading.unixTime = true;
    const std::int64_t size = whole->value < 0 ? 0 : whole->value;
    const int decimals = size < 100'000'000'000 ? 6 : size < 100'000'000'000'000 ? 3 : 0;
    if (size >= 100'000'000'000'000'000) {
        reading.atUs = size / 1000;
        reading.truncated = size % 1000 != 0;
        return reading;
    }
    const auto us = readDecimal(text, decimals);
    if (!us)
        return std::nullopt;
    reading.atUs = us->value;
    reading.truncated = !us->exact;
    return reading;
}

/// ISO 8601 without its marks, "20260501T160832Z", with them; any other text as it is.
std::string extendedForm(std::string_view text)
{
    constexpr std::size_t daySize = 8;
    constexpr std::size_t timeEnd = 15;
    std::string plain(text);
    if (text.size() < timeEnd || text[daySize] != 'T' || text.find_first_not_of("0123456789") != daySize ||
        text.find_first_not_of("0123456789", daySize + 1) < timeEnd)
        return plain;
    for (const std::size_t place : {13U, 11U})
        plain.insert(place, ":");
    for (const std::size_t place : {6U, 4U})
        plain.insert(place, "-");
    return plain;
}

/// Go writes a zone twice, and may add a clock of its own: "2026-05-01 16:08:32.1 +0200 CEST m=+0.01".
std::string_view withoutZoneName(std::string_view text)
{
    constexpr std::size_t offsetSize = 5;
    const std::size_t offset =
        text.size() > kSecondLength ? text.find_first_of("+-", kSecondLength) : std::string_view::npos;
    const bool isNamed = offset < text.size() && text[offset - 1] == ' ' &&
                         text.size() > offset + offsetSize && text[offset + offsetSize] == ' ';
    return isNamed ? text.substr(0, offset + offsetSize) : text;
}

} // namespace

std::optional<TimeReading> TimeReader::read(std::string_view text)
{
    TimeReading reading;
    if (readUsual(text, reading))
        return reading;
    if (text.find('-', 1) == std::string_view::npos || text.find_first_of("eE") != std::string_view::npos) {
        if (const auto unixTime = readUnixTime(text))
            return unixTime;
    }
    const auto logged = base::parseTimestamp(extendedForm(withoutZoneName(text)));
    if (!logged)
        return readWrittenDate(text, DateOrder::Unsaid);
    reading.atUs = logged->at.time_since_epoch().count();
    reading.naive = !logged->hadZone;
    reading.truncated = logged->truncated;
    return reading;
}

bool TimeReader::readUsual(std::string_view text, TimeReading &reading)
{
    if (text.size() < kSecondLength)
        return false;
    if (!m_hasDay || std::memcmp(text.data(), m_dayText, kDayLength) != 0) {
        const auto day = base::parseDay(text.substr(0, kDayLength));
        if (!day)
            return false;
        std::memcpy(m_dayText, text.data(), kDayLength);
        m_dayUs = microseconds(day->time_since_epoch()).count();
        m_hasDay = true;
    }
    const char *p = text.data();
    const int hour = twoDigits(p + 11);
    const int minute = twoDigits(p + 14);
    const int second = twoDigits(p + 17);
    if ((p[10] != 'T' && p[10] != ' ') || p[13] != ':' || p[16] != ':' || hour > 23 || minute > 59 ||
        second > 59)
        return false;
    std::size_t pos = kSecondLength;
    std::int64_t fraction = 0;
    if (pos < text.size() && text[pos] == '.') {
        int digits = 0;
        for (++pos; pos < text.size() && isDigit(text[pos]); ++pos, ++digits)
            fraction = digits < 6 ? fraction * 10 + (text[pos] - '0') : fraction;
        if (digits == 0 || digits > 6)
            return false;
        for (; digits < 6; ++digits)
            fraction *= 10;
    }
    const bool utc = pos + 1 == text.size() && text[pos] == 'Z';
    if (!utc && pos != text.size())
        return false;
    reading.atUs = m_dayUs + (hour * 3600 + minute * 60 + second) * kUsPerSecond + fraction;
    reading.naive = !utc;
    return true;
}

bool isPlausibleTime(std::int64_t atUs)
{
    return atUs >= kFirstUs && atUs < kPastUs;
}

} // namespace outlay::ingest
