// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/parts.h"
#include "base/zone.h"
#include "insight/callnames.h"
#include "insight/calloffers.h"
#include "insight/ledger.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace outlay::insight {

/// Calls of one day and model.
struct CallCounts
{
    std::int64_t calls = 0;
    std::int64_t priced = 0;       ///< with a cost, reported or computed
    std::int64_t unpriced = 0;     ///< with tokens and without a cost
    std::int64_t missingUsage = 0; ///< without tokens

    CallCounts &operator+=(const CallCounts &other);
};

/// The calls of a store as bills would say them.
struct Calls
{
    Ledger ledger;
    std::map<MatchKey, CallCounts> counts; ///< of BillKind::All, by the days that they are billed by
    std::map<CallName, std::string> shown; ///< the shortest name that logs have
    /// The first and the last day of each provider's calls, by the days that it bills by.
    std::map<std::string, base::Period> spans;
};

/// Adds up calls one by one. The cost of a day's calls of a model is split over the kinds by the price book,
/// exact in sum; where the book knows no prices it is of BillKind::All. Used by one thread.
class CallAdding
{
public:
    /// `names` must live as long.
    /// `billed`: by whose days calls are held against bills; `zone`: the reporting zone.
    CallAdding(CallNames &names, std::shared_ptr<const pricing::PriceBook> book, BillZones billed,
               const base::Zone &zone);

    /// `parts`: what of it is no text.
    void add(const base::Attribution &attribution, const base::EventRow &row, const base::Parts &parts);
    Calls result() const;

private:
    static constexpr std::size_t kSplitKinds = kBillKinds - 1; ///< all but BillKind::All

    struct Group
    {
        CallCounts counts;
        base::Int128 splitNanos = 0;
        base::Int128 unsplitNanos = 0;
        std::array<base::Int128, kSplitKinds> picos{}; ///< by the book, of what is split
        std::array<base::Int128, kCountedKinds> tokens{};
        std::array<bool, kCountedKinds> isSaid{};
    };
    struct Known
    {
        const pricing::Pricer::Offer *offer = nullptr;
        std::optional<std::uint32_t> name;
    };
    using Groups = std::unordered_map<std::uint64_t, Group>; ///< by name and day

    const Known &known(std::uint32_t id, const base::Attribution &attribution);
    static Group &groupOf(Groups &groups, std::uint32_t name, base::Day day);
    std::map<MatchKey, Amounts> ledgerOf(const Groups &groups) const;
    MatchKey keyOf(std::uint64_t group, BillKind kind) const;

    CallNames &m_names;
    CallOffers m_offers;
    BillZones m_zones;
    base::DayClock m_clock; ///< of the reporting zone
    bool m_isSame;
    std::vector<Known> m_known; ///< by the store's id of the attribution
    std::map<CallName, std::uint32_t> m_numbers;
    std::vector<CallName> m_numbered;
    std::vector<base::DayClock> m_clocks; ///< of each name's provider
    std::vector<base::Period> m_spans;    ///< of each name's calls
    std::map<CallName, std::string> m_shown;
    Groups m_days;
    Groups m_zoneDays;
};

} // namespace outlay::insight
