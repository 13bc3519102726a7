// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace outlay::insight {

/// What a day should cost, and by how much it may pass that: see anomalies(). In nano-dollars.
struct UsualDay
{
    double expected = 0;
    double band = 0;
    double noise = 0; ///< the band without floor and sparse days' factor
};

/// How a day is judged.
struct Judging
{
    double k = 3.5;
    double floor = 0;
};

/// A slice's days.
struct JudgedDays
{
    const std::vector<double> &costs;
    std::size_t knownFrom = 0;        ///< the first day of which anything is known
    const std::vector<bool> &planned; ///< days that say nothing of others; empty: none
    const std::vector<bool> &unusual; ///< days already found to be; empty: none
};

/// Of the day `at` by the 8 weeks before; nothing where fewer than three of them are known.
std::optional<UsualDay> usualDay(const JudgedDays &days, std::size_t at, const Judging &judging);

} // namespace outlay::insight
