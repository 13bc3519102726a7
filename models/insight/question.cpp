// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/question.h"

#include <algorithm>

namespace outlay::insight {

using base::Compare;
using base::Day;
using base::Month;
using base::Period;
using namespace std::chrono;

namespace {

bool isWholeMonths(const Period &period)
{
    return period.first == base::periodOf(base::monthOf(period.first)).first &&
           period.last == base::periodOf(base::monthOf(period.last)).last;
}

/// The same day of the month, or the month's last where there is none (31 May → 30 April).
Day shiftedDay(Day day, int months_)
{
    const Period target = base::periodOf(shifted(base::monthOf(day), months_));
    const Day sameDay = target.first + (day - base::periodOf(base::monthOf(day)).first);
    return std::min(sameDay, target.last);
}

/// `elapsed` moved by whole months; a last day that ended its month still does.
Period shiftedPeriod(const Period &elapsed, int months_)
{
    const bool toMonthsEnd = elapsed.last == base::periodOf(base::monthOf(elapsed.last)).last;
    const Day last = shiftedDay(elapsed.last, months_);
    return {shiftedDay(elapsed.first, months_),
            toMonthsEnd ? base::periodOf(base::monthOf(last)).last : last};
}

} // namespace

Month shifted(Month month, int count)
{
    return month + months{count};
}

int monthsBetween(Month from, Month to)
{
    return static_cast<int>((to - from).count());
}

Period elapsedPart(const Period &period, Day lastDay)
{
    return period.contains(lastDay) ? Period{period.first, lastDay} : period;
}

std::optional<Period> comparedPeriod(const Period &asked, const Period &elapsed, Compare compare)
{
    if (compare == Compare::None || asked == base::kAllTime || elapsed.isEmpty())
        return std::nullopt;
    if (compare == Compare::SamePeriodLastYear)
        return shiftedPeriod(elapsed, -12);
    if (const auto back = daysBack(asked, compare))
        return Period{elapsed.first - *back, elapsed.last - *back};
    const int length = monthsBetween(base::monthOf(asked.first), base::monthOf(asked.last)) + 1;
    return shiftedPeriod(elapsed, -length);
}

std::optional<days> daysBack(const Period &asked, Compare compare)
{
    if (compare != Compare::PreviousPeriod || asked == base::kAllTime || isWholeMonths(asked))
        return std::nullopt;
    return days{asked.days()};
}

} // namespace outlay::insight
