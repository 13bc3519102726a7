// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/cacheeconomics.h"
#include "tests/pricing/books.h"

using namespace outlay;
using base::EventRow;
using base::FixedDimension;
using base::Money;
using insight::CacheCounting;
using insight::CacheEconomics;

namespace {

constexpr qint64 kMillion = 1'000'000;

base::Attribution attributionOf(const char *model, std::optional<std::string> cached = {})
{
    base::Attribution attribution;
    attribution[FixedDimension::Model] = model;
    attribution[FixedDimension::Cached] = std::move(cached);
    return attribution;
}

const base::Attribution &sonnet()
{
    static const base::Attribution attribution = attributionOf("claude-3-5-sonnet-20241022");
    return attribution;
}

/// A call of Claude 3.5 Sonnet: $3 a million in, $0.30 read, $3.75 and $6 written, $15 out.
EventRow eventOf(std::int64_t input, std::int64_t read, std::int64_t write5m, std::int64_t write1h = 0)
{
    EventRow row;
    row.atUs = pricing::at("2025-01-15");
    row.inputTokens = input;
    row.cacheReadTokens = read;
    row.cacheWrite5mTokens = write5m;
    row.cacheWrite1hTokens = write1h;
    row.outputTokens = 0;
    return row;
}

CacheEconomics of(const std::vector<std::pair<base::Attribution, EventRow>> &calls,
                  base::CostBasis basis = base::CostBasis::Shown)
{
    CacheCounting counting(pricing::shippedBook(), basis);
    for (std::uint32_t id = 0; auto [attribution, row] : calls) {
        row.attribution = id++;
        counting.add(0, 0, attribution, row, {});
    }
    return counting.result({"feature"}, {{"chat"}}, {{"chat", "model"}});
}

EventRow costing(EventRow row, std::int64_t nanos)
{
    row.costNanos = nanos;
    return row;
}

} // namespace

class TestCacheEconomics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void netSavingsByHand_data()
    {
        QTest::addColumn<qint64>("input");
        QTest::addColumn<qint64>("read");
        QTest::addColumn<qint64>("write5m");
        QTest::addColumn<qint64>("write1h");
        QTest::addColumn<QString>("uncached");
        QTest::addColumn<QString>("billed");
        QTest::addColumn<QString>("saving");
        // 1.1 M at $3 = 3.30; as billed 1 M × 3.75 + 0.1 M × 0.30 = 3.78
        QTest::newRow("a premium that is not earned back is a loss")
            << qint64(0) << 100'000LL << kMillion << 0LL << "3.3"
            << "3.78"
            << "-0.48";
        // 11 M × 3 = 33; 3.75 + 10 × 0.30 = 6.75
        QTest::newRow("many reads of one write") << qint64(0) << 10 * kMillion << kMillion << 0LL << "33"
                                                 << "6.75"
                                                 << "26.25";
        // 0.9 M written, 0.25 M read: 1.15 × 3 = 3.45; 0.9 × 3.75 + 0.25 × 0.30 = 3.375 + 0.075 = 3.45:
        // 0.25 ÷ 0.9 = 0.2777… reads a written token is just what it takes
        QTest::newRow("just earned back") << qint64(0) << 250'000LL << 900'000LL << 0LL << "3.45"
                                          << "3.45"
                                          << "0";
        // 1 M × 3 + 0.5 M × 3 = 4.50; 1 M × 6 + 0.5 × 0.30 = 6.15
        QTest::newRow("an hour costs twice the input price")
            << qint64(0) << 500'000LL << 0LL << kMillion << "4.5"
            << "6.15"
            << "-1.65";
        QTest::newRow("no cache saves nothing") << kMillion << 0LL << 0LL << 0LL << "3"
                                                << "3"
                                                << "0";
    }
    void netSavingsByHand()
    {
        QFETCH(qint64, input);
        QFETCH(qint64, read);
        QFETCH(qint64, write5m);
        QFETCH(qint64, write1h);
        QFETCH(QString, uncached);
        QFETCH(QString, billed);
        QFETCH(QString, saving);
        const CacheEconomics economics = of({{sonnet(), eventOf(input, read, write5m, write1h)}});
        const insight::CacheRow &row = economics.rows.front();
        QCOMPARE(QString::fromStdString(Money::fromNanos(row.uncachedNanos).toDecimal()), uncached);
        QCOMPARE(QString::fromStdString(Money::fromNanos(row.billedNanos).toDecimal()), billed);
        QCOMPARE(QString::fromStdString(row.netSaving().toDecimal()), saving);
    }

    void breakEvenIsThePremiumOverTheDiscount()
    {
        // (1.25 − 1) ÷ (1 − 0.1) = 0.2777…; one hour: (2 − 1) ÷ (1 − 0.1) = 1.111…
        const auto shortly = of({{sonnet(), eventOf(0, 100'000, kMillion)}});
        QCOMPARE(QString::number(*shortly.total.breakEvenReads(), 'f', 4), QStringLiteral("0.2778"));
        QCOMPARE(*shortly.total.readsPerWritten(), 0.1);
        const auto hour = of({{sonnet(), eventOf(0, 0, 0, kMillion)}});
        QCOMPARE(QString::number(*hour.total.breakEvenReads(), 'f', 4), QStringLiteral("1.1111"));
        const auto none = of({{sonnet(), eventOf(kMillion, 0, 0)}});
        QVERIFY(!none.total.breakEvenReads());
        QVERIFY(!none.total.readsPerWritten());
    }

    void whatHasNoPriceIsApartAndNeverZero()
    {
        EventRow nothing;
        nothing.atUs = pricing::at("2025-01-15");
        EventRow silent = eventOf(1000, base::kAbsent, base::kAbsent, base::kAbsent);
        const auto economics = of({{attributionOf("nobody-knows-1"), eventOf(0, kMillion, 0)},
                                   {sonnet(), nothing},
                                   {sonnet(), silent},
                                   {attributionOf("claude-3-5-sonnet-20241022", "true"),
                                    costing(eventOf(kMillion, base::kAbsent, base::kAbsent), 0)}});
        QCOMPARE(economics.total.requests, 4);
        QCOMPARE(economics.total.priced, 1);
        QCOMPARE(economics.total.unpriced(), 1);
        QCOMPARE(economics.total.missingUsage, 1);
        QCOMPARE(economics.total.gatewayAnswers, 1);
        QCOMPARE(economics.total.silent, 1);
        QCOMPARE(economics.total.readTokens, base::Int128{0});
        QCOMPARE(economics.total.uncachedNanos, 3'000'000); // 1,000 × $3 a million
        QCOMPARE(economics.total.netSaving(), Money());
    }

    void aThresholdIsPassedByThePromptWhetherItIsCachedOrNot()
    {
        // Above 1,000 tokens $2 a million in and $1 read: 2,000 read cost 0.002 instead of 0.004.
        const auto dear = pricing::book(pricing::bookOf(
            R"({"provider": "p", "model": "m", "input": 1, "cache_read": 0.5, "output": 1},)"
            R"({"provider": "p", "model": "m", "above": 1000, "input": 2, "cache_read": 1, "output": 1})"));
        CacheCounting counting(dear, base::CostBasis::Shown);
        base::Attribution attribution = attributionOf("m");
        attribution[FixedDimension::Provider] = "p";
        counting.add(0, 0, attribution, eventOf(0, 2000, 0), {});
        const auto economics = counting.result({"feature"}, {{"chat"}}, {{"chat", "m"}});
        QCOMPARE(economics.total.uncachedNanos, 4'000'000);
        QCOMPARE(economics.total.billedNanos, 2'000'000);
    }

    void likeIsComparedWithLike()
    {
        // chat: 3 cached at 6, 2 fresh at 10, one that fills at 12; other: 1 cached at 50, none fresh.
        CacheCounting counting(pricing::shippedBook(), base::CostBasis::Shown);
        for (int i = 0; i < 3; ++i)
            counting.add(0, 0, sonnet(), costing(eventOf(100, 900, 0), 6), {});
        for (int i = 0; i < 2; ++i)
            counting.add(0, 0, sonnet(), costing(eventOf(1000, 0, 0), 10), {});
        counting.add(0, 0, sonnet(), costing(eventOf(100, 0, 900), 12), {});
        counting.add(1, 1, sonnet(), costing(eventOf(100, 900, 0), 50), {});
        const auto economics =
            counting.result({"feature"}, {{"chat"}, {"other"}}, {{"chat", "claude"}, {"other", "claude"}});
        QCOMPARE(economics.comparisons.size(), std::size_t(2));
        const auto &other = economics.comparisons[0];
        QCOMPARE(other.feature, std::string("other"));
        QVERIFY(!other.change());
        const auto &chat = economics.comparisons[1];
        QCOMPARE(*chat.change(), -0.4);             // 6 ÷ 10 − 1
        QCOMPARE(*chat.changeWithFilling(), -0.25); // (3 × 6 + 12) ÷ (4 × 10) − 1
        QCOMPARE(*economics.change(), -0.4);        // other has no peer
        QCOMPARE(economics.comparedRequests(), 3);
        QCOMPARE(*chat.cached.perRequest(), Money::fromNanos(6));
        QCOMPARE(chat.fresh.promptTokens, base::Int128{2000});
    }

    void aLogWithoutCacheTokensIsTakenAtItsWord()
    {
        const EventRow plain = costing(eventOf(100, base::kAbsent, base::kAbsent, base::kAbsent), 5);
        const auto economics = of({{attributionOf("m", "true"), plain},
                                   {attributionOf("m", "false"), plain},
                                   {attributionOf("m"), plain}});
        const auto &pair = economics.comparisons.front();
        QCOMPARE(pair.cached.requests, 1);
        QCOMPARE(pair.fresh.requests, 1);
        QCOMPARE(pair.unknown, 1);
    }

    void callsWithoutACostAreInNoAverage()
    {
        const auto economics = of({{attributionOf("m", "true"), eventOf(1, base::kAbsent, base::kAbsent)},
                                   {attributionOf("m", "false"), costing(eventOf(1, 0, 0), 5)}});
        QCOMPARE(economics.comparisons.front().cached.requests, 1);
        QVERIFY(!economics.comparisons.front().cached.perRequest());
        QVERIFY(!economics.change());
    }
};

QTEST_GUILESS_MAIN(TestCacheEconomics)
#include "test_cacheeconomics.moc"
