// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/compensation.h"

#include <algorithm>

namespace outlay::insight {

using base::Int128;

namespace {

/// The rhythm of a week may keep a run open for so long.
constexpr int kLongestRun = 7;
constexpr int kLittle = 4;

Int128 sizeOf(Int128 value)
{
    return value < 0 ? -value : value;
}

/// Where the run that begins at `first` has come out even; 0: it does not.
std::size_t endOfRun(const std::vector<DayPair> &days, std::size_t first, const Tolerance &tolerance,
                     Shift shift, int within)
{
    Int128 carried = 0;
    Int128 slack = 0;
    Int128 largest = 0; ///< difference of a day
    for (std::size_t i = first; i < days.size(); ++i) {
        const DayPair &day = days[i];
        if ((day.day - days[first].day).count() > within + kLongestRun)
            return 0;
        if (i > first && (day.day - days[i - 1].day).count() > within)
            return 0; // nothing is carried over so long a gap
        carried += day.ours - day.provider;
        slack = std::max(slack, tolerance.of(day.ours, day.provider));
        largest = std::max(largest, sizeOf(day.ours - day.provider));
        // What is left is little beside what was carried: a tolerance that swallows it explains nothing.
        if (i > first && sizeOf(carried) <= slack && sizeOf(carried) * kLittle <= largest)
            return i + 1;
        Int128 most = 0;
        for (std::size_t k = i + 1; k-- > first && (day.day - days[k].day).count() < within;)
            most += shift == Shift::Later ? days[k].ours : std::max(days[k].ours, days[k].provider);
        if (carried > most + slack || -carried > (shift == Shift::Later ? slack : most + slack))
            return 0;
    }
    return 0;
}

} // namespace

Int128 Tolerance::of(Int128 a, Int128 b) const
{
    constexpr Int128 million = 1'000'000;
    return std::max(std::max(sizeOf(a), sizeOf(b)) * ppm / million, least);
}

bool Tolerance::isWithin(Int128 a, Int128 b) const
{
    return sizeOf(a - b) <= of(a, b);
}

std::vector<bool> compensated(const std::vector<DayPair> &days, const Tolerance &tolerance, Shift shift,
                              int within)
{
    std::vector<bool> found(days.size());
    for (std::size_t i = 0; within > 0 && i < days.size(); ++i) {
        if (tolerance.isWithin(days[i].provider, days[i].ours))
            continue;
        const std::size_t end = endOfRun(days, i, tolerance, shift, within);
        for (std::size_t k = i; k < end; ++k)
            found[k] = true;
        i = std::max(i, end == 0 ? i : end - 1);
    }
    return found;
}

} // namespace outlay::insight
