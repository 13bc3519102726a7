// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "ingest/ratefile.h"

using namespace outlay;
using base::ErrorKind;
using ingest::RateReading;

namespace {

base::Result<RateReading> readRates(const QByteArray &content)
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("rates.csv"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return base::fail(ErrorKind::Unwritable, path.toStdString(), "cannot be written");
    file.close();
    return ingest::readRateFile(path.toStdString(), {});
}

QStringList textsOf(const RateReading &reading)
{
    QStringList texts;
    for (const base::DatedRate &rate : reading.rates)
        texts << QString::fromStdString(base::isoDay(rate.day) + " " + rate.currency + " " +
                                        base::rateText(rate.picosPerDollar));
    return texts;
}

} // namespace

/// Files of exchange rates.
class RatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("rates");
        const auto row = [](const char *name, const char *content,
                            std::initializer_list<const char *> rates) {
            QStringList texts;
            for (const char *rate : rates)
                texts << QString::fromLatin1(rate);
            QTest::newRow(name) << QByteArray(content) << texts;
        };
        const std::initializer_list<const char *> plain = {"2026-05-29 EUR 0.9213"};
        row("plain", "date,currency,rate\n2026-05-29,EUR,0.9213\n", plain);
        row("carriage returns, a byte order mark, small letters, other order",
            "\xEF\xBB\xBFRate,Currency,Date\r\n0.9213,eur,2026-05-29\r\n", plain);
        row("semicolons and a decimal comma", "date;currency;rate\n2026-05-29;EUR;0,9213\n", plain);
        row("no newline at the end, empty lines", "date,currency,rate\n\n2026-05-29,EUR,0.9213", plain);
        row("base and quote", "date,base,quote,rate\n2026-05-29,USD,EUR,0.9213\n", plain);
        // 1 ÷ 1.25 = 0.8
        row("base and quote the other way round", "date,base,quote,rate\n2026-05-29,EUR,USD,1.25\n",
            {"2026-05-29 EUR 0.8"});
        row("dollars for a unit", "date,currency,usd_per_unit\n2026-05-29,EUR,1.25\n",
            {"2026-05-29 EUR 0.8"});
        // 1 ÷ 1.08 = 0.925925925925925…: twelve decimals are kept, rounded
        row("a ratio that does not end", "date,currency,usd_per_unit\n2026-05-29,EUR,1.08\n",
            {"2026-05-29 EUR 0.925925925926"});
        row("the ECB's data portal",
            "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,TIME_PERIOD,OBS_VALUE\n"
            "EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,2026-05-29,1.25\n",
            {"2026-05-29 EUR 0.8"});
        // For a euro 1.25 dollars and 170 yen: 170 ÷ 1.25 = 136 yen for a dollar; there is none of BGN.
        row("the ECB's table", "Date,USD,JPY,BGN,\n2026-05-29,1.25,170,N/A,\n",
            {"2026-05-29 EUR 0.8", "2026-05-29 JPY 136"});
        row("the ECB's table of a day", "Date, USD, JPY, \n29 May 2026, 1.25, 170, \n",
            {"2026-05-29 EUR 0.8", "2026-05-29 JPY 136"});
        row("a day to come is a day", "date,currency,rate\n2999-01-01,EUR,0.9\n", {"2999-01-01 EUR 0.9"});
        row("a dollar is a dollar", "date,currency,rate\n2026-05-29,USD,1\n", {});
    }
    void understood()
    {
        QFETCH(QByteArray, content);
        const auto reading = readRates(content);
        QVERIFY2(reading, reading ? "" : reading.error().detail.c_str());
        QCOMPARE(reading->rejected, 0);
        QTEST(textsOf(*reading), "rates");
        for (const base::DatedRate &rate : reading->rates)
            QCOMPARE(rate.source, std::string("rates.csv"));
    }

    void aBadLineIsRejectedAndTheOthersCount_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray noRate(" is no rate; write a number above 0, and at most 1,000,000, such as 0.9213");
        QTest::newRow("no date") << QByteArray("soon,EUR,0.9")
                                 << QByteArray("\"soon\" is no date; write one such as 2026-05-29");
        QTest::newRow("a day that is not")
            << QByteArray("2026-02-30,EUR,0.9")
            << QByteArray("\"2026-02-30\" is no date; write one such as 2026-05-29");
        QTest::newRow("no currency") << QByteArray("2026-05-29,euro,0.9")
                                     << QByteArray(
                                            "\"euro\" is no currency; write its three letters, such as EUR");
        QTest::newRow("no number") << QByteArray("2026-05-29,EUR,much") << QByteArray("\"much\"") + noRate;
        QTest::newRow("nothing") << QByteArray("2026-05-29,EUR,") << QByteArray("\"\"") + noRate;
        QTest::newRow("zero") << QByteArray("2026-05-29,EUR,0") << QByteArray("\"0\"") + noRate;
        QTest::newRow("negative") << QByteArray("2026-05-29,EUR,-1") << QByteArray("\"-1\"") + noRate;
        QTest::newRow("too much") << QByteArray("2026-05-29,EUR,1000000.1")
                                  << QByteArray("\"1000000.1\"") + noRate;
        QTest::newRow("a dollar that is none")
            << QByteArray("2026-05-29,USD,1.1")
            << QByteArray("a dollar is one dollar; leave USD out, or give its base");
        QTest::newRow("cells are missing")
            << QByteArray("2026-05-29")
            << QByteArray("\"\" is no currency; write its three letters, such as EUR");
    }
    void aBadLineIsRejectedAndTheOthersCount()
    {
        QFETCH(QByteArray, line);
        const auto reading =
            readRates("date,currency,rate\n2026-05-28,EUR,0.92\n" + line + "\n2026-05-30,EUR,0.93\n");
        QVERIFY(reading);
        QCOMPARE(textsOf(*reading),
                 QStringList({QStringLiteral("2026-05-28 EUR 0.92"), QStringLiteral("2026-05-30 EUR 0.93")}));
        QCOMPARE(reading->rejected, 1);
        QCOMPARE(reading->rejects.front().line, 3);
        QTEST(QByteArray::fromStdString(reading->rejects.front().reason), "reason");
    }

    void neitherCurrencyIsDollars()
    {
        const auto reading = readRates("date,base,quote,rate\n2026-05-29,GBP,EUR,1.2\n");
        QVERIFY(reading);
        QCOMPARE(reading->rejected, 1);
        QCOMPARE(reading->rejects.front().reason,
                 std::string("neither of its currencies is USD, which the ledger is in"));
    }

    void aDayThatComesTwiceIsSaid()
    {
        const auto reading = readRates("date,currency,rate\n2026-05-29,EUR,0.92\n2026-05-29,EUR,0.93\n"
                                       "2026-05-29,JPY,150\n");
        QVERIFY(reading);
        QCOMPARE(reading->repeated, 1);
        QCOMPARE(reading->rates.size(), 3U);
    }

    void noRateFile()
    {
        for (const char *content : {"", "x", "a,b\n1,2\n", "date,rate\n2026-05-29,1\n",
                                    "currency,rate\nEUR,1\n", "date,EUR,JPY\n2026-05-29,1,2\n"}) {
            const auto reading = readRates(content);
            QVERIFY2(!reading, content);
            QCOMPARE(reading.error().kind, ErrorKind::NotALog);
        }
        QCOMPARE(readRates("date,day,currency,rate\n").error().kind, ErrorKind::BadInput);
        QCOMPARE(ingest::readRateFile("/nowhere/rates.csv", {}).error().kind, ErrorKind::NotFound);
    }

    void anyBytesAreRatesOrASentence()
    {
        const QByteArray whole = "Date,USD,JPY,BGN,\n2026-05-29,1.25,170,N/A,\n";
        for (qsizetype at = 0; at < whole.size(); ++at)
            for (const char byte : {'\0', '"', '\n', '\xFF', ';', '-'}) {
                QByteArray bent = whole;
                bent[at] = byte;
                const auto reading = readRates(bent);
                QVERIFY(reading ? reading->rates.size() + reading->rejects.size() < 4
                                : !reading.error().detail.empty());
            }
    }
};

QTEST_APPLESS_MAIN(RatesTest)
#include "test_rates.moc"
