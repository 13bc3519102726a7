// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/reconcile.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace outlay::insight {

/// How finely the two sides can be held against each other: what one does not tell apart is compared as a
/// whole.
class MatchLevels
{
public:
    MatchLevels(const Bills &bills, const Calls &calls);

    bool hasBill(const std::string &provider) const { return m_billed.contains(provider); }
    std::map<MatchKey, Amounts> brought(const std::map<MatchKey, Amounts> &ledger) const;
    /// By the models that rows have.
    std::map<MatchKey, CallCounts> brought(const std::map<MatchKey, CallCounts> &counts) const;
    bool comparesCost(const MatchKey &key) const;
    bool comparesTokens(const MatchKey &key) const;

private:
    MatchKey costKey(MatchKey key) const;
    MatchKey tokenKey(MatchKey key) const;
    bool isWholeModel(const MatchKey &key) const;

    std::set<std::string> m_billed;
    std::set<std::string> m_costsByProvider;
    std::set<std::pair<std::string, std::string>> m_costsByModel;
    std::set<std::string> m_tokensByProvider;
};

/// A row with what is known for sure: a side that covers the day and says nothing has 0.
struct MatchEntry
{
    struct Pair
    {
        std::optional<base::Int128> provider;
        std::optional<base::Int128> ours;
        bool isAsked = false; ///< the row is about this

        bool isComparable() const { return provider && ours; }
    };

    MatchRow row;
    Pair cost;
    Pair tokens;
    bool isBeyond = false; ///< behind our last day, where what was called before may be booked

    Pair &pair(bool ofCosts) { return ofCosts ? cost : tokens; }
    const Pair &pair(bool ofCosts) const { return ofCosts ? cost : tokens; }
};

/// Gives entries their class and cause. `inZone`: the same by days of the reporting zone; empty
/// where these are the same.
void judge(std::vector<MatchEntry> &entries, const std::vector<MatchEntry> &inZone,
           const MatchOptions &options, const std::map<std::string, BillSpans> &spans,
           const Repeats &repeats);

} // namespace outlay::insight
