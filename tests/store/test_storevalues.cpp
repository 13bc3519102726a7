// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include "store/schema.h"

using namespace outlay;
using namespace outlay::tests;
using base::ErrorKind;
using base::Money;
using base::Period;
using base::ValueFile;
using base::ValueRow;
using store::Store;

namespace {

Period monthOfMay()
{
    return base::periodOf(base::Month{std::chrono::year{2026} / 5});
}

ValueFile file(const std::string &path, const std::string &content, std::vector<ValueRow> rows)
{
    return {path, content, std::move(rows)};
}

ValueRow row(const std::string &feature, std::int64_t nanos, const std::string &unit = {},
             std::optional<Money> rate = {})
{
    return {monthOfMay(), feature, "pro", unit, nanos, rate, 2};
}

base::Instant moment()
{
    return base::Instant{std::chrono::microseconds{kMay1}};
}

} // namespace

/// What features brought in, as it is kept.
class StoreValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreKeptToTheLastDigit()
    {
        const auto store = Store::openInMemory().value();
        const std::vector<ValueRow> rows{row("chat", 123'456'789'123'456'789), row("chat", -1),
                                         row("", 12'500'000'000, "hours", Money::parse("80.000000001")),
                                         row("b", 0, "tickets")};
        const auto kept = store->keepValues(file("/in/values.csv", "x", rows), moment());
        MUST(kept);
        QCOMPARE(kept->added, 4);
        QVERIFY(store->values().value() == rows);
        const auto imports = store->valueImports().value();
        QCOMPARE(imports.size(), std::size_t{1});
        QVERIFY(
            (imports.front() == base::ValueImport{kept->id, moment(), "/in/values.csv", 4, monthOfMay()}));
    }

    void theSameContentAddsNothingWhateverItsName()
    {
        const auto store = Store::openInMemory().value();
        const auto first = store->keepValues(file("/in/a.csv", "same", {row("chat", 5)}), moment()).value();
        for (const char *path : {"/in/a.csv", "/other/a.csv", "/in/b.csv"}) {
            const auto again = store->keepValues(file(path, "same", {row("chat", 5)}), moment()).value();
            QVERIFY(again.isKnown);
            QCOMPARE(again.id, first.id);
            QCOMPARE(again.added, 0);
        }
        QCOMPARE(store->values().value().size(), std::size_t{1});
    }

    void aNewerFileOfTheSameNameTakesThePlaceOfTheOlder()
    {
        const auto store = Store::openInMemory().value();
        const auto first = store->keepValues(file("/in/a.csv", "one", {row("chat", 5)}), moment()).value();
        const auto second =
            store->keepValues(file("/in/a.csv", "two", {row("chat", 5), row("b", 6)}), moment()).value();
        QCOMPARE(second.replacedId, first.id);
        QCOMPARE(second.overlapping, 0);
        QCOMPARE(store->values().value().size(), std::size_t{2});
        QCOMPARE(store->valueImports().value().size(), std::size_t{1});
    }

    void orStandsBesideItAndIsToldToOverlap()
    {
        const auto store = Store::openInMemory().value();
        MUST(store->keepValues(file("/in/a.csv", "one", {row("chat", 5)}), moment()));
        const auto beside =
            store->keepValues(file("/in/a.csv", "two", {row("chat", 5), row("b", 6)}), moment(), true)
                .value();
        QCOMPARE(beside.replacedId, 0);
        QCOMPARE(beside.overlapping, 1); // of chat there was one already
        QCOMPARE(store->values().value().size(), std::size_t{3});
    }

    void standardInputHasNoName()
    {
        const auto store = Store::openInMemory().value();
        MUST(store->keepValues(file("-", "one", {row("chat", 5)}), moment()));
        QCOMPARE(store->keepValues(file("-", "two", {row("b", 5)}), moment()).value().replacedId, 0);
        QCOMPARE(store->values().value().size(), std::size_t{2});
    }

    void removedByItsNumber()
    {
        const auto store = Store::openInMemory().value();
        const auto first = store->keepValues(file("a.csv", "one", {row("chat", 5)}), moment()).value();
        const auto second = store->keepValues(file("b.csv", "two", {row("b", 6)}), moment()).value();
        QCOMPARE(store->removeValues(first.id).value(), 1);
        QVERIFY(store->values().value() == std::vector<ValueRow>{row("b", 6)});
        const auto gone = store->removeValues(first.id);
        QVERIFY(!gone);
        QCOMPARE(int(gone.error().kind), int(ErrorKind::NotFound));
        const auto again = store->keepValues(file("a.csv", "one", {row("chat", 5)}), moment()).value();
        QVERIFY2(!again.isKnown && again.id > second.id, "what was removed can come again");
    }

    void theFingerprintTellsOfThem()
    {
        const auto store = Store::openInMemory().value();
        const std::string without = store->facts().value().fingerprint;
        const auto kept = store->keepValues(file("a.csv", "one", {row("chat", 5)}), moment()).value();
        QVERIFY(store->facts().value().fingerprint != without);
        MUST(store->removeValues(kept.id));
        QCOMPARE(store->facts().value().fingerprint, without);
    }

    void aStoreOfVersion9TakesValues()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("old.db")).toStdString();
        {
            const auto older = store::Connection::open(path, store::Access::ReadWrite);
            MUST(older);
            MUST(store::migrate(**older, store::migrationSteps().first(9)));
        }
        const auto store = Store::open(path, Store::Mode::ReadWrite);
        MUST(store);
        MUST((*store)->keepValues(file("a.csv", "one", {row("chat", 5)}), moment()));
        QCOMPARE(query(path, "SELECT feature, amount_nanos, rate_nanos FROM value_rows"),
                 std::vector<std::string>{"chat|5|NULL"});
        QCOMPARE(query(path, "PRAGMA user_version"),
                 std::vector<std::string>{std::to_string(store::migrationSteps().size())});
    }
};

QTEST_GUILESS_MAIN(StoreValuesTest)
#include "test_storevalues.moc"
