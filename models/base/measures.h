// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <array>
#include <cstdint>
#include <optional>

namespace outlay::base {

/// Which cost of a call is meant.
enum class CostBasis
{
    Shown,    ///< what its log reports, else what the price book computes
    Reported, ///< by its log
    Computed, ///< by the price book at the call's date
};

/// Sums over a set of requests. Every sum that a log may leave out has its own count of requests that did
/// say it, so that "nobody said" is told apart from zero.
///
/// As they are stored, and in a cell, cost and priced are of the reported cost. In the answer of a query they
/// are of the basis that was asked for (see onBasis()), so that all that shows figures need not know it.
struct Measures
{
    std::int64_t requests = 0;
    std::int64_t priced = 0; ///< requests with a cost
    std::int64_t costNanos = 0;
    std::int64_t inputTokens = 0; ///< uncached input
    std::int64_t withInput = 0;
    std::int64_t cacheReadTokens = 0;
    std::int64_t withCacheRead = 0;
    std::int64_t cacheWrite5mTokens = 0;
    std::int64_t cacheWrite1hTokens = 0;
    std::int64_t withCacheWrite = 0;
    std::int64_t outputTokens = 0; ///< reasoning included
    std::int64_t withOutput = 0;
    std::int64_t latencyUs = 0;
    std::int64_t withLatency = 0;
    std::int64_t computedNanos = 0;
    std::int64_t computed = 0;    ///< requests with a computed cost
    std::int64_t filledNanos = 0; ///< computed cost of requests without a reported one
    std::int64_t filled = 0;
    std::int64_t missingUsage = 0; ///< requests whose log gives no tokens of any kind

    Measures &operator+=(const Measures &other);
    Measures &operator-=(const Measures &other);
    bool operator==(const Measures &) const = default;

    Money cost() const { return Money::fromNanos(costNanos); }
    std::int64_t unpriced() const { return requests - priced; }
    std::int64_t cacheWriteTokens() const { return cacheWrite5mTokens + cacheWrite1hTokens; }
    /// Cost ÷ priced requests, half-even to the nano-dollar; nothing when no request is priced.
    std::optional<Money> averageCost() const;
};

/// Every field, for code that treats them all alike (sums, columns, storage).
inline constexpr std::array kMeasureFields = {
    &Measures::requests,           &Measures::priced,
    &Measures::costNanos,          &Measures::inputTokens,
    &Measures::withInput,          &Measures::cacheReadTokens,
    &Measures::withCacheRead,      &Measures::cacheWrite5mTokens,
    &Measures::cacheWrite1hTokens, &Measures::withCacheWrite,
    &Measures::outputTokens,       &Measures::withOutput,
    &Measures::latencyUs,          &Measures::withLatency,
    &Measures::computedNanos,      &Measures::computed,
    &Measures::filledNanos,        &Measures::filled,
    &Measures::missingUsage,
};

/// Stored sums (of the reported cost) with cost and priced of another basis. Applied once.
Measures onBasis(Measures stored, CostBasis basis);

} // namespace outlay::base
