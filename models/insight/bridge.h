// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/dimension.h"
#include "base/filter.h"
#include "base/result.h"
#include "cube/cube.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::insight {

/// Why a cost has changed, in the order in which the effects are taken, which is a convention.
enum class Effect
{
    Ended,         ///< features in segments that had calls before, and have none after
    New,           ///< the other way round
    Volume,        ///< more or fewer calls, at the mean cost of a call before
    Mix,           ///< other shares of features and segments
    ModelMix,      ///< other shares of models and tiers inside a feature and segment
    Unpriced,      ///< another share of calls has a cost: what is known has changed, not what was spent
    RequestSize,   ///< more or fewer tokens a call
    TokenMix,      ///< other shares of input, cache reads, cache writes and output
    Price,         ///< what is left: the price of a token, with the remainders of all divisions
    WithoutTokens, ///< another cost of a call whose tokens are unknown or none
};
constexpr std::size_t kEffects = 10;
/// As written on the command line and in exports.
constexpr std::array<std::string_view, kEffects> kEffectNames = {
    "ended",    "new",          "volume",    "mix",   "model_mix",
    "unpriced", "request_size", "token_mix", "price", "without_tokens"};
constexpr Effect kRemaindersGoTo = Effect::Price;

using Effects = std::array<base::Money, kEffects>;

/// What changed in one feature and segment, or in all segments of a feature, or all features of a segment.
struct BridgePart
{
    std::string feature;
    std::string segment;
    base::Money before;
    base::Money after;
    Effects effects;

    base::Money of(Effect effect) const { return effects[static_cast<std::size_t>(effect)]; }
    base::Money change() const { return base::Money::fromNanos(after.nanos() - before.nanos()); }
};

struct Bridge
{
    base::Filter filter; ///< of the period after
    base::Period before;
    BridgePart total; ///< without feature and segment
    base::Measures sumsBefore;
    base::Measures sumsAfter;
    /// Calls of the features and segments that have some in both periods, by which volume is told.
    std::int64_t continuingBefore = 0;
    std::int64_t continuingAfter = 0;
    /// By feature and segment, the greatest change first. Each effect adds up to that of the total.
    std::vector<BridgePart> parts;
    /// Models that have used several kinds of tokens, but have no prices to weigh them by: token mix is
    /// inside price there.
    std::vector<std::string> unweighed;
};

/// The kinds of tokens of a cube: uncached input, cache read, cache write for 5 minutes and for an hour,
/// output.
constexpr std::size_t kBridgeKinds = 5;
/// What a token of each kind is worth in proportion to the others, 0 to 10¹⁵; nothing where it is unknown.
using KindWeights = std::array<std::optional<std::int64_t>, kBridgeKinds>;
/// The weights of a model, in a tier as logged, on a day. Nothing is known for a model without weights.
using WeightsOf = std::function<KindWeights(const std::string &model, const std::string &tier, base::Day)>;

/// Why `filter` costs what it costs in its period (1), and not what it cost in `before` (0): price, volume
/// and mix, extended to tokens. The effects add up to the difference to the nano-dollar.
///
/// Of an element (a model in a tier, in a feature and segment) C is the cost, r the calls, n those with a
/// cost, T the tokens a call among those that say them and wₖ the share of kind k of them. A feature and
/// segment with calls in one period only is new or ended. The others, C₀ for N₀ calls before and N₁ after, go
/// from C₀ to C₁ by subtotals, and an effect is the difference of two:
///
///  volume: C₀ × N₁ ÷ N₀ · mix: r₁ × C₀ ÷ r₀ of each feature and segment · model mix: r₁ × C₀ ÷ r₀ of each
///  element, and C₁ of one that was not there before · unpriced: n₁ × C₀ ÷ n₀ · request size: × T₁ ÷ T₀ ·
///  token mix: × Σwₖ₁pₖ ÷ Σwₖ₀pₖ · price: C₁.
///
/// A log tells the cost of a call, not of its kinds of tokens, so these are the price book's on the last day
/// of `before`, scaled so that they add up to C₀: only their proportions pₖ count. Without them, token mix is
/// inside price. An element without tokens in one of the periods goes from "unpriced" to C₁ in one step.
///
/// Each subtotal of each element is rounded once, half-even, to the nano-dollar (fractions of more than 126
/// bits are cut first); the remainders are in the last step, price (or, where that is none, the step that
/// stands for it). Errors: as Cube::query; Misuse when a subtotal does not fit into 64 bits.
base::Result<Bridge> bridge(const cube::Cube &cube, const base::Filter &filter, const base::Period &before,
                            const WeightsOf &weightsOf = {});

/// The parts added up by feature or by segment, the greatest change first.
std::vector<BridgePart> partsBy(const Bridge &bridge, base::FixedDimension dimension);

} // namespace outlay::insight
