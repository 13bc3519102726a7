// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricer.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace outlay::pricing {

/// Why a log reports another cost than the book computes.
enum class DifferenceCause
{
    None,           ///< it does not, or only one of the two is known and the other is none of the book's
    Unpriced,       ///< the book has no price: see Difference::unpriced
    Rounding,       ///< the log writes fewer decimals
    CacheSemantics, ///< equal if cached tokens are counted or priced as some programs do
    Tier,           ///< equal in another service tier, or with a threshold passed otherwise
    OtherPrice,     ///< equal in none of these ways
};
/// Name for people and exports: "cache semantics".
std::string_view nameOf(DifferenceCause cause);

/// The last place that a log writes of its costs, in nano-dollars: the largest power of ten that all of
/// `costs` are multiples of, at most a cent. A log that rounds to six decimals has 1,000. Absent costs are
/// passed over.
std::int64_t lastPlaceOf(const std::vector<std::int64_t> &costs);

/// `lastPlace`: of the log that the call is from, see above. A difference of up to half of it is rounding,
/// and so is one of a nano-dollar, which is what a sum of separately rounded parts can be off.
DifferenceCause causeOf(Pricer &pricer, const Call &call, std::int64_t reportedNanos, std::int64_t lastPlace);

/// Calls of one model in one tier that differ for one cause.
struct Difference
{
    std::string provider;
    std::string model;
    Tier tier = Tier::Standard;
    DifferenceCause cause = DifferenceCause::None;
    Unpriced unpriced = Unpriced::No;
    std::int64_t calls = 0;
    std::int64_t reported = 0;      ///< calls that the log says a cost of
    base::Int128 reportedNanos = 0; ///< of these
    base::Int128 computedNanos = 0;
    base::Int128 tokens = 0; ///< of all kinds
};

/// Collects differences over many calls.
class Differences
{
public:
    explicit Differences(Pricer &pricer)
        : m_pricer(pricer)
    {
    }

    /// A call with what the log says that it cost, or base::kAbsent. Calls without a price are collected
    /// whether the log has a cost or not, as they are nowhere else; others only where both costs are known.
    void add(const Call &call, std::int64_t reportedNanos, std::int64_t lastPlace);
    /// The same of a call in a tier that no list has, whose own tier does not count.
    void addOfUnknownTier(const Call &call, std::int64_t reportedNanos);

    /// Those that differ, the largest sum of differences first, rounding last.
    std::vector<Difference> result() const;

private:
    void note(const Call &call, DifferenceCause cause, const CallCost &cost, std::int64_t reportedNanos);

    using Key = std::tuple<std::string, std::string, Tier, DifferenceCause, Unpriced>;

    Pricer &m_pricer;
    std::map<Key, Difference> m_found;
};

} // namespace outlay::pricing
