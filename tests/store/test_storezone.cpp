// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storefixture.h"

#include <map>

using namespace outlay;
using namespace outlay::tests;
using base::Zone;
using store::Store;

namespace {

constexpr std::int64_t kHour = 3600 * kSecond;

std::int64_t at(const char *text)
{
    return base::parseTimestamp(text)->at.time_since_epoch().count();
}

Zone berlin()
{
    return {"Europe/Berlin",
            {{.offsetUs = kHour}, {at("2026-03-29T01:00Z"), 2 * kHour}, {at("2026-10-25T01:00Z"), kHour}}};
}

Zone kolkata()
{
    return {"Asia/Kolkata", {{.offsetUs = 5 * kHour + kHour / 2}}};
}

/// Local days as SQLite tells them, with the changes of clocks written out.
constexpr const char *kUtcDays = "date(timestamp)";
constexpr const char *kBerlinDays =
    "date(timestamp, CASE WHEN timestamp >= '2026-03-29T01:00' AND timestamp < '2026-10-25T01:00'"
    " THEN '+2 hours' ELSE '+1 hours' END)";
/// The view's own column, which asks the store for its zone.
constexpr const char *kStoreDays = "day";
constexpr const char *kKolkataDays = "date(timestamp, '+330 minutes')";

/// A call each 20 minutes, three days around each change of Berlin's clocks; all costs differ.
FileToImport callsAroundChanges(const char *name, std::int64_t cost = 1)
{
    FileToImport file{.name = name, .attributions = {feature("chat", name), feature("search", name)}};
    for (const char *from : {"2026-03-28T00:00Z", "2026-10-24T00:00Z"}) {
        for (std::int64_t us = at(from); us < at(from) + 3 * kDay; us += kHour / 3)
            file.rows.push_back(
                call(us, cost * (us / kHour % 1000 + 1), static_cast<std::uint32_t>(us / kHour % 2)));
    }
    return file;
}

using DaySums = std::vector<std::string>; ///< day|requests|nanos

DaySums sumsByEvents(const std::string &path, const char *day)
{
    return query(path, std::string("SELECT ") + day +
                           " AS d, count(*), sum(cost_nanos) FROM cost_events"
                           " GROUP BY d ORDER BY d");
}

DaySums sumsByCells(const Store &store)
{
    std::map<base::Day, std::pair<std::int64_t, std::int64_t>> days;
    const auto data = store.cells();
    if (!data)
        return {base::sentence(data.error())};
    for (const base::Cell &cell : data->cells.cells()) {
        days[cell.day].first += cell.sums.requests;
        days[cell.day].second += cell.sums.costNanos;
    }
    DaySums rows;
    for (const auto &[day, sums] : days)
        rows.push_back(base::isoDay(day) + "|" + std::to_string(sums.first) + "|" +
                       std::to_string(sums.second));
    return rows;
}

} // namespace

/// The zone whose days a store's figures are of.
class TestStoreZone : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string path(const char *name = "store.db") const
    {
        return m_folder->filePath(QString::fromLatin1(name)).toStdString();
    }
    std::unique_ptr<Store> open(const char *name = "store.db") const
    {
        auto store = Store::open(path(name), Store::Mode::ReadWrite);
        return store ? *std::move(store) : nullptr;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theDaysAreUtcUntilAnotherZoneIsSet()
    {
        const auto store = open();
        MUST(import(*store, {callsAroundChanges("a.jsonl")}));
        QCOMPARE(store->reportingZone().value(), Zone());
        QCOMPARE(store->facts()->zone, std::string("UTC"));
        QCOMPARE(sumsByCells(*store), sumsByEvents(path(), kUtcDays));
        QCOMPARE(sumsByCells(*store), sumsByEvents(path(), kStoreDays));
    }

    void cellsAreTheSumsOfTheZonesDays()
    {
        const auto store = open();
        MUST(import(*store, {callsAroundChanges("a.jsonl")}));
        const DaySums utc = sumsByCells(*store);
        const std::string fingerprint = store->facts()->fingerprint;
        MUST(store->setReportingZone(berlin()));
        QCOMPARE(store->reportingZone().value(), berlin());
        QCOMPARE(store->facts()->zone, std::string("Europe/Berlin"));
        QVERIFY(store->facts()->fingerprint != fingerprint);
        const DaySums sums = sumsByCells(*store);
        QCOMPARE(sums, sumsByEvents(path(), kBerlinDays));
        QCOMPARE(sums, sumsByEvents(path(), kStoreDays));
        // 2026-03-28 lacks its first hour, 2026-03-29 has 23 hours, 2026-10-25 has 25: three calls an hour.
        QVERIFY(sums[0].starts_with("2026-03-28|69|"));
        QVERIFY(sums[1].starts_with("2026-03-29|69|"));
        QVERIFY(sums[5].starts_with("2026-10-25|75|"));
        QCOMPARE(store->check().value(), std::vector<std::string>());
        MUST(store->setReportingZone(kolkata()));
        QCOMPARE(sumsByCells(*store), sumsByEvents(path(), kKolkataDays));
        MUST(store->setReportingZone(Zone()));
        QCOMPARE(sumsByCells(*store), utc);
    }

    void thereAndBackIsAsBefore()
    {
        const auto store = open();
        MUST(import(*store, {callsAroundChanges("a.jsonl")}));
        const auto before = cellsOf(path());
        const std::string fingerprint = store->facts()->fingerprint;
        MUST(store->setReportingZone(berlin()));
        QVERIFY(cellsOf(path()) != before);
        MUST(store->setReportingZone(Zone()));
        QCOMPARE(cellsOf(path()), before);
        QCOMPARE(store->facts()->fingerprint, fingerprint);
    }

    void importedThenChangedIsChangedThenImported()
    {
        const auto later = open("later.db");
        MUST(import(*later, {callsAroundChanges("a.jsonl")}));
        MUST(later->setReportingZone(berlin()));
        const auto before = open("before.db");
        MUST(before->setReportingZone(berlin()));
        MUST(import(*before, {callsAroundChanges("a.jsonl")}));
        QCOMPARE(cellsOf(path("before.db")), cellsOf(path("later.db")));
        // A store in memory has one connection alone.
        auto memory = Store::openInMemory();
        MUST(memory);
        MUST(import(**memory, {callsAroundChanges("a.jsonl")}));
        MUST((*memory)->setReportingZone(berlin()));
        QCOMPARE(sumsByCells(**memory), sumsByCells(*later));
    }

    void anImportIsUndoneByTheZonesDays()
    {
        const auto store = open();
        MUST(store->setReportingZone(berlin()));
        MUST(import(*store, {callsAroundChanges("a.jsonl")}));
        const auto one = namedCellsOf(path());
        FileToImport shifted = callsAroundChanges("b.jsonl", 7);
        for (base::EventRow &row : shifted.rows)
            row.atUs += kDay + kHour / 2; // shares some days, and has some to itself
        MUST(import(*store, {shifted}));
        QCOMPARE(sumsByCells(*store), sumsByEvents(path(), kBerlinDays));
        QCOMPARE(store->undoImport(2).value(), std::int64_t(shifted.rows.size()));
        QCOMPARE(namedCellsOf(path()), one);
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

    void whatIsThereAlreadyIsKnownUnderAnyZone()
    {
        const auto store = open();
        MUST(import(*store, {callsAroundChanges("a.jsonl")}));
        MUST(store->setReportingZone(kolkata()));
        const auto again = import(*store, {callsAroundChanges("b.jsonl")});
        MUST(again);
        QCOMPARE(again->front().added, 0);
        QCOMPARE(again->front().duplicates, std::int64_t(callsAroundChanges("b.jsonl").rows.size()));
        QCOMPARE(sumsByCells(*store), sumsByEvents(path(), kKolkataDays));
        QCOMPARE(store->check().value(), std::vector<std::string>());
    }

    void eventsAreFoundByTheZonesDays()
    {
        const auto store = open();
        MUST(import(*store, {callsAroundChanges("a.jsonl")}));
        MUST(store->setReportingZone(berlin()));
        const base::Period day{*base::parseDay("2026-03-29"), *base::parseDay("2026-03-29")};
        const auto events = store->events({.period = day, .order = store::EventQuery::Order::OldestFirst});
        MUST(events);
        QCOMPARE(events->size(), std::size_t{69}); // 23 hours
        QCOMPARE(events->front().row.atUs, at("2026-03-28T23:00Z"));
        QCOMPARE(events->back().row.atUs, at("2026-03-29T21:40Z"));
        QCOMPARE(store->countEvents({.period = day}).value(), 69);
        std::int64_t walked = 0;
        MUST(store->walkEvents({.period = day}, [&](const auto &, const auto &, auto) { ++walked; }));
        QCOMPARE(walked, 69);
        QCOMPARE(store->imports()->front().span->first, *base::parseDay("2026-03-28"));
        QCOMPARE(store->imports()->front().span->last, *base::parseDay("2026-10-27"));
    }

    void stoppedItLeavesTheStoreAsItWas()
    {
        const auto store = open();
        FileToImport many = callsAroundChanges("a.jsonl");
        while (many.rows.size() < 100'000) // several blocks
            many.rows.push_back(
                call(at("2026-05-01") + static_cast<std::int64_t>(many.rows.size()) * kSecond));
        MUST(import(*store, {many}));
        const auto before = dump(path());
        std::stop_source stop;
        std::int64_t told = 0;
        const auto changed = store->setReportingZone(
            berlin(), {.stop = stop.get_token(), .progress = [&](std::int64_t done, std::int64_t total) {
                           QCOMPARE(total, 100'000);
                           QVERIFY(done >= told && done <= total);
                           told = done;
                           stop.request_stop();
                       }});
        QVERIFY(!changed.has_value());
        QCOMPARE(changed.error().kind, base::ErrorKind::Cancelled);
        QVERIFY(told > 0);
        QCOMPARE(dump(path()), before);
        QCOMPARE(store->reportingZone().value(), Zone());
        MUST(store->setReportingZone(berlin(),
                                     {.progress = [&](std::int64_t done, std::int64_t) { told = done; }}));
        QCOMPARE(told, 100'000);
        QCOMPARE(sumsByCells(*store), sumsByEvents(path(), kBerlinDays));
    }

    void whileAMonthIsClosedTheZoneStays()
    {
        const auto store = open();
        MUST(import(*store, {callsAroundChanges("a.jsonl")}));
        MUST(store->closeMonth(*base::parseMonth("2026-03"), base::Instant{}));
        const auto before = dump(path());
        const auto changed = store->setReportingZone(berlin());
        QVERIFY(!changed.has_value());
        QCOMPARE(changed.error().kind, base::ErrorKind::BadInput);
        const QString sentence = QString::fromStdString(base::sentence(changed.error()));
        QVERIFY2(sentence.contains(QStringLiteral("2026-03 is closed")), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(QStringLiteral("outlay months reopen 2026-03")), qPrintable(sentence));
        QCOMPARE(dump(path()), before);
    }

    void whatBecameOfAReopenedMonthIsWrittenDown()
    {
        const auto store = open();
        FileToImport file;
        file.rows = {call(at("2026-05-31T21:59Z"), 100), call(at("2026-05-31T22:00Z"), 30)};
        MUST(import(*store, {file}));
        MUST(store->closeMonth(*base::parseMonth("2026-05"), base::Instant{}));
        MUST(store->reopenMonth(*base::parseMonth("2026-05"), base::Instant{}));
        MUST(store->setReportingZone(berlin()));
        const auto restatements = store->restatements();
        MUST(restatements);
        QCOMPARE(restatements->size(), std::size_t{1});
        QCOMPARE(restatements->front().oldNanos, 130);
        QCOMPARE(restatements->front().newNanos, 100); // the second call is June's
        QCOMPARE(restatements->front().reason, std::string("days in Europe/Berlin"));
    }

    void anotherReaderSeesTheNewZoneAtOnce()
    {
        const auto writing = open();
        MUST(import(*writing, {callsAroundChanges("a.jsonl")}));
        auto reading = Store::open(path(), Store::Mode::ReadOnly);
        MUST(reading);
        const base::Period day{*base::parseDay("2026-03-29"), *base::parseDay("2026-03-29")};
        QCOMPARE((*reading)->events({.period = day})->size(), std::size_t{72});
        MUST(writing->setReportingZone(berlin()));
        QCOMPARE((*reading)->events({.period = day})->size(), std::size_t{69});
    }

    void aDamagedZoneIsSaid()
    {
        const auto store = open();
        MUST(store->setReportingZone(berlin()));
        query(path(), "DELETE FROM zone_offsets");
        QCOMPARE(store->reportingZone().error().kind, base::ErrorKind::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestStoreZone)
#include "test_storezone.moc"
