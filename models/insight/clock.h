// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"

#include <optional>

namespace outlay::insight {

/// From when on, and until when, anything is known: what "now" is to budgets, forecasts and anomalies.
struct Clock
{
    base::Day firstDay{};       ///< first day with data
    base::Day asOf{};           ///< the last day that is known; what is after it is to come
    bool asOfIsPartial = false; ///< asOf is today, whose rest is to come

    base::Day lastWholeDay() const { return asOf - std::chrono::days{asOfIsPartial ? 1 : 0}; }
    /// What was known at the end of a day; of a later one than asOf nothing more is.
    Clock asOfDay(base::Day day) const { return day < asOf ? Clock{firstDay, day, false} : *this; }
    base::Period known() const { return {firstDay, asOf}; }
};

/// asOf is today or the last day with data, whichever is earlier, or `asked` where that is earlier still.
/// `span`: the days with data; without any, today stands for them.
Clock clockOf(const std::optional<base::Period> &span, base::Day today,
              const std::optional<base::Day> &asked = std::nullopt);

} // namespace outlay::insight
