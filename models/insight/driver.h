// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "base/result.h"
#include "cube/cube.h"
#include "insight/slice.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace outlay::insight {

/// What an overrun comes from. By slices of feature, model and segment:
///
/// allowance = amount × the slice's share of what the scope cost in the days right before the period (as many
/// as the period has, but at least 28; where the scope cost nothing then, in the period itself); projected =
/// what the slice cost in the period to date + what is to come × its share of the scope's last 7 days; excess
/// = projected − allowance: what the slice is responsible for.
///
/// Of all slices the excesses add up to the overrun, to the nano-dollar. The slice that is named has at least
/// nine tenths of the excess of the feature with the most, and says the most of it: feature, model and
/// segment, or two of them, or the feature alone. One slice may be responsible for more than the overrun:
/// others save some.
struct Driver
{
    Slice slice;
    base::Money projected;
    base::Money allowance;
    base::Money overrun; ///< of the whole scope: projected − amount

    base::Money excess() const { return base::Money::fromNanos(projected.nanos() - allowance.nanos()); }
    /// Of the overrun: where other slices save some, all of it at most.
    base::Money responsibleFor() const { return std::min(excess(), overrun); }
};

/// The driver of `scope` (whose period does not matter), whose spend in `period` is projected to be
/// `projected` by what is known at the end of `asOf`, and may be `amount`. Nothing when that is no overrun,
/// or nothing is spent. Errors: as Cube::query.
base::Result<std::optional<Driver>> driver(const cube::Cube &cube, const base::Filter &scope,
                                           const base::Period &period, base::Day asOf, base::Money projected,
                                           base::Money amount);

/// `total` by `weights`, of which none is negative and not all are 0: the parts add up to it exactly. Each is
/// the part of the running sum, half-even, less the parts before it.
std::vector<std::int64_t> apportioned(std::int64_t total, const std::vector<std::int64_t> &weights);

} // namespace outlay::insight
