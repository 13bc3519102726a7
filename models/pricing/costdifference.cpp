// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/costdifference.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace outlay::pricing {

namespace {

using Tokens = PerKind<std::int64_t>;

constexpr std::int64_t kCent = 10'000'000;

std::int64_t countOf(const Tokens &tokens, TokenKind kind)
{
    return std::max<std::int64_t>(tokens[indexOf(kind)], 0);
}

bool isClose(std::int64_t reported, std::int64_t computed, std::int64_t lastPlace)
{
    const base::Int128 difference = base::Int128{reported} - computed;
    const base::Int128 size = difference < 0 ? -difference : difference;
    return size * 2 <= lastPlace || size <= 1;
}

Tokens without(Tokens tokens, std::initializer_list<TokenKind> kinds)
{
    for (const TokenKind kind : kinds)
        tokens[indexOf(kind)] = 0;
    return tokens;
}

/// The ways in which programs are known to misread or misprice cached tokens.
std::vector<Tokens> cacheReadings(const Tokens &tokens)
{
    using enum TokenKind;
    const std::int64_t input = countOf(tokens, Input);
    const std::int64_t read = countOf(tokens, CacheRead);
    const std::int64_t short5m = countOf(tokens, CacheWrite5m);
    const std::int64_t long1h = countOf(tokens, CacheWrite1h);
    if (read + short5m + long1h == 0)
        return {};
    const auto withInput = [](Tokens changed, std::int64_t count) {
        changed[indexOf(Input)] = count;
        return changed;
    };
    const Tokens bare = without(tokens, {CacheRead, CacheWrite5m, CacheWrite1h});
    const Tokens noWrites = without(tokens, {CacheWrite5m, CacheWrite1h});
    std::vector<Tokens> readings = {
        bare,                                               // the cache forgotten
        withInput(bare, input + read + short5m + long1h),   // all at the input price
        withInput(noWrites, input + short5m + long1h),      // writes at the input price
        withInput(tokens, input + read),                    // reads counted twice: as input and as reads
        withInput(tokens, input + read + short5m + long1h), // all counted twice
    };
    if (input >= read) // reads taken out of an input that did not hold them
        readings.push_back(withInput(tokens, input - read));
    if (input >= read + short5m + long1h)
        readings.push_back(withInput(tokens, input - read - short5m - long1h));
    Tokens allShort = tokens; // one hour priced as five minutes
    allShort[indexOf(CacheWrite5m)] = short5m + long1h;
    allShort[indexOf(CacheWrite1h)] = 0;
    readings.push_back(allShort);
    return readings;
}

/// The dollars of `tokens`, of which those of each kind above the threshold of `high` cost more.
std::optional<std::int64_t> marginalCost(const Tokens &tokens, const RateSet &low, const RateSet &high)
{
    base::Int128 picos = 0;
    for (const TokenKind kind : kAllTokenKinds) {
        const std::int64_t count = countOf(tokens, kind);
        const std::int64_t below = std::min(count, high.above);
        picos += low.rates[indexOf(kind)].price.product(below) +
                 high.rates[indexOf(kind)].price.product(count - below);
    }
    const auto cost = base::costOfPicos(picos);
    return cost ? std::optional(cost->nanos()) : std::nullopt;
}

/// What programs are known to charge that pass a threshold otherwise than providers do: the prices on its
/// other side for all tokens, or the higher ones only for the tokens above it (ccusage).
std::vector<std::int64_t> thresholdReadings(Pricer &pricer, const Call &call)
{
    std::vector<std::int64_t> costs;
    const std::vector<RateSet> &sets =
        pricer.offer(call.provider, call.model, call.tier).card.ratesAt(call.atUs);
    if (sets.size() < 2)
        return costs;
    for (const RateSet &set : sets) {
        RateSet all = set;
        all.above = 0;
        for (const RateSet &high : {all, set}) {
            if (const auto cost = marginalCost(call.tokens, sets.back(), high))
                costs.push_back(*cost);
        }
    }
    return costs;
}

bool hasTokens(const Tokens &tokens)
{
    return std::any_of(tokens.begin(), tokens.end(), [](std::int64_t count) { return count > 0; });
}

} // namespace

std::string_view nameOf(DifferenceCause cause)
{
    constexpr std::array<std::string_view, 6> names = {"none", "no price",   "rounding", "cache semantics",
                                                       "tier", "other price"};
    return names[static_cast<std::size_t>(cause)];
}

std::int64_t lastPlaceOf(const std::vector<std::int64_t> &costs)
{
    std::int64_t place = kCent;
    bool any = false;
    for (const std::int64_t cost : costs) {
        if (cost == base::kAbsent || cost == 0)
            continue;
        any = true;
        while (cost % place != 0)
            place /= 10;
    }
    return any ? place : 1;
}

DifferenceCause causeOf(Pricer &pricer, const Call &call, std::int64_t reportedNanos, std::int64_t lastPlace)
{
    const CallCost cost = pricer.price(call);
    if (cost.unpriced != Unpriced::No)
        return DifferenceCause::Unpriced;
    if (reportedNanos == base::kAbsent || reportedNanos == cost.nanos)
        return DifferenceCause::None;
    if (isClose(reportedNanos, cost.nanos, lastPlace))
        return DifferenceCause::Rounding;
    const auto agrees = [&](const Call &other) {
        const CallCost priced = pricer.price(other);
        return priced.unpriced == Unpriced::No && isClose(reportedNanos, priced.nanos, lastPlace);
    };
    Call other = call;
    for (const Tokens &reading : cacheReadings(call.tokens)) {
        other.tokens = reading;
        if (agrees(other))
            return DifferenceCause::CacheSemantics;
    }
    other.tokens = call.tokens;
    for (int tier = 0; tier < kTiers; ++tier) {
        other.tier = static_cast<Tier>(tier);
        if (other.tier != call.tier && hasTokens(call.tokens) && agrees(other))
            return DifferenceCause::Tier;
    }
    const std::vector<std::int64_t> readings = thresholdReadings(pricer, call);
    const bool isThreshold = std::any_of(readings.begin(), readings.end(), [&](std::int64_t nanos) {
        return isClose(reportedNanos, nanos, lastPlace);
    });
    return isThreshold ? DifferenceCause::Tier : DifferenceCause::OtherPrice;
}

void Differences::add(const Call &call, std::int64_t reportedNanos, std::int64_t lastPlace)
{
    const DifferenceCause cause = causeOf(m_pricer, call, reportedNanos, lastPlace);
    if (cause != DifferenceCause::None)
        note(call, cause, m_pricer.price(call), reportedNanos);
}

void Differences::addOfUnknownTier(const Call &call, std::int64_t reportedNanos)
{
    note(call, DifferenceCause::Unpriced, {base::kAbsent, Unpriced::UnknownTier, nullptr}, reportedNanos);
}

void Differences::note(const Call &call, DifferenceCause cause, const CallCost &cost,
                       std::int64_t reportedNanos)
{
    Difference &difference = m_found[Key(call.provider, call.model, call.tier, cause, cost.unpriced)];
    difference.provider = call.provider;
    difference.model = call.model;
    difference.tier = call.tier;
    difference.cause = cause;
    difference.unpriced = cost.unpriced;
    ++difference.calls;
    difference.reported += reportedNanos == base::kAbsent ? 0 : 1;
    difference.reportedNanos += reportedNanos == base::kAbsent ? 0 : reportedNanos;
    difference.computedNanos += cost.nanos == base::kAbsent ? 0 : cost.nanos;
    for (const TokenKind kind : kAllTokenKinds)
        difference.tokens += isOfTokens(kind) ? countOf(call.tokens, kind) : 0;
}

std::vector<Difference> Differences::result() const
{
    std::vector<Difference> differences;
    for (const auto &[key, difference] : m_found)
        differences.push_back(difference);
    const auto size = [](const Difference &each) {
        const base::Int128 by = each.reportedNanos - each.computedNanos;
        return by < 0 ? -by : by;
    };
    std::stable_sort(differences.begin(), differences.end(),
                     [&size](const Difference &a, const Difference &b) {
                         const bool aIsRounding = a.cause == DifferenceCause::Rounding;
                         const bool bIsRounding = b.cause == DifferenceCause::Rounding;
                         return aIsRounding != bIsRounding ? bIsRounding : size(a) > size(b);
                     });
    return differences;
}

} // namespace outlay::pricing
