// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include <algorithm>
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace outlay;
using namespace outlay::tests;
using base::EventRow;
using base::FileReport;
using store::Store;

using Rows = std::vector<EventRow>;

class StoreKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ofRecordsOfOneCallOneCounts_data();
    void ofRecordsOfOneCallOneCounts();
    void batchesOfOneFile();
    void filesOfOneImport();
    void keysTellEqualCallsApart();
    void keyedAndUnkeyedInOneFile();
    void threeStatesInThreeImports_data();
    void threeStatesInThreeImports();
    void aSupersededEventKeepsAllItSays();
    void whatIsRetractedIsGone();
    void aRetractedCallComesBackWithItsImport();
    void aFileWithAnErrorPutsBackWhatItSuperseded();
    void rollbackAndKillLeaveTheStoreAsItWas();
    void anyOrderOfImportsAndUndosIsAsIfTheUndoneNeverWere_data();
    void anyOrderOfImportsAndUndosIsAsIfTheUndoneNeverWere();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::string m_path;
};

namespace {

/// A state of the call `key`; its output tokens and its cost tell the states apart.
EventRow state(std::uint64_t key, std::int64_t rank, std::int64_t output)
{
    EventRow row = call(kMay1 + static_cast<std::int64_t>(key) * kSecond, output);
    row.key = key;
    row.rank = rank;
    row.outputTokens = output;
    return row;
}

/// What a person sees, whatever the ids: the calls, and the cells by words.
std::vector<std::string> figures(const std::string &path)
{
    std::vector<std::string> all = query(path, "SELECT * FROM cost_events ORDER BY timestamp, cost_nanos");
    // Before the last column calls and attributions are numbered in the order in which they came.
    for (std::string &row : all) {
        const std::size_t last = row.rfind('|');
        const std::size_t numbers = row.rfind('|', row.rfind('|', last - 1) - 1);
        row.erase(numbers, last - numbers);
    }
    for (std::string &row : namedCellsOf(path))
        all.push_back(std::move(row));
    return all;
}

/// Output tokens of the calls that count, in order of their keys.
std::vector<std::string> outputs(const std::string &path)
{
    return query(path, "SELECT output_tokens FROM events ORDER BY at");
}

std::string complaint(Store &store)
{
    const auto findings = store.check();
    return !findings ? base::sentence(findings.error()) : findings->empty() ? "" : findings->front();
}

std::int64_t records(const FileReport &report)
{
    return report.added + report.duplicates + report.superseded;
}

} // namespace

#define SOUND(store) QCOMPARE(QString::fromStdString(complaint(store)), QString())

void StoreKeysTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("costs.db")).toStdString();
}

void StoreKeysTest::ofRecordsOfOneCallOneCounts_data()
{
    QTest::addColumn<QList<QPair<int, int>>>("states"); ///< rank and output of each record
    QTest::addColumn<int>("counts");
    QTest::addColumn<int>("duplicates");
    using States = QList<QPair<int, int>>;
    QTest::newRow("the greater rank") << States{{1, 10}, {2, 20}} << 20 << 0;
    QTest::newRow("the greater rank, come first") << States{{2, 20}, {1, 10}} << 20 << 0;
    QTest::newRow("of equal ranks the later") << States{{0, 10}, {0, 5}, {0, 7}} << 7 << 0;
    QTest::newRow("an equal record is a duplicate") << States{{1, 10}, {1, 10}, {1, 10}} << 10 << 2;
    QTest::newRow("a duplicate and an earlier state") << States{{1, 10}, {2, 20}, {2, 20}} << 20 << 1;
}

void StoreKeysTest::ofRecordsOfOneCallOneCounts()
{
    using States = QList<QPair<int, int>>;
    QFETCH(States, states);
    QFETCH(int, counts);
    QFETCH(int, duplicates);
    Rows rows;
    for (const auto &[rank, output] : states)
        rows.push_back(state(7, rank, output));
    const std::int64_t all = states.size();
    const std::vector<std::string> one = {std::to_string(counts)};

    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    const FileReport report = import(**store, {{.rows = rows}}).value().front();
    QCOMPARE(report.added, 1);
    QCOMPARE(report.duplicates, duplicates);
    QCOMPARE(report.superseded, all - 1 - duplicates);
    QCOMPARE(outputs(m_path), one);
    SOUND(**store);

    const std::string apart = m_path + ".apart"; // each record in an import of its own
    auto other = Store::open(apart, Store::Mode::ReadWrite);
    MUST(other);
    for (const EventRow &row : rows)
        QCOMPARE(records(import(**other, {{.rows = {row}}}).value().front()), 1);
    QCOMPARE(outputs(apart), one);
    QCOMPARE((*other)->facts().value().events, 1);
    SOUND(**other);
}

void StoreKeysTest::batchesOfOneFile()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    auto sink = (*store)->beginImport({});
    MUST(sink);
    MUST((*sink)->beginFile("a.jsonl", 0));
    base::EventBatch batch;
    batch.newAttributions = {feature("chat")};
    batch.rows = {state(1, 0, 10), state(2, 0, 20), state(3, 0, 30)};
    MUST((*sink)->addBatch(batch));
    batch.newAttributions.clear();
    batch.rows = {state(3, 0, 31), state(4, 0, 40), state(2, 0, 20)};
    MUST((*sink)->addBatch(batch));
    batch.rows = {state(4, 0, 41), state(5, 0, 50)};
    MUST((*sink)->addBatch(batch));
    FileReport report;
    MUST((*sink)->endFile(report, {}, nullptr));
    MUST((*sink)->commit());
    QCOMPARE(report.added, 5);
    QCOMPARE(report.superseded, 2); // of 3 and 4
    QCOMPARE(report.duplicates, 1); // of 2
    QCOMPARE(outputs(m_path), (std::vector<std::string>{"10", "20", "31", "41", "50"}));
    SOUND(**store);
}

void StoreKeysTest::filesOfOneImport()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    EventRow unpriced = state(1, 0, 10);
    unpriced.costNanos = base::kAbsent;
    const auto reports = import(**store, {{.name = "a", .rows = {unpriced, state(2, 0, 20)}},
                                          {.name = "b", .rows = {state(1, 1, 11), state(2, 0, 20)}}});
    MUST(reports);
    const FileReport &a = reports->front();
    const FileReport &b = reports->back();
    QCOMPARE(a.added, 1); // the later file stands for the call
    QCOMPARE(a.superseded, 1);
    QCOMPARE(a.unpriced, 0);
    QCOMPARE(b.added, 1);
    QCOMPARE(b.duplicates, 1);
    QCOMPARE(outputs(m_path), (std::vector<std::string>{"11", "20"}));
    QVERIFY((*store)->imports().value().front().files == *reports);
    QCOMPARE(query(m_path, "SELECT count(*) FROM superseded_events"), std::vector<std::string>{"0"});
    SOUND(**store);
    QCOMPARE((*store)->undoImport(1).value(), 2);
    QVERIFY(figures(m_path).empty());
}

void StoreKeysTest::keysTellEqualCallsApart()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    EventRow one = state(1, 0, 10);
    EventRow two = one;
    two.key = 2;
    QCOMPARE(import(**store, {{.rows = {one}}}).value().front().added, 1);
    QCOMPARE(import(**store, {{.rows = {two}}}).value().front().added, 1);
    two.computedNanos = 99; // what is computed is not what was logged
    const auto again =
        import(**store, {{.rows = {two, one}, .attributions = {feature("chat", "copy.jsonl")}}});
    QCOMPARE(again.value().front().duplicates, 2);
    SOUND(**store);
}

void StoreKeysTest::keyedAndUnkeyedInOneFile()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    EventRow plain = state(5, 0, 10);
    plain.key = 0;
    MUST(import(**store, {{.rows = {plain, plain}}}));
    EventRow keyed = plain;
    keyed.key = 9;
    // Two lines without a key are there already; the third is new, and so is the call that has a key.
    const auto report = import(**store, {{.rows = {plain, keyed, plain, plain}}}).value().front();
    QCOMPARE(report.added, 2);
    QCOMPARE(report.duplicates, 2);
    QCOMPARE((*store)->facts().value().events, 4);
    SOUND(**store);
}

void StoreKeysTest::threeStatesInThreeImports_data()
{
    QTest::addColumn<QString>("undone"); ///< in this order
    for (const char *order : {"123", "132", "213", "231", "312", "321"})
        QTest::newRow(order) << QString::fromLatin1(order);
}

void StoreKeysTest::threeStatesInThreeImports()
{
    QFETCH(QString, undone);
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    std::vector<std::string> there = {"10", "20", "30"};
    for (int i = 1; i <= 3; ++i)
        MUST(import(**store, {{.name = std::to_string(i), .rows = {state(7, i, 10 * i)}}}));
    QCOMPARE(outputs(m_path), std::vector<std::string>{"30"});
    const auto imports = (*store)->imports();
    MUST(imports);
    for (std::size_t i = 0; i < 3; ++i) { // newest first
        QCOMPARE((*imports)[i].files.front().added, i == 0 ? 1 : 0);
        QCOMPARE((*imports)[i].files.front().superseded, i == 0 ? 0 : 1);
        QCOMPARE((*imports)[i].costNanos, i == 0 ? 30 : 0);
    }
    SOUND(**store);
    for (const QChar which : undone) {
        const int id = which.digitValue();
        MUST((*store)->undoImport(id));
        there.erase(std::find(there.begin(), there.end(), std::to_string(10 * id)));
        const auto expected = there.empty() ? there : std::vector<std::string>{there.back()};
        QCOMPARE(outputs(m_path), expected);
        SOUND(**store);
    }
    for (const char *table : {"events", "event_keys", "superseded_events", "event_blocks", "attributions"})
        QCOMPARE(query(m_path, std::string("SELECT count(*) FROM ") + table), std::vector<std::string>{"0"});
}

void StoreKeysTest::aSupersededEventKeepsAllItSays()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    EventRow row = state(7, 0, 10);
    row.cacheReadTokens = 1;
    row.cacheWrite5mTokens = 2;
    row.cacheWrite1hTokens = 3;
    row.computedNanos = 4;
    row.extra = 0;
    MUST(import(**store, {{.rows = {row}, .extras = {R"({"id":"r"})"}}}));
    const auto before = (*store)->events({}).value();
    const auto shown = figures(m_path);
    const std::string fingerprint = (*store)->facts().value().fingerprint;
    MUST(import(**store, {{.rows = {state(7, 0, 11)}, .attributions = {feature("other")}}}));
    QVERIFY((*store)->facts().value().fingerprint != fingerprint);
    MUST((*store)->undoImport(2));
    const auto after = (*store)->events({}).value();
    QCOMPARE(after.size(), std::size_t{1});
    QCOMPARE(after.front().id, before.front().id);
    QVERIFY(after.front().row == before.front().row);
    QCOMPARE(after.front().extra, before.front().extra);
    QCOMPARE(figures(m_path), shown);
    QCOMPARE((*store)->facts().value().fingerprint, fingerprint);
    // Its key is there again as well.
    QCOMPARE(import(**store, {{.rows = {row}, .extras = {R"({"id":"r"})"}}}).value().front().duplicates, 1);
    SOUND(**store);
}

void StoreKeysTest::whatIsRetractedIsGone()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    // 1 is of the same batch, 99 is nobody's.
    const auto report =
        import(**store, {{.rows = {state(1, 0, 10), state(2, 0, 20)}, .retracted = {1, 99}}}).value().front();
    QCOMPARE(report.added, 1);
    QCOMPARE(report.superseded, 1);
    // 3 is of an earlier file of the import.
    const auto reports = import(**store, {{.name = "a", .rows = {state(3, 0, 30)}},
                                          {.name = "b", .rows = {state(4, 0, 40)}, .retracted = {3}}})
                             .value();
    QCOMPARE(reports[0].added, 0);
    QCOMPARE(reports[0].superseded, 1);
    QCOMPARE(reports[1].added, 1);
    QCOMPARE(outputs(m_path), (std::vector<std::string>{"20", "40"}));
    SOUND(**store);
}

void StoreKeysTest::aRetractedCallComesBackWithItsImport()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(import(**store, {{.rows = {state(1, 0, 10), state(2, 0, 20)}}}));
    MUST(import(**store, {{.rows = {state(3, 0, 30)}, .retracted = {1}}}));
    QCOMPARE(outputs(m_path), (std::vector<std::string>{"20", "30"}));
    SOUND(**store);
    MUST((*store)->undoImport(2));
    QCOMPARE(outputs(m_path), (std::vector<std::string>{"10", "20"}));
    SOUND(**store);
}

void StoreKeysTest::aFileWithAnErrorPutsBackWhatItSuperseded()
{
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(import(**store, {{.rows = {state(1, 0, 10)}}}));
    FileToImport broken{.name = "broken", .rows = {state(1, 1, 11), state(2, 1, 21), state(3, 1, 31)}};
    broken.report.error = base::Error{base::ErrorKind::Unreadable, "broken", "cannot be read", 0};
    const auto reports =
        import(**store, {{.name = "good", .rows = {state(2, 0, 20)}}, broken, {.name = "late", .rows = {}}});
    MUST(reports);
    QCOMPARE(reports->front().added, 1);
    QCOMPARE(outputs(m_path), (std::vector<std::string>{"10", "20"}));
    SOUND(**store);
    QCOMPARE(import(**store, {{.rows = {state(2, 0, 20)}}}).value().front().duplicates, 1);
}

void StoreKeysTest::rollbackAndKillLeaveTheStoreAsItWas()
{
    {
        auto store = Store::open(m_path, Store::Mode::ReadWrite);
        MUST(store);
        MUST(import(**store, {{.rows = {state(1, 0, 10), state(2, 0, 20)}}}));
    }
    const auto before = dump(m_path);
    const FileToImport next{.name = "b", .rows = {state(1, 0, 11), state(3, 0, 30)}, .retracted = {2}};
    {
        auto store = Store::open(m_path, Store::Mode::ReadWrite);
        auto sink = (*store)->beginImport({});
        MUST(sink);
        MUST(send(**sink, next));
    }
    QCOMPARE(dump(m_path), before);
    const pid_t child = fork();
    if (child == 0) {
        auto store = Store::open(m_path, Store::Mode::ReadWrite);
        auto sink = (*store)->beginImport({});
        (void)send(**sink, next);
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status));
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    QCOMPARE(dump(m_path), before);
    SOUND(**store);
}

void StoreKeysTest::anyOrderOfImportsAndUndosIsAsIfTheUndoneNeverWere_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void StoreKeysTest::anyOrderOfImportsAndUndosIsAsIfTheUndoneNeverWere()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    std::vector<std::vector<FileToImport>> imports;
    std::int64_t next = 0; // no two states are alike
    for (std::size_t i = 0; i < 6; ++i) {
        std::vector<FileToImport> &files = imports.emplace_back();
        for (unsigned f = 0; f < 1 + below(2); ++f) {
            const std::string name = std::to_string(i) + std::to_string(f);
            FileToImport &file = files.emplace_back(FileToImport{.name = name});
            file.attributions = {feature("chat", name), feature("search", name)};
            for (unsigned r = 0; r < 1 + below(9); ++r) {
                file.rows.push_back(state(below(8), 0, ++next));
                file.rows.back().attribution = below(2);
            }
            for (unsigned k = 1; k < 8; ++k) // one import alone takes a key back
                if (k % 6 == i && below(2) == 0)
                    file.retracted.push_back(k);
        }
    }
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    for (const auto &files : imports)
        MUST(import(**store, files));
    std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5};
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t n = 0; n < order.size(); ++n) {
        MUST((*store)->undoImport(static_cast<std::int64_t>(order[n]) + 1));
        SOUND(**store);
        const std::string cleanPath = m_path + "." + std::to_string(n);
        auto clean = Store::open(cleanPath, Store::Mode::ReadWrite);
        MUST(clean);
        for (std::size_t i = 0; i < imports.size(); ++i)
            if (std::find(order.begin() + static_cast<std::ptrdiff_t>(n) + 1, order.end(), i) != order.end())
                MUST(import(**clean, imports[i]));
        QCOMPARE(figures(m_path), figures(cleanPath));
    }
}

QTEST_GUILESS_MAIN(StoreKeysTest)
#include "test_storekeys.moc"
