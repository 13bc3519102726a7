// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/fiscal.h"
#include "base/ratetable.h"

using namespace outlay::base;

namespace {

Day dayOf(const char *text)
{
    return *parseDay(text);
}

DisplayRate rateOf(const char *currency, std::int64_t picos)
{
    DisplayRate rate;
    rate.currency = currency;
    rate.picosPerDollar = picos;
    rate.day = dayOf("2026-05-29");
    return rate;
}

/// Friday and Monday around a weekend.
RateTable mayRates()
{
    RateTable table;
    table.put({dayOf("2026-05-29"), "EUR", 921'300'000'000, "rates.csv"});
    table.put({dayOf("2026-06-01"), "EUR", 919'900'000'000, "june.csv"});
    return table;
}

} // namespace

/// Dollars in another currency, by rates of days; and the year that a company counts by.
class DisplayRateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void convertedOnceAndHalfToEven_data()
    {
        QTest::addColumn<qint64>("nanos");
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<qint64>("picos");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<qint64>("scaled");
        QTest::addColumn<QString>("exact");
        const auto row = [](const char *name, qint64 nanos, const char *currency, qint64 picos, int decimals,
                            qint64 scaled, const char *exact) {
            QTest::newRow(name) << nanos << QByteArray(currency) << picos << decimals << scaled
                                << QString::fromUtf8(exact);
        };
        // $1,234.56 × 0.9213 = 1137.400128
        row("euro", 1'234'560'000'000, "EUR", 921'300'000'000, 2, 113'740, "1137.400128");
        // $1,234.56 × 151.37 = 186,875.3472 yen
        row("yen have no decimals", 1'234'560'000'000, "JPY", 151'370'000'000'000, 0, 186'875, "186875.3472");
        // $1,234.56 × 0.30721 = 379.2691776 dinars
        row("Kuwait's dinar has three", 1'234'560'000'000, "KWD", 307'210'000'000, 3, 379'269, "379.2691776");
        // $10 × 0.376 = 3.76
        row("Bahrain's dinar", 10'000'000'000, "BHD", 376'000'000'000, 3, 3'760, "3.76");
        // $0.01 × 0.5 = half a cent: to even, 0; $0.03 × 0.5 = 1.5 cents: 2
        row("half to even, down", 10'000'000, "EUR", 500'000'000'000, 2, 0, "0.005");
        row("half to even, up", 30'000'000, "EUR", 500'000'000'000, 2, 2, "0.015");
        row("negative", -30'000'000, "EUR", 500'000'000'000, 2, -2, "-0.015");
        // 1 nano × 0.5 = half a nano: 0; 3 nanos: 1.5, which is 2
        row("less than a nano", 1, "EUR", 500'000'000'000, 2, 0, "0");
        row("half a nano is to even, too", 3, "EUR", 500'000'000'000, 2, 0, "0.000000002");
        // 0.4999… cents that nanos would round up to half a cent: rounded once, they are none.
        row("rounded once", 4'999'999, "EUR", 999'999'999'999, 2, 0, "0.004999999");
        // $9,223,372,036.854775807 × 151 = 1,392,729,177,565.071146857 yen
        row("the most there can be", std::numeric_limits<qint64>::max(), "JPY", 151'000'000'000'000, 0,
            1'392'729'177'565, "1392729177565.071146857");
        row("dollars", 1'234'560'000'000, "USD", kPicosPerUnit, 2, 123'456, "1234.56");
    }
    void convertedOnceAndHalfToEven()
    {
        QFETCH(qint64, nanos);
        QFETCH(QByteArray, currency);
        QFETCH(qint64, picos);
        QFETCH(int, decimals);
        const DisplayRate rate = rateOf(currency.constData(), picos);
        QCOMPARE(minorDigits(rate.currency), decimals);
        QTEST(qint64{converted(nanos, rate, decimals)}, "scaled");
        QTEST(QString::fromStdString(convertedText(nanos, rate)), "exact");
    }

    void theLatestRateOnOrBeforeTheDay_data()
    {
        QTest::addColumn<QString>("shownTo");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("that day's") << "2026-05-29"
                                    << "EUR at 0.9213 per USD of 2026-05-29 (rates.csv)";
        QTest::newRow("of a weekend, Friday's") << "2026-05-31"
                                                << "EUR at 0.9213 per USD of 2026-05-29 (rates.csv)";
        QTest::newRow("the next") << "2026-06-01"
                                  << "EUR at 0.9199 per USD of 2026-06-01 (june.csv)";
        QTest::newRow("long after") << "2027-01-01"
                                    << "EUR at 0.9199 per USD of 2026-06-01 (june.csv)";
        QTest::newRow("never a later one") << "2026-05-28"
                                           << "in USD: there is no rate of EUR on or before 2026-05-28";
    }
    void theLatestRateOnOrBeforeTheDay()
    {
        QFETCH(QString, shownTo);
        const DisplayRate rate = displayRate(mayRates(), "EUR", dayOf(shownTo.toUtf8().constData()));
        QTEST(QString::fromStdString(rateSentence(rate)), "sentence");
        QCOMPARE(rate.isDollars(), !rate.missing.empty());
        if (rate.isDollars())
            QCOMPARE(converted(1'230'000'000, rate, 2), 123);
    }

    void aCurrencyWithoutRatesIsShownInDollars()
    {
        QCOMPARE(displayRate(mayRates(), "CHF", dayOf("2026-06-01")).missing, std::string("CHF"));
        QCOMPARE(rateSentence(displayRate(mayRates(), "USD", dayOf("2026-06-01"))), std::string());
        QCOMPARE(rateSentence(displayRate(mayRates(), "", dayOf("2026-06-01"))), std::string());
    }

    void theLastOfADayCounts()
    {
        RateTable table = mayRates();
        QCOMPARE(table.put({dayOf("2026-05-29"), "EUR", 921'300'000'000, "again.csv"}),
                 RateTable::Put::Known);
        QCOMPARE(table.put({dayOf("2026-05-29"), "EUR", 925'000'000'000, "again.csv"}),
                 RateTable::Put::Changed);
        QCOMPARE(table.put({dayOf("2026-05-28"), "EUR", 925'000'000'000, "again.csv"}),
                 RateTable::Put::Added);
        QCOMPARE(table.latest("EUR", dayOf("2026-05-30"))->picosPerDollar, 925'000'000'000);
        QCOMPARE(table.size(), 3U);
        QCOMPARE(table.remove("EUR"), 3U);
        QCOMPARE(table.remove("EUR"), 0U);
    }

    void keptAndReadBack()
    {
        RateTable table = mayRates();
        table.put({dayOf("2026-05-29"), "JPY", 151'370'000'000'000, "rates.csv"});
        table.put({dayOf("2026-05-29"), "XAU", 1, "gold, \"fine\".csv"});
        QCOMPARE(*RateTable::parse(table.toText()), table);
        QCOMPARE(*RateTable::parse(""), RateTable());
        for (const char *damaged : {"x", "2026-05-29,EUR,0", "2026-05-29,EUR,", "2026-02-30,EUR,1",
                                    "2026-05-29,EURO,1", "2026-05-29,EUR,-1", "2026-05-29,EUR,9999999"})
            QCOMPARE(RateTable::parse(damaged).error().kind, ErrorKind::Corrupt);
    }

    void signsAreNotMistaken()
    {
        QCOMPARE(currencySign("USD"), std::string("$"));
        QCOMPARE(currencySign("EUR"), std::string("€"));
        QCOMPARE(currencySign("CAD"), std::string("CAD\u00A0"));
        QCOMPARE(*currencyCode("eur"), std::string("EUR"));
        for (const char *none : {"", "EU", "EURO", "E1R", "€€€"})
            QVERIFY(!currencyCode(none));
    }

    void fiscalQuarters_data()
    {
        QTest::addColumn<int>("start");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("quarter");
        QTest::addColumn<QString>("days");
        QTest::addColumn<QString>("year");
        const auto row = [](int start, const char *day, const char *quarter, const char *days,
                            const char *year) {
            QTest::addRow("%s from month %d", day, start) << start << day << quarter << days << year;
        };
        row(1, "2026-05-31", "2026 Q2", "2026-04-01..2026-06-30", "2026-01-01..2026-12-31");
        // From April: April to June is the first quarter of the year that ends in March 2027.
        row(4, "2026-05-31", "FY2027 Q1", "2026-04-01..2026-06-30", "2026-04-01..2027-03-31");
        row(4, "2026-03-31", "FY2026 Q4", "2026-01-01..2026-03-31", "2025-04-01..2026-03-31");
        // From February: a quarter that goes over the year's end, and a leap day in another.
        row(2, "2026-12-31", "FY2027 Q4", "2026-11-01..2027-01-31", "2026-02-01..2027-01-31");
        row(2, "2027-01-31", "FY2027 Q4", "2026-11-01..2027-01-31", "2026-02-01..2027-01-31");
        row(2, "2027-02-01", "FY2028 Q1", "2027-02-01..2027-04-30", "2027-02-01..2028-01-31");
        row(12, "2028-02-29", "FY2028 Q1", "2027-12-01..2028-02-29", "2027-12-01..2028-11-30");
        row(10, "2026-10-01", "FY2027 Q1", "2026-10-01..2026-12-31", "2026-10-01..2027-09-30");
    }
    void fiscalQuarters()
    {
        QFETCH(int, start);
        QFETCH(QString, day);
        const auto text = [](const Period &period) {
            return QString::fromStdString(isoDay(period.first) + ".." + isoDay(period.last));
        };
        const Day of = dayOf(day.toUtf8().constData());
        QTEST(QString::fromStdString(fiscalQuarterName(of, start)), "quarter");
        QTEST(text(fiscalQuarterOf(of, start)), "days");
        QTEST(text(fiscalYearOf(of, start)), "year");
    }
};

QTEST_APPLESS_MAIN(DisplayRateTest)
#include "test_displayrate.moc"
