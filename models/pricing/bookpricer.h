// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricer.h"

#include <memory>
#include <optional>
#include <vector>

namespace outlay::pricing {

/// How an event's call was served, by its service tier as logged; absent is standard. Nothing for a tier that
/// is none of ours.
std::optional<Tier> tierOf(const base::Attribution &attribution);

/// The tokens of an event by kind.
PerKind<std::int64_t> tokensOf(const base::EventRow &row);

/// Sets the computed cost of the events of one import by a book. What was reported is not touched.
class BookPricer : public base::EventPricer
{
public:
    explicit BookPricer(std::shared_ptr<const PriceBook> book);

    void price(base::EventBatch &batch) override;

private:
    Pricer m_pricer;
    std::vector<const Pricer::Offer *> m_offers; ///< by the attribution's number; null: an unknown tier
};

} // namespace outlay::pricing
