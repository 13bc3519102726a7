// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/ratecard.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

namespace outlay::pricing {

namespace {

using base::Day;

constexpr std::int64_t kUsPerSecond = 1'000'000;
constexpr std::int64_t kUsPerDay = kSecondsPerDay * kUsPerSecond;
constexpr std::int64_t kTwice = 2'000'000; ///< in millionths

/// A moment, as far as rows tell moments apart. No day: before the first date that any row names.
struct When
{
    std::optional<Day> day;
    int second = 0;
};

bool isValid(const PriceRow &row, const When &when)
{
    const bool onDay = when.day ? row.isValidOn(*when.day) : !row.from;
    return onDay && (!row.between || row.between->contains(when.second));
}

/// Of two rows that are both valid: a time of day is more exact than all day, a higher threshold than a
/// lower, a later date than an earlier, and else the later row corrects the earlier.
bool isCloser(const PriceRow &row, const PriceRow &than)
{
    if (row.between.has_value() != than.between.has_value())
        return row.between.has_value();
    if (row.above != than.above)
        return row.above > than.above;
    return row.from >= than.from;
}

class Resolver
{
public:
    Resolver(const Found &found, Tier tier)
        : m_found(found)
        , m_tier(tier)
    {
    }

    template <class Visit>
    void eachRow(Visit visit) const
    {
        const bool alsoStandard = share().has_value();
        for (const Entries &group : m_found.groups) {
            for (const auto &[list, entry] : group) {
                for (const PriceRow &row : entry->rows) {
                    const bool hasFee =
                        std::any_of(row.prices.begin() + indexOf(TokenKind::WebSearch), row.prices.end(),
                                    [](const auto &price) { return price.has_value(); });
                    if (row.tier == m_tier || ((alsoStandard || hasFee) && row.tier == Tier::Standard))
                        visit(row);
                }
            }
        }
    }

    /// Every kind's rate; nothing if none that a model can be billed by has a price.
    std::optional<RateSet> ratesOf(const When &when, std::int64_t above) const
    {
        RateSet set{above, listed(m_tier, when, above)};
        if (const auto millionths = share())
            addShares(set.rates, listed(Tier::Standard, when, above), *millionths);
        if (!hasMainPrice(set.rates))
            return std::nullopt;
        if (m_tier != Tier::Standard)
            addFees(set.rates, listed(Tier::Standard, when, above));
        addDerived(set.rates);
        addLikeText(set.rates);
        return set;
    }

private:
    std::optional<std::int64_t> share() const
    {
        return m_tier == Tier::Standard ? std::nullopt : m_found.shares[static_cast<std::size_t>(m_tier)];
    }

    static bool hasMainPrice(const PerKind<Rate> &rates)
    {
        return std::any_of(kAllTokenKinds.begin(), kAllTokenKinds.end(), [&rates](TokenKind kind) {
            return isMain(kind) && rates[indexOf(kind)].isPriced();
        });
    }

    /// No tier takes anything off the fee of a search.
    static void addFees(PerKind<Rate> &rates, const PerKind<Rate> &standard)
    {
        for (std::size_t kind = indexOf(TokenKind::WebSearch); kind < rates.size(); ++kind)
            rates[kind] = rates[kind].isPriced() ? rates[kind] : standard[kind];
    }

    /// A stand-in provider's prices count only where the provider itself has none.
    PerKind<Rate> listed(Tier tier, const When &when, std::int64_t above) const
    {
        PerKind<Rate> rates;
        for (const Entries &group : m_found.groups) {
            for (const TokenKind kind : kAllTokenKinds) {
                Rate &rate = rates[indexOf(kind)];
                if (!rate.isPriced())
                    rate = listedRate(group, tier, when, above, indexOf(kind));
            }
            for (const TokenKind kind :
                 {TokenKind::CacheRead, TokenKind::CacheWrite5m, TokenKind::CacheWrite1h})
                fit(rates[indexOf(kind)], rates[indexOf(TokenKind::Input)], tier, when, above);
            if (hasMainPrice(rates))
                break;
        }
        return rates;
    }

    /// Use of the cache costs a share of the input price. Where another list than the input's prices it, and
    /// prices input otherwise itself, its price is of other days or of another contract: the share holds.
    static void fit(Rate &cache, const Rate &input, Tier tier, const When &when, std::int64_t above)
    {
        if (!cache.isPriced() || !input.isPriced() || cache.place.list == input.place.list)
            return;
        const Entries own{{cache.place.list, cache.place.model}};
        const Rate whole = listedRate(own, tier, when, above, indexOf(TokenKind::Input));
        if (!whole.isPriced() || whole.price == input.price || whole.price.picos() == 0)
            return;
        if (const auto price = input.price.proportion(cache.price, whole.price))
            cache = {*price, Basis::InputShare, cache.place};
    }

    static Rate listedRate(const Entries &entries, Tier tier, const When &when, std::int64_t above,
                           std::size_t kind)
    {
        for (const auto &[list, entry] : entries) {
            const PriceRow *best = nullptr;
            for (const PriceRow &row : entry->rows) {
                if (row.tier == tier && row.prices[kind] && row.above <= above && isValid(row, when) &&
                    (best == nullptr || isCloser(row, *best)))
                    best = &row;
            }
            if (best != nullptr)
                return {*best->prices[kind], Basis::Listed, {list, entry, best}};
        }
        return {};
    }

    static void addShares(PerKind<Rate> &rates, const PerKind<Rate> &standard, std::int64_t millionths)
    {
        for (std::size_t kind = 0; kind < rates.size(); ++kind) {
            if (rates[kind].isPriced() || !standard[kind].isPriced() ||
                !isOfTokens(static_cast<TokenKind>(kind)))
                continue;
            if (const auto price = standard[kind].price.share(millionths))
                rates[kind] = {*price, Basis::TierShare, standard[kind].place};
        }
    }

    void addDerived(PerKind<Rate> &rates) const
    {
        const Rate &input = rates[indexOf(TokenKind::Input)];
        if (!input.isPriced())
            return;
        const auto derive = [&](TokenKind kind, const Rate &from, Basis basis) {
            if (Rate &rate = rates[indexOf(kind)]; !rate.isPriced())
                rate = {from.price, basis, from.place};
        };
        derive(TokenKind::CacheRead, input, Basis::LikeInput);
        const Rate write = rates[indexOf(TokenKind::CacheWrite5m)];
        derive(TokenKind::CacheWrite5m, input, Basis::LikeInput);
        if (m_found.isClaude) {
            if (const auto twice = input.price.share(kTwice))
                derive(TokenKind::CacheWrite1h, {*twice, Basis::TwiceInput, input.place}, Basis::TwiceInput);
        } else if (write.isPriced()) {
            derive(TokenKind::CacheWrite1h, write, Basis::LikeWrite5m);
        }
        derive(TokenKind::CacheWrite1h, input, Basis::LikeInput);
    }

    /// What is no text, where no list has a price for it: what was read from the cache of it costs what it
    /// costs itself, tokens of images count as what they are listed among (OpenAI's and Google's
    /// documentation), and else the price of text holds only where the provider is said to take it.
    void addLikeText(PerKind<Rate> &rates) const
    {
        using enum TokenKind;
        const auto derive = [&rates](TokenKind kind, TokenKind from, Basis basis) {
            const Rate &rate = rates[indexOf(from)];
            if (!rates[indexOf(kind)].isPriced() && rate.isPriced())
                rates[indexOf(kind)] = {rate.price, basis, rate.place};
        };
        derive(CacheReadAudio, InputAudio, Basis::LikeInput);
        derive(CacheReadImage, InputImage, Basis::LikeInput);
        constexpr std::array<std::pair<TokenKind, TokenKind>, 6> texts = {{{InputAudio, Input},
                                                                           {CacheReadAudio, CacheRead},
                                                                           {OutputAudio, Output},
                                                                           {InputImage, Input},
                                                                           {CacheReadImage, CacheRead},
                                                                           {OutputImage, Output}}};
        for (const auto &[kind, text] : texts) {
            if (m_found.likeText[indexOf(kind)] || kind == InputImage || kind == CacheReadImage)
                derive(kind, text, Basis::LikeText);
        }
    }

    const Found &m_found;
    Tier m_tier;
};

bool hasRates(const RateCard::Slice &slice)
{
    return std::any_of(slice.spans.begin(), slice.spans.end(),
                       [](const RateCard::Span &span) { return !span.sets.empty(); });
}

/// What is first known, as an assumption on the days before.
RateCard::Slice reachingBack(RateCard::Slice slice)
{
    for (RateCard::Span &span : slice.spans) {
        for (RateSet &set : span.sets) {
            for (Rate &rate : set.rates) {
                if (rate.basis == Basis::Listed)
                    rate.basis = Basis::FirstKnown;
            }
        }
    }
    slice.fromUs = std::numeric_limits<std::int64_t>::min();
    return slice;
}

} // namespace

RateCard::RateCard(const Found &found, Tier tier)
{
    const Resolver resolver(found, tier);
    std::set<Day> days;
    std::set<int> seconds{0};
    std::set<std::int64_t, std::greater<>> thresholds{0};
    bool any = false;
    resolver.eachRow([&](const PriceRow &row) {
        any = true;
        if (row.from)
            days.insert(*row.from);
        if (row.to)
            days.insert(*row.to);
        if (row.between) {
            seconds.insert(row.between->from);
            seconds.insert(row.between->to % kSecondsPerDay);
        }
        thresholds.insert(row.above);
    });
    if (!any)
        return;

    const auto sliceOf = [&](std::optional<Day> day) {
        Slice slice;
        if (day)
            slice.fromUs = day->time_since_epoch().count() * kUsPerDay;
        for (const int second : seconds) {
            Span &span = slice.spans.emplace_back(Span{second, {}});
            for (const std::int64_t above : thresholds) {
                if (auto set = resolver.ratesOf({day, second}, above))
                    span.sets.push_back(std::move(*set));
            }
        }
        return slice;
    };
    m_slices.push_back(sliceOf(std::nullopt));
    for (const Day day : days)
        m_slices.push_back(sliceOf(day));
    const auto first = std::find_if(m_slices.begin(), m_slices.end(), hasRates);
    if (first == m_slices.end()) {
        m_slices.clear();
    } else if (first != m_slices.begin()) {
        Slice before = reachingBack(*first);
        m_slices.erase(m_slices.begin(), first);
        m_slices.insert(m_slices.begin(), std::move(before));
    }
}

const std::vector<RateSet> &RateCard::ratesAt(std::int64_t atUs) const
{
    static const std::vector<RateSet> none;
    if (m_slices.empty())
        return none;
    auto slice = std::upper_bound(m_slices.begin(), m_slices.end(), atUs,
                                  [](std::int64_t at, const Slice &each) { return at < each.fromUs; });
    --slice; // the first is valid from the beginning of time
    if (slice->spans.size() == 1)
        return slice->spans.front().sets;
    const std::int64_t inDay = ((atUs % kUsPerDay) + kUsPerDay) % kUsPerDay;
    const auto second = static_cast<int>(inDay / kUsPerSecond);
    auto span = std::upper_bound(slice->spans.begin(), slice->spans.end(), second,
                                 [](int at, const Span &each) { return at < each.fromSecond; });
    return std::prev(span)->sets;
}

} // namespace outlay::pricing
