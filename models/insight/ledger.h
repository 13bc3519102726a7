// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/money.h"
#include "base/zone.h"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::insight {

/// What of a call is billed, as far as bills tell it apart.
enum class BillKind
{
    Input, ///< uncached
    CacheRead,
    CacheWrite,
    Output,
    Other, ///< searches, tools, storage
    All,   ///< of one who does not tell them apart
};
constexpr int kBillKinds = 6;
/// Kinds that are counted in tokens, which come first.
constexpr int kCountedKinds = 4;
/// As in exports: "cache read".
std::string_view nameOf(BillKind kind);

/// In the place of a model: all of them together.
constexpr std::string_view kAllModels = "*";

/// What is held against each other.
struct MatchKey
{
    base::Day day{};
    std::string provider; ///< as CallName
    std::string model;    ///< as CallName, or kAllModels
    BillKind kind = BillKind::All;

    auto operator<=>(const MatchKey &) const = default;
};

/// Sums of one side. What nobody said is not zero.
struct Amounts
{
    std::optional<base::Int128> cost; ///< nano-dollars
    std::optional<base::Int128> tokens;

    void addCost(base::Int128 nanos) { cost = cost.value_or(0) + nanos; }
    void addTokens(base::Int128 count) { tokens = tokens.value_or(0) + count; }
    Amounts &operator+=(const Amounts &other);
    /// Something that is not zero.
    bool isSomething() const { return cost.value_or(0) != 0 || tokens.value_or(0) != 0; }
    bool operator==(const Amounts &) const = default;
};

/// By which days providers bill, as their bills say it; of one that is not here by those of UTC.
using BillZones = std::map<std::string, base::Zone>;
/// All days are the same by the zone.
bool areDaysOf(const BillZones &zones, const base::Zone &zone);
base::Zone zoneOf(const BillZones &zones, const std::string &provider);

/// One side of a reconciliation, as finely as it is known.
struct Ledger
{
    std::map<MatchKey, Amounts> byDay;     ///< the days that the provider bills by
    std::map<MatchKey, Amounts> byZoneDay; ///< those of the reporting zone; empty where that is the same
};

} // namespace outlay::insight
