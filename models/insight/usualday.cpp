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

struct PastDay
{
    double cost = 0; ///< brought to the judged day's trend
    bool isUnusual = false;
};

/// The days before, by how many weekdays they are before.
struct Before
{
    std::array<std::vector<PastDay>, kWeek> byWeekday;
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
        const bool isUnusual = isSet(days.unusual, i);
        result.byWeekday[ago % kWeek].push_back({cost, isUnusual});
        if (!isUnusual)
            result.dearest = std::max(result.dearest, cost);
    }
    return result;
}

double medianCost(const std::vector<PastDay> &days)
{
    std::vector<double> costs(days.size());
    std::transform(days.begin(), days.end(), costs.begin(), [](const PastDay &day) { return day.cost; });
    return medianOf(std::move(costs));
}

/// How far from what is expected days were, brought to the judged weekday.
struct Distances
{
    std::vector<double> all;
    std::size_t zeros = 0; ///< days that cost nothing
    double squares = 0;    ///< sum, of days that were not unusual
    std::size_t usual = 0; ///< number of those

    double sigma() const { return usual > 0 ? std::sqrt(squares / static_cast<double>(usual)) : 0; }
};

Distances distancesOf(const Before &before, double expected)
{
    Distances result;
    for (std::size_t w = 0; w < kWeek; ++w) {
        const double ofWeekday = medianCost(before.byWeekday[w]);
        if (w != 0 && (expected > 0) != (ofWeekday > 0))
            continue;
        const double scaling = w == 0 || expected <= 0 ? 1 : expected / ofWeekday;
        // Few calls vary more, for what they cost, than many: by the root of how many they are.
        const double distanceScaling = scaling < 1 ? std::sqrt(scaling) : scaling;
        for (const PastDay &day : before.byWeekday[w]) {
            const double distance = std::abs(day.cost - expected / scaling) * distanceScaling;
            result.all.push_back(distance);
            result.zeros += day.cost <= 0 ? 1 : 0;
            result.squares += day.isUnusual ? 0 : distance * distance;
            result.usual += day.isUnusual ? 0 : 1;
        }
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
    usual.expected = medianCost(before.byWeekday[0]);
    const Distances distances = distancesOf(before, usual.expected);
    const bool mostlyNothing = distances.zeros * 2 >= distances.all.size();
    usual.noise = judging.k * std::max(kMadToSigma * medianOf(distances.all), distances.sigma());
    usual.band = std::max(usual.noise, judging.floor);
    if (mostlyNothing)
        usual.band = std::max(usual.band, kSparseFactor * before.dearest - usual.expected);
    return usual;
}

} // namespace outlay::insight
