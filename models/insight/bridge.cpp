// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/bridge.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace outlay::insight {

using base::Int128;
using base::Measures;
using base::Money;

namespace {

constexpr Int128 kLargestPart = static_cast<Int128>(1) << 126;

/// What a cost is multiplied by; neither part is negative, and the divisor is not 0.
struct Fraction
{
    Int128 over = 1;
    Int128 under = 1;
};

Int128 commonDivisor(Int128 a, Int128 b)
{
    while (b != 0)
        a = std::exchange(b, a % b);
    return a == 0 ? 1 : a;
}

/// Without the last binary digit of both.
void cut(Fraction &fraction)
{
    fraction.over /= 2;
    fraction.under = std::max<Int128>(fraction.under / 2, 1);
}

/// a ÷ b × c ÷ d without passing 126 bits.
Fraction product(Fraction a, Fraction b)
{
    for (const auto &[over, under] : {std::pair(&a.over, &b.under), std::pair(&b.over, &a.under)}) {
        const Int128 divisor = commonDivisor(*over, *under);
        *over /= divisor;
        *under /= divisor;
    }
    Fraction result;
    while (__builtin_mul_overflow(a.over, b.over, &result.over) || result.over >= kLargestPart ||
           __builtin_mul_overflow(a.under, b.under, &result.under) || result.under >= kLargestPart)
        cut(std::max(a.over, a.under) > std::max(b.over, b.under) ? a : b);
    return result;
}

/// Half-even; nothing if it does not fit.
std::optional<std::int64_t> scaledBy(std::int64_t nanos, Fraction by)
{
    Int128 whole = 0;
    while (__builtin_mul_overflow(static_cast<Int128>(nanos), by.over, &whole))
        cut(by);
    const Int128 floor = whole / by.under;
    if (floor >= std::numeric_limits<std::int64_t>::max() ||
        floor <= std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return base::divideHalfEven(whole, by.under);
}

constexpr std::array kKindTokens = {&Measures::inputTokens, &Measures::cacheReadTokens,
                                    &Measures::cacheWrite5mTokens, &Measures::cacheWrite1hTokens,
                                    &Measures::outputTokens};
static_assert(kKindTokens.size() == kBridgeKinds);

/// Tokens, and calls that say them.
struct Usage
{
    explicit Usage(const Measures &sums)
        : calls(sums.requests - sums.missingUsage)
    {
        for (const auto field : kKindTokens)
            tokens += std::max<std::int64_t>(sums.*field, 0);
    }
    bool isKnown() const { return calls > 0 && tokens > 0; }

    std::int64_t calls;
    Int128 tokens = 0;
};

/// A model in a tier, in a feature and segment.
struct Element
{
    Measures before;
    Measures after;
};
using Elements = std::map<std::pair<std::string, std::string>, Element>; ///< by model and tier
using Groups = std::map<std::pair<std::string, std::string>, Elements>;  ///< by feature and segment

/// Effects while they are added up.
struct Steps
{
    std::array<Int128, kEffects> nanos{};

    Int128 &operator[](Effect effect) { return nanos[static_cast<std::size_t>(effect)]; }
};

class Stairs
{
public:
    Stairs(const WeightsOf &weightsOf, base::Day priceDay, Fraction growth)
        : m_weightsOf(weightsOf)
        , m_priceDay(priceDay)
        , m_growth(growth)
    {
    }

    /// Nothing if a subtotal does not fit.
    std::optional<Steps> of(const Elements &elements, const Measures &before, const Measures &after);
    const std::set<std::string> &unweighed() const { return m_unweighed; }

private:
    struct Known
    {
        const std::string &model;
        const std::string &tier;
        const Element &element;
    };
    /// The subtotal after model mix.
    std::optional<std::int64_t> walk(const Known &known, Steps &steps);
    std::optional<Fraction> mixOf(const Known &known);

    const WeightsOf &m_weightsOf;
    const base::Day m_priceDay;
    const Fraction m_growth;
    std::set<std::string> m_unweighed;
};

std::optional<Steps> Stairs::of(const Elements &elements, const Measures &before, const Measures &after)
{
    Steps steps;
    if (before.requests == 0) {
        steps[Effect::New] = after.costNanos;
        return steps;
    }
    if (after.requests == 0) {
        steps[Effect::Ended] = -static_cast<Int128>(before.costNanos);
        return steps;
    }
    const auto grown = scaledBy(before.costNanos, m_growth);
    const auto mixed = scaledBy(before.costNanos, {after.requests, before.requests});
    if (!grown || !mixed)
        return std::nullopt;
    steps[Effect::Volume] = static_cast<Int128>(*grown) - before.costNanos;
    steps[Effect::Mix] = static_cast<Int128>(*mixed) - *grown;
    steps[Effect::ModelMix] = -static_cast<Int128>(*mixed);
    for (const auto &[name, element] : elements) {
        const auto subtotal = walk({name.first, name.second, element}, steps);
        if (!subtotal)
            return std::nullopt;
        steps[Effect::ModelMix] += *subtotal;
    }
    return steps;
}

std::optional<std::int64_t> Stairs::walk(const Known &known, Steps &steps)
{
    const Measures &before = known.element.before;
    const Measures &after = known.element.after;
    if (after.requests == 0)
        return 0;
    if (before.requests == 0)
        return after.costNanos;
    const auto remixed = scaledBy(before.costNanos, {after.requests, before.requests});
    if (before.priced <= 0 || after.priced <= 0) {
        steps[Effect::Unpriced] += static_cast<Int128>(after.costNanos) - remixed.value_or(0);
        return remixed;
    }
    const Fraction calls{after.priced, before.priced};
    const auto priced = scaledBy(before.costNanos, calls);
    if (!remixed || !priced)
        return std::nullopt;
    steps[Effect::Unpriced] += static_cast<Int128>(*priced) - *remixed;
    const Usage used(before);
    const Usage uses(after);
    if (!used.isKnown() || !uses.isKnown()) {
        steps[Effect::WithoutTokens] += static_cast<Int128>(after.costNanos) - *priced;
        return remixed;
    }
    const Fraction callsThatSay = product(calls, {used.calls, uses.calls});
    const auto sized = scaledBy(before.costNanos, product(callsThatSay, {uses.tokens, used.tokens}));
    const auto mix = mixOf(known);
    const auto weighed = mix ? scaledBy(before.costNanos, product(callsThatSay, *mix)) : sized;
    if (!sized || !weighed)
        return std::nullopt;
    steps[Effect::RequestSize] += static_cast<Int128>(*sized) - *priced;
    steps[Effect::TokenMix] += static_cast<Int128>(*weighed) - *sized;
    steps[Effect::Price] += static_cast<Int128>(after.costNanos) - *weighed;
    return remixed;
}

/// Tokens after ÷ before, weighed by what they cost; nothing where there is one kind only, or no weight.
std::optional<Fraction> Stairs::mixOf(const Known &known)
{
    const auto tokensOf = [](const Measures &sums, std::size_t kind) {
        return std::max<std::int64_t>(sums.*kKindTokens[kind], 0);
    };
    std::vector<std::size_t> kinds;
    for (std::size_t k = 0; k < kBridgeKinds; ++k)
        if (tokensOf(known.element.before, k) > 0 || tokensOf(known.element.after, k) > 0)
            kinds.push_back(k);
    if (kinds.size() < 2)
        return std::nullopt;
    const KindWeights weights =
        m_weightsOf ? m_weightsOf(known.model, known.tier, m_priceDay) : KindWeights{};
    Int128 weightBefore = 0;
    Int128 weightAfter = 0;
    bool isKnown = true;
    for (const std::size_t k : kinds) {
        isKnown = isKnown && weights[k];
        const auto weight = static_cast<Int128>(weights[k].value_or(0));
        weightBefore += weight * tokensOf(known.element.before, k);
        weightAfter += weight * tokensOf(known.element.after, k);
    }
    if (isKnown && weightBefore > 0)
        return Fraction{weightAfter, weightBefore};
    m_unweighed.insert(known.model);
    return std::nullopt;
}

/// The calls of features and segments that have some in both periods: after ÷ before.
Fraction growthOf(const std::map<std::pair<std::string, std::string>, Element> &sums)
{
    Fraction growth{0, 0};
    for (const auto &[name, both] : sums) {
        if (both.before.requests == 0 || both.after.requests == 0)
            continue;
        growth.over += both.after.requests;
        growth.under += both.before.requests;
    }
    return growth;
}

std::optional<Effects> effectsOf(const Steps &steps)
{
    Effects effects;
    for (std::size_t i = 0; i < kEffects; ++i) {
        if (steps.nanos[i] > std::numeric_limits<std::int64_t>::max() ||
            steps.nanos[i] < std::numeric_limits<std::int64_t>::min())
            return std::nullopt;
        effects[i] = Money::fromNanos(static_cast<std::int64_t>(steps.nanos[i]));
    }
    return effects;
}

void sortByChange(std::vector<BridgePart> &parts)
{
    const auto size = [](const BridgePart &part) {
        const auto change = static_cast<Int128>(part.after.nanos()) - part.before.nanos();
        return change < 0 ? -change : change;
    };
    std::sort(parts.begin(), parts.end(), [&](const BridgePart &a, const BridgePart &b) {
        if (size(a) != size(b))
            return size(a) > size(b);
        return std::tie(a.feature, a.segment) < std::tie(b.feature, b.segment);
    });
}

base::Result<Measures> collect(const cube::Cube &cube, const base::Filter &filter, Groups &groups,
                               Measures Element::*side)
{
    static const base::Grouping by = {base::Dimension(nameOf(base::FixedDimension::Feature)),
                                      base::Dimension(nameOf(base::FixedDimension::Segment)),
                                      base::Dimension(nameOf(base::FixedDimension::Model)),
                                      base::Dimension(nameOf(base::FixedDimension::Tier))};
    const auto table = cube.query(filter, by);
    if (!table)
        return tl::unexpected(table.error());
    for (const cube::Row &row : table->rows)
        groups[{row.keys[0], row.keys[1]}][{row.keys[2], row.keys[3]}].*side = row.sums;
    return table->total;
}

base::Error tooLarge()
{
    return {base::ErrorKind::Misuse, "the bridge",
            "an effect has more dollars than can be told exactly; ask for longer periods or less of the data",
            0};
}

} // namespace

base::Result<Bridge> bridge(const cube::Cube &cube, const base::Filter &filter, const base::Period &before,
                            const WeightsOf &weightsOf)
{
    Groups groups;
    base::Filter filterBefore = filter;
    filterBefore.period = before;
    const auto sumsBefore = collect(cube, filterBefore, groups, &Element::before);
    if (!sumsBefore)
        return tl::unexpected(sumsBefore.error());
    const auto sumsAfter = collect(cube, filter, groups, &Element::after);
    if (!sumsAfter)
        return tl::unexpected(sumsAfter.error());
    std::map<std::pair<std::string, std::string>, Element> sums;
    for (const auto &[name, elements] : groups)
        for (const auto &[model, element] : elements) {
            sums[name].before += element.before;
            sums[name].after += element.after;
        }
    Bridge result;
    result.filter = filter;
    result.before = before;
    result.total = {{}, {}, sumsBefore->cost(), sumsAfter->cost(), {}};
    result.sumsBefore = *sumsBefore;
    result.sumsAfter = *sumsAfter;
    const Fraction growth = growthOf(sums);
    result.continuingBefore = static_cast<std::int64_t>(growth.under);
    result.continuingAfter = static_cast<std::int64_t>(growth.over);
    Stairs stairs(weightsOf, before.last, growth.under == 0 ? Fraction{} : growth);
    Steps total;
    Steps sizes; // which bound the sums over any parts
    for (const auto &[name, elements] : groups) {
        const Element &both = sums[name];
        const auto steps = stairs.of(elements, both.before, both.after);
        const auto effects = steps ? effectsOf(*steps) : std::nullopt;
        if (!effects)
            return tl::unexpected(tooLarge());
        for (std::size_t i = 0; i < kEffects; ++i) {
            total.nanos[i] += steps->nanos[i];
            sizes.nanos[i] += steps->nanos[i] < 0 ? -steps->nanos[i] : steps->nanos[i];
        }
        result.parts.push_back({name.first, name.second, both.before.cost(), both.after.cost(), *effects});
    }
    const auto effects = effectsOf(total);
    if (!effects || !effectsOf(sizes))
        return tl::unexpected(tooLarge());
    result.total.effects = *effects;
    sortByChange(result.parts);
    result.unweighed.assign(stairs.unweighed().begin(), stairs.unweighed().end());
    return result;
}

std::vector<BridgePart> partsBy(const Bridge &bridge, base::FixedDimension dimension)
{
    const bool byFeature = dimension == base::FixedDimension::Feature;
    std::map<std::string, BridgePart> sums;
    for (const BridgePart &part : bridge.parts) {
        BridgePart &sum = sums[byFeature ? part.feature : part.segment];
        (byFeature ? sum.feature : sum.segment) = byFeature ? part.feature : part.segment;
        sum.before = Money::fromNanos(sum.before.nanos() + part.before.nanos());
        sum.after = Money::fromNanos(sum.after.nanos() + part.after.nanos());
        for (std::size_t i = 0; i < kEffects; ++i)
            sum.effects[i] = Money::fromNanos(sum.effects[i].nanos() + part.effects[i].nanos());
    }
    std::vector<BridgePart> parts;
    for (auto &[name, sum] : sums)
        parts.push_back(std::move(sum));
    sortByChange(parts);
    return parts;
}

} // namespace outlay::insight
