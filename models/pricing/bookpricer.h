// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricer.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace outlay::pricing {

/// How an event's call was served, by its service tier as logged; absent is standard. Claude logs its fast
/// mode beside the tier, as the call's speed. Nothing for a tier that is none of ours.
std::optional<Tier> tierOf(const base::Attribution &attribution);

/// The tokens of an event by kind.
PerKind<std::int64_t> tokensOf(const base::EventRow &row);

/// Sets the computed cost of the events of one import by a book. What was reported is not touched.
class BookPricer : public base::EventPricer
{
public:
    explicit BookPricer(std::shared_ptr<const PriceBook> book);

    void price(base::EventBatch &batch) override;
    std::vector<std::pair<std::string, std::int64_t>> takeRemarks() override;

private:
    /// What calls are charged for beside tokens of text, which the book prices alone.
    enum class Beside
    {
        Nothing,
        WebSearches,
        Audio,
    };
    static constexpr std::size_t kBesides = 3;
    static Beside besideOf(const base::Attribution &attribution);

    Pricer m_pricer;
    std::vector<Beside> m_besides; ///< by the attribution's number
    std::array<std::int64_t, kBesides> m_partlyPriced{};
    std::vector<const Pricer::Offer *> m_offers; ///< by the attribution's number; null: an unknown tier
};

} // namespace outlay::pricing
