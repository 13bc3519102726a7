// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What maps find beside the figures, which the readings check.

#include "reading.h"

using namespace outlay;

class MapsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsOfListsAreAnObject();
    void moreCachedThanInputIsToldOf();
    void generationsOfVercelAreNotOpenRouters();
    void notesOfNothingAreNotListed();
    void aNoteSaysWhyNothingWasFound();
    void theSameRowTwiceIsOneLine();
    void cachedInputOfACostReportIsATokenKind();
    void aBillOfGooglesMayBeATable_data();
    void aBillOfGooglesMayBeATable();
    void centsStayCentsWhateverPortkeyLeavesOut_data();
    void centsStayCentsWhateverPortkeyLeavesOut();
    void langfuseMayLeaveColumnsOut_data();
    void langfuseMayLeaveColumnsOut();
    void aPendingRequestDoesNotReplaceItsAnswer();
    void aSpanSaysWhatItsOperationCost();
    void partsOfNothingAreNotKept();
    void aValueMayStandWithinAnObjectOfItsName();
};

namespace {

const QByteArray kDay =
    "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,cost_type\n";

/// The keys of the lines of a bill, in their order.
class BillSink : public RecordingSink
{
public:
    std::vector<std::uint64_t> keys;
    std::vector<std::int64_t> cacheReads;

    base::Result<void> addBatch(const base::EventBatch &batch) override
    {
        for (const base::BillingRow &row : batch.billing) {
            keys.push_back(row.sums.key);
            cacheReads.push_back(row.sums.cacheReadTokens);
        }
        return RecordingSink::addBatch(batch);
    }
};

std::vector<std::uint64_t> keysOf(const QByteArray &bill)
{
    Reading folder;
    BillSink sink;
    const std::stop_token never;
    const auto report = ingest::importInChunks({folder.write(bill, QStringLiteral("bill.csv"))}, {}, sink,
                                               never, {}, ingest::kChunkBytes);
    return report ? sink.keys : std::vector<std::uint64_t>{};
}

} // namespace

void MapsTest::pairsOfListsAreAnObject()
{
    Reading log;
    log.read(
        R"({"id":"p1","created_at":"2026-05-01T10:00:00Z","ai_org":"openai","ai_model":"gpt-4o","req_units":1,)"
        R"("res_units":2,"total_units":3,"cost":1.5,"metadata":{"key":["_user","_environment","feature","team"],)"
        R"("value":["u","prod","faq","core"]}})"
        "\n");
    QCOMPARE(log.sink.events.size(), std::size_t{1});
    QCOMPARE(log.value("environment"), std::string("prod"));
    QCOMPARE(log.value("feature"), std::string("faq"));
    QCOMPARE(log.value("team"), std::string("core"));
    QVERIFY(log.event().row.user != base::kAbsent);
}

void MapsTest::moreCachedThanInputIsToldOf()
{
    Reading log;
    log.read(
        R"({"timestamp":"2026-05-01T10:00:03Z","type":"event_msg","payload":{"type":"token_count","info":)"
        R"({"total_token_usage":{"input_tokens":1000,"cached_input_tokens":1400,"output_tokens":100},)"
        R"("last_token_usage":{"input_tokens":1000,"cached_input_tokens":1400,"output_tokens":100}}}})"
        "\n");
    QCOMPARE(log.sink.events.size(), std::size_t{1});
    QCOMPARE(log.event().row.inputTokens, std::int64_t{0});
    QCOMPARE(log.event().row.cacheReadTokens, std::int64_t{1000});
    QCOMPARE(log.value("usage_flag"), std::string("more cached than input"));
    QVERIFY(log.event().extra.find("1400") != std::string::npos);
}

void MapsTest::generationsOfVercelAreNotOpenRouters()
{
    const QByteArray rest =
        R"(","total_cost":0.001,"created_at":"2026-05-01T10:00:00Z","model":"openai/gpt-5",)"
        R"("provider_name":"openai","generation_time":1500,"tokens_prompt":10,)"
        R"("native_tokens_prompt":1000,"native_tokens_completion":200,"native_tokens_cached":300}})";
    Reading vercel;
    vercel.read("{\"data\":{\"id\":\"gen_03" + rest);
    QCOMPARE(vercel.file().format, std::string("Vercel AI Gateway generations"));
    Reading openRouter;
    openRouter.read("{\"data\":{\"id\":\"gen-03" + rest);
    QCOMPARE(openRouter.file().format, std::string("OpenRouter activity"));
}

void MapsTest::notesOfNothingAreNotListed()
{
    Reading log;
    log.read(R"({"timestamp":"2026-05-01T10:00:00Z","type":"session_meta","payload":{"id":"s"}})"
             "\n");
    QCOMPARE(log.sink.events.size(), std::size_t{0});
    QVERIFY(log.file().assumptions.empty());
}

void MapsTest::aNoteSaysWhyNothingWasFound()
{
    Reading log;
    log.read(
        R"({"time":"2026-05-01T10:00:00Z","category":"RequestResponse","operationName":"ChatCompletions_Create",)"
        R"("resourceId":"r","properties":"{}"})"
        "\n");
    QCOMPARE(log.assumed("no token counts"), std::int64_t{1});
}

void MapsTest::theSameRowTwiceIsOneLine()
{
    const QByteArray one = "2026-03-31,Claude Haiku 4.5,Default,k,standard,0-200k,output,0.10,token\n";
    const QByteArray other = "2026-03-31,Claude Haiku 4.5,Default,k,standard,0-200k,output,0.25,token\n";
    const auto keys = keysOf(kDay + one + other + one + other);
    QCOMPARE(keys.size(), std::size_t{4});
    QVERIFY(keys[0] != keys[1]);
    QCOMPARE(keys[2], keys[0]);
    QCOMPARE(keys[3], keys[1]);
    // Exported again when more was spent, the lines are those of before.
    QByteArray later = kDay + one + other;
    later.replace("0.25", "0.30");
    const auto again = keysOf(later);
    QVERIFY(again == std::vector<std::uint64_t>(keys.begin(), keys.begin() + 2));
}

void MapsTest::cachedInputOfACostReportIsATokenKind()
{
    const QByteArray header =
        "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,"
        "line_item,project_id\n";
    const QByteArray row =
        "1790467200,1790553600,2026-09-27T00:00:00Z,2026-09-28T00:00:00Z,1E-7,usd,10,tokens,";
    Reading folder;
    BillSink sink;
    const std::stop_token never;
    const std::string path = folder.write(header + row + "\"gpt-5-nano, cached input\",p\n" + row +
                                              "\"gpt-5-nano, cached_input_tokens\",p\n",
                                          QStringLiteral("costs.csv"));
    QVERIFY(ingest::importInChunks({path}, {}, sink, never, {}, ingest::kChunkBytes));
    QCOMPARE(sink.cacheReads, (std::vector<std::int64_t>{10, 10}));
}

void MapsTest::aBillOfGooglesMayBeATable_data()
{
    QTest::addColumn<QByteArray>("between"); // the names of what is within what
    QTest::newRow("dots") << QByteArray(".");
    QTest::newRow("underscores") << QByteArray("_");
}

void MapsTest::aBillOfGooglesMayBeATable()
{
    QFETCH(QByteArray, between);
    const QByteArray header = "billing_account_id,service.description,sku.description,usage_start_time,usage_"
                              "end_time,project.id,cost,"
                              "currency,usage.amount,usage.unit,invoice.month\n";
    Reading bill;
    bill.read(
        QByteArray(header).replace(".", between) +
        "A,Vertex AI,Gemini 2.5 Flash Text Input,2026-05-01 10:00:00 UTC,2026-05-01 11:00:00 UTC,p,1.25,USD,"
        "1000,count,202605\n");
    QCOMPARE(bill.file().format, std::string("Google Cloud billing export"));
    QCOMPARE(bill.file().billing, std::int64_t{1});
    QCOMPARE(bill.file().rejected, std::int64_t{0});
}

void MapsTest::centsStayCentsWhateverPortkeyLeavesOut_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("no model") << QByteArray(R"("ai_org":"openai","req_units":150,"res_units":200)");
    QTest::newRow("neither model nor organisation")
        << QByteArray(R"("req_units":150,"res_units":200,"cost_currency":"USD")");
    QTest::newRow("no tokens") << QByteArray(R"("ai_org":"openai","ai_model":"gpt-4o")");
    QTest::newRow("a model and one count") << QByteArray(R"("ai_model":"gpt-4o","total_units":350)");
}

/// What an export holds is chosen by who asks for it.
void MapsTest::centsStayCentsWhateverPortkeyLeavesOut()
{
    QFETCH(QByteArray, fields);
    Reading reading;
    reading.read(R"({"id":"p","created_at":"2026-05-01T10:00:00Z","cost":1.05,)" + fields + "}\n");
    QCOMPARE(reading.file().format, std::string("Portkey logs"));
    QCOMPARE(reading.event().row.costNanos, std::int64_t{10'500'000});
}

void MapsTest::langfuseMayLeaveColumnsOut_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::newRow("sums for details")
        << QByteArray("id,traceId,type,startTime,model,inputUsage,outputUsage,totalUsage,totalCost\n"
                      "o1,t1,SPAN,2026-05-01T10:00:00Z,,,,,\n"
                      "o2,t1,GENERATION,2026-05-01T10:00:01Z,gpt-4o,10,5,15,0.25\n");
    QTest::newRow("a blob export without its group of usage")
        << QByteArray("id,trace_id,type,start_time,provided_model_name,total_cost\n"
                      "o1,t1,SPAN,2026-05-01T10:00:00Z,,\n"
                      "o2,t1,GENERATION,2026-05-01T10:00:01Z,gpt-4o,0.25\n");
}

void MapsTest::langfuseMayLeaveColumnsOut()
{
    QFETCH(QByteArray, log);
    Reading reading;
    reading.read(log);
    QCOMPARE(reading.file().format, std::string("Langfuse observations"));
    QCOMPARE(reading.file().added, std::int64_t{1}); // the span is no call
    QCOMPARE(reading.value("model"), std::string("gpt-4o"));
    QCOMPARE(reading.event().row.costNanos, std::int64_t{250'000'000});
}

void MapsTest::aPendingRequestDoesNotReplaceItsAnswer()
{
    const auto row = [](const char *response, const char *rest) {
        return QByteArray(
                   R"({"request_id":"q1","request_created_at":"2026-06-30 23:59:57","request_properties":{},)") +
               R"("request_model":"gpt-4o","response_id":)" + response + rest + "\n";
    };
    Reading log;
    log.read(row("\"r1\"", R"(,"response_status":200,"prompt_tokens":5,"completion_tokens":7})") +
             row("null", R"(,"response_status":-2,"prompt_tokens":null,"completion_tokens":null})"));
    QCOMPARE(log.sink.events.size(), std::size_t{2});
    QCOMPARE(log.event(0).row.key, log.event(1).row.key);
    QVERIFY(log.event(0).row.rank > log.event(1).row.rank);
}

/// pydantic-ai's spans.
void MapsTest::aSpanSaysWhatItsOperationCost()
{
    Reading log;
    log.read(
        R"({"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":{},"spans":[{"traceId":"t1",)"
        R"("spanId":"s1","name":"chat gpt-4o","startTimeUnixNano":"1777593600000000000",)"
        R"("endTimeUnixNano":"1777593601000000000","attributes":[)"
        R"({"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},)"
        R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}},)"
        R"({"key":"gen_ai.usage.details.input_audio_tokens","value":{"intValue":"600"}},)"
        R"({"key":"gen_ai.usage.output_tokens","value":{"intValue":"100"}},)"
        R"({"key":"operation.cost","value":{"doubleValue":0.0035}}]}]}]}]})"
        "\n");
    QCOMPARE(log.sink.events.size(), std::size_t{1});
    QCOMPARE(log.event().row.costNanos, std::int64_t{3'500'000});
    QCOMPARE(log.event().row.inputTokens, std::int64_t{1000});
    QVERIFY(log.event().row.hasParts);
}

/// Nearly every body of OpenAI says how much of it was audio: none.
void MapsTest::partsOfNothingAreNotKept()
{
    Reading log;
    log.read(
        R"({"timestamp":"2026-05-01T10:00:00Z","model":"gpt-4o","prompt_tokens":10,"completion_tokens":2,)"
        R"("prompt_tokens_details":{"audio_tokens":0},"completion_tokens_details":{"audio_tokens":0}})"
        "\n");
    QCOMPARE(log.sink.events.size(), std::size_t{1});
    QVERIFY(!log.event().row.hasParts);
    QCOMPARE(log.event().row.extra, -1);
    log.read(
        R"({"timestamp":"2026-05-01T10:00:00Z","model":"gpt-4o","prompt_tokens":10,"completion_tokens":2,)"
        R"("prompt_tokens_details":{"audio_tokens":1.5}})"
        "\n");
    QCOMPARE(log.sink.events.size(), std::size_t{1}); // half a token is none
}

/// Perplexity's usage.cost is an object, OpenRouter's a number.
void MapsTest::aValueMayStandWithinAnObjectOfItsName()
{
    Reading reading;
    const auto body = [](const QByteArray &id, const QByteArray &cost) {
        return R"({"id":")" + id +
               R"(","model":"sonar","created":1777629600,"object":"chat.completion",)"
               R"("usage":{"prompt_tokens":10,"completion_tokens":100,"total_tokens":110,"cost":)" +
               cost + "}}\n";
    };
    reading.read(body("a", R"({"input_tokens_cost":0.00001,"request_cost":0.005,"total_cost":0.00511})") +
                 body("b", "0.25"));
    QCOMPARE(reading.file().added, std::int64_t{2});
    QCOMPARE(reading.event(0).row.costNanos, std::int64_t{5'110'000});
    QCOMPARE(reading.event(1).row.costNanos, std::int64_t{250'000'000});
}

QTEST_GUILESS_MAIN(MapsTest)
#include "test_maps.moc"
