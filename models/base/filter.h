// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"
#include "base/measures.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace outlay::base {

/// Which values of one dimension are in (or, with `exclude`, out). kUnattributed stands for "no value". No
/// values: nothing is in (or out).
struct ValueSet
{
    std::set<std::string> values;
    bool exclude = false;

    bool operator==(const ValueSet &) const = default;
};

/// Which calls are counted.
enum class Counting
{
    Billed,        ///< all of them
    CompletedOnly, ///< without failed and superseded attempts; the difference is the retry cost
};

/// What a question is asked of: a period and, per dimension, a set of values (a dimension without an entry
/// is unrestricted); and by what its answer counts.
struct Filter
{
    Period period = kAllTime;
    std::map<Dimension, ValueSet> where;
    CostBasis basis = CostBasis::Shown;
    Counting counting = Counting::Billed;

    bool operator==(const Filter &) const = default;
};

/// Which events stand behind a figure.
struct EventScope
{
    /// An attribution that counts on these days alone.
    struct Window
    {
        std::uint32_t attribution = 0;
        Period days;

        bool operator==(const Window &) const = default;
    };

    std::vector<std::uint32_t> attributions; ///< ids of the store, ascending
    std::vector<Window> within;              ///< by attribution; the others count on all days
    std::vector<std::uint32_t> shared;       ///< those of which the figure has a share only; ascending

    bool operator==(const EventScope &) const = default;
};

/// What the asked period is held against.
enum class Compare
{
    None,
    PreviousPeriod, ///< as many whole months, or days, right before
    SamePeriodLastYear,
};

/// What a person asks with the filter bar.
struct Question
{
    Filter filter;
    Compare compare = Compare::PreviousPeriod;

    bool operator==(const Question &) const = default;
};

/// "2026-05 · feature = chat, summarize · environment ≠ staging" in plain ISO terms, for captions, footers
/// and exports; with "reported cost", "computed cost" and "completed calls only" where they are asked for.
std::string describe(const Filter &filter);

/// "feature = chat, summarize · environment ≠ staging": of it, the part about dimensions.
std::string describeWhere(const std::map<Dimension, ValueSet> &where);

/// "shown", "reported", "computed"; "billed", "completed": as written on the command line and in exports.
std::string_view nameOf(CostBasis basis);
std::string_view nameOf(Counting counting);

} // namespace outlay::base
