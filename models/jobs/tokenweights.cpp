// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/tokenweights.h"

#include "pricing/pricer.h"

#include <utility>

namespace outlay::jobs {

insight::WeightsOf tokenWeights(std::shared_ptr<const pricing::PriceBook> book)
{
    static_assert(insight::kBridgeKinds == pricing::kTextKinds);
    return [pricer = std::make_shared<pricing::Pricer>(std::move(book))](
               const std::string &model, const std::string &tier, base::Day day) {
        insight::KindWeights weights;
        const auto known = pricing::tierLogged(tier);
        if (model.empty() || !known)
            return weights;
        const base::Instant noon = day + std::chrono::hours(12);
        const auto &sets = pricer->offer({}, model, *known).card.ratesAt(noon.time_since_epoch().count());
        if (sets.empty())
            return weights;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (const pricing::Rate &rate = sets.back().rates[i]; rate.isPriced())
                weights[i] = rate.price.picos();
        return weights;
    };
}

} // namespace outlay::jobs
