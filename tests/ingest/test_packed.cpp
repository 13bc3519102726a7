// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed.h"
#include "reading.h"

#include "ingest/foundlogs.h"

#include <QDir>
#include <QThread>
#include <sys/stat.h>
#include <thread>

using outlay::base::ErrorKind;
using outlay::base::FileReport;

/// Logs that are compressed, and logs in archives.
class PackedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compressedAsPlain_data();
    void compressedAsPlain();
    void contentDecides();
    void membersOfGzip();
    void emptyWithin_data();
    void emptyWithin();
    void archives_data();
    void archives();
    void inFolders();
    void namesInAnyLocale();
    void notForUs_data();
    void notForUs();
    void nestedArchive();
    void encryptedMember();
    void throughPipe_data();
    void throughPipe();
    void cutOff_data();
    void cutOff();
    void cutOffArchive();
    void damaged_data();
    void damaged();
    void damagedMember();
    void bomb_data();
    void bomb();
    void tooManyMembers();
    void cancelWhileUnpacking_data();
    void cancelWhileUnpacking();
    void progressIsOfPackedBytes();
};

namespace {

/// Every line differs, so that what it packs to grows with it.
QByteArray log(int events, int first = 0)
{
    QByteArray text;
    for (int i = first; i < first + events; ++i)
        text += jsonLine("\"request_id\":\"r" + QByteArray::number(i * 7919) + "\"") +
                (i % 10 == 9 ? "{\"cost\":1}\n" : "");
    return text;
}

const FileReport &fileCalled(const Reading &reading, const QByteArray &ending)
{
    for (const FileReport &file : reading.report.files) {
        if (file.path.ends_with(ending.toStdString()))
            return file;
    }
    qFatal("no report of %s", ending.constData());
}

QString detailOf(const FileReport &file)
{
    return file.error ? QString::fromStdString(file.error->detail) : QString();
}

} // namespace

void PackedTest::compressedAsPlain_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *filter, const char *name) {
        QTest::addRow("%s as %s", filter, name) << QByteArray(filter) << QString::fromUtf8(name);
    };
    row("gzip", "app.log.gz");
    row("gzip", "app.log.GZ");
    row("zstd", "app.log.zst");
    row("xz", "app.log.xz");
    row("bzip2", "app.log.bz2");
    row("lz4", "app.log.lz4");
    row("zstd", "app.log"); // a wrong name
}

void PackedTest::compressedAsPlain()
{
    QFETCH(QByteArray, filter);
    QFETCH(QString, name);
    const QByteArray text = log(500);
    Reading plain;
    plain.read(text);
    QCOMPARE(plain.file().added, 500);
    for (const std::size_t chunk : {std::size_t(100), outlay::ingest::kChunkBytes}) {
        Reading packed;
        packed.chunkBytes = chunk;
        packed.read(compressed(text, filter), name);
        QVERIFY(packed.sink.events == plain.sink.events); // also their source: app.log
        QCOMPARE(packed.report.files.size(), std::size_t(1));
        QCOMPARE(packed.file().path, packed.path(name).toStdString());
        QCOMPARE(packed.file().format, plain.file().format);
        QCOMPARE(packed.file().assumptions, plain.file().assumptions);
        QCOMPARE(packed.file().rejected, 50);
        QCOMPARE(packed.report.rejects.at(0).line, 11);
        QCOMPARE(packed.report.rejects.at(0).file, packed.file().path);
    }
}

void PackedTest::contentDecides()
{
    Reading reading;
    reading.read(jsonLine(), QStringLiteral("log.gz")); // somebody unpacked it and kept the name
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.value("source"), std::string("log.gz"));
}

void PackedTest::membersOfGzip()
{
    Reading reading;
    reading.read(compressed(log(3), "gzip") + compressed(log(4, 3), "gzip") + QByteArray(512, '\0'),
                 QStringLiteral("a.gz"));
    QVERIFY2(!reading.file().error, qPrintable(detailOf(reading.file())));
    QCOMPARE(reading.file().added, 7);
}

void PackedTest::emptyWithin_data()
{
    QTest::addColumn<QByteArray>("packed");
    for (const char *filter : {"gzip", "zstd", "xz", "bzip2"})
        QTest::newRow(filter) << compressed(QByteArray(), filter);
}

void PackedTest::emptyWithin()
{
    QFETCH(QByteArray, packed);
    Reading reading;
    reading.read(packed, QStringLiteral("a.packed"));
    QCOMPARE(reading.file().error.value().kind, ErrorKind::NotALog);
    QCOMPARE(detailOf(reading.file()), QStringLiteral("is empty"));
}

void PackedTest::archives_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("filter");
    const auto row = [](const char *format, const char *filter) {
        QTest::addRow("%s%s", format, filter) << QByteArray(format) << QByteArray(filter);
    };
    row("zip", "");
    row("7zip", "");
    row("ustar", "");
    row("v7tar", "");
    row("gnutar", "");
    row("pax", "");
    row("ustar", "gzip");
    row("ustar", "zstd");
    row("ustar", "xz");
    row("pax", "bzip2");
    row("zip", "gzip");
}

void PackedTest::archives()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, filter);
    const QByteArray csv = "timestamp;cost_usd;tier\r\n2026-05-01;1;a\r\n2026-05-02;2;b\r\n";
    Reading reading;
    const auto path = reading.write(archived({{"logs/", {}},
                                              {"logs/a.jsonl", log(20)},
                                              {"./logs/deep/er/b.csv", csv},
                                              {"logs/c.jsonl.gz", compressed(log(5, 100), "gzip")},
                                              {"logs/empty.log", {}},
                                              {"logs/README.txt", "Dear Joe,\nhow are you?\n"},
                                              {"logs/.hidden.jsonl", log(1, 200)},
                                              {".git/x.jsonl", log(1, 201)},
                                              {"__MACOSX/logs/a.jsonl", log(1, 202)},
                                              {"logs/last.log", log(1, 203)}},
                                             format, filter.isEmpty() ? nullptr : filter.constData()),
                                    QStringLiteral("logs.packed"));
    reading.readPaths({path});
    QVERIFY(!reading.error);
    QCOMPARE(reading.report.files.size(), std::size_t(6));
    for (const char *name : {"logs/a.jsonl", "logs/deep/er/b.csv", "logs/c.jsonl.gz", "logs/last.log"})
        QVERIFY2(!fileCalled(reading, name).error, name);
    QCOMPARE(fileCalled(reading, "logs/a.jsonl").path, path + "/logs/a.jsonl");
    QCOMPARE(fileCalled(reading, "logs/a.jsonl").added, 20);
    QCOMPARE(fileCalled(reading, "logs/a.jsonl").rejected, 2);
    QCOMPARE(fileCalled(reading, "b.csv").added, 2);
    QCOMPARE(fileCalled(reading, "b.csv").format, std::string("CostEvent CSV"));
    QCOMPARE(fileCalled(reading, "c.jsonl.gz").added, 5);
    QCOMPARE(fileCalled(reading, "last.log").added, 1);
    QCOMPARE(detailOf(fileCalled(reading, "empty.log")), QStringLiteral("is empty"));
    QVERIFY(detailOf(fileCalled(reading, "README.txt")).startsWith(QStringLiteral("is no log")));
    QCOMPARE(fileCalled(reading, "README.txt").error->where, path + "/logs/README.txt");
    QCOMPARE(reading.report.rejects.at(0).file, path + "/logs/a.jsonl");
    QCOMPARE(reading.value("source", 0), std::string("logs.packed/logs/a.jsonl"));
    QCOMPARE(reading.value("source", 22), std::string("logs.packed/logs/c.jsonl"));
    QCOMPARE(reading.report.totals().added, 28);
}

void PackedTest::inFolders()
{
    Reading reading;
    QDir(reading.path(QString())).mkpath(QStringLiteral("logs/old"));
    reading.write(log(2), QStringLiteral("logs/new.jsonl"));
    reading.write(compressed(log(3, 10), "gzip"), QStringLiteral("logs/old/1.jsonl.gz"));
    reading.write(archived({{"2.jsonl", log(4, 20)}, {"3.jsonl", log(5, 30)}}, "zip"),
                  QStringLiteral("logs/old/2.zip"));
    reading.readPaths({reading.path(QStringLiteral("logs")).toStdString()});
    QCOMPARE(reading.report.files.size(), std::size_t(4));
    QCOMPARE(reading.report.totals().added, 14);
    QCOMPARE(reading.sink.commits, 1);
}

void PackedTest::namesInAnyLocale()
{
    // The tests run in a UTF-8 locale: the names must come through in another one, too.
    const QByteArray before = setlocale(LC_CTYPE, nullptr);
    const QByteArray zip = archived({{"März/día.jsonl", log(1)}}, "zip");
    const QByteArray tar = archived({{"März/día.jsonl", log(1)}}, "pax");
    setlocale(LC_CTYPE, "C");
    Reading reading;
    reading.readPaths(
        {reading.write(zip, QStringLiteral("a.zip")), reading.write(tar, QStringLiteral("a.tar"))});
    setlocale(LC_CTYPE, before.constData());
    QCOMPARE(reading.value("source", 0), std::string("a.zip/März/día.jsonl"));
    QCOMPARE(reading.value("source", 1), std::string("a.tar/März/día.jsonl"));
}

void PackedTest::notForUs_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QByteArray &content, const char *sentence) {
        QTest::newRow(name) << content << QString::fromUtf8(sentence);
    };
    const char *const nothing = "is an archive without files that could be logs";
    row("empty zip", QByteArray("PK\x05\x06") + QByteArray(18, '\0'), nothing);
    row("folders alone", archived({{"a/", {}}, {"a/b/", {}}}, "zip"), nothing);
    row("hidden files alone", archived({{".a", log(1)}, {"b/.c/d", log(1)}}, "ustar"), nothing);
    const char *const office = "is an office document; save its table as CSV first";
    row("spreadsheet", archived({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.xml", "<x/>"}}, "zip"),
        office);
    row("spreadsheet by another program", archived({{"docProps/app.xml", "<x/>"}}, "zip"), office);
    row("open document", archived({{"mimetype", "application/x"}, {"content.xml", "<x/>"}}, "zip"), office);
    row("compressed twice", compressed(compressed(log(9), "gzip"), "gzip"),
        "is compressed twice; unpack it once first");
    row("compressed twice in two ways", compressed(compressed(log(9), "zstd"), "gzip"),
        "is compressed twice; unpack it once first");
    row("RAR", QByteArray("Rar!\x1A\x07\x01\x00", 8), "is a RAR archive; unpack it first");
    row("compressed 7z", compressed(archived({{"a", log(1)}}, "7zip"), "gzip"),
        "is a 7-Zip archive in a pipe or in compressed data; unpack it first");
    row("compressed image", compressed("\x89PNG\r\n.....", "gzip"), "is an image, not a log");
}

void PackedTest::notForUs()
{
    QFETCH(QByteArray, content);
    Reading reading;
    const auto path = reading.write(content, QStringLiteral("costs.jsonl"));
    reading.readPaths({path});
    QCOMPARE(reading.report.files.size(), std::size_t(1));
    QCOMPARE(reading.file().error.value().kind, ErrorKind::NotALog);
    QCOMPARE(reading.file().error->where, path);
    QTEST(detailOf(reading.file()), "sentence");
    QVERIFY(reading.sink.files.empty());
}

void PackedTest::nestedArchive()
{
    const QByteArray inner = archived({{"a.jsonl", log(1)}}, "zip");
    const QByteArray innerTar = archived({{"a.jsonl", log(1)}}, "ustar", "gzip");
    Reading reading;
    reading.read(archived({{"in.zip", inner}, {"in.tgz", innerTar}, {"good.jsonl", log(2)}}, "zip"),
                 QStringLiteral("a.zip"));
    const QString sentence = QStringLiteral("is an archive within an archive; unpack the outer one first");
    QCOMPARE(detailOf(fileCalled(reading, "in.zip")), sentence);
    QCOMPARE(detailOf(fileCalled(reading, "in.tgz")), sentence);
    QCOMPARE(reading.report.totals().added, 2);
}

void PackedTest::encryptedMember()
{
    Reading reading;
    reading.readPaths({reading.write(archived({{"secret.jsonl", log(3)}}, "zip", nullptr, "open sesame"),
                                     QStringLiteral("s.zip")),
                       reading.write(archived({{"a.jsonl", log(2)}}, "zip"), QStringLiteral("a.zip"))});
    QCOMPARE(detailOf(fileCalled(reading, "s.zip/secret.jsonl")),
             QStringLiteral("is encrypted; unpack it with its password first"));
    QCOMPARE(reading.report.totals().added, 2);
}

void PackedTest::throughPipe_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("added");
    QTest::newRow("gzip") << compressed(log(100), "gzip") << 100;
    QTest::newRow("zstd") << compressed(log(100), "zstd") << 100;
    QTest::newRow("zip") << archived({{"a", log(50)}, {"b", log(60, 50)}}, "zip") << 110;
    QTest::newRow("tar.gz") << archived({{"a", log(50)}, {"b", log(60, 50)}}, "ustar", "gzip") << 110;
    QTest::newRow("7z") << archived({{"a", log(50)}}, "7zip") << 0;
}

void PackedTest::throughPipe()
{
    QFETCH(QByteArray, content);
    QFETCH(int, added);
    Reading reading;
    const std::string path = reading.path(QStringLiteral("pipe")).toStdString();
    QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    std::thread writer([&] {
        QFile pipe(QString::fromStdString(path));
        if (pipe.open(QIODevice::WriteOnly))
            pipe.write(content);
    });
    reading.readPaths({path});
    writer.join();
    QCOMPARE(reading.report.totals().added, added);
    if (added == 0)
        QVERIFY(detailOf(reading.file()).startsWith(QStringLiteral("is a 7-Zip archive in a pipe")));
    for (const auto &file : reading.sink.files)
        QVERIFY(!file.fingerprint);
}

void PackedTest::cutOff_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<int>("events"); // enough for several blocks of the format
    for (const char *filter : {"gzip", "zstd", "xz", "bzip2"})
        QTest::newRow(filter) << QByteArray(filter) << 20'000;
    QTest::newRow("lz4") << QByteArray("lz4") << 60'000;
}

void PackedTest::cutOff()
{
    QFETCH(QByteArray, filter);
    QFETCH(int, events);
    const QByteArray packed = compressed(log(events), filter);
    Reading reading;
    reading.read(packed.left(packed.size() * 3 / 4), QStringLiteral("a.jsonl.packed"));
    QVERIFY2(!reading.file().error, qPrintable(detailOf(reading.file())));
    QVERIFY(reading.file().added > 5'000);
    QVERIFY(reading.file().added < events);
    const auto &reject = reading.report.rejects.back();
    // Every line is an event or a reject; the last reject is the line that is missing.
    QCOMPARE(reject.line, reading.file().added + reading.file().rejected);
    QVERIFY(reject.reason.starts_with("the file is cut off"));
    QVERIFY(reject.reason.ends_with("from here on it is not read"));
    QCOMPARE(reject.file, reading.file().path);
    QVERIFY(!reading.sink.files.at(0).fingerprint); // so that the whole file is read when it comes
}

void PackedTest::cutOffArchive()
{
    const QByteArray tar =
        archived({{"a.jsonl", log(100)}, {"b.jsonl", log(60'000)}, {"c.jsonl", log(1)}}, "ustar");
    Reading reading;
    const auto path = reading.write(tar.left(tar.size() / 2), QStringLiteral("a.tar"));
    reading.readPaths({path});
    QCOMPARE(fileCalled(reading, "a.jsonl").added, 100);
    QVERIFY(fileCalled(reading, "b.jsonl").added > 10'000);
    QVERIFY(reading.report.rejects.back().reason.starts_with("the file is cut off"));
    QCOMPARE(reading.report.rejects.back().file, path + "/b.jsonl");
    const FileReport &whole = fileCalled(reading, "a.tar");
    QVERIFY(detailOf(whole).startsWith(QStringLiteral("is cut off")));
    QVERIFY(detailOf(whole).endsWith(QStringLiteral("what comes behind \"b.jsonl\" in it is not read")));
}

void PackedTest::damaged_data()
{
    QTest::addColumn<QByteArray>("packed");
    const QByteArray text = log(20'000);
    const auto flipped = [](QByteArray bytes, qsizetype at) {
        bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
        return bytes;
    };
    for (const char *filter : {"gzip", "xz", "bzip2"}) { // the others may come without a checksum
        const QByteArray packed = compressed(text, filter);
        QTest::addRow("%s, in the middle", filter) << flipped(packed, packed.size() / 2);
    }
    const QByteArray gzip = compressed(text, "gzip");
    QTest::newRow("gzip, its checksum") << flipped(gzip, gzip.size() - 6);
    QTest::newRow("gzip, something behind it") << gzip + "something";
}

void PackedTest::damaged()
{
    QFETCH(QByteArray, packed);
    Reading reading;
    const auto good = reading.write(log(1), QStringLiteral("good.jsonl"));
    reading.readPaths({reading.write(packed, QStringLiteral("a.packed")), good});
    QCOMPARE(reading.file().error.value().kind, ErrorKind::BadInput);
    QVERIFY(detailOf(reading.file()).startsWith(QStringLiteral("is damaged")));
    QCOMPARE(reading.file().error->where, reading.file().path);
    QVERIFY(reading.report.rejects.empty());
    QVERIFY(!reading.sink.files.at(0).fingerprint);
    QVERIFY(!reading.report.files.at(1).error);
}

void PackedTest::damagedMember()
{
    QByteArray zip = archived({{"a.jsonl", log(5'000)}, {"b.jsonl", log(7)}}, "zip");
    zip[1000] = static_cast<char>(zip[1000] ^ 0x10);
    Reading reading;
    reading.read(zip, QStringLiteral("a.zip"));
    QVERIFY(detailOf(fileCalled(reading, "a.zip/a.jsonl")).startsWith(QStringLiteral("is damaged")));
    QCOMPARE(fileCalled(reading, "a.zip/b.jsonl").added, 7);
}

void PackedTest::bomb_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<QString>("name");
    const QByteArray megabyte(1024 * 1024, '\n');
    const ToPack file{"bomb.jsonl", log(3), megabyte, 100};
    QTest::newRow("gzip") << compressed(file, "gzip") << QStringLiteral("bomb.jsonl");
    QTest::newRow("zstd") << compressed(file, "zstd") << QStringLiteral("bomb.jsonl");
    QTest::newRow("zip") << archived({file, {"good.jsonl", log(2)}}, "zip") << QStringLiteral("a.zip");
}

void PackedTest::bomb()
{
    QFETCH(QByteArray, packed);
    QFETCH(QString, name);
    Reading reading;
    const auto path = reading.write(packed, name);
    reading.readPaths({path, reading.write(log(4), QStringLiteral("other.jsonl"))});
    QCOMPARE(fileCalled(reading, "bomb.jsonl").added, 3);
    const auto &reject = reading.report.rejects.at(0);
    QCOMPARE(reject.reason,
             std::string("the file unpacks to more than 500 times its size, which no log does; "
                         "from here on it is not read"));
    QVERIFY(reject.line > 60 * 1024 * 1024); // 64 MiB of blank lines are no matter
    QVERIFY(reject.line < 90 * 1024 * 1024);
    QVERIFY(reject.file.ends_with("bomb.jsonl"));
    QCOMPARE(fileCalled(reading, "other.jsonl").added, 4);
    if (name == QStringLiteral("a.zip"))
        QCOMPARE(fileCalled(reading, "good.jsonl").added, 2);
}

void PackedTest::tooManyMembers()
{
    std::vector<ToPack> files = {{"first.jsonl", log(2)}};
    for (int i = 0; i < outlay::ingest::kMostMembers; ++i)
        files.push_back({".hidden/" + QByteArray::number(i), {}});
    files.push_back({"last.jsonl", log(2)});
    Reading reading;
    const auto path = reading.write(archived(files, "ustar", "gzip"), QStringLiteral("many.tgz"));
    reading.readPaths({path});
    QCOMPARE(reading.report.files.size(), std::size_t(2));
    QCOMPARE(reading.report.totals().added, 2);
    QCOMPARE(detailOf(reading.report.files.at(1)),
             QStringLiteral("is an archive of more than 100,000 files; those behind them are not read"));
}

void PackedTest::cancelWhileUnpacking_data()
{
    QTest::addColumn<QByteArray>("packed");
    QByteArray prose; // of no interest, so that unpacking it is all there is to do
    for (int i = 0; prose.size() < 4'000'000; ++i)
        prose += QByteArray::number(i * 7919LL * 7919LL, 36) + (i % 5 == 0 ? "\n" : " ");
    QTest::newRow("read") << compressed(log(1) + prose + prose, "bzip2");
    QTest::newRow("passed over") << archived(
        {{"a.jsonl", log(1)}, {".hidden", prose + prose}, {"b.jsonl", log(1)}}, "ustar", "bzip2");
}

void PackedTest::cancelWhileUnpacking()
{
    QFETCH(QByteArray, packed);
    Reading reading;
    const auto path = reading.write(packed, QStringLiteral("slow"));
    std::stop_source stop;
    std::int64_t unpackedBytes = 0;
    std::thread stopper([&] {
        QThread::msleep(150);
        stop.request_stop();
    });
    const auto result = outlay::ingest::importPaths(
        {path}, {}, reading.sink, stop.get_token(),
        [&unpackedBytes](const auto &progress) { unpackedBytes = progress.bytesDone; });
    stopper.join();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QVERIFY2(unpackedBytes < packed.size() * 9 / 10, qPrintable(QString::number(unpackedBytes)));
    QCOMPARE(reading.sink.rollbacks, 1);
}

void PackedTest::progressIsOfPackedBytes()
{
    Reading reading;
    const auto zip = archived({{"a.jsonl", log(20'000)}, {"b.jsonl", log(20'000)}}, "zip");
    const auto gzip = compressed(log(30'000), "gzip");
    const std::vector<std::string> paths = {reading.write(zip, QStringLiteral("a.zip")),
                                            reading.write(gzip, QStringLiteral("b.gz"))};
    const auto importAll = [&](RecordingSink &sink) {
        std::vector<outlay::ingest::ImportProgress> told;
        const auto result = outlay::ingest::importInChunks(
            paths, {}, sink, {}, [&told](const auto &progress) { told.push_back(progress); }, 10'000);
        QVERIFY(result);
        QCOMPARE(told.back().bytesTotal, zip.size() + gzip.size());
        QCOMPARE(told.back().bytesDone, told.back().bytesTotal);
        QCOMPARE(told.back().filesDone, 2);
        for (std::size_t i = 1; i < told.size(); ++i)
            QVERIFY(told[i].bytesDone >= told[i - 1].bytesDone);
    };
    importAll(reading.sink);
    RecordingSink again;
    for (const auto &file : reading.sink.files)
        again.known.push_back({static_cast<std::int64_t>(again.known.size()) + 1, file.fingerprint.value()});
    importAll(again);
    QVERIFY(again.events.empty());
}

QTEST_GUILESS_MAIN(PackedTest)
#include "test_packed.moc"
