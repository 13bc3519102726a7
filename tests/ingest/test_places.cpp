// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a reject says that its record stands.

#include "reading.h"

class PlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRejectSaysWhereItsRecordStands_data();
    void aRejectSaysWhereItsRecordStands();
    void eventsMayBeWrittenOverSeveralLines_data();
    void eventsMayBeWrittenOverSeveralLines();
    void eventsMayShareALine_data();
    void eventsMayShareALine();
};

namespace {

/// A record of Portkey's, bad where `cost` is no number.
QByteArray record(const QByteArray &id, const QByteArray &cost)
{
    return R"({"id":")" + id +
           R"(","created_at":"2026-05-01T10:00:00Z","ai_org":"openai","ai_model":"gpt-4o",)"
           R"("req_units":1,"res_units":2,"total_units":3,"cost":)" +
           cost + "}";
}

QByteArray pretty(QByteArray json)
{
    return json.replace("{", "{\n  ").replace("\",\"", "\",\n  \"").replace("}", "\n}");
}

} // namespace

void PlacesTest::aRejectSaysWhereItsRecordStands_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QList<int>>("lines");
    QTest::addColumn<QByteArrayList>("numbers"); // empty: none is said
    const QByteArray good = record("p1", "1.5");
    const QByteArray bad = record("p2", "\"x\"");
    const QByteArray bad2 = record("p3", "\"y\"");
    const QByteArray page = R"("object":"list","total":3,"data":[)";

    QTest::newRow("a record a line") << good + '\n' + bad + '\n' << QList<int>{2} << QByteArrayList{""};
    QTest::newRow("an array, a record a line")
        << "[\n" + good + ",\n" + bad + ",\n" + good + ",\n" + bad2 + "\n]" << QList<int>{3, 5}
        << QByteArrayList{"", ""};
    QTest::newRow("an array on one line") << '[' + good + "," + bad + "," + bad2 + "]\n"
                                          << QList<int>{1, 1} << QByteArrayList{"record 2", "record 3"};
    QTest::newRow("the first of an array on one line")
        << "[ " + bad + ", " + good + "]" << QList<int>{1} << QByteArrayList{"record 1"};
    QTest::newRow("joined by nothing, as Firehose does")
        << good + bad + good + bad2 << QList<int>{1, 1} << QByteArrayList{"record 2", "record 4"};
    QTest::newRow("a page on one line") << '{' + page + good + "," + bad + "," + bad2 + "]}\n"
                                        << QList<int>{1, 1} << QByteArrayList{"record 2", "record 3"};
    QTest::newRow("pages, one a line") << '{' + page + good + "]}\n{" + page + good + "," + bad + "]}\n"
                                       << QList<int>{2} << QByteArrayList{"record 2"};
    QTest::newRow("a page, a record a line") << '{' + page + '\n' + good + ",\n" + bad + ",\n" + bad2 + "\n]}"
                                             << QList<int>{3, 4} << QByteArrayList{"", ""};
    // {, id+created_at, ai_org, ai_model, req_units … cost, }: as many lines as the text has, counted below.
    const QByteArray before = "{\n" + page + "\n" + pretty(good) + ",\n";
    QTest::newRow("a pretty-printed page")
        << before + pretty(bad) + "\n]}\n"
        << QList<int>{static_cast<int>(before.count('\n')) + 1} << QByteArrayList{""};
    const QByteArray array = "[\n" + pretty(good) + ",\n";
    QTest::newRow("a pretty-printed array")
        << array + pretty(bad) + "\n]\n"
        << QList<int>{static_cast<int>(array.count('\n')) + 1} << QByteArrayList{""};
}

void PlacesTest::aRejectSaysWhereItsRecordStands()
{
    QFETCH(QByteArray, log);
    QFETCH(QList<int>, lines);
    QFETCH(QByteArrayList, numbers);
    for (const std::size_t chunk : {std::size_t{64}, outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(log);
        QCOMPARE(reading.report.rejects.size(), static_cast<std::size_t>(lines.size()));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto &reject = reading.report.rejects[static_cast<std::size_t>(i)];
            QCOMPARE(reject.line, std::int64_t{lines[i]});
            const bool isNumbered = reject.reason.starts_with("record ");
            QCOMPARE(isNumbered, !numbers[i].isEmpty());
            QVERIFY2(reject.reason.starts_with(numbers[i].toStdString()), reject.reason.c_str());
            QVERIFY(reject.reason.find("cost") != std::string::npos);
            // What is shown is of the record itself.
            QVERIFY2(reject.excerpt.find("created_at") != std::string::npos, reject.excerpt.c_str());
            QVERIFY2(reject.excerpt.find("list") == std::string::npos, reject.excerpt.c_str());
        }
    }
}

void PlacesTest::eventsMayBeWrittenOverSeveralLines_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("line"); // of the bad one
    const QByteArray good = "{\n  \"timestamp\": \"2026-05-01T10:00:00Z\",\n  \"feature_name\": \"a {b\",\n"
                            "  \"input_tokens\": 5,\n  \"model\": \"gpt-4o\"\n}";
    const QByteArray bad = QByteArray(good).replace("5", "-5").replace("2026-0-5", "2026-05");
    QTest::newRow("an array") << "[\n" + good + ",\n" + bad + ",\n" + good + "\n]\n" << 8; // 1 + 6 + 1
    QTest::newRow("one after the other") << good + "\n" + bad + "\r\n" + good << 7;
    QTest::newRow("indented") << " [" + good + ", " + bad + "," + good + "]" << 6;
}

void PlacesTest::eventsMayBeWrittenOverSeveralLines()
{
    QFETCH(QByteArray, log);
    QFETCH(int, line);
    for (const std::size_t chunk : {std::size_t{64}, outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(log);
        QVERIFY(!reading.file().error);
        QCOMPARE(reading.file().format, std::string("CostEvent JSON lines"));
        QCOMPARE(reading.file().added, std::int64_t{2});
        QCOMPARE(reading.event().row.inputTokens, std::int64_t{5});
        QCOMPARE(reading.report.rejects.size(), std::size_t{1});
        QCOMPARE(reading.report.rejects[0].line, std::int64_t{line});
        Reading cut;
        cut.chunkBytes = chunk;
        cut.read(log + "\n{\n \"timestamp\": \"2026-05-01T10:00:00Z\",\n");
        QCOMPARE(cut.file().added, std::int64_t{2});
        QCOMPARE(cut.report.rejects.at(1).reason,
                 std::string("the file is cut off in the middle of an object"));
    }
}

void PlacesTest::eventsMayShareALine_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("events");
    QTest::addColumn<QByteArrayList>("places"); // of the bad ones
    const QByteArray good =
        R"({"timestamp": "2026-05-01T10:00:00Z", "feature_name": "a},{b", "input_tokens": 5})";
    const QByteArray bad = QByteArray(good).replace("5}", "-5}");
    // What json.dump() makes of a list.
    QTest::newRow("an array") << '[' + good + ", " + good + ']' << 2 << QByteArrayList{};
    QTest::newRow("an array with bad ones") << '[' + bad + ", " + good + ", " + bad + "]\n"
                                            << 1 << QByteArrayList{"1 record 1", "1 record 3"};
    QTest::newRow("arrays, one a line")
        << '[' + good + ',' + good + "]\n[" + good + "]\n[" + good + ',' + bad + "]\n"
        << 4 << QByteArrayList{"3 record 2"};
    QTest::newRow("joined by nothing") << good + good + bad + good << 3 << QByteArrayList{"1 record 3"};
    QTest::newRow("joined in the middle of other lines")
        << "INFO a {broken\n" + good + "\n" + good + bad + good + "\nINFO {\n" + good << 4
        << QByteArrayList{"3 record 2"};
    QTest::newRow("behind a prefix") << "INFO:root:" + good + good + "\n" << 2 << QByteArrayList{};
    QTest::newRow("joined by blanks")
        << good + "  " + good + "\n" + good + '\t' + good << 4 << QByteArrayList{};
}

void PlacesTest::eventsMayShareALine()
{
    QFETCH(QByteArray, log);
    QFETCH(int, events);
    QFETCH(QByteArrayList, places);
    for (const std::size_t chunk : {std::size_t{64}, outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(log);
        QCOMPARE(reading.file().format, std::string("CostEvent JSON lines"));
        QCOMPARE(reading.file().added, std::int64_t{events});
        QCOMPARE(reading.report.rejects.size(), static_cast<std::size_t>(places.size()));
        for (qsizetype i = 0; i < places.size(); ++i) {
            const auto &reject = reading.report.rejects[static_cast<std::size_t>(i)];
            const std::string said = std::to_string(reject.line) + " " + reject.reason;
            QVERIFY2(said.starts_with(places[i].toStdString() + " of the line: input_tokens"), said.c_str());
        }
    }
}

QTEST_GUILESS_MAIN(PlacesTest)
#include "test_places.moc"
