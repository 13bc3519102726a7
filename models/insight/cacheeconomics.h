// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/dimension.h"
#include "base/filter.h"
#include "base/parts.h"
#include "insight/calloffers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

/// What a provider's prompt cache saved, by list prices. Net saving = all that went in at the full input
/// price − the same tokens as billed, write premium included; both are rounded to the nano-dollar call by
/// call, as bills are, so that rows add up exactly.
struct CacheRow
{
    std::vector<std::string> keys;
    std::int64_t requests = 0;
    std::int64_t priced = 0;         ///< whose prompt has a price: only they are in the sums below
    std::int64_t missingUsage = 0;   ///< of the others: their log gives no tokens
    std::int64_t gatewayAnswers = 0; ///< of the others: a gateway answered, and no provider was asked
    std::int64_t silent = 0;         ///< of the priced: their log gives no cache tokens, not even 0
    base::Int128 inputTokens = 0;    ///< uncached
    base::Int128 readTokens = 0;
    base::Int128 write5mTokens = 0;
    base::Int128 write1hTokens = 0;
    std::int64_t uncachedNanos = 0; ///< had nothing been cached
    std::int64_t billedNanos = 0;
    base::Int128 premiumPicos = 0;  ///< what the written tokens cost above the input price
    base::Int128 readOncePicos = 0; ///< what they would save if each was read once

    std::int64_t unpriced() const { return requests - priced - missingUsage - gatewayAnswers; }
    bool usesCache() const { return readTokens + writeTokens() > 0; }
    base::Int128 writeTokens() const { return write5mTokens + write1hTokens; }
    base::Money netSaving() const { return base::Money::fromNanos(uncachedNanos - billedNanos); }
    /// Nothing where nothing was written.
    std::optional<double> readsPerWritten() const;
    /// (w − 1) ÷ (1 − r), of all that was written. Nothing where nothing was, or where reads are no cheaper.
    std::optional<double> breakEvenReads() const;

    CacheRow &operator+=(const CacheRow &other); ///< but for the keys
};

/// Calls of one side of a comparison, output included.
struct CacheSide
{
    std::int64_t requests = 0;
    std::int64_t priced = 0; ///< with a cost of the basis that was asked for
    std::int64_t costNanos = 0;
    std::int64_t withPrompt = 0;   ///< whose log gives what went in
    base::Int128 promptTokens = 0; ///< uncached, read and written
    std::int64_t withOutput = 0;
    base::Int128 outputTokens = 0;

    std::optional<base::Money> perRequest() const; ///< half-even; nothing if none has a cost
    CacheSide &operator+=(const CacheSide &other);
};

/// Cached against fresh calls of one feature and model: like with like.
struct CacheComparison
{
    std::string feature;
    std::string model;
    CacheSide cached;  ///< something was read from the cache; or, where a log has no cache tokens, it says so
    CacheSide filling; ///< wrote to the cache and read nothing: the price of having one
    CacheSide fresh;   ///< neither
    std::int64_t unknown = 0; ///< the log does not say

    bool isAlike() const { return cached.priced > 0 && fresh.priced > 0; }
    /// Cost per cached request ÷ per fresh one − 1: −0.3 is 30 % less. Nothing unless alike.
    std::optional<double> change() const;
    /// The same with the calls that fill the cache among the cached ones.
    std::optional<double> changeWithFilling() const;
};

struct CacheEconomics
{
    base::Grouping by;
    std::vector<CacheRow> rows; ///< by net saving, losses first
    CacheRow total;
    std::vector<CacheComparison> comparisons; ///< by cost of the cached side, descending

    /// Over all features and models with both sides: what cached calls cost ÷ what as many fresh calls of the
    /// same feature and model do − 1. Nothing where there are none.
    std::optional<double> change() const;
    std::optional<double> changeWithFilling() const;
    std::int64_t comparedRequests() const; ///< cached ones that have fresh peers
};

/// Adds up calls one by one. Used by one thread.
class CacheCounting
{
public:
    CacheCounting(std::shared_ptr<const pricing::PriceBook> book, base::CostBasis basis);

    /// `group` and `pair`: numbers of the group that the call is in, and of its feature and model, from 0 on.
    /// `parts`: what of it is no text.
    void add(std::size_t group, std::size_t pair, const base::Attribution &attribution,
             const base::EventRow &row, const base::Parts &parts);
    /// `groups` and `pairs`: what the numbers stand for.
    CacheEconomics result(base::Grouping by, const std::vector<std::vector<std::string>> &groups,
                          const std::vector<std::vector<std::string>> &pairs) const;

private:
    void price(CacheRow &group, const base::Attribution &attribution, const base::EventRow &row,
               const base::Parts &parts);
    void compare(CacheComparison &pair, const base::Attribution &attribution,
                 const base::EventRow &row) const;

    CallOffers m_offers;
    base::CostBasis m_basis;
    std::vector<CacheRow> m_groups;
    std::vector<CacheComparison> m_pairs;
};

} // namespace outlay::insight
