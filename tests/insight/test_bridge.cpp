// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/bridge.h"

#include <map>
#include <random>

using namespace outlay;
using base::Money;
using insight::Bridge;
using insight::Effect;
using insight::kEffects;

namespace {

const base::Period kApril{*base::parseDay("2026-04-01"), *base::parseDay("2026-04-30")};
const base::Period kMay{*base::parseDay("2026-05-01"), *base::parseDay("2026-05-31")};

/// What one element did in a month: all its calls have a cost and say their tokens, unless said otherwise.
struct Done
{
    const base::Period &month;
    const char *feature;
    const char *model;
    std::int64_t calls;
    std::int64_t cost; ///< nano-dollars
    std::int64_t input = 0;
    std::int64_t cacheRead = 0;
    std::int64_t output = 0;
    std::int64_t priced = -1; ///< below 0: all
    std::int64_t missing = 0;
    const char *segment = "free";
    const char *tier = "";
};

std::shared_ptr<const cube::Cube> cubeOf(const std::vector<Done> &months)
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> dictionary;
    std::vector<base::Cell> cells;
    for (std::uint32_t id = 1; const Done &done : months) {
        base::Attribution attribution;
        attribution[base::FixedDimension::Feature] = done.feature;
        attribution[base::FixedDimension::Segment] = done.segment;
        attribution[base::FixedDimension::Model] = done.model;
        attribution[base::FixedDimension::Tier] = done.tier;
        dictionary.emplace_back(id, attribution);
        base::Cell cell{done.month.first + std::chrono::days{9}, id, {}};
        cell.sums.requests = done.calls;
        cell.sums.priced = done.priced < 0 ? done.calls : done.priced;
        cell.sums.costNanos = done.cost;
        cell.sums.inputTokens = done.input;
        cell.sums.cacheReadTokens = done.cacheRead;
        cell.sums.outputTokens = done.output;
        cell.sums.missingUsage = done.missing;
        cells.push_back(cell);
        ++id;
    }
    std::stable_sort(cells.begin(), cells.end(),
                     [](const base::Cell &a, const base::Cell &b) { return a.day < b.day; });
    return *cube::Cube::build(std::move(dictionary), base::CellColumns(cells));
}

/// Input 10, cache read 1, output 40: the proportions of a book.
insight::KindWeights weights(const std::string &, const std::string &, base::Day)
{
    return {10, 1, 12, 20, 40};
}

Bridge bridgeOf(const std::vector<Done> &months, const insight::WeightsOf &weightsOf = weights)
{
    base::Filter filter;
    filter.period = kMay;
    return *insight::bridge(*cubeOf(months), filter, kApril, weightsOf);
}

/// The effects that are not 0, by name.
std::map<std::string, std::int64_t> told(const insight::BridgePart &part)
{
    std::map<std::string, std::int64_t> effects;
    for (std::size_t i = 0; i < kEffects; ++i)
        if (part.effects[i].nanos() != 0)
            effects[std::string(insight::kEffectNames[i])] = part.effects[i].nanos();
    return effects;
}

using Told = std::map<std::string, std::int64_t>;

base::Int128 sumOf(const insight::Effects &effects)
{
    base::Int128 sum = 0;
    for (const Money effect : effects)
        sum += effect.nanos();
    return sum;
}

/// A cube of little of everything: absent costs and tokens, and elements of one period.
std::shared_ptr<const cube::Cube> anyCube(std::mt19937_64 &random)
{
    const auto below = [&](std::uint64_t end) { return static_cast<std::int64_t>(random() % end); };
    static const std::array names = {"a", "b", "c", "d", ""};
    // Now and then amounts that make fractions of more than 128 bits.
    const int bits = below(4) == 0 ? 52 : 30;
    std::vector<Done> months;
    for (std::int64_t i = 2 + below(40); i > 0; --i) {
        Done done{below(2) == 0 ? kApril : kMay, names[below(4)], names[below(5)], 1 + below(1'000'000), 0};
        done.segment = names[below(3)];
        done.tier = below(3) == 0 ? "batch" : "";
        done.priced = below(4) == 0 ? below(static_cast<std::uint64_t>(done.calls) + 1) : done.calls;
        done.missing = below(4) == 0 ? below(static_cast<std::uint64_t>(done.calls) + 1) : 0;
        done.cost = done.priced == 0 ? 0 : below(std::uint64_t{1} << bits) - (below(9) == 0 ? 1 << 20 : 0);
        if (done.missing < done.calls && below(5) != 0) {
            done.input = below(std::uint64_t{1} << bits);
            done.cacheRead = below(2) * below(std::uint64_t{1} << bits);
            done.output = below(2) * below(std::uint64_t{1} << bits);
        }
        months.push_back(done);
    }
    return cubeOf(months);
}

} // namespace

class TestBridge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pureVolume()
    {
        // 10 calls of 100 each become 25 of 100: (25 − 10) × 100.
        const Bridge bridge = bridgeOf(
            {{kApril, "chat", "m", 10, 1000, 500, 0, 100}, {kMay, "chat", "m", 25, 2500, 1250, 0, 250}});
        QCOMPARE(told(bridge.total), (Told{{"volume", 1500}}));
        QCOMPARE(bridge.total.before, Money::fromNanos(1000));
        QCOMPARE(bridge.total.after, Money::fromNanos(2500));
    }

    void purePrice()
    {
        // The same calls and tokens at 120 instead of 100 a call.
        const Bridge bridge = bridgeOf(
            {{kApril, "chat", "m", 10, 1000, 500, 0, 100}, {kMay, "chat", "m", 10, 1200, 500, 0, 100}});
        QCOMPARE(told(bridge.total), (Told{{"price", 200}}));
    }

    void pureModelSwitch()
    {
        // All 10 calls move from one of 100 to one of 30: 10 × 30 − 10 × 100. Nothing is new or ended.
        const Bridge all = bridgeOf(
            {{kApril, "chat", "big", 10, 1000, 500, 0, 100}, {kMay, "chat", "small", 10, 300, 500, 0, 100}});
        QCOMPARE(told(all.total), (Told{{"model_mix", -700}}));
        // 4 of 10 move: 6 × 100 + 4 × 30 − 1000.
        const Bridge some = bridgeOf({{kApril, "chat", "big", 10, 1000, 500, 0, 100},
                                      {kMay, "chat", "big", 6, 600, 300, 0, 60},
                                      {kMay, "chat", "small", 4, 120, 200, 0, 40}});
        QCOMPARE(told(some.total), (Told{{"model_mix", -280}}));
    }

    void aMoveToBatchIsNoPriceChange()
    {
        // Half price, because of the tier: 10 × 50 − 10 × 100.
        const Bridge bridge = bridgeOf({{kApril, "chat", "m", 10, 1000, 500, 0, 100},
                                        {kMay, "chat", "m", 10, 500, 500, 0, 100, -1, 0, "free", "batch"}});
        QCOMPARE(told(bridge.total), (Told{{"model_mix", -500}}));
    }

    void mixOfFeatures()
    {
        // 20 calls in both months, mean 60. a: 10 → 5 of 100; b: 10 → 15 of 20.
        // Mix = 20 × ((5 − 10) ÷ 20 × 100 + (15 − 10) ÷ 20 × 20) = −500 + 100.
        const Bridge bridge = bridgeOf({{kApril, "a", "m", 10, 1000, 100},
                                        {kApril, "b", "m", 10, 200, 20},
                                        {kMay, "a", "m", 5, 500, 50},
                                        {kMay, "b", "m", 15, 300, 30}});
        QCOMPARE(told(bridge.total), (Told{{"mix", -400}}));
        QCOMPARE(bridge.parts.size(), std::size_t{2});
        QCOMPARE(told(bridge.parts[0]), (Told{{"mix", -500}}));
        QCOMPARE(told(bridge.parts[1]), (Told{{"mix", 100}}));
    }

    void requestSize()
    {
        // Each call has 1.5 times the tokens, in the same shares, at the same price: 10 × 100 × 0.5.
        const Bridge bridge = bridgeOf(
            {{kApril, "chat", "m", 10, 1000, 500, 0, 100}, {kMay, "chat", "m", 10, 1500, 750, 0, 150}});
        QCOMPARE(told(bridge.total), (Told{{"request_size", 500}}));
    }

    void cacheMix()
    {
        // 600 input at 10, 40 output at 40: 7600. 500 of the input become cache reads at 1: 1000 + 500 +
        // 1600.
        const std::vector<Done> months = {{kApril, "chat", "m", 10, 7600, 600, 0, 40},
                                          {kMay, "chat", "m", 10, 3100, 100, 500, 40}};
        const Bridge bridge = bridgeOf(months);
        QCOMPARE(told(bridge.total), (Told{{"token_mix", -4500}}));
        QVERIFY(bridge.unweighed.empty());
        // Of prices only the proportions count: billed at half of them, it is half.
        QCOMPARE(told(bridgeOf({{kApril, "chat", "m", 10, 3800, 600, 0, 40},
                                {kMay, "chat", "m", 10, 1550, 100, 500, 40}})
                          .total),
                 (Told{{"token_mix", -2250}}));
        // Without a book it cannot be told from the price, and that is said.
        const Bridge unweighed = bridgeOf(months, {});
        QCOMPARE(told(unweighed.total), (Told{{"price", -4500}}));
        QCOMPARE(unweighed.unweighed, (std::vector<std::string>{"m"}));
    }

    void newAndEnded()
    {
        const Bridge bridge = bridgeOf({{kApril, "old", "m", 5, 700, 10},
                                        {kApril, "kept", "m", 10, 1000, 10},
                                        {kMay, "kept", "m", 10, 1000, 10},
                                        {kMay, "fresh", "m", 7, 900, 10}});
        QCOMPARE(told(bridge.total), (Told{{"ended", -700}, {"new", 900}}));
        QCOMPARE(bridge.parts[0].feature, std::string("fresh"));
        QCOMPARE(told(bridge.parts[2]), Told{});
        QCOMPARE(told(bridgeOf({{kMay, "fresh", "m", 7, 900, 10}}).total), (Told{{"new", 900}}));
        QCOMPARE(told(bridgeOf({{kApril, "old", "m", 7, 900, 10}}).total), (Told{{"ended", -900}}));
    }

    void allEffectsInOne()
    {
        // 10 → 20 calls; 60 → 90 tokens a call; input to cache reads; then everything a tenth dearer.
        // April: 500 × 10 + 100 × 40 = 9000. Volume 20 × 900 − 9000 = 9000; size 18000 × 0.5 = 9000, so
        // 27000: 1500 × 10 + 300 × 40. May: 500 input, 1000 reads, 300 output weigh 5000 + 1000 + 12000 =
        // 18000, so −9000; price 1800.
        const Bridge bridge = bridgeOf(
            {{kApril, "chat", "m", 10, 9000, 500, 0, 100}, {kMay, "chat", "m", 20, 19800, 500, 1000, 300}});
        QCOMPARE(told(bridge.total),
                 (Told{{"volume", 9000}, {"request_size", 9000}, {"token_mix", -9000}, {"price", 1800}}));
    }

    void remaindersGoToThePrice()
    {
        // 100 × 2 ÷ 3 = 66.67: 67 after volume; a third of 100 twice is 66.
        const Bridge bridge = bridgeOf({{kApril, "chat", "m", 3, 100, 30}, {kMay, "chat", "m", 2, 66, 20}});
        QCOMPARE(told(bridge.total), (Told{{"volume", -33}, {"price", -1}}));
    }

    void whatHasNoCostIsNoSaving()
    {
        // 10 calls, of which 5 have no cost any more: what is known falls by 5 × 100, not the price.
        QCOMPARE(
            told(bridgeOf({{kApril, "chat", "m", 10, 1000, 500}, {kMay, "chat", "m", 10, 500, 500, 0, 0, 5}})
                     .total),
            (Told{{"unpriced", -500}}));
        QCOMPARE(
            told(bridgeOf({{kApril, "chat", "m", 10, 0, 500, 0, 0, 0}, {kMay, "chat", "m", 20, 500, 500}})
                     .total),
            (Told{{"unpriced", 500}}));
    }

    void whatHasNoTokensIsToldApart()
    {
        // 10 × 100 → 10 × 130, without tokens in May: neither size nor price.
        QCOMPARE(told(bridgeOf({{kApril, "chat", "m", 10, 1000, 500},
                                {kMay, "chat", "m", 10, 1300, 0, 0, 0, -1, 10}})
                          .total),
                 (Told{{"without_tokens", 300}}));
        QCOMPARE(told(bridgeOf({{kApril, "chat", "m", 10, 1000}, {kMay, "chat", "m", 20, 2600}}).total),
                 (Told{{"volume", 1000}, {"without_tokens", 600}}));
        // Half of the calls say their tokens: 50 a call, as before.
        QCOMPARE(told(bridgeOf({{kApril, "chat", "m", 10, 1000, 500},
                                {kMay, "chat", "m", 10, 1000, 250, 0, 0, -1, 5}})
                          .total),
                 Told{});
    }

    void whatCannotBeAskedIsAnError()
    {
        base::Filter filter;
        filter.where["no_such"].values = {"x"};
        QCOMPARE(insight::bridge(*cubeOf({{kApril, "a", "m", 1, 1}}), filter, kApril).error().kind,
                 base::ErrorKind::Misuse);
        // One call of 9 billion dollars, and then a million calls of nothing.
        const auto huge =
            cubeOf({{kApril, "a", "m", 1, 9'000'000'000'000'000'000, 1}, {kMay, "a", "m", 1'000'000, 1, 1}});
        filter.where.clear();
        filter.period = kMay;
        QCOMPARE(insight::bridge(*huge, filter, kApril).error().kind, base::ErrorKind::Misuse);
    }

    void aThousandPairsOfCubesLeaveNothing()
    {
        std::mt19937_64 random(20260501);
        std::array<int, kEffects> seen{};
        for (int i = 0; i < 1000; ++i) {
            const auto cube = anyCube(random);
            base::Filter filter;
            filter.period = kMay;
            if (random() % 2 == 0)
                filter.where["feature"] = {{"a", "b"}, random() % 2 == 0};
            if (random() % 3 == 0)
                filter.where["model"] = {{"c", ""}, random() % 2 == 0};
            const auto bridge = insight::bridge(*cube, filter, kApril, weights);
            QVERIFY2(bridge, bridge ? "" : base::sentence(bridge.error()).c_str());
            base::Filter april = filter;
            april.period = kApril;
            const auto before = cube->query(april, {})->total.costNanos;
            const auto after = cube->query(filter, {})->total.costNanos;
            QCOMPARE(bridge->total.before.nanos(), before);
            QCOMPARE(bridge->total.after.nanos(), after);
            QVERIFY(sumOf(bridge->total.effects) == base::Int128(after) - before);
            for (std::size_t e = 0; e < kEffects; ++e)
                seen[e] += bridge->total.effects[e].nanos() != 0 ? 1 : 0;
            for (const auto dimension : {base::FixedDimension::Feature, base::FixedDimension::Segment}) {
                insight::Effects sums;
                for (const insight::BridgePart &part : insight::partsBy(*bridge, dimension)) {
                    QVERIFY(sumOf(part.effects) == part.change().nanos());
                    for (std::size_t e = 0; e < kEffects; ++e)
                        sums[e] = *Money::add(sums[e], part.effects[e]);
                }
                QVERIFY(sums == bridge->total.effects);
            }
        }
        for (const int times : seen)
            QVERIFY(times > 50);
    }

    void backwardsIsAsMuchLess()
    {
        std::mt19937_64 random(7);
        const auto cube = anyCube(random);
        base::Filter april;
        april.period = kApril;
        base::Filter may;
        may.period = kMay;
        const auto there = insight::bridge(*cube, may, kApril, weights);
        const auto back = insight::bridge(*cube, april, kMay, weights);
        QCOMPARE(there->total.change().nanos(), -back->total.change().nanos());
        QCOMPARE(told(insight::bridge(*cube, may, kMay, weights)->total), Told{});
    }
};

QTEST_APPLESS_MAIN(TestBridge)
#include "test_bridge.moc"
