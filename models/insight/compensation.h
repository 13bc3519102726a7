// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/money.h"

#include <cstdint>
#include <vector>

namespace outlay::insight {

/// How far two sums may be apart and still count as one.
struct Tolerance
{
    std::int64_t ppm = 10'000; ///< millionths of the greater
    base::Int128 least = 0;    ///< or so much, whichever is more

    base::Int128 of(base::Int128 a, base::Int128 b) const;
    bool isWithin(base::Int128 a, base::Int128 b) const;
};

/// What both sides say of one day.
struct DayPair
{
    base::Day day{};
    base::Int128 provider = 0;
    base::Int128 ours = 0;
};

/// Which way what one day lacks is on another.
enum class Shift
{
    Later, ///< at the provider on a later day
    Either,
};

/// Of days in order, which belong to runs whose differences make up for each other: what is carried over from
/// day to day is never more than the last `within` days have, and in the end nothing. Days that agree by
/// themselves begin no run.
std::vector<bool> compensated(const std::vector<DayPair> &days, const Tolerance &tolerance, Shift shift,
                              int within);

} // namespace outlay::insight
