// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "ingest/valuefiles.h"

using namespace outlay;
using base::ErrorKind;
using ingest::ValueReading;

/// Files that say what features brought in.
class ValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void days_data();
    void days();
    void amounts_data();
    void amounts();
    void refusedWithLineReasonAndAdvice_data();
    void refusedWithLineReasonAndAdvice();
    void noValueFile_data();
    void noValueFile();
    void aMissingAmountIsNotZero();
    void writtenInAnyEncoding();
    void theWholeFileTellsItsMarks();
    void whatIsTakenForGrantedIsTold();
    void recognisedByItsHeader_data();
    void recognisedByItsHeader();
    void anyBytesAreRowsOrASentence();
};

namespace {

base::Result<ValueReading> read(const QByteArray &content)
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("values.csv"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return base::fail(ErrorKind::Unwritable, path.toStdString(), "cannot be written");
    file.close();
    auto reading = ingest::readValueFile(path.toStdString(), {});
    if (reading)
        for (base::Reject &reject : reading->rejects)
            reject.file = "values.csv";
    return reading;
}

QStringList list(const std::vector<std::string> &texts)
{
    QStringList strings;
    for (const std::string &text : texts)
        strings << QString::fromStdString(text);
    return strings;
}

QString textOf(const base::ValueRow &row)
{
    return QString::fromStdString(base::isoDay(row.days.first) + ".." + base::isoDay(row.days.last) + " " +
                                  row.feature + "/" + row.segment + " " +
                                  base::Money::fromNanos(row.amountNanos).toDecimal() + " " + row.unit +
                                  (row.rate ? " × " + row.rate->toDecimal() : ""));
}

/// Rows, or rejects as "line: reason", or the error's sentence.
QStringList textsOf(const base::Result<ValueReading> &reading)
{
    if (!reading)
        return list({base::sentence(reading.error())});
    QStringList texts;
    for (const base::ValueRow &row : reading->file.rows)
        texts << textOf(row);
    for (const base::Reject &reject : reading->rejects)
        texts << QStringLiteral("%1: %2").arg(reject.line).arg(QString::fromStdString(reject.reason));
    return texts;
}

} // namespace

void ValuesTest::understood_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("rows");
    const std::string may = "2026-05-01..2026-05-31 ";
    const std::string seventh = "2026-05-07..2026-05-07 ";

    QTest::newRow("money by month") << QByteArray("month,feature,amount\n2026-05,chat,1200.50\n")
                                    << list({may + "chat/ 1200.5 "});
    QTest::newRow("money by day and segment")
        << QByteArray("date,feature,segment,amount,unit\n2026-05-07,chat,pro,\"$1,200.50\",USD\n")
        << list({seventh + "chat/pro 1200.5 "});
    QTest::newRow("a unit with a rate")
        << QByteArray("date,feature,amount,unit,rate\n2026-05,chat,40,Hours,$80\n")
        << list({may + "chat/ 40 hours × 80"});
    QTest::newRow("a unit without one") << QByteArray("date,feature,amount,unit\n2026-05,chat,1234,tickets\n")
                                        << list({may + "chat/ 1234 tickets"});
    QTest::newRow("usual other names, any order, semicolons, carriage returns")
        << QByteArray("Revenue (USD);Feature name;User segment;Day\r\n12,50;chat;pro;07.05.2026\r\n")
        << list({seventh + "chat/pro 12.5 "});
    QTest::newRow("a byte order mark, tabs and Excel's separator line")
        << QByteArray("\xEF\xBB\xBFsep=\t\nmonth\tfeature\tvalue\n2026-05\tchat\t5\n")
        << list({may + "chat/ 5 "});
    QTest::newRow("quoted cells with commas, quotes and line breaks")
        << QByteArray("month,feature,amount\n2026-05,\"a \"\"b\"\",\nc\",5\n2026-05,d,6\n")
        << list({may + "a \"b\",\nc/ 5 ", may + "d/ 6 "});
    QTest::newRow("a feature that nobody names is the unattributed")
        << QByteArray("month,feature,amount\n2026-05,unknown,5\n") << list({may + "/ 5 "});
    QTest::newRow("JSON lines, exact")
        << QByteArray("{\"month\":\"2026-05\",\"feature\":\"chat\",\"amount\":0.1}\n"
                      "{\"month\":\"2026-05\",\"feature\":\"chat\",\"amount\":123456789.123456789,"
                      "\"segment\":null}\n")
        << list({may + "chat/ 0.1 ", may + "chat/ 123456789.123456789 "});
    QTest::newRow("a JSON list over several lines")
        << QByteArray(
               "[\n {\"date\": \"2026-05-07\",\n  \"feature\": \"chat\", \"amount\": \"$7\"},\n"
               " {\"date\": \"2026-05-07\", \"feature\": \"b\", \"amount\": 2, \"unit\": \"tickets\"}\n]\n")
        << list({seventh + "chat/ 7 ", seventh + "b/ 2 tickets"});
    QTest::newRow("what is taken back is below zero")
        << QByteArray("month,feature,amount\n2026-05,chat,(12.50)\n2026-05,chat,-3\n")
        << list({may + "chat/ -12.5 ", may + "chat/ -3 "});
    QTest::newRow("another currency with its rate is a unit")
        << QByteArray("month,feature,amount,currency,rate\n2026-05,chat,100,EUR,1.08\n")
        << list({may + "chat/ 100 eur × 1.08"});
    QTest::newRow("blank lines say nothing")
        << QByteArray("month,feature,amount\n\n2026-05,chat,5\n,,\n\n") << list({may + "chat/ 5 "});
}

void ValuesTest::understood()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, rows);
    QCOMPARE(textsOf(read(content)), rows);
}

void ValuesTest::days_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("days");
    const auto row = [](const char *text, const char *days) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(days);
    };
    row("2026-05", "2026-05-01..2026-05-31");
    row("2026/05", "2026-05-01..2026-05-31");
    row("2026/5", "2026-05-01..2026-05-31");
    row("05/2026", "2026-05-01..2026-05-31");
    row("5.2026", "2026-05-01..2026-05-31");
    row("May 2026", "2026-05-01..2026-05-31");
    row("2026 May", "2026-05-01..2026-05-31");
    row("May-26", "2026-05-01..2026-05-31");
    row("February 2028", "2028-02-01..2028-02-29");
    row("2026-05-07", "2026-05-07..2026-05-07");
    row("2026-05-07T23:30:00-05:00", "2026-05-07..2026-05-07");
    row("2026-05-07 00:00:00", "2026-05-07..2026-05-07");
    row("7 May 2026", "2026-05-07..2026-05-07");
    row("May 7, 2026", "2026-05-07..2026-05-07");
    row("07.05.2026", "2026-05-07..2026-05-07");
    row("05/17/2026", "2026-05-17..2026-05-17");
    row("17/05/2026", "2026-05-17..2026-05-17");
}

void ValuesTest::days()
{
    QFETCH(QString, text);
    QFETCH(QString, days);
    QCOMPARE(textsOf(read("date,feature,amount\n\"" + text.toUtf8() + "\",chat,5\n")),
             list({days.toStdString() + " chat/ 5 "}));
}

void ValuesTest::amounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("amount");
    for (const auto &[text, amount] :
         {std::pair("1234.5", "1234.5"), std::pair("$1,234.50", "1234.5"), std::pair("1 234,50", "1234.5"),
          std::pair("1.234,50", "1234.5"), std::pair("1'234.50", "1234.5"), std::pair("12,5", "12.5"),
          std::pair("1e3", "1000"), std::pair("0.000000001", "0.000000001"), std::pair("USD 12", "12"),
          std::pair("0", "0")})
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(amount);
}

void ValuesTest::amounts()
{
    QFETCH(QString, text);
    QFETCH(QString, amount);
    QCOMPARE(textsOf(read("month;feature;amount\n2026-05;chat;" + text.toUtf8() + "\n")),
             list({"2026-05-01..2026-05-31 chat/ " + amount.toStdString() + " "}));
}

void ValuesTest::refusedWithLineReasonAndAdvice_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *line, const char *reason) {
        QTest::newRow(name) << QByteArray(line) << QString::fromUtf8(reason);
    };
    row("no date", ",chat,,5,,", "it has no date and no month; write one such as 2026-05-17 or 2026-05");
    row("a total", "Total,,,5,,",
        "\"Total\" is no date and no month; write one such as 2026-05-17 or 2026-05");
    row("a day that is not", "2026-02-30,chat,,5,,",
        "\"2026-02-30\" is no date and no month; write one such as 2026-05-17 or 2026-05");
    row("an order that nobody knows", "05/06/2026,chat,,5,,",
        "\"05/06/2026\" has the day or the month first, which the file does not tell; write 2026-05-17");
    row("a word for an amount", "2026-05,chat,,many,,",
        "amount \"many\": that is not a number; write it as 1234.50");
    row("a comma of two meanings", "2026-05,chat,,\"1,234\",,",
        "amount \"1,234\": its comma may be the decimal mark or part thousands; write it as 1234.50");
    row("another currency", "2026-05,chat,,5,EUR,",
        "its amount is in eur, and Outlay knows no rates of exchange; convert it to US dollars, or give the "
        "dollars of one in a column rate");
    row("dollars with a rate", "2026-05,chat,,5,USD,2",
        "its amount is in dollars already, and has a rate; leave the rate out, or say in a column unit what "
        "is "
        "counted");
    row("a rate below zero", "2026-05,chat,,5,tickets,-2",
        "its rate is below 0; write amounts that are taken back with a minus instead");
    row("too much", "2026-05,chat,,99999999999,,",
        "amount \"99999999999\" is more than can be counted here (9.2 billion)");
    row("too much by its rate", "2026-05,chat,,9000000000,tickets,9",
        "amount × rate is more dollars than can be counted here");
    row("cells that are missing", "2026-05,chat",
        "the line has 2 cells, the header has 6; put quotes around cells that hold what parts them");
    row("dollars among the units", "2026-05,chat,,$5,tickets,",
        "amount \"$5\": it is in dollars, which does not fit the unit of this field; write it as 1234.50");
}

void ValuesTest::refusedWithLineReasonAndAdvice()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reason);
    const auto reading =
        read("date,feature,segment,amount,unit,rate\n2026-05,a,,1,,\n" + line + "\n2026-05,b,,2,,\n");
    QVERIFY(reading.has_value());
    QCOMPARE(textsOf(reading).last(), QStringLiteral("3: ") + reason);
    QCOMPARE(reading->rejected, 1);
    QVERIFY(!reading->isWhole());
}

void ValuesTest::noValueFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray(" \n") << QStringLiteral("is empty");
    QTest::newRow("no amount") << QByteArray("date,feature\n2026-05,a\n")
                               << QStringLiteral("there is no column amount");
    QTest::newRow("no feature") << QByteArray("date,amount\n2026-05,3\n")
                                << QStringLiteral("there is no column feature");
    QTest::newRow("no date") << QByteArray("feature,amount\na,3\n")
                             << QStringLiteral("there is no column date or month");
    QTest::newRow("two amounts") << QByteArray("date,feature,amount,value\n2026-05,a,3,4\n")
                                 << QStringLiteral("two columns that could be the amount");
    QTest::newRow("a log of JSON") << QByteArray("{\"timestamp\":\"2026-05-01\",\"model\":\"m\"}\n")
                                   << QStringLiteral("is no value file");
    QTest::newRow("cents would be taken for dollars")
        << QByteArray("date,feature,amount_cents\n2026-05,a,3\n")
        << QStringLiteral("there is no column amount");
}

void ValuesTest::noValueFile()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const auto reading = read(content);
    QVERIFY(!reading);
    QVERIFY2(QString::fromStdString(reading.error().detail).contains(words), reading.error().detail.c_str());
}

void ValuesTest::aMissingAmountIsNotZero()
{
    const auto reading = read("month,feature,amount\n2026-05,a,\n2026-05,b,n/a\n2026-05,c,0\n");
    QVERIFY(reading.has_value());
    QCOMPARE(textsOf(reading), list({std::string("2026-05-01..2026-05-31 c/ 0 ")}));
    QCOMPARE(reading->withoutAmount, 2);
    QVERIFY(reading->isWhole());
}

void ValuesTest::writtenInAnyEncoding()
{
    const QString text = QStringLiteral("month;feature;amount\n2026-05;Übersetzung;12,50\n");
    QByteArray utf16("\xFF\xFE", 2);
    for (const QChar c : text)
        utf16.append(char(c.unicode() & 0xFF)).append(char(c.unicode() >> 8));
    const QStringList expected{QStringLiteral("2026-05-01..2026-05-31 Übersetzung/ 12.5 ")};
    QCOMPARE(textsOf(read(utf16)), expected);
    QCOMPARE(textsOf(read(QString(text).replace(QLatin1Char('\n'), QLatin1Char('\r')).toUtf8())), expected);
    const auto latin = read(text.toLatin1());
    QVERIFY(latin.has_value());
    QVERIFY2(textsOf(latin).last().contains(QStringLiteral("save the log as UTF-8")), "a reject with advice");
}

void ValuesTest::theWholeFileTellsItsMarks()
{
    // 12,50 is no number with a decimal point, so 1,234 is one with a decimal comma.
    QCOMPARE(textsOf(read("month;feature;amount\n2026-05;a;1,234\n2026-05;b;12,50\n")),
             (list({"2026-05-01..2026-05-31 a/ 1.234 ", "2026-05-01..2026-05-31 b/ 12.5 "})));
    // 12.50 is none with a decimal comma, so 1,234 is one thousand and more.
    QCOMPARE(textsOf(read("month;feature;amount\n2026-05;a;1,234\n2026-05;b;12.50\n")),
             (list({"2026-05-01..2026-05-31 a/ 1234 ", "2026-05-01..2026-05-31 b/ 12.5 "})));
    // There is no month 17, so the day comes first in all of them.
    QCOMPARE(textsOf(read("date,feature,amount\n05/06/2026,a,1\n17/06/2026,a,1\n")),
             (list({"2026-06-05..2026-06-05 a/ 1 ", "2026-06-17..2026-06-17 a/ 1 "})));
    // Spreadsheets make the first day of a month.
    QCOMPARE(textsOf(read("month,feature,amount\n2026-05-01,a,1\n2026-06-01,a,1\n")),
             (list({"2026-05-01..2026-05-31 a/ 1 ", "2026-06-01..2026-06-30 a/ 1 "})));
    QVERIFY(textsOf(read("month,feature,amount\n2026-05-01,a,1\n2026-06-02,a,1\n"))
                .last()
                .contains(QStringLiteral("is a day in a column of months")));
}

void ValuesTest::whatIsTakenForGrantedIsTold()
{
    const auto reading = read("date;feature;amount;note\n2026-05-01;a;12,5;x\n2026-06-01;a;3;y\n");
    QVERIFY(reading.has_value());
    QStringList texts;
    for (const base::Assumption &assumption : reading->assumptions)
        texts << QString::fromStdString(assumption.text);
    QCOMPARE(texts, (list({"column \"note\" is not read", "numbers are read with a decimal comma",
                           "all dates are the first of a month, and count as that day alone; write 2026-05 "
                           "for what is of a whole month"})));
}

void ValuesTest::recognisedByItsHeader_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isIt");
    QTest::newRow("csv") << QByteArray("date,feature,amount\n2026-05,a,1\n") << true;
    QTest::newRow("json") << QByteArray("[{\"month\":\"2026-05\",\"feature\":\"a\",\"amount\":1}]") << true;
    QTest::newRow("a header alone") << QByteArray("month;feature;revenue\n") << true;
    QTest::newRow("a CostEvent") << QByteArray(
                                        "{\"timestamp\":\"2026-05-01T00:00:00Z\",\"feature_name\":\"a\","
                                        "\"cost_usd\":1,\"model\":\"m\"}\n")
                                 << false;
    QTest::newRow("a log with an amount")
        << QByteArray("date,feature,model,amount\n2026-05-01,a,gpt-4o,1\n") << false;
    QTest::newRow("a text") << QByteArray("hello\n") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void ValuesTest::recognisedByItsHeader()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isIt);
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(content) == content.size() && file.flush());
    QCOMPARE(ingest::valueContentOf(file.fileName().toStdString(), {}),
             isIt ? ingest::ValueContent::All : ingest::ValueContent::None);
    QCOMPARE(ingest::valueContentOf("/nowhere/at/all", {}), ingest::ValueContent::None);
}

void ValuesTest::anyBytesAreRowsOrASentence()
{
    std::mt19937 engine(7);
    const QByteArray csv(
        "date,feature,segment,amount,unit,rate\n2026-05-07,a,pro,\"$1,2.5\",tickets,3\nMay-26,b,,4,,\n");
    const QByteArray json(
        "[{\"date\":\"2026-05\",\"feature\":\"a\",\"amount\":1.5e3,\"unit\":\"t\",\"rate\":2}]");
    for (int round = 0; round < 3000; ++round) {
        QByteArray text = round % 2 == 0 ? csv : json;
        for (auto changes = engine() % 5 + 1; changes > 0 && !text.isEmpty(); --changes) {
            const auto place = static_cast<qsizetype>(engine() % static_cast<unsigned>(text.size()));
            if (engine() % 2 == 0)
                text[place] = static_cast<char>(engine());
            else
                text.remove(place, static_cast<qsizetype>(engine() % 9));
        }
        const auto reading = read(text);
        QVERIFY(reading.has_value() || !base::sentence(reading.error()).empty());
        if (reading)
            for (const base::Reject &reject : reading->rejects)
                QVERIFY(!reject.reason.empty() && reject.line > 0);
    }
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "test_values.moc"
