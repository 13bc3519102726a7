// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bodies of calls that stand as a text in the record of the call, and records behind a time.

#include "reading.h"

using namespace outlay;

class BodiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBodyMayBeAText_data();
    void aBodyMayBeAText();
    void aTextThatIsNoBodyIsNothing();
    void aTimeMayStandBeforeARecord_data();
    void aTimeMayStandBeforeARecord();
    void amongOtherRecordsToo();
    void aBatchOfGeminiSaysWhenItWasProcessed();
    void datesOfJavaScriptAreTimes();
    void aRefusalIsACallThatFailed_data();
    void aRefusalIsACallThatFailed();
    void anErrorAloneIsOfNoFormat();
};

namespace {

/// As JSON writes it within a text.
QByteArray escaped(QByteArray json)
{
    return '"' + json.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

const QByteArray kChat =
    R"({"id":"c1","object":"chat.completion","created":1762250400,"model":"gpt-4o","usage":{"prompt_tokens":30,)"
    R"("completion_tokens":5},"choices":[{"message":{"content":"a \"quote\""}}]})";
const QByteArray kMessage =
    R"({"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],)"
    R"("usage":{"input_tokens":30,"output_tokens":5}})";
const QByteArray kConverse =
    R"({"output":{"message":{"role":"assistant"}},"usage":{"inputTokens":30,"outputTokens":5,"totalTokens":35},)"
    R"("metrics":{"latencyMs":500}})";
const QByteArray kGemini =
    R"({"candidates":[],"usageMetadata":{"promptTokenCount":30,"candidatesTokenCount":5,"totalTokenCount":35},)"
    R"("modelVersion":"gemini-2.0-flash","responseId":"r1"})";

} // namespace

void BodiesTest::aBodyMayBeAText_data()
{
    QTest::addColumn<QByteArray>("log");
    const std::array bodies = {std::pair{"chat", kChat}, std::pair{"message", kMessage},
                               std::pair{"Converse", kConverse}, std::pair{"Gemini", kGemini}};
    for (const auto &[name, body] : bodies) {
        const QByteArray text = escaped(body);
        for (const char *place : {"body", "response", "responseBody", "response_body"})
            QTest::addRow("%s in %s", name, place)
                << R"({"timestamp":"2025-11-04T10:00:00Z","status":200,")" + QByteArray(place) +
                       "\":" + text + "}\n";
        QTest::addRow("%s in response.body", name)
            << R"({"timestamp":"2025-11-04T10:00:00Z","response":{"status":200,"body":)" + text + "}}\n";
        QTest::addRow("%s in a gateway's properties", name)
            << R"({"time":"2025-11-04T10:00:00Z","category":"GatewayLogs","properties":{"responseBody":)" +
                   text + "}}\n";
    }
}

void BodiesTest::aBodyMayBeAText()
{
    QFETCH(QByteArray, log);
    Reading reading;
    reading.read(log);
    QCOMPARE(reading.report.files.size(), std::size_t{1});
    QCOMPARE(reading.file().added, std::int64_t{1});
    QCOMPARE(reading.event().row.inputTokens, std::int64_t{30});
    QCOMPARE(reading.event().row.outputTokens, std::int64_t{5});
    QCOMPARE(reading.event().row.atUs, std::int64_t{1'762'250'400'000'000}); // 2025-11-04T10:00:00Z
    QVERIFY(!reading.event().row.isTimeAssumed);
}

void BodiesTest::aTextThatIsNoBodyIsNothing()
{
    for (const char *text : {R"("{\"a\":1}")", R"("{broken")", R"("[1,2]")", "\"hello\"", "\"\""}) {
        Reading reading;
        reading.read(R"({"timestamp":"2025-11-04T10:00:00Z","status":200,"body":)" + QByteArray(text) +
                     "}\n");
        QVERIFY(reading.sink.events.empty());
    }
}

void BodiesTest::aTimeMayStandBeforeARecord_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("a blank") << QByteArray("2025-11-04T10:00:00.000Z ");
    QTest::newRow("a tab") << QByteArray("2025-11-04T10:00:00.000Z\t");
    QTest::newRow("milliseconds") << QByteArray("1762250400000 ");
    QTest::newRow("a stream's name, too")
        << QByteArray("2025-11-04T10:00:00+00:00 aws/bedrock/modelinvocations ");
}

void BodiesTest::aTimeMayStandBeforeARecord()
{
    QFETCH(QByteArray, before);
    const QByteArray record =
        R"({"schemaType":"ModelInvocationLog","schemaVersion":"1.0","timestamp":"2025-11-04T09:59:58Z",)"
        R"("requestId":"r%","operation":"Converse","modelId":"amazon.nova-lite-v1:0",)"
        R"("input":{"inputTokenCount":30},"output":{"outputBodyJson":{"metrics":{"latencyMs":612}},)"
        R"("outputTokenCount":5}})";
    Reading reading;
    reading.read(before + QByteArray(record).replace('%', '1') + '\n' + before +
                 QByteArray(record).replace('%', '2') + '\n');
    QCOMPARE(reading.file().added, std::int64_t{2});
    QCOMPARE(reading.file().format, std::string("AWS Bedrock invocation log"));
    QCOMPARE(reading.event().row.inputTokens, std::int64_t{30});
    QCOMPARE(reading.event().row.atUs, std::int64_t{1'762'250'398'000'000}); // the record's own
    QCOMPARE(reading.event().row.latencyUs, std::int64_t{612'000});
}

void BodiesTest::amongOtherRecordsToo()
{
    Reading reading;
    reading.read(jsonLine() + R"({"timestamp":"2025-11-04T10:00:00Z","body":)" + escaped(kChat) + "}\n" +
                 kMessage + '\n');
    QCOMPARE(reading.file().added, std::int64_t{3});
    QCOMPARE(reading.event(1).row.inputTokens, std::int64_t{30});
}

void BodiesTest::aBatchOfGeminiSaysWhenItWasProcessed()
{
    Reading reading;
    reading.read(R"({"status":"","processed_time":"2025-11-04T10:00:00.000+00:00","request":{"contents":[]},)"
                 R"("response":)" +
                 kGemini + "}\n");
    QCOMPARE(reading.file().added, std::int64_t{1});
    QCOMPARE(reading.event().row.atUs, std::int64_t{1'762'250'400'000'000});
    QCOMPARE(reading.value("service_tier"), std::string("batch"));
}

void BodiesTest::datesOfJavaScriptAreTimes()
{
    for (const char *time :
         {"Tue Nov 04 2025 10:00:00 GMT+0000 (Coordinated Universal Time)", "Tue, 04 Nov 2025 10:00:00 GMT",
          "Tue Nov 04 2025 15:30:00 GMT+0530 (India Standard Time)"}) {
        Reading reading;
        reading.read(R"({"id":"p1","created_at":")" + QByteArray(time) +
                     R"(","ai_org":"openai","ai_model":"gpt-4o","req_units":1,"res_units":2,"total_units":3,)"
                     R"("cost":1.5})"
                     "\n");
        QCOMPARE(reading.file().added, std::int64_t{1});
        QCOMPARE(reading.event().row.atUs, std::int64_t{1'762'250'400'000'000});
    }
}

void BodiesTest::aRefusalIsACallThatFailed_data()
{
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("refused");
    const QByteArray openAi =
        R"({"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}})";
    const QByteArray anthropic =
        R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"})";
    const QByteArray google = R"({"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED"}})";
    const QByteArray embedding =
        R"({"object":"list","data":[],"model":"text-embedding-3-small","usage":{"prompt_tokens":30}})";
    QTest::newRow("OpenAI") << kChat << openAi;
    QTest::newRow("OpenAI embeddings") << embedding << openAi;
    QTest::newRow("Anthropic") << kMessage << anthropic;
    QTest::newRow("Gemini") << kGemini << google;
    QTest::newRow("Converse") << kConverse
                              << QByteArray(R"({"error":{"code":"ThrottlingException","message":"slow"}})");
    QTest::newRow("in a recorded call")
        << QByteArray(R"({"timestamp":"2025-11-04T10:00:00Z","response":)") + kChat + "}"
        << QByteArray(R"({"timestamp":"2025-11-04T10:00:01Z","response":)") + openAi + "}";
    // What was asked of which model was a call, whether or not the record says when.
    QTest::newRow("in a recorded call that does not say when")
        << QByteArray(R"({"status":200,"request":{"model":"gpt-4o"},"response":)") + kChat + "}"
        << QByteArray(R"({"status":404,"request":{"model":"gpt-4oo"},"response":)") + openAi + "}";
    QTest::newRow("as a text in a recorded call")
        << QByteArray(R"({"timestamp":"2025-11-04T10:00:00Z","body":)") + escaped(kChat) + "}"
        << QByteArray(R"({"timestamp":"2025-11-04T10:00:01Z","body":)") + escaped(openAi) + "}";
    QTest::newRow("with a status that says nothing")
        << QByteArray(R"({"timestamp":"2025-11-04T10:00:00Z","status":200,"body":)") + kMessage + "}"
        << QByteArray(R"({"timestamp":"2025-11-04T10:00:01Z","status":200,"body":)") + anthropic + "}";
}

void BodiesTest::aRefusalIsACallThatFailed()
{
    QFETCH(QByteArray, good);
    QFETCH(QByteArray, refused);
    for (const bool first : {false, true}) {
        Reading reading;
        reading.read(first ? refused + '\n' + good + '\n' : good + '\n' + refused + '\n' + refused + '\n');
        const std::size_t failures = first ? 1 : 2; // each line is a call
        QCOMPARE(reading.sink.events.size(), 1 + failures);
        QCOMPARE(reading.value("outcome", first ? 1 : 0), std::string("completed"));
        for (std::size_t i = 0; i < failures; ++i) {
            const std::size_t at = first ? 0 : 1 + i;
            QCOMPARE(reading.value("outcome", at), std::string("failed"));
            QVERIFY(base::isUsageMissing(reading.event(at).row));
            QCOMPARE(reading.event(at).row.costNanos, base::kAbsent);
        }
        QCOMPARE(reading.file().missingUsage, static_cast<std::int64_t>(failures));
        QCOMPARE(reading.file().rejected, std::int64_t{0});
    }
}

void BodiesTest::anErrorAloneIsOfNoFormat()
{
    Reading reading;
    reading.read(R"({"error":{"message":"Rate limit reached","type":"requests"}})"
                 "\n");
    QVERIFY(reading.sink.events.empty());
}

QTEST_GUILESS_MAIN(BodiesTest)
#include "test_bodies.moc"
