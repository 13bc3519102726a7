// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

using namespace outlay;
using namespace outlay::tests;
using base::kAbsent;
using store::Store;

using Rows = std::vector<base::EventRow>;

class StoreDuplicatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWithMultiplicity_data();
    void countsWithMultiplicity();
    void anyOtherFieldMakesAnotherEvent_data();
    void anyOtherFieldMakesAnotherEvent();
    void theSourceAloneDoesNot();
    void theComputedCostDoesNot();
    void filesOfOneImport();
    void leavesNothingOfAFileThatIsAllDuplicates();
    void overlappingExportsAddUp();
    void aGrownFileGoesOn();
    void whatCountedOnAnUndoneImportIsNotKnown();
    void aFileWithAnErrorLeavesNothing();
};

void StoreDuplicatesTest::countsWithMultiplicity_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("inFile");
    QTest::addColumn<int>("added");
    QTest::newRow("two alike in one new file are two calls") << 0 << 2 << 2;
    QTest::newRow("the same file again adds nothing") << 2 << 2 << 0;
    QTest::newRow("2 there, 3 in the file: 1 new") << 2 << 3 << 1;
    QTest::newRow("3 there, 2 in the file: none new") << 3 << 2 << 0;
}

void StoreDuplicatesTest::countsWithMultiplicity()
{
    QFETCH(int, before);
    QFETCH(int, inFile);
    QFETCH(int, added);
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {{.rows = Rows(static_cast<std::size_t>(before), call(kMay1))}}));
    const auto reports = import(**store, {{.rows = Rows(static_cast<std::size_t>(inFile), call(kMay1))}});
    MUST(reports);
    QCOMPARE(reports->front().added, added);
    QCOMPARE(reports->front().duplicates, inFile - added);
    QCOMPARE((*store)->facts().value().events, before + added);
    QCOMPARE((*store)->countEvents({}).value(), before + added);
    QVERIFY((*store)->check().value().empty());
}

void StoreDuplicatesTest::anyOtherFieldMakesAnotherEvent_data()
{
    QTest::addColumn<int>("field");
    const char *names[] = {"a microsecond later",
                           "user",
                           "input",
                           "cache read",
                           "cache write 5 min",
                           "cache write 1 h",
                           "output",
                           "cost",
                           "latency",
                           "cost absent, not 0",
                           "feature",
                           "extra field",
                           "other extra field"};
    for (int i = 0; i < int(std::size(names)); ++i)
        QTest::newRow(names[i]) << i;
}

void StoreDuplicatesTest::anyOtherFieldMakesAnotherEvent()
{
    QFETCH(int, field);
    base::EventRow row = call(kMay1, 0);
    FileToImport first{.extras = {R"({"id":1})"}};
    if (field == 12)
        row.extra = 0;
    first.rows = {row};
    FileToImport second = first;
    base::EventRow &other = second.rows.front();
    std::int64_t *const numbers[] = {&other.atUs,
                                     &other.user,
                                     &other.inputTokens,
                                     &other.cacheReadTokens,
                                     &other.cacheWrite5mTokens,
                                     &other.cacheWrite1hTokens,
                                     &other.outputTokens,
                                     &other.costNanos,
                                     &other.latencyUs};
    if (field < 9)
        *numbers[field] = *numbers[field] == kAbsent ? 0 : *numbers[field] + 1;
    else if (field == 9)
        other.costNanos = kAbsent;
    else if (field == 10)
        second.attributions = {feature("other")};
    else if (field == 11)
        other.extra = 0;
    else
        second.extras = {R"({"id":2})"};

    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {first}));
    QCOMPARE(import(**store, {second}).value().front().added, 1);
    QCOMPARE(import(**store, {second}).value().front().added, 0);
    QVERIFY((*store)->check().value().empty());
}

void StoreDuplicatesTest::theSourceAloneDoesNot()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {{.rows = {call(kMay1)}, .attributions = {feature("chat", "monday.jsonl")}}}));
    const auto reports =
        import(**store, {{.rows = {call(kMay1)}, .attributions = {feature("chat", "copy of monday.jsonl")}}});
    MUST(reports);
    QCOMPARE(reports->front().added, 0);
    QCOMPARE((*store)->cells().value().attributions.size(), std::size_t{1});
}

void StoreDuplicatesTest::theComputedCostDoesNot()
{
    auto store = Store::openInMemory();
    MUST(store);
    base::EventRow row = call(kMay1);
    MUST(import(**store, {{.rows = {row}}}));
    row.computedNanos = 12; // the price book has changed since
    QCOMPARE(import(**store, {{.rows = {row}}}).value().front().added, 0);
    QCOMPARE((*store)->events({}).value().front().row.computedNanos, kAbsent);
    QVERIFY((*store)->check().value().empty());
}

void StoreDuplicatesTest::filesOfOneImport()
{
    auto store = Store::openInMemory();
    MUST(store);
    // b holds two of a's three and one of its own; c is empty; d has two that are alike.
    const auto reports =
        import(**store, {{.name = "a", .rows = {call(kMay1), call(kMay1 + 1), call(kMay1 + 2)}},
                         {.name = "b", .rows = {call(kMay1 + 1), call(kMay1 + 2), call(kMay1 + 3)}},
                         {.name = "c"},
                         {.name = "d", .rows = {call(kMay1 + kDay), call(kMay1 + kDay)}}});
    MUST(reports);
    QCOMPARE((*reports)[1].added, 1);
    QCOMPARE((*reports)[1].duplicates, 2);
    QCOMPARE((*reports)[2].added, 0);
    QCOMPARE((*reports)[3].added, 2);
    QCOMPARE((*store)->facts().value().events, 6);
    QVERIFY((*store)->check().value().empty());
}

void StoreDuplicatesTest::leavesNothingOfAFileThatIsAllDuplicates()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    MUST(store);
    Rows rows;
    for (int i = 0; i < 20'000; ++i)
        rows.push_back(call(kMay1 + i * kSecond));
    MUST(import(**store, {{.rows = rows}}));
    const auto content = [&] {
        std::vector<std::string> all;
        for (const char *sql : {"SELECT * FROM events", "SELECT * FROM event_details",
                                "SELECT * FROM event_blocks", "SELECT * FROM attributions"}) {
            for (std::string &row : query(path, sql))
                all.push_back(std::move(row));
        }
        for (std::string &row : cellsOf(path))
            all.push_back(std::move(row));
        return all;
    };
    const auto before = content();
    const std::string fingerprint = (*store)->facts().value().fingerprint;
    MUST(import(**store, {{.rows = rows, .attributions = {feature("chat", "again.jsonl")}}}));
    QCOMPARE(content(), before);
    QCOMPARE((*store)->facts().value().fingerprint, fingerprint);
    QVERIFY(!(*store)->imports().value().front().span);
}

void StoreDuplicatesTest::overlappingExportsAddUp()
{
    auto store = Store::openInMemory();
    MUST(store);
    // Export n holds seconds 30,000 n … 30,000 n + 39,999: each overlaps the next by 10,000, over several
    // days.
    const auto exportOf = [](int n) {
        FileToImport file;
        for (int i = 0; i < 40'000; ++i)
            file.rows.push_back(call(kMay1 + (30'000LL * n + i) * kSecond));
        return file;
    };
    QCOMPARE(import(**store, {exportOf(2)}).value()[0].added, 40'000);
    QCOMPARE(import(**store, {exportOf(0)}).value()[0].added, 40'000);
    const auto reports = import(**store, {exportOf(1), exportOf(3)}); // 1 overlaps both, 3 overlaps 2
    MUST(reports);
    QCOMPARE((*reports)[0].added, 20'000);
    QCOMPARE((*reports)[0].duplicates, 20'000);
    QCOMPARE((*reports)[1].added, 30'000);
    // seconds 0 … 129,999, each once
    QCOMPARE((*store)->facts().value().events, 130'000);
    QVERIFY((*store)->check().value().empty());
}

void StoreDuplicatesTest::aGrownFileGoesOn()
{
    auto store = Store::openInMemory();
    MUST(store);
    FileToImport log{.name = "app.jsonl", .rows = {call(kMay1), call(kMay1), call(kMay1 + 1)}};
    log.fingerprint = {1000, 5, {1, ~0ULL}, 256, {~0ULL, 4}, "timestamp,cost_usd"};
    log.rejects = {{"app.jsonl", 4, "no timestamp", "{…}"}};
    log.report.rejected = 1;
    log.report.notEvents = 1;
    log.report.redacted = 2;
    log.report.format = "CostEvent CSV";
    log.report.assumptions = {{"times are UTC", 3}};
    MUST(import(**store, {log}));

    auto sink = (*store)->beginImport({});
    MUST(sink);
    const auto known = (*sink)->knownFiles();
    MUST(known);
    QCOMPARE(known->size(), std::size_t{1});
    const base::FileFingerprint &print = known->front().fingerprint;
    QCOMPARE(print.bytes, 1000);
    QCOMPARE(print.lines, 5);
    QVERIFY(print.hash == log.fingerprint.hash && print.headHash == log.fingerprint.headHash);
    QCOMPARE(print.headBytes, 256);
    QCOMPARE(print.header, std::string("timestamp,cost_usd"));

    // The new tail has a line equal to one of the head: within one file that is another call.
    FileToImport tail{.name = "app.jsonl", .rows = {call(kMay1 + 1), call(kMay1 + 2)}};
    tail.resumed = known->front().fileId;
    tail.fingerprint = {1500, 8, {7, 8}, 256, {~0ULL, 4}, "timestamp,cost_usd"};
    tail.rejects = {{"app.jsonl", 8, "no model", "{}"}};
    tail.report.rejected = 1;
    const auto report = send(**sink, tail);
    MUST(report);
    MUST((*sink)->commit());
    QCOMPARE(report->added, 2);
    QCOMPARE(report->duplicates, 3);
    QCOMPARE(report->rejected, 2);
    QCOMPARE(report->notEvents, 1);
    QCOMPARE(report->redacted, 2);
    QCOMPARE(report->format, std::string("CostEvent CSV"));
    // of 8 lines: 2 added, 3 duplicates, 2 rejected, 1 no event
    QCOMPARE(report->added + report->duplicates + report->rejected + report->notEvents, 8);
    const auto rejects = (*store)->rejects(2);
    MUST(rejects);
    QCOMPARE(rejects->size(), std::size_t{2});
    QCOMPARE(rejects->front(), log.rejects.front());
    QCOMPARE(rejects->back(), tail.rejects.front());
    const auto imports = (*store)->imports();
    MUST(imports);
    QCOMPARE(imports->size(), std::size_t{2});
    QCOMPARE((*imports)[0].files.front(), *report);
    QCOMPARE((*imports)[1].files.front().assumptions, log.report.assumptions);
}

void StoreDuplicatesTest::whatCountedOnAnUndoneImportIsNotKnown()
{
    auto store = Store::openInMemory();
    MUST(store);
    FileToImport log{.name = "app.jsonl", .rows = {call(kMay1), call(kMay1 + 1)}};
    log.fingerprint = {1000, 2, {1, 2}, 256, {3, 4}, ""};
    MUST(import(**store, {log}));
    FileToImport tail{.name = "app.jsonl", .rows = {call(kMay1 + 2)}, .resumed = 1};
    tail.fingerprint = {1500, 3, {5, 6}, 256, {3, 4}, ""};
    MUST(import(**store, {tail}));

    auto sink = (*store)->beginImport({});
    MUST(sink);
    QCOMPARE((*sink)->knownFiles().value().size(), std::size_t{2});
    QCOMPARE((*sink)->knownFiles().value().front().fingerprint.bytes, 1500); // the largest first
    (*sink)->rollback();
    sink->reset();
    QCOMPARE((*store)->undoImport(1).value(), 2);
    sink = (*store)->beginImport({});
    MUST(sink);
    QVERIFY((*sink)->knownFiles().value().empty());
    QVERIFY(!(*sink)->beginFile("app.jsonl", 1));
}

void StoreDuplicatesTest::aFileWithAnErrorLeavesNothing()
{
    auto store = Store::openInMemory();
    MUST(store);
    auto sink = (*store)->beginImport({});
    MUST(sink);
    FileToImport broken{.name = "broken.jsonl", .rows = {call(kMay1), call(kMay1 + kDay)}};
    broken.report.error = base::Error{base::ErrorKind::Unreadable, "broken.jsonl", "cannot be read", 0};
    const auto first = send(**sink, broken);
    MUST(first);
    QCOMPARE(first->added, 0);
    MUST(send(**sink, {.name = "good.jsonl", .rows = {call(kMay1)}}, 1));
    MUST((*sink)->commit());
    QCOMPARE((*store)->facts().value().events, 1);
    QCOMPARE((*store)->cells().value().cells.size(), std::size_t{1});
    QCOMPARE((*store)->imports().value().front().files.size(), std::size_t{1});
    QVERIFY((*store)->check().value().empty());

    sink = (*store)->beginImport({});
    MUST(sink);
    MUST(send(**sink, broken));
    QCOMPARE((*sink)->commit().value(), 0);
    QCOMPARE((*store)->facts().value().imports, 1);
}

QTEST_GUILESS_MAIN(StoreDuplicatesTest)
#include "test_storeduplicates.moc"
