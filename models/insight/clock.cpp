// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/clock.h"

#include <algorithm>

namespace outlay::insight {

Clock clockOf(const std::optional<base::Period> &span, base::Day today, const std::optional<base::Day> &asked)
{
    Clock clock;
    clock.firstDay = span ? span->first : today;
    clock.asOf = span ? std::min(today, span->last) : today;
    if (asked)
        clock.asOf = std::min(clock.asOf, *asked);
    clock.asOfIsPartial = clock.asOf == today;
    return clock;
}

} // namespace outlay::insight
