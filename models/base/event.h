// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"
#include "base/measures.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace outlay::base {

/// The descriptive fields of an event as they were logged: absent is not the same as empty, and nothing is
/// folded here. Custom fields are sorted by name.
struct Attribution
{
    std::array<std::optional<std::string>, kFixedDimensions> fixed;
    std::vector<std::pair<std::string, std::string>> custom;

    std::optional<std::string> &operator[](FixedDimension d) { return fixed[static_cast<std::size_t>(d)]; }
    const std::optional<std::string> &operator[](FixedDimension d) const
    {
        return fixed[static_cast<std::size_t>(d)];
    }
    bool operator==(const Attribution &) const = default;
};

/// A number that the log did not give.
constexpr std::int64_t kAbsent = std::numeric_limits<std::int64_t>::min();

/// One call, as a short row of integers. Numbers may be kAbsent, except `atUs`.
struct EventRow
{
    std::int64_t atUs = 0;         ///< microseconds since 1970-01-01 UTC
    std::uint32_t attribution = 0; ///< in a batch: number within the import; from a store: the store's id
    std::int64_t user = kAbsent;   ///< keyed pseudonym, 48 bits
    std::int64_t inputTokens = kAbsent;
    std::int64_t cacheReadTokens = kAbsent;
    std::int64_t cacheWrite5mTokens = kAbsent;
    std::int64_t cacheWrite1hTokens = kAbsent;
    std::int64_t outputTokens = kAbsent;
    std::int64_t costNanos = kAbsent; ///< as reported by the log
    std::int64_t latencyUs = kAbsent;
    std::int32_t extra = -1; ///< index into EventBatch::extras, or -1

    bool operator==(const EventRow &) const = default;
};

/// The sums that one event stands for.
Measures measuresOf(const EventRow &row);

/// Day of the event in the reporting zone, which is UTC.
inline Day dayOf(std::int64_t atUs)
{
    return std::chrono::floor<std::chrono::days>(Instant{std::chrono::microseconds{atUs}});
}

/// One day × one attribution: what pages are made of.
struct Cell
{
    Day day{};
    std::uint32_t attribution = 0;
    Measures sums;
};

/// What a reader hands to the store: rows in file order, with the attributions that they use for the first
/// time in this import. Attribution numbers count from 0 through the whole import, over all its files.
struct EventBatch
{
    std::vector<Attribution> newAttributions;
    std::vector<std::pair<std::int64_t, std::string>>
        newUsers; ///< pseudonym → id as logged; only with UserPolicy::Keep
    std::vector<EventRow> rows;
    std::vector<std::string>
        extras; ///< JSON objects of per-event fields that are no dimension (request ids, …)
};

} // namespace outlay::base
