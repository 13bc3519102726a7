// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"
#include "base/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::base {

/// The unit of amounts that are money.
constexpr std::string_view kDollars = "";

/// What a feature brought in on a day or in a month, as a value file says it.
struct ValueRow
{
    Period days;                  ///< one day, or a whole month
    std::string feature;          ///< kUnattributed where the file does not say
    std::string segment;          ///< kUnattributed: of all its segments together
    std::string unit;             ///< kDollars, or what is counted: "tickets", "hours"
    std::int64_t amountNanos = 0; ///< 10⁻⁹ of the unit
    std::optional<Money> rate;    ///< dollars a unit; none: what a unit is worth is not known
    std::int64_t line = 0;        ///< of its file

    bool isMoney() const { return unit == kDollars; }
    bool operator==(const ValueRow &) const = default;
};

/// What a row is worth in all: the amount itself, or amount × rate, half-even to the nano-dollar. None for a
/// unit without a rate, and where it does not fit.
std::optional<Money> worthOf(const ValueRow &row);

/// The part of `amount`, which is of the days `of`, that falls on `days`: up to the end of the n-th of N days
/// floor(amount × n ÷ N) have come in. So the parts of any division of `of` add up to `amount` exactly.
std::int64_t partOn(std::int64_t amount, const Period &of, const Period &days);

/// A value file as it was read.
struct ValueFile
{
    std::string path;
    std::string fingerprint; ///< of its content
    std::vector<ValueRow> rows;
};

/// A value file that is kept, as listed.
struct ValueImport
{
    std::int64_t id = 0;
    Instant at{};
    std::string path;
    std::int64_t rows = 0;
    std::optional<Period> span;

    bool operator==(const ValueImport &) const = default;
};

/// What keeping a value file came to.
struct ValuesKept
{
    std::int64_t id = 0;          ///< of the import that has its rows now
    bool isKnown = false;         ///< the same content was there already: nothing was added
    std::int64_t added = 0;       ///< rows
    std::int64_t replacedId = 0;  ///< of the import of an earlier file of that name that gave way; 0: none
    std::int64_t overlapping = 0; ///< rows of days, feature, segment and unit that another file is about, too

    bool operator==(const ValuesKept &) const = default;
};

} // namespace outlay::base
