// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"
#include "shapes.h"

using namespace outlay;
using ingest::LogShape;
using ingest::UserMap;

namespace {

/// A log of one column more than a time and a model.
UserMap guessOf(const QByteArray &column, const QList<QByteArray> &values)
{
    Reading folder;
    QByteArray csv = "zz_time,zz_llm," + column + "\n";
    for (const QByteArray &value : values)
        csv += "2026-05-01,gpt-4o," + value + "\n";
    return ingest::guessMap(shape(folder.write(csv, QStringLiteral("a.csv"))), fields());
}

} // namespace

/// What the columns of a log are taken for.
class GuessMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guess_data();
    void guess();
    void timesAreGuessed_data();
    void timesAreGuessed();
    void theDecimalMarkIsGuessed_data();
    void theDecimalMarkIsGuessed();
    void eachFieldIsGuessedOnce();
    void aListWithinADocumentIsFound_data();
    void aListWithinADocumentIsFound();
    void otherListsAreToldOfWithTheirCounts();
    void whatTheDocumentSaysOfAllItsRecordsIsOffered();
};

void GuessMapTest::guess_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QList<QByteArray>>("values");
    QTest::addColumn<QString>("use");
    const auto row = [](const char *column, const QList<QByteArray> &values, const char *use) {
        QTest::addRow("%s: %s", column, values.value(0).constData())
            << QByteArray(column) << values << QString::fromLatin1(use);
    };
    row("amount_usd", {"0.5"}, "cost_usd usd by name");
    row("spend", {"0.5"}, "cost_usd usd by name");
    row("Cost ($)", {"0.5"}, "cost_usd usd by name");
    row("cost_cents", {"5"}, "cost_usd cents by name");
    row("price_micros", {"500"}, "cost_usd micro_usd by name");
    row("charge_nanos", {"500"}, "cost_usd nano_usd by name");
    row("Cost", {"free"}, "dimension");
    row("tokens_in", {"5"}, "input_tokens tokens by name");
    row("Input", {"5", "6"}, "input_tokens tokens by name");
    row("Input", {"Tell me a joke"}, "ignore");
    row("Input (k tokens)", {"0.5"}, "input_tokens thousand_tokens by name");
    row("input_tokens", {"0.5"}, "per_event");
    row("prompt_tokens", {"5"}, "prompt_tokens tokens by name");
    row("cachedInputTokens", {"5"}, "cache_read_tokens tokens by name");
    row("audio_input_tokens", {"5"}, "input_audio_tokens tokens by name");
    row("Output Audio Tokens", {"5"}, "output_audio_tokens tokens by name");
    row("web_search_requests", {"3"}, "web_searches by name");
    row("app", {"search"}, "feature by name");
    row("use_case", {"search"}, "feature by name");
    row("workload", {"search"}, "feature by name");
    row("customer", {"Acme"}, "segment by name");
    row("tenant", {"Acme"}, "segment by name");
    row("plan", {"pro"}, "segment by name");
    row("deployment", {"production", "staging"}, "environment by values");
    row("latency", {"850", "1200"}, "latency_ms ms by name");
    row("latency", {"0.85", "1.2"}, "latency_ms s by name");
    row("latency_us", {"850000"}, "latency_ms us by name");
    row("Duration (ms)", {"850"}, "latency_ms ms by name");
    row("duration", {"2"}, "latency_ms s by name");
    row("duration", {"2", "8500"}, "latency_ms ms by name");
    row("elapsed_sec", {"2"}, "latency_ms s by name");
    row("cached", {"true", "false"}, "cached by name");
    row("user_email", {"joe@example.com"}, "user by name");
    row("http_status", {"200", "500"}, "outcome by name");
    row("colour", {"red", "red", "blue"}, "dimension");
    row("trace_id", {"7f3a"}, "per_event");
    row("weight", {"7.5"}, "per_event");
    row("Prompt Tok", {"5"}, "prompt_tokens tokens by name");
    row("Cached Prompt Tok", {"5"}, "cache_read_tokens tokens by name");
    row("Completion Toks", {"5"}, "output_tokens tokens by name");
    row("in tkns", {"5"}, "input_tokens tokens by name");
    row("Input (ktok)", {"0.5"}, "input_tokens thousand_tokens by name");
    // One odd value is a mistake of the log, where the name says what the column is …
    row("Prompt Tok", {"5", "n/a", "7"}, "prompt_tokens tokens by name");
    row("cost_usd", {"0.5", "0.25", "free"}, "cost_usd usd by name");
    row("app", {"search", "chat", "7.5"}, "feature by name");
    // … but where half of them are, it is something else.
    row("cost_usd", {"0.5", "free"}, "per_event");
    row("zz_env", {"production", "staging", "moon"}, "dimension"); // a guess by values needs all of them
    row("cost", {"$0.50", "$1.25"}, "cost_usd usd by name");
    row("cost", {"\"$1,234.50\"", "($0.12)"}, "cost_usd usd by name");
    row("cost", {"\"0,12\"", "\"1.234,50\""}, "cost_usd usd by name");
    row("cost_cents", {"$0.50", "$1.25"}, "per_event"); // dollars or cents?
    row("Input", {"\"1,234\"", "12"}, "input_tokens tokens by name");
    row("cost", {"0.5 EUR"}, "dimension");
    row("answer", {"Hello"}, "ignore");
}

void GuessMapTest::guess()
{
    QFETCH(QByteArray, column);
    QFETCH(QList<QByteArray>, values);
    QFETCH(QString, use);
    QCOMPARE(QString::fromStdString(useOf(guessOf(column, values), column.toStdString())), use);
}

void GuessMapTest::timesAreGuessed_data()
{
    QTest::addColumn<QList<QByteArray>>("values");
    QTest::addColumn<QString>("use");
    const auto row = [](const QList<QByteArray> &values, const char *use) {
        QTest::newRow(values.first().constData()) << values << QString::fromLatin1(use);
    };
    row({"01.05.2026 16:08"}, "timestamp iso by name");
    row({"\"May 1, 2026\""}, "timestamp iso by name");
    row({"05/01/2026 16:08", "05/02/2026"}, "timestamp month_first by name");
    row({"05/01/2026 16:08", "13/01/2026"}, "timestamp day_first by name");
    row({"05/31/2026 4:08 PM", "05/01/2026"}, "timestamp month_first by name");
    row({"5/1/26"}, "timestamp month_first by name");
    row({"1777622400", "1777622401", "soon"}, "timestamp unix_s by name");
    row({"2026-05-01", "2026-05-02", "1777622400"}, "timestamp iso by name");
    row({"soon", "later"}, "dimension");
}

void GuessMapTest::timesAreGuessed()
{
    QFETCH(QList<QByteArray>, values);
    QFETCH(QString, use);
    Reading folder;
    QByteArray csv = "When,zz_llm\n";
    for (const QByteArray &value : values)
        csv += value + ",gpt-4o\n";
    const UserMap map = ingest::guessMap(shape(folder.write(csv, QStringLiteral("a.csv"))), fields());
    QCOMPARE(QString::fromStdString(useOf(map, "When")), use);
}

void GuessMapTest::theDecimalMarkIsGuessed_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("mark");
    const auto row = [](const char *name, const char *log, const char *mark) {
        QTest::newRow(name) << QByteArray(log) << QString::fromLatin1(mark);
    };
    row("tenths behind a comma", "t;cost\n2026-05-01;0,12\n2026-05-01;5\n", ",");
    row("one tenth", "t;cost\n2026-05-01;12,5\n", ",");
    row("both marks", "t;cost\n2026-05-01;1.234,50\n", ",");
    row("points", "t;cost\n2026-05-01;0.12\n", ".");
    row("both marks, the other way", "t;cost\n2026-05-01;\"1,234.50\"\n", ".");
    row("one odd value", "t;cost\n2026-05-01;0,12\n2026-05-01;1,5\n2026-05-01;none\n", ",");
    row("nothing tells", "t;cost\n2026-05-01;\"1,234\"\n", ".");
    row("whole numbers", "t;cost\n2026-05-01;12\n", ".");
    row("a column that is no number of a call tells nothing against", "t;cost;version\n2026-05-01;0,12;1.5\n",
        ",");
    row("an unknown name", "t;zz\n2026-05-01;0,12\n", ",");
    row("texts of JSON",
        R"({"t":"2026-05-01","cost":"0,12"})"
        "\n",
        ",");
}

void GuessMapTest::theDecimalMarkIsGuessed()
{
    QFETCH(QByteArray, log);
    QFETCH(QString, mark);
    Reading folder;
    const UserMap map = ingest::guessMap(shape(folder.write(log, QStringLiteral("a.log"))), fields());
    QCOMPARE(QString::fromStdString(map.decimal), mark);
    if (log.contains("cost"))
        QCOMPARE(useOf(map, "cost"), std::string("cost_usd usd by name"));
}

void GuessMapTest::eachFieldIsGuessedOnce()
{
    Reading folder;
    const QByteArray csv = "created_at,finished,model,engine,total_cost,cost,t\n"
                           "2026-05-01,2026-05-02,gpt-4o,gpt-4,1,2,1777651200000\n";
    const UserMap map = ingest::guessMap(shape(folder.write(csv, QStringLiteral("a.csv"))), fields());
    QCOMPARE(useOf(map, "created_at"), std::string("timestamp iso by name"));
    QCOMPARE(useOf(map, "finished"), std::string("per_event"));
    QCOMPARE(useOf(map, "model"), std::string("model by name"));
    QCOMPARE(useOf(map, "cost"), std::string("cost_usd usd by name")); // the better name
    QCOMPARE(useOf(map, "total_cost"), std::string("per_event"));
    // No name says it, but the values do.
    const QByteArray values = "t,x,c\n1777651200000,gpt-4o,1\n1777651300000,gpt-4o,2\n";
    const UserMap byValues = ingest::guessMap(shape(folder.write(values, QStringLiteral("b.csv"))), fields());
    QCOMPARE(useOf(byValues, "t"), std::string("timestamp unix_ms by values"));
    QCOMPARE(useOf(byValues, "x"), std::string("model by values"));
}

void GuessMapTest::aListWithinADocumentIsFound_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("records");
    QTest::addColumn<QString>("column");
    const auto row = [](const char *name, const QByteArray &log, const char *records, const char *column) {
        QTest::newRow(name) << log << QString::fromLatin1(records) << QString::fromLatin1(column);
    };
    const QByteArray call =
        R"({"ts":"2026-05-01","model":"gpt-4o","usage":{"input_tokens":5,"output_tokens":1}})";
    row("beside other things", R"({"meta":{"page":1},"data":[)" + call + "," + call + "]}", "data[]",
        "usage.input_tokens");
    row("over several lines", "{\n\"meta\": 1,\n\"data\": [\n" + call + "\n]\n}\n", "data[]", "ts");
    row("three names deep", R"({"a":{"b":{"rows":[)" + call + "]}}}", "a.b.rows[]", "ts");
    row("one document a line", R"({"n":1,"rows":[)" + call + "]}\n" + R"({"n":2,"rows":[)" + call + "]}\n",
        "rows[]", "ts");
    row("the document has a time, too", R"({"generated_at":"2026-05-02","rows":[)" + call + "]}", "rows[]",
        "ts");
    row("the best of two", R"({"users":[{"id":1,"model":"x","cost":1}],"rows":[)" + call + "]}", "rows[]",
        "ts");
    row("messages of a call",
        R"({"ts":"2026-05-01","model":"gpt-4o","usage":{"input_tokens":5},"messages":[)"
        R"({"role":"user","content":"Hello","created_at":"2026-05-01","model":"x"}]})"
        "\n",
        "", "ts");
    row("parts of a call without a time",
        R"({"ts":"2026-05-01","total_cost":3,"parts":[{"model":"a","input_tokens":1,"output_tokens":2,"cost":3}]})"
        "\n",
        "", "ts");
    row("a list of calls", "[" + call + "," + call + "]", "", "ts");
}

void GuessMapTest::aListWithinADocumentIsFound()
{
    QFETCH(QByteArray, log);
    QFETCH(QString, records);
    QFETCH(QString, column);
    Reading folder;
    const LogShape found = shape(folder.write(log, QStringLiteral("a.json")));
    QVERIFY(!found.table);
    QCOMPARE(QString::fromStdString(found.records), records);
    const auto isIt = [&](const auto &known) { return known.name == column.toStdString(); };
    QVERIFY(std::any_of(found.columns.begin(), found.columns.end(), isIt));
    QCOMPARE(ingest::guessMap(found, fields()).records, records.toStdString());
}

void GuessMapTest::otherListsAreToldOfWithTheirCounts()
{
    const QByteArray call = R"({"ts":"2026-05-01","model":"gpt-4o","input_tokens":5})";
    const QByteArray log =
        R"({"users":[{"id":1,"model":"x"},{"id":2,"model":"y"}],"tags":["a","b"],"n":[{"k":1}],)"
        R"("a":{"rows":[)" +
        call + "," + call + "," + call + "]}}";
    Reading folder;
    const std::string path = folder.write(log, QStringLiteral("a.json"));
    const LogShape found = shape(path);
    // Lists of texts, and of objects with one name, hold no records.
    using Lists = std::vector<std::pair<std::string, std::int64_t>>;
    QVERIFY(found.lists == (Lists{{"", 1}, {"a.rows[]", 3}, {"users[]", 2}}));
    QCOMPARE(found.records, std::string("a.rows[]"));
    const auto other = ingest::shapeOf(path, {}, "users[]");
    QVERIFY(other.has_value());
    QCOMPARE(other->columns.at(0).name, std::string("id"));
    QVERIFY(other->lists == found.lists);
    QVERIFY(shape(folder.write(call + "\n" + call + "\n", QStringLiteral("b.jsonl"))).lists.empty());
}

void GuessMapTest::whatTheDocumentSaysOfAllItsRecordsIsOffered()
{
    const QByteArray log =
        R"({"model":"gpt-4o","date":"2026-05-02","input_tokens":99,"a":{"team":"search","page":1,)"
        R"("rows":[{"ts":"2026-05-01","input_tokens":5,"prompt":"p"},)"
        R"({"ts":"2026-05-02","input_tokens":6,"prompt":"q"}]}})";
    Reading folder;
    const auto found = ingest::shapeOf(folder.write(log, QStringLiteral("a.json")), {}, "a.rows[]");
    QVERIFY(found.has_value());
    const ingest::UserMap map = ingest::guessMap(*found, fields());
    std::map<std::string, std::string> uses;
    for (const ingest::ColumnUse &use : map.columns)
        uses[use.column] = use.field;
    // "a" is around the list, the document around "a". Its own tokens are no record's, and its date is not
    // when a call was.
    const std::map<std::string, std::string> expected = {
        {"ts", "timestamp"},     {"input_tokens", "input_tokens"},
        {"prompt", "ignore"},    {"^^model", "model"},
        {"^^date", "ignore"},    {"^^input_tokens", "ignore"},
        {"^^a.team", "feature"}, {"^^a.page", "ignore"}};
    for (const auto &[column, field] : expected)
        QCOMPARE(QString::fromStdString(column + " " + uses[column]),
                 QString::fromStdString(column + " " + field));
    QCOMPARE(uses.size(), expected.size());
}

QTEST_GUILESS_MAIN(GuessMapTest)
#include "test_guessmap.moc"
