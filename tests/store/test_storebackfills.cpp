// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

using namespace outlay;
using namespace outlay::tests;
using base::ErrorKind;
using base::Join;
using base::JoinKind;
using base::JoinLog;
using base::JoinPlan;
using store::KeptJoin;
using store::Store;

namespace {

JoinLog otherLog()
{
    JoinLog log{"/in/app.csv", "mark", {"feature", "team"}, {"", "m"}, {{"joined", "blue"}, {"", ""}}, {}};
    base::JoinRow row;
    row.call = 0xFEDCBA9876543210;
    row.atUs = kMay1;
    row.inputTokens = 5;
    row.model = 1;
    row.line = 2;
    log.rows = {row, {.chain = 3, .values = 1, .line = 3}};
    return log;
}

/// Joins every second of the events that have no feature.
base::Result<JoinPlan> joinSome(const std::vector<KeptJoin> &kept, const store::LoggedWalk &walk)
{
    JoinPlan plan{{{{"feature", "joined"}, {"team", "blue"}}}, {}};
    const auto walked = walk(
        [&](std::int64_t event, const base::Attribution &logged, const base::EventRow &, std::string_view) {
            if (!logged[FixedDimension::Feature] && event % 2 == 0)
                plan.joins.push_back({event, kept.front().first.id, JoinKind::Time, 7, 0});
        });
    if (!walked)
        return tl::unexpected(walked.error());
    return plan;
}

base::Attribution nameless(const std::string &source = "a.jsonl")
{
    base::Attribution attribution;
    attribution[FixedDimension::Segment] = "free";
    attribution[FixedDimension::Source] = source;
    return attribution;
}

/// 60 calls over some days; a third of them has a feature.
FileToImport someCalls(const std::string &name = "a.jsonl", std::int64_t from = kMay1)
{
    FileToImport file{.name = name, .attributions = {nameless(name), feature("chat", name), nameless(name)}};
    for (int i = 0; i < 60; ++i)
        file.rows.push_back(call(from + i * kSecond * 7'200, i + 1, static_cast<std::uint32_t>(i % 3)));
    return file;
}

struct Sums
{
    std::int64_t requests = 0;
    std::int64_t nanos = 0;
    std::int64_t joined = 0; ///< calls

    bool operator==(const Sums &) const = default;
};

Sums sumsOf(const Store &store)
{
    Sums sums;
    const auto data = store.cells().value();
    for (const base::Cell &cell : data.cells.cells()) {
        sums.requests += cell.sums.requests;
        sums.nanos += cell.sums.costNanos;
        for (const auto &[id, attribution] : data.attributions)
            if (id == cell.attribution && !attribution.joined.empty())
                sums.joined += cell.sums.requests;
    }
    return sums;
}

constexpr base::Instant kThen{std::chrono::microseconds{kMay1}};

} // namespace

/// What other logs say of calls lies over what was logged.
class StoreBackfillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_dir.reset(); }

    void aLogIsKeptAsItIs()
    {
        const auto store = Store::openInMemory().value();
        const JoinLog log = otherLog();
        const auto id = store->editBackfills(
            {.added = &log, .windowUs = 5, .now = kThen, .who = "ann"},
            [&](const std::vector<KeptJoin> &kept, const store::LoggedWalk &) -> base::Result<JoinPlan> {
                if (kept.size() != 1 || kept.front().second != log)
                    return base::fail(ErrorKind::Internal, "", "another log");
                return JoinPlan();
            });
        MUST(id);
        const auto backfills = store->backfills().value();
        QVERIFY(
            (backfills == std::vector<base::Backfill>{
                              {*id, kThen, "/in/app.csv", "mark", 5, 2, {"feature", "team"}, {0, 0, 0}}}));
        QVERIFY((store->backfillChanges().value() ==
                 std::vector<base::BackfillChange>{{kThen, "ann", "added", *id, "/in/app.csv"}}));
        const auto again = store->editBackfills({.added = &log, .windowUs = 5}, joinSome);
        QVERIFY(!again && again.error().kind == ErrorKind::BadInput);
        const auto missing = store->editBackfills({.removed = 99}, joinSome);
        QVERIFY(!missing && missing.error().kind == ErrorKind::NotFound);
    }

    void joiningMovesNoSumAndRemovingRestoresAllThatCounts()
    {
        const auto store = Store::open(path(), Store::Mode::ReadWrite).value();
        MUST(import(*store, {someCalls()}));
        const auto before = countingRows();
        const Sums sums = sumsOf(*store);
        const std::string fingerprint = store->facts()->fingerprint;
        const JoinLog log = otherLog();
        const auto id = store->editBackfills({.added = &log}, joinSome);
        MUST(id);
        // Of 60 calls 40 have no feature, of which every second has an even number.
        QVERIFY((sumsOf(*store) == Sums{60, 60 * 61 / 2, 20}));
        QCOMPARE(store->check().value(), std::vector<std::string>());
        QVERIFY(store->facts()->fingerprint != fingerprint);
        QCOMPARE(store->backfills()->front().joined[2], 20);
        const auto events = store->events({}).value();
        for (const store::EventRecord &event : events) {
            const bool isJoined = event.attribution.joined == std::vector<base::Dimension>{"feature", "team"};
            QCOMPARE(isJoined, event.attribution[FixedDimension::Feature] == "joined");
            QCOMPARE(isJoined, base::valueIn(event.attribution, "team") == "blue");
        }
        MUST(store->editBackfills({.removed = *id}, joinSome));
        QCOMPARE(countingRows(), before);
        QVERIFY(sumsOf(*store) == sums);
        QCOMPARE(store->facts()->fingerprint, fingerprint);
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

    void theSameLogIsKnownAgainWhateverWasJoined()
    {
        const auto store = Store::open(path(), Store::Mode::ReadWrite).value();
        MUST(import(*store, {someCalls()}));
        const JoinLog log = otherLog();
        MUST(store->editBackfills({.added = &log}, joinSome));
        const auto reports = import(*store, {someCalls()});
        MUST(reports);
        QCOMPARE(reports->front().added, 0);
        QCOMPARE(sumsOf(*store).requests, 60);
    }

    void whatIsSupersededComesBackAsItWasLogged()
    {
        const auto store = Store::open(path(), Store::Mode::ReadWrite).value();
        FileToImport first = someCalls();
        for (std::size_t i = 0; i < first.rows.size(); ++i)
            first.rows[i].key = i + 1;
        FileToImport second = someCalls("b.jsonl");
        for (std::size_t i = 0; i < second.rows.size(); ++i) {
            second.rows[i].key = i + 1;
            second.rows[i].rank = 1;
            second.rows[i].costNanos += 1'000;
        }
        MUST(import(*store, {first}));
        const auto before = namedCellsOf(path());
        const JoinLog log = otherLog();
        const auto id = store->editBackfills({.added = &log}, joinSome);
        MUST(id);
        MUST(import(*store, {second}));
        MUST(store->editBackfills({.removed = *id}, joinSome)); // while the joined ones are put aside
        MUST(store->undoImport(store->imports()->front().id));
        QCOMPARE(namedCellsOf(path()), before);
        QCOMPARE(sumsOf(*store).joined, 0);
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

    void attemptsAreLinkedByWhatWasLogged()
    {
        const auto store = Store::open(path(), Store::Mode::ReadWrite).value();
        FileToImport file{.attributions = {nameless(), nameless()}};
        file.attributions[0][FixedDimension::Outcome] = "failed";
        file.rows = {call(kMay1, 1, 0), call(kMay1 + kSecond, 2, 1)};
        MUST(import(*store, {file}));
        const JoinLog log = otherLog();
        MUST(store->editBackfills({.added = &log}, joinSome));
        const auto outcomes = [&] {
            std::vector<std::string> all;
            const auto events = store->events({}).value();
            for (const auto &event : events)
                all.push_back(event.attribution[FixedDimension::Outcome].value_or(""));
            return all;
        };
        const auto linked = outcomes();
        MUST(store->setRetryWindow(0));
        MUST(store->setRetryWindow(base::kDefaultRetryWindow));
        QCOMPARE(outcomes(), linked);
        QCOMPARE(store->check().value(), std::vector<std::string>());
        QCOMPARE(sumsOf(*store).joined, 1);
    }

    void aFailureOrAStopChangesNothing()
    {
        const auto store = Store::open(path(), Store::Mode::ReadWrite).value();
        MUST(import(*store, {someCalls()}));
        const auto before = dump(path());
        const JoinLog log = otherLog();
        const auto failed =
            store->editBackfills({.added = &log}, [](const auto &, const auto &) -> base::Result<JoinPlan> {
                return base::fail(ErrorKind::Cancelled, "", "was stopped");
            });
        QVERIFY(!failed && failed.error().kind == ErrorKind::Cancelled);
        std::stop_source stop;
        store::BackfillEdit edit{.added = &log};
        edit.walk.stop = stop.get_token();
        const auto stopped = store->editBackfills(edit, [&stop](const auto &kept, const auto &walk) {
            auto plan = joinSome(kept, walk);
            stop.request_stop();
            return plan;
        });
        QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
        QCOMPARE(dump(path()), before);
    }

    void undoneImportsLoseTheirJoins()
    {
        const auto store = Store::open(path(), Store::Mode::ReadWrite).value();
        MUST(import(*store, {someCalls()}));
        MUST(import(*store, {someCalls("b.jsonl", kMay1 + kDay / 2 + kSecond)}));
        const JoinLog log = otherLog();
        MUST(store->editBackfills({.added = &log}, joinSome));
        MUST(store->undoImport(store->imports()->back().id));
        QCOMPARE(
            query(path(), "SELECT count(*) FROM joined_events WHERE event NOT IN (SELECT id FROM events)"),
            std::vector<std::string>{"0"});
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

private:
    std::string path() const { return m_dir->filePath(QStringLiteral("store.db")).toStdString(); }
    /// All that figures are made of.
    std::vector<std::string> countingRows() const
    {
        std::vector<std::string> rows = query(path(), "SELECT * FROM events ORDER BY id");
        for (const char *sql :
             {"SELECT * FROM attributions ORDER BY id", "SELECT * FROM attribution_fields ORDER BY 1, 2",
              "SELECT * FROM joined_events", "SELECT count(*) FROM backfill_rows",
              "SELECT count(*) FROM backfill_values"})
            for (std::string &row : query(path(), sql))
                rows.push_back(std::move(row));
        for (std::string &row : cellsOf(path()))
            rows.push_back(std::move(row));
        return rows;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(StoreBackfillsTest)
#include "test_storebackfills.moc"
