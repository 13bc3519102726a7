// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

#include "ingest/amount.h"
#include "ingest/decimal.h"

using namespace outlay;
using ingest::AmountOf;
using ingest::DecimalMark;

namespace {

constexpr auto kUnsaid = DecimalMark::Unsaid;
constexpr auto kPoint = DecimalMark::Point;
constexpr auto kComma = DecimalMark::Comma;

/// A format of a table (or JSON) of a time, a cost in `unit` and tokens.
std::vector<std::pair<std::string, std::string>>
formatWith(const std::string &decimal, const std::string &unit, const std::string &more = {})
{
    const std::string mark = decimal.empty() ? "" : R"("decimal":")" + decimal + R"(",)";
    const std::string cost = unit.empty() ? R"("c")" : R"({"path":"c","unit":")" + unit + R"("})";
    return {{"mine", R"({"format":"Mine",)" + mark + R"("recognise":{"has":["t","c"]},)" +
                         R"("fields":{"timestamp":"t","cost_usd":)" + cost +
                         R"(,"model":"m","input_tokens":"i")" + more + "}}"}};
}

} // namespace

Q_DECLARE_METATYPE(DecimalMark)
Q_DECLARE_METATYPE(AmountOf)

/// Amounts as people and their spreadsheets write them.
class AmountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void refused_data();
    void refused();
    void costsOfACsv_data();
    void costsOfACsv();
    void tokensMayHaveThousandsParted();
    void anAssumptionIsCountedPerEvent();
    void aLogWithADecimalCommaIsReadSoThroughout();
    void numbersOfJsonAreNoTexts();
    void aUnitIsNeverLost_data();
    void aUnitIsNeverLost();
    void sumsLoseNoPart();
    void zeroIsZeroHoweverItIsWritten();
    void aLatencyMayBeWrittenSo();
    void aMarkThatNoLogHasIsAMistake();
    void whatSaysThatThereIsNoAmountIsNoZero_data();
    void whatSaysThatThereIsNoAmountIsNoZero();
    void whatSaysNothingLeavesRoomForWhatDoes();
};

void AmountsTest::understood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<DecimalMark>("mark");
    QTest::addColumn<AmountOf>("of");
    QTest::addColumn<QString>("plain");
    const auto row = [](const char *text, DecimalMark mark, AmountOf of, const char *plain) {
        QTest::addRow("%s, %d, %d", text, int(mark), int(of))
            << QString::fromUtf8(text) << mark << of << QString::fromLatin1(plain);
    };
    const auto dollars = [&](const char *text, const char *plain) {
        row(text, kUnsaid, AmountOf::Dollars, plain);
        row(text, kPoint, AmountOf::Dollars, plain);
    };
    dollars("$0.12", "0.12");
    dollars("$ 0.12", "0.12");
    dollars("0.12$", "0.12");
    dollars("0.12 USD", "0.12");
    dollars("USD 0.12", "0.12");
    dollars("US$0.12", "0.12");
    dollars("$0.12 USD", "0.12");
    dollars("USD $0.12", "0.12");
    dollars("-$0.12", "-0.12");
    dollars("$-0.12", "-0.12");
    dollars("\u2212$0.12", "-0.12"); // a typesetter's minus
    dollars("($0.12)", "-0.12");
    dollars("$(0.12)", "-0.12");
    dollars("(0.12) USD", "-0.12");
    dollars("(1,234.50)", "-1234.50");
    dollars("$.5", ".5");
    dollars("$1e-05", "1e-05");
    dollars("1,234.50", "1234.50");
    dollars("1,234,567", "1234567");
    dollars("12,345,678.000000001", "12345678.000000001");
    dollars("1 234.50", "1234.50");
    dollars("1\u00A0234.50", "1234.50");
    dollars("1\u202F234\u202F567", "1234567");
    dollars("1'234.50", "1234.50");
    dollars("1\u2019234.50", "1234.50");
    row("1,234", kPoint, AmountOf::Dollars, "1234");
    row("1,234", kPoint, AmountOf::Number, "1234");
    row("1,234", kUnsaid, AmountOf::Whole, "1234");
    row("1 234", kUnsaid, AmountOf::Whole, "1234");
    row("0,12", kComma, AmountOf::Dollars, "0.12");
    row("$0,12", kComma, AmountOf::Dollars, "0.12");
    row("1.234,50", kComma, AmountOf::Dollars, "1234.50");
    row("1.234", kComma, AmountOf::Dollars, "1234");
    row("1.234", kComma, AmountOf::Whole, "1234");
    row("1.234.567,8", kComma, AmountOf::Number, "1234567.8");
    row("1 234,50", kComma, AmountOf::Dollars, "1234.50");
    row("12", kComma, AmountOf::Whole, "12");
    row("1,2E-05", kComma, AmountOf::Dollars, "1.2E-05");
}

void AmountsTest::understood()
{
    QFETCH(QString, text);
    QFETCH(DecimalMark, mark);
    QFETCH(AmountOf, of);
    QFETCH(QString, plain);
    const auto amount = ingest::writtenAmount(text.toStdString(), mark, of);
    QVERIFY2(amount.why.empty(), std::string(amount.why).c_str());
    // The value counts, not how it is spelt.
    const auto value = ingest::readDecimal(amount.plain, 9);
    QVERIFY(value);
    QCOMPARE(value->value, ingest::readDecimal(plain.toStdString(), 9)->value);
}

void AmountsTest::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<DecimalMark>("mark");
    QTest::addColumn<AmountOf>("of");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *text, DecimalMark mark, AmountOf of, const char *why) {
        QTest::addRow("%s, %d, %d", text, int(mark), int(of))
            << QString::fromUtf8(text) << mark << of << QString::fromLatin1(why);
    };
    constexpr auto dollars = AmountOf::Dollars;
    for (const char *text : {"1,234", "0,12", "12,5", "1.234,50", "1.234.567", "1 234,50", "$1,234"})
        row(text, kUnsaid, dollars, "say how the log writes its numbers");
    row("1,234", kUnsaid, AmountOf::Number, "say how the log writes its numbers"); // 1.234 thousand, say
    row("1,23", kUnsaid, AmountOf::Whole, "say how the log writes its numbers");
    row("0,12", kPoint, dollars, "has a decimal point");
    row("1.234,50", kPoint, dollars, "has a decimal point");
    row("0.12", kComma, dollars, "has a decimal comma");
    row("$0.12", kComma, dollars, "has a decimal comma");
    row("1,234.50", kComma, dollars, "has a decimal comma");
    for (const char *text : {"€0.12", "0.12 EUR", "£5", "CHF 5", "¥100", "A$5", "0,12 €", "5 EUR"})
        row(text, kUnsaid, dollars, "not in US dollars");
    row("$5", kUnsaid, AmountOf::Whole, "it is in dollars");
    row("$5", kUnsaid, AmountOf::Number, "it is in dollars"); // cents would make it five cents
    for (const char *text :
         {"",           "$",        "free", "n/a",  "-",   "()",        "(5",     "5)",
          "-(5)",       "(-5)",     "--5",  "$$5",  "5 5", "12,34,567", "1,2345", "1,234,56",
          "1234,567.5", "0,123.5",  ",5",   "1 23", "1'2", "1,234 567", "1.2.3",  "5%",
          "1e5e5",      "$1,234e5", "0x10", "NaN",  "inf", "1,234."})
        row(text, kPoint, dollars, "");
    row("999999999999999999999999999999999999999999999999999999999999999999999999999999999", kPoint, dollars,
        "that is not a number");
}

void AmountsTest::refused()
{
    QFETCH(QString, text);
    QFETCH(DecimalMark, mark);
    QFETCH(AmountOf, of);
    QFETCH(QString, why);
    const auto amount = ingest::writtenAmount(text.toStdString(), mark, of);
    QCOMPARE(QString::fromStdString(amount.plain), QString());
    QVERIFY(!amount.why.empty());
    QVERIFY2(QString::fromUtf8(amount.why.data(), qsizetype(amount.why.size())).contains(why),
             std::string(amount.why).c_str());
}

void AmountsTest::costsOfACsv_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<qint64>("nanos"); // -1: rejected
    QTest::newRow("$0.12") << QByteArray("$0.12") << qint64(120'000'000);
    QTest::newRow("thousands") << QByteArray("\"1,234.50\"") << qint64(1'234'500'000'000);
    QTest::newRow("negative") << QByteArray("($0.12)") << qint64(-120'000'000);
    QTest::newRow("two numbers in one") << QByteArray("\"1,234\"") << qint64(-1);
    QTest::newRow("euros") << QByteArray("0.12 EUR") << qint64(-1);
}

void AmountsTest::costsOfACsv()
{
    QFETCH(QByteArray, cell);
    QFETCH(qint64, nanos);
    Reading reading;
    reading.read("timestamp,feature,cost_usd\n2026-05-01,faq," + cell + "\n2026-05-01,faq,1\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, nanos == -1 ? 1 : 2);
    if (nanos != -1)
        QCOMPARE(reading.event().row.costNanos, nanos);
    else
        QVERIFY(reading.report.rejects.at(0).reason.starts_with("cost_usd is \""));
}

void AmountsTest::tokensMayHaveThousandsParted()
{
    Reading reading;
    reading.read("timestamp,feature,input_tokens,output_tokens\n2026-05-01,faq,\"1,234\",\"12 345\"\n"
                 "2026-05-01,faq,\"1,234.5\",1\n2026-05-01,faq,\"-1,234\",1\n2026-05-01,faq,$5,1\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.event().row.inputTokens, 1234);
    QCOMPARE(reading.event().row.outputTokens, 12'345);
    QCOMPARE(reading.report.rejects.at(0).reason,
             std::string("input_tokens is \"1,234.5\"; token counts are whole numbers"));
    QCOMPARE(reading.report.rejects.at(1).reason,
             std::string("input_tokens is \"-1,234\"; token counts cannot be negative"));
}

void AmountsTest::anAssumptionIsCountedPerEvent()
{
    Reading reading;
    reading.read("timestamp,feature,input_tokens,cost_usd\n2026-05-01,faq,\"1,000\",$1\n2026-05-01,faq,1,1\n"
                 "2026-05-01,faq,1,$1\n2026-05-01,faq,1,$x\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.assumed("amounts such as $1,234.50 are read as numbers"), 2);
}

void AmountsTest::aLogWithADecimalCommaIsReadSoThroughout()
{
    Reading reading;
    reading.options.formats = formatWith(",", "");
    reading.read("t;c;m;i\n2026-05-01;0,12;gpt-4o;1.234\n2026-05-01;1.234,50;gpt-4o;5\n"
                 "2026-05-01;1.234;gpt-4o;5\n2026-05-01;0.12;gpt-4o;5\n2026-05-01;7;gpt-4o;1,5\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 3);
    QCOMPARE(reading.event(0).row.costNanos, 120'000'000);
    QCOMPARE(reading.event(0).row.inputTokens, 1234);
    QCOMPARE(reading.event(1).row.costNanos, 1'234'500'000'000);
    QCOMPARE(reading.event(2).row.costNanos, 1'234'000'000'000);
    QCOMPARE(reading.report.rejects.at(0).line, 5);
    QVERIFY(reading.report.rejects.at(0).reason.starts_with("cost_usd is \"0.12\"; "));
    QCOMPARE(reading.report.rejects.at(1).reason,
             std::string("input_tokens is \"1,5\"; token counts are whole numbers"));
    QCOMPARE(reading.assumed("decimal comma"), 3);
}

void AmountsTest::numbersOfJsonAreNoTexts()
{
    for (const std::string unit : {"", "cents"}) {
        Reading reading;
        reading.options.formats = formatWith(",", unit);
        reading.read("{\"t\":\"2026-05-01\",\"c\":1.234,\"i\":1e3}\n{\"t\":\"2026-05-01\",\"c\":\"1.234\"}\n"
                     "{\"t\":\"2026-05-01\",\"c\":\"1,234\"}\n");
        QCOMPARE(reading.file().added, 3);
        const std::int64_t parts = unit.empty() ? 1 : 100;
        QCOMPARE(reading.event(0).row.costNanos, 1'234'000'000 / parts);
        QCOMPARE(reading.event(0).row.inputTokens, 1000);
        QCOMPARE(reading.event(1).row.costNanos, 1'234'000'000'000 / parts);
        QCOMPARE(reading.event(2).row.costNanos, 1'234'000'000 / parts);
    }
}

void AmountsTest::aUnitIsNeverLost_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<qint64>("nanos"); // -1: rejected
    const auto row = [](const char *decimal, const char *unit, const char *cell, qint64 nanos) {
        QTest::addRow("%s %s %s", decimal, unit, cell)
            << QString::fromLatin1(decimal) << QString::fromLatin1(unit) << QByteArray(cell) << nanos;
    };
    // 1,250.5 cents are $12.505
    row("", "cents", "1,250.5", 12'505'000'000);
    row("", "cents", "1 250.5", 12'505'000'000);
    row("", "cents", "$12.50", -1); // dollars, or cents?
    row("", "cents", "12.50 USD", -1);
    row("", "cents", "1,250", -1); // two numbers
    row(".", "cents", "1,250", 12'500'000'000);
    row(",", "cents", "1.250,5", 12'505'000'000);
    row(",", "cents", "0.12", -1);
    row("", "cents", "0,12", -1);
    row("", "micro", "1,234,567", 1'234'567'000);
    row("", "thousand", "1,5", -1);
    row(",", "thousand", "1,5", 1'500'000'000'000);
    row("", "cents", "12 EUR", -1);
    row("", "cents", "free", -1);
    row("", "cents", "(5)", -50'000'000);
}

void AmountsTest::aUnitIsNeverLost()
{
    QFETCH(QString, decimal);
    QFETCH(QString, unit);
    QFETCH(QByteArray, cell);
    QFETCH(qint64, nanos);
    Reading reading;
    reading.options.formats = formatWith(decimal.toStdString(), unit.toStdString());
    reading.read("t;c;m;i\n2026-05-01;" + cell + ";gpt-4o;1\n", QStringLiteral("a.csv"));
    QCOMPARE(reading.file().rejected, nanos == -1 ? 1 : 0);
    if (nanos != -1) {
        QCOMPARE(reading.event().row.costNanos, nanos);
        return;
    }
    const std::string &reason = reading.report.rejects.at(0).reason;
    QVERIFY2(reason.starts_with("cost_usd is \"" + cell.toStdString() + "\"; "), reason.c_str());
    // Nor do counts of thousands become counts.
    Reading tokens;
    tokens.options.formats = formatWith(decimal.toStdString(), {});
    tokens.options.formats[0].second.replace(tokens.options.formats[0].second.find(R"("i")"), 3,
                                             R"({"path":"i","unit":"thousand"})");
    tokens.read("t;c;m;i\n2026-05-01;1;gpt-4o;" + cell + "\n", QStringLiteral("a.csv"));
    const bool isPlainInThousands = decimal == QLatin1String(",") && cell == "1,5";
    QCOMPARE(tokens.file().rejected, isPlainInThousands ? 0 : 1);
}

void AmountsTest::sumsLoseNoPart()
{
    Reading reading;
    reading.options.formats = {
        {"mine", R"({"format":"Mine","recognise":{"has":["t"]},"fields":{"timestamp":"t","model":"m",)"
                 R"("input_tokens":{"sum":["a","b"]}}})"}};
    reading.read("t;m;a;b\n2026-05-01;gpt-4o;1,000;234\n2026-05-01;gpt-4o;1;many\n", QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.event().row.inputTokens, 1234);
    QCOMPARE(reading.report.rejects.at(0).reason,
             std::string("input_tokens is \"many\"; that is not a number"));
}

void AmountsTest::zeroIsZeroHoweverItIsWritten()
{
    Reading reading;
    reading.options.formats = {
        {"mine",
         R"({"format":"Mine","recognise":{"has":["t"]},"take":{"any_positive":["i"]},"fields":{)"
         R"("timestamp":"t","model":"m","input_tokens":"i","cost_usd":{"path":"c","zero":"absent"}}})"}};
    reading.read("t;m;i;c\n2026-05-01;gpt-4o;1,000;$0.00\n2026-05-01;gpt-4o;0;$1\n", QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 1); // the other counts nothing
    QCOMPARE(reading.event().row.inputTokens, 1000);
    QCOMPARE(reading.event().row.costNanos, base::kAbsent);
}

void AmountsTest::aLatencyMayBeWrittenSo()
{
    Reading reading;
    reading.read(
        "timestamp,feature,cost_usd,latency_ms\n2026-05-01,faq,1,\"1,234.5\"\n2026-05-01,faq,1,\"1,234\"\n",
        QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 2);
    QCOMPARE(reading.event(0).row.latencyUs, 1'234'500);
    QCOMPARE(reading.event(1).row.latencyUs, base::kAbsent); // 1.234 ms, or a thousand times that
    QCOMPARE(reading.assumed("a latency that is negative or no number"), 1);
}

void AmountsTest::aMarkThatNoLogHasIsAMistake()
{
    Reading reading;
    reading.options.formats = formatWith(";", "");
    reading.read("t,c\n2026-05-01,1\n");
    QVERIFY(reading.error);
    QVERIFY(reading.error->detail.find("\"decimal\"") != std::string::npos);
}

void AmountsTest::whatSaysThatThereIsNoAmountIsNoZero_data()
{
    QTest::addColumn<QByteArray>("cell");
    for (const char *cell : {"n/a", "N/A", "#N/A", "-", "--", "\u2013", "null", "NULL", "None", "NaN", "nan",
                             "", "  ", " - ", "\\N"})
        QTest::addRow("\"%s\"", cell) << QByteArray(cell);
}

void AmountsTest::whatSaysThatThereIsNoAmountIsNoZero()
{
    QFETCH(QByteArray, cell);
    // Outlay's own format, a map, a map with a unit, and a map that adds up.
    for (const char *map : {"", "plain", "cents", "sum"}) {
        Reading reading;
        const bool isOwn = *map == '\0';
        if (QByteArray(map) == "sum")
            reading.options.formats = formatWith("", "", R"(,"output_tokens":{"sum":[["o"],["r"]]})");
        else if (!isOwn)
            reading.options.formats = formatWith("", QByteArray(map) == "cents" ? "cents" : "");
        const QByteArray header =
            isOwn ? "timestamp,cost_usd,model,input_tokens,output_tokens,r\n" : "t,c,m,i,o,r\n";
        reading.read(header + "2026-05-01," + cell + ",gpt-4o,5,2," + cell + "\n2026-05-01,0.5,gpt-4o," +
                         cell + ',' + cell + ",3\n2026-05-01," + cell + ",gpt-4o," + cell + ',' + cell + ',' +
                         cell + '\n',
                     QStringLiteral("a.csv"));
        QCOMPARE(reading.file().rejected, 0);
        QCOMPARE(reading.file().added, 3);
        QCOMPARE(reading.event(0).row.costNanos, base::kAbsent);
        QCOMPARE(reading.event(0).row.inputTokens, 5);
        QCOMPARE(reading.event(1).row.inputTokens, base::kAbsent);
        QCOMPARE(reading.event(1).row.costNanos, QByteArray(map) == "cents" ? 5'000'000 : 500'000'000);
        QCOMPARE(reading.event(2).row.costNanos, base::kAbsent);
        QCOMPARE(reading.event(2).row.outputTokens, base::kAbsent);
        if (QByteArray(map) == "sum") {
            QCOMPARE(reading.event(0).row.outputTokens, 2);
            QCOMPARE(reading.event(1).row.outputTokens, 3);
        }
        QVERIFY(reading.file().missingUsage >= 1); // counted, never taken for nothing used
    }
}

void AmountsTest::whatSaysNothingLeavesRoomForWhatDoes()
{
    Reading reading;
    reading.read("timestamp,cost_usd,cost,model,input_tokens\n2026-05-01,n/a,0.5,gpt-4o,1\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.event().row.costNanos, 500'000'000);
    Reading json;
    json.read(R"({"timestamp":"2026-05-01T10:00:00Z","model":"gpt-4o","cost_usd":"N/A","input_tokens":"5"})"
              "\n");
    QCOMPARE(json.event().row.costNanos, base::kAbsent);
    QCOMPARE(json.event().row.inputTokens, 5);
}

QTEST_GUILESS_MAIN(AmountsTest)
#include "test_amounts.moc"
