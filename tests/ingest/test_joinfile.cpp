// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QTemporaryDir>
#include <QtTest>

#include "ingest/joinfile.h"

using namespace outlay;
using ingest::JoinReading;
using ingest::JoinShape;

/// Logs that say more of calls than the calls' own.
class JoinFileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string written(const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QStringLiteral("app.log")));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
                   ? file.fileName().toStdString()
                   : std::string();
    }

    base::Result<JoinReading> read(const QByteArray &content) const
    {
        const std::string path = written(content);
        const auto shape = ingest::joinShapeOf(path, {});
        if (!shape)
            return tl::unexpected(shape.error());
        return ingest::readJoinFile(path, shape->guess, {}, {});
    }

private Q_SLOTS:
    void delimitersAreToldByKnownNamesElseByWhatPartsMost_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("columns");
        QTest::newRow("comma") << QByteArray("request_id,feature\n1,a\n") << 2;
        QTest::newRow("semicolon") << QByteArray("request_id;feature\n1;a\n") << 2;
        QTest::newRow("known names win") << QByteArray("request_id,feature;a;b;c\n1,a;b;c;d\n") << 2;
        QTest::newRow("no known name") << QByteArray("wer;was;wo\n1;a;b\n") << 3;
        QTest::newRow("nothing parts it") << QByteArray("wer\n1\n") << 1;
    }
    void delimitersAreToldByKnownNamesElseByWhatPartsMost()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, columns);
        const auto shape = ingest::joinShapeOf(written(content), {});
        QVERIFY(shape.has_value());
        QCOMPARE(int(shape->names.size()), columns);
    }

    void aHeaderThatIsNoUtf8IsToldWithItsLine()
    {
        const auto reading = read("\nrequest_id,feature,Gr\xf6\xdf"
                                  "e\nr-1,chat,1\n");
        QVERIFY(!reading.has_value());
        QVERIFY(reading.error().detail.starts_with("the text is not valid UTF-8"));
        QCOMPARE(reading.error().line, std::int64_t(2));
    }

    void blankLinesBeforeTheHeaderAreNoColumns()
    {
        const auto reading = read("\n,,\nrequest_id,feature\nr-1,chat\n");
        QVERIFY(reading.has_value());
        QCOMPARE(reading->log.rows.size(), std::size_t(1));
        QCOMPARE(reading->log.rows[0].line, std::int64_t(4));
        QVERIFY(!ingest::joinShapeOf(written("\n;\n\n"), {}));
    }

    void linesAreCountedOverQuotedOnes()
    {
        // The cell of line 2 goes on in line 3.
        const auto reading = read("request_id,feature\nr-1,\"a\nb\"\nr-2\nr-3,c\n");
        QVERIFY(reading.has_value());
        QCOMPARE(reading->rejects[0].line, std::int64_t(4));
        QVERIFY(reading->rejects[0].reason.starts_with("the line has 1 cells, the header has 2"));
        QCOMPARE(reading->log.rows[1].line, std::int64_t(5));
    }

    void whatIsAJoinFile_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("joins");
        QTest::newRow("ids and features") << QByteArray("request_id,feature\n1,a\n") << true;
        QTest::newRow("times, models, features")
            << QByteArray("timestamp,model,feature\n2026-05-01T10:00:00Z,m,a\n") << true;
        QTest::newRow("no model") << QByteArray("timestamp,feature\n2026-05-01T10:00:00Z,a\n") << false;
        QTest::newRow("no feature") << QByteArray("request_id,latency_ms\n1,5\n") << false;
        QTest::newRow("costs: a log of calls")
            << QByteArray("request_id,feature,cost_usd\n1,a,0.1\n") << false;
        QTest::newRow("all tokens: a log of calls")
            << QByteArray("request_id,feature,input_tokens,output_tokens\n1,a,5,6\n") << false;
        QTest::newRow("some tokens, to tell calls apart")
            << QByteArray("request_id,feature,input_tokens\n1,a,5\n") << true;
        QTest::newRow("JSON lines") << QByteArray("{\"trace_id\": \"t\", \"feature\": \"a\"}\n") << true;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void whatIsAJoinFile()
    {
        QFETCH(QByteArray, content);
        QFETCH(bool, joins);
        QCOMPARE(ingest::isJoinFile(written(content), {}), joins);
    }
};

QTEST_APPLESS_MAIN(JoinFileTest)
#include "test_joinfile.moc"
