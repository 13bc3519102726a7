// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/valuedays.h"

#include "base/ascii.h"
#include "ingest/logtime.h"
#include "ingest/textcodec.h"

#include <algorithm>

namespace outlay::ingest {

using base::Day;

namespace {

std::optional<Day> valueDayIn(std::string_view text, DateOrder order)
{
    constexpr std::size_t isoSize = 10;
    // The day as it is written, whatever the zone of a time behind it.
    const bool isIso =
        text.size() == isoSize || (text.size() > isoSize && (text[isoSize] == 'T' || text[isoSize] == ' '));
    if (isIso)
        if (const auto day = base::parseDay(text.substr(0, isoSize)))
            return day;
    const auto written = readWrittenDate(text, order);
    if (!written || !isPlausibleTime(written->atUs))
        return std::nullopt;
    return std::chrono::floor<std::chrono::days>(base::Instant{std::chrono::microseconds{written->atUs}});
}

/// "2026-05", "2026/05", "05/2026", "5.2026", "May 2026", "May-26".
std::optional<base::Month> valueMonthIn(std::string_view text)
{
    if (const auto month = base::parseMonth(text))
        return month;
    std::string plain(text);
    std::ranges::replace_if(
        plain, [](char c) { return c == '/' || c == '-' || c == '.' || c == '_'; }, ' ');
    const std::size_t blank = plain.find(' ');
    if (blank == std::string::npos)
        return std::nullopt;
    std::string first = plain.substr(0, blank);
    std::string second(trimmed(std::string_view(plain).substr(blank + 1)));
    if (second.size() > 2 && first.size() == 4 && base::isDigit(first[0]))
        std::swap(first, second); // "2026 May"
    else if (first.size() == 4 && base::isDigit(first[0]) && !second.empty() && base::isDigit(second[0]))
        std::swap(first, second); // "2026/5"
    if (second.size() == 2 && base::isLetter(first.front()))
        second.insert(0, "20"); // "May-26"
    if (second.size() != 4 || first.empty())
        return std::nullopt;
    const std::string ofFirst =
        base::isDigit(first[0]) ? "01." + first + "." + second : "1 " + first + " " + second;
    const auto day = valueDayIn(ofFirst, DateOrder::Unsaid);
    return day ? std::optional(base::monthOf(*day)) : std::nullopt;
}

bool isPlausible(Day day)
{
    return isPlausibleTime(std::chrono::microseconds(day.time_since_epoch()).count());
}

bool isFirstOfMonth(Day day)
{
    return std::chrono::year_month_day(day).day() == std::chrono::day{1};
}

const std::string &dateTextOf(const ValueRecord &record)
{
    const std::string &date = record[ValueColumn::Date].text;
    return date.empty() ? record[ValueColumn::Month].text : date;
}

} // namespace

ValueDates valueDatesOf(const std::vector<ValueRecord> &records)
{
    bool wantsOrder = false;
    bool fitsMonthFirst = true;
    bool fitsDayFirst = true;
    for (const ValueRecord &record : records) {
        const std::string &text = dateTextOf(record);
        const bool isMonth = text.empty() || valueMonthIn(text);
        if (isMonth || readWrittenDate(text, DateOrder::Unsaid) || base::parseDay(text))
            continue;
        const bool month = readWrittenDate(text, DateOrder::MonthFirst).has_value();
        const bool day = readWrittenDate(text, DateOrder::DayFirst).has_value();
        if (!month && !day)
            continue; // a reject of its own
        wantsOrder = true;
        fitsMonthFirst = fitsMonthFirst && month;
        fitsDayFirst = fitsDayFirst && day;
    }
    ValueDates dates;
    if (wantsOrder && fitsMonthFirst != fitsDayFirst)
        dates.order = fitsMonthFirst ? DateOrder::MonthFirst : DateOrder::DayFirst;
    dates.isMonthByFirst = true;
    for (const ValueRecord &record : records) {
        if (!record[ValueColumn::Date].text.empty())
            continue;
        const auto day = valueDayIn(record[ValueColumn::Month].text, dates.order);
        dates.isMonthByFirst = dates.isMonthByFirst && (!day || isFirstOfMonth(*day));
    }
    return dates;
}

std::optional<base::Period> valueDaysOf(const ValueRecord &record, const ValueDates &dates, std::string &why)
{
    const std::string &text = dateTextOf(record);
    const bool isOfMonth = record[ValueColumn::Date].text.empty();
    const std::string quoted = "\"" + std::string(clipped(text, 40)) + "\"";
    if (text.empty()) {
        why = "it has no date and no month; write one such as 2026-05-17 or 2026-05";
        return std::nullopt;
    }
    if (const auto month = valueMonthIn(text); month && isPlausible(base::periodOf(*month).first))
        return base::periodOf(*month);
    const auto day = valueDayIn(text, dates.order);
    if (!day || !isPlausible(*day)) {
        why = dates.order == DateOrder::Unsaid && wantsDateOrder(text)
                  ? quoted + " has the day or the month first, which the file does not tell; write 2026-05-17"
                  : quoted + " is no date and no month; write one such as 2026-05-17 or 2026-05";
        return std::nullopt;
    }
    if (!isOfMonth)
        return base::Period{*day, *day};
    if (!dates.isMonthByFirst) {
        why = quoted + " is a day in a column of months; write 2026-05, or call the column date";
        return std::nullopt;
    }
    return base::periodOf(base::monthOf(*day));
}

} // namespace outlay::ingest
