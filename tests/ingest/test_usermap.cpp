// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed.h"
#include "reading.h"
#include "shapes.h"

#include "ingest/formats.h"
#include "ingest/usermap.h"

using namespace outlay;
using ingest::ColumnUse;
using ingest::LogShape;
using ingest::UserMap;

namespace {

const QByteArray kTable =
    "Date,Team,Engine,Prompt Tok,Completion Tok,Cached,Spend (cents),Request,Region,Prompt\n"
    "2026-05-01 10:00:00,search,gpt-4o,1000,20,400,1.5,7f3a9c21,eu,Hello\n"
    "2026-05-01 10:05:00,search,gpt-4o,900,10,0,1.25,7f3a9c22,us,Good day\n"
    "2026-05-01 10:09:00,chat,gpt-4o-mini,800,15,0,0.5,7f3a9c23,eu,Bye\n"
    "2026-05-01 10:10:00,chat,gpt-4o-mini,700,12,0,0.5,7f3a9c24,eu,So long\n";

UserMap withoutReasons(UserMap map)
{
    for (ColumnUse &use : map.columns)
        use.why.clear();
    return map;
}

UserMap tableMap()
{
    UserMap map;
    map.name = "Gateway export";
    map.zone = "+02:00";
    map.inputIncludesCache = true;
    map.columns = {{"Date", "timestamp", "iso", ""},
                   {"Team", "feature", "", ""},
                   {"Engine", "model", "", ""},
                   {"Prompt Tok", "prompt_tokens", "tokens", ""},
                   {"Completion Tok", "output_tokens", "tokens", ""},
                   {"Cached", "cache_read_tokens", "tokens", ""},
                   {"Spend (cents)", "cost_usd", "cents", ""},
                   {"Request", "per_event", "", ""},
                   {"Region", "dimension", "", ""},
                   {"Prompt", "ignore", "", ""}};
    return map;
}

} // namespace

/// Formats that a person makes by saying what each column is.
class UserMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsOfATable_data();
    void columnsOfATable();
    void pathsOfJson();
    void aLogWithinAnArchiveHasAShape();
    void samplesAreFewAndShortAndNeverContent();
    void whatHasNoShapeSaysWhy_data();
    void whatHasNoShapeSaysWhy();
    void aGuessOfAWholeTable();
    void aWrittenMapReadsTheListOfADocument();
    void whatIsAroundTheListIsOfEachRecord();
    void writtenAndReadBackItIsTheSame_data();
    void writtenAndReadBackItIsTheSame();
    void whatAMapCannotSayIsNotReadAsOne_data();
    void whatAMapCannotSayIsNotReadAsOne();
    void aWrittenMapReadsItsTable();
    void aWrittenMapReadsItsJson();
    void anOwnMapGoesBeforeBuiltInFormats();
    void anOwnMapGoesBeforeThePlainReading();
    void jsonIsKnownByWhatItsRecordsHaveBetweenThem();
    void whatIsKeptIsWhatTheMapSays();
    void contentIsNeverKept();
    void aSecondColumnStandsInForAnEmptyOne();
    void namesThatAreNotUtf8AreToldOf();
    void recordsThatAreNotUtf8AreNoSamples();
    void ids_data();
    void ids();
};

void UserMapTest::columnsOfATable_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("comma") << QByteArray("when,who,\"a, b\"\n1,x,2\n3,y,4\n");
    QTest::newRow("semicolon") << QByteArray("when;who;\"a, b\"\n1;x;2\n3;y;4\n");
    QTest::newRow("tab") << QByteArray("when\twho\ta, b\n1\tx\t2\n3\ty\t4\n");
    QTest::newRow("CRLF, byte order mark")
        << QByteArray("\xEF\xBB\xBFwhen,who,\"a, b\"\r\n1,x,2\r\n3,y,4\r\n");
    QTest::newRow("no last newline") << QByteArray("when,who,\"a, b\"\n1,x,2\n3,y,4");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE", 2) +
                                   QByteArray::fromRawData(
                                       reinterpret_cast<const char *>(u"when,who,\"a, b\"\n1,x,2\n3,y,4\n"),
                                       2 * 28);
    QTest::newRow("gzip") << compressed("when,who,\"a, b\"\n1,x,2\n3,y,4\n", "gzip");
}

void UserMapTest::columnsOfATable()
{
    QFETCH(QByteArray, content);
    Reading folder;
    const LogShape found = shape(folder.write(content, QStringLiteral("a.bin")));
    QVERIFY(found.table);
    QCOMPARE(found.columns.size(), std::size_t(3));
    QCOMPARE(found.columns[0].name, std::string("when"));
    QCOMPARE(found.columns[0].samples, (std::vector<std::string>{"1", "3"}));
    QCOMPARE(found.columns[1].samples, (std::vector<std::string>{"x", "y"}));
    QCOMPARE(found.columns[2].name, std::string("a, b"));
    QCOMPARE(found.columns[2].samples, (std::vector<std::string>{"2", "4"}));
}

void UserMapTest::pathsOfJson()
{
    const QByteArray first =
        R"({"ts": 1, "usage": {"in": 5, "more": {"out": 6}}, "tags": ["a"], "ok": true, "no": null})";
    const QByteArray second = R"({"ts": 2, "usage": {"in": 5}, "extra": "x"})";
    for (const QByteArray &content : {first + "\n" + second + "\n", "[" + first + ",\n" + second + "]",
                                      first + "\n\n\nnot this\n" + second}) {
        Reading folder;
        const LogShape found = shape(folder.write(content, QStringLiteral("a.json")));
        QVERIFY(!found.table);
        std::vector<std::string> names;
        for (const auto &column : found.columns)
            names.push_back(column.name);
        QCOMPARE(names, (std::vector<std::string>{"ts", "usage.in", "usage.more.out", "ok", "no", "extra"}));
        QCOMPARE(found.columns[0].samples, (std::vector<std::string>{"1", "2"}));
        QCOMPARE(found.columns[1].samples, (std::vector<std::string>{"5"}));
        QCOMPARE(found.columns[1].filled, 2);
        QCOMPARE(found.columns[3].samples, (std::vector<std::string>{"true"}));
        QVERIFY(found.columns[4].samples.empty());
    }
}

void UserMapTest::aLogWithinAnArchiveHasAShape()
{
    Reading folder;
    const std::string zip = folder.write(
        archived({{"a.csv", "a,b\n1,2\n"}, {"in/b.csv.gz", compressed("c,d\n3,4\n", "gzip")}}, "zip"),
        QStringLiteral("logs.zip"));
    QCOMPARE(shape(zip + "/in/b.csv.gz").columns[0].name, std::string("c"));
    const auto missing = ingest::shapeOf(zip + "/c.csv", {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, base::ErrorKind::NotFound);
}

void UserMapTest::samplesAreFewAndShortAndNeverContent()
{
    Reading folder;
    QByteArray csv = "n,long,mail,prompt,output,essay\n";
    for (int i = 0; i < 12; ++i)
        csv += QByteArray::number(i % 7) + "," + QByteArray("\xC3\xA4").repeated(100) +
               ",joe@example.com,Tell me," + QByteArray::number(i) + "," + QByteArray(300, 'x') + "\n";
    const LogShape found = shape(folder.write(csv, QStringLiteral("a.csv")));
    QCOMPARE(found.columns[0].samples, (std::vector<std::string>{"0", "1", "2", "3", "4"}));
    QCOMPARE(found.columns[0].distinct, 7);
    QCOMPARE(QString::fromStdString(found.columns[1].samples.at(0)).size(), 80);
    QCOMPARE(found.columns[2].samples, (std::vector<std::string>{"[email]"}));
    QVERIFY(found.columns[3].samples.empty());
    QCOMPARE(found.columns[4].samples.size(), std::size_t(5)); // counts are no answers
    QVERIFY(found.columns[5].samples.empty());
}

void UserMapTest::whatHasNoShapeSaysWhy_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("prose") << QByteArray("Dear all,\nthis is no log.\nYours\n");
    QTest::newRow("one column") << QByteArray("cost\n1\n2\n");
    QTest::newRow("one path") << QByteArray("{\"cost\": 1}\n");
    QTest::newRow("a list of numbers") << QByteArray("[1, 2, 3]");
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("empty") << QByteArray();
}

void UserMapTest::whatHasNoShapeSaysWhy()
{
    QFETCH(QByteArray, content);
    Reading folder;
    const std::string log = folder.write(content, QStringLiteral("a.txt"));
    const auto found = ingest::shapeOf(log, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, base::ErrorKind::NotALog);
    QCOMPARE(found.error().where, log);
    QVERIFY(!found.error().detail.empty());
}

void UserMapTest::aGuessOfAWholeTable()
{
    Reading folder;
    const UserMap map = ingest::guessMap(shape(folder.write(kTable, QStringLiteral("a.csv"))), fields());
    UserMap expected = tableMap();
    QCOMPARE(map.inputIncludesCache, true);
    QCOMPARE(map.zone, std::string("UTC"));
    for (std::size_t i = 0; i < expected.columns.size(); ++i) {
        QCOMPARE(map.columns.at(i).column, expected.columns[i].column);
        QCOMPARE(map.columns[i].field, expected.columns[i].field);
        QCOMPARE(map.columns[i].unit, expected.columns[i].unit);
    }
    QCOMPARE(map.columns[0].why, std::string("name"));
}

void UserMapTest::aWrittenMapReadsTheListOfADocument()
{
    const QByteArray log = R"({"meta":{"account":"a"},"page":{"rows":[)"
                           R"({"at":1777622400123,"llm":"gpt-4o","use":{"in":5},"ct":1.5},)"
                           R"({"at":1777622500123,"llm":"gpt-4o","use":{"in":6},"ct":"x"}]}})"
                           "\n";
    UserMap map;
    map.name = "Pages";
    map.records = "page.rows[]";
    map.columns = {{"at", "timestamp", "unix_ms", ""},
                   {"llm", "model", "", ""},
                   {"use.in", "input_tokens", "tokens", ""},
                   {"ct", "cost_usd", "cents", ""}};
    Reading reading;
    reading.options.formats = {{"pages", ingest::writeMap(map, false)}};
    reading.read(log, QStringLiteral("a.json"));
    QCOMPARE(reading.file().format, std::string("Pages")); // by its shape alone
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.event().row.atUs, 1'777'622'400'123'000);
    QCOMPARE(reading.event().row.inputTokens, 5);
    QCOMPARE(reading.event().row.costNanos, 15'000'000);
    QCOMPARE(reading.report.rejects.at(0).reason,
             std::string("record 2 of the line: cost_usd is \"x\"; that is not a number"));
    // Records of the same names that are in no list are another log.
    Reading other;
    other.options.formats = reading.options.formats;
    other.read("{\"at\":1777622400123,\"llm\":\"gpt-4o\",\"use\":{\"in\":5},\"ct\":1.5}\n");
    QVERIFY(other.file().error || other.file().format != "Pages");
}

void UserMapTest::whatIsAroundTheListIsOfEachRecord()
{
    UserMap map;
    map.name = "Pages";
    map.records = "page.rows[]";
    map.columns = {{"in", "input_tokens", "tokens", ""},
                   {"^^day", "timestamp", "iso", ""},
                   {"^^meta.llm", "model", "", ""},
                   {"^^meta.team", "dimension", "", ""}};
    const std::string json = ingest::writeMap(map, false);
    const auto again = ingest::readMap(json);
    QVERIFY(again && again->columns == map.columns);
    Reading reading;
    reading.options.formats = {{"pages", json}};
    reading.read(
        R"({"day":"2026-05-01","meta":{"llm":"gpt-4o","team":"a"},"page":{"rows":[{"in":5},{"in":6}]}})"
        "\n"
        R"({"day":"2026-05-02","meta":{"llm":"o3"},"page":{"rows":[{"in":7}]}})"
        "\n",
        QStringLiteral("a.json"));
    QCOMPARE(reading.file().format, std::string("Pages"));
    QCOMPARE(reading.file().added, 3);
    QCOMPARE(reading.event(1).row.inputTokens, 6);
    QCOMPARE(reading.value("model", 1), std::string("gpt-4o"));
    QCOMPARE(reading.value("model", 2), std::string("o3"));
    QCOMPARE(reading.event(2).row.atUs - reading.event(1).row.atUs, 86'400'000'000); // a day
}

void UserMapTest::writtenAndReadBackItIsTheSame_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<bool>("table");
    for (int units = 0; units < 6; ++units)
        for (const bool table : {true, false})
            QTest::addRow("%d %s", units, table ? "table" : "JSON") << units << table;
}

void UserMapTest::writtenAndReadBackItIsTheSame()
{
    QFETCH(int, units);
    QFETCH(bool, table);
    const auto nth = [units](std::initializer_list<const char *> names) {
        return std::string(*(names.begin() + std::min<std::ptrdiff_t>(units, std::ssize(names) - 1)));
    };
    UserMap map;
    map.name = "A \"name\", ünïcode \\ and more";
    map.zone = nth({"UTC", "Europe/Berlin", "+02:00"});
    map.decimal = nth({".", ","});
    map.records = table ? "" : nth({"", "data[]", "result.rows[]"});
    map.columns = {
        {"x.unused", "ignore", "", ""},
        {"t", "timestamp", nth({"iso", "unix_s", "unix_ms", "unix_us", "month_first", "day_first"}), ""},
        {"d", "dimension", "", ""},
        {"f", "feature", "", ""},
        {"s", "segment", "", ""},
        {"u", "user", "", ""},
        {"p", "provider", "", ""},
        {"m", "model", "", ""},
        {"e", "environment", "", ""},
        {"pr", "priority", "", ""},
        {"rt", "request_type", "", ""},
        {"o", "outcome", "", ""},
        {"c", "cached", "", ""},
        {"st", "service_tier", "", ""},
        {"id", "per_event", "", ""},
        {"a.i", units % 2 == 0 ? "input_tokens" : "prompt_tokens", nth({"tokens", "thousand_tokens"}), ""},
        {"a.o", "output_tokens", nth({"tokens", "thousand_tokens"}), ""},
        {"a.r", "cache_read_tokens", nth({"tokens", "thousand_tokens"}), ""},
        {"a.w", "cache_write_tokens", nth({"tokens", "thousand_tokens"}), ""},
        {"$", "cost_usd", nth({"usd", "cents", "micro_usd", "nano_usd"}), ""},
        {"l", "latency_ms", nth({"ms", "s", "us"}), ""}};
    map.inputIncludesCache = units % 2 == 1;
    const std::string json = ingest::writeMap(map, table);
    const auto back = ingest::readMap(json);
    QVERIFY2(back, json.c_str());
    QVERIFY2(*back == map, json.c_str());
    QCOMPARE(ingest::writeMap(*back, table), json);
    QVERIFY(ingest::Formats::load({{"own", json}},
                                  [](const std::string &, std::int64_t) { return ingest::ZoneSpan(); }));
}

void UserMapTest::whatAMapCannotSayIsNotReadAsOne_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("line");
    QTest::newRow("no JSON") << QByteArray("{\n\"format\": \"x\",\n,}") << 3;
    QTest::newRow("a list") << QByteArray("[]") << 0;
    QTest::newRow("no fields") << QByteArray(R"({"format":"x"})") << 0;
    QTest::newRow("a sum") << QByteArray(R"({"format":"x","fields":{"input_tokens":{"sum":["a","b"]}}})")
                           << 0;
    QTest::newRow("a field of its own") << QByteArray(R"({"format":"x","fields":{"region":"a"}})") << 0;
    QTest::newRow("no decimal mark") << QByteArray(
                                            R"({"format":"x","decimal":";","fields":{"timestamp":"a"}})")
                                     << 0;
}

void UserMapTest::whatAMapCannotSayIsNotReadAsOne()
{
    QFETCH(QByteArray, json);
    QFETCH(int, line);
    const auto map = ingest::readMap(json.toStdString());
    QVERIFY(!map);
    QCOMPARE(map.error().kind, base::ErrorKind::BadInput);
    QCOMPARE(map.error().line, line);
    QVERIFY(!map.error().detail.empty());
}

void UserMapTest::aWrittenMapReadsItsTable()
{
    Reading reading;
    reading.options.formats = {{"gateway-export", ingest::writeMap(tableMap(), true)}};
    reading.read(kTable, QStringLiteral("a.csv"));
    QCOMPARE(reading.file().format, std::string("Gateway export"));
    QCOMPARE(reading.file().added, 4);
    const base::EventRow &row = reading.event().row;
    QCOMPARE(row.atUs, 1'777'622'400'000'000); // 10:00 at +02:00 is 08:00 UTC
    QCOMPARE(row.inputTokens, 600);            // 1000 with 400 from the cache
    QCOMPARE(row.cacheReadTokens, 400);
    QCOMPARE(row.outputTokens, 20);
    QCOMPARE(row.costNanos, 15'000'000); // 1.5 cents
    QCOMPARE(reading.value("feature"), std::string("search"));
    QCOMPARE(reading.value("model"), std::string("gpt-4o"));
    QCOMPARE(reading.value("Region"), std::string("eu"));
    QCOMPARE(reading.event().extra, std::string(R"({"Request":"7f3a9c21"})"));
}

void UserMapTest::aWrittenMapReadsItsJson()
{
    UserMap map;
    map.name = "Proxy";
    map.columns = {{"t", "timestamp", "unix_ms", ""},  {"use.in", "input_tokens", "thousand_tokens", ""},
                   {"use.usd", "cost_usd", "usd", ""}, {"took", "latency_ms", "us", ""},
                   {"code", "outcome", "", ""},        {"hit", "cached", "", ""},
                   {"who.team", "dimension", "", ""},  {"who.id", "per_event", "", ""}};
    Reading reading;
    reading.options.formats = {{"proxy", ingest::writeMap(map, false)}};
    reading.read("{\"t\":1777622400123,\"use\":{\"in\":1.5,\"usd\":0.25},\"took\":850500,\"code\":503,"
                 "\"hit\":\"miss\","
                 "\"who\":{\"team\":\"a\",\"id\":\"7\"}}\n");
    QCOMPARE(reading.file().added, 1);
    const base::EventRow &row = reading.event().row;
    QCOMPARE(row.atUs, 1'777'622'400'123'000);
    QCOMPARE(row.inputTokens, 1500);
    QCOMPARE(row.costNanos, 250'000'000);
    QCOMPARE(row.latencyUs, 850'500);
    QCOMPARE(reading.value("outcome"), std::string("failed"));
    QCOMPARE(reading.value("cached"), std::string("false"));
    QCOMPARE(reading.value("who.team"), std::string("a"));
    QCOMPARE(reading.event().extra, std::string(R"({"who.id":"7"})"));
}

void UserMapTest::anOwnMapGoesBeforeBuiltInFormats()
{
    UserMap map;
    map.name = "Mine";
    map.columns = {{"created_at", "timestamp", "iso", ""}, {"cost", "cost_usd", "usd", ""}};
    const std::vector<std::pair<std::string, std::string>> own = {{"mine", ingest::writeMap(map, false)}};
    const QByteArray portkey = "{\"ai_model\":\"gpt-4o\",\"created_at\":\"2026-05-01T00:00:00Z\",\"cost\":1,"
                               "\"req_units\":5,\"res_units\":2}\n";
    Reading builtIn;
    builtIn.read(portkey);
    QCOMPARE(builtIn.file().format, std::string("Portkey logs"));
    Reading reading;
    reading.options.formats = own;
    // One record that the map knows is enough, though the other format knows them all.
    reading.read(QByteArray(portkey).replace("cost", "kost") + portkey);
    QCOMPARE(reading.file().format, std::string("Mine"));
}

void UserMapTest::anOwnMapGoesBeforeThePlainReading()
{
    const QByteArray table = "timestamp,feature,cost\n2026-05-01,faq,5\n";
    UserMap map;
    map.name = "Mine";
    map.columns = {{"timestamp", "timestamp", "iso", ""},
                   {"feature", "feature", "", ""},
                   {"cost", "cost_usd", "cents", ""}};
    Reading reading;
    reading.options.formats = {{"mine", ingest::writeMap(map, true)}};
    reading.read(table);
    QCOMPARE(reading.file().format, std::string("Mine"));
    QCOMPARE(reading.event().row.costNanos, 50'000'000);
    // A table that lacks one of its columns is another's.
    reading.read("timestamp,feature,cost_usd\n2026-05-01,faq,5\n", QStringLiteral("b.csv"));
    QCOMPARE(reading.file().format, std::string("CostEvent CSV"));
}

void UserMapTest::jsonIsKnownByWhatItsRecordsHaveBetweenThem()
{
    UserMap map;
    map.name = "Mine";
    map.columns = {{"at", "timestamp", "iso", ""}, {"usd", "cost_usd", "usd", ""}, {"llm", "model", "", ""}};
    const std::vector<std::pair<std::string, std::string>> own = {{"mine", ingest::writeMap(map, false)}};
    Reading reading;
    reading.options.formats = own;
    reading.read("{\"at\":\"2026-05-01\",\"usd\":1}\n{\"at\":\"2026-05-01\",\"llm\":\"gpt-4o\"}\n");
    QCOMPARE(reading.file().format, std::string("Mine"));
    QCOMPARE(reading.file().added, 2);
    Reading other;
    other.options.formats = own;
    other.read("{\"at\":\"2026-05-01\",\"usd\":1}\n");
    QVERIFY(other.file().error);
}

void UserMapTest::whatIsKeptIsWhatTheMapSays()
{
    // Names that mean something else to Outlay, or to other formats, are the log's own here.
    UserMap map;
    map.name = "Mine";
    map.columns = {{"at", "timestamp", "iso", ""},   {"usd", "cost_usd", "usd", ""},
                   {"model", "dimension", "", ""},   {"session_id", "dimension", "", ""},
                   {"month", "dimension", "", ""},   {"feature_name", "per_event", "", ""},
                   {"cost_usd", "per_event", "", ""}};
    Reading reading;
    reading.options.formats = {{"mine", ingest::writeMap(map, true)}};
    const std::string own =
        reading.write("at,usd,model,session_id,month,feature_name,cost_usd\n2026-05-01,1,T,s1,May,faq,9\n",
                      QStringLiteral("a.csv"));
    const std::string plain =
        reading.write(jsonLine("\"model\":\"gpt-4o\",\"session_id\":\"s2\""), QStringLiteral("b.log"));
    reading.readPaths({plain, own, plain});
    QCOMPARE(reading.value("log_model", 1), std::string("T"));
    QCOMPARE(reading.value("model", 1), std::string("<absent>"));
    QCOMPARE(reading.value("session_id", 1), std::string("s1"));
    QCOMPARE(reading.value("log_month", 1), std::string("May"));
    QCOMPARE(reading.value("feature", 1), std::string("<absent>"));
    QCOMPARE(reading.event(1).row.costNanos, 1'000'000'000);
    QCOMPARE(reading.event(1).extra, std::string(R"({"cost_usd":"9","feature_name":"faq"})"));
    for (const std::size_t other : {std::size_t(0), std::size_t(2)}) {
        QCOMPARE(reading.value("model", other), std::string("gpt-4o"));
        QCOMPARE(reading.value("session_id", other), std::string("<absent>"));
    }
}

void UserMapTest::contentIsNeverKept()
{
    UserMap map;
    map.name = "Mine";
    map.columns = {{"at", "timestamp", "iso", ""},
                   {"usd", "cost_usd", "usd", ""},
                   {"prompt", "dimension", "", ""},
                   {"x.messages", "per_event", "", ""}};
    const std::string json = ingest::writeMap(map, false);
    const auto back = ingest::readMap(json);
    QVERIFY(back);
    QCOMPARE(useOf(*back, "prompt"), std::string("ignore"));
    QCOMPARE(useOf(*back, "x.messages"), std::string("ignore"));
    // Not even by a format that was written by hand.
    Reading reading;
    reading.options.formats = {{"mine", R"({"format":"Mine","recognise":{"has":["at","usd"]},
        "fields":{"timestamp":"at","cost_usd":"usd"},"dimensions":["prompt"],"per_event":["x.messages"]})"}};
    reading.read(R"({"at":"2026-05-01","usd":1,"prompt":"secret","x":{"messages":"secret"}})"
                 "\n");
    QCOMPARE(reading.file().added, 1);
    QVERIFY(reading.event().attribution.custom.empty());
    QVERIFY(reading.event().extra.empty());
}

void UserMapTest::aSecondColumnStandsInForAnEmptyOne()
{
    UserMap map;
    map.name = "Mine";
    map.columns = {
        {"at", "timestamp", "iso", ""}, {"usd", "cost_usd", "usd", ""}, {"ct", "cost_usd", "cents", ""}};
    const std::string json = ingest::writeMap(map, true);
    Reading reading;
    reading.options.formats = {{"mine", json}};
    reading.read("at,usd,ct\n2026-05-01,1,900\n2026-05-01,,5\n");
    QCOMPARE(reading.event(0).row.costNanos, 1'000'000'000);
    QCOMPARE(reading.event(1).row.costNanos, 50'000'000);
    QVERIFY(withoutReasons(*ingest::readMap(json)) == map);
}

void UserMapTest::namesThatAreNotUtf8AreToldOf()
{
    const QByteArray table = "Datum;Kosten;W\xE4hrung\n2026-05-01;1.5;USD\n2026-05-02;2;USD\n";
    Reading reading;
    const auto found = ingest::shapeOf(reading.write(table, QStringLiteral("a.csv")), {});
    QVERIFY(!found);
    QVERIFY(found.error().detail.find("save the log as UTF-8") != std::string::npos);
    // Nor does a map of its other columns read it.
    UserMap map;
    map.name = "Excel";
    map.columns = {{"Datum", "timestamp", "iso", ""}, {"Kosten", "cost_usd", "usd", ""}};
    reading.options.formats = {{"excel", ingest::writeMap(map, true)}};
    reading.options.format = "excel";
    reading.read(table, QStringLiteral("a.csv"));
    QVERIFY(reading.file().error);
    QVERIFY(reading.file().error->detail.find("save the log as UTF-8") != std::string::npos);
}

void UserMapTest::recordsThatAreNotUtf8AreNoSamples()
{
    Reading reading;
    const QByteArray table = "Datum,Kosten,Land\n2026-05-01,1.5,\xD6sterreich\n2026-05-02,2,Österreich\n";
    const LogShape found = shape(reading.write(table, QStringLiteral("a.csv")));
    QCOMPARE(found.columns.at(2).samples, (std::vector<std::string>{"Österreich"}));
    UserMap map;
    map.name = "Excel";
    map.columns = {{"Datum", "timestamp", "iso", ""}, {"Kosten", "cost_usd", "usd", ""}};
    reading.options.formats = {{"excel", ingest::writeMap(map, true)}};
    reading.read(table, QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.event().row.costNanos, 2'000'000'000);
    QCOMPARE(reading.report.rejects.at(0).line, 2);
    QVERIFY(reading.report.rejects.at(0).reason.starts_with("the text is not valid UTF-8"));
}

void UserMapTest::ids_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *name, const char *id) {
        QTest::newRow(name) << QString::fromUtf8(name) << QString::fromLatin1(id);
    };
    row("Gateway export", "gateway-export");
    row("  Gateway -- export (v2)! ", "gateway-export-v2");
    row("../../etc/passwd", "etc-passwd");
    row("A", "a");
    row("", "");
    row("...", "");
}

void UserMapTest::ids()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QCOMPARE(QString::fromStdString(ingest::mapId(name.toStdString())), id);
    // Other letters leave a file name, too, and two names are two.
    QVERIFY(ingest::mapId("日本").starts_with("map-"));
    QVERIFY(ingest::mapId("日本") != ingest::mapId("本日"));
}

QTEST_GUILESS_MAIN(UserMapTest)
#include "test_usermap.moc"
