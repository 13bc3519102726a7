// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/usualday.h"

#include "insight/weekdays.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace outlay::insight {

namespace {

constexpr std::size_t kFewestWeeks = 3;
/// Of few costs a dearer one than all before is no wonder: only one that is so by this factor is unusual.
constexpr double kSparseFactor = 2;
constexpr double kMostScaling = 3; ///< a trend that says more within 8 weeks is none

bool isSet(const std::vector<bool> &days, std::size_t at)
{
    return at < days.size() && days[at];
}

/// What the sum of a week was `ago` days before the day that is judged, by a straight line.
struct WeekLine
{
    double now = 0;
    double perDay = 0;

    /// What a cost of that time is brought to the judged day by.
    double scaling(std::size_t ago) const
    {
        const double then = now - perDay * static_cast<double>(ago);
        if (now <= 0 || then <= 0)
            return 1;
        return std::clamp(now / then, 1 / kMostScaling, kMostScaling);
    }
};

/// Of whole weeks before the day `at`; a planned day is as the others of its weekday.
WeekLine weekLine(const JudgedDays &days, std::size_t at, std::size_t weeks)
{
    std::array<std::vector<double>, kWeek> unplanned;
    for (std::size_t ago = 1; ago <= weeks * kWeek; ++ago)
        if (!isSet(days.planned, at - ago))
            unplanned[ago % kWeek].push_back(days.costs[at - ago]);
    std::vector<double> sums(weeks);
    for (std::size_t ago = 1; ago <= weeks * kWeek; ++ago)
        sums[weeks - 1 - (ago - 1) / kWeek] +=
            isSet(days.planned, at - ago) ? medianOf(unplanned[ago % kWeek]) : days.costs[at - ago];
    WeekLine line;
    const double slope = weeklyTrend(sums);
    if (slope == 0)
        return line;
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] += slope * static_cast<double>(sums.size() - 1 - i);
    line.perDay = slope / kWeek;
    line.now = medianOf(std::move(sums)) + 4 * line.perDay; // from the middle of the last week
    return line;
}

/// The days before, by how many weekdays they are before, brought to the judged day's trend.
struct Before
{
    std::array<std::vector<double>, kWeek> byWeekday;
    double dearest = 0; ///< of days that were not unusual
};

Before daysBefore(const JudgedDays &days, std::size_t at, std::size_t known)
{
    const WeekLine line = weekLine(days, at, known / kWeek);
    Before result;
    for (std::size_t ago = 1; ago <= known; ++ago) {
        const std::size_t i = at - ago;
        if (isSet(days.planned, i))
            continue;
        const double cost = days.costs[i] * line.scaling(ago);
        result.byWeekday[ago % kWeek].push_back(cost);
        if (!isSet(days.unusual, i))
            result.dearest = std::max(result.dearest, cost);
    }
    return result;
}

} // namespace

std::optional<UsualDay> usualDay(const JudgedDays &days, std::size_t at, const Judging &judging)
{
    if (at < days.knownFrom)
        return std::nullopt;
    const std::size_t known = std::min<std::size_t>(at - days.knownFrom, kBaselineWeeks * kWeek);
    if (known < kFewestWeeks * kWeek)
        return std::nullopt;
    const Before before = daysBefore(days, at, known);
    if (before.byWeekday[0].size() < kFewestWeeks)
        return std::nullopt;
    UsualDay usual;
    usual.expected = medianOf(before.byWeekday[0]);
    std::vector<double> distances;
    std::ptrdiff_t zeros = 0;
    for (std::size_t w = 0; w < kWeek; ++w) {
        const double ofWeekday = medianOf(before.byWeekday[w]);
        if (w != 0 && usual.expected > 0 && ofWeekday <= 0)
            continue;
        const double scaling = w == 0 || usual.expected <= 0 ? 1 : usual.expected / ofWeekday;
        if (w != 0 && usual.expected <= 0 && ofWeekday > 0)
            continue;
        // Few calls vary more, for what they cost, than many: by the root of how many they are.
        const double distanceScaling = scaling < 1 ? std::sqrt(scaling) : scaling;
        for (const double cost : before.byWeekday[w]) {
            distances.push_back(std::abs(cost - usual.expected / scaling) * distanceScaling);
            zeros += cost <= 0 ? 1 : 0;
        }
    }
    const bool mostlyNothing = zeros * 2 >= std::ssize(distances);
    usual.noise = judging.k * kMadToSigma * medianOf(std::move(distances));
    usual.band = std::max(usual.noise, judging.floor);
    if (mostlyNothing)
        usual.band = std::max(usual.band, kSparseFactor * before.dearest - usual.expected);
    return usual;
}

} // namespace outlay::insight
