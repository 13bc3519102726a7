// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "views/format.h"

#include <limits>

using namespace outlay;
namespace format = outlay::views::format;

namespace {

const QLocale kEnglish(QLocale::English, QLocale::UnitedStates);
const QLocale kGerman(QLocale::German, QLocale::Germany);
const QString kMinus = QChar(0x2212);

/// Percent and units are kept on the line of their number.
QString plain(QString text)
{
    return text.replace(QChar(0x00A0), QLatin1Char(' '));
}

} // namespace

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void money_data()
    {
        QTest::addColumn<qint64>("nanos");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *rule, qint64 nanos, int decimals, const char *text) {
            QTest::newRow(rule) << nanos << decimals << QString::fromUtf8(text);
        };
        row("cents", 157'500'000'000, 2, "$157.50");
        row("grouping", 1'234'567'890'000'000, 2, "$1,234,567.89");
        row("no decimals", 9'600'400'000'000, 0, "$9,600");
        row("half to even: down", 125'000'000, 2, "$0.12");
        row("half to even: up", 135'000'000, 2, "$0.14");
        row("just above half", 125'000'001, 2, "$0.13");
        row("minus is U+2212 and stands before the dollar", -38'271'500'000'000, 2, "−$38,271.50");
        row("nothing has no sign", -1'000'000, 2, "$0.00");
        row("a price per request", 3'500'000, 6, "$0.003500");
        row("every nano", 1, 9, "$0.000000001");
        row("greatest", std::numeric_limits<qint64>::max(), 9, "$9,223,372,036.854775807");
        row("least", std::numeric_limits<qint64>::min(), 9, "−$9,223,372,036.854775808");
    }

    void money()
    {
        QFETCH(qint64, nanos);
        QFETCH(int, decimals);
        QFETCH(QString, text);
        QCOMPARE(format::money(nanos, decimals, kEnglish), text);
    }

    void compactMoney_data()
    {
        QTest::addColumn<qint64>("nanos");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("axis");
        const auto row = [](const char *rule, qint64 nanos, const char *text, const char *axis) {
            QTest::newRow(rule) << nanos << QString::fromUtf8(text) << QString::fromUtf8(axis);
        };
        row("hundreds", 950'000'000'000, "$950", "$950");
        row("thousands", 9'600'000'000'000, "$9.60k", "$9.6k");
        row("ten thousands", 38'271'000'000'000, "$38.3k", "$38.3k");
        row("round ten thousands", 40'000'000'000'000, "$40.0k", "$40k");
        row("millions", 1'240'000'000'000'000, "$1.24M", "$1.24M");
        row("billions", 9'000'000'000'000'000'000, "$9.00B", "$9B");
        row("cents below a hundred", 17'500'000'000, "$17.50", "$17.50");
        row("whole dollars on an axis", 20'000'000'000, "$20.00", "$20");
        row("three digits below ten cents", 3'456'789, "$0.00346", "$0.00346");
        row("no idle zeros below ten cents", 3'500'000, "$0.0035", "$0.0035");
        row("one nano", 1, "$0.000000001", "$0.000000001");
        row("nothing", 0, "$0", "$0");
        row("carry from cents to dollars", 99'996'000'000, "$100", "$100");
        row("carry from hundreds to thousands", 999'600'000'000, "$1.00k", "$1k");
        row("carry from thousands to millions", 999'960'000'000'000, "$1.00M", "$1M");
        row("half to even at the third digit", 12'250'000'000'000, "$12.2k", "$12.2k");
        row("negative", -2'500'000'000'000, "−$2.50k", "−$2.5k");
    }

    void compactMoney()
    {
        QFETCH(qint64, nanos);
        QFETCH(QString, text);
        QFETCH(QString, axis);
        QCOMPARE(format::compactMoney(nanos, kEnglish), text);
        QCOMPARE(format::axisMoney(nanos, kEnglish), axis);
    }

    void decimalsOfAColumn()
    {
        QCOMPARE(format::moneyDecimals(9'999'990'000'000), 2);
        QCOMPARE(format::moneyDecimals(10'000'000'000'000), 0);
        QCOMPARE(format::moneyDecimals(-10'000'000'000'000), 0);
    }

    void pricePerThousandRequests()
    {
        QCOMPARE(format::perThousand(3'500'000, 2, kEnglish), QStringLiteral("$3.50")); // 0.0035 × 1,000
        QCOMPARE(format::perThousand(816'700, 2, kEnglish), QStringLiteral("$0.82"));
        QCOMPARE(format::perThousand(std::numeric_limits<qint64>::max(), 0, kEnglish),
                 QStringLiteral("$9,223,372,036,855"));
    }

    void counts()
    {
        QCOMPARE(format::count(6'112'480, kEnglish), QStringLiteral("6,112,480"));
        QCOMPARE(format::count(6'112'480, QLocale::c()), QStringLiteral("6,112,480"));
        QCOMPARE(format::count(-5, kEnglish), kMinus + QStringLiteral("5"));
        QCOMPARE(format::compactCount(950, kEnglish), QStringLiteral("950"));
        QCOMPARE(format::compactCount(6'112'480, kEnglish), QStringLiteral("6.11M"));
        QCOMPARE(format::axisCount(2'500, kEnglish), QStringLiteral("2.5k"));
        QCOMPARE(format::axisCount(50, kEnglish), QStringLiteral("50"));
    }

    void localeRulesSeparators()
    {
        QCOMPARE(format::money(38'271'500'000'000, 2, kGerman), QStringLiteral("$38.271,50"));
        QCOMPARE(format::compactMoney(9'600'000'000'000, kGerman), QStringLiteral("$9,60k"));
        QCOMPARE(plain(format::percent(0.606, 1, kGerman)), QStringLiteral("60,6 %"));
        QCOMPARE(format::day(QDate(2026, 5, 9), kGerman), QStringLiteral("9 Mai"));
        const QLocale arabic(QLocale::Arabic, QLocale::Egypt);
        const QString digits = format::money(1'250'000'000, 2, arabic);
        QVERIFY(digits.contains(QChar(0x0661)) && !digits.contains(QLatin1Char('5'))); // no mixed digits
    }

    void percents_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<QString>("percent");
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *rule, double share, const char *percent, const char *change,
                            const char *words) {
            QTest::newRow(rule) << share << QString::fromUtf8(percent) << QString::fromUtf8(change)
                                << QString::fromUtf8(words);
        };
        row("one decimal", 0.154, "15.4 %", "+15.4 %", "15.4 % more");
        row("down", -0.046, "−4.6 %", "−4.6 %", "4.6 % less");
        row("nothing", 0, "0.0 %", "0.0 %", "unchanged");
        row("less than can be shown", 0.0004, "<0.1 %", "+<0.1 %", "unchanged");
        row("all", 1, "100.0 %", "+100.0 %", "100.0 % more");
        row("many times", 12.4, "1,240.0 %", "+1,240 %", "1,240.0 % more");
    }

    void percents()
    {
        QFETCH(double, share);
        QFETCH(QString, percent);
        QFETCH(QString, change);
        QFETCH(QString, words);
        QCOMPARE(plain(format::percent(share, 1, kEnglish)), percent);
        QCOMPARE(plain(format::change(share, kEnglish)), change);
        QCOMPARE(plain(format::changeWords(share, kEnglish)), words);
    }

    void signedMoneyAndPoints()
    {
        QCOMPARE(format::moneyChange(4'260'000'000'000, 0, kEnglish), QStringLiteral("+$4,260"));
        QCOMPARE(format::moneyChange(-310'000'000, 2, kEnglish), kMinus + QStringLiteral("$0.31"));
        QCOMPARE(format::moneyChange(1, 2, kEnglish), QStringLiteral("$0.00"));
        QCOMPARE(plain(format::points(0.012, kEnglish)), QStringLiteral("+1.2 pp"));
        QCOMPARE(plain(format::points(-0.012, kEnglish)), kMinus + QStringLiteral("1.2 pp"));
        QCOMPARE(plain(format::points(-0.0001, kEnglish)), QStringLiteral("0.0 pp"));
    }

    void dates()
    {
        const QString month = QStringLiteral("month");
        QCOMPARE(format::month(QDate(2026, 11, 1), kEnglish), QStringLiteral("Nov 2026"));
        QCOMPARE(format::day(QDate(2026, 11, 21), kEnglish), QStringLiteral("21 Nov"));
        QCOMPARE(format::bucket(month, QStringLiteral("2026-11"), kEnglish), QStringLiteral("Nov 2026"));
        QCOMPARE(format::bucket(QStringLiteral("week"), QStringLiteral("2026-W05"), kEnglish),
                 QStringLiteral("Week 5 of 2026"));
        QCOMPARE(format::bucket(QStringLiteral("day"), QStringLiteral("2026-11-21"), kEnglish),
                 QStringLiteral("21 Nov 2026"));
        QCOMPARE(format::bucket(QStringLiteral("feature"), QStringLiteral("2026-11"), kEnglish),
                 QStringLiteral("2026-11"));
        QCOMPARE(format::bucket(QStringLiteral("feature"), QString(), kEnglish),
                 QStringLiteral("(unattributed)"));
        QCOMPARE(format::bucket(QStringLiteral("segment"), QString(), kEnglish), QStringLiteral("(unknown)"));
        const auto june = format::axisBucket(month, QStringLiteral("2025-06"), true, kEnglish);
        QCOMPARE(june.first, QStringLiteral("Jun"));
        QCOMPARE(june.second, QStringLiteral("'25"));
        QCOMPARE(format::axisBucket(month, QStringLiteral("2025-07"), false, kEnglish).second, QString());
        QCOMPARE(format::axisBucket(month, QStringLiteral("2026-01"), false, kEnglish).second,
                 QStringLiteral("'26"));
        QCOMPARE(format::time(QStringLiteral("2026-05-09T13:02:11.411739Z"), kEnglish),
                 QStringLiteral("9 May 2026 13:02:11"));
    }

    void durationsAndBytes()
    {
        QCOMPARE(plain(format::duration(4.2, kEnglish)), QStringLiteral("4.2 ms"));
        QCOMPARE(plain(format::duration(850, kEnglish)), QStringLiteral("850 ms"));
        QCOMPARE(plain(format::duration(1250, kEnglish)), QStringLiteral("1.25 s"));
        QCOMPARE(plain(format::duration(125'000, kEnglish)), QStringLiteral("2 min 5 s"));
        QCOMPARE(plain(format::duration(3'900'000, kEnglish)), QStringLiteral("1 h 5 min"));
        QCOMPARE(plain(format::bytes(412'000'000, kEnglish)), QStringLiteral("412 MB"));
        QCOMPARE(plain(format::bytes(1'536, kEnglish)), QStringLiteral("1.5 kB"));
        QCOMPARE(plain(format::bytes(12, kEnglish)), QStringLiteral("12 B"));
    }

    void amountsInAnotherCurrency_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<qint64>("picos");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char *currency, qint64 picos, std::initializer_list<const char *> texts) {
            QStringList list;
            for (const char *text : texts)
                list << QString::fromUtf8(text);
            QTest::newRow(currency) << QString::fromLatin1(currency) << picos << list;
        };
        // Of $1,234.56; −$38,271.50 without decimals; $9,600 short; $2.50 on an axis; $0.0035 a request as of
        // 1,000; $0.075 a million tokens.
        row("USD", base::kPicosPerUnit, {"$1,234.56", "−$38,272", "$9.60k", "$2.50", "$3.50", "$0.075"});
        // × 0.9213: 1,137.400128; 35,259.53295; 8,844.48; 2.30325; 3.22455; 0.0690975, of which six stay.
        row("EUR", 921'300'000'000, {"€1,137.40", "−€35,260", "€8.84k", "€2.30", "€3.22", "€0.069098"});
        // × 151.37: 186,875.3472; 5,793,156.955; 1,453,152; 378.425; 529.795; 11.35275
        row("JPY", 151'370'000'000'000, {"¥186,875", "−¥5,793,157", "¥1.45M", "¥378", "¥530", "¥11.35275"});
        // × 0.30721: 379.2691776; 11,757.387515; 2,949.216; 0.768025; 1.075235; 0.02304075
        row("KWD", 307'210'000'000,
            {"KWD 379.269", "−KWD 11,757", "KWD 2.95k", "KWD 0.77", "KWD 1.075", "KWD 0.023041"});
        // × 0.376: 464.19456; 14,390.084; 3,609.6; 0.94; 1.316; 0.0282
        row("BHD", 376'000'000'000,
            {"BHD 464.195", "−BHD 14,390", "BHD 3.61k", "BHD 0.94", "BHD 1.316", "BHD 0.0282"});
    }

    void amountsInAnotherCurrency()
    {
        QFETCH(QString, currency);
        QFETCH(qint64, picos);
        base::DisplayRate rate;
        rate.currency = currency.toStdString();
        rate.picosPerDollar = picos;
        const format::ShownIn shown(rate);
        QTEST(QStringList({plain(format::money(1'234'560'000'000, 2, kEnglish)),
                           plain(format::money(-38'271'500'000'000, 0, kEnglish)),
                           plain(format::compactMoney(9'600'000'000'000, kEnglish)),
                           plain(format::axisMoney(2'500'000'000, kEnglish)),
                           plain(format::perThousand(3'500'000, 2, kEnglish)),
                           plain(format::price(75'000'000, kEnglish))}),
              "texts");
        QCOMPARE(format::dollars(1'234'560'000'000, 2, kEnglish), QStringLiteral("$1,234.56"));
    }

    void theRateIsSaidAndEndsWithItsScope()
    {
        base::DisplayRate rate;
        rate.currency = "EUR";
        rate.picosPerDollar = 921'300'000'000;
        rate.day = base::parseDay("2026-05-29");
        rate.source = "rates.csv";
        {
            const format::ShownIn shown(rate);
            QCOMPARE(format::rateText(format::shownIn(), kEnglish),
                     QStringLiteral("EUR at 0.9213 per USD of 29 May 2026 (rates.csv)"));
            QVERIFY(format::rateText(rate, kGerman).contains(QStringLiteral("0,9213")));
            QCOMPARE(format::moneyDecimals(10'500 * base::kNanosPerDollar), 2); // €9,673.65
        }
        QVERIFY(format::shownIn().isDollars());
        QCOMPARE(format::rateText(format::shownIn(), kEnglish), QString());
        QCOMPARE(format::moneyDecimals(10'500 * base::kNanosPerDollar), 0);
    }

    void everyKindHasItsText()
    {
        using items::Kind;
        const auto text = [](Kind kind, const QVariant &value) {
            return plain(format::text(kind, value, 2, kEnglish));
        };
        QCOMPARE(text(Kind::Money, QVariant()), QStringLiteral("–"));
        QCOMPARE(text(Kind::Money, QVariant::fromValue<qint64>(2'500'000'000)), QStringLiteral("$2.50"));
        QCOMPARE(text(Kind::UnitMoney, QVariant::fromValue<qint64>(2'500'000)), QStringLiteral("$2.50"));
        QCOMPARE(text(Kind::Count, 1234), QStringLiteral("1,234"));
        QCOMPARE(text(Kind::Share, 0.25), QStringLiteral("25.0 %"));
        QCOMPARE(text(Kind::Change, 0.25), QStringLiteral("+25.0 %"));
        QCOMPARE(text(Kind::Ratio, 37.0), QStringLiteral("37×"));
        QCOMPARE(text(Kind::Class, static_cast<int>(items::FeatureClass::CostDrain)),
                 QStringLiteral("▲ Cost drain"));
        QCOMPARE(text(Kind::Class, static_cast<int>(items::FeatureClass::LongTail)),
                 QStringLiteral("Long tail"));
        QCOMPARE(text(Kind::State, static_cast<int>(items::BudgetState::Over)),
                 QStringLiteral("✕ Over budget"));
        QCOMPARE(text(Kind::Day, QStringLiteral("2026-11-21")), QStringLiteral("21 Nov 2026"));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "test_format.moc"
