// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed.h"
#include "reading.h"

using outlay::base::KnownFile;

/// What was imported before is known again, in whatever it comes packed or written.
class KnownTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAgain_data();
    void sameAgain();
    void packedIsKnownAsPlain_data();
    void packedIsKnownAsPlain();
    void grownGzip();
    void shorterThanKnown();
    void rewrittenGzip();
    void changedMembersOnly_data();
    void changedMembersOnly();
    void damagedAgain();
    void grownCsvInUtf16();
};

namespace {

QByteArray log(int events, int first = 0)
{
    QByteArray text;
    for (int i = first; i < first + events; ++i)
        text += jsonLine("\"request_id\":\"r" + QByteArray::number(i) + "\"");
    return text;
}

QByteArray utf16(const QByteArray &text)
{
    QByteArray bytes = "\xFF\xFE";
    for (const QChar c : QString::fromUtf8(text)) {
        bytes += static_cast<char>(c.unicode() & 0xFF);
        bytes += static_cast<char>(c.unicode() >> 8);
    }
    return bytes;
}

/// All files that an import left behind; their ids count from `first`.
std::vector<KnownFile> knownFrom(const Reading &reading, std::int64_t first = 1)
{
    std::vector<KnownFile> known;
    for (const auto &file : reading.sink.files)
        known.push_back({first++, file.fingerprint.value()});
    return known;
}

} // namespace

void KnownTest::sameAgain_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray text = log(3000);
    QTest::newRow("gzip") << compressed(text, "gzip");
    QTest::newRow("zstd") << compressed(text, "zstd");
    QTest::newRow("zip") << archived({{"a", text}, {"b", log(5)}}, "zip");
    QTest::newRow("tar.xz") << archived({{"a", text}, {"b", log(5)}}, "ustar", "xz");
    QTest::newRow("7z") << archived({{"a", text}, {"b", log(5)}}, "7zip");
    QTest::newRow("gzip within tar") << archived({{"a.gz", compressed(text, "gzip")}}, "ustar");
    QTest::newRow("UTF-16") << utf16(text);
    QTest::newRow("compressed UTF-16") << compressed(utf16(text), "gzip");
    QTest::newRow("carriage returns") << QByteArray(text).replace('\n', '\r');
    QTest::newRow("a few bytes") << compressed(jsonLine().replace("faq", "f"), "gzip");
}

void KnownTest::sameAgain()
{
    QFETCH(QByteArray, content);
    Reading first;
    first.read(content);
    QVERIFY(!first.sink.events.empty());
    for (const std::size_t chunk : {std::size_t(1000), outlay::ingest::kChunkBytes}) {
        Reading second;
        second.chunkBytes = chunk;
        second.sink.known = knownFrom(first);
        second.read(content, QStringLiteral("renamed"));
        QVERIFY(second.sink.events.empty());
        QCOMPARE(second.sink.files.size(), first.sink.files.size());
        for (std::size_t i = 0; i < first.sink.files.size(); ++i) {
            QCOMPARE(second.sink.files[i].resumed, static_cast<std::int64_t>(i) + 1);
            QCOMPARE(second.sink.files[i].name, second.report.files.at(i).path);
            QVERIFY(!second.report.files[i].error);
            const auto &print = second.sink.files[i].fingerprint;
            QVERIFY(print && print->hash == first.sink.files[i].fingerprint->hash);
            QCOMPARE(print->lines, first.sink.files[i].fingerprint->lines);
        }
    }
}

void KnownTest::packedIsKnownAsPlain_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray text = log(100);
    QTest::newRow("plain, then gzip") << text << compressed(text, "gzip");
    QTest::newRow("gzip, then plain") << compressed(text, "gzip") << text;
    QTest::newRow("gzip, then zip") << compressed(text, "gzip") << archived({{"a", text}}, "zip");
    QTest::newRow("plain, then UTF-16") << text << utf16(text);
    QTest::newRow("UTF-16, then compressed") << utf16(text) << compressed(text, "zstd");
}

void KnownTest::packedIsKnownAsPlain()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    Reading first;
    first.read(before);
    QCOMPARE(first.file().added, 100);
    Reading second;
    second.sink.known = knownFrom(first);
    second.read(after);
    QCOMPARE(second.sink.files.at(0).resumed, 1);
    QVERIFY(second.sink.events.empty());
}

void KnownTest::grownGzip()
{
    // As logrotate and others append: another member behind those that are there.
    const QByteArray start = compressed(log(100), "gzip");
    Reading first;
    first.read(start, QStringLiteral("a.gz"));
    Reading second;
    second.sink.known = knownFrom(first);
    second.read(start + compressed(log(20, 100) + "{\"cost\":1}\n", "gzip"), QStringLiteral("a.gz"));
    QCOMPARE(second.sink.files.at(0).resumed, 1);
    QCOMPARE(second.sink.events.size(), std::size_t(20));
    QCOMPARE(second.report.rejects.at(0).line, 121);
    QCOMPARE(second.sink.files.at(0).fingerprint->lines, 121);
    Reading whole;
    whole.read(log(120) + "{\"cost\":1}\n");
    QVERIFY(second.sink.files.at(0).fingerprint->hash == whole.sink.files.at(0).fingerprint->hash);
}

void KnownTest::shorterThanKnown()
{
    Reading first;
    first.read(compressed(log(100), "gzip"));
    Reading second;
    second.sink.known = knownFrom(first);
    second.read(compressed(log(50), "gzip"));
    QCOMPARE(second.sink.files.at(0).resumed, 0);
    QCOMPARE(second.sink.events.size(), std::size_t(50));
}

void KnownTest::rewrittenGzip()
{
    Reading first;
    first.read(compressed(log(10'000), "gzip"));
    QByteArray changed = log(10'000);
    changed.replace("\"r9000\"", "\"x9000\"");
    Reading second;
    second.sink.known = knownFrom(first);
    second.read(compressed(changed, "gzip"));
    QCOMPARE(second.sink.files.at(0).resumed, 0);
    QCOMPARE(second.sink.events.size(), std::size_t(10'000));
}

void KnownTest::changedMembersOnly_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("filter");
    QTest::newRow("zip") << QByteArray("zip") << QByteArray();
    QTest::newRow("tar") << QByteArray("ustar") << QByteArray();
    QTest::newRow("tar.gz") << QByteArray("ustar") << QByteArray("gzip");
}

void KnownTest::changedMembersOnly()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, filter);
    // Exports of days share their header, which is longer than the first look at a file.
    QByteArray header = "timestamp,cost_usd,model";
    for (int i = 0; i < 40; ++i)
        header += ",custom_field_" + QByteArray::number(i);
    const auto day = [&](int number, int rows) {
        QByteArray text = header + "\r\n";
        for (int i = 0; i < rows; ++i)
            text += "2026-05-0" + QByteArray::number(number) + ",1,m" + QByteArray(40, ',') + "\r\n";
        return text;
    };
    const auto pack = [&](const std::vector<ToPack> &files) {
        return archived(files, format, filter.isEmpty() ? nullptr : filter.constData());
    };
    Reading first;
    first.read(pack({{"1.csv", day(1, 10)}, {"2.csv", day(2, 20)}, {"3.csv", day(3, 30)}}));
    QCOMPARE(first.report.totals().added, 60);
    Reading second;
    second.sink.known = knownFrom(first);
    second.read(
        pack({{"0.csv", day(4, 7)}, {"1.csv", day(1, 10)}, {"2.csv", day(2, 25)}, {"3.csv", day(3, 30)}}));
    const auto &files = second.sink.files;
    QCOMPARE(files.size(), std::size_t(4));
    QCOMPARE(files[0].resumed, 0);
    QCOMPARE(files[0].events, 7);
    QCOMPARE(files[1].resumed, 1);
    QCOMPARE(files[1].events, 0);
    QCOMPARE(files[2].resumed, 2);
    QCOMPARE(files[2].events, 5);
    QCOMPARE(files[3].resumed, 3);
    QCOMPARE(files[3].events, 0);
    QCOMPARE(files[2].fingerprint->lines, 26);
}

void KnownTest::damagedAgain()
{
    QByteArray packed = compressed(log(10'000), "gzip");
    Reading first;
    first.read(compressed(log(10), "gzip"));
    packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x10);
    Reading second;
    second.sink.known = knownFrom(first);
    second.read(packed); // begins with what is known
    QVERIFY(second.file().error);
    QVERIFY(second.file().error->detail.starts_with("is damaged"));
}

void KnownTest::grownCsvInUtf16()
{
    const QByteArray start = "timestamp;cost_usd;tier\r\n2026-05-01;1;\xC3\xA4\r\n";
    Reading first;
    first.read(utf16(start));
    Reading second;
    second.sink.known = knownFrom(first);
    second.read(utf16(start + "2026-05-02;2;\xF0\x9F\x98\x80\r\n"));
    QCOMPARE(second.sink.files.at(0).resumed, 1);
    QCOMPARE(second.sink.events.size(), std::size_t(1));
    QCOMPARE(second.value("tier"), std::string("\xF0\x9F\x98\x80"));
}

QTEST_GUILESS_MAIN(KnownTest)
#include "test_known.moc"
