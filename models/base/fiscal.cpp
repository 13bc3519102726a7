// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/fiscal.h"

namespace outlay::base {

namespace {

constexpr int kMonthsOfQuarter = 3;
constexpr int kMonthsOfYear = 12;

/// How many months of its fiscal year are over before the day's.
int monthsInto(Day day, int start)
{
    const int month = static_cast<int>(static_cast<unsigned>(monthOf(day).month()));
    return (month - start + kMonthsOfYear) % kMonthsOfYear;
}

Period monthsFrom(Month first, int count)
{
    return {periodOf(first).first, periodOf(first + std::chrono::months{count - 1}).last};
}

} // namespace

Period fiscalQuarterOf(Day day, int start)
{
    return monthsFrom(monthOf(day) - std::chrono::months{monthsInto(day, start) % kMonthsOfQuarter},
                      kMonthsOfQuarter);
}

Period fiscalYearOf(Day day, int start)
{
    return monthsFrom(monthOf(day) - std::chrono::months{monthsInto(day, start)}, kMonthsOfYear);
}

std::string fiscalYearName(Day day, int start)
{
    const int year = static_cast<int>(monthOf(fiscalYearOf(day, start).last).year());
    return (start == kCalendarYear ? "" : "FY") + std::to_string(year);
}

std::string fiscalQuarterName(Day day, int start)
{
    return fiscalYearName(day, start) + " Q" + std::to_string(monthsInto(day, start) / kMonthsOfQuarter + 1);
}

} // namespace outlay::base
