// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "pricing/pricer.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace outlay::insight {

/// What the calls of a store cost by a price book: the offer of each attribution is looked up once. Used by
/// one thread.
class CallOffers
{
public:
    explicit CallOffers(std::shared_ptr<const pricing::PriceBook> book);

    /// By the store's id of the attribution. Null for a service tier that no list has.
    const pricing::Pricer::Offer *of(std::uint32_t id, const base::Attribution &attribution);
    pricing::Pricer &pricer() { return m_pricer; }

private:
    struct Known
    {
        const pricing::Pricer::Offer *offer = nullptr;
        bool isKnown = false;
    };

    pricing::Pricer m_pricer;
    std::vector<Known> m_known; ///< by id; ids are close together
};

/// Of a count that a log may leave out: 0 if it does.
constexpr std::int64_t counted(std::int64_t tokens)
{
    return tokens == base::kAbsent ? 0 : tokens;
}

/// What a call cost; kAbsent: that is not known.
std::int64_t costOn(base::CostBasis basis, const base::EventRow &row);

/// The log says that a gateway gave the answer from its own cache and that it cost nothing: no provider was
/// asked.
bool isGatewaysAnswer(const base::Attribution &attribution, const base::EventRow &row);

/// What went in alone: no output, and no searches.
pricing::PerKind<std::int64_t> promptOf(pricing::PerKind<std::int64_t> tokens);
/// All of it, as context thresholds and windows count it.
base::Int128 promptTokens(const pricing::PerKind<std::int64_t> &tokens);
/// The same call without a cache: what was read from it and written to it is input like any other.
pricing::PerKind<std::int64_t> withoutCache(pricing::PerKind<std::int64_t> tokens);

} // namespace outlay::insight
