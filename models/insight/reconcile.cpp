// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/reconcile.h"

#include "insight/matching.h"

#include <algorithm>

namespace outlay::insight {

using base::Int128;

namespace {

constexpr int kWeek = 7;

/// One side's amounts of a kind that the other may not have.
using Side = std::map<MatchKey, Amounts>;

/// Makes rows of two ledgers.
class Pairing
{
public:
    Pairing(const Bills &bills, const Calls &calls, const std::map<std::string, base::Period> &spans,
            const MatchOptions &options)
        : m_bills(bills)
        , m_spans(spans)
        , m_options(options)
        , m_levels(bills, calls)
        , m_counts(m_levels.brought(calls.counts))
    {
    }

    std::vector<MatchEntry> entries(const Side &bill, const Side &ours, bool areZoneDays) const;

private:
    std::optional<base::Period> billSpan(const MatchKey &key, bool ofCosts) const;
    MatchEntry entryOf(const MatchKey &key, const Side &bill, const Side &ours, bool areZoneDays) const;
    void pairUp(MatchEntry &entry, bool ofCosts, bool areZoneDays) const;

    const Bills &m_bills;
    const std::map<std::string, base::Period> &m_spans;
    const MatchOptions &m_options;
    MatchLevels m_levels;
    std::map<MatchKey, CallCounts> m_counts;
};

std::optional<base::Period> Pairing::billSpan(const MatchKey &key, bool ofCosts) const
{
    const auto spans = m_bills.spans.find(key.provider);
    if (spans == m_bills.spans.end())
        return {};
    return spanWith(spans->second.of(ofCosts, key.kind), key.day);
}

/// Where a side covers a day and does not say anything of it, it says 0. Calls that do not say what they cost
/// or used are another matter.
void Pairing::pairUp(MatchEntry &entry, bool ofCosts, bool areZoneDays) const
{
    MatchEntry::Pair &pair = entry.pair(ofCosts);
    const MatchRow &row = entry.row;
    pair.isAsked = ofCosts ? m_levels.comparesCost(row.key) : m_levels.comparesTokens(row.key);
    if (!pair.isAsked)
        return;
    const auto &said = [ofCosts](const Amounts &amounts) { return ofCosts ? amounts.cost : amounts.tokens; };
    if (billSpan(row.key, ofCosts))
        pair.provider = said(row.provider).value_or(0);
    const auto span = m_spans.find(row.key.provider);
    if (span == m_spans.end())
        return;
    base::Period covered = span->second;
    covered.last += std::chrono::days{m_options.delayDays};
    if (!covered.contains(row.key.day) && !said(row.ours))
        return;
    const bool isSilent = ofCosts ? row.calls.priced == 0 : true;
    pair.ours = said(row.ours);
    if (!pair.ours && (row.calls.calls == 0 || areZoneDays || !isSilent))
        pair.ours = 0;
    entry.isBeyond = row.key.day > span->second.last && !areZoneDays;
}

MatchEntry Pairing::entryOf(const MatchKey &key, const Side &bill, const Side &ours, bool areZoneDays) const
{
    MatchEntry entry;
    entry.row.key = key;
    if (const auto found = bill.find(key); found != bill.end())
        entry.row.provider = found->second;
    if (const auto found = ours.find(key); found != ours.end())
        entry.row.ours = found->second;
    MatchKey counted = key;
    counted.kind = BillKind::All;
    if (const auto found = m_counts.find(counted); found != m_counts.end())
        entry.row.calls = found->second;
    pairUp(entry, true, areZoneDays);
    pairUp(entry, false, areZoneDays);
    return entry;
}

std::vector<MatchEntry> Pairing::entries(const Side &bill, const Side &ours, bool areZoneDays) const
{
    const Side theirs = m_levels.brought(bill);
    const Side own = m_levels.brought(ours);
    std::set<MatchKey> keys;
    const std::chrono::days margin{marginOf(m_options)};
    for (const Side *side : {&theirs, &own})
        for (const auto &[key, amounts] : *side) {
            const bool isNear =
                key.day + margin >= m_options.period.first && key.day - margin <= m_options.period.last;
            const bool isAsked = m_options.provider.empty() || key.provider == m_options.provider;
            if (isNear && isAsked && amounts.isSomething())
                keys.insert(key);
        }
    std::vector<MatchEntry> entries;
    for (const MatchKey &key : keys)
        entries.push_back(entryOf(key, theirs, own, areZoneDays));
    return entries;
}

} // namespace

std::string_view nameOf(MatchClass matchClass)
{
    constexpr std::array<std::string_view, kMatchClasses> names = {"matched", "provider only", "ours only",
                                                                   "amount differs", "not covered"};
    return names[static_cast<std::size_t>(matchClass)];
}

std::string_view nameOf(MatchCause cause)
{
    constexpr std::array<std::string_view, kMatchCauses> names = {
        "", "time zone", "unpriced", "missing usage", "duplicate", "rate", "not booked yet", "unexplained"};
    return names[static_cast<std::size_t>(cause)];
}

int marginOf(const MatchOptions &options)
{
    return options.delayDays + kWeek + 1;
}

MatchSums &MatchSums::operator+=(const MatchRow &row)
{
    ++rows;
    providerNanos += row.provider.cost.value_or(0);
    oursNanos += row.ours.cost.value_or(0);
    m_provider.add(row.provider);
    m_ours.add(row.ours);
    return *this;
}

void MatchSums::Side::add(const Amounts &amounts)
{
    hasCosts = hasCosts || amounts.cost;
    hasOthers = hasOthers || (!amounts.cost && amounts.tokens);
}

std::optional<base::Int128> MatchSums::difference() const
{
    const auto known = provider();
    const auto mine = ours();
    return known && mine ? std::optional(*mine - *known) : std::nullopt;
}

std::optional<base::Int128> differenceOf(const MatchRow &row)
{
    MatchSums sums;
    sums += row;
    return sums.difference();
}

std::string Reconciliation::shownModel(const MatchKey &key) const
{
    const auto found = shown.find({key.provider, key.model});
    return found == shown.end() ? key.model : found->second;
}

std::set<MatchKey> Reconciliation::suspects() const
{
    std::set<MatchKey> keys;
    for (const MatchRow &row : rows) {
        const bool isOpen = row.cause == MatchCause::Unexplained || row.cause == MatchCause::Late;
        const bool isMore = row.ours.cost.value_or(0) > row.provider.cost.value_or(0) ||
                            row.ours.tokens.value_or(0) > row.provider.tokens.value_or(0);
        if (isOpen && isMore)
            keys.insert({row.key.day, row.key.provider, row.key.model, BillKind::All});
    }
    return keys;
}

Reconciliation reconcile(const Bills &bills, const Calls &calls,
                         const std::map<std::string, base::Period> &spans, const MatchOptions &options,
                         const Repeats &repeats)
{
    Reconciliation result;
    result.options = options;
    result.asides = bills.asides;
    result.billLines = bills.lines;
    result.corrections = bills.corrections;
    result.shown = bills.shown;
    result.spans = bills.spans;
    result.shown.insert(calls.shown.begin(), calls.shown.end());
    const Pairing pairing(bills, calls, spans, options);
    std::vector<MatchEntry> entries = pairing.entries(bills.ledger.byDay, calls.ledger.byDay, false);
    judge(entries, pairing.entries(bills.ledger.byZoneDay, calls.ledger.byZoneDay, true), options,
          bills.spans, repeats);
    for (MatchEntry &entry : entries) {
        MatchRow &row = entry.row;
        if (!options.period.contains(row.key.day))
            continue;
        result.total += row;
        result.classes[static_cast<std::size_t>(row.matchClass)] += row;
        if (row.cause != MatchCause::None)
            result.causes[static_cast<std::size_t>(row.cause)] += row;
        if (row.isDelayed)
            result.delayed += row;
        result.rows.push_back(std::move(row));
    }
    return result;
}

} // namespace outlay::insight
