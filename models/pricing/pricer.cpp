// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/pricer.h"

#include "pricing/modelnames.h"

#include <algorithm>

namespace outlay::pricing {

namespace {

/// Tokens of a kind; what a log does not mention of the cache is none.
std::int64_t counted(TokenCounts tokens, TokenKind kind)
{
    const std::int64_t count = indexOf(kind) < tokens.size() ? tokens[indexOf(kind)] : 0;
    return count == base::kAbsent ? 0 : count;
}

/// The kinds that `tokens` goes to.
std::span<const TokenKind> kindsOf(TokenCounts tokens)
{
    return std::span(kAllTokenKinds).first(tokens.size());
}

CallCost unpriced(Unpriced reason)
{
    return {base::kAbsent, reason, nullptr};
}

base::Int128 promptOf(TokenCounts tokens)
{
    base::Int128 sum = 0;
    for (const TokenKind kind : kindsOf(tokens))
        sum += isOfPrompt(kind) ? counted(tokens, kind) : 0;
    return sum;
}

bool isNegative(std::int64_t count)
{
    return count < 0 && count != base::kAbsent;
}

/// What costs nothing need not be logged: the output of embeddings is not.
bool areTokensMissing(TokenCounts tokens, const RateSet &rates)
{
    const bool negative = std::any_of(tokens.begin(), tokens.end(), isNegative);
    const auto isMissing = [&](TokenKind kind) {
        const Rate &rate = rates.rates[indexOf(kind)];
        return tokens[indexOf(kind)] == base::kAbsent && rate.isPriced() && rate.price.picos() > 0;
    };
    return negative || isMissing(TokenKind::Input) || isMissing(TokenKind::Output);
}

/// Text is what is left of the tokens when their parts are taken off.
bool arePartsTooLarge(TokenCounts tokens)
{
    const auto parts = tokens.begin() + kTextKinds;
    return std::any_of(parts, tokens.end(), [](std::int64_t count) { return count > 0; }) &&
           std::any_of(tokens.begin(), parts, isNegative);
}

/// A prompt alone, as it is asked for what a cache saves, is no request.
bool isRequestSizeMissing(TokenCounts tokens, const RateSet &rates)
{
    constexpr std::size_t first = indexOf(TokenKind::RequestLow);
    return rates.rates[first].isPriced() && counted(tokens, TokenKind::Output) > 0 &&
           std::all_of(kAllTokenKinds.begin() + first, kAllTokenKinds.end(),
                       [tokens](TokenKind kind) { return counted(tokens, kind) == 0; });
}

Unpriced whyNoPriceOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::InputAudio:
    case TokenKind::CacheReadAudio:
    case TokenKind::OutputAudio:
        return Unpriced::NoAudioPrice;
    case TokenKind::InputImage:
    case TokenKind::CacheReadImage:
    case TokenKind::OutputImage:
        return Unpriced::NoImagePrice;
    case TokenKind::Citation:
    case TokenKind::BesideReasoning:
        return Unpriced::NoDeepPrice;
    case TokenKind::WebSearch:
        return Unpriced::NoSearchPrice;
    case TokenKind::FileSearch:
        return Unpriced::NoFileSearchPrice;
    case TokenKind::ImageMade:
        return Unpriced::NoPicturePrice;
    case TokenKind::AudioSecond:
        return Unpriced::NoSecondPrice;
    case TokenKind::DocumentPage:
        return Unpriced::NoPagePrice;
    case TokenKind::RerankSearch:
        return Unpriced::NoRerankPrice;
    default:
        return Unpriced::NoKindPrice;
    }
}

} // namespace

std::string_view phrase(Unpriced reason)
{
    switch (reason) {
    case Unpriced::No:
        return "it is priced";
    case Unpriced::NoModel:
        return "the log names no model";
    case Unpriced::UnknownModel:
        return "no list knows the model";
    case Unpriced::NoTierPrice:
        return "no list has a price for this service tier";
    case Unpriced::UnknownTier:
        return "the service tier is not known";
    case Unpriced::NoPriceThen:
        return "no price is valid on that day";
    case Unpriced::TokensMissing:
        return "the log does not give all of its tokens";
    case Unpriced::NoKindPrice:
        return "a kind of its tokens has no price";
    case Unpriced::NoAudioPrice:
        return "no list has a price for its tokens of audio, and text costs another";
    case Unpriced::NoImagePrice:
        return "no list has a price for its tokens of images, and text costs another";
    case Unpriced::NoSearchPrice:
        return "no list has a price for its web searches";
    case Unpriced::NoDeepPrice:
        return "no list has a price for its citations or for its reasoning beside the output";
    case Unpriced::NoFileSearchPrice:
        return "no list has a price for its file searches";
    case Unpriced::NoPicturePrice:
        return "no list has a price for the images that it made";
    case Unpriced::NoSecondPrice:
        return "no list has a price for its seconds of audio";
    case Unpriced::NoPagePrice:
        return "no list has a price for its pages";
    case Unpriced::NoRerankPrice:
        return "no list has a price for its searches ranked anew";
    case Unpriced::RequestSizeMissing:
        return "each request has a fee by how much it searches, which the log does not say";
    case Unpriced::PartsTooLarge:
        return "the log gives more tokens of audio or images than tokens";
    case Unpriced::TooLarge:
        return "the amount is too large";
    }
    return {};
}

std::string_view assumption(Basis basis)
{
    switch (basis) {
    case Basis::Unpriced:
    case Basis::Listed:
        break;
    case Basis::TierShare:
        return "the tier's share of the standard price, because no list has a row of this tier";
    case Basis::LikeInput:
        return "the input price, because the list has none for this kind";
    case Basis::LikeWrite5m:
        return "the price for five minutes, because the list has none for one hour";
    case Basis::InputShare:
        return "the share of the input price that it is in this list, because the input price is from "
               "another";
    case Basis::FirstKnown:
        return "the first known price, because none is known of days as early";
    case Basis::LikeText:
        return "the price of text, because no list has another for what is no text";
    case Basis::TwiceInput:
        return "twice the input price, Anthropic's rule for one-hour cache writes";
    }
    return {};
}

std::vector<CostPart> partsOf(const Call &call, const CallCost &cost)
{
    std::vector<CostPart> parts;
    if (cost.rates == nullptr)
        return parts;
    for (const TokenKind kind : kAllTokenKinds) {
        const std::int64_t tokens = counted(call.tokens, kind);
        const Rate &rate = cost.rates->rates[indexOf(kind)];
        if (tokens != 0 && (rate.isPriced() || !isFeeApart(kind)))
            parts.push_back({kind, tokens, rate, rate.price.product(tokens)});
    }
    return parts;
}

Pricer::Pricer(std::shared_ptr<const PriceBook> book)
    : m_book(std::move(book))
{
}

CallCost Pricer::price(const Call &call)
{
    return price(offer(call.provider, call.model, call.tier), call.atUs, call.tokens);
}

CallCost Pricer::price(const Offer &offer, std::int64_t atUs, TokenCounts tokens)
{
    if (offer.notBillable)
        return {0, Unpriced::No, nullptr};
    if (offer.unpriced != Unpriced::No)
        return unpriced(offer.unpriced);
    const std::vector<RateSet> &sets = offer.card.ratesAt(atUs);
    if (sets.empty())
        return unpriced(Unpriced::NoPriceThen);
    const base::Int128 prompt = promptOf(tokens);
    const auto set = std::find_if(sets.begin(), sets.end(), [prompt](const RateSet &each) {
        return each.above == 0 || prompt > each.above;
    });
    if (set == sets.end())
        return unpriced(Unpriced::NoPriceThen);
    if (arePartsTooLarge(tokens))
        return unpriced(Unpriced::PartsTooLarge);
    if (areTokensMissing(tokens, *set))
        return unpriced(Unpriced::TokensMissing);
    if (isRequestSizeMissing(tokens, *set))
        return unpriced(Unpriced::RequestSizeMissing);

    base::Int128 picos = 0;
    for (const TokenKind kind : kindsOf(tokens)) {
        const std::int64_t count = counted(tokens, kind);
        if (count == 0)
            continue;
        const Rate &rate = set->rates[indexOf(kind)];
        if (!rate.isPriced() && !isFeeApart(kind))
            return unpriced(whyNoPriceOf(kind));
        picos += rate.price.product(count);
    }
    const auto cost = base::costOfPicos(picos);
    if (!cost)
        return unpriced(Unpriced::TooLarge);
    return {cost->nanos(), Unpriced::No, &*set};
}

const Pricer::Offer &Pricer::offer(std::string_view provider, std::string_view model, Tier tier)
{
    m_key.assign(1, static_cast<char>(tier));
    m_key.append(provider).push_back('\0');
    m_key.append(model);
    const auto known = m_offers.find(m_key);
    if (known != m_offers.end())
        return *known->second;
    return *m_offers.emplace(m_key, std::make_unique<const Offer>(makeOffer(provider, model, tier)))
                .first->second;
}

Pricer::Offer Pricer::makeOffer(std::string_view provider, std::string_view model, Tier tier) const
{
    Offer offer;
    if (base::isDefaultLabel(model)) {
        offer.unpriced = Unpriced::NoModel;
        return offer;
    }
    offer.notBillable = isNotBillable(model);
    if (offer.notBillable)
        return offer;
    const Found found = m_book->find(provider, model);
    offer.card = RateCard(found, tier);
    // The published lists have the fast mode as a model of its own.
    if (tier == Tier::Fast && offer.card.isEmpty())
        offer.card = RateCard(m_book->findFastMode(provider, model), Tier::Standard);
    if (found.groups.empty())
        offer.unpriced = Unpriced::UnknownModel;
    else if (offer.card.isEmpty())
        offer.unpriced = tier == Tier::Standard ? Unpriced::UnknownModel : Unpriced::NoTierPrice;
    return offer;
}

} // namespace outlay::pricing
