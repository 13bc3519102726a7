// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/money.h"
#include "base/scaled.h"

#include <limits>

namespace base = outlay::base;
using outlay::base::Money;

class TestMoney : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parsesExactly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<qint64>("nanos");
        const auto row = [](const char *name, const char *text, qint64 nanos) {
            QTest::newRow(name) << QByteArray(text) << true << nanos;
        };
        const auto bad = [](const char *name, const char *text) {
            QTest::newRow(name) << QByteArray(text) << false << qint64(0);
        };
        row("plain", "0.0035", 3'500'000);
        row("whole", "12", 12'000'000'000);
        row("negative is a credit", "-0.5", -500'000'000);
        row("plus sign", "+1.5", 1'500'000'000);
        row("python scientific", "4.8e-05", 48'000);
        row("capital exponent", "1E3", 1'000'000'000'000);
        row("one nano-dollar", "0.000000001", 1);
        row("float artefact of JSON.stringify", "0.0020616000000000002", 2'061'600);
        row("half rounds to even, down", "0.0000000005", 0);
        row("half rounds to even, up", "0.0000000015", 2);
        row("just above half rounds up", "0.00000000050000000001", 1);
        row("thirty decimals", "0.001234567890123456789012345678", 1'234'568);
        row("leading zeros", "0000.10", 100'000'000);
        row("no digit before the point", ".5", 500'000'000);
        row("no digit after the point", "5.", 5'000'000'000);
        row("zero", "0", 0);
        row("zero with a huge exponent", "0e400", 0);
        row("far too small is zero", "1e-400", 0);
        row("largest amount", "9223372036.854775807", std::numeric_limits<qint64>::max());
        bad("one nano more than fits", "9223372036.854775808");
        bad("huge exponent", "1e400");
        bad("empty", "");
        bad("sign alone", "-");
        bad("point alone", ".");
        bad("currency sign", "$1");
        bad("thousands separator", "1,000");
        bad("not a number", "NaN");
        bad("infinite", "inf");
        bad("exponent without digits", "1e");
        bad("trailing blank", "1 ");
        bad("two points", "1.2.3");
        bad("hexadecimal", "0x10");
    }
    void parsesExactly()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        QFETCH(qint64, nanos);
        const auto money = Money::parse(text.toStdString());
        QCOMPARE(money.has_value(), valid);
        if (valid)
            QCOMPARE(qint64(money->nanos()), nanos);
    }

    void writesExactly_data()
    {
        QTest::addColumn<qint64>("nanos");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no digit lost") << qint64(1) << 0 << QByteArray("0.000000001");
        QTest::newRow("trailing zeros dropped") << qint64(3'500'000) << 0 << QByteArray("0.0035");
        QTest::newRow("whole dollars") << qint64(289'000'000'000) << 0 << QByteArray("289");
        QTest::newRow("at least two decimals") << qint64(289'000'000'000) << 2 << QByteArray("289.00");
        QTest::newRow("negative") << qint64(-500'000'000) << 0 << QByteArray("-0.5");
        QTest::newRow("most negative")
            << std::numeric_limits<qint64>::min() << 0 << QByteArray("-9223372036.854775808");
    }
    void writesExactly()
    {
        QFETCH(qint64, nanos);
        QFETCH(int, decimals);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(Money::fromNanos(nanos).toDecimal(decimals)), text);
    }

    void sumsPast64BitsAreWrittenExactlyToo()
    {
        const base::Int128 most = std::numeric_limits<qint64>::max(); // 9223372036854775807
        QCOMPARE(base::scaledText(most * 10, 9), std::string("92233720368.54775807"));
        QCOMPARE(base::scaledText(most * -10, 9), std::string("-92233720368.54775807"));
        QCOMPARE(base::scaledText(0, 9, 2), std::string("0.00"));
    }

    void roundsHalfToEven_data()
    {
        QTest::addColumn<qint64>("nanos");
        QTest::addColumn<qint64>("cents");
        QTest::newRow("0.125 → 0.12") << qint64(125'000'000) << qint64(12);
        QTest::newRow("0.135 → 0.14") << qint64(135'000'000) << qint64(14);
        QTest::newRow("-0.125 → -0.12") << qint64(-125'000'000) << qint64(-12);
        QTest::newRow("0.1250000001 → 0.13") << qint64(125'000'001) << qint64(13);
    }
    void roundsHalfToEven()
    {
        QFETCH(qint64, nanos);
        QFETCH(qint64, cents);
        QCOMPARE(qint64(Money::fromNanos(nanos).roundedTo(2).nanos()), cents * 10'000'000);
    }

    void additionThatDoesNotFitIsRefused()
    {
        const Money most = Money::fromNanos(std::numeric_limits<qint64>::max());
        QVERIFY(!Money::add(most, Money::fromNanos(1)));
        QCOMPARE(Money::add(most, Money::fromNanos(-1))->nanos(), most.nanos() - 1);
    }

    void writingAndReadingBackGivesTheSame()
    {
        quint64 state = 1;
        for (int i = 0; i < 10'000; ++i) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            const Money money = Money::fromNanos(static_cast<qint64>(state) >> (i % 60));
            QCOMPARE(Money::parse(money.toDecimal()), std::optional(money));
        }
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "test_money.moc"
