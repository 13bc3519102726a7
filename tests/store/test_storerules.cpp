// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include "store/rulejson.h"
#include "store/schema.h"

#include <random>

using namespace outlay;
using namespace outlay::tests;
using base::ErrorKind;
using base::Rule;
using base::RuleAction;
using store::Store;

namespace {

constexpr base::Instant at(std::int64_t second)
{
    return base::Instant{std::chrono::seconds{second}};
}

Rule sets(const std::string &value)
{
    Rule rule;
    rule.value = value;
    return rule;
}

/// Something of everything, with what JSON has to escape.
std::vector<Rule> allKinds()
{
    Rule full = sets("summaries, \"nightly\" \\ é");
    full.name = "Batch: the 'night' jobs";
    full.where = {{"feature", {{"", "ocr"}, {}, false}},
                  {"région", {{"e\\u"}, {"*\"x\"*"}, true}},
                  {"source", {{}, {"batch-*.jsonl"}, false}}};
    full.days = {*base::parseDay("2026-05-01"), *base::parseDay("2026-05-31")};
    full.dimension = "cost center";
    Rule share = sets("");
    share.action = RuleAction::SplitByShare;
    share.shares = {{"chat", 60'500'000'000}, {"search \"2\"", 1}};
    share.enabled = false;
    Rule cost = sets("");
    cost.action = RuleAction::SplitByCost;
    cost.where["feature"] = {{""}, {}, false};
    cost.shares = {{"chat"}, {"search"}};
    Rule requests = cost;
    requests.action = RuleAction::SplitByRequests;
    return {full, share, cost, requests};
}

std::vector<std::string> historyOf(const Store &store)
{
    std::vector<std::string> lines;
    const auto changes = store.ruleChanges();
    for (const base::RuleChange &change : *changes)
        lines.push_back(change.what + " " + std::to_string(change.rule) +
                        (change.who.empty() ? "" : " by " + change.who));
    return lines;
}

} // namespace

class StoreRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStoreOfVersion7GetsItsTable()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("v7.db")).toStdString();
        {
            auto connection = store::Connection::open(path, store::Access::ReadWrite);
            MUST(connection);
            MUST(store::migrate(**connection, store::migrationSteps().first(7)));
            MUST((*connection)
                     ->exec("INSERT INTO budgets VALUES (3, 'kept', '{}', 'month', 1, 5, 0, NULL,"
                            " '[]', '')"));
        }
        auto opened = Store::open(path, Store::Mode::ReadWrite);
        MUST(opened);
        QVERIFY((*opened)->rules().value().empty());
        QVERIFY((*opened)->ruleChanges().value().empty());
        QCOMPARE((*opened)->budgets().value().front().name, std::string("kept"));
        QCOMPARE(query(path, "PRAGMA user_version"),
                 std::vector<std::string>{std::to_string(store::migrationSteps().size())});
        QVERIFY(QFile::exists(QString::fromStdString(path) + QStringLiteral(".v7.bak")));
        MUST((*opened)->setRules({sets("chat")}, at(1)));
        QCOMPARE((*opened)->rules().value().size(), std::size_t{1});
    }

    void rulesAreKeptWholeAndInTheirOrder()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
        auto opened = Store::open(path, Store::Mode::ReadWrite);
        MUST(opened);
        MUST((*opened)->setRules(allKinds(), at(1)));
        std::vector<Rule> expected = allKinds();
        for (std::int64_t id = 1; Rule & rule : expected)
            rule.id = id++;
        QVERIFY((*opened)->rules().value() == expected);
        std::swap(expected[0], expected[3]);
        expected.erase(expected.begin() + 1);
        MUST((*opened)->setRules(expected, at(2)));
        QVERIFY((*opened)->rules().value() == expected);
        QCOMPARE(query(path, "SELECT id, position, created_at, changed_at FROM rules ORDER BY position"),
                 (std::vector<std::string>{"4|0|1000000|1000000", "3|1|1000000|1000000",
                                           "1|2|1000000|1000000"})); // moved, not changed
    }

    void whatWasDoneIsKept()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        MUST(store.setRules({sets("a"), sets("b"), sets("c"), sets("d")}, at(1), "Ada"));
        std::vector<Rule> rules = store.rules().value();
        std::rotate(rules.begin(), rules.begin() + 3, rules.end()); // the last comes first: one move
        MUST(store.setRules(rules, at(2)));
        rules[1].enabled = false;
        rules[2].value = "other";
        rules.pop_back();
        MUST(store.setRules(rules, at(3), "Bob"));
        MUST(store.setRules(rules, at(4))); // nothing
        QCOMPARE(historyOf(store),
                 (std::vector<std::string>{"changed 2 by Bob", "disabled 1 by Bob", "removed 3 by Bob",
                                           "moved 4", "added 4 by Ada", "added 3 by Ada", "added 2 by Ada",
                                           "added 1 by Ada"}));
        const base::RuleChange latest = store.ruleChanges().value().front();
        QVERIFY(latest.at == at(3));
        QCOMPARE(latest.before, std::string("{\"place\":3,\"name\":\"\",\"enabled\":true,"
                                            "\"set\":{\"feature\":\"b\"}}"));
        QCOMPARE(latest.after, std::string("{\"place\":3,\"name\":\"\",\"enabled\":true,"
                                           "\"set\":{\"feature\":\"other\"}}"));
    }

    void whatIsNoRuleChangesNothing()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        MUST(store.setRules({sets("a")}, at(1)));
        QCOMPARE(int(store.setRules({sets("b"), sets("")}, at(2)).error().kind), int(ErrorKind::Misuse));
        Rule unknown = sets("b");
        unknown.id = 9;
        QCOMPARE(int(store.setRules({unknown}, at(2)).error().kind), int(ErrorKind::NotFound));
        const Rule twice = store.rules().value().front();
        QCOMPARE(int(store.setRules({twice, twice}, at(2)).error().kind), int(ErrorKind::NotFound));
        QCOMPARE(store.rules().value().front().value, std::string("a"));
        QCOMPARE(store.ruleChanges().value().size(), std::size_t{1});
    }

    void theLedgerStaysAndTheFingerprintTellsOfRules()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
        auto opened = Store::open(path, Store::Mode::ReadWrite);
        MUST(opened);
        MUST(import(**opened, {log("a.jsonl", kMay1, 50, 3600)}));
        const auto ledger = [&] {
            auto rows = query(path, "SELECT * FROM cost_events ORDER BY timestamp");
            for (const std::string &row : query(path, "SELECT * FROM attributions ORDER BY id"))
                rows.push_back(row);
            return rows;
        };
        const auto before = ledger();
        const std::string plain = (*opened)->facts().value().fingerprint;
        MUST((*opened)->setRules({sets("everything")}, at(1)));
        QVERIFY(ledger() == before);
        QVERIFY((*opened)->facts().value().fingerprint != plain);
        std::vector<Rule> off = (*opened)->rules().value();
        off.front().enabled = false;
        MUST((*opened)->setRules(off, at(2)));
        QCOMPARE((*opened)->facts().value().fingerprint, plain);
    }

    void eventsOfAnAttributionCanBeOfSomeDays()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        FileToImport file{.attributions = {feature("a"), feature("b")}};
        for (int i = 0; i < 10; ++i)
            for (std::uint32_t a = 0; a < 2; ++a)
                file.rows.push_back(call(kMay1 + i * kDay + kSecond, i + 1, a));
        MUST(import(**opened, {file}));
        const auto days = [](int from, int to) {
            const base::Day first = *base::parseDay("2026-05-01");
            return base::Period{first + std::chrono::days{from}, first + std::chrono::days{to}};
        };
        const auto attributions = (*opened)->cells().value().attributions;
        const std::uint32_t a = attributions[0].first;
        const std::uint32_t b = attributions[1].first;
        for (const auto order : {store::EventQuery::Order::NewestFirst, store::EventQuery::Order::OldestFirst,
                                 store::EventQuery::Order::DearestFirst}) {
            // Of a the days 2, 3 and 7, of b all ten, of both together from day 1 on.
            store::EventQuery query{days(1, 9), std::vector{a, b}, order, 0, 100};
            query.within = {{a, days(0, 0)}, {a, days(2, 3)}, {a, days(7, 7)}};
            QCOMPARE((*opened)->countEvents(query).value(), 3 + 9);
            const auto events = (*opened)->events(query);
            MUST(events);
            std::vector<std::int64_t> ofA; // cost is the number of the day and 1
            for (const store::EventRecord &event : *events)
                if (event.row.attribution == a)
                    ofA.push_back(event.row.costNanos);
            std::ranges::sort(ofA);
            QCOMPARE(ofA, (std::vector<std::int64_t>{3, 4, 8}));
            QCOMPARE(events->size(), std::size_t{12});
        }
    }

    void whatIsWrittenIsReadAsTheSame()
    {
        const std::string text = store::rulesJson(allKinds());
        const auto read = store::rulesFrom(text, "rules.json");
        MUST(read);
        QVERIFY(*read == allKinds());
        QVERIFY(store::rulesFrom(store::rulesJson({}), "rules.json").value().empty());
        QCOMPARE(store::ruleJson(allKinds()[2]),
                 std::string("{\"name\":\"\",\"enabled\":true,\"where\":{\"feature\":{\"in\":[\"unknown\"]}},"
                             "\"split\":{\"by\":\"cost\",\"over\":[\"chat\",\"search\"]}}"));
    }

    void whatIsNoRuleIsToldWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const char *text, const char *told) {
            QTest::addRow("%s", name) << QByteArray(text) << QString::fromUtf8(told);
        };
        row("no list", "{\"rule\": []}",
            "r.json, line 1: is not a list of rules, nor an object with one named rules");
        row("no object", "[\n1]", "r.json, line 2: a rule is no object");
        row("no action", "[\n{\"name\": \"x\"}]",
            "r.json, line 2: a rule needs one of \"set\" and \"split\"");
        row("both", "[{\"set\": {\"feature\": \"a\"}, \"split\": {\"by\": \"cost\", \"over\": [\"a\"]}}]",
            "r.json, line 1: a rule needs one of \"set\" and \"split\"");
        row("unknown member", "[{\"when\":\n1}]",
            "r.json, line 2: \"when\" is not known of a rule; there are name, enabled, where, from, to, set "
            "and "
            "split");
        row("unknown test", "[{\"where\": {\"model\": {\"is\": [\"a\"]}}}]",
            "r.json, line 1: the condition on \"model\" says \"is\"; it can say in and like, or out and "
            "unlike");
        row("in and out", "[{\"where\": {\"model\": {\"in\": [\"a\"], \"out\": [\"b\"]}}}]",
            "r.json, line 1: the condition on \"model\" says what is in and what is out; one is enough");
        row("no text", "[{\"where\": {\"model\": {\"in\": [1]}}}]",
            "r.json, line 1: \"in\" of \"model\" has a value that is no text");
        row("no day", "[{\"from\": \"2026-02-30\"}]",
            "r.json, line 1: \"from\" is not a day such as \"2026-05-01\"");
        row("no weight", "[{\"split\": {\"by\": \"share\", \"over\": {\"a\": \"much\"}}}]",
            "r.json, line 1: the share of \"a\" is no number such as \"60\"");
        row("list of shares", "[{\"split\": {\"by\": \"share\", \"over\": [\"a\"]}}]",
            "r.json, line 1: \"over\" is not like {\"chat\": \"60\", \"search\": \"40\"}");
        row("what no rule can", "[\n\n{\"set\": {\"outcome\": \"failed\"}}]",
            "r.json, line 3: outcome is a fact of the log, which no rule can set; set another dimension");
    }
    void whatIsNoRuleIsToldWithItsLine()
    {
        QFETCH(QByteArray, text);
        const auto read = store::rulesFrom(text.toStdString(), "r.json");
        QVERIFY(!read);
        QCOMPARE(int(read.error().kind), int(ErrorKind::BadInput));
        QTEST(QString::fromStdString(base::sentence(read.error())), "told");
    }

    void anyBytesAreRulesOrASentence()
    {
        std::mt19937 engine(3);
        const std::string sound = store::rulesJson(allKinds());
        for (int round = 0; round < 20'000; ++round) {
            std::string text = sound;
            for (unsigned changes = engine() % 4 + 1; changes > 0; --changes) {
                const std::size_t place = engine() % text.size();
                if (engine() % 2 == 0)
                    text[place] = static_cast<char>(engine());
                else
                    text.erase(place, engine() % 20);
            }
            const auto read = store::rulesFrom(text, "r.json");
            if (!read)
                QVERIFY(!base::sentence(read.error()).empty());
            else
                QVERIFY(store::rulesFrom(store::rulesJson(*read), "again").value() == *read);
        }
        QVERIFY(!store::rulesFrom(std::string(100'000, '['), "deep"));
    }
};

QTEST_GUILESS_MAIN(StoreRulesTest)
#include "test_storerules.moc"
