// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"

#include <map>
#include <set>
#include <string>

namespace outlay::base {

/// Which values of one dimension are in (or, with `exclude`, out). kUnattributed stands for "no value".
struct ValueSet
{
    std::set<std::string> values;
    bool exclude = false;

    bool operator==(const ValueSet &) const = default;
};

/// What a question is asked of: a period and, per dimension, a set of values. A dimension without an entry
/// is unrestricted.
struct Filter
{
    Period period = kAllTime;
    std::map<Dimension, ValueSet> where;

    bool operator==(const Filter &) const = default;
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

/// "May 2026 · feature = chat, summarize · environment ≠ staging" in plain ISO terms, for captions, footers
/// and exports.
std::string describe(const Filter &filter);

} // namespace outlay::base
