// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include "store/connection.h"
#include "store/schema.h"

#include <fstream>
#include <unistd.h>

using namespace outlay;
using namespace outlay::tests;
using base::ErrorKind;
using store::Store;

class StoreOpenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesFoldersAndTables();
    void keepsItsKey();
    void refusesOtherThings_data();
    void refusesOtherThings();
    void leavesAForeignDatabaseAsItWas();
    void migratesFromEachVersionAndKeepsACopy();
    void computedCostsOfVersion3StayWhatTheyWere();
    void bringsAStoreOfVersion1UpToDate();
    void cellsAndLatenciesOfVersion4StayWhatTheyWere();
    void budgetsOfVersion5StayWhatTheyWere();
    void alertsOfVersion9KnowTheirPeriods();
    void readsFromAFolderThatCannotBeWritten();
    void readOnlyRefusesEveryWrite();
    void budgetsAndSettings();
};

namespace {

std::string textFile(const QTemporaryDir &dir, const char *name, const std::string &content)
{
    const std::string path = dir.filePath(QString::fromLatin1(name)).toStdString();
    std::ofstream(path) << content;
    return path;
}

} // namespace

void StoreOpenTest::makesFoldersAndTables()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("new/folder/costs.db")).toStdString();
    auto opened = Store::open(path, Store::Mode::ReadWrite);
    MUST(opened);
    QCOMPARE((*opened)->path(), path);
    // "Outl" in ASCII is 4F 75 74 6C.
    QCOMPARE(query(path, "PRAGMA application_id"), std::vector<std::string>{std::to_string(0x4F75746C)});
    QCOMPARE(query(path, "PRAGMA user_version"),
             std::vector<std::string>{std::to_string(store::migrationSteps().size())});
    QCOMPARE(query(path, "PRAGMA journal_mode"), std::vector<std::string>{"wal"});
    QCOMPARE(query(path, "SELECT count(*) FROM cost_events"), std::vector<std::string>{"0"});
    const auto facts = (*opened)->facts();
    MUST(facts);
    QCOMPARE(facts->events, 0);
    QVERIFY(!facts->lastImportAt);
    QCOMPARE(facts->fingerprint.size(), std::size_t{12});
    QVERIFY((*opened)->check().value().empty());
}

void StoreOpenTest::keepsItsKey()
{
    QTemporaryDir dir;
    const auto keyOf = [&](const char *name) {
        return Store::open(dir.filePath(QString::fromLatin1(name)).toStdString(), Store::Mode::ReadWrite)
            .value()
            ->pseudonymKey()
            .value();
    };
    const auto key = keyOf("a.db");
    QVERIFY(keyOf("a.db") == key);
    QVERIFY2(keyOf("b.db") != key, "each store has a secret of its own");
}

void StoreOpenTest::refusesOtherThings_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");

    QTest::newRow("a log is no store") << "text" << false << int(ErrorKind::Corrupt) << "not an Outlay store";
    QTest::newRow("a log is no store to read")
        << "text" << true << int(ErrorKind::Corrupt) << "not an Outlay store";
    QTest::newRow("another program's database")
        << "foreign" << false << int(ErrorKind::Corrupt) << "another program";
    QTest::newRow("a newer store") << "newer" << false << int(ErrorKind::TooNew) << "newer Outlay";
    QTest::newRow("a newer store to read") << "newer" << true << int(ErrorKind::TooNew) << "newer Outlay";
    QTest::newRow("nothing there to read") << "missing" << true << int(ErrorKind::NotFound) << "no store";
    QTest::newRow("an empty file to read") << "empty" << true << int(ErrorKind::Corrupt) << "empty";
    QTest::newRow("a folder") << "folder" << false << int(ErrorKind::Unreadable) << "folder";
    QTest::newRow("a folder that cannot be made")
        << "below" << false << int(ErrorKind::Unwritable) << "cannot be made";
}

void StoreOpenTest::refusesOtherThings()
{
    QFETCH(QString, what);
    QFETCH(bool, readOnly);
    QFETCH(int, kind);
    QFETCH(QString, word);
    QTemporaryDir dir;
    std::string path = dir.filePath(QStringLiteral("thing.db")).toStdString();
    if (what == QLatin1String("text")) {
        textFile(dir, "thing.db", std::string(4000, '{'));
    } else if (what == QLatin1String("foreign")) {
        query(path, "CREATE TABLE notes (t TEXT)");
    } else if (what == QLatin1String("newer")) {
        MUST(Store::open(path, Store::Mode::ReadWrite));
        query(path, "PRAGMA user_version = 99");
    } else if (what == QLatin1String("empty")) {
        textFile(dir, "thing.db", "");
    } else if (what == QLatin1String("folder")) {
        path = dir.path().toStdString();
    } else if (what == QLatin1String("below")) {
        path = textFile(dir, "file", "x") + "/store.db"; // a file is in the folder's place
    }
    const auto opened = Store::open(path, readOnly ? Store::Mode::ReadOnly : Store::Mode::ReadWrite);
    QVERIFY(!opened);
    const QString sentence = QString::fromStdString(base::sentence(opened.error()));
    QCOMPARE(int(opened.error().kind), kind);
    QVERIFY2(sentence.contains(QString::fromStdString(path)), qPrintable(sentence));
    QVERIFY2(sentence.contains(word), qPrintable(sentence));
}

void StoreOpenTest::leavesAForeignDatabaseAsItWas()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("notes.db")).toStdString();
    query(path, "CREATE TABLE notes (t TEXT); INSERT INTO notes VALUES ('mine')");
    const auto bytes = [&] {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    QVERIFY(!Store::open(path, Store::Mode::ReadWrite));
    QCOMPARE(bytes(), before);
}

void StoreOpenTest::migratesFromEachVersionAndKeepsACopy()
{
    using store::Access;
    using store::Connection;
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("old.db")).toStdString();
    std::vector<store::MigrationStep> steps(store::migrationSteps().begin(), store::migrationSteps().end());
    const auto old = std::to_string(steps.size());
    {
        auto connection = Connection::open(path, Access::ReadWrite);
        MUST(connection);
        MUST(store::migrate(**connection, steps));
        MUST((*connection)->exec("INSERT INTO settings VALUES ('kept', 'yes')"));
    }
    QVERIFY2(!QFile::exists(QString::fromStdString(path) + QStringLiteral(".v0.bak")),
             "nothing to keep of a new file");

    steps.push_back("CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (7)");
    auto connection = Connection::open(path, Access::ReadWrite);
    MUST(connection);
    MUST(store::migrate(**connection, steps));
    QCOMPARE(query(path, "SELECT x FROM later"), std::vector<std::string>{"7"});
    QCOMPARE(query(path, "PRAGMA user_version"), std::vector<std::string>{std::to_string(steps.size())});
    const std::string copy = path + ".v" + old + ".bak";
    QCOMPARE(query(copy, "PRAGMA user_version"), std::vector<std::string>{old});
    QCOMPARE(query(copy, "SELECT value FROM settings"), std::vector<std::string>{"yes"});
    MUST(store::migrate(**connection, steps)); // nothing left to do
    QCOMPARE(query(path, "SELECT count(*) FROM later"), std::vector<std::string>{"1"});

    steps.push_back("CREATE TABLE half (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)");
    QVERIFY2(!store::migrate(**connection, steps), "a step that fails");
    QCOMPARE(query(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"),
             std::vector<std::string>{"0"});
    QCOMPARE(query(path, "PRAGMA user_version"), std::vector<std::string>{std::to_string(steps.size() - 1)});
}

void StoreOpenTest::bringsAStoreOfVersion1UpToDate()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("v1.db")).toStdString();
    {
        auto connection = store::Connection::open(path, store::Access::ReadWrite);
        MUST(connection);
        MUST(store::migrate(**connection, store::migrationSteps().first(1)));
        // 120 days after 2026-01-01 is 2026-05-01, day 20574 since 1970. Event 2 has only cache tokens, event
        // 3 and 4 have none at all, and 4 was one microsecond before 2026.
        MUST((*connection)->exec(R"sql(
            INSERT INTO attributions (id, feature, source) VALUES (1, 'chat', 'a.jsonl');
            INSERT INTO attribution_fields VALUES (1, 'service_tier', 'gold');
            INSERT INTO events VALUES (1, 120 * 86400000000, 1, 7, 1200, 300, 3500000, 850000),
                                      (2, 120 * 86400000000 + 1, 1, 7, NULL, NULL, 1, NULL),
                                      (3, 120 * 86400000000 + 2, 1, NULL, NULL, NULL, NULL, NULL),
                                      (4, -1, 1, NULL, NULL, NULL, NULL, NULL);
            INSERT INTO event_details VALUES (2, 9, NULL, NULL, NULL), (3, NULL, NULL, NULL, '{}');
            INSERT INTO event_blocks VALUES (0, 4, -1, 120 * 86400000000 + 2, 3500000);
            INSERT INTO cells VALUES (20574, 1, 3, 2, 3500001, 1200, 1, 9, 1, 0, 0, 0, 300, 1, 850000, 1),
                                     (20453, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            INSERT INTO imports VALUES (1, 0);
            INSERT INTO import_files (import, path, format, added, duplicates, superseded, rejected,
                                      not_events, redacted, unpriced, cost_nanos, first_event, last_event,
                                      min_at, max_at)
                VALUES (1, 'a.jsonl', 'CostEvent JSON lines', 4, 0, 0, 0, 0, 0, 2, 3500001, 1, 4,
                        -1, 120 * 86400000000 + 2);
            UPDATE meta SET value = 16384 WHERE name = 'next_event')sql"));
    }
    auto opened = Store::open(path, Store::Mode::ReadWrite);
    MUST(opened);
    QCOMPARE(query(path + ".v1.bak", "SELECT count(*) FROM events"), std::vector<std::string>{"4"});
    const auto findings = (*opened)->check();
    MUST(findings);
    QVERIFY2(findings->empty(), findings->empty() ? "" : findings->front().c_str());
    const auto cells = (*opened)->cells();
    MUST(cells);
    QCOMPARE(cells->cells.cells().front().sums.missingUsage, 1);
    QCOMPARE(cells->cells.cells().back().sums.missingUsage, 1);
    QCOMPARE(cells->cells.cells().back().sums.costNanos, 3500001);
    QVERIFY2(!cells->attributions.front().second[FixedDimension::Tier],
             "a log's own tier is not the provider's");
    const std::vector<std::pair<std::string, std::string>> custom = {{"log_service_tier", "gold"}};
    QVERIFY(cells->attributions.front().second.custom == custom);
    QCOMPARE((*opened)->imports().value().front().files.front().missingUsage, 2);
    QCOMPARE((*opened)->events({}).value().front().row.computedNanos, base::kAbsent);
    QCOMPARE(query(path, "SELECT sum(cost_nanos) FROM cost_events"), std::vector<std::string>{"3500001"});
    MUST(import(**opened, {{.rows = {call(kMay1)}}})); // and it takes new events
    QVERIFY((*opened)->check().value().empty());
}

void StoreOpenTest::computedCostsOfVersion3StayWhatTheyWere()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("v3.db")).toStdString();
    {
        auto connection = store::Connection::open(path, store::Access::ReadWrite);
        MUST(connection);
        MUST(store::migrate(**connection, store::migrationSteps().first(3)));
        // Reported and computed: equal, apart, one without the other, neither.
        MUST((*connection)->exec(R"sql(
            INSERT INTO attributions (id, feature) VALUES (1, 'chat');
            INSERT INTO events (id, at, attribution, cost_nanos, computed_nanos)
                VALUES (1, 1, 1, 70, 70), (2, 2, 1, 70, 100), (3, 3, 1, NULL, 5), (4, 4, 1, 9, NULL),
                       (5, 5, 1, NULL, NULL);
            INSERT INTO cells (day, attribution, requests, priced, cost_nanos, input_tokens, with_input,
                               cache_read_tokens, with_cache_read, cache_write_5m_tokens,
                               cache_write_1h_tokens, with_cache_write, output_tokens, with_output,
                               latency_us, with_latency)
                VALUES (20454, 1, 5, 3, 149, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            INSERT INTO event_blocks VALUES (0, 5, 1, 5, 70))sql"));
    }
    auto opened = Store::open(path, Store::Mode::ReadWrite);
    MUST(opened);
    const auto events = (*opened)->events({base::kAllTime, {}, store::EventQuery::Order::OldestFirst, 0, 10});
    MUST(events);
    std::vector<std::int64_t> computed;
    for (const store::EventRecord &event : *events)
        computed.push_back(event.row.computedNanos);
    QCOMPARE(computed, (std::vector<std::int64_t>{70, 100, 5, base::kAbsent, base::kAbsent}));
    QCOMPARE(query(path, "SELECT computed_cost_nanos, cost_shown_nanos FROM cost_events"),
             (std::vector<std::string>{"70|70", "100|70", "5|5", "NULL|9", "NULL|NULL"}));
}

void StoreOpenTest::cellsAndLatenciesOfVersion4StayWhatTheyWere()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("v4.db")).toStdString();
    {
        auto connection = store::Connection::open(path, store::Access::ReadWrite);
        MUST(connection);
        MUST(store::migrate(**connection, store::migrationSteps().first(4)));
        // 850 ms, 0.5 ms, 0, 2.000001 s, none; at 1 and 2 µs of 2026-01-01 and a day later.
        MUST((*connection)->exec(R"sql(
            INSERT INTO attributions (id, feature) VALUES (1, 'chat'), (7, 'tag');
            INSERT INTO events (id, at, attribution, cost_nanos, computed_beyond, latency_us)
                VALUES (1, 1, 1, 70, 0, 850000), (2, 2, 1, 70, 30, 500), (3, 2, 7, NULL, 5, 0),
                       (4, 86400000004, 7, 9, NULL, 2000001), (5, 86400000005, 7, NULL, NULL, NULL);
            INSERT INTO cells (day, attribution, requests, priced, cost_nanos, latency_us, with_latency,
                               computed_nanos, computed, filled_nanos, filled, missing_usage, input_tokens,
                               with_input, cache_read_tokens, with_cache_read, cache_write_5m_tokens,
                               cache_write_1h_tokens, with_cache_write, output_tokens, with_output)
                VALUES (20454, 1, 2, 2, 140, 850500, 2, 170, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                       (20454, 7, 1, 0, 0, 0, 1, 5, 1, 5, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                       (20455, 7, 2, 1, 9, 2000001, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            INSERT INTO event_blocks VALUES (0, 5, 1, 86400000005, 70))sql"));
    }
    auto opened = Store::open(path, Store::Mode::ReadWrite);
    MUST(opened);
    QCOMPARE(query(path, "SELECT latency_ms FROM cost_events"),
             (std::vector<std::string>{"850", "0.5", "0", "2000.001", "NULL"}));
    const auto events = (*opened)->events({base::kAllTime, {}, store::EventQuery::Order::OldestFirst, 0, 10});
    MUST(events);
    std::vector<std::int64_t> latencies;
    for (const store::EventRecord &event : *events)
        latencies.push_back(event.row.latencyUs);
    QCOMPARE(latencies, (std::vector<std::int64_t>{850'000, 500, 0, 2'000'001, base::kAbsent}));
    QCOMPARE(query(path, "SELECT day, size, requests FROM cells"),
             (std::vector<std::string>{"20454|2|3", "20455|1|2"}));
    const base::Measures chat = (*opened)->cells().value().cells.sums(0);
    QCOMPARE(chat.costNanos, 140);
    QCOMPARE(chat.computedNanos, 170);
    QCOMPARE(chat.latencyUs, 850'500);
    const auto findings = (*opened)->check().value(); // five events, which no import lists
    QCOMPARE(findings, (std::vector<std::string>{"the imports list 0 events, but the store holds 5"}));
}

void StoreOpenTest::alertsOfVersion9KnowTheirPeriods()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("v9.db")).toStdString();
    {
        auto connection = store::Connection::open(path, store::Access::ReadWrite);
        MUST(connection);
        MUST(store::migrate(**connection, store::migrationSteps().first(9)));
        // From 1 January 2026 (day 20454). Of a budget that is gone the day is all that is known.
        MUST((*connection)->exec(R"sql(
            INSERT INTO budgets VALUES (1, '', '{}', 'day', 1, 100, 0, NULL, '[]', ''),
                                       (2, '', '{}', 'week', 1, 100, 0, NULL, '[]', ''),
                                       (3, '', '{}', 'month', 1, 100, 0, NULL, '[]', ''),
                                       (4, '', '{}', 'quarter', 1, 100, 0, NULL, '[]', '');
            INSERT INTO alerts (id, budget, kind, subject, slice, period_first, percent, measured, fired_at,
                                day, value_nanos, limit_nanos, driver, state, delivery, delivery_text)
                VALUES (1, 1, 'budget', 'a', '', 20454, 80, 'actual', 1, 20454, 81, 80, '', 'new', 'none', ''),
                       (2, 2, 'budget', 'a', '', 20454, 80, 'actual', 2, 20455, 81, 80, '', 'new', 'none', ''),
                       (3, 3, 'budget', 'a', '', 20454, 80, 'actual', 3, 20455, 81, 80, '', 'new', 'none', ''),
                       (4, 4, 'budget', 'a', '', 20454, 80, 'actual', 4, 20455, 81, 80, '', 'new', 'none', ''),
                       (5, 9, 'budget', 'a', '', 20454, 80, 'actual', 5, 20456, 81, 80, '', 'new', 'none', ''),
                       (7, 0, 'anomaly', 'a', 'b', 20454, 0, 'actual', 6, 20457, 81, 80, '', 'seen', 'none', '')
        )sql"));
    }
    auto opened = Store::open(path, Store::Mode::ReadWrite);
    MUST(opened);
    std::vector<std::string> ends;
    const auto alerts = (*opened)->alerts();
    MUST(alerts);
    for (const base::Alert &alert : *alerts) {
        ends.push_back(std::to_string(alert.id) + " " + base::isoDay(alert.periodLast));
        QVERIFY(!alert.expected && !alert.isWithdrawn && alert.value.nanos() == 81);
    }
    QCOMPARE(ends, (std::vector<std::string>{"7 2026-01-04", "5 2026-01-03", "4 2026-03-31", "3 2026-01-31",
                                             "2 2026-01-07", "1 2026-01-01"}));
}

void StoreOpenTest::budgetsOfVersion5StayWhatTheyWere()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("v5.db")).toStdString();
    {
        auto connection = store::Connection::open(path, store::Access::ReadWrite);
        MUST(connection);
        MUST(store::migrate(**connection, store::migrationSteps().first(5)));
        // A threshold of 100 % was the limit alone; a name may hold what JSON and SQL quote.
        MUST((*connection)->exec(R"sql(
            INSERT INTO budgets VALUES (3, '', 1000000000001, 90), (7, 'a "b" \ c''d', 5, 80),
                                       (9, 'chat', 300000000000, 100))sql"));
    }
    auto opened = Store::open(path, Store::Mode::ReadWrite);
    MUST(opened);
    const auto budgets = (*opened)->budgets();
    MUST(budgets);
    QCOMPARE(budgets->size(), std::size_t{3});
    QCOMPARE((*budgets)[0].id, 3);
    QVERIFY((*budgets)[0].where.empty());
    QCOMPARE((*budgets)[0].amount.nanos(), 1'000'000'000'001);
    QVERIFY((*budgets)[0].thresholds == (std::vector<base::Threshold>{{90}, {100}}));
    QCOMPARE((*budgets)[1].id, 7);
    QCOMPARE(base::featureOf((*budgets)[1]), std::optional<std::string>("a \"b\" \\ c'd"));
    QCOMPARE(base::featureOf((*budgets)[2]), std::optional<std::string>("chat"));
    QVERIFY((*budgets)[2].thresholds == (std::vector<base::Threshold>{{100}}));
    for (const base::Budget &budget : *budgets) {
        QVERIFY(budget.period == base::BudgetPeriod::Monthly && budget.growthBasisPoints == 0 &&
                !budget.since);
        QCOMPARE((*opened)->setBudget(budget).value_or(0), budget.id); // its scope is known again
    }
    QVERIFY((*opened)->setBudget(base::featureBudget("new", base::Money::fromNanos(1))).value_or(0) > 9);
}

void StoreOpenTest::readsFromAFolderThatCannotBeWritten()
{
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("medium"));
    const std::string path = (folder + QStringLiteral("/costs%20#1.db")).toStdString();
    {
        auto opened = Store::open(path, Store::Mode::ReadWrite);
        MUST(opened);
        MUST(import(**opened, {{.rows = {call(kMay1)}}}));
    }
    QVERIFY(QFile::setPermissions(dir.path(), QFile::Permissions(0x7755)));
    QVERIFY(QFile::setPermissions(folder, QFile::Permissions(0x5555)));
    const bool wasRoot = geteuid() == 0; // whom no permission stops
    if (wasRoot)
        QCOMPARE(seteuid(65534), 0);
    const auto events = [&]() -> std::int64_t {
        const auto opened = Store::open(path, Store::Mode::ReadOnly);
        return opened ? (*opened)->facts().value().events : -1;
    }();
    const auto refused = Store::open(path, Store::Mode::ReadWrite);
    if (wasRoot)
        QCOMPARE(seteuid(0), 0);
    QVERIFY(QFile::setPermissions(folder, QFile::Permissions(0x7755)));
    QCOMPARE(events, 1);
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().kind), int(ErrorKind::Unwritable));
}

void StoreOpenTest::readOnlyRefusesEveryWrite()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
    MUST(Store::open(path, Store::Mode::ReadWrite));
    auto opened = Store::open(path, Store::Mode::ReadOnly);
    MUST(opened);
    QCOMPARE(int((*opened)->beginImport({}).error().kind), int(ErrorKind::Unwritable));
    QCOMPARE(int((*opened)->setSetting("a", "b").error().kind), int(ErrorKind::Unwritable));
    QCOMPARE(int((*opened)->setBudget(base::featureBudget("", base::Money::fromNanos(1))).error().kind),
             int(ErrorKind::Unwritable));
}

void StoreOpenTest::budgetsAndSettings()
{
    auto opened = Store::openInMemory();
    MUST(opened);
    Store &store = **opened;
    MUST(store.setBudget(base::featureBudget("faq", base::Money::parse("300").value())));
    MUST(store.setBudget(base::featureBudget("", base::Money::parse("1000.000000001").value(), 90)));
    MUST(store.setBudget(base::featureBudget("faq", base::Money::parse("250").value(), 75)));
    const auto budgets = store.budgets();
    MUST(budgets);
    QCOMPARE(budgets->size(), std::size_t{2});
    QCOMPARE(base::featureOf((*budgets)[0]), std::optional<std::string>(""));
    QCOMPARE((*budgets)[0].amount.nanos(), 1'000'000'000'001);
    QCOMPARE(base::featureOf((*budgets)[1]), std::optional<std::string>("faq"));
    QCOMPARE((*budgets)[1].amount.nanos(), 250'000'000'000);
    QCOMPARE(base::softPercentOf((*budgets)[1]), std::optional<int>(75));
    MUST(store.removeBudget((*budgets)[1].id));
    QCOMPARE(int(store.removeBudget((*budgets)[1].id).error().kind), int(ErrorKind::NotFound));

    QVERIFY(!store.setting("zone").value());
    MUST(store.setSetting("zone", ""));
    QCOMPARE(store.setting("zone").value(), std::optional<std::string>(""));
    MUST(store.setSetting("zone", "UTC"));
    QCOMPARE(store.setting("zone").value(), std::optional<std::string>("UTC"));
}

QTEST_GUILESS_MAIN(StoreOpenTest)
#include "test_storeopen.moc"
