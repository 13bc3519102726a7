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
    std::vector<Dimension> joined = {}; ///< of them those that another log said; ascending

    std::optional<std::string> &operator[](FixedDimension d) { return fixed[static_cast<std::size_t>(d)]; }
    const std::optional<std::string> &operator[](FixedDimension d) const
    {
        return fixed[static_cast<std::size_t>(d)];
    }
    bool operator==(const Attribution &) const = default;
};

/// What it says in a dimension; nothing where nobody said.
std::optional<std::string> valueIn(const Attribution &attribution, std::string_view dimension);
void setValueIn(Attribution &attribution, const Dimension &dimension, std::optional<std::string> value);

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
    std::int64_t computedNanos = kAbsent; ///< by the price book at the event's date; kAbsent: unpriced
    std::uint64_t key = 0;                ///< hash of the source's own key of the call; 0: it has none
    /// Hash of a shorter key that records have which only repeat this one; 0: there are none such.
    std::uint64_t repeatKey = 0;
    /// Hash of the id that attempts of one logical call share, in its lowest bit 1: of a request, 0: of a
    /// chain of calls. 0: the log gives neither.
    std::uint64_t attempt = 0;
    std::int64_t rank = 0;   ///< of the records of one key the greatest counts, and of equals the last
    std::int32_t extra = -1; ///< index into EventBatch::extras, or -1
    /// Its extras have parts (base/parts.h) that are priced apart. Set where they are known before they are
    /// stored.
    bool hasParts = false;
    bool isTimeAssumed = false; ///< the log does not say when; `atUs` stands in
    /// The log says neither when nor which call it was: `key` is of what the record says, and of its number
    /// among the equal ones of its file.
    bool isKeyOfContent = false;

    bool operator==(const EventRow &) const = default;
};

/// The log gives no tokens of any kind: what was used is unknown, which is not zero.
constexpr bool isUsageMissing(const EventRow &row)
{
    return row.inputTokens == kAbsent && row.outputTokens == kAbsent && row.cacheReadTokens == kAbsent &&
           row.cacheWrite5mTokens == kAbsent && row.cacheWrite1hTokens == kAbsent;
}

/// How much a record says of what was used: of two of one call the one that says more counts. 0: nothing, 1:
/// that it was nothing, 2: something.
constexpr int completenessOf(const EventRow &row)
{
    int most = row.costNanos != kAbsent ? (row.costNanos != 0 ? 2 : 1) : 0;
    for (const std::int64_t tokens : {row.inputTokens, row.outputTokens, row.cacheReadTokens,
                                      row.cacheWrite5mTokens, row.cacheWrite1hTokens})
        most = tokens == kAbsent ? most : tokens > 0 ? 2 : most == 0 ? 1 : most;
    return most;
}

/// The cost that stands for the event: reported, else computed, else kAbsent.
constexpr std::int64_t shownNanos(const EventRow &row)
{
    return row.costNanos != kAbsent ? row.costNanos : row.computedNanos;
}

/// The sums that one event stands for, with cost and priced of the reported cost.
Measures measuresOf(const EventRow &row);

/// The day in UTC, by which providers bill and price.
inline Day utcDayOf(std::int64_t atUs)
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

/// A line of a provider's bill or usage report: a sum over a span of time, never one call. Kept apart from
/// events and never added to them; it serves to reconcile them.
struct BillingRow
{
    /// atUs is where the span begins; the numbers are sums over it. With its key it replaces an earlier
    /// state of the same line.
    EventRow sums;
    std::int64_t untilUs = 0;             ///< end of the span, exclusive
    std::int64_t requests = kAbsent;      ///< calls that it sums up
    std::int64_t quantityNanos = kAbsent; ///< 10⁻⁹ of `unit`
    std::string unit;                     ///< of the quantity; empty if there is none
    std::string currency;                 ///< of costNanos: ISO 4217 or as the bill calls it; empty is USD

    bool operator==(const BillingRow &) const = default;
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
    std::vector<BillingRow> billing;
    /// Keys of events that are taken out again, because they repeat what their children say. They may be of
    /// this batch or of earlier ones; unknown keys are none of anybody's business.
    std::vector<std::uint64_t> retracted;

    /// Empty, with the memory that it has.
    void clear();
};

/// Computes what events cost. Used by one thread at a time.
class EventPricer
{
public:
    virtual ~EventPricer() = default;

    /// Sets computedNanos of every row of `batch`. Called for all batches of an import in their order, so
    /// that it can remember the attributions that they bring.
    virtual void price(EventBatch &batch) = 0;
    /// What the computed costs since the last call of this leave out, and of how many events.
    virtual std::vector<std::pair<std::string, std::int64_t>> takeRemarks() { return {}; }
};

} // namespace outlay::base
