// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "store/closing.h"

namespace outlay::tests {

constexpr std::int64_t kDollar = 1'000'000'000;

inline base::Month month(unsigned number)
{
    return {std::chrono::year{2026}, std::chrono::month{number}};
}

/// Sums of `events` calls of which `changed` move; shown costs in dollars.
inline store::RepricedSums sums(std::int64_t events, std::int64_t changed, std::int64_t before,
                                std::int64_t after)
{
    store::RepricedSums sums;
    sums.events = events;
    sums.changed = changed;
    sums.oldShownNanos = sums.oldComputedNanos = before * kDollar;
    sums.newShownNanos = sums.newComputedNanos = after * kDollar;
    return sums;
}

/// May, closed: $10, would be $13 by haiku (+$4) and sonnet (−$1). June, open: $20 to $30 by haiku, $25 to
/// $40 computed; two of its calls had no cost and one is left. July, reopened: $5 to $4 by haiku. August,
/// open: $7, nothing moves.
inline store::RepriceReport fourMonths()
{
    store::RepriceReport report;
    store::RepricedMonth &may = report.months[month(5)];
    may.sums = sums(100, 60, 10, 13);
    may.isClosed = true;
    may.models = {{"haiku", sums(40, 40, 3, 7)}, {"sonnet", sums(20, 20, 7, 6)}};
    store::RepricedMonth &june = report.months[month(6)];
    june.sums = sums(200, 50, 20, 30);
    june.sums.oldUnpriced = 2;
    june.sums.newUnpriced = 1;
    june.sums.oldComputedNanos = 25 * kDollar; // some calls have a cost of the log's own
    june.sums.newComputedNanos = 40 * kDollar;
    june.models = {{"haiku", sums(50, 50, 20, 30)}};
    store::RepricedMonth &july = report.months[month(7)];
    july.sums = sums(30, 30, 5, 4);
    july.models = {{"haiku", sums(30, 30, 5, 4)}};
    report.months[month(8)].sums = sums(8, 0, 7, 7);
    return report;
}

inline std::vector<store::ClosedMonth> mayClosedJulyReopened()
{
    const base::Instant at{std::chrono::seconds{1'790'000'000}};
    return {{month(5), at, {}}, {month(7), at, at}};
}

inline std::vector<store::Restatement> oneRestatement()
{
    return {{base::Instant{std::chrono::seconds{1'790'000'000}}, month(7), 6 * kDollar, 5 * kDollar,
             "prices of mine"}};
}

} // namespace outlay::tests
