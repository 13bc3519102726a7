// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

using outlay::base::kAbsent;
using outlay::ingest::UserPolicy;

/// What the fields of a line mean, whatever they are called and however they are written.
class EventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void rejectReason_data();
    void rejectReason();
    void dimension_data();
    void dimension();
    void number_data();
    void number();
    void time_data();
    void time();
    void assumption_data();
    void assumption();
    void extras_data();
    void extras();
    void attributionsAreSharedWhateverTheOrder();
    void valuesBeyondAThousandStayWithTheEvent();
    void fieldsBeyondThirtyTwoStayWithTheEvent();
    void lastOfTheSameNameCounts();
    void assumptionsAreOfOneFile();
    void users_data();
    void users();
    void rawUserIdsAreNowhere();
    void whatPeopleWroteIsNowhere();
    void redactionsAreCountedPerEvent();
};

namespace {

const char *const kTime = R"("timestamp":"2026-05-01T16:08:32Z")";

QByteArray object(const QByteArray &fields)
{
    return "{" + fields + "}\n";
}

} // namespace

void EventsTest::verdict_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *name, const QByteArray &line, const char *verdict) {
        QTest::newRow(name) << line << QString::fromLatin1(verdict);
    };
    const QByteArray time = kTime;
    row("tokens alone", object(time + R"(,"input_tokens":1)"), "event");
    row("cost alone", object(time + R"(,"cost_usd":0.1)"), "event");
    row("zero tokens are tokens", object(time + R"(,"input_tokens":0,"output_tokens":0)"), "event");
    row("log prefix", "INFO:root:" + object(time + R"(,"input_tokens":1)"), "event");
    row("log prefix with a brace", "2026 {main} " + object(time + R"(,"input_tokens":1)"), "event");
    row("blanks inside", "  { \"timestamp\" : \"2026-05-01T16:08:32Z\" , \"input_tokens\" : 1 } \r\n",
        "event");
    row("element of an array", "[" + object(time + R"(,"input_tokens":1)").trimmed() + ",\n", "event");
    row("python", "{'timestamp': '2026-05-01T16:08:32', 'input_tokens': 1}\n", "event");
    row("python with a double-quoted name first",
        "{\"it's\": None, 'timestamp': '2026-05-01', 'input_tokens': 1}\n", "event");
    row("python with a prefix", "INFO root {'timestamp': '2026-05-01T16:08:32', 'cost_usd': 4.8e-05}\n",
        "event");
    row("camel case", object(R"("timestamp":"2026-05-01T16:08:32Z","inputTokens":1)"), "event");

    row("httpx", "HTTP Request: POST https://api.anthropic.com/v1/messages \"HTTP/1.1 200 OK\"\n", "other");
    row("traceback", "Traceback (most recent call last):\n", "other");
    row("another JSON object", object(R"("level":"info","msg":"started")"), "other");
    row("another dict", "{'level': 'info', 'n': 1}\n", "other");
    row("empty object", "{}\n", "other");
    row("a set of words", "chosen {alpha, beta}\n", "other");
    row("a dict within a sentence", "sent {'url': 'x'} to the queue\n", "other");
    row("a broken dict within a sentence", "sent {'url': to the queue\n", "other");

    row("blank line", "   \r\n", "nothing");

    row("no timestamp", object(R"("feature_name":"faq","input_tokens":1)"), "reject");
    row("null timestamp", object(R"("timestamp":null,"input_tokens":1)"), "reject");
    row("neither tokens nor cost", object(time + R"(,"feature_name":"faq")"), "reject");
    row("only null tokens", object(time + R"(,"input_tokens":null,"cost_usd":null)"), "reject");
    row("cut off",
        R"({"timestamp":"2026-05-01T16:08:32Z","input_tok)"
        "\n",
        "reject");
    row("cut off python", "{'timestamp': '2026-05-01T16:08:32', 'input_tok\n", "reject");
    row("broken event behind a prefix", "INFO:root:{\"feature_name\":\"faq\",\"input_tokens\":\n", "reject");
    row("an object and more text", object(time + R"(,"input_tokens":1)").trimmed() + " and so on\n",
        "reject");
    row("no comma", object(time + R"( "input_tokens":1)"), "reject");
    row("bare word", object(time + R"(,"input_tokens":many)"), "reject");
    row("control character", object(time + ",\"input_tokens\":1,\"tier\":\"a\tb\""), "reject");
    row("bad escape", object(time + R"(,"input_tokens":1,"tier":"a\qb")"), "reject");
    row("no number", object(time + R"(,"input_tokens":1,"tier":12ab)"), "reject");
    row("no number that stays with the event", object(time + R"(,"input_tokens":1,"id":12ab)"), "reject");
    row("not a number in a further field", object(time + R"(,"input_tokens":1,"score":NaN)"), "reject");
    row("python object", "{'timestamp': datetime.datetime(2026, 5, 1, 16, 8), 'input_tokens': 1}\n",
        "reject");
    row("python decimal", "{'timestamp': '2026-05-01', 'cost_usd': Decimal('0.1')}\n", "reject");
    row("python underscore in a number", "{'timestamp': '2026-05-01', 'input_tokens': 1_000}\n", "reject");
}

void EventsTest::verdict()
{
    QFETCH(QByteArray, line);
    Reading reading;
    reading.read(line + jsonLine()); // a good line, so that the file is a log
    QVERIFY(!reading.file().error);
    const auto &file = reading.file();
    const QString verdict = file.added == 2       ? QStringLiteral("event")
                            : file.rejected == 1  ? QStringLiteral("reject")
                            : file.notEvents == 1 ? QStringLiteral("other")
                                                  : QStringLiteral("nothing");
    QTEST(verdict, "verdict");
    QVERIFY(file.added + file.rejected + file.notEvents <= 2);
    if (file.rejected == 1) {
        const auto &reject = reading.report.rejects.at(0);
        QCOMPARE(reject.line, 1);
        QCOMPARE(reject.file, file.path);
        QVERIFY(!reject.reason.empty());
        QVERIFY(!reject.excerpt.empty());
    }
}

void EventsTest::rejectReason_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &line, const char *reason) {
        QTest::newRow(name) << line << QString::fromUtf8(reason);
    };
    const QByteArray time = kTime;
    row("no time", object(R"("timestamp":"01.11.","input_tokens":1)"),
        "timestamp \"01.11.\" is not a time such as 2026-05-09T13:02:11Z");
    row("the day does not exist", object(R"("timestamp":"2026-02-30T00:00:00Z","input_tokens":1)"),
        "timestamp \"2026-02-30T00:00:00Z\" is not a time such as 2026-05-09T13:02:11Z");
    row("before 2000", object(R"("timestamp":"1999-12-31T23:59:59Z","input_tokens":1)"),
        "timestamp \"1999-12-31T23:59:59Z\" is before the year 2000 or after 2099");
    row("after 2099", object(R"("timestamp":"2100-01-01T00:00:00Z","input_tokens":1)"),
        "timestamp \"2100-01-01T00:00:00Z\" is before the year 2000 or after 2099");
    row("unix 0", object(R"("timestamp":0,"input_tokens":1)"),
        "timestamp 0 is before the year 2000 or after 2099");
    row("there is none", object(R"("input_tokens":1)"), "there is no timestamp");
    row("negative tokens", object(time + R"(,"input_tokens":-5)"),
        "input_tokens is -5; token counts cannot be negative");
    row("negative tokens as text", object(time + R"(,"input_tokens":"-5")"),
        "input_tokens is \"-5\"; token counts cannot be negative");
    row("part of a token", object(time + R"(,"output_tokens":12.5)"),
        "output_tokens is 12.5; token counts are whole numbers");
    row("too many tokens", object(time + R"(,"output_tokens":1e30)"),
        "output_tokens is 1e30; no call has that many tokens");
    row("tokens are no truth value", object(time + R"(,"output_tokens":true)"),
        "output_tokens is true; that is not a number");
    row("cost is a word", object(time + R"(,"cost_usd":"free")"),
        "cost_usd is \"free\"; that is not a number");
    row("cost with a decimal comma", object(time + R"(,"cost_usd":"0,5")"),
        "cost_usd is \"0,5\"; its comma may be the decimal mark or part thousands; say how the log writes "
        "its "
        "numbers when you map its columns (\"decimal\" in a map's file)");
    row("cost is NaN", object(time + R"(,"cost_usd":NaN)"), "cost_usd is NaN; that is not a number");
    row("cost is infinite", object(time + R"(,"cost_usd":-Infinity)"),
        "cost_usd is -Infinity; that is not a number");
    row("python nan", "{'timestamp': '2026-05-01', 'cost_usd': nan}\n",
        "cost_usd is nan; that is not a number");
    row("python infinity", "{'timestamp': '2026-05-01', 'cost_usd': -inf}\n",
        "cost_usd is -inf; that is not a number");
    row("cost of 10^400", object(time + R"(,"cost_usd":1e400)"),
        "cost_usd is 1e400; no call costs that much");
    row("neither usage nor a model", object(time + R"(,"feature":"m")"),
        "there are neither input or output tokens nor a cost");
    row("cut off", "{\"timestamp\":\"2026-05-01T16:08:32Z\",\"input_tokens\":1\n",
        "the line is cut off in the middle of an object");
    row("cut off in a text", "{\"timestamp\":\"2026-05-01T16:0\n",
        "the line is cut off in the middle of an object");
    row("python datetime", "{'timestamp': datetime.datetime(2026, 5, 1), 'input_tokens': 1}\n",
        "timestamp is datetime.datetime(…), which is no plain value; log it as text or as a number");
    row("more text", object(time + R"(,"input_tokens":1)").trimmed() + " and more\n",
        "there is more text after the object");
}

void EventsTest::rejectReason()
{
    QFETCH(QByteArray, line);
    Reading reading;
    reading.read(jsonLine() + "\n" + line);
    QCOMPARE(reading.report.rejects.size(), std::size_t(1));
    QTEST(QString::fromStdString(reading.report.rejects[0].reason), "reason");
    QCOMPARE(reading.report.rejects[0].line, 3);
}

void EventsTest::dimension_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("dimension");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *fields, const char *dimension, const char *value) {
        QTest::newRow(name) << QByteArray(fields) << QString::fromUtf8(dimension) << QString::fromUtf8(value);
    };
    row("absent stays absent", R"("x":"1")", "segment", "<absent>");
    row("null is absent", R"("user_segment":null)", "segment", "<absent>");
    row("empty is empty", R"("user_segment":"")", "segment", "");
    row("blank is kept", R"("user_segment":" ")", "segment", " ");
    row("user_segment", R"("user_segment":"pro")", "segment", "pro");
    row("segment", R"("segment":"pro")", "segment", "pro");
    row("env", R"("env":"staging")", "environment", "staging");
    row("priority", R"("priority":"batch")", "priority", "batch");
    row("status", R"("status":"error")", "outcome", "error");
    row("status is a number", R"("status":200)", "outcome", "200");
    row("request_type", R"("request_type":"classify")", "request_type", "classify");
    row("unicode", R"("segment":"caf\u00e9 \ud83d\ude00 \"q\"")", "segment", "café 😀 \"q\"");
    row("lone surrogate", R"("segment":"a\ud83d!")", "segment", "a\xEF\xBF\xBD!");
    row("256 bytes", QByteArray("\"tier\":\"" + QByteArray(256, 'x') + "\"").constData(), "tier",
        QByteArray(256, 'x').constData());
    row("257 bytes", QByteArray("\"tier\":\"" + QByteArray(257, 'x') + "\"").constData(), "tier", "<absent>");
    row("a long feature", QByteArray("\"segment\":\"" + QByteArray(257, 'x') + "\"").constData(), "segment",
        "<absent>");

    row("cached true", R"("cached":true)", "cached", "true");
    row("cached false", R"("cached":false)", "cached", "false");
    row("cached null", R"("cached":null)", "cached", "<absent>");
    row("cached True", R"("cached":"True")", "cached", "true");
    row("cached 0", R"("cached":0)", "cached", "false");
    row("cached yes", R"("cache_hit":"YES")", "cached", "true");
    row("cached fresh", R"("cached_vs_fresh":"fresh")", "cached", "false");
    row("cached cached", R"("cached_vs_fresh":"cached")", "cached", "true");
    row("cached partly", R"("cached":"Partly")", "cached", "Partly");

    row("claude is anthropic's", R"("model":"claude-sonnet-4")", "provider", "anthropic");
    row("gpt is openai's", R"("model":"gpt-4o-mini")", "provider", "openai");
    row("o3 is openai's", R"("model":"o3-mini")", "provider", "openai");
    row("embeddings are openai's", R"("model":"text-embedding-3-small")", "provider", "openai");
    row("gemini is google's", R"("model":"gemini-2.5-pro")", "provider", "google");
    row("codestral is mistral's", R"("model":"codestral-latest")", "provider", "mistral");
    row("command is cohere's", R"("model":"command-r-plus")", "provider", "cohere");
    row("llama is meta's", R"("model":"Llama-3.1-70B")", "provider", "meta");
    row("deepseek is deepseek's", R"("model":"deepseek-chat")", "provider", "deepseek");
    row("an unknown model is nobody's", R"("model":"my-own")", "provider", "<absent>");
    row("a logged provider stays", R"("model":"claude-x","provider":"bedrock")", "provider", "bedrock");
    row("an empty provider stays", R"("model":"claude-x","provider":"")", "provider", "");

    row("custom text", R"("customer_tier":"gold")", "customer_tier", "gold");
    row("custom number as written", R"("temperature":0.70)", "temperature", "0.70");
    row("custom truth value", R"("beta":true)", "beta", "true");
    row("nested", R"("metadata":{"region":"eu"})", "metadata.region", "eu");
    row("nested to the third level", R"("a":{"b":{"c":"x"}})", "a.b.c", "x");
    row("not below it", R"("a":{"b":{"c":{"d":"x"}}})", "a.b.c.d", "<absent>");
    row("array", R"("tags":["a","b"])", "tags", "<absent>");
    row("the log's own source", R"("source":"web")", "log_source", "web");
    row("the log's own month", R"("month":"May")", "log_month", "May");
    row("source is the file", R"("source":"web")", "source", "app.log");
    row("usage of an API", R"("usage":{"output_tokens":5})", "usage.output_tokens", "<absent>");

    for (const char *name : {"prompt", "Messages", "content", "input", "OUTPUT", "response", "completion",
                             "answer", "question", "text", "body", "system", "tools", "query", "userPrompt"})
        QTest::addRow("content in %s", name) << QByteArray("\"" + QByteArray(name) + "\":\"hello\"")
                                             << QString::fromUtf8(name) << QStringLiteral("<absent>");
    row("content in a nested object", R"("request":{"prompt":"hello"})", "request.prompt", "<absent>");
    row("content as an object", R"("messages":{"a":"hello"})", "messages.a", "<absent>");
}

void EventsTest::dimension()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, dimension);
    Reading reading;
    reading.read(jsonLine(fields));
    QCOMPARE(reading.sink.events.size(), std::size_t(1));
    QTEST(QString::fromStdString(reading.value(dimension.toStdString())), "value");
}

void EventsTest::number_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("which");
    QTest::addColumn<qint64>("value");
    const auto row = [](const char *name, const char *fields, const char *which, qint64 value) {
        QTest::newRow(name) << QByteArray(fields) << QString::fromLatin1(which) << value;
    };
    row("cost", R"("cost_usd":0.0041416)", "cost", 4'141'600);
    row("cost with a float's dust", R"("cost_usd":0.0041416000000000005)", "cost", 4'141'600);
    row("cost with an exponent", R"("cost_usd":4.8e-05)", "cost", 48'000);
    row("cost as text", R"("cost_usd":"0.5")", "cost", 500'000'000);
    row("cost half a nano to even", R"("cost_usd":0.0000000025)", "cost", 2);
    row("cost of nothing", R"("cost_usd":0)", "cost", 0);
    row("a credit", R"("cost_usd":-0.25)", "cost", -250'000'000);
    row("no cost", R"("input_tokens":1)", "cost", kAbsent);
    row("cost null", R"("input_tokens":1,"cost_usd":null)", "cost", kAbsent);
    row("cost", R"("cost":1)", "cost", 1'000'000'000);
    row("cost_usd before cost", R"("cost":1,"cost_usd":2)", "cost", 2'000'000'000);
    row("cost where cost_usd is null", R"("cost":1,"cost_usd":null)", "cost", 1'000'000'000);

    row("input", R"("input_tokens":12)", "input", 12);
    row("input as text", R"("input_tokens":"120")", "input", 120);
    row("input as a float", R"("input_tokens":12.0)", "input", 12);
    row("input with an exponent", R"("input_tokens":1.2e3)", "input", 1200);
    row("prompt_tokens", R"("prompt_tokens":7)", "input", 7);
    row("prompt_tokens hold what came from the cache", R"("prompt_tokens":100,"cache_read_tokens":60)",
        "input", 40);
    row("input_tokens do not", R"("input_tokens":100,"cache_read_tokens":60)", "input", 100);
    row("prompt_tokens smaller than that", R"("prompt_tokens":50,"cache_read_tokens":60)", "input", 50);
    row("no input", R"("output_tokens":1)", "input", kAbsent);
    row("completion_tokens", R"("completion_tokens":3)", "output", 3);
    row("usage of an API", R"("usage":{"input_tokens":4,"output_tokens":9})", "output", 9);
    row("cache_read_input_tokens", R"("input_tokens":1,"cache_read_input_tokens":5)", "read", 5);
    row("no cache read", R"("input_tokens":1)", "read", kAbsent);
    row("cache_creation_input_tokens", R"("input_tokens":1,"cache_creation_input_tokens":5)", "write5m", 5);
    row("5 minutes beside the sum", R"("input_tokens":1,"cache_write_tokens":5,"cache_write_1h_tokens":5)",
        "write5m", kAbsent);
    row("1 hour beside the sum", R"("input_tokens":1,"cache_write_tokens":5,"cache_write_1h_tokens":5)",
        "write1h", 5);

    row("latency_ms", R"("input_tokens":1,"latency_ms":822)", "latency", 822'000);
    row("latency_ms with decimals", R"("input_tokens":1,"latency_ms":0.5)", "latency", 500);
    row("duration in seconds", R"("input_tokens":1,"duration":1.25)", "latency", 1'250'000);
    row("latency_ms before duration", R"("input_tokens":1,"duration":9,"latency_ms":1)", "latency", 1'000);
    row("negative latency", R"("input_tokens":1,"latency_ms":-1)", "latency", kAbsent);
    row("latency in words", R"("input_tokens":1,"latency_ms":"n/a")", "latency", kAbsent);
}

void EventsTest::number()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, which);
    Reading reading;
    reading.read(object(QByteArray(kTime) + "," + fields));
    QCOMPARE(reading.sink.events.size(), std::size_t(1));
    const auto &row = reading.event().row;
    const std::map<QString, qint64> values = {{QStringLiteral("cost"), row.costNanos},
                                              {QStringLiteral("input"), row.inputTokens},
                                              {QStringLiteral("output"), row.outputTokens},
                                              {QStringLiteral("read"), row.cacheReadTokens},
                                              {QStringLiteral("write5m"), row.cacheWrite5mTokens},
                                              {QStringLiteral("write1h"), row.cacheWrite1hTokens},
                                              {QStringLiteral("latency"), row.latencyUs}};
    QTEST(values.at(which), "value");
}

void EventsTest::time_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qint64>("atUs");
    QTest::addColumn<QString>("assumed");
    const auto row = [](const char *time, qint64 atUs, const char *assumed) {
        QTest::newRow(time) << QByteArray(time) << atUs << QString::fromLatin1(assumed);
    };
    const qint64 second = 1'777'651'712'000'000; // date -u -d 2026-05-01T16:08:32Z +%s%6N
    row("\"2026-05-01T16:08:32Z\"", second, "");
    row("\"2026-05-01T16:08:32.384Z\"", second + 384'000, "");
    row("\"2026-05-01T18:08:32+02:00\"", second, "");
    row("\"2026-05-01T16:08:32+00:00\"", second, "");
    row("\"2026-05-01 16:08:32.384123\"", second + 384'123, "taken as UTC");
    row("\"2026-05-01T16:08:32\"", second, "taken as UTC");
    row("\"2026-05-01 16:08:32 UTC\"", second, "");
    row("\" 2026-05-01T16:08:32Z \"", second, "");
    row("\"2026-05-01\"", second - (16 * 3600 + 8 * 60 + 32) * qint64(1'000'000), "taken as UTC");
    row("\"2026-05-01T16:08:32.1234567Z\"", second + 123'456, "below the microsecond");
    row("1777651712", second, "Unix time");
    row("1777651712.5", second + 500'000, "Unix time");
    row("1777651712384", second + 384'000, "Unix time");
    row("1777651712384123", second + 384'123, "Unix time");
    row("1777651712384123456", second + 384'123, "Unix time");
    row("\"1777651712384123456\"", second + 384'123, "Unix time");
    row("1.777651712e9", second, "Unix time");
    row("\"2000-01-01T00:00:00Z\"", 946'684'800'000'000, "");
    row("\"2099-12-31T23:59:59Z\"", 4'102'444'799'000'000, "");
}

void EventsTest::time()
{
    QFETCH(QByteArray, time);
    QFETCH(QString, assumed);
    Reading reading;
    reading.read(object("\"timestamp\":" + time + ",\"cost_usd\":1"));
    QCOMPARE(reading.sink.events.size(), std::size_t(1));
    QTEST(qint64(reading.event().row.atUs), "atUs");
    const auto &assumptions = reading.file().assumptions;
    QCOMPARE(assumptions.empty(), assumed.isEmpty());
    if (!assumed.isEmpty())
        QCOMPARE(reading.assumed(assumed.toStdString()), 1);
}

void EventsTest::assumption_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *fields, const char *text) {
        QTest::newRow(name) << QByteArray(fields) << QString::fromLatin1(text);
    };
    row("numbers as text", R"("input_tokens":"1","latency_ms":"5")",
        "numbers written as text are read as numbers");
    row("provider", R"("model":"claude-x")", "provider is taken from the model's name");
    row("latency", R"("latency_ms":-1)", "a latency that is negative or no number is left out");
    row("cache within the prompt", R"("input_tokens":null,"prompt_tokens":9,"cache_read_tokens":3)",
        "prompt_tokens is taken to include");
    row("cache beyond the prompt", R"("input_tokens":null,"prompt_tokens":2,"cache_read_tokens":3)",
        "prompt_tokens is smaller");
    row("content", R"("prompt":"hello")", "\"prompt\" holds content and is not stored");
    row("long", QByteArray("\"note\":\"" + QByteArray(300, 'x') + "\"").constData(),
        "\"note\" is not stored where it is longer than 256 bytes");
    row("array", R"("tags":["a"])", "\"tags\" is a list and is not stored");
    row("deep", R"("a":{"b":{"c":{"d":1}}})",
        "\"a.b.c\" is an object below the third level and is not stored");
    row("two names", R"("feature":"x")", "\"feature\" is left out where another field says the same");
    row("a name of ours", R"("source":"web")", "the log's own field \"source\" is called \"log_source\"");
    row("a name that is content", R"("joe@example.com":"1")", "fields with a name that is content");
}

void EventsTest::assumption()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, text);
    const QByteArray line =
        R"({"timestamp":"2026-05-01T16:08:32Z","feature_name":"faq","cost_usd":1,)" + fields + "}\n";
    Reading reading;
    reading.read(line + line + jsonLine());
    QCOMPARE(reading.file().added, 3);
    QCOMPARE(reading.assumed(text.toStdString()), 2);
    QCOMPARE(reading.file().assumptions.size(), std::size_t(1));
}

void EventsTest::extras_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("extra");
    const auto row = [](const char *name, const char *fields, const char *extra) {
        QTest::newRow(name) << QByteArray(fields) << QByteArray(extra);
    };
    row("none", R"("x":"1")", "");
    for (const char *name : {"request_id", "x_request_id", "trace_id", "span_id", "request_chain_id",
                             "session_id", "message_id", "event_id", "event_uuid", "id"})
        row(name, QByteArray("\"" + QByteArray(name) + "\":\"r1\"").constData(),
            QByteArray("{\"" + QByteArray(name) + "\":\"r1\"}").constData());
    row("camel case", R"("requestId":"r1")", R"({"requestId":"r1"})");
    row("numbers are texts", R"("id":17)", R"({"id":"17"})");
    row("null is absent", R"("id":null)", "");
    row("sorted", R"("trace_id":"t","id":"a")", R"({"id":"a","trace_id":"t"})");
    row("escaped", R"("id":"a\"b\\c\u0001")", R"({"id":"a\"b\\c\u0001"})");
    row("nested", R"("meta":{"request_id":"r"})", R"({"meta.request_id":"r"})");
    row("redacted", R"("id":"joe@example.com")", R"({"id":"[email]"})");
    row("an id is not eaten", R"("id":"20261122014324626303")", R"({"id":"20261122014324626303"})");
    row("the last of two", R"("id":"a","id":"b")", R"({"id":"b"})");
}

void EventsTest::extras()
{
    QFETCH(QByteArray, fields);
    Reading reading;
    reading.read(jsonLine(fields));
    QCOMPARE(reading.sink.events.size(), std::size_t(1));
    QTEST(QByteArray::fromStdString(reading.event().extra), "extra");
    QVERIFY(reading.file().assumptions.empty());
}

void EventsTest::attributionsAreSharedWhateverTheOrder()
{
    Reading reading;
    const QByteArray head = R"({"timestamp":"2026-05-01T16:08:32Z","cost_usd":1,)";
    reading.read(
        head +
        R"("feature_name":"faq","segment":"pro","tier":"a","zone":"b"})"
        "\n" +
        head +
        R"("zone":"b","tier":"a","segment":"pro","feature_name":"faq"})"
        "\n" +
        head +
        R"("feature":"faq","user_segment":"pr\u006f","tier":"a","zone":"b"})"
        "\n" +
        "{'timestamp': '2026-05-01T16:08:32Z', 'cost_usd': 1, 'feature_name': 'faq', 'segment': 'pro', "
        "'tier': 'a', 'zone': 'b'}\n");
    QCOMPARE(reading.sink.events.size(), std::size_t(4));
    QCOMPARE(reading.sink.attributions.size(), std::size_t(1));
    QCOMPARE(reading.sink.attributions[0].custom,
             (std::vector<std::pair<std::string, std::string>>{{"tier", "a"}, {"zone", "b"}}));
}

void EventsTest::valuesBeyondAThousandStayWithTheEvent()
{
    QByteArray log;
    for (int i = 0; i < 1500; ++i)
        log += jsonLine("\"ticket\":\"t" + QByteArray::number(i) + "\",\"tier\":\"a\"");
    Reading reading;
    reading.read(log);
    QCOMPARE(reading.sink.events.size(), std::size_t(1500));
    QCOMPARE(reading.value("ticket", 999), std::string("t999")); // the thousandth
    QCOMPARE(reading.event(999).extra, std::string());
    QCOMPARE(reading.value("ticket", 1000), std::string("<absent>"));
    QCOMPARE(reading.event(1000).extra, std::string(R"({"ticket":"t1000"})"));
    QCOMPARE(reading.event(1499).extra, std::string(R"({"ticket":"t1499"})"));
    QCOMPARE(reading.value("tier", 1499), std::string("a"));
    QCOMPARE(reading.assumed("\"ticket\" has more than 1,000 different values"), 500);
    QCOMPARE(reading.sink.attributions.size(), std::size_t(1001)); // a thousand with a ticket and one without
}

void EventsTest::fieldsBeyondThirtyTwoStayWithTheEvent()
{
    QByteArray fields = "\"f00\":\"v\"";
    for (int i = 1; i < 34; ++i)
        fields += ",\"f" + QByteArray::number(i).rightJustified(2, '0') + "\":\"v\"";
    Reading reading;
    reading.read(jsonLine(fields) + jsonLine(fields));
    QCOMPARE(reading.event().attribution.custom.size(), std::size_t(32));
    QCOMPARE(reading.event(1).extra, std::string(R"({"f32":"v","f33":"v"})"));
    QCOMPARE(reading.assumed("\"f32\" is one field more than the 32"), 2);
}

void EventsTest::lastOfTheSameNameCounts()
{
    Reading reading;
    reading.read(jsonLine(R"("tier":"a","tier":"b","feature_name":"x","cost_usd":2)"));
    QCOMPARE(reading.value("tier"), std::string("b"));
    QCOMPARE(reading.value("feature"), std::string("x"));
    QCOMPARE(reading.event().row.costNanos, 2'000'000'000);
    QCOMPARE(reading.event().attribution.custom.size(), std::size_t(1));
}

void EventsTest::assumptionsAreOfOneFile()
{
    Reading reading;
    const auto first = reading.write(jsonLine(R"("prompt":"a","model":"gpt-4o")"), QStringLiteral("a.log"));
    const auto second = reading.write(jsonLine(), QStringLiteral("b.log"));
    reading.readPaths({first, second});
    QCOMPARE(reading.report.files.at(0).assumptions.size(), std::size_t(2));
    QVERIFY(reading.report.files.at(1).assumptions.empty());
    QCOMPARE(reading.value("source", 0), std::string("a.log"));
    QCOMPARE(reading.value("source", 1), std::string("b.log"));
}

void EventsTest::users_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<QString>("outcome"); // of the two: same, other, none
    const auto row = [](const char *name, UserPolicy policy, const char *a, const char *b,
                        const char *outcome) {
        QTest::newRow(name) << static_cast<int>(policy) << QByteArray(a) << QByteArray(b)
                            << QString::fromLatin1(outcome);
    };
    row("same id", UserPolicy::Pseudonym, R"("user_id":"u-1")", R"("user_id":"u-1")", "same");
    row("another id", UserPolicy::Pseudonym, R"("user_id":"u-1")", R"("user_id":"u-2")", "other");
    row("another spelling", UserPolicy::Pseudonym, R"("user_id":"u-1")", R"("user":"u\u002d1")", "same");
    row("number and text", UserPolicy::Pseudonym, R"("user_id":17)", R"("user_id":"17")", "same");
    row("nested", UserPolicy::Pseudonym, R"("user_id":"u")", R"("metadata":{"user_id":"u"})", "same");
    row("null and empty", UserPolicy::Pseudonym, R"("user_id":null)", R"("user_id":"")", "none");
    row("keep", UserPolicy::Keep, R"("user_id":"u-1")", R"("user_id":"u-2")", "other");
    row("drop", UserPolicy::Drop, R"("user_id":"u-1")", R"("user_id":"u-2")", "none");
}

void EventsTest::users()
{
    QFETCH(int, policy);
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    Reading reading;
    reading.options.users = static_cast<UserPolicy>(policy);
    reading.options.pseudonymKey.fill(3);
    reading.read(jsonLine(a) + jsonLine(b));
    QCOMPARE(reading.sink.events.size(), std::size_t(2));
    const qint64 first = reading.event(0).row.user;
    const qint64 second = reading.event(1).row.user;
    const QString outcome = first == kAbsent && second == kAbsent ? QStringLiteral("none")
                            : first == second                     ? QStringLiteral("same")
                                                                  : QStringLiteral("other");
    QTEST(outcome, "outcome");
    for (const qint64 user : {first, second})
        QVERIFY(user == kAbsent || (user >= 0 && user < qint64(1) << 48));
    const bool keeps = policy == static_cast<int>(UserPolicy::Keep);
    QCOMPARE(reading.sink.users.size(), keeps ? std::size_t(2) : std::size_t(0));
    if (first == kAbsent)
        return;
    Reading otherKey;
    otherKey.options.users = reading.options.users;
    otherKey.options.pseudonymKey.fill(4);
    otherKey.read(jsonLine(a));
    QVERIFY(otherKey.event().row.user != first);
}

void EventsTest::rawUserIdsAreNowhere()
{
    Reading reading;
    const QByteArray secret = "SECRETUSER";
    reading.read(jsonLine("\"user_id\":\"" + secret + "\"") +
                 jsonLine("\"user\":\"" + secret + "\",\"uid\":\"" + secret + "\"") +
                 "{\"timestamp\":\"bad\",\"cost_usd\":1,\"user_id\":\"" + secret + "\"}\n" +
                 "{\"feature\":\"x\",\"user_id\":" + secret + ",\n" +
                 "{\"timestamp\":\"2026-05-01\",\"cost_usd\":1,\"user_id\":\"" + secret + "\n" +
                 "{'timestamp': '2026-05-01', 'cost_usd': 1, 'user_id': " + secret + "}\n" +
                 "{'timestamp': 'bad', 'cost_usd': 1, 'user_id': '" + secret + "'}\n" +
                 "{'timestamp': 'bad', 'cost_usd': 1, 'metadata': {'user_id': '" + secret + "'}}\n" +
                 "user=" + secret + " {'timestamp': 'bad', 'cost_usd': 1}\n" +
                 "{'timestamp': 'bad', 'cost_usd': 1, 'users': {'" + secret + "': 1}}\n" +
                 "{\"timestamp\":\"bad\",\"cost_usd\":1,\"x\":\"a\"" + secret + "\": 3}\n");
    QCOMPARE(reading.file().added, 2);
    QCOMPARE(reading.file().rejected, 9);
    for (const auto &reject : reading.report.rejects) {
        QVERIFY2(reject.excerpt.find(secret.constData()) == std::string::npos, reject.excerpt.c_str());
        QVERIFY2(reject.reason.find(secret.constData()) == std::string::npos, reject.reason.c_str());
        QVERIFY(reject.excerpt.size() <= 160);
    }
    for (const auto &event : reading.sink.events) {
        QVERIFY(event.extra.empty());
        QVERIFY(event.attribution.custom.empty());
    }
}

/// What an app calls a question and the person who asks has many names.
void EventsTest::whatPeopleWroteIsNowhere()
{
    Reading reading;
    reading.read(
        jsonLine(R"("user_id":"SECRET","end_user_name":"SECRET","username":"SECRET","login":"SECRET",)"
                 R"("question_text":"SECRET","user_message":"SECRET","assistant_reply":"SECRET",)"
                 R"("generated":"SECRET","metadata":{"user_input":"SECRET"},"instructions":"SECRET",)"
                 R"("reasoning":"SECRET","ip":"10.1.2.3")"));
    QCOMPARE(reading.file().added, 1);
    QVERIFY(reading.event().row.user != kAbsent);
    QVERIFY(reading.event().extra.empty());
    QVERIFY(reading.event().attribution.custom.empty());
}

void EventsTest::redactionsAreCountedPerEvent()
{
    Reading reading;
    reading.options.users = UserPolicy::Keep;
    const QByteArray line = jsonLine(R"("contact":"joe@example.com","request_id":"4111 1111 1111 1111")");
    reading.read(line + line + line + jsonLine(R"("user_id":"joe@example.com")") + jsonLine());
    QCOMPARE(reading.file().redacted, 3 * 2 + 1);
    QCOMPARE(reading.value("contact"), std::string("[email]"));
    QCOMPARE(reading.event().extra, std::string(R"({"request_id":"[card]"})"));
    QCOMPARE(reading.sink.users.begin()->second, std::string("[email]"));
}

QTEST_GUILESS_MAIN(EventsTest)
#include "test_events.moc"
