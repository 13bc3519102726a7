// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

using outlay::base::kAbsent;

/// Dumps of streamed answers, of which the last word on what was used counts.
class StreamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastUsageCounts_data();
    void lastUsageCounts();
    void answersOfOneFileAreToldApart();
    void noStreamEndsInSilence_data();
    void noStreamEndsInSilence();
    void streamWithoutUsageIsACall();
    void lifetimesInTheCacheAreKeptUnlessMoreWasWritten();
};

namespace {

QByteArray geminiEvent(int output, const char *id = "G1")
{
    return R"(data: {"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"promptTokenCount":100,)"
           R"("candidatesTokenCount":)" +
           QByteArray::number(output) + R"(,"thoughtsTokenCount":30},"modelVersion":"gemini-2.5-flash")" +
           (id == nullptr ? QByteArray() : R"(,"responseId":")" + QByteArray(id) + '"') + "}\n\n";
}

QByteArray chunk(const QByteArray &usage)
{
    return R"({"id":"x1","object":"chat.completion.chunk","created":1777593700,"model":"gpt-4o","choices":[],)" +
           usage + "}";
}

const QByteArray kUsage = R"("usage":{"prompt_tokens":100,"completion_tokens":20,)"
                          R"("prompt_tokens_details":{"cached_tokens":64}})";

QByteArray start(const QByteArray &cache)
{
    return R"({"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",)"
           R"("model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":25,"output_tokens":1,)" +
           cache + "}}}\n";
}

QByteArray delta(const QByteArray &usage)
{
    return R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{)" + usage + "}}\n";
}

} // namespace

void StreamsTest::lastUsageCounts_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<qint64>("input");
    QTest::addColumn<qint64>("output");
    QTest::addColumn<qint64>("cacheRead");
    const qint64 none = kAbsent;
    QTest::newRow("Gemini") << geminiEvent(5) + geminiEvent(20) + geminiEvent(55) << qint64(100) << qint64(85)
                            << none;
    QTest::newRow("Gemini without ids")
        << geminiEvent(5, nullptr) + geminiEvent(55, nullptr) << qint64(100) << qint64(85) << none;
    const QByteArray nothing = R"("cache_read_input_tokens":0)";
    QTest::newRow("Anthropic as JSON lines")
        << start(nothing) + delta(R"("output_tokens":15)") + delta(R"("output_tokens":120)") << qint64(25)
        << qint64(120) << qint64(0);
    QTest::newRow("Anthropic, a last event without usage")
        << start(nothing) + delta(R"("output_tokens":120)") +
               R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})"
        << qint64(25) << qint64(120) << qint64(0);
    const QByteArray answer =
        R"("response":{"id":"r9","object":"response","created_at":1777593800,"model":"gpt-5",)";
    QTest::newRow("OpenAI responses as JSON lines")
        << R"({"type":"response.created",)" + answer + R"("status":"in_progress","usage":null}})" +
               "\n{\"type\":\"response.output_text.delta\",\"delta\":\"a\"}\n" +
               R"({"type":"response.completed",)" + answer +
               R"("status":"completed","usage":{"input_tokens":100,"output_tokens":20,)"
               R"("input_tokens_details":{"cached_tokens":64}}}})"
        << qint64(36) << qint64(20) << qint64(64);
    const QByteArray before = "data: " + chunk(R"("usage":null)") + "\n\n";
    const QByteArray done = "\n\ndata: [DONE]\n";
    QTest::newRow("DeepSeek") << before + "data: " +
                                     chunk(R"("usage":{"prompt_tokens":100,"completion_tokens":20,)"
                                           R"("prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36})") +
                                     done
                              << qint64(36) << qint64(20) << qint64(64);
    QTest::newRow("Groq") << before +
                                 "data: " + chunk(R"("usage":null,"x_groq":{"id":"req",)" + kUsage + "}") +
                                 done
                          << qint64(36) << qint64(20) << qint64(64);
    const QByteArray body = before + "data: " + chunk(kUsage) + done;
    const QByteArray headers = "HTTP/2 200\r\ncontent-type: text/event-stream\r\n"
                               "date: Fri, 01 May 2026 16:08:32 GMT\r\n\r\n";
    QTest::newRow("behind HTTP headers") << headers + body << qint64(36) << qint64(20) << qint64(64);
    QTest::newRow("behind two HTTP headers")
        << "HTTP/1.1 100 Continue\n\n" + headers + body << qint64(36) << qint64(20) << qint64(64);
    QTest::newRow("behind an id") << "id: 1\nretry: 3000\n" + body << qint64(36) << qint64(20) << qint64(64);
}

void StreamsTest::lastUsageCounts()
{
    QFETCH(QByteArray, content);
    QFETCH(qint64, input);
    QFETCH(qint64, output);
    QFETCH(qint64, cacheRead);
    for (const std::size_t bytes : {std::size_t{64}, outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = bytes;
        reading.read(content, QStringLiteral("a.txt"));
        QVERIFY(!reading.file().error);
        QCOMPARE(reading.sink.events.size(), 1U);
        QCOMPARE(reading.event().row.inputTokens, input);
        QCOMPARE(reading.event().row.outputTokens, output);
        QCOMPARE(reading.event().row.cacheReadTokens, cacheRead);
        QCOMPARE(reading.file().rejected, 0);
        QCOMPARE(reading.file().notEvents, 0);
    }
}

void StreamsTest::answersOfOneFileAreToldApart()
{
    Reading reading;
    reading.read(geminiEvent(5, "G1") + geminiEvent(6, "G1") + geminiEvent(7, "G2") +
                 "data: " + chunk(kUsage) + "\n\n" + geminiEvent(8, "G3") + "data: " +
                 start(R"("cache_read_input_tokens":0)") + "data: " + delta(R"("output_tokens":9)"));
    std::vector<std::int64_t> outputs;
    for (const SeenEvent &event : reading.sink.events)
        outputs.push_back(event.row.outputTokens);
    QCOMPARE(outputs, (std::vector<std::int64_t>{36, 37, 20, 38, 9}));
}

void StreamsTest::noStreamEndsInSilence_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nobody's") << QByteArray("data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n");
    QTest::newRow("an error") << QByteArray("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":"
                                            "\"overloaded_error\"}}\n\n");
    QTest::newRow("Gemini without usage")
        << QByteArray("data: {\"candidates\":[],\"modelVersion\":\"gemini-2.5-flash\"}\n\n");
    QTest::newRow("Anthropic without its beginning")
        << "event: message_delta\ndata: " + delta(R"("output_tokens":9)");
    QTest::newRow("a response without its beginning")
        << QByteArray("data: {\"type\":\"response.output_text.delta\",\"delta\":\"a\"}\n\n");
}

void StreamsTest::noStreamEndsInSilence()
{
    QFETCH(QByteArray, content);
    Reading reading;
    reading.read(content, QStringLiteral("a.txt"));
    QCOMPARE(reading.sink.events.size(), 0U);
    QCOMPARE(reading.file().rejected, 1);
    QVERIFY(reading.report.rejects.at(0).reason.starts_with("the stream says neither"));
}

void StreamsTest::streamWithoutUsageIsACall()
{
    Reading reading;
    reading.read("data: " + chunk(R"("usage":null)") + "\n\n");
    QCOMPARE(reading.sink.events.size(), 1U);
    QCOMPARE(reading.event().row.inputTokens, kAbsent);
    QCOMPARE(reading.file().missingUsage, 1);
}

void StreamsTest::lifetimesInTheCacheAreKeptUnlessMoreWasWritten()
{
    const QByteArray split =
        R"("cache_creation_input_tokens":500,"cache_creation":{"ephemeral_5m_input_tokens":100,)"
        R"("ephemeral_1h_input_tokens":400})";
    Reading same;
    same.read(start(split) + delta(R"("output_tokens":120,"cache_creation_input_tokens":500)"));
    QCOMPARE(same.event().row.cacheWrite5mTokens, 100);
    QCOMPARE(same.event().row.cacheWrite1hTokens, 400);
    Reading unsaid;
    unsaid.read(start(split) + delta(R"("output_tokens":120)"));
    QCOMPARE(unsaid.event().row.cacheWrite1hTokens, 400);
    Reading grown;
    grown.read(start(R"("cache_creation_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":0,)"
                     R"("ephemeral_1h_input_tokens":0})") +
               delta(R"("output_tokens":120,"cache_creation_input_tokens":700)"));
    QCOMPARE(grown.event().row.cacheWrite5mTokens, 700);
    Reading said;
    said.read(start(R"("cache_creation_input_tokens":0)") +
              delta(R"("output_tokens":120,"cache_creation_input_tokens":700,"cache_creation":{)"
                    R"("ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":700})"));
    QCOMPARE(said.event().row.cacheWrite1hTokens, 700);
}

QTEST_GUILESS_MAIN(StreamsTest)

#include "test_streams.moc"
