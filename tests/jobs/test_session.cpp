// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/csvtext.h"
#include "jobs/costlog.h"
#include "jobs/session.h"
#include "store/storefixture.h"

#include <sys/stat.h>

using namespace outlay;
using jobs::Session;
using tests::dump;
using tests::parseCsv;
using tests::writeLog;

namespace {

constexpr std::int64_t kDollar = base::kNanosPerDollar;
constexpr int kWait = 60'000;
constexpr int kManyLines = 200'000;

base::Question ask(const char *period = "2026-05")
{
    return {{*base::parsePeriod(period), {}}, base::Compare::None};
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;

    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString storePath() const { return path("store.db"); }

    bool open(const QString &store)
    {
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(store);
        return opened.wait(kWait) && m_session->isOpen();
    }

    base::ImportReport import(const QStringList &paths)
    {
        QSignalSpy finished(m_session.get(), &Session::importFinished);
        m_session->startImport(paths, {});
        if (!finished.wait(kWait))
            return {};
        return finished[0][0].value<base::ImportReport>();
    }

    /// Starts an import of many lines and of a pipe into which nobody writes: it ends when it is stopped.
    bool startEndlessImport()
    {
        const QString pipe = path("pipe");
        if (!writeLog(path("big.jsonl"), {{kManyLines, "ocr", "pro", "0.12"}}, 10) ||
            ::mkfifo(QFile::encodeName(pipe).constData(), 0600) != 0)
            return false;
        m_session->startImport({path("big.jsonl"), pipe}, {});
        return true;
    }

    std::shared_ptr<const insight::Snapshot> answer(const base::Question &question)
    {
        QSignalSpy ready(m_session.get(), &Session::snapshotReady);
        m_session->ask(question);
        if (!ready.wait(kWait))
            return nullptr;
        return ready.last()[0].value<std::shared_ptr<const insight::Snapshot>>();
    }

    base::Error failure(const std::function<void()> &run)
    {
        QSignalSpy failed(m_session.get(), &Session::failed);
        run();
        return failed.wait(kWait) ? failed[0][0].value<base::Error>() : base::Error();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<Session>();
        QVERIFY(open(storePath()));
    }

    void cleanup()
    {
        m_session.reset();
        m_folder.reset();
    }

    void aNewStoreIsEmpty()
    {
        QCOMPARE(m_session->state().facts.events, 0);
        QVERIFY(!m_session->cube()->span());
        QVERIFY(m_session->state().imports.empty());
    }

    void anImportChangesTheCubeBeforeItIsFinished()
    {
        // 40 × $0.0035 + 10 × $0.12 = $1.34.
        QVERIFY(writeLog(path("a.jsonl"), {{40, "chat", "free", "0.0035"}, {10, "ocr", "pro", "0.12"}}));
        QSignalSpy changed(m_session.get(), &Session::changed);
        const base::ImportReport report = import({path("a.jsonl")});
        QCOMPARE(changed.size(), 1);
        QVERIFY(report.importId != 0);
        QCOMPARE(report.totals().added, 50);
        QVERIFY(!m_session->isImporting());
        QCOMPARE(m_session->state().facts.events, 50);
        QCOMPARE(m_session->state().imports.size(), std::size_t(1));
        QCOMPARE(m_session->state().imports[0].costNanos, 1'340'000'000);
    }

    void anAnswerIsTheSumOfTheLog()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40, "chat", "free", "0.0035"}, {10, "ocr", "pro", "0.12"}}));
        import({path("a.jsonl")});
        const auto all = answer(ask());
        QCOMPARE(all->features.total.costNanos, 40 * 3'500'000LL + 10 * 120'000'000LL);
        QCOMPARE(all->features.total.requests, 50);
        base::Question chat = ask();
        chat.filter.where["feature"] = {{"chat"}, false};
        QCOMPARE(answer(chat)->features.total.costNanos, 40 * 3'500'000LL);
    }

    void theSameFileTwiceAddsNothing()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40}}));
        import({path("a.jsonl")});
        const base::ImportReport again = import({path("a.jsonl")});
        QCOMPARE(again.totals().added, 0);
        QCOMPARE(again.totals().duplicates, 40);
        QCOMPARE(answer(ask())->features.total.requests, 40);
    }

    void onlyTheLatestQuestionIsAnswered()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40}}));
        import({path("a.jsonl")});
        QSignalSpy ready(m_session.get(), &Session::snapshotReady);
        for (int i = 0; i < 50; ++i)
            m_session->ask(ask("2026-04"));
        m_session->ask(ask("2026-05"));
        QVERIFY(ready.wait(kWait));
        m_session->ask(ask("2026-03")); // whatever is still under way would come before its answer
        QVERIFY(ready.wait(kWait));
        QCOMPARE(ready.size(), 2);
        const auto first = ready[0][0].value<std::shared_ptr<const insight::Snapshot>>();
        QCOMPARE(first->question, ask("2026-05"));
    }

    void aQuestionThatMakesNoSenseFails()
    {
        base::Question question = ask();
        question.filter.where["colour"] = {{"red"}, false};
        QCOMPARE(failure([&] { m_session->ask(question); }).kind, base::ErrorKind::Misuse);
    }

    void aCancelledImportLeavesTheStoreAsItWas()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40}}));
        import({path("a.jsonl")});
        const auto before = dump(storePath().toStdString());
        QSignalSpy cancelled(m_session.get(), &Session::importFailed);
        QSignalSpy finished(m_session.get(), &Session::importFinished);
        connect(m_session.get(), &Session::importProgressed, m_session.get(),
                [this](const ingest::ImportProgress &progress) {
                    if (progress.events > 0)
                        m_session->cancelImport();
                });
        QVERIFY(startEndlessImport());
        QVERIFY(m_session->isImporting());
        QVERIFY(cancelled.wait(kWait));
        QCOMPARE(finished.size(), 0);
        QCOMPARE(cancelled[0][0].value<base::Error>().kind, base::ErrorKind::Cancelled);
        QVERIFY(!m_session->isImporting());
        QCOMPARE(dump(storePath().toStdString()), before);
        QCOMPARE(answer(ask())->features.total.requests, 40);
    }

    void afterACancelTheSameFileImportsWhole()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{5'000}}));
        QSignalSpy cancelled(m_session.get(), &Session::importFailed);
        m_session->startImport({path("a.jsonl")}, {});
        m_session->cancelImport();
        QVERIFY(cancelled.wait(kWait));
        QCOMPARE(import({path("a.jsonl")}).totals().added, 5'000);
    }

    void aSecondImportWaitsForNobody()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{5'000}}));
        QSignalSpy finished(m_session.get(), &Session::importFinished);
        m_session->startImport({path("a.jsonl")}, {});
        m_session->startImport({path("a.jsonl")}, {});
        QVERIFY(finished.wait(kWait));
        QCOMPARE(import({path("a.jsonl")}).totals().duplicates, 5'000);
        QCOMPARE(finished.size(), 2); // the second of the first two was not taken
    }

    void whatCannotBeReadIsInTheReportAndChangesNothing()
    {
        QFile picture(path("picture.png"));
        QVERIFY(picture.open(QIODevice::WriteOnly));
        picture.write(QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
        picture.close();
        const auto before = dump(storePath().toStdString());
        QSignalSpy changed(m_session.get(), &Session::changed);
        const base::ImportReport report = import({path("picture.png"), path("missing.jsonl")});
        QVERIFY(!report.anyRead());
        QCOMPARE(report.importId, 0);
        QCOMPARE(report.files.size(), std::size_t(2));
        for (const base::FileReport &file : report.files)
            QVERIFY(file.error && !file.error->detail.empty());
        QCOMPARE(changed.size(), 0);
        QCOMPARE(dump(storePath().toStdString()), before);
    }

    void undoTakesOneImportBackOut()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40, "chat", "free", "0.0035"}}));
        QVERIFY(writeLog(path("b.jsonl"), {{10, "ocr", "pro", "0.12"}}));
        const qint64 first = import({path("a.jsonl")}).importId;
        import({path("b.jsonl")});
        QSignalSpy undone(m_session.get(), &Session::importUndone);
        QSignalSpy changed(m_session.get(), &Session::changed);
        m_session->undoImport(first);
        QVERIFY(changed.wait(kWait));
        QCOMPARE(undone.size(), 1);
        QCOMPARE(undone[0][1].toLongLong(), 40);
        QCOMPARE(answer(ask())->features.total.costNanos, 10 * 120'000'000LL);
        QCOMPARE(failure([&] { m_session->undoImport(first); }).kind, base::ErrorKind::NotFound);
    }

    void aBudgetIsSetReplacedAndRemoved()
    {
        QSignalSpy changed(m_session.get(), &Session::changed);
        m_session->setBudget(base::featureBudget("chat", base::Money::fromNanos(300 * kDollar)));
        QVERIFY(changed.wait(kWait));
        m_session->setBudget(base::featureBudget("chat", base::Money::fromNanos(200 * kDollar)));
        QVERIFY(changed.wait(kWait));
        QCOMPARE(m_session->state().budgets.size(), std::size_t(1));
        QCOMPARE(m_session->state().budgets[0].amount.nanos(), 200 * kDollar);
        const qint64 id = m_session->state().budgets[0].id;
        m_session->removeBudget(id);
        QVERIFY(changed.wait(kWait));
        QVERIFY(m_session->state().budgets.empty());
        QCOMPARE(failure([&] { m_session->removeBudget(id); }).kind, base::ErrorKind::NotFound);
    }

    void anImportMakesAThresholdFireOnce()
    {
        QSignalSpy changed(m_session.get(), &Session::changed);
        QSignalSpy fired(m_session.get(), &Session::alertsFired);
        m_session->setBudget(base::featureBudget("chat", base::Money::fromNanos(kDollar)));
        QVERIFY(changed.wait(kWait));
        QVERIFY(writeLog(path("a.jsonl"), {{300, "chat", "free", "0.0035"}})); // $1.05 of $1
        import({path("a.jsonl")});
        QCOMPARE(fired.size(), 1);
        QCOMPARE(m_session->state().alerts.size(), std::size_t(2)); // 80 % and 100 %
        QVERIFY(m_session->state().alerts[0].measured == base::Measured::Actual);
        QVERIFY(writeLog(path("b.jsonl"), {{100, "chat", "pro", "0.0035"}}));
        import({path("b.jsonl")});
        QCOMPARE(fired.size(), 1);
        m_session->markAlerts({{m_session->state().alerts[0].id, base::AlertState::Seen}});
        QVERIFY(changed.wait(kWait));
        QVERIFY(m_session->state().alerts[0].state == base::AlertState::Seen);
    }

    void whatAnUndoneImportToldIsMarked()
    {
        QSignalSpy changed(m_session.get(), &Session::changed);
        QSignalSpy fired(m_session.get(), &Session::alertsFired);
        m_session->setBudget(base::featureBudget("chat", base::Money::fromNanos(kDollar)));
        QVERIFY(changed.wait(kWait));
        QVERIFY(writeLog(path("a.jsonl"), {{250, "chat", "free", "0.0035"}})); // $0.875 of $1
        import({path("a.jsonl")});
        QVERIFY(writeLog(path("b.jsonl"), {{100, "chat", "pro", "0.0035"}})); // $1.225
        const qint64 second = import({path("b.jsonl")}).importId;
        const auto withdrawn = [this] {
            std::map<int, bool> by;
            for (const base::Alert &alert : m_session->state().alerts)
                if (alert.measured == base::Measured::Actual)
                    by[alert.percent] = alert.isWithdrawn;
            return by;
        };
        QVERIFY((withdrawn() == std::map<int, bool>{{80, false}, {100, false}}));
        m_session->undoImport(second);
        QVERIFY(changed.wait(kWait));
        QVERIFY((withdrawn() == std::map<int, bool>{{80, false}, {100, true}}));
        fired.clear();
        import({path("b.jsonl")});
        QVERIFY((withdrawn() == std::map<int, bool>{{80, false}, {100, false}}));
        QCOMPARE(fired.size(), 0); // no news
    }

    void plannedDaysAreNoAnomaliesAndTheLatestQuestionIsAnswered()
    {
        constexpr qint64 dayMs = 86'400'000;
        QVERIFY(writeLog(path("a.jsonl"), {{40, "chat", "free", "10"}, {1, "chat", "free", "200"}}, dayMs));
        import({path("a.jsonl")});
        QSignalSpy ready(m_session.get(), &Session::anomaliesReady);
        const auto found = [&ready] { return ready.last()[1].value<insight::Anomalies>().found; };
        m_session->loadAnomalies(1, ask("2026-06").filter);
        m_session->loadAnomalies(2, ask("2026-06").filter);
        QVERIFY(ready.wait(kWait));
        QCOMPARE(ready[0][0].toInt(), 2); // only the latest
        QCOMPARE(found().size(), std::size_t(1));
        QCOMPARE(found()[0].excess().nanos(), 190 * kDollar);
        QSignalSpy changed(m_session.get(), &Session::changed);
        const base::PlannedDay day{*base::parseDay("2026-06-10"), insight::sliceText(found()[0].slice),
                                   "test"};
        m_session->setPlanned({day});
        QVERIFY(changed.wait(kWait));
        QVERIFY(m_session->state().planned == std::vector<base::PlannedDay>{day});
        m_session->loadAnomalies(3, ask("2026-06").filter);
        QVERIFY(ready.wait(kWait));
        QVERIFY(found().empty());
        m_session->removePlanned({day});
        QVERIFY(changed.wait(kWait));
        QVERIFY(m_session->state().planned.empty());
        m_session->loadAnomalies(4, ask("2026-06").filter);
        m_session->cancelAnomalies();
        QVERIFY(!ready.wait(500));
    }

    void theLatestBridgeIsAnswered()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40, "chat", "free", "10"}}));
        import({path("a.jsonl")});
        QSignalSpy ready(m_session.get(), &Session::bridgeReady);
        const auto bridge = [&ready] { return ready.last()[1].value<insight::Bridge>(); };
        const base::Period all = base::kAllTime;
        const base::Period never = base::periodOf(*base::parseMonth("2001-01"));
        base::Filter filter;
        filter.period = all;
        m_session->loadBridge(1, filter, all);
        m_session->loadBridge(2, filter, never);
        QVERIFY(ready.wait(kWait));
        QCOMPARE(ready[0][0].toInt(), 2); // only the latest
        QCOMPARE(bridge().total.of(insight::Effect::New).nanos(), 400 * kDollar);
        QSignalSpy failed(m_session.get(), &Session::bridgeFailed);
        filter.where["no_such"].values = {"x"};
        m_session->loadBridge(3, filter, never);
        QVERIFY(failed.wait(kWait));
        m_session->loadBridge(4, filter, never);
        m_session->cancelBridge();
        QVERIFY(!failed.wait(300));
        QCOMPARE(ready.size(), 1);
    }

    void anAnomalyIsToldOnceAndItsDaysArePlannedWithIt()
    {
        // $10 a day from 1 May to 9 June, then $200 a day. Nothing varies, so the band is the floor of $1.
        constexpr qint64 dayMs = 86'400'000;
        const auto importDays = [this](const QList<tests::Calls> &after) {
            return writeLog(path("days.jsonl"), QList<tests::Calls>{{40, "chat", "free", "10"}} + after,
                            dayMs);
        };
        QSignalSpy fired(m_session.get(), &Session::alertsFired);
        QVERIFY(importDays({{1, "chat", "free", "200"}}));
        import({path("days.jsonl")});
        QCOMPARE(fired.size(), 1);
        QCOMPARE(m_session->state().alerts.size(), std::size_t(1));
        const base::Alert alert = m_session->state().alerts[0];
        QVERIFY(alert.kind == base::AlertKind::Anomaly && alert.state == base::AlertState::New);
        QVERIFY(alert.delivery == base::Delivery::None);
        QCOMPARE(base::isoDay(alert.periodFirst), std::string("2026-06-10"));
        QCOMPARE(base::isoDay(alert.day), std::string("2026-06-10"));
        QCOMPARE(alert.value.nanos(), 200 * kDollar);
        QCOMPARE(alert.limit.nanos(), 11 * kDollar);

        QVERIFY(importDays({{2, "chat", "free", "200"}})); // it goes on: that is no news
        import({path("days.jsonl")});
        QCOMPARE(fired.size(), 1);

        QSignalSpy changed(m_session.get(), &Session::changed);
        m_session->markAlerts({{alert.id, base::AlertState::Planned}});
        QVERIFY(changed.wait(kWait));
        QVERIFY(m_session->state().planned ==
                std::vector<base::PlannedDay>({{alert.periodFirst, alert.slice, {}}}));
        QVERIFY(importDays({{2, "chat", "free", "200"}, {1, "chat", "free", "10"}}));
        import({path("days.jsonl")});
        QCOMPARE(fired.size(), 2); // the day after it was not planned
        QCOMPARE(base::isoDay(m_session->state().alerts[0].periodFirst), std::string("2026-06-11"));
    }

    void onlyAnomaliesOfTheLastWeekAreTold_data()
    {
        QTest::addColumn<int>("daysAfter");
        QTest::addColumn<int>("alerts");
        QTest::newRow("six days ago") << 6 << 1;
        QTest::newRow("seven days ago") << 7 << 0;
    }

    void onlyAnomaliesOfTheLastWeekAreTold()
    {
        QFETCH(int, daysAfter);
        QVERIFY(writeLog(
            path("days.jsonl"),
            {{40, "chat", "free", "10"}, {1, "chat", "free", "200"}, {daysAfter, "chat", "free", "10"}},
            86'400'000));
        import({path("days.jsonl")});
        QTEST(int(m_session->state().alerts.size()), "alerts");
    }

    void eventsComeInPagesWithOneCount()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{440, "chat", "free", "0.0035"}, {10, "ocr", "pro", "0.12"}}));
        import({path("a.jsonl")});
        using Order = store::EventQuery::Order;
        QSignalSpy pages(m_session.get(), &Session::eventsReady);
        QSignalSpy counts(m_session.get(), &Session::eventsCounted);
        m_session->loadEvents(7, ask().filter, Order::DearestFirst, 0, 200);
        QVERIFY(counts.wait(kWait));
        QCOMPARE(counts[0][0].toInt(), 7);
        QCOMPARE(counts[0][1].toLongLong(), 450);
        m_session->loadEvents(7, ask().filter, Order::DearestFirst, 400, 200);
        QTRY_COMPARE_WITH_TIMEOUT(pages.size(), 2, kWait);
        const auto first = pages[0][1].value<std::vector<store::EventRecord>>();
        QCOMPARE(first.size(), std::size_t(200));
        QCOMPARE(first[9].row.costNanos, 120'000'000);
        QCOMPARE(first[10].row.costNanos, 3'500'000);
        QCOMPARE(pages[1][1].value<std::vector<store::EventRecord>>().size(), std::size_t(50));
        QCOMPARE(counts.size(), 1);

        base::Filter pro = ask().filter;
        pro.where["segment"] = {{"pro"}, false};
        m_session->loadEvents(8, pro, Order::OldestFirst, 0, 200);
        QVERIFY(counts.wait(kWait));
        QCOMPARE(counts[1][1].toLongLong(), 10);
    }

    void eventsBehindARuleAreFoundAndSharedOnesAreTold()
    {
        // 3 calls of ocr; of 5 without a feature rules share those of segment pro, and tag the others.
        QVERIFY(writeLog(path("a.jsonl"), {{3, "ocr"}, {3, "", "free"}, {2, "", "pro"}}));
        import({path("a.jsonl")});
        base::Rule split;
        split.where = {{"feature", {{""}, {}, false}}, {"segment", {{"pro"}, {}, false}}};
        split.action = base::RuleAction::SplitByRequests;
        split.shares = {{"ocr"}, {"chat"}};
        base::Rule tag;
        tag.where["feature"] = {{""}, {}, false};
        tag.value = "chat";
        {
            const auto store = store::Store::open(storePath().toStdString(), store::Store::Mode::ReadWrite);
            QVERIFY(store && (*store)->setRules({split, tag}, {}));
        }
        QVERIFY(open(storePath()));
        QSignalSpy counts(m_session.get(), &Session::eventsCounted);
        base::Filter chat = ask().filter;
        chat.where["feature"] = {{"chat"}, false};
        m_session->loadEvents(1, chat, store::EventQuery::Order::NewestFirst, 0, 200);
        QVERIFY(counts.wait(kWait));
        QCOMPARE(counts[0][1].toLongLong(), 5);
        QCOMPARE(counts[0][2].toLongLong(), 2);
        m_session->loadEvents(2, ask().filter, store::EventQuery::Order::NewestFirst, 0, 200);
        QVERIFY(counts.wait(kWait));
        QCOMPARE(counts[1][1].toLongLong(), 8); // each once, however many have a share of it
    }

    void theNewestQuestionForEventsIsTheOnlyOneAnswered()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40, "chat"}, {10, "ocr", "pro"}}));
        import({path("a.jsonl")});
        QSignalSpy pages(m_session.get(), &Session::eventsReady);
        QSignalSpy counts(m_session.get(), &Session::eventsCounted);
        QSignalSpy exported(m_session.get(), &Session::eventsExported);
        using Order = store::EventQuery::Order;
        // None of these is answered before the last of them is asked: answers come with this thread's events.
        m_session->exportEvents(path("events.csv"), ask().filter, Order::OldestFirst);
        for (int generation = 1; generation <= 20; ++generation) {
            base::Filter filter = ask().filter;
            filter.where["segment"] = {{generation < 20 ? "free" : "pro"}, false};
            m_session->loadEvents(generation, filter, Order::NewestFirst, 0, 200);
        }
        QVERIFY(counts.wait(kWait));
        QCOMPARE(exported.size(), 1);
        QCOMPARE(counts.size(), 1);
        QCOMPARE(counts[0][0].toInt(), 20);
        QCOMPARE(counts[0][1].toLongLong(), 10);
        QCOMPARE(pages.size(), 1);
        QCOMPARE(pages[0][0].toInt(), 20);
    }

    void eventsOfAnImportAreThereAtOnce()
    {
        // The reading connection was opened before the second import.
        QVERIFY(writeLog(path("a.jsonl"), {{3}}));
        QVERIFY(writeLog(path("b.jsonl"), {{4, "ocr"}}));
        QSignalSpy counts(m_session.get(), &Session::eventsCounted);
        import({path("a.jsonl")});
        m_session->loadEvents(1, ask().filter, store::EventQuery::Order::NewestFirst, 0, 200);
        QVERIFY(counts.wait(kWait));
        import({path("b.jsonl")});
        m_session->loadEvents(2, ask().filter, store::EventQuery::Order::NewestFirst, 0, 200);
        QVERIFY(counts.wait(kWait));
        QCOMPARE(counts[1][1].toLongLong(), 7);
    }

    void exportedEventsAreAllOfThemToTheCent()
    {
        QVERIFY(
            writeLog(path("a.jsonl"), {{25'000, "chat", "free", "0.0035"}, {10, "a,b", "pro", "0.12"}}, 10));
        import({path("a.jsonl")});
        QSignalSpy exported(m_session.get(), &Session::eventsExported);
        m_session->exportEvents(path("events.csv"), ask().filter, store::EventQuery::Order::OldestFirst);
        QVERIFY(exported.wait(kWait));
        QFile file(path("events.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QStringList> records = parseCsv(file.readAll());
        QCOMPARE(records.size(), 25'011);
        const auto cost = records[0].indexOf(QStringLiteral("cost_usd"));
        std::int64_t sum = 0;
        for (qsizetype row = 1; row < records.size(); ++row)
            sum += base::Money::parse(records[row][cost].toStdString())->nanos();
        QCOMPARE(sum, 25'000 * 3'500'000LL + 10 * 120'000'000LL);
        QCOMPARE(records[1][0], QStringLiteral("2026-05-01T00:00:00Z"));
        QCOMPARE(records.last()[1], QStringLiteral("a,b"));
    }

    void anExportThatCannotBeWrittenLeavesNothing()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{3}}));
        import({path("a.jsonl")});
        const QString target = path("no such folder/events.csv");
        const base::Error error = failure(
            [&] { m_session->exportEvents(target, ask().filter, store::EventQuery::Order::OldestFirst); });
        QCOMPARE(error.kind, base::ErrorKind::Unwritable);
        QVERIFY(QString::fromStdString(base::sentence(error)).contains(target));
        QVERIFY(!QFile::exists(target));
    }

    void rejectsAreKeptWithTheImport()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{3}}));
        QFile log(path("a.jsonl"));
        QVERIFY(log.open(QIODevice::Append));
        log.write("{\"timestamp\": \"no time\", \"feature_name\": \"chat\", \"model\": \"m\", "
                  "\"input_tokens\": 1, \"output_tokens\": 1, \"cost_usd\": 0.1}\n");
        log.close();
        const base::ImportReport report = import({path("a.jsonl")});
        QCOMPARE(report.totals().rejected, 1);
        QSignalSpy ready(m_session.get(), &Session::rejectsReady);
        m_session->loadRejects(report.importId);
        QVERIFY(ready.wait(kWait));
        const auto rejects = ready[0][1].value<std::vector<base::Reject>>();
        QCOMPARE(rejects.size(), std::size_t(1));
        QCOMPARE(rejects[0].line, 4);
        QVERIFY(!rejects[0].reason.empty());
    }

    void aTextFileIsNoStore()
    {
        const QString text = path("notes.txt");
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray content = "This is no store.\n" + QByteArray(4096, 'x');
        file.write(content);
        file.close();
        QSignalSpy failed(m_session.get(), &Session::openFailed);
        m_session->open(text);
        QVERIFY(failed.wait(kWait));
        QCOMPARE(failed[0][0].toString(), text);
        const QString sentence = QString::fromStdString(base::sentence(failed[0][1].value<base::Error>()));
        QVERIFY2(sentence.contains(text) && sentence.contains(QStringLiteral("store")), qPrintable(sentence));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void anotherStoreHasItsOwnFigures()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40}}));
        import({path("a.jsonl")});
        QSignalSpy ready(m_session.get(), &Session::snapshotReady);
        m_session->ask(ask());
        QVERIFY(open(path("other.db"))); // the answer to the first store's question is dropped
        QCOMPARE(m_session->state().facts.events, 0);
        QCOMPARE(answer(ask())->features.total.requests, 0);
        QCOMPARE(ready.size(), 1);
        QVERIFY(open(storePath()));
        QCOMPARE(answer(ask())->features.total.requests, 40);
    }

    void goingAwayDuringAnImportLeavesTheStoreIntact()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{40}}));
        import({path("a.jsonl")});
        const auto before = dump(storePath().toStdString());
        QSignalSpy progressed(m_session.get(), &Session::importProgressed);
        QVERIFY(startEndlessImport());
        QVERIFY(progressed.wait(kWait));
        m_session.reset();
        QCOMPARE(dump(storePath().toStdString()), before);
        const auto store = store::Store::open(storePath().toStdString(), store::Store::Mode::ReadWrite);
        QVERIFY(store.has_value());
        QVERIFY((*store)->check()->empty());
    }

    void goingAwayWithQuestionsUnderWayIsSafe()
    {
        QVERIFY(writeLog(path("a.jsonl"), {{400}}));
        import({path("a.jsonl")});
        for (int i = 0; i < 20; ++i) {
            m_session->ask(ask());
            m_session->loadEvents(i, ask().filter, store::EventQuery::Order::NewestFirst, 0, 200);
        }
        m_session.reset();
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "test_session.moc"
