// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/driver.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace outlay::insight {

using base::Day;
using base::Money;
using base::Period;

namespace {

constexpr int kRecentDays = 7;
constexpr int kFewestDaysBefore = 28;

using Keys = std::vector<std::string>;

/// What is summed of each slice.
enum Sum : std::size_t
{
    ToDate,
    Recent,
    Before,
    Sums
};
using SliceSums = std::map<Keys, std::array<std::int64_t, Sums>>;

const base::Grouping &slicedBy()
{
    static const base::Grouping by = {base::Dimension(base::nameOf(base::FixedDimension::Feature)),
                                      base::Dimension(base::nameOf(base::FixedDimension::Model)),
                                      base::Dimension(base::nameOf(base::FixedDimension::Segment))};
    return by;
}

base::Result<SliceSums> sumsOf(const cube::Cube &cube, base::Filter filter, const Period &period, Day asOf)
{
    const int before = std::max(period.days(), kFewestDaysBefore);
    const std::array<Period, Sums> spans = {
        Period{period.first, std::min(period.last, asOf)},
        Period{asOf - std::chrono::days{kRecentDays - 1}, asOf},
        Period{period.first - std::chrono::days{before}, period.first - std::chrono::days{1}}};
    SliceSums sums;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        filter.period = spans[i];
        const auto table = cube.query(filter, slicedBy());
        if (!table)
            return tl::unexpected(table.error());
        for (const cube::Row &row : table->rows)
            sums[row.keys][i] += std::max<std::int64_t>(row.sums.costNanos, 0);
    }
    return sums;
}

std::vector<std::int64_t> columnOf(const SliceSums &sums, Sum which)
{
    std::vector<std::int64_t> column;
    for (const auto &[keys, values] : sums)
        column.push_back(values[which]);
    return column;
}

/// The first of the columns that says anything.
std::vector<std::int64_t> weightsOf(const SliceSums &sums, std::initializer_list<Sum> columns)
{
    for (const Sum which : columns) {
        auto weights = columnOf(sums, which);
        if (std::any_of(weights.begin(), weights.end(), [](std::int64_t weight) { return weight > 0; }))
            return weights;
    }
    return {};
}

/// Feature with or without model and segment: the part of the keys that a slice says.
struct Part
{
    Keys keys;
    std::int64_t projected = 0;
    std::int64_t allowance = 0;

    std::int64_t excess() const { return projected - allowance; }
};

/// The slices that say the places `said` of the keys, by those.
std::map<Keys, Part> partsOf(const std::vector<Part> &slices, const std::array<bool, 3> &said)
{
    std::map<Keys, Part> parts;
    for (const Part &slice : slices) {
        Keys keys;
        for (std::size_t k = 0; k < said.size(); ++k)
            if (said[k])
                keys.push_back(slice.keys[k]);
        Part &part = parts.try_emplace(keys, Part{keys}).first->second;
        part.projected += slice.projected;
        part.allowance += slice.allowance;
    }
    return parts;
}

Driver mostSpecific(const std::vector<Part> &slices)
{
    constexpr std::array<std::array<bool, 3>, 4> kinds = {
        {{true, false, false}, {true, false, true}, {true, true, false}, {true, true, true}}};
    Driver result;
    Part best;
    std::int64_t needed = 0;
    for (const auto &said : kinds) {
        std::optional<Part> most;
        for (const auto &[keys, part] : partsOf(slices, said))
            if ((best.keys.empty() || keys.front() == best.keys.front()) &&
                (!most || part.excess() > most->excess()))
                most = part;
        if (!most || most->excess() < needed)
            continue;
        best = *most;
        result.slice.clear();
        for (std::size_t k = 0, at = 0; k < said.size(); ++k)
            if (said[k])
                result.slice[slicedBy()[k]] = best.keys[at++];
        if (needed == 0)
            needed = best.excess() - best.excess() / 10;
    }
    result.projected = Money::fromNanos(best.projected);
    result.allowance = Money::fromNanos(best.allowance);
    return result;
}

} // namespace

base::Result<std::optional<Driver>> driver(const cube::Cube &cube, const base::Filter &scope,
                                           const Period &period, Day asOf, Money projected, Money amount)
{
    if (projected <= amount)
        return std::nullopt;
    const auto sums = sumsOf(cube, scope, period, asOf);
    if (!sums)
        return tl::unexpected(sums.error());
    const auto before = weightsOf(*sums, {Before, ToDate, Recent});
    if (before.empty())
        return std::nullopt;
    const auto allowances = apportioned(amount.nanos(), before);
    const auto toDate = columnOf(*sums, ToDate);
    std::int64_t toCome = projected.nanos();
    for (const std::int64_t spent : toDate)
        toCome -= spent;
    const auto rest = apportioned(toCome, weightsOf(*sums, {Recent, ToDate, Before}));
    std::vector<Part> slices;
    std::size_t at = 0;
    for (const auto &[keys, values] : *sums) {
        slices.push_back({keys, toDate[at] + rest[at], allowances[at]});
        ++at;
    }
    Driver result = mostSpecific(slices);
    result.overrun = Money::fromNanos(projected.nanos() - amount.nanos());
    return result;
}

std::vector<std::int64_t> apportioned(std::int64_t total, const std::vector<std::int64_t> &weights)
{
    base::Int128 all = 0;
    for (const std::int64_t weight : weights)
        all += weight;
    std::vector<std::int64_t> parts;
    base::Int128 running = 0;
    std::int64_t given = 0;
    for (const std::int64_t weight : weights) {
        running += weight;
        const std::int64_t until = base::divideHalfEven(running * total, all);
        parts.push_back(until - given);
        given = until;
    }
    return parts;
}

} // namespace outlay::insight
