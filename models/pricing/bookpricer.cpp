// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/bookpricer.h"

#include "pricing/lowercase.h"

#include <algorithm>

namespace outlay::pricing {

std::optional<Tier> tierOf(const base::Attribution &attribution)
{
    const auto &model = attribution[base::FixedDimension::Model];
    const bool isFast =
        model && lowercase(*model).find("claude") != std::string::npos &&
        std::any_of(attribution.custom.begin(), attribution.custom.end(), [](const auto &dimension) {
            return dimension.first == "speed" && lowercase(dimension.second) == "fast";
        });
    if (isFast)
        return Tier::Fast;
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
        m_besides.push_back(besideOf(attribution));
        m_offers.push_back(
            tier ? &m_pricer.offer(textOf(FixedDimension::Provider), textOf(FixedDimension::Model), *tier)
                 : nullptr);
    }
    for (base::EventRow &row : batch.rows) {
        const Pricer::Offer *offer = row.attribution < m_offers.size() ? m_offers[row.attribution] : nullptr;
        row.computedNanos =
            offer == nullptr ? base::kAbsent : Pricer::price(*offer, row.atUs, tokensOf(row)).nanos;
        if (row.computedNanos != base::kAbsent)
            ++m_partlyPriced[static_cast<std::size_t>(m_besides[row.attribution])];
    }
}

BookPricer::Beside BookPricer::besideOf(const base::Attribution &attribution)
{
    for (const auto &[name, value] : attribution.custom) {
        if (name == "web_searches" && value != "0")
            return Beside::WebSearches;
        if (name == "modality" && value == "audio")
            return Beside::Audio;
    }
    return Beside::Nothing;
}

std::vector<std::pair<std::string, std::int64_t>> BookPricer::takeRemarks()
{
    constexpr std::array<std::pair<Beside, const char *>, 2> texts = {{
        {Beside::WebSearches,
         "computed costs are without the fee of web searches, of which the price book has none"},
        {Beside::Audio,
         "computed costs take tokens of audio at the price of text, because the price book has no other"},
    }};
    std::vector<std::pair<std::string, std::int64_t>> remarks;
    for (const auto &[beside, text] : texts) {
        if (const std::int64_t events = m_partlyPriced[static_cast<std::size_t>(beside)]; events > 0)
            remarks.emplace_back(text, events);
    }
    m_partlyPriced.fill(0);
    return remarks;
}

} // namespace outlay::pricing
