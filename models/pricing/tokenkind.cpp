// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/tokenkind.h"

#include "base/dimension.h"
#include "pricing/lowercase.h"

#include <algorithm>
#include <utility>

namespace outlay::pricing {

std::optional<base::TokenPrice> readPrice(TokenKind kind, std::string_view usd)
{
    return isOfTokens(kind) ? base::TokenPrice::parsePerMillion(usd)
                            : base::TokenPrice::parsePerThousand(usd);
}

std::string writtenPrice(TokenKind kind, base::TokenPrice price)
{
    return isOfTokens(kind) ? price.perMillion() : price.perThousand();
}

std::string_view unitOf(TokenKind kind)
{
    return isOfTokens(kind) ? "million" : "thousand";
}

std::string pricesBesideText(const PerKind<std::optional<base::TokenPrice>> &prices)
{
    std::string text;
    for (std::size_t kind = kTextKinds; kind < prices.size(); ++kind) {
        if (!prices[kind])
            continue;
        const auto its = static_cast<TokenKind>(kind);
        text += (text.empty() ? "" : ", ") + std::string(kTokenKindNames[kind]) + " " +
                writtenPrice(its, *prices[kind]) + (isOfTokens(its) ? "" : " per thousand");
    }
    return text;
}

std::optional<Tier> tierNamed(std::string_view name)
{
    const auto found = std::find(kTierNames.begin(), kTierNames.end(), name);
    if (found == kTierNames.end())
        return std::nullopt;
    return static_cast<Tier>(found - kTierNames.begin());
}

std::optional<Tier> tierLogged(std::string_view value)
{
    // "auto" is what was asked for, not what was given: providers then serve the standard tier.
    constexpr std::array<std::pair<std::string_view, Tier>, 16> words = {{
        {"standard", Tier::Standard},
        {"default", Tier::Standard},
        {"auto", Tier::Standard},
        {"on_demand", Tier::Standard},
        {"on-demand", Tier::Standard},
        {"ondemand", Tier::Standard},
        {"standard_only", Tier::Standard},
        {"large context", Tier::Standard}, // Langfuse's word for a passed threshold
        {"batch", Tier::Batch},
        {"batches", Tier::Batch},
        {"batch_api", Tier::Batch},
        {"flex", Tier::Flex},
        {"priority", Tier::Priority},
        {"provisioned", Tier::Priority},
        {"provisioned_throughput", Tier::Priority},
        {"fast", Tier::Fast},
    }};
    if (base::isDefaultLabel(value))
        return Tier::Standard;
    const std::string word = lowercase(value);
    const auto found =
        std::find_if(words.begin(), words.end(), [&word](const auto &known) { return known.first == word; });
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

} // namespace outlay::pricing
