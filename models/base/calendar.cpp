// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/calendar.h"

#include <array>
#include <cstdio>

namespace outlay::base {

using namespace std::chrono;

namespace {

/// Exactly `count` digits at `pos`, which moves past them; nothing if they are not there.
std::optional<int> takeDigits(std::string_view text, std::size_t &pos, int count)
{
    if (text.size() < pos + static_cast<std::size_t>(count))
        return std::nullopt;
    int value = 0;
    for (int i = 0; i < count; ++i, ++pos) {
        if (text[pos] < '0' || text[pos] > '9')
            return std::nullopt;
        value = value * 10 + (text[pos] - '0');
    }
    return value;
}

bool take(std::string_view text, std::size_t &pos, char c)
{
    if (pos >= text.size() || text[pos] != c)
        return false;
    ++pos;
    return true;
}

std::optional<Day> takeDay(std::string_view text, std::size_t &pos)
{
    const auto y = takeDigits(text, pos, 4);
    if (!y || !take(text, pos, '-'))
        return std::nullopt;
    const auto m = takeDigits(text, pos, 2);
    if (!m || !take(text, pos, '-'))
        return std::nullopt;
    const auto d = takeDigits(text, pos, 2);
    if (!d)
        return std::nullopt;
    const year_month_day ymd{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    if (!ymd.ok())
        return std::nullopt;
    return Day{ymd};
}

/// The fraction after seconds, if any, in microseconds.
std::optional<microseconds> takeFraction(std::string_view text, std::size_t &pos, bool &truncated)
{
    if (!take(text, pos, '.') && !take(text, pos, ','))
        return microseconds{0};
    int digits = 0;
    int value = 0;
    for (; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos, ++digits) {
        if (digits < 6)
            value = value * 10 + (text[pos] - '0');
        else
            truncated = truncated || text[pos] != '0';
    }
    if (digits == 0)
        return std::nullopt;
    for (; digits < 6; ++digits)
        value *= 10;
    return microseconds{value};
}

std::optional<microseconds> takeTimeOfDay(std::string_view text, std::size_t &pos, bool &truncated)
{
    const auto h = takeDigits(text, pos, 2);
    if (!h || !take(text, pos, ':'))
        return std::nullopt;
    const auto m = takeDigits(text, pos, 2);
    if (!m || *h > 23 || *m > 59)
        return std::nullopt;
    microseconds time = hours{*h} + minutes{*m};
    if (!take(text, pos, ':'))
        return time;
    const auto s = takeDigits(text, pos, 2);
    if (!s || *s > 60) // 60: a leap second, which runs into the next minute
        return std::nullopt;
    const auto fraction = takeFraction(text, pos, truncated);
    if (!fraction)
        return std::nullopt;
    return time + seconds{*s} + *fraction;
}

/// The zone's offset at the end of the text; `hadZone` is false where there is none.
std::optional<minutes> takeZone(std::string_view text, std::size_t &pos, bool &hadZone)
{
    if (take(text, pos, ' ') && text.substr(pos) != "UTC" && text.substr(pos) != "Z" && pos < text.size() &&
        text[pos] != '+' && text[pos] != '-')
        return std::nullopt;
    if (pos == text.size())
        return minutes{0};
    hadZone = true;
    if (text.substr(pos) == "Z" || text.substr(pos) == "z" || text.substr(pos) == "UTC") {
        pos = text.size();
        return minutes{0};
    }
    const bool negative = text[pos] == '-';
    if (!negative && text[pos] != '+')
        return std::nullopt;
    ++pos;
    const auto h = takeDigits(text, pos, 2);
    if (!h || *h > 15)
        return std::nullopt;
    int m = 0;
    if (pos < text.size()) {
        take(text, pos, ':');
        const auto parsed = takeDigits(text, pos, 2);
        if (!parsed || *parsed > 59)
            return std::nullopt;
        m = *parsed;
    }
    const minutes offset = hours{*h} + minutes{m};
    return negative ? -offset : offset;
}

std::string formatted(const char *format, int a, unsigned b, unsigned c)
{
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, a, b, c);
    return buffer.data();
}

std::optional<Period> parseSingle(std::string_view text)
{
    if (const auto month = parseMonth(text))
        return periodOf(*month);
    if (const auto day = parseDay(text))
        return Period{*day, *day};
    return std::nullopt;
}

} // namespace

Month monthOf(Day day)
{
    const year_month_day ymd{day};
    return ymd.year() / ymd.month();
}

Period periodOf(Month month)
{
    return {Day{month / 1}, Day{month / last}};
}

Day mondayOf(Day day)
{
    return day - days{weekday{day}.iso_encoding() - 1};
}

std::string isoDay(Day day)
{
    const year_month_day ymd{day};
    return formatted("%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string isoMonth(Month month)
{
    return formatted("%04d-%02u", static_cast<int>(month.year()), static_cast<unsigned>(month.month()), 0);
}

std::string isoWeek(Day day)
{
    // The week belongs to the year of its Thursday (ISO 8601).
    const Day thursday = mondayOf(day) + days{3};
    const year weekYear = year_month_day{thursday}.year();
    const auto week = (thursday - Day{weekYear / 1 / 1}).count() / 7 + 1;
    return formatted("%04d-W%02u", static_cast<int>(weekYear), static_cast<unsigned>(week), 0);
}

std::string isoInstant(Instant at)
{
    const Day day = floor<days>(at);
    const hh_mm_ss time{at - day};
    std::string text = isoDay(day) + formatted("T%02d:%02u:%02u", static_cast<int>(time.hours().count()),
                                               static_cast<unsigned>(time.minutes().count()),
                                               static_cast<unsigned>(time.seconds().count()));
    if (const auto fraction = time.subseconds().count()) {
        std::string digits = std::to_string(fraction);
        digits.insert(0, 6 - digits.size(), '0');
        if (digits.ends_with("000"))
            digits.resize(3);
        text += "." + digits;
    }
    return text + "Z";
}

std::optional<Day> parseDay(std::string_view text)
{
    std::size_t pos = 0;
    const auto day = takeDay(text, pos);
    return pos == text.size() ? day : std::nullopt;
}

std::optional<Month> parseMonth(std::string_view text)
{
    std::size_t pos = 0;
    const auto y = takeDigits(text, pos, 4);
    if (!y || !take(text, pos, '-'))
        return std::nullopt;
    const auto m = takeDigits(text, pos, 2);
    if (!m || pos != text.size() || *m < 1 || *m > 12)
        return std::nullopt;
    return year{*y} / month{static_cast<unsigned>(*m)};
}

std::optional<Day> parseWeek(std::string_view text)
{
    std::size_t pos = 0;
    const auto y = takeDigits(text, pos, 4);
    if (!y || !take(text, pos, '-') || !take(text, pos, 'W'))
        return std::nullopt;
    const auto w = takeDigits(text, pos, 2);
    if (!w || pos != text.size())
        return std::nullopt;
    // The 4th of January is always in the first week.
    const Day monday = mondayOf(Day{year{*y} / January / 4}) + days{7 * (*w - 1)};
    return isoWeek(monday) == text ? std::optional(monday) : std::nullopt; // not every year has 53
}

Result<Period> parsePeriod(std::string_view text)
{
    if (text == "all")
        return kAllTime;
    const auto dots = text.find("..");
    const auto from = parseSingle(text.substr(0, dots));
    const auto to = dots == std::string_view::npos ? from : parseSingle(text.substr(dots + 2));
    if (!from || !to)
        return fail(
            ErrorKind::Misuse, "period \"" + std::string(text) + "\"",
            "is not a month (2026-05), a day (2026-05-09), a range (2026-05-01..2026-05-31) or \"all\"");
    if (to->last < from->first)
        return fail(ErrorKind::Misuse, "period \"" + std::string(text) + "\"", "ends before it begins");
    return Period{from->first, to->last};
}

std::optional<LoggedTime> parseTimestamp(std::string_view text)
{
    std::size_t pos = 0;
    const auto day = takeDay(text, pos);
    if (!day)
        return std::nullopt;
    LoggedTime logged;
    if (pos == text.size()) {
        logged.at = *day;
        return logged;
    }
    if (!take(text, pos, 'T') && !take(text, pos, 't') && !take(text, pos, ' '))
        return std::nullopt;
    const auto time = takeTimeOfDay(text, pos, logged.truncated);
    if (!time)
        return std::nullopt;
    const auto offset = takeZone(text, pos, logged.hadZone);
    if (!offset || pos != text.size())
        return std::nullopt;
    logged.at = Instant{*day} + *time - *offset;
    return logged;
}

} // namespace outlay::base
