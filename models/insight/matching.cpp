// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/matching.h"

namespace outlay::insight {

namespace {

bool isCounted(BillKind kind)
{
    return static_cast<int>(kind) < kCountedKinds;
}

} // namespace

MatchLevels::MatchLevels(const Bills &bills, const Calls &calls)
{
    for (const auto &[provider, span] : bills.spans)
        m_billed.insert(provider);
    for (const auto *ledger : {&bills.ledger.byDay, &calls.ledger.byDay})
        for (const auto &[key, amounts] : *ledger) {
            const bool isBill = ledger == &bills.ledger.byDay;
            const bool hasCost = amounts.cost.value_or(0) != 0;
            const bool isWhole = hasCost && key.kind != BillKind::Other;
            if (isBill && key.model.empty() && isWhole)
                m_costsByProvider.insert(key.provider);
            if (isBill && key.model.empty() && amounts.tokens.value_or(0) != 0)
                m_tokensByProvider.insert(key.provider);
            if (hasCost && key.kind == BillKind::All)
                m_costsByModel.insert({key.provider, key.model});
        }
}

bool MatchLevels::isWholeModel(const MatchKey &key) const
{
    return m_costsByModel.contains({key.provider, key.model});
}

MatchKey MatchLevels::costKey(MatchKey key) const
{
    if (!hasBill(key.provider) || m_costsByProvider.contains(key.provider)) {
        key.model = kAllModels;
        key.kind = BillKind::All;
    } else if (isWholeModel(key)) {
        key.kind = BillKind::All;
    }
    return key;
}

MatchKey MatchLevels::tokenKey(MatchKey key) const
{
    if (!hasBill(key.provider) || m_tokensByProvider.contains(key.provider))
        key.model = kAllModels;
    return key;
}

bool MatchLevels::comparesCost(const MatchKey &key) const
{
    if (!hasBill(key.provider) || m_costsByProvider.contains(key.provider))
        return key.model == kAllModels && key.kind == BillKind::All;
    return key.model != kAllModels && (key.kind == BillKind::All) == isWholeModel(key);
}

bool MatchLevels::comparesTokens(const MatchKey &key) const
{
    const bool isWhole = !hasBill(key.provider) || m_tokensByProvider.contains(key.provider);
    return isCounted(key.kind) && isWhole == (key.model == kAllModels);
}

std::map<MatchKey, Amounts> MatchLevels::brought(const std::map<MatchKey, Amounts> &ledger) const
{
    std::map<MatchKey, Amounts> whole;
    for (const auto &[key, amounts] : ledger) {
        if (amounts.cost)
            whole[costKey(key)].addCost(*amounts.cost);
        if (amounts.tokens)
            whole[tokenKey(key)].addTokens(*amounts.tokens);
    }
    return whole;
}

std::map<MatchKey, CallCounts> MatchLevels::brought(const std::map<MatchKey, CallCounts> &counts) const
{
    std::map<MatchKey, CallCounts> whole;
    for (const auto &[key, sums] : counts) {
        whole[key] += sums;
        MatchKey all = key;
        all.model = kAllModels;
        whole[all] += sums;
    }
    return whole;
}

} // namespace outlay::insight
