// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QTest>

#include "base/tokenprice.h"

#include <limits>

using outlay::base::costOfPicos;
using outlay::base::Int128;
using outlay::base::Money;
using outlay::base::TokenPrice;

class TestTokenPrice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void perToken_data();
    void perToken();
    void perMillion_data();
    void perMillion();
    void refusesWhatIsNoPrice_data();
    void refusesWhatIsNoPrice();
    void costIsRoundedOnceHalfEven_data();
    void costIsRoundedOnceHalfEven();
    void sumsAreRoundedOnceNotTheParts();
    void tooLargeIsNoAmount();
    void share();
};

void TestTokenPrice::perToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("picos");
    QTest::newRow("LiteLLM's scientific notation") << QByteArray("1e-06") << 1'000'000LL;
    QTest::newRow("with decimals") << QByteArray("2.5e-07") << 250'000LL;
    QTest::newRow("plain") << QByteArray("0.000015") << 15'000'000LL;
    QTest::newRow("dust of a double goes") << QByteArray("1.9999999999999998e-06") << 2'000'000LL;
    QTest::newRow("dust on the other side") << QByteArray("4.0000000000000003e-07") << 400'000LL;
    QTest::newRow("half a pico-dollar to even") << QByteArray("2.5e-12") << 2LL;
    QTest::newRow("free") << QByteArray("0") << 0LL;
}

void TestTokenPrice::perToken()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, picos);
    const auto price = TokenPrice::parsePerToken(text.toStdString());
    QVERIFY(price.has_value());
    QCOMPARE(price->picos(), picos);
}

void TestTokenPrice::perMillion_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("picos");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("whole dollars") << QByteArray("15") << 15'000'000LL << QByteArray("15");
    QTest::newRow("cents") << QByteArray("0.80") << 800'000LL << QByteArray("0.8");
    QTest::newRow("six decimals") << QByteArray("0.003625") << 3'625LL << QByteArray("0.003625");
    QTest::newRow("scientific") << QByteArray("2.8e-3") << 2'800LL << QByteArray("0.0028");
}

void TestTokenPrice::perMillion()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, picos);
    QFETCH(QByteArray, written);
    const auto price = TokenPrice::parsePerMillion(text.toStdString());
    QVERIFY(price.has_value());
    QCOMPARE(price->picos(), picos);
    QCOMPARE(QByteArray::fromStdString(price->perMillion()), written);
}

void TestTokenPrice::refusesWhatIsNoPrice_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "-1", "1,5", "$3", "NaN", "inf", "1e400", "3 USD", "1e10", "0x10", "1e-10",
                             "0.0000005", "4.9e-7", "1e-1000000"})
        QTest::newRow(text[0] == '\0' ? "nothing" : text) << QByteArray(text);
}

void TestTokenPrice::refusesWhatIsNoPrice()
{
    QFETCH(QByteArray, text);
    QVERIFY(!TokenPrice::parsePerMillion(text.toStdString()));
}

void TestTokenPrice::costIsRoundedOnceHalfEven_data()
{
    QTest::addColumn<qint64>("picos");
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<qint64>("nanos");
    // $3 a million = 3,000,000 pico-dollars a token; 7 tokens are 21,000,000 pico- or 21,000 nano-dollars.
    QTest::newRow("exact") << 3'000'000LL << 7LL << 21'000LL;
    QTest::newRow("1.4 nano-dollars down") << 200LL << 7LL << 1LL;
    QTest::newRow("1.6 nano-dollars up") << 200LL << 8LL << 2LL;
    QTest::newRow("0.5 to the even 0") << 100LL << 5LL << 0LL;
    QTest::newRow("1.5 to the even 2") << 100LL << 15LL << 2LL;
    QTest::newRow("2.5 to the even 2") << 100LL << 25LL << 2LL;
    // 10^12 tokens at $15 a million are 15 million dollars: the product needs more than 64 bits.
    QTest::newRow("128 bits between") << 15'000'000LL << 1'000'000'000'000LL << 15'000'000'000'000'000LL;
}

void TestTokenPrice::costIsRoundedOnceHalfEven()
{
    QFETCH(qint64, picos);
    QFETCH(qint64, tokens);
    QFETCH(qint64, nanos);
    const auto cost = TokenPrice::fromPicos(picos).costOf(tokens);
    QVERIFY(cost.has_value());
    QCOMPARE(qint64(cost->nanos()), nanos);
}

void TestTokenPrice::sumsAreRoundedOnceNotTheParts()
{
    // Three kinds of 0.4 nano-dollars each: rounded one by one they would be 0; together they are 1.2, so 1.
    const TokenPrice price = TokenPrice::fromPicos(400);
    const Int128 sum = price.product(1) + price.product(1) + price.product(1);
    QCOMPARE(qint64(costOfPicos(sum)->nanos()), 1LL);
    QCOMPARE(qint64(price.costOf(1)->nanos()), 0LL);
}

void TestTokenPrice::tooLargeIsNoAmount()
{
    const TokenPrice dearest = TokenPrice::fromPicos(TokenPrice::kMaxPicos);
    QVERIFY(!dearest.costOf(std::numeric_limits<std::int64_t>::max()));
    // $1000 a token: 9,223,372 tokens still fit into 9.22 billion dollars, 9,223,373 do not.
    QCOMPARE(qint64(dearest.costOf(9'223'372)->nanos()), 9'223'372'000'000'000'000LL);
    QVERIFY(!dearest.costOf(9'223'373));
}

void TestTokenPrice::share()
{
    QCOMPARE(TokenPrice::fromPicos(3'000'000).share(500'000)->picos(), std::int64_t{1'500'000});
    QCOMPARE(TokenPrice::fromPicos(3).share(500'000)->picos(), std::int64_t{2}); // 1.5 to the even 2
    QVERIFY(!TokenPrice::fromPicos(TokenPrice::kMaxPicos).share(2'000'000));
}

QTEST_GUILESS_MAIN(TestTokenPrice)
#include "test_tokenprice.moc"
