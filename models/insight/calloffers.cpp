// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/calloffers.h"

#include "pricing/bookpricer.h"

namespace outlay::insight {

using pricing::indexOf;
using pricing::PerKind;
using pricing::TokenKind;

CallOffers::CallOffers(std::shared_ptr<const pricing::PriceBook> book)
    : m_pricer(std::move(book))
{
}

const pricing::Pricer::Offer *CallOffers::of(std::uint32_t id, const base::Attribution &attribution)
{
    if (m_known.size() <= id)
        m_known.resize(id + std::size_t{1});
    Known &known = m_known[id];
    if (!known.isKnown) {
        known.isKnown = true;
        const auto textOf = [&attribution](base::FixedDimension dimension) {
            const auto &value = attribution[dimension];
            return value ? std::string_view(*value) : std::string_view();
        };
        if (const auto tier = pricing::tierOf(attribution))
            known.offer = &m_pricer.offer(textOf(base::FixedDimension::Provider),
                                          textOf(base::FixedDimension::Model), *tier);
    }
    return known.offer;
}

std::int64_t costOn(base::CostBasis basis, const base::EventRow &row)
{
    switch (basis) {
    case base::CostBasis::Reported:
        return row.costNanos;
    case base::CostBasis::Computed:
        return row.computedNanos;
    case base::CostBasis::Shown:
        break;
    }
    return base::shownNanos(row);
}

bool isGatewaysAnswer(const base::Attribution &attribution, const base::EventRow &row)
{
    return row.costNanos == 0 && pricing::isCachedAnswer(attribution);
}

PerKind<std::int64_t> promptOf(PerKind<std::int64_t> tokens)
{
    for (const TokenKind kind : pricing::kAllTokenKinds)
        tokens[indexOf(kind)] = pricing::isOfPrompt(kind) ? tokens[indexOf(kind)] : 0;
    return tokens;
}

base::Int128 promptTokens(const PerKind<std::int64_t> &tokens)
{
    const PerKind<std::int64_t> prompt = promptOf(tokens);
    base::Int128 sum = 0;
    for (const std::int64_t count : prompt)
        sum += counted(count);
    return sum;
}

PerKind<std::int64_t> withoutCache(PerKind<std::int64_t> tokens)
{
    const auto move = [&tokens](TokenKind from, TokenKind to) {
        std::int64_t &moved = tokens[indexOf(from)];
        std::int64_t &input = tokens[indexOf(to)];
        if (moved != base::kAbsent && moved != 0)
            input = (input == base::kAbsent ? 0 : input) + moved;
        moved = moved == base::kAbsent ? moved : 0;
    };
    move(TokenKind::CacheRead, TokenKind::Input);
    move(TokenKind::CacheWrite5m, TokenKind::Input);
    move(TokenKind::CacheWrite1h, TokenKind::Input);
    move(TokenKind::CacheReadAudio, TokenKind::InputAudio);
    move(TokenKind::CacheReadImage, TokenKind::InputImage);
    return tokens;
}

} // namespace outlay::insight
