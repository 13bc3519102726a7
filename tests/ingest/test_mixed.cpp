// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

using outlay::base::KnownFile;

/// Files whose records are of several formats: each is read by its own.
class MixedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRecordIsReadByItsOwnFormat_data();
    void eachRecordIsReadByItsOwnFormat();
    void reportNamesTheFormats();
    void recordsThatNoFormatKnowsAreOtherLines();
    void whatAFormatLeavesAsideIsNobodyElses();
    void logOfOutlaysOwnHoldsOtherRecords();
    void otherRecordsAreRejectedWithTheirReason();
    void firstCallMayComeLate_data();
    void firstCallMayComeLate();
    void grownFileIsReadOn();
    void whatAPersonSaysCounts();
};

namespace {

QByteArray chat(const char *id = "c1")
{
    return QByteArray(R"({"id":")") + id +
           R"(","object":"chat.completion","created":1777593700,"model":"gpt-4o","choices":[],)"
           R"("usage":{"prompt_tokens":1000,"completion_tokens":200}})";
}

QByteArray response()
{
    return R"({"id":"r1","object":"response","created_at":1777593800,"status":"completed","model":"gpt-5",)"
           R"("output":[],"usage":{"input_tokens":500,"output_tokens":90}})";
}

QByteArray embedding()
{
    return R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]},)"
           R"({"object":"embedding","index":1,"embedding":[0.1]}],"model":"text-embedding-3-small",)"
           R"("usage":{"prompt_tokens":8,"total_tokens":8}})";
}

QByteArray message(const char *id = "msg_1")
{
    return QByteArray(R"({"id":")") + id +
           R"(","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],)"
           R"("usage":{"input_tokens":10,"output_tokens":20}})";
}

QByteArray gemini()
{
    return R"({"candidates":[],"usageMetadata":{"promptTokenCount":100,"candidatesTokenCount":20},)"
           R"("modelVersion":"gemini-2.5-flash","responseId":"g1"})";
}

QByteArray otlp()
{
    return R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",)"
           R"("spanId":"q1","name":"x","startTimeUnixNano":"1777593600000000000","attributes":[)"
           R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":"3"}},)"
           R"({"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}}]}]}]}]})";
}

QByteArray wrapped(const QByteArray &body)
{
    return R"({"timestamp":"2026-05-01T00:00:00Z","provider":"x","response":)" + body + "}";
}

std::vector<std::int64_t> inputs(const Reading &reading)
{
    std::vector<std::int64_t> tokens;
    for (const SeenEvent &event : reading.sink.events)
        tokens.push_back(event.row.inputTokens);
    std::sort(tokens.begin(), tokens.end());
    return tokens;
}

} // namespace

void MixedTest::eachRecordIsReadByItsOwnFormat_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<std::vector<std::int64_t>>("tokens");
    using Tokens = std::vector<std::int64_t>;
    const QByteArray all =
        chat() + '\n' + response() + '\n' + embedding() + '\n' + message() + '\n' + gemini();
    QTest::newRow("five formats") << all << Tokens{8, 10, 100, 500, 1000};
    QTest::newRow("no newline at the end") << chat() + '\n' + response() << Tokens{500, 1000};
    QTest::newRow("an embedding between") << chat() + '\n' + embedding() + '\n' + chat("c2") + '\n'
                                          << Tokens{8, 1000, 1000};
    QTest::newRow("an embedding first") << embedding() + '\n' + chat() + '\n' + chat("c2") + '\n'
                                        << Tokens{8, 1000, 1000};
    QTest::newRow("wrapped") << wrapped(chat()) + '\n' + wrapped(message()) + '\n' + wrapped(gemini()) + '\n'
                             << Tokens{10, 100, 1000};
    QTest::newRow("one list") << "[" + chat() + ", " + message() + "]" << Tokens{10, 1000};
    QTest::newRow("a list of lines") << "[\n" + chat() + ",\n" + message() + "\n]\n" << Tokens{10, 1000};
    QTest::newRow("spans and bodies") << otlp() + '\n' + chat() + '\n' << Tokens{3, 1000};
    QTest::newRow("CostEvent between") << chat() + '\n' + jsonLine() + chat("c2") + '\n'
                                       << Tokens{10, 1000, 1000};
}

void MixedTest::eachRecordIsReadByItsOwnFormat()
{
    QFETCH(QByteArray, content);
    QFETCH(std::vector<std::int64_t>, tokens);
    for (const std::size_t chunk : {std::size_t{64}, outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(content, QStringLiteral("a.jsonl"));
        QVERIFY(!reading.file().error);
        QCOMPARE(inputs(reading), tokens);
        QCOMPARE(reading.file().notEvents, 0);
        QCOMPARE(reading.file().rejected, 0);
    }
}

void MixedTest::reportNamesTheFormats()
{
    Reading two;
    two.read(chat() + '\n' + chat("c2") + '\n' + gemini() + '\n');
    QCOMPARE(two.file().format, std::string("OpenAI chat completions and Gemini responses"));
    QCOMPARE(two.assumed("these as Gemini responses"), 1);
    Reading four;
    four.read(chat() + '\n' + chat("c2") + '\n' + gemini() + '\n' + message() + '\n' + jsonLine());
    QCOMPARE(four.file().format, std::string("OpenAI chat completions and 3 others"));
    QCOMPARE(four.assumed("these as CostEvent JSON lines"), 1);
}

void MixedTest::recordsThatNoFormatKnowsAreOtherLines()
{
    Reading reading;
    reading.read(chat() + '\n' + R"({"timestamp":"2026-05-01T00:00:00Z","level":"info","model":"gpt-4o"})" +
                 '\n' + R"({"type":"result","usage":{"input_tokens":5},"total_cost_usd":1.5})" + '\n');
    QCOMPARE(reading.sink.events.size(), 1U);
    QCOMPARE(reading.file().notEvents, 2);
    QCOMPARE(reading.file().rejected, 0);
}

/// A note of Claude Code's on a call of a helper repeats that call's usage.
void MixedTest::whatAFormatLeavesAsideIsNobodyElses()
{
    const QByteArray ids =
        R"("sessionId":"s","uuid":"u1","parentUuid":null,"timestamp":"2026-05-01T00:00:00Z")";
    Reading reading;
    reading.read(R"({"type":"assistant","requestId":"q",)" + ids + R"(,"message":)" + message() + "}\n" +
                 R"({"type":"progress",)" + ids + R"(,"response":)" + message("msg_2") + "}\n");
    QCOMPARE(reading.sink.events.size(), 1U);
    QCOMPARE(reading.file().notEvents, 1);
}

void MixedTest::logOfOutlaysOwnHoldsOtherRecords()
{
    QByteArray content;
    for (int i = 0; i < 300; ++i)
        content += jsonLine();
    Reading reading;
    QByteArray named = wrapped(chat("c2"));
    named.insert(1, R"("model":"gpt-4o",)");
    reading.read(content + chat() + '\n' + "2026-05-01 INFO answer " + wrapped(message()) + '\n' + named +
                 '\n');
    QCOMPARE(reading.sink.events.size(), 303U);
    QCOMPARE(reading.event(302).row.inputTokens, 1000);
    QCOMPARE(reading.file().rejected, 0);
    QCOMPARE(reading.file().format, std::string("CostEvent JSON lines and 2 others"));
}

void MixedTest::otherRecordsAreRejectedWithTheirReason()
{
    Reading reading;
    reading.read(chat() + '\n' + chat("c2") + '\n' +
                 R"({"timestamp":"never","feature_name":"faq","input_tokens":10,"cost_usd":0.5})" + '\n');
    QCOMPARE(reading.sink.events.size(), 2U);
    QCOMPARE(reading.file().rejected, 1);
    QCOMPARE(reading.report.rejects.at(0).line, 3);
}

void MixedTest::firstCallMayComeLate_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<bool>("isRefused"); // a refused call, once it is known whose it is
    QTest::newRow("failed calls")
        << QByteArray(R"({"timestamp":"2026-05-01T00:00:00Z","status":429,"request":{"model":"gpt-4o"},)"
                      R"("response":{"error":{"message":"rl"}}})")
        << wrapped(chat()) << true;
    QTest::newRow("Claude Code's queue")
        << QByteArray(R"({"type":"queue-operation","timestamp":"2026-05-01T00:00:00Z","sessionId":"s"})")
        << R"({"type":"assistant","sessionId":"s","timestamp":"2026-05-01T00:00:00Z","message":)" +
               message() + "}"
        << false;
}

void MixedTest::firstCallMayComeLate()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, call);
    QFETCH(bool, isRefused);
    Reading lines;
    lines.read((before + '\n').repeated(5000) + call + '\n');
    QVERIFY(!lines.file().error);
    QCOMPARE(lines.sink.events.size(), 1U);
    QCOMPARE(lines.file().notEvents, 5000);
    Reading list;
    list.read("[" + (before + ",").repeated(300) + call + "]");
    QVERIFY(!list.file().error);
    QCOMPARE(list.sink.events.size(), isRefused ? 301U : 1U);
    QCOMPARE(list.file().notEvents, isRefused ? 0 : 300);
}

void MixedTest::grownFileIsReadOn()
{
    for (const QByteArray &beginning : {chat() + '\n', jsonLine()}) {
        Reading first;
        first.read(beginning + message() + '\n');
        QCOMPARE(first.sink.events.size(), 2U);
        Reading second;
        second.sink.known = {KnownFile{1, first.sink.files.at(0).fingerprint.value()}};
        second.read(beginning + message() + '\n' + gemini() + '\n' + jsonLine() + message("msg_2") + '\n');
        QCOMPARE(inputs(second), (std::vector<std::int64_t>{10, 10, 100}));
    }
}

void MixedTest::whatAPersonSaysCounts()
{
    Reading reading;
    reading.options.format = "openai-chat";
    reading.read(chat() + '\n' + message() + '\n');
    QCOMPARE(reading.sink.events.size(), 1U);
    QCOMPARE(reading.file().notEvents, 1);
}

QTEST_GUILESS_MAIN(MixedTest)

#include "test_mixed.moc"
