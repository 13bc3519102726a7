// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/writtendate.h"

#include "base/ascii.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace outlay::ingest {

using base::isDigit;
using base::isLetter;
using namespace std::chrono;

namespace {

constexpr std::size_t kLongestDate = 100; // zones have long names

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

/// True for a whole name and for its first three letters ("sept", too).
bool isNamed(std::string_view word, std::string_view name)
{
    return word == name || (word.size() >= 3 && word.size() <= 4 && name.starts_with(word) &&
                            (word.size() == 3 || word == "sept"));
}

/// Takes a date and a time apart, from left to right.
class DateText
{
public:
    DateText(std::string_view text, DateOrder order)
        : m_text(text)
        , m_order(order)
    {
    }

    std::optional<TimeReading> read()
    {
        takeWeekday();
        const auto day = takeDate();
        if (!day || !day->ok())
            return std::nullopt;
        TimeReading reading;
        reading.naive = true;
        microseconds at = sys_days(*day).time_since_epoch();
        if (!m_text.empty()) {
            const auto time = takeTime(reading.truncated);
            const auto offset = time ? takeZone(reading.naive) : std::nullopt;
            if (!offset || !m_text.empty())
                return std::nullopt;
            at += *time - *offset;
        }
        reading.atUs = at.count();
        return reading;
    }

private:
    bool take(char c)
    {
        if (!m_text.starts_with(c))
            return false;
        m_text.remove_prefix(1);
        return true;
    }

    bool takeBlanks()
    {
        bool any = false;
        while (take(' '))
            any = true;
        return any;
    }

    std::string takeWord()
    {
        std::size_t end = 0;
        while (end < m_text.size() && isLetter(m_text[end]))
            ++end;
        std::string word = lowered(m_text.substr(0, end));
        m_text.remove_prefix(end);
        return word;
    }

    struct Digits
    {
        int value = 0;
        std::size_t count = 0;
    };
    /// Not more than four; none: a count of 0.
    Digits takeDigits()
    {
        Digits digits;
        for (; digits.count < 4 && !m_text.empty() && isDigit(m_text.front()); ++digits.count) {
            digits.value = digits.value * 10 + (m_text.front() - '0');
            m_text.remove_prefix(1);
        }
        return digits;
    }

    void takeWeekday()
    {
        const std::string_view before = m_text;
        const std::string word = takeWord();
        for (const std::string_view name : kWeekdays) {
            if (!isNamed(word, name))
                continue;
            take('.');
            take(',');
            takeBlanks();
            return;
        }
        m_text = before;
    }

    std::optional<month> takeMonthName()
    {
        const std::string word = takeWord();
        for (std::size_t i = 0; i < kMonths.size(); ++i) {
            if (isNamed(word, kMonths[i]))
                return month{static_cast<unsigned>(i + 1)};
        }
        return std::nullopt;
    }

    static year_month_day dateOf(const Digits &y, const Digits &m, const Digits &d)
    {
        if (m.count > 2 || d.count > 2 || m.count == 0 || d.count == 0)
            return {};
        return year{y.value} / month{static_cast<unsigned>(m.value)} / day{static_cast<unsigned>(d.value)};
    }

    std::optional<year_month_day> takeDate()
    {
        if (!m_text.empty() && isLetter(m_text.front()))
            return takeMonthDayYear();
        const Digits first = takeDigits();
        if (first.count == 0 || m_text.empty())
            return std::nullopt;
        const char mark = m_text.front();
        if (mark != '/' && mark != '.' && mark != '-' && mark != ' ')
            return std::nullopt;
        m_text.remove_prefix(1);
        if (first.count <= 2 && !m_text.empty() && isLetter(m_text.front()))
            return takeMonthYear(first, mark);
        const Digits second = takeDigits();
        if (mark == ' ' || !take(mark))
            return std::nullopt;
        const Digits third = takeDigits();
        if (first.count == 4)
            return mark == '/' ? std::optional(dateOf(first, second, third)) : std::nullopt;
        return dayIn(mark, first, second, third);
    }

    /// Two numbers and a year, whose order the mark between them tells, or somebody must.
    std::optional<year_month_day> dayIn(char mark, const Digits &first, const Digits &second,
                                        const Digits &third) const
    {
        if (mark == '.')
            return third.count == 4 ? std::optional(dateOf(third, second, first)) : std::nullopt;
        if (m_order == DateOrder::Unsaid || (third.count != 4 && third.count != 2))
            return std::nullopt;
        const Digits whole{third.count == 2 ? 2000 + third.value : third.value, 4};
        const bool dayFirst = m_order == DateOrder::DayFirst;
        return dateOf(whole, dayFirst ? second : first, dayFirst ? first : second);
    }

    /// "May 2026" behind a day, with the same mark between them.
    std::optional<year_month_day> takeMonthYear(const Digits &dayOfMonth, char mark)
    {
        const auto named = takeMonthName();
        if (mark == ' ') {
            take('.');
            take(',');
        }
        if (!named || mark == '.' || !take(mark))
            return std::nullopt;
        const Digits fullYear = takeDigits();
        if (fullYear.count != 4)
            return std::nullopt;
        return year{fullYear.value} / *named / day{static_cast<unsigned>(dayOfMonth.value)};
    }

    /// "May 1, 2026".
    std::optional<year_month_day> takeMonthDayYear()
    {
        const auto named = takeMonthName();
        take('.');
        if (!named || !takeBlanks())
            return std::nullopt;
        const Digits dayOfMonth = takeDigits();
        const bool isParted = take(',');
        if (dayOfMonth.count == 0 || dayOfMonth.count > 2 || (!takeBlanks() && !isParted))
            return std::nullopt;
        const Digits fullYear = takeDigits();
        if (fullYear.count != 4)
            return std::nullopt;
        return year{fullYear.value} / *named / day{static_cast<unsigned>(dayOfMonth.value)};
    }

    /// " 16:08", "T16:08:32.384", ":16:08:32", ", 4:08 PM".
    std::optional<microseconds> takeTime(bool &truncated)
    {
        const bool isParted = take(',');
        if (!takeBlanks() && !isParted && !take('T') && !take(':'))
            return std::nullopt;
        const Digits hour = takeDigits();
        if (hour.count == 0 || hour.count > 2 || !take(':'))
            return std::nullopt;
        const Digits minute = takeDigits();
        Digits second{0, 2};
        if (take(':'))
            second = takeDigits();
        if (minute.count != 2 || second.count != 2 || minute.value > 59 || second.value > 59)
            return std::nullopt;
        const auto fraction = takeFraction(truncated);
        const auto hours24 = hourOfDay(hour.value);
        if (!fraction || !hours24)
            return std::nullopt;
        return hours{*hours24} + minutes{minute.value} + seconds{second.value} + *fraction;
    }

    std::optional<microseconds> takeFraction(bool &truncated)
    {
        if (!take('.'))
            return microseconds{0};
        int us = 0;
        int digits = 0;
        for (; !m_text.empty() && isDigit(m_text.front()); ++digits, m_text.remove_prefix(1)) {
            us = digits < 6 ? us * 10 + (m_text.front() - '0') : us;
            truncated = truncated || (digits >= 6 && m_text.front() != '0');
        }
        if (digits == 0)
            return std::nullopt;
        for (; digits < 6; ++digits)
            us *= 10;
        return microseconds{us};
    }

    /// With what says which half of the day it is, if anything does.
    std::optional<int> hourOfDay(int hour)
    {
        const std::string_view before = m_text;
        takeBlanks();
        std::string half = takeWord();
        if (half == "a" || half == "p") { // "p.m."
            take('.');
            half += takeWord();
            take('.');
        }
        if (half != "am" && half != "pm") {
            m_text = before;
            return hour <= 23 ? std::optional(hour) : std::nullopt;
        }
        if (hour < 1 || hour > 12)
            return std::nullopt;
        return hour % 12 + (half == "pm" ? 12 : 0);
    }

    /// "Z", "UTC", "GMT", "+02:00", "+0200", "+02", or nothing at all; and as JavaScript has it, "GMT+0200
    /// (Central European Summer Time)".
    std::optional<minutes> takeZone(bool &naive)
    {
        takeBlanks();
        if (m_text.empty())
            return minutes{0};
        naive = false;
        if (isLetter(m_text.front())) {
            const std::string word = takeWord();
            const bool isUniversal = word == "utc" || word == "gmt";
            if (!isUniversal || (!m_text.starts_with('+') && !m_text.starts_with('-')))
                return isUniversal || word == "z" ? std::optional(minutes{0}) : std::nullopt;
        }
        const auto offset = takeOffset();
        takeZoneName();
        return offset;
    }

    /// " (Central European Summer Time)", which only says again what the offset says.
    void takeZoneName()
    {
        if (m_text.starts_with(" (") && m_text.find(')') == m_text.size() - 1)
            m_text = {};
    }

    std::optional<minutes> takeOffset()
    {
        const bool negative = m_text.front() == '-';
        if (!take('+') && !take('-'))
            return std::nullopt;
        const Digits first = takeDigits();
        int hour = first.count == 4 ? first.value / 100 : first.value;
        int minute = first.count == 4 ? first.value % 100 : 0;
        if (first.count == 2 && take(':')) {
            const Digits second = takeDigits();
            minute = second.count == 2 ? second.value : 60;
        }
        if ((first.count != 2 && first.count != 4) || hour > 15 || minute > 59)
            return std::nullopt;
        const minutes offset = hours{hour} + minutes{minute};
        return negative ? -offset : offset;
    }

    std::string_view m_text;
    DateOrder m_order;
};

/// With blanks that every keyboard has: before "PM" there is a narrow one that does not break.
std::string withPlainBlanks(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        const bool narrow = text.starts_with("\u202F");
        const bool isBlank = narrow || text.starts_with("\u00A0") || text.front() == '\t';
        plain += isBlank ? ' ' : text.front();
        text.remove_prefix(narrow ? 3 : isBlank && text.front() != '\t' ? 2 : 1);
    }
    return plain;
}

} // namespace

std::optional<TimeReading> readWrittenDate(std::string_view text, DateOrder order)
{
    if (text.size() > kLongestDate)
        return std::nullopt;
    const std::string plain = withPlainBlanks(text);
    return DateText(trimmed(plain), order).read();
}

std::string impossiblePart(std::string_view text, DateOrder order)
{
    std::array<int, 3> parts{};
    std::string plain = withPlainBlanks(text.substr(0, kLongestDate));
    std::string_view rest = trimmed(plain);
    char mark = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
        if (digits == 0 || digits > (i == 2 ? 4U : 2U))
            return {};
        for (const char digit : rest.substr(0, digits))
            parts[i] = parts[i] * 10 + (digit - '0');
        rest.remove_prefix(digits);
        if (i + 1 == parts.size())
            break;
        mark = rest.empty() ? '\0' : rest.front();
        if (mark != '/' && mark != '-')
            return {};
        rest.remove_prefix(1);
    }
    const bool dayFirst = order == DateOrder::DayFirst;
    const int monthPart = dayFirst ? parts[1] : parts[0];
    const int dayPart = dayFirst ? parts[0] : parts[1];
    const std::string ofOrder = std::string(", which there is not; by its format the ") +
                                (dayFirst ? "day" : "month") + " comes first";
    if (monthPart < 1 || monthPart > 12)
        return " has the month " + std::to_string(monthPart) + ofOrder;
    if (dayPart < 1 || dayPart > 31)
        return " has the day " + std::to_string(dayPart) + ofOrder;
    const year fullYear{parts[2] < 100 ? 2000 + parts[2] : parts[2]};
    const auto last = (fullYear / month{static_cast<unsigned>(monthPart)} / std::chrono::last).day();
    if (day{static_cast<unsigned>(dayPart)} > last)
        return " has the day " + std::to_string(dayPart) + " of a month with " +
               std::to_string(static_cast<unsigned>(last)) + " days";
    return rest.empty() ? std::string() : " has a date, but what follows it is no time of day";
}

bool wantsDateOrder(std::string_view text)
{
    return !readWrittenDate(text, DateOrder::Unsaid) &&
           (readWrittenDate(text, DateOrder::DayFirst) || readWrittenDate(text, DateOrder::MonthFirst));
}

} // namespace outlay::ingest
