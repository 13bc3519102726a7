// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"

#include <optional>

namespace outlay::insight {

/// `period` as far as there is data: cut at `lastDay`, so that a month that is not over is compared with
/// the same days of the month before. A period without data stays as it is.
base::Period elapsedPart(const base::Period &period, base::Day lastDay);

/// The period that `elapsed` (elapsedPart of `asked`) is compared with; none for Compare::None and for all
/// time, which has no before. Whole months are compared with whole months; a month to date with the same
/// days of the month before.
std::optional<base::Period> comparedPeriod(const base::Period &asked, const base::Period &elapsed,
                                           base::Compare compare);

/// How far back the compared days are, where a run of days is held against the days right before it; none
/// where months are held against months.
std::optional<std::chrono::days> daysBack(const base::Period &asked, base::Compare compare);

/// `month` moved by `count` months.
base::Month shifted(base::Month month, int count);
/// Months from `from` to `to`.
int monthsBetween(base::Month from, base::Month to);

} // namespace outlay::insight
