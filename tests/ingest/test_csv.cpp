// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

using outlay::base::kAbsent;

/// CSV files with a header: RFC 4180, whatever the delimiter and however the file is cut up.
class CsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isCsv_data();
    void isCsv();
    void record_data();
    void record();
    void embeddedNewlines();
    void emptyCellsAreAbsent();
    void numbersAreNoAssumption();
    void headersBetweenRows();
    void brokenQuoteCostsOneLine();
    void excerptsAreMaskedByColumn();
    void whatIsNoUtf8IsRejectedAndTheRestImported();
    void aHeaderThatIsNoUtf8IsAnErrorOfTheFile();
};

namespace {

const QByteArray kHeader = "timestamp,feature_name,input_tokens,cost_usd,note\n";

} // namespace

void CsvTest::isCsv_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isCsv");
    QTest::newRow("comma") << QByteArray("timestamp,cost_usd\n2026-05-01,1\n") << true;
    QTest::newRow("semicolon") << QByteArray("timestamp;cost_usd\n2026-05-01;1\n") << true;
    QTest::newRow("tab") << QByteArray("timestamp\tcost_usd\n2026-05-01\t1\n") << true;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFtimestamp,cost_usd\n2026-05-01,1\n") << true;
    QTest::newRow("blank lines first") << QByteArray("\r\n\ntimestamp,cost_usd\r\n2026-05-01,1\r\n") << true;
    QTest::newRow("quoted names") << QByteArray("\"timestamp\",\"cost_usd\"\n\"2026-05-01\",\"1\"\n") << true;
    QTest::newRow("spaced names") << QByteArray("Timestamp, Cost USD\n2026-05-01,1\n") << true;
    QTest::newRow("no last newline") << QByteArray("timestamp,cost_usd\n2026-05-01,1") << true;
    QTest::newRow("other names") << QByteArray("name,age\nJoe,40\n") << false;
    QTest::newRow("one name") << QByteArray("cost\n12\n") << false;
    QTest::newRow("prose") << QByteArray("time, cost and model are what a log has\n")
                           << false; // no row: an empty log
}

void CsvTest::isCsv()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isCsv);
    Reading reading;
    reading.read(content, QStringLiteral("data.txt"));
    QCOMPARE(!reading.file().error, isCsv);
    if (!isCsv || content.count('\n') + !content.endsWith('\n') < 2)
        return;
    QCOMPARE(QString::fromStdString(reading.file().format), QStringLiteral("CostEvent CSV"));
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.event().row.costNanos, 1'000'000'000);
}

void CsvTest::record_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("note"); // of the event, or why it was rejected
    const auto row = [](const char *name, const char *line, const char *note) {
        QTest::newRow(name) << QByteArray(line) << QString::fromUtf8(note);
    };
    row("plain", "2026-05-01,faq,1,0.5,hello\n", "hello");
    row("CRLF", "2026-05-01,faq,1,0.5,hello\r\n", "hello");
    row("quoted", "2026-05-01,faq,1,0.5,\"a,b\"\n", "a,b");
    row("quoted, CRLF", "2026-05-01,faq,1,0.5,\"a,b\"\r\n", "a,b");
    row("doubled quotes", "2026-05-01,faq,1,0.5,\"say \"\"hi\"\"\"\n", "say \"hi\"");
    row("newline in quotes", "2026-05-01,faq,1,0.5,\"a\nb\"\n", "a\nb");
    row("backslash is nothing special", "2026-05-01,faq,1,0.5,\"a\\\"\n", "a\\");
    row("blanks around numbers", "2026-05-01,faq, 1 , 0.5 ,x\n", "x");
    row("unicode", "2026-05-01,faq,1,0.5,caf\xC3\xA9\n", "café");
    row("too few", "2026-05-01,faq,1,0.5\n", "the line has 4 cells, the header has 5");
    row("too many", "2026-05-01,faq,1,0.5,x,y\n", "the line has 6 cells, the header has 5");
    row("a quote within", "2026-05-01,faq,1,0.5,a\"b\n",
        "there is a quote within a cell that does not begin with one");
    row("text behind a quote", "2026-05-01,faq,1,0.5,\"a\"b\n", "there is text after a closing quote");
    row("negative", "2026-05-01,faq,-1,0.5,x\n", "input_tokens is \"-1\"; token counts cannot be negative");
    row("no time", "yesterday,faq,1,0.5,x\n",
        "timestamp \"yesterday\" is not a time such as 2026-05-09T13:02:11Z");
    row("neither tokens nor cost", "2026-05-01,faq,,,x\n",
        "there are neither input or output tokens nor a cost");
}

void CsvTest::record()
{
    QFETCH(QByteArray, line);
    Reading reading;
    reading.read(kHeader + line + "2026-05-02,faq,2,0.5,last\n");
    QCOMPARE(reading.file().added + reading.file().rejected, 2);
    QCOMPARE(reading.value("note", reading.sink.events.size() - 1), std::string("last"));
    const std::string got =
        reading.file().rejected > 0 ? reading.report.rejects.at(0).reason : reading.value("note");
    QTEST(QString::fromStdString(got), "note");
    if (reading.file().rejected > 0)
        QCOMPARE(reading.report.rejects.at(0).line, 2);
}

void CsvTest::embeddedNewlines()
{
    const QByteArray content = kHeader + "2026-05-01,faq,1,0.5,\"a\n\nb\"\n" + "2026-05-01,faq,-1,0.5,x\n";
    for (const std::size_t chunk : {1, 2, 3, 7, 64, 4096}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(content);
        QCOMPARE(reading.file().added, 1);
        QCOMPARE(reading.value("note"), std::string("a\n\nb"));
        QCOMPARE(reading.report.rejects.at(0).line, 5); // header, three lines of the first, then this
        QCOMPARE(reading.sink.files.at(0).fingerprint->lines, 5);
    }
}

void CsvTest::emptyCellsAreAbsent()
{
    Reading reading;
    reading.read("timestamp,feature_name,input_tokens,output_tokens,cost_usd,cached,note\n"
                 "2026-05-01,,1,,,,\"\"\n"
                 ",,,,,,\n");
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.file().rejected, 0); // a row of nothing is how a spreadsheet writes a blank line
    QCOMPARE(reading.value("feature"), std::string("<absent>"));
    QCOMPARE(reading.value("cached"), std::string("<absent>"));
    QCOMPARE(reading.value("note"), std::string("<absent>"));
    QCOMPARE(reading.event().row.outputTokens, kAbsent);
    QCOMPARE(reading.event().row.costNanos, kAbsent);
}

void CsvTest::numbersAreNoAssumption()
{
    Reading reading;
    reading.read("timestamp,cost_usd,cached\n2026-05-01T00:00:00Z,0.5,TRUE\n");
    QVERIFY(reading.file().assumptions.empty());
    QCOMPARE(reading.value("cached"), std::string("true"));
}

void CsvTest::headersBetweenRows()
{
    Reading reading;
    reading.read(kHeader + "2026-05-01,faq,1,0.5,x\n" + kHeader + "2026-05-01,faq,1,0.5,y\n");
    QCOMPARE(reading.file().added, 2);
    QCOMPARE(reading.file().notEvents, 1);
    QCOMPARE(reading.file().rejected, 0);
}

void CsvTest::brokenQuoteCostsOneLine()
{
    Reading reading;
    reading.read(kHeader +
                 "2026-05-01,faq,1,0.5,\"never closed\n2026-05-02,faq,1,0.5,x\n2026-05-03,faq,1,0.5,y\n");
    QCOMPARE(reading.file().added, 2);
    QCOMPARE(reading.report.rejects.at(0).reason, std::string("there is a quote that is never closed"));
    QCOMPARE(reading.report.rejects.at(0).line, 2);
}

void CsvTest::excerptsAreMaskedByColumn()
{
    Reading reading;
    reading.read("timestamp,user_id,prompt,cost_usd\nbad,u-1,hello,0.5\n2026-05-01,u-1,he,llo,0.5\n"
                 "2026-05-01,u-1,\"hello\"x,0.5\n");
    QCOMPARE(reading.report.rejects.at(0).excerpt, std::string("bad,…,…,0.5"));
    QCOMPARE(reading.report.rejects.at(1).excerpt, std::string("2026-05-01,…,…,…,…"));
    QCOMPARE(reading.report.rejects.at(2).excerpt, std::string("2026-05-01,…,…"));
}

void CsvTest::whatIsNoUtf8IsRejectedAndTheRestImported()
{
    Reading reading;
    reading.read(kHeader + "2026-05-01,caf\xE9,1,0.5,\"a\xE9\"\"b\"\n2026-05-01,café,1,0.5,x\n"
                           "2026-05-01,faq,1,0.5,\"two\nlines \x80\"\n2026-05-01,faq,1,0.5,\n");
    QCOMPARE(reading.file().added, 2);
    QCOMPARE(reading.value("feature"), std::string("café"));
    QCOMPARE(reading.file().rejected, 2);
    QCOMPARE(reading.report.rejects.at(0).line, 2);
    QCOMPARE(reading.report.rejects.at(1).line, 4);
    for (const auto &reject : reading.report.rejects) {
        QVERIFY(reject.reason.find("not valid UTF-8") != std::string::npos);
        QVERIFY(reject.reason.find("save the log as UTF-8") != std::string::npos);
    }
    QCOMPARE(reading.report.rejects.at(0).excerpt, std::string("2026-05-01,café,1,0.5,…"));
    QVERIFY(reading.file().assumptions.empty() || reading.assumed("1252") == 0);
}

void CsvTest::aHeaderThatIsNoUtf8IsAnErrorOfTheFile()
{
    Reading reading;
    reading.read("timestamp,cost_usd,W\xE4hrung\n2026-05-01,0.5,USD\n", QStringLiteral("a.csv"));
    QVERIFY(reading.file().error);
    QVERIFY(reading.file().error->detail.find("save the log as UTF-8") != std::string::npos);
    QVERIFY(reading.sink.events.empty());
}

QTEST_GUILESS_MAIN(CsvTest)
#include "test_csv.moc"
