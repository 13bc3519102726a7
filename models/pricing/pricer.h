// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "pricing/ratecard.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace outlay::pricing {

/// A call as far as its price depends on it.
struct Call
{
    std::string_view provider; ///< as logged; may be empty
    std::string_view model;    ///< as logged
    Tier tier = Tier::Standard;
    std::int64_t atUs = 0; ///< microseconds since 1970-01-01 UTC
    /// Tokens by kind, or base::kAbsent. A log that does not speak of the cache did not use it.
    PerKind<std::int64_t> tokens{base::kAbsent, base::kAbsent, base::kAbsent, base::kAbsent, base::kAbsent};
};

/// Why a call has no price, which is never the same as $0.
enum class Unpriced
{
    No,            ///< it has one
    NoModel,       ///< the log names no model
    UnknownModel,  ///< no list knows it
    NoTierPrice,   ///< the model is known, but not in this tier
    UnknownTier,   ///< the log names a tier that no list has
    NoPriceThen,   ///< it is known, but not for that day
    TokensMissing, ///< the log gave no input or no output tokens
    NoKindPrice,   ///< tokens of a kind that has no price, such as output of an embedding
    NoAudioPrice,  ///< tokens of audio, whose price nobody lists: text costs another
    NoImagePrice,  ///< likewise
    NoSearchPrice, ///< web searches without a listed fee
    NoDeepPrice,   ///< citations or reasoning beside the answer
    NoFileSearchPrice,
    NoPicturePrice, ///< images by the piece
    NoSecondPrice,  ///< audio by the second
    NoPagePrice,
    NoRerankPrice,
    RequestSizeMissing, ///< a fee for the request depends on what the log does not say
    PartsTooLarge,      ///< more tokens of audio or images than tokens
    TooLarge,           ///< the amount does not fit
};
/// Those of what is beside text, of which the report of an import tells.
constexpr std::array<Unpriced, 11> kUnpricedParts = {
    Unpriced::NoAudioPrice,      Unpriced::NoImagePrice,       Unpriced::NoSearchPrice, Unpriced::NoDeepPrice,
    Unpriced::NoFileSearchPrice, Unpriced::NoPicturePrice,     Unpriced::NoSecondPrice, Unpriced::NoPagePrice,
    Unpriced::NoRerankPrice,     Unpriced::RequestSizeMissing, Unpriced::PartsTooLarge};
/// A plain phrase: "no list knows the model".
std::string_view phrase(Unpriced reason);

struct CallCost
{
    std::int64_t nanos = base::kAbsent;
    Unpriced unpriced = Unpriced::No;
    /// What it was computed with, with the threshold that was passed; null if the call is unpriced or is not
    /// billable. Good as long as the pricer that gave it.
    const RateSet *rates = nullptr;
};

/// One line of how a cost came about. The exact products sum up to the cost; only the sum is rounded.
struct CostPart
{
    TokenKind kind = TokenKind::Input;
    std::int64_t tokens = 0;
    Rate rate;
    base::Int128 picos = 0;
};
/// The parts with tokens.
std::vector<CostPart> partsOf(const Call &call, const CallCost &cost);
/// "input price, because the list has none for this kind"; empty for listed prices.
std::string_view assumption(Basis basis);

/// Tokens by kind, at least those of text; of the kinds beyond there are none. Most calls have text alone,
/// and most of their pricing would be to find that out kind by kind.
using TokenCounts = std::span<const std::int64_t>;

/// Computes costs by a book. What was found for a model is remembered, so that a call costs no look-up beyond
/// a hash. Used by one thread; several may share the book.
class Pricer
{
public:
    explicit Pricer(std::shared_ptr<const PriceBook> book);

    const PriceBook &book() const { return *m_book; }

    /// The sum of tokens × price over the kinds, exact in pico-dollars, rounded once, half to even, to the
    /// nano-dollar. A threshold is passed by the prompt, input and cache together, and then charges the whole
    /// call.
    CallCost price(const Call &call);

    /// A model in a tier, found once.
    struct Offer
    {
        RateCard card;
        Unpriced unpriced = Unpriced::No; ///< why the card is empty
        bool notBillable = false;
    };
    /// Good as long as the pricer.
    const Offer &offer(std::string_view provider, std::string_view model, Tier tier);
    static CallCost price(const Offer &offer, std::int64_t atUs, TokenCounts tokens);

private:
    Offer makeOffer(std::string_view provider, std::string_view model, Tier tier) const;

    std::shared_ptr<const PriceBook> m_book;
    std::unordered_map<std::string, std::unique_ptr<const Offer>> m_offers;
    std::string m_key;
};

} // namespace outlay::pricing
