// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/parts.h"
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
std::array<std::int64_t, kTextKinds> textTokensOf(const base::EventRow &row);
/// The same with its parts taken out of them. What is too much for that leaves less than nothing.
PerKind<std::int64_t> tokensOf(const base::EventRow &row, const base::Parts &parts);

/// True if the log says that the answer was a cache's. If it says that it cost nothing, too, it was the
/// gateway's own, and no provider was asked.
bool isCachedAnswer(const base::Attribution &attribution);

/// Sets the computed cost of the events of one import by a book. What was reported is not touched.
class BookPricer : public base::EventPricer
{
public:
    explicit BookPricer(std::shared_ptr<const PriceBook> book);

    void price(base::EventBatch &batch) override;
    std::vector<std::pair<std::string, std::int64_t>> takeRemarks() override;

private:
    /// What is known of an attribution, by its number.
    struct Known
    {
        const Pricer::Offer *offer = nullptr; ///< null: an unknown tier
        bool isCached = false;
    };
    CallCost costOf(const base::EventBatch &batch, const base::EventRow &row);

    Pricer m_pricer;
    std::vector<Known> m_known;
    std::array<std::int64_t, static_cast<std::size_t>(Unpriced::TooLarge) + 1> m_unpriced{};
    std::int64_t m_withoutSession = 0; ///< events
};

} // namespace outlay::pricing
