// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::store {

/// A month whose figures have been handed on. While it is closed, new prices do not change it.
struct ClosedMonth
{
    base::Month month{};
    base::Instant closedAt{};
    std::optional<base::Instant> reopenedAt; ///< set: prices change it again, and each change is recorded

    bool operator==(const ClosedMonth &) const = default;
};

/// A change to a month that had been closed and was reopened.
struct Restatement
{
    base::Instant at{};
    base::Month month{};
    std::int64_t oldNanos = 0; ///< shown cost of the whole month
    std::int64_t newNanos = 0;
    std::string reason;

    bool operator==(const Restatement &) const = default;
};

/// New computed costs beside the old ones.
struct RepricedSums
{
    std::int64_t events = 0;
    std::int64_t changed = 0; ///< events whose computed cost is another one, there now, or gone
    std::int64_t oldShownNanos = 0;
    std::int64_t newShownNanos = 0;
    std::int64_t oldComputedNanos = 0;
    std::int64_t newComputedNanos = 0;
    std::int64_t oldUnpriced = 0; ///< neither reported nor computed
    std::int64_t newUnpriced = 0;
    std::int64_t oldUncomputed = 0; ///< without a computed cost, whatever is reported
    std::int64_t newUncomputed = 0;

    bool operator==(const RepricedSums &) const = default;
};

struct RepricedMonth
{
    RepricedSums sums;
    std::map<std::string, RepricedSums> models; ///< those that moved; "" where no model was logged
    bool isClosed = false;                      ///< nothing of it was changed
};

struct RepriceReport
{
    std::map<base::Month, RepricedMonth> months; ///< of the asked period
    bool applied = false;                        ///< false for a dry run

    RepricedSums total() const; ///< closed months, which stay as they are, left out
};

/// Which events to go over, and what to tell and to heed while that goes on.
struct EventWalk
{
    base::Period period = base::kAllTime;
    std::stop_token stop = {};
    std::function<void(std::int64_t done, std::int64_t total)> progress = {}; ///< in events; may be empty
};

/// What to tell and to heed while all events are linked anew.
struct LinkWatch
{
    std::stop_token stop = {};
    /// In events; those of every pass count anew, and `total` grows when more passes are needed. Equal: what
    /// was found is being written. May be empty.
    std::function<void(std::int64_t done, std::int64_t total)> progress = {};
};

/// What to tell and to heed while the days of all events are found anew.
struct ZoneWatch
{
    std::stop_token stop = {};
    std::function<void(std::int64_t done, std::int64_t total)> progress = {}; ///< in events; may be empty
};

struct RepriceOptions
{
    EventWalk walk = {};
    bool dryRun = false;
    std::string reason = {}; ///< for restatements: "price book of 2026-11-20"
    base::Instant now = {};
};

} // namespace outlay::store
