// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/weekly.h"

#include <algorithm>

namespace outlay::insight {

using base::Day;
using base::ErrorKind;
using base::Period;

namespace {

Period weekOf(Day monday)
{
    return {monday, monday + std::chrono::days{6}};
}

std::string spanText(const Period &span)
{
    return base::isoDay(span.first) + " to " + base::isoDay(span.last);
}

} // namespace

base::Result<WeekChoice> chooseWeek(const std::optional<Period> &span, Day today, std::optional<Day> monday,
                                    std::optional<Day> asOf)
{
    if (!span)
        return base::fail(ErrorKind::NotFound, "",
                          "the store has no calls yet; import a log first: outlay import FILE");
    if (asOf && *asOf < span->first)
        return base::fail(ErrorKind::Misuse, "as of " + base::isoDay(*asOf),
                          "there is no data yet on that day; there is from " + spanText(*span));
    const Day last = asOf ? std::min(*asOf, span->last) : std::min(today, span->last);
    const bool lastIsPartial = last == today;

    if (!monday) {
        const Day over = lastIsPartial ? last - std::chrono::days{1} : last;
        const Day found = base::mondayOf(over + std::chrono::days{1}) - std::chrono::days{7};
        if (weekOf(found).last < span->first)
            return base::fail(ErrorKind::Misuse, "the week",
                              "there is no whole week of data yet, it goes from " + spanText(*span) +
                                  "; ask for the one that has begun with --week " + base::isoWeek(last));
        return WeekChoice{weekOf(found), found + std::chrono::days{6}, false};
    }
    const Period week = weekOf(*monday);
    if (week.last < span->first || week.first > last)
        return base::fail(ErrorKind::Misuse, base::isoWeek(*monday),
                          "there is no data of that week; there is from " + base::isoWeek(span->first) +
                              " to " + base::isoWeek(last));
    return WeekChoice{week, std::min(week.last, last), lastIsPartial && last <= week.last};
}

} // namespace outlay::insight
