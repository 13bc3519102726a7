// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/cacheeconomics.h"

#include "pricing/bookpricer.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace outlay::insight {

using base::Int128;
using base::Money;
using pricing::indexOf;
using pricing::TokenKind;

namespace {

bool hasCacheTokens(const base::EventRow &row)
{
    return row.cacheReadTokens != base::kAbsent || row.cacheWrite5mTokens != base::kAbsent ||
           row.cacheWrite1hTokens != base::kAbsent;
}

std::int64_t writtenTokens(const base::EventRow &row)
{
    return counted(row.cacheWrite5mTokens) + counted(row.cacheWrite1hTokens);
}

void addCall(CacheSide &side, std::int64_t cost, const base::EventRow &row)
{
    ++side.requests;
    if (cost != base::kAbsent) {
        ++side.priced;
        side.costNanos += cost;
    }
    if (row.inputTokens != base::kAbsent) {
        ++side.withPrompt;
        side.promptTokens += Int128{row.inputTokens} + counted(row.cacheReadTokens) + writtenTokens(row);
    }
    if (row.outputTokens != base::kAbsent) {
        ++side.withOutput;
        side.outputTokens += row.outputTokens;
    }
}

/// What as many calls as `of` has would cost at the average of `fresh`.
std::int64_t atFreshCost(const CacheSide &of, const CacheSide &fresh)
{
    return base::divideHalfEven(Int128{of.priced} * fresh.costNanos, fresh.priced);
}

CacheSide withFilling(const CacheComparison &pair)
{
    CacheSide both = pair.cached;
    both += pair.filling;
    return both;
}

std::optional<double> changeAgainst(Int128 actual, Int128 fresh)
{
    if (fresh == 0)
        return std::nullopt;
    return static_cast<double>(actual - fresh) / static_cast<double>(fresh);
}

template <typename SideOf>
std::optional<double> changeOver(const std::vector<CacheComparison> &pairs, SideOf sideOf)
{
    Int128 actual = 0;
    Int128 fresh = 0;
    for (const CacheComparison &pair : pairs) {
        if (!pair.isAlike())
            continue;
        const CacheSide side = sideOf(pair);
        actual += side.costNanos;
        fresh += atFreshCost(side, pair.fresh);
    }
    return changeAgainst(actual, fresh);
}

CacheSide cachedOf(const CacheComparison &pair)
{
    return pair.cached;
}

} // namespace

std::optional<double> CacheRow::readsPerWritten() const
{
    if (writeTokens() == 0)
        return std::nullopt;
    return static_cast<double>(readTokens) / static_cast<double>(writeTokens());
}

std::optional<double> CacheRow::breakEvenReads() const
{
    if (writeTokens() == 0 || readOncePicos <= 0)
        return std::nullopt;
    return static_cast<double>(premiumPicos) / static_cast<double>(readOncePicos);
}

CacheRow &CacheRow::operator+=(const CacheRow &other)
{
    for (const auto field :
         {&CacheRow::requests, &CacheRow::priced, &CacheRow::missingUsage, &CacheRow::gatewayAnswers,
          &CacheRow::silent, &CacheRow::uncachedNanos, &CacheRow::billedNanos})
        this->*field += other.*field;
    for (const auto field : {&CacheRow::inputTokens, &CacheRow::readTokens, &CacheRow::write5mTokens,
                             &CacheRow::write1hTokens, &CacheRow::premiumPicos, &CacheRow::readOncePicos})
        this->*field += other.*field;
    return *this;
}

std::optional<Money> CacheSide::perRequest() const
{
    if (priced == 0)
        return std::nullopt;
    return Money::fromNanos(base::divideHalfEven(costNanos, priced));
}

CacheSide &CacheSide::operator+=(const CacheSide &other)
{
    for (const auto field : {&CacheSide::requests, &CacheSide::priced, &CacheSide::costNanos,
                             &CacheSide::withPrompt, &CacheSide::withOutput})
        this->*field += other.*field;
    promptTokens += other.promptTokens;
    outputTokens += other.outputTokens;
    return *this;
}

std::optional<double> CacheComparison::change() const
{
    return changeOver({*this}, cachedOf);
}

std::optional<double> CacheComparison::changeWithFilling() const
{
    return changeOver({*this}, withFilling);
}

std::optional<double> CacheEconomics::change() const
{
    return changeOver(comparisons, cachedOf);
}

std::optional<double> CacheEconomics::changeWithFilling() const
{
    return changeOver(comparisons, withFilling);
}

std::int64_t CacheEconomics::comparedRequests() const
{
    std::int64_t requests = 0;
    for (const CacheComparison &pair : comparisons)
        requests += pair.isAlike() ? pair.cached.priced : 0;
    return requests;
}

CacheCounting::CacheCounting(std::shared_ptr<const pricing::PriceBook> book, base::CostBasis basis)
    : m_offers(std::move(book))
    , m_basis(basis)
{
}

void CacheCounting::add(std::size_t number, std::size_t pair, const base::Attribution &attribution,
                        const base::EventRow &row, const base::Parts &parts)
{
    m_groups.resize(std::max(m_groups.size(), number + 1));
    m_pairs.resize(std::max(m_pairs.size(), pair + 1));
    CacheRow &group = m_groups[number];
    ++group.requests;
    if (isGatewaysAnswer(attribution, row)) {
        ++group.gatewayAnswers;
        return; // it is neither cached nor fresh at a provider
    }
    if (base::isUsageMissing(row))
        ++group.missingUsage;
    else
        price(group, attribution, row, parts);
    compare(m_pairs[pair], attribution, row);
}

void CacheCounting::price(CacheRow &group, const base::Attribution &attribution, const base::EventRow &row,
                          const base::Parts &parts)
{
    const pricing::Pricer::Offer *offer = m_offers.of(row.attribution, attribution);
    if (offer == nullptr)
        return;
    const pricing::PerKind<std::int64_t> prompt = promptOf(pricing::tokensOf(row, parts));
    const pricing::CallCost billed = pricing::Pricer::price(*offer, row.atUs, prompt);
    const pricing::CallCost uncached = pricing::Pricer::price(*offer, row.atUs, withoutCache(prompt));
    if (billed.nanos == base::kAbsent || uncached.nanos == base::kAbsent)
        return;
    ++group.priced;
    group.silent += hasCacheTokens(row) ? 0 : 1;
    group.inputTokens += counted(row.inputTokens);
    group.readTokens += counted(row.cacheReadTokens);
    group.write5mTokens += counted(row.cacheWrite5mTokens);
    group.write1hTokens += counted(row.cacheWrite1hTokens);
    group.uncachedNanos += uncached.nanos;
    group.billedNanos += billed.nanos;
    if (writtenTokens(row) == 0 || billed.rates == nullptr)
        return;
    const auto rate = [&billed](TokenKind kind) { return billed.rates->rates[indexOf(kind)]; };
    const Int128 atInput = rate(TokenKind::Input).price.product(writtenTokens(row));
    group.premiumPicos += rate(TokenKind::CacheWrite5m).price.product(counted(row.cacheWrite5mTokens)) +
                          rate(TokenKind::CacheWrite1h).price.product(counted(row.cacheWrite1hTokens)) -
                          atInput;
    if (rate(TokenKind::CacheRead).isPriced())
        group.readOncePicos += atInput - rate(TokenKind::CacheRead).price.product(writtenTokens(row));
}

void CacheCounting::compare(CacheComparison &pair, const base::Attribution &attribution,
                            const base::EventRow &row) const
{
    const std::int64_t cost = costOn(m_basis, row);
    const auto &flag = attribution[base::FixedDimension::Cached];
    if (hasCacheTokens(row) && counted(row.cacheReadTokens) > 0)
        addCall(pair.cached, cost, row);
    else if (hasCacheTokens(row) && writtenTokens(row) > 0)
        addCall(pair.filling, cost, row);
    else if (flag == "true")
        addCall(pair.cached, cost, row);
    else if (hasCacheTokens(row) || flag == "false")
        addCall(pair.fresh, cost, row);
    else
        ++pair.unknown;
}

CacheEconomics CacheCounting::result(base::Grouping by, const std::vector<std::vector<std::string>> &groups,
                                     const std::vector<std::vector<std::string>> &pairs) const
{
    CacheEconomics economics;
    economics.by = std::move(by);
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        economics.rows.push_back(m_groups[g]);
        economics.rows.back().keys = groups[g];
        economics.total += m_groups[g];
    }
    std::sort(economics.rows.begin(), economics.rows.end(), [](const CacheRow &a, const CacheRow &b) {
        return std::pair(a.netSaving(), a.keys) < std::pair(b.netSaving(), b.keys);
    });
    for (std::size_t p = 0; p < m_pairs.size(); ++p) {
        economics.comparisons.push_back(m_pairs[p]);
        economics.comparisons.back().feature = pairs[p].front();
        economics.comparisons.back().model = pairs[p].back();
    }
    std::sort(economics.comparisons.begin(), economics.comparisons.end(),
              [](const CacheComparison &a, const CacheComparison &b) {
                  return std::tuple(b.cached.costNanos, a.feature, a.model) <
                         std::tuple(a.cached.costNanos, b.feature, b.model);
              });
    return economics;
}

} // namespace outlay::insight
