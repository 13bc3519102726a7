// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Attempts of one logical call: which they are, which of them counts, and that it does not matter in what
// order or in how many imports they come.

#include "storefixture.h"

#include <QtCore/QTemporaryDir>

#include <map>
#include <random>

using namespace outlay;
using namespace outlay::tests;
using store::Store;

namespace {

const std::string kOver = "superseded attempt";

base::Attribution asked(const std::string &outcome = {}, const std::string &name = "chat",
                        const std::string &model = "gpt-4o")
{
    base::Attribution attribution = feature(name);
    attribution[FixedDimension::Model] = model;
    if (!outcome.empty())
        attribution[FixedDimension::Outcome] = outcome;
    return attribution;
}

/// A call of the seconds after May began, which costs a cent.
base::EventRow at(std::int64_t seconds, std::uint32_t attribution = 0)
{
    return call(kMay1 + seconds * kSecond, 10'000'000, attribution);
}

base::EventRow tied(base::EventRow row, std::uint64_t id, bool request)
{
    row.attempt = id * 2 + (request ? 1 : 0);
    row.extra = 0;
    return row;
}

FileToImport log(std::vector<base::EventRow> rows, std::vector<base::Attribution> attributions = {asked()},
                 const std::string &name = "a.jsonl")
{
    for (base::Attribution &attribution : attributions)
        attribution[FixedDimension::Source] = name;
    return {name, std::move(rows), std::move(attributions), {R"({"request_id":"r"})"}};
}

/// Outcome of each event by its second, "" where none is said; several of one second joined with a blank.
std::map<std::int64_t, std::string> outcomes(const Store &store)
{
    std::map<std::int64_t, std::string> all;
    const auto events = store.events({base::kAllTime, {}, store::EventQuery::Order::OldestFirst, 0, 1000});
    for (const store::EventRecord &event : *events) {
        std::string &text = all[(event.row.atUs - kMay1) / kSecond];
        text += (text.empty() ? "" : " ") + event.attribution[FixedDimension::Outcome].value_or("");
    }
    return all;
}

std::map<std::int64_t, std::string> outcomesOf(const std::vector<FileToImport> &imports)
{
    const auto store = *Store::openInMemory();
    for (const FileToImport &one : imports) {
        const auto reports = import(*store, {one});
        if (!reports)
            return {{0, base::sentence(reports.error())}};
    }
    if (const auto wrong = store->check(); !wrong || !wrong->empty())
        return {{0, wrong ? wrong->front() : base::sentence(wrong.error())}};
    return outcomes(*store);
}

using Outcomes = std::map<std::int64_t, std::string>;

constexpr std::uint32_t kSeeds = 40;

/// A log of three hours with many calls that are made again, most lines in the order of time, some a little
/// late and a few hours late.
FileToImport tangled(std::mt19937 &random, const std::string &name, int calls)
{
    const auto below = [&random](unsigned most) { return static_cast<std::int64_t>(random() % most); };
    std::vector<base::EventRow> rows;
    std::int64_t seconds = below(3600);
    for (int i = 0; i < calls; ++i) {
        seconds += below(2) == 0 ? below(20) : below(static_cast<unsigned>(1 + 4 * 10'800 / calls));
        const std::int64_t late = below(40) == 0 ? below(7200) : below(5) == 0 ? below(500) : 0;
        base::EventRow row =
            at(std::max<std::int64_t>(seconds - late, 0), static_cast<std::uint32_t>(below(3)));
        row.atUs += below(kSecond);
        row.user = below(3);
        row.inputTokens = 100 + below(3);
        if (below(3) == 0)
            row = tied(row, static_cast<std::uint64_t>(1 + below(20)), below(2) == 0);
        rows.push_back(row);
    }
    return log(rows, {asked(), asked("failed"), asked("partial")}, name);
}

/// The log through a sink, a few thousand events at a time.
void sendInBatches(Store &store, const FileToImport &file)
{
    auto sink = store.beginImport(base::Instant{});
    MUST(sink);
    MUST((*sink)->beginFile(file.name, 0));
    for (std::size_t begin = 0; begin < file.rows.size(); begin += 3000) {
        base::EventBatch batch;
        batch.extras = file.extras;
        if (begin == 0)
            batch.newAttributions = file.attributions;
        const auto end = std::min(begin + 3000, file.rows.size());
        batch.rows.assign(file.rows.begin() + static_cast<std::ptrdiff_t>(begin),
                          file.rows.begin() + static_cast<std::ptrdiff_t>(end));
        MUST((*sink)->addBatch(batch));
    }
    base::FileReport report;
    report.path = file.name;
    MUST((*sink)->endFile(report, {}, nullptr));
    MUST((*sink)->commit());
}

} // namespace

class TestStoreAttempts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofCallsThatResembleEachOtherWithinHalfAMinuteTheLastCounts()
    {
        // 30 seconds is within; from the third to the fourth it is more, and that is a call of its own
        QCOMPARE(outcomesOf({log({at(0), at(10), at(40), at(71)})}),
                 (Outcomes{{0, kOver}, {10, kOver}, {40, ""}, {71, ""}}));
    }

    void whatDiffersInFeatureModelUserOrTokensIsAnotherCall()
    {
        base::EventRow user = at(1);
        user.user = 5;
        base::EventRow tokens = at(2);
        tokens.inputTokens = 1201;
        QCOMPARE(outcomesOf({log({at(0), user, tokens, at(3, 1), at(4, 2)},
                                 {asked(), asked("", "search"), asked("", "chat", "gpt-4o-mini")})}),
                 (Outcomes{{0, ""}, {1, ""}, {2, ""}, {3, ""}, {4, ""}}));
    }

    void answersOfOneInstantWereWantedSideBySide()
    {
        // three answers of one chain at 0 s and a failed call; that of 5 s stands for all that came before
        base::EventRow second = tied(at(0), 7, false);
        base::EventRow third = second;
        third.outputTokens = 120;
        const auto store = *Store::openInMemory();
        MUST(import(*store,
                    {log({second, second, third, tied(at(0, 1), 7, false)}, {asked(), asked("failed")})}));
        QCOMPARE(outcomes(*store), (Outcomes{{0, "failed"}}));
        QCOMPARE(outcomesOf({log({second, third, tied(at(5), 7, false)})}),
                 (Outcomes{{0, std::string(kOver) + " " + kOver}, {5, ""}}));
    }

    void whatIsNotSaidIsNotTheSame()
    {
        base::EventRow nobody = at(0);
        nobody.user = base::kAbsent;
        base::EventRow nobodyToo = at(1);
        nobodyToo.user = base::kAbsent;
        base::EventRow noTokens = at(2);
        noTokens.inputTokens = base::kAbsent;
        base::EventRow noTokensToo = at(3);
        noTokensToo.inputTokens = base::kAbsent;
        QCOMPARE(outcomesOf({log({nobody, nobodyToo, noTokens, noTokensToo})}),
                 (Outcomes{{0, ""}, {1, ""}, {2, ""}, {3, ""}}));
    }

    void anAttemptThatFailedIsFailedAndTheLastSuccessCounts()
    {
        const std::vector<base::Attribution> both = {asked("error"), asked("success")};
        QCOMPARE(outcomesOf({log({at(0, 0), at(5, 1)}, both)}), (Outcomes{{0, "failed"}, {5, "completed"}}));
        QCOMPARE(outcomesOf({log({at(0, 1), at(5, 1), at(9, 0)}, both)}),
                 (Outcomes{{0, kOver}, {5, "completed"}, {9, "failed"}}));
        QCOMPARE(outcomesOf({log({at(0, 0), at(5, 0)}, both)}), (Outcomes{{0, "failed"}, {5, "failed"}}));
    }

    void aBrokenStreamIsSupersededByTheWholeAnswer()
    {
        const std::vector<base::Attribution> both = {asked("partial"), asked("completed")};
        QCOMPARE(outcomesOf({log({at(0, 0), at(5, 1)}, both)}), (Outcomes{{0, kOver}, {5, "completed"}}));
        QCOMPARE(outcomesOf({log({at(0, 0), at(5, 0)}, both)}), (Outcomes{{0, kOver}, {5, "partial"}}));
    }

    void theSameInputPartlyFromTheCacheIsTheSameInput()
    {
        base::EventRow cached = at(4);
        cached.inputTokens = 200;
        cached.cacheReadTokens = 1000;
        QCOMPARE(outcomesOf({log({at(0), cached})}), (Outcomes{{0, kOver}, {4, ""}}));
    }

    void anAnswerFromAGatewaysCacheIsNoAttempt()
    {
        base::Attribution cached = asked("completed");
        cached[FixedDimension::Cached] = "true";
        QCOMPARE(outcomesOf({log({at(0), at(13, 1)}, {asked("completed"), cached})}),
                 (Outcomes{{0, "completed"}, {13, "completed"}}));
    }

    void aJobThatAsksTheSameAllTheTimeIsNoRetry()
    {
        std::vector<base::EventRow> rows;
        Outcomes all;
        for (std::int64_t second = 0; second < 110; second += 10) { // eleven calls
            rows.push_back(at(second));
            all[second] = "";
        }
        QCOMPARE(outcomesOf({log(rows)}), all);
    }

    void aRequestIdTiesAttemptsHoweverLittleElseTheySay()
    {
        base::EventRow first = tied(at(0), 7, true);
        first.user = base::kAbsent;
        base::EventRow silent = tied(at(1000), 7, true); // a stream without usage
        silent.inputTokens = silent.outputTokens = base::kAbsent;
        base::EventRow last = tied(at(2000, 1), 7, true); // another model took over
        last.user = base::kAbsent;
        QCOMPARE(outcomesOf({log({first, silent, last}, {asked(), asked("", "chat", "claude-3-5-haiku")})}),
                 (Outcomes{{0, kOver}, {1000, kOver}, {2000, ""}}));
    }

    void stepsOfOneRequestAreNotAttempts()
    {
        base::EventRow other = tied(at(1), 7, true);
        other.inputTokens = 900;
        QCOMPARE(outcomesOf({log({tied(at(0), 7, true), other, tied(at(2, 1), 7, true)},
                                 {asked(), asked("", "search")})}),
                 (Outcomes{{0, ""}, {1, ""}, {2, ""}}));
    }

    void aChainTiesCallsOfOneFeatureModelAndInputAlone()
    {
        base::EventRow step = tied(at(60), 3, false);
        step.inputTokens = 900;
        QCOMPARE(outcomesOf(
                     {log({tied(at(0), 3, false), step, tied(at(120), 3, false), tied(at(121), 4, false)})}),
                 (Outcomes{{0, kOver}, {60, ""}, {120, ""}, {121, ""}}));
    }

    void inWhichOrderAndInHowManyImportsTheyComeMakesNoDifference()
    {
        const Outcomes wanted{{0, kOver}, {20, kOver}, {45, ""}, {3600, ""}};
        QCOMPARE(outcomesOf({log({at(3600), at(45), at(20), at(0)})}), wanted);
        QCOMPARE(outcomesOf({log({at(0)}), log({at(20)}, {asked()}, "b.jsonl"),
                             log({at(45), at(3600)}, {asked()}, "c.jsonl")}),
                 wanted);
        QCOMPARE(outcomesOf({log({at(45), at(3600)}), log({at(20)}, {asked()}, "b.jsonl"),
                             log({at(0)}, {asked()}, "c.jsonl")}),
                 wanted);
    }

    void whatIsLinkedWhileALogIsReadIsWhatALookAtTheWholeStoreLinks()
    {
        int superseded = 0;
        for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
            std::mt19937 random(seed);
            const auto store = *Store::openInMemory();
            FileToImport again = tangled(random, "a.jsonl", 60);
            MUST(import(*store, {again, tangled(random, "b.jsonl", 40)}));
            again.rows.resize(30); // an export that overlaps
            again.rows.push_back(at(20'000));
            MUST(import(*store, {again}));
            MUST(import(*store, {tangled(random, "c.jsonl", 30)}));
            for (const auto &[second, outcome] : outcomes(*store))
                superseded += outcome.find(kOver) != std::string::npos ? 1 : 0;
            const auto changed = store->setRetryWindow(30);
            MUST(changed);
            QVERIFY2(*changed == 0,
                     ("seed " + std::to_string(seed) + ": " + std::to_string(*changed)).c_str());
            const auto wrong = store->check();
            MUST(wrong);
            QVERIFY2(wrong->empty(), wrong->empty() ? "" : wrong->front().c_str());
        }
        QVERIFY(superseded > 2 * static_cast<int>(kSeeds)); // there was something to find
    }

    void aLongLogIsLinkedPieceByPiece()
    {
        std::vector<base::EventRow> rows;
        for (std::int64_t i = 0; i < 80'000; ++i) {
            base::EventRow row = at(i / 2);
            row.user = i;
            rows.push_back(row);
            if (i % 100 == 99) // made again half a minute after the first attempt
                rows[rows.size() - 1].user = rows[rows.size() - 60].user;
        }
        const auto store = *Store::openInMemory();
        sendInBatches(*store, log(rows));
        int superseded = 0;
        const auto events =
            store->events({base::kAllTime, {}, store::EventQuery::Order::OldestFirst, 0, 100'000});
        MUST(events);
        for (const store::EventRecord &event : *events)
            superseded += event.attribution[FixedDimension::Outcome] == kOver ? 1 : 0;
        QCOMPARE(superseded, 800); // one of every hundred
        QCOMPARE(store->setRetryWindow(30).value(), 0);
        const auto wrong = store->check();
        MUST(wrong);
        QVERIFY(wrong->empty());
    }

    void undoingTheLaterAttemptMakesTheEarlierOneCount()
    {
        const auto store = *Store::openInMemory();
        MUST(import(*store, {log({at(0)})}));
        MUST(import(*store, {log({at(20)}, {asked()}, "b.jsonl")}));
        QCOMPARE(outcomes(*store), (Outcomes{{0, kOver}, {20, ""}}));
        MUST(store->undoImport(2));
        QCOMPARE(outcomes(*store), (Outcomes{{0, ""}}));
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

    void anEventThatIsSupersededIsStillKnownAsADuplicate()
    {
        const auto store = *Store::openInMemory();
        MUST(import(*store, {log({at(0), at(20)})}));
        const auto again = import(*store, {log({at(0), at(20)}, {asked()}, "copy.jsonl")});
        MUST(again);
        QCOMPARE(again->front().added, 0);
        QCOMPARE(again->front().duplicates, 2);
        QCOMPARE(outcomes(*store), (Outcomes{{0, kOver}, {20, ""}}));
    }

    void whatWasLoggedStaysInTheStore()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("s.db")).toStdString();
        MUST(import(**Store::open(path, Store::Mode::ReadWrite), {log({at(0), at(20)}, {asked("OK")})}));
        QCOMPARE(query(path, "SELECT DISTINCT outcome FROM attributions"), std::vector<std::string>{"OK"});
        QCOMPARE(query(path, "SELECT superseded, count(*) FROM events JOIN attributions AS a"
                             " ON a.id = attribution GROUP BY 1"),
                 (std::vector<std::string>{"0|1", "1|1"}));
    }

    void thePersonSetsHowManySecondsLieBetweenAttempts()
    {
        const auto store = *Store::openInMemory();
        MUST(import(*store, {log({at(0), at(20), at(70)})}));
        QCOMPARE(store->retryWindow().value(), 30);
        QCOMPARE(store->setRetryWindow(0).value(), 1);
        QCOMPARE(outcomes(*store), (Outcomes{{0, ""}, {20, ""}, {70, ""}}));
        QCOMPARE(store->setRetryWindow(50).value(), 2);
        QCOMPARE(outcomes(*store), (Outcomes{{0, kOver}, {20, kOver}, {70, ""}}));
        QCOMPARE(store->retryWindow().value(), 50);
        QVERIFY(!store->setRetryWindow(3601));
        QVERIFY(!store->setRetryWindow(-1));
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

    void whatIsStoppedIsAsItWas_data()
    {
        QTest::addColumn<int>("after");
        QTest::newRow("before it began") << 0;
        QTest::newRow("in the first pass") << 1;
        QTest::newRow("in the second pass") << 2;
        QTest::newRow("before anything is written") << 3;
    }
    void whatIsStoppedIsAsItWas()
    {
        QFETCH(int, after);
        const auto store = *Store::openInMemory();
        MUST(import(*store, {log({at(0), at(20), at(70)})}));
        const Outcomes before = outcomes(*store);
        std::stop_source stop;
        int told = 0;
        store::LinkWatch watch;
        watch.stop = stop.get_token();
        watch.progress = [&](std::int64_t done, std::int64_t total) {
            QVERIFY(done > 0 && done <= total);
            if (++told == after)
                stop.request_stop();
        };
        if (after == 0)
            stop.request_stop();
        const auto linked = store->setRetryWindow(50, watch);
        QVERIFY(!linked);
        QCOMPARE(linked.error().kind, base::ErrorKind::Cancelled);
        QVERIFY(told >= after);
        QCOMPARE(store->retryWindow().value(), 30);
        QCOMPARE(outcomes(*store), before);
        QCOMPARE(store->setRetryWindow(50).value(), 1); // and it can still be done
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

    void aStoreOfBeforeIsLinkedWhenItIsOpened()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("s.db")).toStdString();
        {
            const auto store = *Store::open(path, Store::Mode::ReadWrite);
            MUST(store->setRetryWindow(0));
            MUST(import(*store, {log({at(0), at(20)})}));
        }
        QCOMPARE(query(path, "UPDATE settings SET value = '30' WHERE name = 'retry_window_seconds';"
                             "INSERT INTO meta VALUES ('unlinked', 1)"),
                 std::vector<std::string>());
        const auto store = *Store::open(path, Store::Mode::ReadWrite);
        QCOMPARE(outcomes(*store), (Outcomes{{0, kOver}, {20, ""}}));
    }
};

QTEST_GUILESS_MAIN(TestStoreAttempts)
#include "test_storeattempts.moc"
