// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include "store/connection.h"
#include "store/importsink.h"

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace outlay;
using namespace outlay::tests;
using base::ErrorKind;
using store::Store;

class StoreImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void summarisesImports();
    void undoRestoresWhatWasThere_data();
    void undoRestoresWhatWasThere();
    void undoOfNothing();
    void rollbackLeavesNothing_data();
    void rollbackLeavesNothing();
    void aFirstImportWritesInPlaceWhereNobodyReads();
    void readersSeeTheOldStateUntilCommit();
    void aSecondImportHasToWait();
    void aFullDiskChangesNothing_data();
    void aFullDiskChangesNothing();
    void idsAreNotUsedTwice();
    void refusesWrongUse();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::string m_path;
};

namespace {

/// What a person sees: events, cells by words, and their dictionary.
std::vector<std::string> figures(const std::string &path)
{
    std::vector<std::string> all =
        query(path, "SELECT * FROM cost_events ORDER BY timestamp, cost_nanos, source");
    for (std::string &row : namedCellsOf(path))
        all.push_back(std::move(row));
    return all;
}

} // namespace

void StoreImportTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("costs.db")).toStdString();
}

void StoreImportTest::summarisesImports()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    FileToImport unpriced{.name = "b.jsonl",
                          .rows = {call(kMay1 + 3 * kDay, base::kAbsent), call(kMay1, base::kAbsent)}};
    unpriced.rows[1].computedNanos = 30; // priced by the book, and without tokens in the log
    unpriced.rows[1].inputTokens = unpriced.rows[1].outputTokens = base::kAbsent;
    MUST(import(**store, {{.name = "a.jsonl", .rows = {call(kMay1, 7), call(kMay1 - 1, 8)}}, unpriced}));
    const auto imports = (*store)->imports();
    MUST(imports);
    QCOMPARE(imports->size(), std::size_t{1});
    const base::ImportSummary &summary = imports->front();
    QCOMPARE(summary.id, 1);
    QCOMPARE(base::isoInstant(summary.at), std::string("2026-09-21T14:13:20Z")); // date -u -d @1790000000
    QCOMPARE(summary.files.size(), std::size_t{2});
    QCOMPARE(summary.files[0].path, std::string("a.jsonl"));
    QCOMPARE(summary.files[0].unpriced, 0);
    QCOMPARE(summary.files[1].unpriced, 1);
    QCOMPARE(summary.files[1].missingUsage, 1);
    QCOMPARE(summary.costNanos, 7 + 8 + 30);
    QVERIFY(summary.span);
    QCOMPARE(base::isoDay(summary.span->first), std::string("2026-04-30"));
    QCOMPARE(base::isoDay(summary.span->last), std::string("2026-05-04"));
    const auto facts = (*store)->facts();
    MUST(facts);
    QCOMPARE(facts->events, 4);
    QCOMPARE(facts->imports, 1);
    QVERIFY(facts->lastImportAt == summary.at);
    QVERIFY(facts->fileBytes > 0);
}

void StoreImportTest::undoRestoresWhatWasThere_data()
{
    QTest::addColumn<int>("shift"); ///< days between the first import and the one that is undone
    QTest::addColumn<int>("events");
    QTest::newRow("days of its own, after") << 10 << 10'000;
    QTest::newRow("days of its own, before") << -10 << 10'000;
    QTest::newRow("the same days") << 0 << 10'000;
    QTest::newRow("the same days, more than what was there") << 0 << 30'000;
    QTest::newRow("some days shared") << 2 << 10'000;
    QTest::newRow("some days shared, before") << -2 << 10'000;
    QTest::newRow("some days shared, before, more than what was there") << -2 << 30'000;
}

void StoreImportTest::undoRestoresWhatWasThere()
{
    QFETCH(const int, shift);
    QFETCH(const int, events);
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(import(**store, {log("one", kMay1, 20'000, 15)})); // 3.5 days
    const auto before = figures(m_path);
    const std::string fingerprint = (*store)->facts().value().fingerprint;
    MUST(import(**store, {log("two", kMay1 + shift * kDay + 7, events, 30),
                          log("one", kMay1 + shift * kDay + 8, 500, 60)}));
    QVERIFY(figures(m_path) != before);
    QVERIFY((*store)->facts().value().fingerprint != fingerprint);
    QCOMPARE((*store)->undoImport(2).value(), events + 500);
    QCOMPARE(figures(m_path), before);
    QCOMPARE((*store)->facts().value().fingerprint, fingerprint);
    QCOMPARE((*store)->imports().value().size(), std::size_t{1});
    QVERIFY((*store)->check().value().empty());

    QCOMPARE((*store)->undoImport(1).value(), 20'000);
    QVERIFY(figures(m_path).empty());
    for (const char *table :
         {"events", "event_details", "event_blocks", "cells", "attributions", "import_files", "imports"})
        QCOMPARE(query(m_path, std::string("SELECT count(*) FROM ") + table), std::vector<std::string>{"0"});
}

void StoreImportTest::undoOfNothing()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    const auto undone = (*store)->undoImport(5);
    QVERIFY(!undone);
    QCOMPARE(int(undone.error().kind), int(ErrorKind::NotFound));
    QVERIFY(undone.error().detail.find("import 5") != std::string::npos);
}

void StoreImportTest::rollbackLeavesNothing_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"rollback", "destructor", "no file read"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void StoreImportTest::rollbackLeavesNothing()
{
    QFETCH(QString, how);
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(import(**store, {log("one", kMay1, 1000, 60)}));
    const auto before = dump(m_path);
    {
        auto sink = (*store)->beginImport({});
        MUST(sink);
        if (how != QLatin1String("no file read")) {
            MUST(send(**sink, log("two", kMay1, 50'000, 60)));
            MUST(send(**sink, log("one", kMay1, 1000, 60), 3)); // duplicates, which are taken out
        }
        if (how == QLatin1String("rollback"))
            (*sink)->rollback();
        if (how == QLatin1String("no file read"))
            QCOMPARE((*sink)->commit().value(), 0);
    }
    QCOMPARE(dump(m_path), before);
    MUST(import(**store, {log("two", kMay1, 100, 60)})); // and the way is free again
}

void StoreImportTest::aFirstImportWritesInPlaceWhereNobodyReads()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    const QString name = QString::fromStdString(m_path);
    {
        auto sink = (*store)->beginImport({}, Store::Meanwhile::Busy);
        MUST(sink);
        MUST(send(**sink, log("one", kMay1, 300'000, 1)));
        QVERIFY(!QFileInfo::exists(name + QStringLiteral("-wal")));
        QCOMPARE((*store)->facts().error().kind, ErrorKind::Busy);
        MUST((*sink)->commit());
    }
    QCOMPARE((*store)->facts().value().events, 300'000);
    QCOMPARE(query(m_path, "PRAGMA journal_mode").front(), std::string("wal"));
    // From the second on there is something to be read meanwhile.
    auto sink = (*store)->beginImport({}, Store::Meanwhile::Busy);
    MUST(sink);
    MUST(send(**sink, log("two", kMay1 + kDay, 10, 60)));
    QCOMPARE((*store)->facts().value().events, 300'000);
}

void StoreImportTest::readersSeeTheOldStateUntilCommit()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(import(**store, {log("one", kMay1, 10, 60)}));
    auto sink = (*store)->beginImport({});
    MUST(sink);
    MUST(send(**sink, log("two", kMay1 + kDay, 300'000, 1)));
    auto reader = Store::open(m_path, Store::Mode::ReadOnly);
    MUST(reader);
    QCOMPARE((*reader)->facts().value().events, 10);
    QCOMPARE((*store)->facts().value().events, 10);
    QCOMPARE((*store)->countEvents({}).value(), 10);
    MUST((*sink)->commit());
    QCOMPARE((*reader)->facts().value().events, 300'010);
    QCOMPARE((*store)->countEvents({}).value(), 300'010);
    QCOMPARE((*reader)->events({.offset = 300'000}).value().size(), std::size_t{10});
}

void StoreImportTest::aSecondImportHasToWait()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    auto other = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(other);
    auto sink = (*store)->beginImport({});
    MUST(sink);
    for (Store *busy : {store->get(), other->get()}) {
        const auto second = busy->beginImport({});
        QVERIFY(!second);
        QCOMPARE(int(second.error().kind), int(ErrorKind::Busy));
        QVERIFY(second.error().detail.find("try again") != std::string::npos);
        QCOMPARE(int(busy->undoImport(1).error().kind), int(ErrorKind::Busy));
    }
    (*sink)->rollback();
    MUST(import(**other, {log("one", kMay1, 10, 60)}));

    auto memory = Store::openInMemory();
    MUST(memory);
    auto inMemory = (*memory)->beginImport({});
    MUST(inMemory);
    QCOMPARE(int((*memory)->cells().error().kind), int(ErrorKind::Busy));
}

void StoreImportTest::aFullDiskChangesNothing_data()
{
    QTest::addColumn<bool>("fileLimit");
    QTest::newRow("the database may not grow") << false;
    QTest::newRow("the system writes no more to the file") << true;
}

void StoreImportTest::aFullDiskChangesNothing()
{
    QFETCH(bool, fileLimit);
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(import(**store, {log("one", kMay1, 1000, 60)}));
    const auto before = dump(m_path);
    rlimit old{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    base::Error error;
    {
        auto connection = store::Connection::open(m_path, store::Access::ReadWrite);
        MUST(connection);
        if (!fileLimit)
            MUST((*connection)->exec("PRAGMA max_page_count = 40"));
        bool running = false;
        auto sink = store::ImportSink::begin(std::move(*connection), {}, running);
        MUST(sink);
        if (fileLimit) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit small{4'000'000, old.rlim_max};
            QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        }
        const auto sent = send(**sink, log("two", kMay1, 300'000, 1));
        const auto committed = (*sink)->commit();
        setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY2(!committed, "a failed import can only be given up");
        error = sent ? committed.error() : sent.error();
    }
    QCOMPARE(int(error.kind), int(ErrorKind::Unwritable));
    QVERIFY2(error.where == m_path && !error.detail.empty(), base::sentence(error).c_str());
    QVERIFY(dump(m_path) == before);
    QVERIFY((*store)->check().value().empty());
}

void StoreImportTest::idsAreNotUsedTwice()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    const auto lastId = [&] { return (*store)->events({.limit = 1}).value().front().id; };
    MUST(import(**store, {log("one", kMay1, 10, 60)}));
    MUST(import(**store, {log("two", kMay1 + kDay, 10, 60)}));
    const std::int64_t undone = lastId();
    MUST((*store)->undoImport(2));
    MUST(import(**store, {log("three", kMay1 + 2 * kDay, 10, 60)}));
    QVERIFY(lastId() > undone);
    QCOMPARE((*store)->imports().value().front().id, 3);
    QVERIFY((*store)->check().value().empty());
}

void StoreImportTest::refusesWrongUse()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    auto sink = (*store)->beginImport({});
    MUST(sink);
    QVERIFY(!(*sink)->addBatch({}));
    MUST((*sink)->beginFile("a", 0));
    QVERIFY(!(*sink)->beginFile("b", 0));
    QVERIFY(!(*sink)->commit());
    base::EventBatch unknown;
    unknown.rows = {call(kMay1)};
    QVERIFY2(!(*sink)->addBatch(unknown), "a row without its attribution");
    base::FileReport report;
    QVERIFY(!(*sink)->endFile(report, {}, nullptr));
}

QTEST_GUILESS_MAIN(StoreImportTest)
#include "test_storeimport.moc"
