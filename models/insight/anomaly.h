// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "base/filter.h"
#include "base/result.h"
#include "cube/cube.h"
#include "insight/slice.h"

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::insight {

/// What of an excess comes from what; the three add up to it, to the nano-dollar. Against the calls of the
/// slice in the 8 weeks before, which cost C₀ for N₀ calls and T₀ tokens, of C₁ for N₁ calls and T₁ tokens
/// and an expected cost E: more calls = C₀·N₁÷N₀ − E; bigger calls = C₀·T₁÷T₀ − C₀·N₁÷N₀; dearer = C₁ −
/// C₀·T₁÷T₀, which is the price, the model and the kinds of tokens; each quotient rounded half-even. Without
/// tokens on either side, bigger calls are nothing; of a slice that cost nothing before all is more calls.
struct ExcessSplit
{
    base::Money moreCalls;
    base::Money biggerCalls;
    base::Money dearer;

    bool operator==(const ExcessSplit &) const = default;
};

/// Days on which a slice cost more than it should have, of one cause.
struct Anomaly
{
    enum class Kind
    {
        Rise,
        /// What was a value of a dimension came without it: `slice` has the unattributed one, `lostValue`
        /// says which. It costs no more in all.
        LostTag,
    };

    Kind kind = Kind::Rise;
    base::Period days;              ///< first and last
    std::vector<base::Day> unusual; ///< those of them that were out of the band
    Slice slice;                    ///< up to two of feature, segment and model; empty: all spend
    base::Money expected;           ///< of the slice, on the unusual days
    base::Money actual;
    base::Money band; ///< greatest of what the expected ones may be passed by
    ExcessSplit split;
    Slice explains; ///< the smallest slice without which the days are normal
    std::string lostValue;

    base::Money excess() const { return base::Money::fromNanos(actual.nanos() - expected.nanos()); }
};

struct AnomalyOptions
{
    double k = 3.5; ///< Iglewicz and Hoaglin's
    /// An excess of less is none. Nothing: a dollar or 3 % of the median day of the scope, whichever is more.
    std::optional<base::Money> floor;
    std::multimap<base::Day, Slice> planned; ///< days that were meant to be as they were
    std::stop_token stop;
};

/// What a store keeps of planned days, as `AnomalyOptions::planned`; what is no slice is left out.
std::multimap<base::Day, Slice> plannedSlices(const std::vector<base::PlannedDay> &days);

struct Anomalies
{
    std::vector<Anomaly> found; ///< by excess, greatest first
    base::Money floor;          ///< as it was used
    base::Period judged;        ///< the days that have enough days before them; may be empty
};

/// The anomalies of `filter` on its days until `asOf`.
///
/// By slices of feature, segment and model, their pairs, and all: a day's expected cost is the median of the
/// same weekday in the 8 weeks before it (at least three of them, from the slice's first cost on; what is
/// unattributed is known to have been nothing before), each brought to the day's trend, which is the median
/// slope between their weeks less what may be chance. Its band is k × σ, which is 1.4826 × the median
/// distance of all days of those weeks, brought to the day's trend and weekday (those of dearer weekdays by
/// the root of what they are dearer by), from what is expected, or the root of the mean square of the
/// distances of those that were not unusual, whichever is more: of a few calls the median distance tells
/// nothing of the dear ones. The band is no less than the floor, nor, where most days cost nothing, twice the
/// dearest of them. Planned days of a slice count neither for it nor for what it is part of or has parts of.
///
/// So many slices are looked at that every now and then one is out of its band by chance: of fewer than three
/// days one has to be 1.8 × k × σ above what is expected.
///
/// What rises while another value of the same dimension falls as much has moved, and is no anomaly unless it
/// has lost its tag. Slices that are normal without the excess that they share with a more unusual one belong
/// to that. Days of slices that share one are one finding, over gaps of up to two days. Errors: as
/// Cube::query; Cancelled when a stop was asked for.
base::Result<Anomalies> anomalies(const cube::Cube &cube, const base::Filter &filter, base::Day asOf,
                                  const AnomalyOptions &options = {});

} // namespace outlay::insight
