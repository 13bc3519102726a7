// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "base/valuerow.h"
#include "cube/memo.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

/// How much of a unit came in.
struct PnlUnit
{
    std::string unit;
    std::int64_t amountNanos = 0; ///< 10⁻⁹ of the unit
    std::int64_t ratedNanos = 0;  ///< of it, what has a rate, and so is in the value
    /// Cost ÷ amount, half-even: what one costs, and so the price at which it breaks even. Each unit is held
    /// against the whole cost. None where the cost is not known or the amount is not above 0.
    std::optional<base::Money> costPerUnit;
};

/// Cost ÷ amount, which is 10⁻⁹ of a unit, half-even. None where the amount is not above 0 or it is too much.
std::optional<base::Money> costOfUnit(std::int64_t costNanos, std::int64_t amountNanos);

/// What a group cost and brought in (DEFINITIONS: ROI, margin, break-even, unit cost).
struct PnlRow
{
    std::vector<std::string> keys; ///< kUnattributed where nobody said
    /// By segments: what the values say of all segments of it together, which cannot be held against any.
    bool isOfAllSegments = false;
    base::Measures cost;              ///< of the filter's basis; no requests: there were none
    std::optional<base::Money> value; ///< none: nobody said what it brought in, which is not zero
    std::vector<PnlUnit> units;       ///< by name

    bool isCostKnown() const { return cost.priced > 0; }
    std::optional<base::Money> gain() const; ///< value − cost; none unless both are known
    std::optional<double> margin() const;    ///< gain ÷ value; none also where the value is not above 0
    std::optional<double> roi() const;       ///< gain ÷ cost; none also where the cost is not above 0
    /// Value ÷ requests, half-even: what a call may cost on average until it breaks even.
    std::optional<base::Money> breakEvenPerRequest() const;
};

/// What the filter's calls cost, and what features brought in on its days.
///
/// A row of a month of which the filter has a part counts by its days (base::partOn()), so that figures of
/// periods that make up the month add up to it exactly. Values are known by feature and segment alone: where
/// the filter asks for something else, or for segments of what is not divided by them, they are left out
/// instead of being held against a part of the cost.
struct Pnl
{
    base::Filter filter;
    base::Grouping by;
    std::vector<PnlRow>
        rows;     ///< by cost, then value, descending, then by keys. Their costs add up to total's
    PnlRow total; ///< without keys and units; its cost is all of the filter's
    base::Measures withoutValue;  ///< cost of rows of which nobody said what they brought in
    bool hasValues = false;       ///< the store has any, whatever the filter
    std::int64_t apportioned = 0; ///< rows of months of which a part counts
    base::Money outside;          ///< of the value: of days before the first logged call or after the last
    std::int64_t leftOut = 0;     ///< rows that cannot be divided as the filter asks,
    base::Money leftOutWorth;     ///< and what they are worth
    std::vector<base::Dimension> undivided; ///< by what values would have to be divided for the filter
};

/// By feature, segment or both, in any order. Errors: Misuse for another grouping, BadInput where values add
/// up to more than 64 bits of nano-dollars hold, and as Cube::query.
base::Result<Pnl> pnl(const cube::Memo &cube, const base::Filter &filter, const base::Grouping &by,
                      const std::vector<base::ValueRow> &values);

} // namespace outlay::insight
