// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/event.h"

#include <algorithm>

namespace outlay::base {

namespace {

void add(std::int64_t value, std::int64_t &sum, std::int64_t &count)
{
    if (value == kAbsent)
        return;
    sum += value;
    ++count;
}

} // namespace

void EventBatch::clear()
{
    newAttributions.clear();
    newUsers.clear();
    rows.clear();
    extras.clear();
    billing.clear();
    retracted.clear();
}

Measures measuresOf(const EventRow &row)
{
    Measures m;
    m.requests = 1;
    add(row.costNanos, m.costNanos, m.priced);
    add(row.inputTokens, m.inputTokens, m.withInput);
    add(row.cacheReadTokens, m.cacheReadTokens, m.withCacheRead);
    add(row.outputTokens, m.outputTokens, m.withOutput);
    add(row.latencyUs, m.latencyUs, m.withLatency);
    // The two kinds of cache write are one figure to the reader: known if either is.
    std::int64_t ignored = 0;
    add(row.cacheWrite5mTokens, m.cacheWrite5mTokens, ignored);
    add(row.cacheWrite1hTokens, m.cacheWrite1hTokens, ignored);
    m.withCacheWrite = ignored > 0 ? 1 : 0;
    add(row.computedNanos, m.computedNanos, m.computed);
    if (row.costNanos == kAbsent)
        add(row.computedNanos, m.filledNanos, m.filled);
    m.missingUsage = isUsageMissing(row) ? 1 : 0;
    return m;
}

namespace {

std::size_t placeOfFixed(std::string_view dimension)
{
    const auto *const fixed = std::ranges::find(kFixedDimensionNames, dimension);
    return static_cast<std::size_t>(fixed - kFixedDimensionNames.begin());
}

} // namespace

std::optional<std::string> valueIn(const Attribution &attribution, std::string_view dimension)
{
    if (const std::size_t place = placeOfFixed(dimension); place < attribution.fixed.size())
        return attribution.fixed[place];
    for (const auto &[name, value] : attribution.custom)
        if (name == dimension)
            return value;
    return std::nullopt;
}

void setValueIn(Attribution &attribution, const Dimension &dimension, std::optional<std::string> value)
{
    if (const std::size_t place = placeOfFixed(dimension); place < attribution.fixed.size()) {
        attribution.fixed[place] = std::move(value);
        return;
    }
    const auto custom = std::ranges::lower_bound(attribution.custom, dimension, {},
                                                 &std::pair<std::string, std::string>::first);
    const bool isThere = custom != attribution.custom.end() && custom->first == dimension;
    if (!value && isThere)
        attribution.custom.erase(custom);
    else if (value && isThere)
        custom->second = *std::move(value);
    else if (value)
        attribution.custom.emplace(custom, dimension, *std::move(value));
}

} // namespace outlay::base
