// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/bookpricer.h"

namespace outlay::pricing {

std::optional<Tier> tierOf(const base::Attribution &attribution)
{
    const auto &tier = attribution[base::FixedDimension::Tier];
    return tier ? tierLogged(*tier) : Tier::Standard;
}

PerKind<std::int64_t> tokensOf(const base::EventRow &row)
{
    return {row.inputTokens, row.cacheReadTokens, row.cacheWrite5mTokens, row.cacheWrite1hTokens,
            row.outputTokens};
}

BookPricer::BookPricer(std::shared_ptr<const PriceBook> book)
    : m_pricer(std::move(book))
{
}

void BookPricer::price(base::EventBatch &batch)
{
    using base::FixedDimension;
    for (const base::Attribution &attribution : batch.newAttributions) {
        const auto tier = tierOf(attribution);
        const auto textOf = [&attribution](FixedDimension dimension) {
            const auto &value = attribution[dimension];
            return value ? std::string_view(*value) : std::string_view();
        };
        m_offers.push_back(
            tier ? &m_pricer.offer(textOf(FixedDimension::Provider), textOf(FixedDimension::Model), *tier)
                 : nullptr);
    }
    for (base::EventRow &row : batch.rows) {
        const Pricer::Offer *offer = row.attribution < m_offers.size() ? m_offers[row.attribution] : nullptr;
        row.computedNanos =
            offer == nullptr ? base::kAbsent : Pricer::price(*offer, row.atUs, tokensOf(row)).nanos;
    }
}

} // namespace outlay::pricing
