// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include <array>
#include <set>

using namespace outlay;
using namespace outlay::tests;
using base::kAbsent;
using store::EventQuery;
using store::Store;

class StoreReadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryField();
    void absentIsNotZeroAndNotEmpty();
    void cellsAreTheSumsOfTheEvents();
    void ordersAndPages_data();
    void ordersAndPages();
    void costEventsShowsWhatWasLogged();
    void theGuidesQueryGivesTheGuidesTable();
    void refusesSumsThatDoNotFit();
};

void StoreReadTest::keepsEveryField()
{
    auto store = Store::openInMemory();
    MUST(store);
    base::Attribution full;
    for (std::size_t i = 0; i < full.fixed.size(); ++i)
        full.fixed[i] = "value \"" + std::to_string(i) + "' é";
    full.custom = {{"plan", ""}, {"region", "eu"}};
    base::EventRow row;
    row.atUs = -1; // 1969-12-31T23:59:59.999999Z
    row.user = 0xFFFFFFFFFFFF;
    row.inputTokens = 1;
    row.cacheReadTokens = 2;
    row.cacheWrite5mTokens = 3;
    row.cacheWrite1hTokens = 4;
    row.outputTokens = 5;
    row.costNanos = -6;
    row.latencyUs = 7;
    row.computedNanos = 8;
    row.extra = 0;
    MUST(import(**store, {{.rows = {row}, .attributions = {full}, .extras = {R"({"request_id":"r\n1"})"}}}));

    const auto events = (*store)->events({});
    MUST(events);
    QCOMPARE(events->size(), std::size_t{1});
    const store::EventRecord &record = events->front();
    QVERIFY(record.attribution == full);
    QCOMPARE(record.extra, std::string(R"({"request_id":"r\n1"})"));
    QCOMPARE(record.user, std::string("u-ffffffffffff"));
    row.attribution = record.row.attribution;
    row.extra = -1; // its text is in the record
    QVERIFY(record.row == row);
    const auto cells = (*store)->cells();
    MUST(cells);
    QCOMPARE(cells->attributions.size(), std::size_t{1});
    QVERIFY(cells->attributions.front().second == full);
    QCOMPARE(base::isoDay(cells->cells.runs.front().day), std::string("1969-12-31"));
}

void StoreReadTest::absentIsNotZeroAndNotEmpty()
{
    auto store = Store::openInMemory();
    MUST(store);
    base::Attribution absent;
    base::Attribution empty;
    empty[FixedDimension::Feature] = "";
    base::EventRow nothing;
    nothing.atUs = kMay1;
    base::EventRow zero = nothing;
    zero.attribution = 1;
    zero.costNanos = zero.inputTokens = zero.outputTokens = zero.latencyUs = zero.user = 0;
    zero.cacheReadTokens = zero.cacheWrite5mTokens = zero.cacheWrite1hTokens = 0;
    MUST(import(**store, {{.rows = {nothing, zero}, .attributions = {absent, empty}}}));

    const auto events = (*store)->events({.order = EventQuery::Order::OldestFirst});
    MUST(events);
    QCOMPARE(events->size(), std::size_t{2});
    QVERIFY(!(*events)[0].attribution[FixedDimension::Feature]);
    QCOMPARE((*events)[0].row.costNanos, kAbsent);
    QCOMPARE((*events)[0].row.cacheWrite1hTokens, kAbsent);
    QCOMPARE((*events)[0].user, std::string());
    QCOMPARE((*events)[1].attribution[FixedDimension::Feature], std::optional<std::string>(""));
    QCOMPARE((*events)[1].row.costNanos, 0);
    QCOMPARE((*events)[1].row.cacheWrite1hTokens, 0);
    QCOMPARE((*events)[1].user, std::string("u-000000000000"));
    const auto cells = (*store)->cells();
    MUST(cells);
    QCOMPARE(cells->cells.size(), std::size_t{2});
    QCOMPARE(cells->cells.sums(0).requests, 1);
    QCOMPARE(cells->cells.sums(0).priced, 0);
    QCOMPARE(cells->cells.sums(1).priced, 1);
    QCOMPARE(cells->cells.sums(1).withCacheWrite, 1);
}

void StoreReadTest::cellsAreTheSumsOfTheEvents()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    MUST(store);
    FileToImport file{.attributions = {feature("a"), feature("b"), feature("c")}};
    for (int i = 0; i < 40'000; ++i) { // three blocks, five days, some fields now and then
        base::EventRow row =
            call(kMay1 - kDay + i * 10'111'111LL, i * 7LL, static_cast<std::uint32_t>(i % 3));
        row.cacheReadTokens = i % 5 == 0 ? i : kAbsent;
        row.cacheWrite1hTokens = i % 7 == 0 ? 1 : kAbsent;
        row.costNanos = i % 11 == 0 ? kAbsent : row.costNanos;
        row.latencyUs = i % 13 == 0 ? kAbsent : i;
        row.computedNanos = i % 5 == 1 ? kAbsent : 5LL * i;
        if (i % 8 == 0)
            row.inputTokens = row.outputTokens = kAbsent;
        file.rows.push_back(row);
    }
    MUST(import(**store, {file}));
    // Days since 1970 of an event: 20454 (2026-01-01) and the whole days after it.
    const auto expected = query(
        path, "SELECT 20454 + at / 86400000000, attribution, count(*), count(cost_nanos), sum(cost_nanos),"
              " sum(input_tokens), count(input_tokens), coalesce(sum(cache_read_tokens), 0), "
              "count(cache_read_tokens),"
              " coalesce(sum(cache_write_5m_tokens), 0), coalesce(sum(cache_write_1h_tokens), 0),"
              " sum(cache_write_5m_tokens IS NOT NULL OR cache_write_1h_tokens IS NOT NULL),"
              " sum(output_tokens), count(output_tokens), coalesce(sum(iif(latency < 0, -1 - latency, "
              "latency * 1000)), 0), count(latency),"
              " sum(coalesce(cost_nanos, 0) + computed_beyond), count(computed_beyond),"
              " sum(iif(cost_nanos IS NULL, computed_beyond, 0)),"
              " sum(cost_nanos IS NULL AND computed_beyond IS NOT NULL),"
              " sum(input_tokens IS NULL AND output_tokens IS NULL AND cache_read_tokens IS NULL"
              " AND cache_write_5m_tokens IS NULL AND cache_write_1h_tokens IS NULL)"
              " FROM events LEFT JOIN event_details ON event = id GROUP BY 1, 2 ORDER BY 1, 2");
    QCOMPARE(expected.size(), std::size_t{5 * 3});
    QCOMPARE(cellsOf(path), expected);
    QCOMPARE(query(path, "SELECT sum(requests), sum(size), count(*) FROM cells").front(),
             std::string("40000|15|5"));
    QVERIFY((*store)->check().value().empty());
    query(path, "UPDATE cells SET packed = (SELECT packed FROM cells WHERE day = 20575) WHERE day = 20574");
    const auto findings = (*store)->check();
    MUST(findings);
    QCOMPARE(findings->size(), std::size_t{3}); // one a cell of that day
    QVERIFY(findings->front().find("2026-05-01") != std::string::npos);
    query(path, "UPDATE cells SET packed = substr(packed, 1, length(packed) - 1) WHERE day = 20574");
    QCOMPARE(int((*store)->cells().error().kind), int(base::ErrorKind::Corrupt));
    QVERIFY((*store)->cells().error().detail.find("2026-05-01") != std::string::npos);
}

namespace {

/// 50,000 calls in 4 blocks over 5.8 days, with equal times and costs, some unpriced; each tenth is of "b".
FileToImport manyCalls()
{
    FileToImport file{.attributions = {feature("a"), feature("b")}};
    for (int i = 0; i < 50'000; ++i) { // 4 blocks over 5.8 days, with equal times and costs, some unpriced
        base::EventRow row = call(kMay1 + (i / 2) * 20 * kSecond, (i * 7919LL) % 1000, i % 10 == 0 ? 1U : 0U);
        row.costNanos = i % 17 == 0 ? kAbsent : row.costNanos;
        row.computedNanos = i % 5 == 0 ? (i * 104'729LL) % 1100 : kAbsent; // shown where none is reported
        file.rows.push_back(row);
    }
    return file;
}

} // namespace

void StoreReadTest::ordersAndPages_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<int>("period"); ///< 0: all, 1: the third day
    QTest::addColumn<bool>("onlyB");
    QTest::addColumn<int>("offset");
    const std::array names = {"newest", "oldest", "dearest"};
    for (int order = 0; order < 3; ++order) {
        for (int period = 0; period < 2; ++period) {
            for (const bool onlyB : {false, true}) {
                for (const int offset : {0, 150, 100'000})
                    QTest::addRow("%s first, %s, %s, from row %d", names[static_cast<std::size_t>(order)],
                                  period ? "a day" : "all", onlyB ? "one feature" : "all features", offset)
                        << order << period << onlyB << offset;
            }
        }
    }
}

void StoreReadTest::ordersAndPages()
{
    QFETCH(int, order);
    QFETCH(int, period);
    QFETCH(bool, onlyB);
    QFETCH(int, offset);
    static QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    MUST(store);
    if ((*store)->facts().value().events == 0)
        MUST(import(**store, {manyCalls()}));
    EventQuery wanted;
    wanted.order = static_cast<EventQuery::Order>(order);
    wanted.offset = offset;
    wanted.limit = 100;
    std::string where = "WHERE 1";
    if (period == 1) {
        const base::Day third{std::chrono::year{2026} / 5 / 3};
        wanted.period = {third, third};
        where += " AND timestamp LIKE '2026-05-03%'";
    }
    if (onlyB) {
        const auto cells = (*store)->cells();
        MUST(cells);
        for (const auto &[id, attribution] : cells->attributions) {
            if (attribution[FixedDimension::Feature] == "b")
                wanted.attributions = {id};
        }
        where += " AND feature_name = 'b'";
    }
    const auto all = query(path, "SELECT count(*) FROM cost_events " + where);
    QCOMPARE(std::to_string((*store)->countEvents(wanted).value()), all.front());

    const auto events = (*store)->events(wanted);
    MUST(events);
    const auto count = std::stoll(all.front());
    QCOMPARE(static_cast<qint64>(events->size()), std::clamp<qint64>(count - offset, 0, 100));
    // Rows with the same key may come in either order, so it is the keys that are compared.
    const std::string key = order == 2 ? "coalesce(cost_shown_nanos, -1)" : "timestamp";
    const auto expected =
        query(path, "SELECT " + key + " AS key FROM cost_events " + where + " ORDER BY key " +
                        (order == 1 ? "ASC" : "DESC") + " LIMIT 100 OFFSET " + std::to_string(offset));
    std::vector<std::string> keys;
    std::set<std::int64_t> ids;
    for (const store::EventRecord &record : *events) {
        ids.insert(record.id);
        const base::Instant at{std::chrono::microseconds{record.row.atUs}};
        const std::int64_t shown = base::shownNanos(record.row);
        keys.push_back(order == 2 ? std::to_string(shown == kAbsent ? -1 : shown)
                                  : base::isoInstant(at).substr(0, 19) + ".000000Z");
    }
    QCOMPARE(keys, expected);
    QCOMPARE(ids.size(), events->size());
}

void StoreReadTest::costEventsShowsWhatWasLogged()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    MUST(store);
    base::Attribution logged = feature("unknown");
    logged[FixedDimension::Model] = "claude-3-5-haiku-20241022";
    logged[FixedDimension::Provider] = "anthropic";
    logged[FixedDimension::Environment] = "production";
    logged[FixedDimension::Priority] = "standard";
    logged[FixedDimension::Cached] = "false";
    logged[FixedDimension::RequestType] = "classify";
    logged[FixedDimension::Tier] = "batch";
    logged[FixedDimension::Outcome] = "error";
    auto sink = (*store)->beginImport({});
    MUST(sink);
    MUST((*sink)->beginFile("a.jsonl", 0));
    base::EventBatch batch;
    batch.newAttributions = {logged, {}};
    batch.newUsers = {{0xABCDEF012345, "ticket-7"}};
    batch.rows = {call(kMay1 + 411'739), call(kMay1 - 1), call(-1), {}};
    batch.rows[0].latencyUs = 850'500;
    batch.rows[0].cacheReadTokens = 900;
    batch.rows[0].cacheWrite1hTokens = 40;
    batch.extras = {"{\"input_audio_tokens\":\"7\",\"web_searches\":\"2\"}"};
    batch.rows[0].extra = 0;
    batch.rows[1].user = 0x00000000000F;
    batch.rows[2].user = kAbsent;
    batch.rows[3].atUs = kMay1 + kDay;
    batch.rows[3].attribution = 1;
    batch.rows[2].computedNanos = 7; // a reported cost is shown before a computed one
    batch.rows[3].computedNanos = 5;
    MUST((*sink)->addBatch(batch));
    base::FileReport report;
    MUST((*sink)->endFile(report, {}, nullptr));
    MUST((*sink)->commit());
    const std::string noDetails = "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL";
    // Last the numbers of the call and of what it is attributed to, and what a second log was joined over.
    const std::string rest = "|claude-3-5-haiku-20241022|production|standard|0|1200|300|0.0035|classify|";
    const std::vector<std::string> expected = {
        "2026-05-01T00:00:00.411739Z|unknown|free|ticket-7" + rest +
            "850.5|3500000|anthropic|a.jsonl|NULL|NULL|0.0035|3500000|batch|2026-05-01|error|0|900|NULL|40|"
            "NULL|NULL|7|NULL|NULL|NULL|2|0|1|NULL",
        "2026-04-30T23:59:59.999999Z|unknown|free|u-00000000000f" + rest +
            "850|3500000|anthropic|a.jsonl|NULL|NULL|0.0035|3500000|batch|2026-04-30|error|0|" + noDetails +
            "|1|1|NULL",
        "1969-12-31T23:59:59.999999Z|unknown|free|NULL" + rest +
            "850|3500000|anthropic|a.jsonl|7.0e-09|7|0.0035|3500000|batch|1969-12-31|error|0|" + noDetails +
            "|2|1|NULL",
        "2026-05-02T00:00:00.000000Z|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|"
        "NULL|5.0e-09|5|5.0e-09|5|NULL|2026-05-02|NULL|0|" +
            noDetails + "|3|2|NULL"};
    QCOMPARE(query(path, "SELECT * FROM cost_events"), expected);
    QCOMPARE((*store)->events({.order = EventQuery::Order::OldestFirst}).value()[2].user,
             std::string("ticket-7"));
    MUST((*store)->undoImport(1));
    QCOMPARE(query(path, "SELECT count(*) FROM users"), std::vector<std::string>{"0"});
}

void StoreReadTest::theGuidesQueryGivesTheGuidesTable()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("guide.db")).toStdString();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    MUST(store);
    FileToImport file;
    file.attributions = {};
    struct Line
    {
        const char *feature;
        const char *segment;
        int requests;
        std::int64_t costNanos;
    };
    // $157.50 / 45,000 = $17.50 / 5,000 = $0.0035; $96 / 800 = $18 / 150 = $0.12
    for (const Line &line : {Line{"faq_response_generation", "free", 45'000, 3'500'000},
                             Line{"complex_support_reasoning", "enterprise", 800, 120'000'000},
                             Line{"faq_response_generation", "enterprise", 5'000, 3'500'000},
                             Line{"complex_support_reasoning", "free", 150, 120'000'000}}) {
        base::Attribution attribution = feature(line.feature);
        attribution[FixedDimension::Segment] = line.segment;
        file.attributions.push_back(attribution);
        for (int i = 0; i < line.requests; ++i)
            file.rows.push_back(call(kMay1 + i * 50 * kSecond, line.costNanos,
                                     static_cast<std::uint32_t>(file.attributions.size() - 1)));
    }
    MUST(import(**store, {file}));
    const auto rows =
        query(path, "SELECT strftime('%Y-%m', timestamp) AS month, feature_name, user_segment,"
                    " COUNT(*) AS request_count, SUM(input_tokens) AS total_input_tokens,"
                    " SUM(output_tokens) AS total_output_tokens, SUM(cost_usd) AS total_cost,"
                    " ROUND(SUM(cost_usd) / COUNT(*), 6) AS avg_cost_per_request FROM cost_events"
                    " GROUP BY month, feature_name, user_segment ORDER BY total_cost DESC");
    QCOMPARE(rows.size(), std::size_t{4});
    // Each request has 1,200 input and 300 output tokens; by total cost, so $18.00 comes before $17.50.
    const std::array expected = {
        std::array{"2026-05|faq_response_generation|free|45000|54000000|13500000|", "157.50", "|0.0035"},
        std::array{"2026-05|complex_support_reasoning|enterprise|800|960000|240000|", "96.00", "|0.12"},
        std::array{"2026-05|complex_support_reasoning|free|150|180000|45000|", "18.00", "|0.12"},
        std::array{"2026-05|faq_response_generation|enterprise|5000|6000000|1500000|", "17.50", "|0.0035"}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QString row = QString::fromStdString(rows[i]);
        QVERIFY2(row.startsWith(QLatin1String(expected[i][0])), rows[i].c_str());
        QVERIFY2(row.endsWith(QLatin1String(expected[i][2])), rows[i].c_str());
        QCOMPARE(QString::number(row.section(QLatin1Char('|'), 6, 6).toDouble(), 'f', 2),
                 QLatin1String(expected[i][1]));
    }
    // 157.50 + 96.00 + 17.50 + 18.00 = 289.00, to the nano-dollar
    QCOMPARE(query(path, "SELECT sum(cost_nanos) FROM cost_events"),
             std::vector<std::string>{"289000000000"});
}

void StoreReadTest::refusesSumsThatDoNotFit()
{
    auto store = Store::openInMemory();
    MUST(store);
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const auto inOne = import(**store, {{.rows = {call(kMay1, most), call(kMay1, 1)}}});
    QVERIFY(!inOne);
    QCOMPARE(int(inOne.error().kind), int(base::ErrorKind::BadInput));
    QVERIFY(inOne.error().detail.find("2026-05-01") != std::string::npos);
    MUST(import(**store, {{.rows = {call(kMay1, most)}}}));
    const auto inTwo = import(**store, {{.rows = {call(kMay1 + 1, 1)}}});
    QVERIFY(!inTwo);
    QVERIFY(inTwo.error().detail.find("2026-05-01") != std::string::npos);
    QCOMPARE((*store)->facts().value().events, 1);
    QVERIFY((*store)->check().value().empty());
}

QTEST_GUILESS_MAIN(StoreReadTest)
#include "test_storeread.moc"
