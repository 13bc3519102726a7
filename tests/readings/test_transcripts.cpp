// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Claude Code's transcripts say each call several times, and not always the same: which lines are one call,
// and which of them counts.

#include "shelf.h"

using namespace outlay;
using outlay::tests::Shelf;

namespace {

struct Line
{
    QByteArray id = "msg_1";
    QByteArray request = "req_1";
    QByteArray usage = R"("input_tokens":10,"output_tokens":1)";
    bool sidechain = false;
    QByteArray stop = "null";
    int second = 1;
};

QByteArray quoted(const QByteArray &text)
{
    return text.isEmpty() ? QByteArray("null") : '"' + text + '"';
}

QByteArray text(const Line &line)
{
    return R"({"parentUuid":null,"isSidechain":)" + QByteArray(line.sidechain ? "true" : "false") +
           R"(,"userType":"external","cwd":"C:\\Users\\dev\\webshop","sessionId":"s","version":"2.0.1",)"
           R"("type":"assistant","message":{"id":)" +
           quoted(line.id) +
           R"(,"type":"message","role":"assistant","model":"claude-opus-4-8","content":)"
           R"([{"type":"thinking","thinking":""}],"stop_reason":)" +
           line.stop + R"(,"usage":{)" + line.usage + R"(}},"requestId":)" + quoted(line.request) +
           R"(,"uuid":"u","timestamp":"2026-08-03T09:00:0)" + QByteArray::number(line.second) + "Z\"}\n";
}

/// Usage that says nothing but `output`.
QByteArray usage(int output)
{
    return R"("input_tokens":0,"output_tokens":)" + QByteArray::number(output);
}

} // namespace

class TranscriptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whichLinesAreOneCall_data();
    void whichLinesAreOneCall();
    void replaysAreKnownAcrossImports_data();
    void replaysAreKnownAcrossImports();
    void ofOneCallTheBestLineCounts_data();
    void ofOneCallTheBestLineCounts();
    void aReplayComesBackWithoutWhatItReplays();
    void errorsAreNoCalls();
    void pathsOfWindowsNameTheProject();
};

void TranscriptsTest::whichLinesAreOneCall_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("output"); // of all calls
    const Line a{"msg_1", "req_1", usage(100)};
    const Line again{"msg_1", "req_1", usage(100), false, "null", 2};
    const Line otherRequest{"msg_1", "req_2", usage(7)};
    const Line otherMessage{"msg_2", "req_1", usage(7)};
    const Line replay{"msg_1", "req_9", usage(100), true};
    const Line replayAgain{"msg_1", "req_8", usage(100), true, "null", 3};
    const Line sameSidechain{"msg_1", "req_1", usage(100), true};
    const Line own{"msg_5", "req_5", usage(7), true};
    const Line noId{"", "req_1", usage(100)};
    const Line noIdToo{"", "req_1", usage(100), false, "null", 2};
    const Line noRequest{"msg_1", "", usage(100)};
    const Line noRequestToo{"msg_1", "", usage(100), false, "null", 2};
    QTest::newRow("a line a content block") << text(a) + text(again) << 100;
    QTest::newRow("another request of one message") << text(a) + text(otherRequest) << 100 + 7;
    QTest::newRow("another message of one request") << text(a) + text(otherMessage) << 100 + 7;
    QTest::newRow("a sidechain's replay, new request") << text(a) + text(replay) << 100;
    QTest::newRow("the replay first") << text(replay) + text(a) << 100;
    QTest::newRow("replays of two subagents") << text(replay) + text(a) + text(replayAgain) << 100;
    QTest::newRow("replays without what they replay") << text(replay) + text(replayAgain) << 100;
    QTest::newRow("the same request in a sidechain")
        << text(sameSidechain) + text(a) + text(sameSidechain) << 100;
    QTest::newRow("a replay, the message in two requests")
        << text(a) + text(otherRequest) + text(replay) << 100 + 7;
    QTest::newRow("a sidechain's own call") << text(a) + text(own) << 100 + 7;
    QTest::newRow("no message id is never one call") << text(noId) + text(noIdToo) << 100 + 100;
    QTest::newRow("no request id") << text(noRequest) + text(noRequestToo) << 100;
}

void TranscriptsTest::whichLinesAreOneCall()
{
    QFETCH(QByteArray, log);
    QFETCH(int, output);
    Shelf shelf;
    shelf.import(QStringLiteral("s.jsonl"), log);
    QCOMPARE(shelf.outputTokens(), std::int64_t{output});
    QVERIFY(shelf.isSound());
}

/// Every line in an import of its own, in its order and backwards, and all of it again.
void TranscriptsTest::replaysAreKnownAcrossImports_data()
{
    whichLinesAreOneCall_data();
}

void TranscriptsTest::replaysAreKnownAcrossImports()
{
    QFETCH(QByteArray, log);
    QFETCH(int, output);
    QList<QByteArray> lines = log.trimmed().split('\n');
    for (int pass = 0; pass < 2; ++pass) {
        Shelf shelf;
        for (const QByteArray &line : lines)
            shelf.import(QStringLiteral("s.jsonl"), line + '\n');
        QCOMPARE(shelf.outputTokens(), std::int64_t{output});
        QVERIFY(shelf.isSound());
        shelf.import(QStringLiteral("s.jsonl"), log);
        QCOMPARE(shelf.outputTokens(), std::int64_t{output});
        std::reverse(lines.begin(), lines.end());
    }
}

void TranscriptsTest::ofOneCallTheBestLineCounts_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("input");
    QTest::addColumn<int>("output");
    const auto line = [](const QByteArray &usage, bool sidechain = false, const QByteArray &request = "req_1",
                         const QByteArray &stop = "null") {
        return text({"msg_1", request, usage, sidechain, stop});
    };
    const auto both = [](int input, int output) {
        return R"("input_tokens":)" + QByteArray::number(input) + R"(,"output_tokens":)" +
               QByteArray::number(output);
    };
    QTest::newRow("the last, never the first")
        << line(both(3, 1)) + line(both(3, 1)) + line(both(3, 1130)) << 3 << 1130;
    QTest::newRow("the greater total, though an older copy comes last")
        << line(both(3, 1130)) + line(both(3, 1)) << 3 << 1130;
    QTest::newRow("what is no sidechain, be it less")
        << line(both(3, 50)) + line(both(3, 60), true) << 3 << 50;
    QTest::newRow("with speed") << line(both(3, 9) + R"(,"speed":"fast")") + line(both(3, 9)) << 3 << 9;
    // A third party's last line has the cache split out: 15,000 + 8,000 become 12 + 7 = 19.
    QTest::newRow("the last where there is no request id")
        << line(both(15000, 8000), false, "") + line(both(12, 7), false, "") << 12 << 7;
    QTest::newRow("the one that says why it stopped, where there is no request id")
        << line(both(12, 7), false, "", "\"end_turn\"") + line(both(15000, 8000), false, "") << 12 << 7;
    QTest::newRow("null counts say nothing")
        << line(both(3, 9) + R"(,"cache_read_input_tokens":null,"cache_creation_input_tokens":null)") << 3
        << 9;
}

void TranscriptsTest::ofOneCallTheBestLineCounts()
{
    QFETCH(QByteArray, log);
    QFETCH(int, input);
    QFETCH(int, output);
    Shelf shelf;
    const base::FileReport report = shelf.import(QStringLiteral("s.jsonl"), log);
    QCOMPARE(report.rejected, std::int64_t{0});
    QCOMPARE(shelf.calls(), std::size_t{1});
    QCOMPARE(shelf.inputTokens(), std::int64_t{input});
    QCOMPARE(shelf.outputTokens(), std::int64_t{output});
    const bool fast = log.contains("speed");
    QCOMPARE(shelf.value("speed"), std::string(fast ? "fast" : ""));
}

void TranscriptsTest::aReplayComesBackWithoutWhatItReplays()
{
    const QByteArray own = text({"msg_1", "req_1", usage(100)});
    const QByteArray replay = text({"msg_1", "req_9", usage(99), true});
    Shelf shelf;
    shelf.import(QStringLiteral("agent.jsonl"), replay);
    shelf.import(QStringLiteral("s.jsonl"), own);
    QCOMPARE(shelf.outputTokens(), std::int64_t{100});
    QVERIFY(shelf.undo(2));
    QCOMPARE(shelf.outputTokens(), std::int64_t{99});
    QVERIFY(shelf.isSound());
    shelf.import(QStringLiteral("s.jsonl"), own);
    QCOMPARE(shelf.outputTokens(), std::int64_t{100});
    QVERIFY(shelf.isSound());
}

void TranscriptsTest::errorsAreNoCalls()
{
    QByteArray synthetic = text({"msg_7", "", usage(0)});
    synthetic.replace("claude-opus-4-8", "<synthetic>");
    QByteArray limited = text({"msg_8", "", usage(0)});
    limited.replace("\"uuid\"",
                    R"("isApiErrorMessage":true,"error":"rate_limit","apiErrorStatus":429,"uuid")");
    Shelf shelf;
    const base::FileReport report =
        shelf.import(QStringLiteral("s.jsonl"), text({}) + synthetic + limited + "half a line {\"type\":\n");
    QCOMPARE(shelf.calls(), std::size_t{1});
    QCOMPARE(report.notEvents + report.rejected, std::int64_t{3});
}

void TranscriptsTest::pathsOfWindowsNameTheProject()
{
    Shelf shelf;
    shelf.import(QStringLiteral("s.jsonl"), text({}));
    QCOMPARE(shelf.value("feature"), std::string("webshop"));
}

QTEST_GUILESS_MAIN(TranscriptsTest)
#include "test_transcripts.moc"
