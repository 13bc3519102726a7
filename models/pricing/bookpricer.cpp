// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/bookpricer.h"

#include "pricing/lowercase.h"

#include <algorithm>
#include <array>
#include <utility>

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

std::array<std::int64_t, kTextKinds> textTokensOf(const base::EventRow &row)
{
    return {row.inputTokens, row.cacheReadTokens, row.cacheWrite5mTokens, row.cacheWrite1hTokens,
            row.outputTokens};
}

PerKind<std::int64_t> tokensOf(const base::EventRow &row, const base::Parts &parts)
{
    using base::Part;
    PerKind<std::int64_t> tokens{};
    const auto text = textTokensOf(row);
    std::copy(text.begin(), text.end(), tokens.begin());
    const auto known = [&tokens](TokenKind kind) {
        return tokens[indexOf(kind)] == base::kAbsent ? 0 : tokens[indexOf(kind)];
    };
    // Where a log says how much audio went in, and not what of it came from the cache: what has no room
    // beside it in the input that was not cached.
    std::int64_t audio = partOf(parts, Part::InputAudio);
    std::int64_t image = partOf(parts, Part::InputImage);
    std::int64_t cachedAudio = partOf(parts, Part::CachedAudio);
    std::int64_t cachedImage = partOf(parts, Part::CachedImage);
    const std::int64_t tooMuch = audio - cachedAudio + image - cachedImage - known(TokenKind::Input);
    if (cachedAudio == 0 && cachedImage == 0 && tooMuch > 0 && tooMuch <= known(TokenKind::CacheRead))
        (audio >= tooMuch ? cachedAudio : cachedImage) = tooMuch;
    audio -= cachedAudio;
    image -= cachedImage;
    const auto takeOut = [&](TokenKind kind, TokenKind from, std::int64_t count) {
        tokens[indexOf(kind)] = count;
        if (count != 0)
            tokens[indexOf(from)] = known(from) - count;
    };
    takeOut(TokenKind::InputAudio, TokenKind::Input, audio);
    takeOut(TokenKind::InputImage, TokenKind::Input, image);
    takeOut(TokenKind::CacheReadAudio, TokenKind::CacheRead, cachedAudio);
    takeOut(TokenKind::CacheReadImage, TokenKind::CacheRead, cachedImage);
    takeOut(TokenKind::OutputAudio, TokenKind::Output, partOf(parts, Part::OutputAudio));
    takeOut(TokenKind::OutputImage, TokenKind::Output, partOf(parts, Part::OutputImage));
    tokens[indexOf(TokenKind::Citation)] = partOf(parts, Part::CitationTokens);
    tokens[indexOf(TokenKind::BesideReasoning)] = partOf(parts, Part::BesideReasoningTokens);
    constexpr std::array<std::pair<TokenKind, Part>, 10> pieces = {
        {{TokenKind::WebSearch, Part::WebSearches},
         {TokenKind::FileSearch, Part::FileSearches},
         {TokenKind::CodeSession, Part::CodeSessions},
         {TokenKind::ImageMade, Part::ImagesMade},
         {TokenKind::AudioSecond, Part::AudioSeconds},
         {TokenKind::DocumentPage, Part::DocumentPages},
         {TokenKind::RerankSearch, Part::RerankSearches},
         {TokenKind::RequestLow, Part::RequestsLow},
         {TokenKind::RequestMedium, Part::RequestsMedium},
         {TokenKind::RequestHigh, Part::RequestsHigh}}};
    for (const auto &[kind, part] : pieces)
        tokens[indexOf(kind)] = partOf(parts, part);
    return tokens;
}

bool isCachedAnswer(const base::Attribution &attribution)
{
    return attribution[base::FixedDimension::Cached] == "true";
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
        const Pricer::Offer *offer =
            tier ? &m_pricer.offer(textOf(FixedDimension::Provider), textOf(FixedDimension::Model), *tier)
                 : nullptr;
        m_known.push_back({offer, isCachedAnswer(attribution)});
    }
    for (base::EventRow &row : batch.rows) {
        const CallCost cost = costOf(batch, row);
        row.computedNanos = cost.nanos;
        ++m_unpriced[static_cast<std::size_t>(cost.unpriced)];
    }
}

CallCost BookPricer::costOf(const base::EventBatch &batch, const base::EventRow &row)
{
    const Known known = row.attribution < m_known.size() ? m_known[row.attribution] : Known{};
    if (known.isCached && row.costNanos == 0)
        return {0, Unpriced::No, nullptr};
    if (known.offer == nullptr)
        return {base::kAbsent, Unpriced::UnknownTier, nullptr};
    if (!row.hasParts || row.extra < 0)
        return Pricer::price(*known.offer, row.atUs, textTokensOf(row));
    const base::Parts parts = base::partsIn(batch.extras[static_cast<std::size_t>(row.extra)]);
    const CallCost cost = Pricer::price(*known.offer, row.atUs, tokensOf(row, parts));
    const bool isWithout = partOf(parts, base::Part::CodeSessions) > 0 && cost.rates != nullptr &&
                           !cost.rates->rates[indexOf(TokenKind::CodeSession)].isPriced();
    m_withoutSession += isWithout ? 1 : 0;
    return cost;
}

std::vector<std::pair<std::string, std::int64_t>> BookPricer::takeRemarks()
{
    std::vector<std::pair<std::string, std::int64_t>> remarks;
    for (const Unpriced why : kUnpricedParts) {
        if (const std::int64_t events = m_unpriced[static_cast<std::size_t>(why)]; events > 0)
            remarks.emplace_back("has no computed cost: " + std::string(phrase(why)), events);
    }
    m_unpriced.fill(0);
    if (const std::int64_t events = std::exchange(m_withoutSession, 0); events > 0)
        remarks.emplace_back("is computed without the session of a code interpreter, whose price no list has",
                             events);
    return remarks;
}

} // namespace outlay::pricing
