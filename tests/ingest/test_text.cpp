// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed.h"
#include "reading.h"

#include "ingest/utf16.h"

using outlay::base::ErrorKind;

/// Logs in other encodings and with other line ends.
class TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forms_data();
    void forms();
    void csv();
    void loneHalves_data();
    void loneHalves();
    void cutAnywhere();
    void utf32();
    void returnsAlone_data();
    void returnsAlone();
    void returnsWithinCells();
};

namespace {

QByteArray utf16(const QString &text, bool isBigEndian, bool hasMark)
{
    QByteArray bytes;
    for (const QChar c : hasMark ? QChar(0xFEFF) + text : text) {
        const char low = static_cast<char>(c.unicode() & 0xFF);
        const char high = static_cast<char>(c.unicode() >> 8);
        bytes += isBigEndian ? high : low;
        bytes += isBigEndian ? low : high;
    }
    return bytes;
}

/// Letters of two, three and four bytes in UTF-8; the last is a pair in UTF-16.
QByteArray text(int lines)
{
    QByteArray log;
    for (int i = 0; i < lines; ++i)
        log += jsonLine("\"team\":\"Z\xC3\xBCrich \xE2\x82\xAC \xF0\x9F\x98\x80\",\"request_id\":\"r" +
                        QByteArray::number(i) + "\"") +
               (i % 10 == 9 ? "{\"cost\":1}\n" : "");
    return log;
}

} // namespace

void TextTest::forms_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isUtf16");
    const QByteArray plain = text(50);
    const QString wide = QString::fromUtf8(plain);
    QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + plain << false;
    QTest::newRow("CRLF") << QByteArray(plain).replace('\n', "\r\n") << false;
    for (const bool isBigEndian : {false, true}) {
        for (const bool hasMark : {false, true})
            QTest::addRow("UTF-16 %s, %s mark", isBigEndian ? "BE" : "LE", hasMark ? "with" : "without")
                << utf16(wide, isBigEndian, hasMark) << true;
    }
    QTest::newRow("UTF-16 with CRLF")
        << utf16(QString(wide).replace(QLatin1Char('\n'), QLatin1String("\r\n")), false, true) << true;
    QTest::newRow("compressed UTF-16") << compressed(utf16(wide, false, true), "gzip") << true;
}

void TextTest::forms()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isUtf16);
    Reading plain;
    plain.read(text(50));
    QCOMPARE(plain.file().added, 50);
    QCOMPARE(plain.value("team"), std::string("Z\xC3\xBCrich \xE2\x82\xAC \xF0\x9F\x98\x80"));
    for (const std::size_t chunk : {std::size_t(1), std::size_t(7), outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(content);
        QVERIFY(reading.sink.events == plain.sink.events);
        QCOMPARE(reading.file().rejected, 5);
        QCOMPARE(reading.report.rejects.at(0).line, 11);
        QCOMPARE(reading.assumed("the file is read as UTF-16"), isUtf16 ? 50 : 0);
    }
}

void TextTest::csv()
{
    const QString csv = QStringLiteral("timestamp\tcost_usd\tteam\r\n2026-05-01\t1\t\u00fc\U0001F600\r\n");
    Reading reading;
    reading.read(utf16(csv, false, true)); // what a spreadsheet calls "Unicode text"
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.value("team"), std::string("\xC3\xBC\xF0\x9F\x98\x80"));
}

void TextTest::loneHalves_data()
{
    QTest::addColumn<QByteArray>("units");
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<int>("replaced");
    const QByteArray sign = "\xEF\xBF\xBD";
    const QByteArray high("\xD8\x3D", 2);
    const QByteArray low("\xDE\x00", 2);
    const QByteArray x("\0x", 2);
    QTest::newRow("pair") << high + low << QByteArray("\xF0\x9F\x98\x80") << 0;
    QTest::newRow("high alone") << high + x << sign + "x" << 1;
    QTest::newRow("high at the end") << x + high << "x" + sign << 1;
    QTest::newRow("low alone") << low + x << sign + "x" << 1;
    QTest::newRow("the wrong way round") << low + high << sign + sign << 2;
    QTest::newRow("two highs") << high + high + low << sign + "\xF0\x9F\x98\x80" << 1;
    QTest::newRow("half a unit") << x + QByteArray(1, '\0') << "x" + sign << 1;
    QTest::newRow("half a unit of half a pair") << high + QByteArray(1, '\xDE') << sign + sign << 2;
    QTest::newRow("last of the plane")
        << QByteArray("\xFF\xFD\xDB\xFF\xDF\xFF", 6) << sign + "\xF4\x8F\xBF\xBF" << 0;
}

void TextTest::loneHalves()
{
    QFETCH(QByteArray, units);
    const std::string_view bytes(units.constData(), static_cast<std::size_t>(units.size()));
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        outlay::ingest::Utf16Decoder decoder(true);
        std::string out;
        decoder.decode(bytes.substr(0, cut), out);
        decoder.decode(bytes.substr(cut), out);
        decoder.finish(out);
        QTEST(QByteArray::fromStdString(out), "utf8");
        QTEST(static_cast<int>(decoder.replaced()), "replaced");
    }
}

void TextTest::cutAnywhere()
{
    QByteArray content = utf16(QString::fromUtf8(text(3)), false, true);
    const QByteArray pair = QByteArray("\x3D\xD8\x00\xDE", 4);
    const auto at = content.indexOf(pair);
    QVERIFY(at > 0);
    content.replace(at, 4, QByteArray("\x3D\xD8_\0", 4)); // half of the first smile is gone
    for (const std::size_t chunk : {std::size_t(1), std::size_t(2), std::size_t(1000)}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(content);
        QCOMPARE(reading.file().added, 3);
        QCOMPARE(reading.value("team"), std::string("Z\xC3\xBCrich \xE2\x82\xAC \xEF\xBF\xBD_"));
        QCOMPARE(reading.assumed("halves of UTF-16 characters"), 1);
    }
}

void TextTest::utf32()
{
    Reading reading;
    reading.read(QByteArray("\xFF\xFE\0\0{\0\0\0\"\0\0\0", 12));
    QCOMPARE(reading.file().error.value().kind, ErrorKind::NotALog);
    QCOMPARE(reading.file().error->detail, std::string("is UTF-32 text; save it as UTF-8 first"));
}

void TextTest::returnsAlone_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray returns = text(50).replace('\n', '\r');
    QTest::newRow("UTF-8") << returns;
    QTest::newRow("UTF-16") << utf16(QString::fromUtf8(returns), true, true);
    QTest::newRow("line feeds later on") << returns.left(returns.lastIndexOf('{')) +
                                                returns.mid(returns.lastIndexOf('{')).replace('\r', "\r\n");
}

void TextTest::returnsAlone()
{
    QFETCH(QByteArray, content);
    Reading plain;
    plain.read(text(50));
    for (const std::size_t chunk : {std::size_t(1), std::size_t(7), outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(content);
        QVERIFY(reading.sink.events == plain.sink.events);
        QCOMPARE(reading.file().rejected, 5);
        QCOMPARE(reading.report.rejects.at(0).line, 11);
        QCOMPARE(reading.assumed("carriage returns alone"), 50);
    }
}

void TextTest::returnsWithinCells()
{
    Reading reading;
    reading.read("timestamp,cost_usd,team\n2026-05-01,1,\"a\rb\"\n");
    QCOMPARE(reading.value("team"), std::string("a\rb"));
    QCOMPARE(reading.assumed("carriage returns alone"), 0);
}

QTEST_GUILESS_MAIN(TextTest)
#include "test_text.moc"
