// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

#include <QDir>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using outlay::base::ErrorKind;
using outlay::base::KnownFile;

/// Files as a whole: what they are, in which pieces they come, what is known of them, and what goes wrong.
class FilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLog_data();
    void noLog();
    void cannotBeRead_data();
    void cannotBeRead();
    void oneBadFileDoesNotStopTheOthers();
    void nothingRead();
    void folders();
    void chunks_data();
    void chunks();
    void lastLine_data();
    void lastLine();
    void sameFileAgain();
    void grownFile();
    void grownFileInChunks();
    void grownCsv();
    void largestKnownPartCounts();
    void changedFileIsReadFromItsStart();
    void pipeHasNoFingerprint();
    void mixedForms();
    void longLines();
    void hostile_data();
    void hostile();
    void deepNesting();
    void manyRejects();
    void cancel();
    void cancelWhileAPipeIsSilent();
    void sinkFails();
    void progressEndsAtTheTotal();
};

namespace {

KnownFile knownFrom(const Reading &reading, std::int64_t id)
{
    return {id, reading.sink.files.at(0).fingerprint.value()};
}

QByteArray mixedLog()
{
    QByteArray log;
    for (int i = 0; i < 40; ++i) {
        log += jsonLine("\"segment\":\"s" + QByteArray::number(i % 3) + "\",\"request_id\":\"r" +
                        QByteArray::number(i) + "\"");
        log += "INFO nothing of interest {\n\r\n";
        log += "{'timestamp': '2026-05-01T00:00:00." + QByteArray::number(100'000 + i) +
               "', 'feature': \"O'B\\xe9\", 'cost': 1e-05}\n";
        log += "{\"timestamp\":\"bad\",\"cost\":" + QByteArray::number(i) + "}\n";
        log += "{'timestamp': '2026-05-01', 'cost': 1, 'segment': 'é'}\n";
    }
    return log;
}

} // namespace

void FilesTest::noLog_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QByteArray &content, const char *sentence) {
        QTest::newRow(name) << content << QString::fromUtf8(sentence);
    };
    row("empty", "", "is empty");
    row("blank", "\n \n\r\n", "has nothing but blank lines");
    row("byte order mark alone", "\xEF\xBB\xBF", "has nothing but blank lines");
    row("pdf", "%PDF-1.7\n", "is a PDF document, not a log");
    row("png", "\x89PNG\r\n", "is an image, not a log");
    row("jpeg", "\xFF\xD8\xFF\xE0", "is an image, not a log");
    row("sqlite", QByteArray("SQLite format 3\0....", 20), "is an SQLite database, not a log");
    row("binary", QByteArray("\x01\x02\x00\x03\x04\x05\x06\x07", 8), "is a binary file, not a log");
    row("prose", "Dear Joe,\nhow are you?\n", "is no log that Outlay knows: none of its lines is an event");
    row("other JSON lines", "{\"a\":1}\n{\"b\":2}\n",
        "is no log that Outlay knows: none of its lines is an event");
    row("other broken JSON", "{\"a\":\n{\"b\":\n",
        "is no log that Outlay knows: none of its lines is an event");
    row("a JSON document", "{\n  \"name\": \"x\"\n}\n",
        "is no log that Outlay knows: none of its lines is an event");
}

void FilesTest::noLog()
{
    QFETCH(QByteArray, content);
    Reading reading;
    reading.read(content, QStringLiteral("costs.jsonl"));
    QVERIFY(reading.file().error);
    QCOMPARE(reading.file().error->kind, ErrorKind::NotALog);
    QCOMPARE(reading.file().error->where, reading.file().path);
    QTEST(QString::fromStdString(reading.file().error->detail), "sentence");
    QVERIFY(reading.file().format.empty());
    QVERIFY(reading.sink.files.empty());
    QVERIFY(reading.report.rejects.empty());
}

void FilesTest::cannotBeRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("kind");
    QTest::newRow("missing") << QStringLiteral("/nowhere/costs.jsonl")
                             << static_cast<int>(ErrorKind::NotFound);
    QTest::newRow("a file as folder")
        << QStringLiteral("/dev/null/costs.jsonl") << static_cast<int>(ErrorKind::NotFound);
    QTest::newRow("device error") << QStringLiteral("/proc/self/mem")
                                  << static_cast<int>(ErrorKind::Unreadable);
}

void FilesTest::cannotBeRead()
{
    QFETCH(QString, path);
    Reading reading;
    reading.readPaths({path.toStdString()});
    QVERIFY(!reading.error);
    QVERIFY(reading.file().error);
    QTEST(static_cast<int>(reading.file().error->kind), "kind");
    QVERIFY(!reading.file().error->detail.empty());
}

void FilesTest::oneBadFileDoesNotStopTheOthers()
{
    Reading reading;
    const auto good = reading.write(jsonLine(), QStringLiteral("good.log"));
    const auto empty = reading.write({}, QStringLiteral("empty.log"));
    reading.readPaths({"/nowhere", empty, good});
    QCOMPARE(reading.report.files.size(), std::size_t(3));
    QVERIFY(reading.report.files[0].error && reading.report.files[1].error && !reading.report.files[2].error);
    QVERIFY(reading.report.anyRead());
    QCOMPARE(reading.sink.commits, 1);
    QCOMPARE(reading.report.importId, 7);
}

void FilesTest::nothingRead()
{
    Reading reading;
    reading.readPaths({"/nowhere"});
    QVERIFY(!reading.error);
    QVERIFY(!reading.report.anyRead());
    QCOMPARE(reading.report.importId, 0);
    QVERIFY(reading.sink.events.empty());
}

void FilesTest::folders()
{
    Reading reading;
    QDir(reading.path(QString())).mkpath(QStringLiteral("logs/b/.git"));
    QDir(reading.path(QString())).mkpath(QStringLiteral("logs/empty"));
    for (const char *name :
         {"logs/z.log", "logs/b/a.log", "logs/a.log", "logs/.hidden.log", "logs/b/.git/x.log"})
        reading.write(jsonLine(), QString::fromLatin1(name));
    const std::string root = reading.path(QStringLiteral("logs")).toStdString();
    const auto expanded = outlay::ingest::expandPaths({"-", root, "/nowhere", root + "/empty"});
    QCOMPARE(expanded, (std::vector<std::string>{"-", root + "/a.log", root + "/b/a.log", root + "/z.log",
                                                 "/nowhere", root + "/empty"}));
    reading.readPaths({root, root + "/empty"});
    QCOMPARE(reading.report.totals().added, 3);
    QCOMPARE(reading.report.files.at(3).error->kind, ErrorKind::Unreadable);
}

void FilesTest::chunks_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {1, 2, 3, 5, 64, 100, 1000, 4096, 65536})
        QTest::addRow("%d", bytes) << bytes;
}

void FilesTest::chunks()
{
    QFETCH(int, bytes);
    Reading whole;
    whole.read(mixedLog());
    QCOMPARE(whole.file().added, 120);
    QCOMPARE(whole.file().rejected, 40);
    QCOMPARE(whole.file().notEvents, 40);

    Reading pieces;
    pieces.chunkBytes = static_cast<std::size_t>(bytes);
    pieces.read(mixedLog());
    QVERIFY(pieces.sink.events == whole.sink.events);
    QCOMPARE(pieces.file().assumptions, whole.file().assumptions);
    QCOMPARE(pieces.report.rejects.size(), whole.report.rejects.size());
    for (std::size_t i = 0; i < whole.report.rejects.size(); ++i) {
        QCOMPARE(pieces.report.rejects[i].line, whole.report.rejects[i].line);
        QCOMPARE(pieces.report.rejects[i].excerpt, whole.report.rejects[i].excerpt);
    }
    const auto &print = pieces.sink.files.at(0).fingerprint;
    QVERIFY(print);
    QCOMPARE(print->bytes, mixedLog().size());
    QCOMPARE(print->lines, mixedLog().count('\n'));
    QVERIFY(print->hash == whole.sink.files.at(0).fingerprint->hash);
    QCOMPARE(print->headBytes, 256);
}

void FilesTest::lastLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("added");
    QTest::addColumn<QString>("reason");
    QTest::newRow("whole") << jsonLine().trimmed() << 2 << QString();
    QTest::newRow("cut off") << jsonLine().left(40) << 1 << QStringLiteral("the last line is cut off");
    QTest::newRow("cut off python") << QByteArray("{'timestamp': '2026-") << 1
                                    << QStringLiteral("the last line is cut off");
    QTest::newRow("wrong for itself")
        << QByteArray("{\"cost\":1}") << 1 << QStringLiteral("there is no timestamp");
    QTest::newRow("something else") << QByteArray("INFO done") << 1 << QString();
}

void FilesTest::lastLine()
{
    QFETCH(QByteArray, line);
    Reading reading;
    reading.read(jsonLine() + line);
    QTEST(static_cast<int>(reading.file().added), "added");
    QTEST(reading.report.rejects.empty() ? QString()
                                         : QString::fromStdString(reading.report.rejects[0].reason),
          "reason");
    const auto &print = reading.sink.files.at(0).fingerprint;
    QVERIFY(print);
    QCOMPARE(print->bytes, jsonLine().size()); // it stops before the line that may still grow
    QCOMPARE(print->lines, 1);
}

void FilesTest::sameFileAgain()
{
    Reading first;
    first.read(mixedLog());
    Reading second;
    second.sink.known = {knownFrom(first, 5)};
    second.read(mixedLog(), QStringLiteral("renamed.log"));
    QCOMPARE(second.sink.files.at(0).resumed, 5);
    QVERIFY(second.sink.events.empty());
    QCOMPARE(second.file().rejected, 0);
    QVERIFY(!second.file().error);
    QCOMPARE(second.sink.files.at(0).fingerprint->bytes, first.sink.files.at(0).fingerprint->bytes);
    QVERIFY(second.sink.files.at(0).fingerprint->hash == first.sink.files.at(0).fingerprint->hash);
}

void FilesTest::grownFile()
{
    Reading first;
    first.read(jsonLine() + "note\n" + jsonLine().left(30));
    Reading second;
    second.sink.known = {knownFrom(first, 5)};
    second.read(jsonLine() + "note\n" + jsonLine() + "{\"cost\":1}\n" + jsonLine());
    QCOMPARE(second.sink.files.at(0).resumed, 5);
    QCOMPARE(second.sink.events.size(), std::size_t(2));
    QCOMPARE(second.report.rejects.at(0).line, 4); // counted from the file's start
    QCOMPARE(second.sink.files.at(0).fingerprint->lines, 5);
}

void FilesTest::grownFileInChunks()
{
    Reading first;
    first.read(mixedLog());
    for (const std::size_t chunk : {1, 100, 65536}) {
        Reading second;
        second.chunkBytes = chunk;
        second.sink.known = {knownFrom(first, 5)};
        second.read(mixedLog() + mixedLog());
        QVERIFY(second.sink.events == first.sink.events);
        Reading whole;
        whole.read(mixedLog() + mixedLog());
        QVERIFY(second.sink.files.at(0).fingerprint->hash == whole.sink.files.at(0).fingerprint->hash);
        QCOMPARE(second.sink.files.at(0).fingerprint->lines, whole.sink.files.at(0).fingerprint->lines);
    }
}

void FilesTest::grownCsv()
{
    const QByteArray start = "\xEF\xBB\xBFtimestamp;cost_usd;tier\r\n2026-05-01;1;a\r\n";
    Reading first;
    first.read(start);
    QCOMPARE(first.sink.files.at(0).fingerprint->header, std::string("timestamp;cost_usd;tier\r"));
    Reading second;
    second.sink.known = {knownFrom(first, 9)};
    second.read(start + "2026-05-02;2;b\r\n2026-05-03;x;b\r\n");
    QCOMPARE(second.sink.files.at(0).resumed, 9);
    QCOMPARE(second.sink.events.size(), std::size_t(1));
    QCOMPARE(second.value("tier"), std::string("b"));
    QCOMPARE(second.report.rejects.at(0).line, 4);
    QCOMPARE(second.file().format, std::string("CostEvent CSV"));
    QCOMPARE(second.sink.files.at(0).fingerprint->header, std::string("timestamp;cost_usd;tier\r"));
}

void FilesTest::largestKnownPartCounts()
{
    const QByteArray line = jsonLine();
    Reading one;
    one.read(line);
    Reading two;
    two.read(line + line);
    Reading other;
    other.read(line + line.toUpper() + line);
    Reading reading;
    reading.sink.known = {knownFrom(other, 3), knownFrom(two, 2), knownFrom(one, 1)};
    reading.read(line + line + line + line);
    QCOMPARE(reading.sink.files.at(0).resumed, 2);
    QCOMPARE(reading.sink.events.size(), std::size_t(2));
}

void FilesTest::changedFileIsReadFromItsStart()
{
    Reading first;
    first.read(mixedLog());
    QByteArray changed = mixedLog();
    changed.replace(changed.size() - 30, 1, "9");
    Reading second;
    second.sink.known = {knownFrom(first, 5)};
    second.read(changed);
    QCOMPARE(second.sink.files.at(0).resumed, 0);
    QCOMPARE(second.file().added + second.file().rejected, 160);
    Reading shorter;
    shorter.sink.known = {knownFrom(first, 5)};
    shorter.read(jsonLine());
    QCOMPARE(shorter.sink.files.at(0).resumed, 0);
}

void FilesTest::pipeHasNoFingerprint()
{
    Reading reading;
    const std::string path = reading.path(QStringLiteral("pipe")).toStdString();
    QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    std::thread writer([&path] {
        QFile pipe(QString::fromStdString(path));
        if (pipe.open(QIODevice::WriteOnly))
            pipe.write(mixedLog());
    });
    reading.readPaths({path});
    writer.join();
    QCOMPARE(reading.file().added, 120);
    QVERIFY(!reading.sink.files.at(0).fingerprint);
}

void FilesTest::mixedForms()
{
    const QByteArray python = "{'timestamp': '2026-05-01', 'cost': 1}\n";
    Reading mostlyJson;
    mostlyJson.read(jsonLine() + jsonLine() + python);
    QCOMPARE(mostlyJson.file().format, std::string("CostEvent JSON lines"));
    QCOMPARE(mostlyJson.file().added, 3);
    Reading mostlyPython;
    mostlyPython.read(python + jsonLine() + python);
    QCOMPARE(mostlyPython.file().format, std::string("CostEvent Python log"));
    Reading markedJson;
    markedJson.read("\xEF\xBB\xBF" + jsonLine());
    QCOMPARE(markedJson.file().added, 1);
}

void FilesTest::longLines()
{
    const QByteArray half = jsonLine("\"prompt\":\"" + QByteArray(500'000, 'x') + "\"");
    const QByteArray huge = jsonLine("\"prompt\":\"" + QByteArray(20 * 1024 * 1024, 'x') + "\"");
    for (const std::size_t chunk : {std::size_t(1000), outlay::ingest::kChunkBytes}) {
        if (chunk == 1000) {
            Reading reading;
            reading.chunkBytes = chunk;
            reading.read(half + jsonLine());
            QCOMPARE(reading.file().added, 2);
            continue;
        }
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(jsonLine() + half + huge + jsonLine() + huge + "{\"cost\":1}\n" + huge.chopped(1));
        QCOMPARE(reading.file().added, 3);
        QCOMPARE(reading.file().rejected, 4);
        QCOMPARE(reading.report.rejects.at(0).line, 3);
        QCOMPARE(reading.report.rejects.at(0).reason, std::string("the line is longer than 16 MiB"));
        QVERIFY(reading.report.rejects.at(0).excerpt.size() <= 160);
        QCOMPARE(reading.report.rejects.at(1).line, 5);
        QCOMPARE(reading.report.rejects.at(2).line, 6);
        QCOMPARE(reading.report.rejects.at(3).line, 7);
    }
}

void FilesTest::hostile_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("added");
    const QByteArray head = R"({"timestamp":"2026-05-01T00:00:00Z","cost_usd":1,)";
    QTest::newRow("half a line") << QByteArray(head) + "\n" << 0;
    QTest::newRow("NUL in a text") << QByteArray(head + "\"a\":\"x") + QByteArray("\0y\"}\n", 5) << 0;
    QTest::newRow("NUL between") << QByteArray(head + "\"a\":1}") + QByteArray("\0\n", 2) << 0;
    QTest::newRow("no UTF-8") << QByteArray(head + "\"a\":\"\xFF\xFE\"}\n") << 0;
    QTest::newRow("UTF-8 cut off") << QByteArray(head + "\"a\":\"\xE2\x82\"}\n") << 0;
    QTest::newRow("10^400") << QByteArray(head + "\"input_tokens\":1e400}\n") << 0;
    QTest::newRow("negative") << QByteArray(head + "\"input_tokens\":-1}\n") << 0;
    QTest::newRow("closing brackets") << QByteArray(head + "\"a\":]]]}}}}\n") << 0;
    QTest::newRow("colons") << QByteArray(head + "\"a\":::1}\n") << 0;
    QTest::newRow("no value") << QByteArray(head + "\"a\":}\n") << 0;
    QTest::newRow("no name") << QByteArray(head + ":1}\n") << 0;
    QTest::newRow("backslash at the end") << QByteArray(head + "\"a\":\"\\\n") << 0;
    QTest::newRow("text as object") << QByteArray("{\"timestamp\",\"cost_usd\",\"model\"}\n") << 0;
    QTest::newRow("many names") << [&] {
        QByteArray line = head;
        for (int i = 0; i < 6000; ++i)
            line += "\"n" + QByteArray::number(i) + "\":null,";
        return line + "\"z\":1}\n";
    }() << 1;
}

void FilesTest::hostile()
{
    QFETCH(QByteArray, line);
    for (const std::size_t chunk : {std::size_t(1), outlay::ingest::kChunkBytes}) {
        if (chunk == 1 && line.size() > 1000)
            continue;
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(jsonLine() + line + jsonLine());
        QCOMPARE(reading.file().added + reading.file().rejected, 3);
        QTEST(static_cast<int>(reading.file().added) - 2, "added");
    }
}

void FilesTest::deepNesting()
{
    const auto nested = [](const QByteArray &open, const QByteArray &close) {
        return jsonLine("\"x\":" + open.repeated(10'000) + "1" + close.repeated(10'000));
    };
    Reading reading;
    reading.read(jsonLine() + nested("[", "]") + nested("{\"k\":", "}") + nested("[", "") + jsonLine());
    QCOMPARE(reading.file().added + reading.file().rejected, 5);
    QVERIFY(reading.file().added >= 2);
    QVERIFY(reading.file().rejected >= 1);
}

void FilesTest::manyRejects()
{
    Reading reading;
    reading.read(jsonLine() + QByteArray("{\"cost\":1}\n").repeated(10'500));
    QCOMPARE(reading.file().rejected, 10'500);
    QCOMPARE(reading.report.rejects.size(), std::size_t(10'000));
    QCOMPARE(reading.assumed("only the first 10,000 rejected lines"), 500);
}

void FilesTest::cancel()
{
    Reading reading;
    const auto path = reading.write(mixedLog().repeated(200), QStringLiteral("long.log"));
    std::stop_source stop;
    RecordingSink &sink = reading.sink;
    // The first word of progress stops it.
    const auto result = outlay::ingest::importInChunks(
        {path}, {}, sink, stop.get_token(), [&stop](const auto &) { stop.request_stop(); }, 4096);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QCOMPARE(sink.rollbacks, 1);
    QCOMPARE(sink.commits, 0);
}

void FilesTest::cancelWhileAPipeIsSilent()
{
    Reading reading;
    const std::string path = reading.path(QStringLiteral("silent")).toStdString();
    QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    std::stop_source stop;
    std::thread writer([&] {
        QFile pipe(QString::fromStdString(path));
        if (pipe.open(QIODevice::WriteOnly))
            pipe.write(jsonLine());
        pipe.flush();
        QThread::msleep(50);
        stop.request_stop();
        QThread::msleep(300);
    });
    const auto result = outlay::ingest::importPaths({path}, {}, reading.sink, stop.get_token(), {});
    writer.join();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QCOMPARE(reading.sink.rollbacks, 1);
}

void FilesTest::sinkFails()
{
    Reading reading;
    reading.sink.failBatch = outlay::base::Error{ErrorKind::Unwritable, "store.db", "the disk is full", 0};
    reading.read(mixedLog());
    QVERIFY(reading.error);
    QCOMPARE(reading.error->kind, ErrorKind::Unwritable);
    QCOMPARE(reading.sink.rollbacks, 1);
    QCOMPARE(reading.sink.commits, 0);
}

void FilesTest::progressEndsAtTheTotal()
{
    Reading reading;
    const auto a = reading.write(mixedLog(), QStringLiteral("a.log"));
    const auto b = reading.write(jsonLine(), QStringLiteral("b.log"));
    outlay::ingest::ImportProgress last;
    const auto result = outlay::ingest::importPaths({a, b}, {}, reading.sink, {},
                                                    [&last](const auto &progress) { last = progress; });
    QVERIFY(result);
    QCOMPARE(last.filesDone, 2);
    QCOMPARE(last.filesTotal, 2);
    QCOMPARE(last.bytesTotal, mixedLog().size() + jsonLine().size());
    QCOMPARE(last.bytesDone, last.bytesTotal);
    QCOMPARE(last.events, 121);
}

QTEST_GUILESS_MAIN(FilesTest)
#include "test_files.moc"
