// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/sliceseries.h"
#include "insight/usualday.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace outlay::insight {

/// A slice that is out of its band on a day; in nano-dollars.
struct Finding
{
    SliceKey slice;
    double excess = 0;
    double band = 0;
    double noise = 0;                ///< the band without its floor
    std::optional<SliceKey> lostTag; ///< the slice that lost its tag, where this is of the ones without

    double severity() const { return excess / band; }
};

/// Judges days one after the other, of slices of up to two dimensions. One thread.
class DayJudge
{
public:
    DayJudge(const SliceSeries &series, const std::multimap<base::Day, Slice> &planned, Judging judging);

    /// What is unusual on the day, each cause once. Days are to be asked for in their order.
    std::vector<Finding> judge(std::size_t day);

    /// Nothing where too few days before are known.
    std::optional<UsualDay> usual(const SliceKey &slice, std::size_t day);
    double costOn(const SliceKey &slice, std::size_t day) const;
    /// Cost − expected; of what is too new to have one: all of it.
    double excessOn(const SliceKey &slice, std::size_t day);
    /// The smallest part of the slice without which the slice is normal on that day; else the slice itself.
    SliceKey explaining(const SliceKey &slice, std::size_t day);
    bool isPlanned(const SliceKey &slice, std::size_t day) const;

private:
    std::vector<Finding> outOfBand(std::size_t day);
    /// The slice that fell by at least half of what `finding` rose, and is the same but for `dimension`.
    std::optional<SliceKey> fallen(const Finding &finding, std::size_t dimension, std::size_t day);
    std::vector<Finding> withoutMoves(std::vector<Finding> found, std::size_t day);
    const Finding &rootOf(const std::vector<Finding> &found, std::size_t day);
    /// Whether what rose is no slice, but nearly all spend alike.
    bool isEvenRise(std::size_t day);
    /// Whether what makes the finding is a smaller slice that is within its own, wider band.
    bool isOfUsualPart(const Finding &finding, std::size_t day);
    std::size_t knownFrom(const SliceKey &slice, const SliceSeries::Costs &costs) const;
    const std::vector<bool> &plannedDays(const SliceKey &slice);

    const SliceSeries &m_series;
    const Judging m_judging;
    std::vector<std::pair<std::size_t, Slice>> m_planned;
    std::unordered_map<SliceKey, std::vector<bool>, SliceKeyHash> m_plannedDays; ///< of each slice asked for
    std::unordered_map<SliceKey, std::vector<bool>, SliceKeyHash> m_unusual;
    std::unordered_map<SliceKey, std::optional<UsualDay>, SliceKeyHash> m_usual; ///< of m_day
    std::size_t m_day = 0;
};

} // namespace outlay::insight
