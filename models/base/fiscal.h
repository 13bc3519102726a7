// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"

#include <string>

namespace outlay::base {

/// The year that a company counts by: it begins with a month, `start` (1 to 12), and is named by the calendar
/// year in which it ends; from January on that is the calendar year itself.
constexpr int kCalendarYear = 1;

Period fiscalQuarterOf(Day day, int start);
Period fiscalYearOf(Day day, int start);
/// "FY2026 Q3"; "2026 Q3" where the year is the calendar's.
std::string fiscalQuarterName(Day day, int start);
std::string fiscalYearName(Day day, int start); ///< "FY2026"; "2026"

} // namespace outlay::base
