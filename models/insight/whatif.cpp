// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/whatif.h"

#include "insight/duplicates.h"
#include "pricing/bookpricer.h"

#include <algorithm>

namespace outlay::insight {

using base::Int128;
using base::kAbsent;
using pricing::indexOf;
using pricing::TokenKind;

namespace {

constexpr Int128 kAllParts = Int128{kWhole} * kWhole;

std::string_view textOf(const base::Attribution &attribution, base::FixedDimension dimension)
{
    const auto &value = attribution[dimension];
    return value ? std::string_view(*value) : std::string_view();
}

/// Reads from the cache, then writes to it, then the rest uncached; of text alone.
pricing::PerKind<std::int64_t> withCache(pricing::PerKind<std::int64_t> tokens, std::int64_t hits,
                                         std::optional<std::int64_t> writes)
{
    std::int64_t &input = tokens[indexOf(TokenKind::Input)];
    std::int64_t &read = tokens[indexOf(TokenKind::CacheRead)];
    std::int64_t &write5m = tokens[indexOf(TokenKind::CacheWrite5m)];
    std::int64_t &write1h = tokens[indexOf(TokenKind::CacheWrite1h)];
    if (input == kAbsent)
        return tokens;
    const std::int64_t prompt = input + counted(read) + counted(write5m) + counted(write1h);
    const auto part = [prompt](std::int64_t share) {
        return base::divideHalfEven(Int128{prompt} * share, kWhole);
    };
    read = part(hits);
    std::int64_t room = prompt - read;
    write5m = std::min(writes ? part(*writes) : counted(write5m), room);
    room -= write5m;
    write1h = std::min(writes ? 0 : counted(write1h), room);
    input = room - write1h;
    return tokens;
}

/// In place of absent counts: what makes no difference to the cost.
bool isSameCall(const pricing::PerKind<std::int64_t> &a, const pricing::PerKind<std::int64_t> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](std::int64_t x, std::int64_t y) { return counted(x) == counted(y); });
}

} // namespace

std::int64_t WhatIfSums::requestsAfter() const
{
    return requests - gone - base::divideHalfEven(goneParts, kAllParts);
}

WhatIfSums &WhatIfSums::operator+=(const WhatIfSums &other)
{
    for (const auto field : {&WhatIfSums::requests, &WhatIfSums::gone, &WhatIfSums::priced,
                             &WhatIfSums::changed, &WhatIfSums::notEstimated})
        this->*field += other.*field;
    for (const auto field : {&WhatIfSums::goneParts, &WhatIfSums::beforeNanos, &WhatIfSums::lowNanos,
                             &WhatIfSums::afterNanos, &WhatIfSums::highNanos})
        this->*field += other.*field;
    return *this;
}

WhatIfCounting::WhatIfCounting(std::shared_ptr<const pricing::PriceBook> book, Scenario scenario,
                               base::CostBasis basis)
    : m_pricer(std::move(book))
    , m_scenario(std::move(scenario))
    , m_basis(basis)
{
    m_result.name = m_scenario.name;
}

bool WhatIfCounting::isTooLong(const ScenarioChange &change, const Call &call, const Variant &variant)
{
    const Int128 tokens = promptTokens(variant.tokens) + counted(variant.tokens[indexOf(TokenKind::Output)]) +
                          counted(variant.tokens[indexOf(TokenKind::OutputAudio)]) +
                          counted(variant.tokens[indexOf(TokenKind::OutputImage)]);
    if (change.contextWindow == 0 || tokens <= change.contextWindow)
        return false;
    ++m_result.tooLong;
    std::vector<TooLongCall> &longest = m_result.longest;
    const auto size = static_cast<std::int64_t>(tokens);
    if (longest.size() == kTooLongListed && longest.back().tokens >= size)
        return true;
    if (longest.size() == kTooLongListed)
        longest.pop_back();
    const auto place = std::find_if(longest.begin(), longest.end(),
                                    [size](const TooLongCall &each) { return each.tokens < size; });
    longest.insert(place,
                   {call.row.atUs, std::string(textOf(call.attribution, base::FixedDimension::Feature)),
                    std::string(variant.model), *change.model, size});
    return true;
}

void WhatIfCounting::move(const ScenarioChange &change, const Call &call, Variant &variant)
{
    const std::string_view provider = change.provider ? std::string_view(*change.provider) : variant.provider;
    if (*change.model == variant.model && provider == variant.provider)
        return;
    if (isTooLong(change, call, variant))
        return;
    variant.isTouched = variant.isMoved = true;
    variant.isWindowUnknown = change.contextWindow == 0;
    variant.model = *change.model;
    variant.provider = provider;
    // Where the call was bought they may not have it: then whoever makes it.
    if (!change.provider && variant.tier &&
        m_pricer.offer(provider, variant.model, *variant.tier).unpriced != pricing::Unpriced::No)
        variant.provider = {};
}

void WhatIfCounting::apply(const ScenarioChange &change, const Call &call, Variant &variant)
{
    if (change.drop || change.duplicatesWithin || (change.noRetries && isLostAttempt(call.attribution)))
        variant.isGone = variant.isTouched = true;
    if (variant.isGone || isGatewaysAnswer(call.attribution, call.row))
        return;
    if (change.model)
        move(change, call, variant);
    if (change.tier && variant.tier != change.tier) {
        variant.tier = change.tier;
        variant.isTouched = true;
    }
    if (change.cacheHits) {
        const Tokens cached = withCache(variant.tokens, *change.cacheHits, change.cacheWrites);
        variant.isTouched = variant.isTouched || !isSameCall(cached, variant.tokens);
        variant.tokens = cached;
    }
    std::int64_t &output = variant.tokens[indexOf(TokenKind::Output)];
    if (change.maxOutput && output > *change.maxOutput) { // what is absent is below all
        output = *change.maxOutput;
        variant.isTouched = true;
    }
    if (change.pricesOf) {
        const std::int64_t sinceMidnight =
            variant.atUs - base::utcDayOf(variant.atUs).time_since_epoch().count() * base::kDayUs;
        variant.atUs = change.pricesOf->time_since_epoch().count() * base::kDayUs + sinceMidnight;
        variant.isTouched = true;
    }
    for (std::size_t kind = 0; kind < change.prices.size(); ++kind)
        if (change.prices[kind]) {
            variant.prices[kind] = change.prices[kind];
            variant.isTouched = true;
        }
}

std::vector<WhatIfCounting::Variant> WhatIfCounting::variantsOf(const Call &call, base::Day day,
                                                                std::uint32_t applies)
{
    std::vector<Variant> variants = {call.asItWas};
    for (std::size_t i = 0; i < m_scenario.changes.size(); ++i) {
        const ScenarioChange &change = m_scenario.changes[i];
        if ((applies >> i & 1) == 0 || !change.during.contains(day))
            continue;
        if (change.share == kWhole) {
            for (Variant &variant : variants)
                apply(change, call, variant);
            continue;
        }
        for (std::size_t v = 0, end = variants.size(); v < end; ++v) {
            Variant changed = variants[v];
            apply(change, call, changed);
            changed.weight *= change.share;
            variants[v].weight *= kWhole - change.share;
            variants.push_back(changed);
        }
    }
    return variants;
}

std::int64_t WhatIfCounting::bookCost(const Variant &variant, const Tokens &tokens)
{
    const auto isSet = [](const auto &price) { return price.has_value(); };
    const bool hasOwn = std::any_of(variant.prices.begin(), variant.prices.end(), isSet);
    if (!variant.tier)
        return kAbsent;
    const pricing::Pricer::Offer &offer = m_pricer.offer(variant.provider, variant.model, *variant.tier);
    const pricing::CallCost cost = pricing::Pricer::price(offer, variant.atUs, tokens);
    const bool isMissing =
        tokens[indexOf(TokenKind::Input)] == kAbsent || tokens[indexOf(TokenKind::Output)] == kAbsent;
    if (!hasOwn || isMissing || offer.notBillable)
        return cost.nanos;
    Int128 picos = 0;
    for (const TokenKind kind : pricing::kAllTokenKinds) {
        const std::size_t k = indexOf(kind);
        if (counted(tokens[k]) == 0)
            continue;
        if (!variant.prices[k] && (cost.rates == nullptr || !cost.rates->rates[k].isPriced()))
            return kAbsent;
        picos += (variant.prices[k] ? *variant.prices[k] : cost.rates->rates[k].price).product(tokens[k]);
    }
    const auto money = base::costOfPicos(picos);
    return money ? money->nanos() : kAbsent;
}

/// `direction`: −1 for the fewest tokens that the tolerances allow, 1 for the most.
WhatIfCounting::Tokens WhatIfCounting::stretched(const Tokens &tokens, int direction) const
{
    const Int128 all = kWhole + direction * m_scenario.tokenizerTolerance;
    const Int128 answer = kWhole + direction * m_scenario.answerTolerance;
    Tokens changed = tokens;
    for (const TokenKind kind : pricing::kTextTokenKinds) {
        std::int64_t &count = changed[indexOf(kind)];
        if (count == kAbsent)
            continue;
        count = kind == TokenKind::Output ? base::divideHalfEven(count * all * answer, kAllParts)
                                          : base::divideHalfEven(count * all, kWhole);
    }
    return changed;
}

WhatIfCounting::Range WhatIfCounting::costsOf(const Call &call, const Variant &variant)
{
    if (variant.isGone)
        return {0, 0, 0};
    if (!variant.isTouched)
        return {call.cost, call.cost, call.cost};
    const std::int64_t point = bookCost(variant, variant.tokens);
    if (point == kAbsent)
        return {};
    if (variant.isMoved) {
        const std::int64_t low = bookCost(variant, stretched(variant.tokens, -1));
        const std::int64_t high = bookCost(variant, stretched(variant.tokens, 1));
        return {low == kAbsent ? point : std::min(low, point), point,
                high == kAbsent ? point : std::max(high, point)};
    }
    const std::int64_t before = bookCost(call.asItWas, call.asItWas.tokens);
    if (before == point)
        return {call.cost, call.cost, call.cost};
    if (before == kAbsent || before == 0)
        return {point, point, point};
    const std::int64_t scaled = base::divideHalfEven(Int128{call.cost} * point, before);
    return {scaled, scaled, scaled};
}

void WhatIfCounting::addGone(WhatIfSums &sums, const std::vector<Variant> &variants, std::int64_t whole)
{
    for (const Variant &variant : variants) {
        if (!variant.isGone)
            continue;
        if (variant.weight == whole)
            ++sums.gone;
        else
            sums.goneParts += variant.weight * (kAllParts / whole);
    }
}

bool WhatIfCounting::addCosts(WhatIfSums &sums, const Call &call, const std::vector<Variant> &variants,
                              std::int64_t whole)
{
    Int128 low = 0;
    Int128 point = 0;
    Int128 high = 0;
    for (const Variant &variant : variants) {
        const Range costs = costsOf(call, variant);
        if (costs.point == kAbsent)
            return false;
        low += Int128{costs.low} * variant.weight;
        point += Int128{costs.point} * variant.weight;
        high += Int128{costs.high} * variant.weight;
    }
    sums.lowNanos += base::divideHalfEven(low, whole);
    sums.afterNanos += base::divideHalfEven(point, whole);
    sums.highNanos += base::divideHalfEven(high, whole);
    return true;
}

void WhatIfCounting::addMoved(const Call &call, const std::vector<Variant> &variants, std::int64_t whole)
{
    Int128 weight = 0;
    for (const Variant &variant : variants)
        weight += variant.isMoved && !variant.isGone ? variant.weight : 0;
    if (weight == 0)
        return;
    ++m_result.moved;
    const bool isUnknown = std::any_of(variants.begin(), variants.end(),
                                       [](const Variant &variant) { return variant.isWindowUnknown; });
    m_result.windowUnknown += isUnknown ? 1 : 0;
    const std::int64_t byBook = bookCost(call.asItWas, call.asItWas.tokens);
    if (byBook == kAbsent)
        return;
    m_result.movedLogged += base::divideHalfEven(weight * call.cost, whole);
    m_result.movedByBook += base::divideHalfEven(weight * byBook, whole);
}

void WhatIfCounting::add(base::Day day, std::uint32_t applies, const base::Attribution &attribution,
                         const base::EventRow &row, const base::Parts &parts)
{
    using base::FixedDimension;
    Call call{attribution, row, costOn(m_basis, row), {}};
    call.asItWas.provider = textOf(attribution, FixedDimension::Provider);
    call.asItWas.model = textOf(attribution, FixedDimension::Model);
    call.asItWas.tier = pricing::tierOf(attribution);
    call.asItWas.atUs = row.atUs;
    call.asItWas.tokens = pricing::tokensOf(row, parts);
    WhatIfSums sums;
    sums.requests = 1;
    const std::vector<Variant> variants = variantsOf(call, day, applies);
    std::int64_t whole = 0;
    for (const Variant &variant : variants)
        whole += variant.weight;
    addGone(sums, variants, whole);
    if (call.cost != kAbsent) {
        sums.priced = 1;
        sums.beforeNanos = call.cost;
        const bool isChanged = std::any_of(variants.begin(), variants.end(),
                                           [](const Variant &variant) { return variant.isTouched; });
        const bool isEstimated = isChanged && addCosts(sums, call, variants, whole);
        sums.changed = isEstimated ? 1 : 0;
        sums.notEstimated = isChanged && !isEstimated ? 1 : 0;
        if (isEstimated)
            addMoved(call, variants, whole);
        else
            sums.lowNanos = sums.afterNanos = sums.highNanos = call.cost;
    }
    m_result.months[base::monthOf(day)] += sums;
    m_result.total += sums;
}

} // namespace outlay::insight
