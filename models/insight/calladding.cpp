// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/calladding.h"

#include "pricing/bookpricer.h"

#include <algorithm>

namespace outlay::insight {

using base::Int128;
using base::kAbsent;
using pricing::TokenKind;

namespace {

constexpr std::size_t kDayBits = 32;

BillKind kindBilledAs(TokenKind kind)
{
    switch (kind) {
    case TokenKind::CacheRead:
    case TokenKind::CacheReadAudio:
    case TokenKind::CacheReadImage:
        return BillKind::CacheRead;
    case TokenKind::CacheWrite5m:
    case TokenKind::CacheWrite1h:
        return BillKind::CacheWrite;
    case TokenKind::Output:
    case TokenKind::OutputAudio:
    case TokenKind::OutputImage:
    case TokenKind::BesideReasoning:
        return BillKind::Output;
    case TokenKind::Input:
    case TokenKind::InputAudio:
    case TokenKind::InputImage:
        return BillKind::Input;
    default:
        return BillKind::Other;
    }
}

std::string_view wordOf(const base::Attribution &attribution, base::FixedDimension dimension)
{
    const auto &value = attribution[dimension];
    return value ? std::string_view(*value) : std::string_view();
}

/// `nanos` × `part` ÷ `whole`, half-even, whatever fits: what is left of a rounding has a place of its own.
Int128 splitShare(Int128 nanos, Int128 part, Int128 whole)
{
    constexpr Int128 safe = Int128{1} << 60;
    while (whole >= safe) {
        whole >>= 1;
        part >>= 1;
    }
    return base::divideHalfEven(nanos * part, whole);
}

} // namespace

CallCounts &CallCounts::operator+=(const CallCounts &other)
{
    calls += other.calls;
    priced += other.priced;
    unpriced += other.unpriced;
    missingUsage += other.missingUsage;
    return *this;
}

CallAdding::CallAdding(CallNames &names, std::shared_ptr<const pricing::PriceBook> book, BillZones billed,
                       const base::Zone &zone)
    : m_names(names)
    , m_offers(std::move(book))
    , m_zones(std::move(billed))
    , m_clock(zone)
    , m_isSame(areDaysOf(m_zones, zone))
{
}

const CallAdding::Known &CallAdding::known(std::uint32_t id, const base::Attribution &attribution)
{
    if (m_known.size() <= id)
        m_known.resize(id + std::size_t{1});
    Known &known = m_known[id];
    if (known.name)
        return known;
    const std::string_view model = wordOf(attribution, base::FixedDimension::Model);
    const CallName &name = m_names.of(wordOf(attribution, base::FixedDimension::Provider), model);
    const auto [number, isNew] = m_numbers.try_emplace(name, static_cast<std::uint32_t>(m_numbers.size()));
    if (isNew) {
        m_numbered.push_back(name);
        m_clocks.emplace_back(zoneOf(m_zones, name.provider));
        m_spans.push_back({base::Day::max(), base::Day::min()});
    }
    if (!name.model.empty()) {
        std::string &shown = m_shown[name];
        if (shown.empty() ||
            std::pair(model.size(), model) < std::pair(shown.size(), std::string_view(shown)))
            shown = model;
    }
    known.offer = m_offers.of(id, attribution);
    known.name = number->second;
    return known;
}

CallAdding::Group &CallAdding::groupOf(Groups &groups, std::uint32_t name, base::Day day)
{
    const auto days = static_cast<std::uint32_t>(day.time_since_epoch().count());
    return groups[(std::uint64_t{name} << kDayBits) | days];
}

void CallAdding::add(const base::Attribution &attribution, const base::EventRow &row,
                     const base::Parts &parts)
{
    if (isGatewaysAnswer(attribution, row))
        return; // no provider bills it
    const Known &call = known(row.attribution, attribution);
    const base::Day day = m_clocks[*call.name].dayOf(row.atUs);
    base::Period &span = m_spans[*call.name];
    span = {std::min(span.first, day), std::max(span.last, day)};
    const std::int64_t nanos = base::shownNanos(row);
    const bool isMissing = base::isUsageMissing(row);
    const auto tokens = pricing::tokensOf(row, parts);
    const pricing::RateSet *rates = nanos == kAbsent || call.offer == nullptr
                                        ? nullptr
                                        : pricing::Pricer::price(*call.offer, row.atUs, tokens).rates;
    const std::int64_t written = counted(row.cacheWrite5mTokens) + counted(row.cacheWrite1hTokens);
    const bool saysWritten = row.cacheWrite5mTokens != kAbsent || row.cacheWrite1hTokens != kAbsent;
    const std::array<std::int64_t, kCountedKinds> said = {row.inputTokens, row.cacheReadTokens,
                                                          saysWritten ? written : kAbsent, row.outputTokens};
    const auto addTo = [&](Group &group) {
        ++group.counts.calls;
        group.counts.priced += nanos != kAbsent ? 1 : 0;
        group.counts.unpriced += nanos == kAbsent && !isMissing ? 1 : 0;
        group.counts.missingUsage += isMissing ? 1 : 0;
        for (std::size_t kind = 0; kind < said.size(); ++kind)
            if (said[kind] != kAbsent) {
                group.isSaid[kind] = true;
                group.tokens[kind] += said[kind];
            }
        if (nanos != kAbsent)
            (rates == nullptr ? group.unsplitNanos : group.splitNanos) += nanos;
        if (rates == nullptr)
            return;
        for (const TokenKind kind : pricing::kAllTokenKinds)
            if (const std::int64_t count = counted(tokens[pricing::indexOf(kind)]); count > 0)
                group.picos[static_cast<std::size_t>(kindBilledAs(kind))] +=
                    rates->rates[pricing::indexOf(kind)].price.product(count);
    };
    addTo(groupOf(m_days, *call.name, day));
    if (!m_isSame)
        addTo(groupOf(m_zoneDays, *call.name, m_clock.dayOf(row.atUs)));
}

MatchKey CallAdding::keyOf(std::uint64_t group, BillKind kind) const
{
    const CallName &name = m_numbered[group >> kDayBits];
    const auto days = static_cast<std::int32_t>(static_cast<std::uint32_t>(group));
    return {base::Day{std::chrono::days{days}}, name.provider, name.model, kind};
}

std::map<MatchKey, Amounts> CallAdding::ledgerOf(const Groups &groups) const
{
    std::map<MatchKey, Amounts> ledger;
    for (const auto &[number, group] : groups) {
        for (std::size_t kind = 0; kind < kCountedKinds; ++kind)
            if (group.isSaid[kind])
                ledger[keyOf(number, static_cast<BillKind>(kind))].addTokens(group.tokens[kind]);
        Int128 whole = 0;
        for (const Int128 picos : group.picos)
            whole += picos;
        Int128 left = group.splitNanos;
        const auto dearest = std::max_element(group.picos.begin(), group.picos.end()) - group.picos.begin();
        for (std::size_t kind = 0; whole > 0 && kind < kSplitKinds; ++kind) {
            if (group.picos[kind] == 0 || static_cast<std::ptrdiff_t>(kind) == dearest)
                continue;
            const Int128 share = splitShare(group.splitNanos, group.picos[kind], whole);
            ledger[keyOf(number, static_cast<BillKind>(kind))].addCost(share);
            left -= share;
        }
        if (whole > 0)
            ledger[keyOf(number, static_cast<BillKind>(dearest))].addCost(left);
        const Int128 rest = group.unsplitNanos + (whole > 0 ? 0 : left);
        if (rest != 0)
            ledger[keyOf(number, BillKind::All)].addCost(rest);
    }
    return ledger;
}

Calls CallAdding::result() const
{
    Calls calls;
    calls.ledger.byDay = ledgerOf(m_days);
    calls.ledger.byZoneDay = ledgerOf(m_zoneDays);
    calls.shown = m_shown;
    for (const auto &[number, group] : m_days)
        calls.counts[keyOf(number, BillKind::All)] = group.counts;
    for (std::size_t number = 0; number < m_spans.size(); ++number) {
        const base::Period &each = m_spans[number];
        if (each.first > each.last)
            continue;
        const auto [span, isNew] = calls.spans.try_emplace(m_numbered[number].provider, each);
        if (!isNew)
            span->second = {std::min(span->second.first, each.first), std::max(span->second.last, each.last)};
    }
    return calls;
}

} // namespace outlay::insight
