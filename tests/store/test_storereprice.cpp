// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include <map>
#include <set>

using namespace outlay;
using namespace outlay::tests;
using base::ErrorKind;
using base::kAbsent;
using store::RepricedMonth;
using store::RepriceReport;
using store::Store;

class StoreRepriceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachEventItsPrice();
    void aDryRunTellsTheSameAndChangesNothing();
    void aStopChangesNothing();
    void aWalkMeetsEachEventOfItsPeriodOnce();
    void onlyThePeriodIsTouched();
    void aClosedMonthStays();
    void aReopenedMonthIsRestated();
    void closingAndReopening();
    void whatWasSupersededHasTheNewPriceToo();
    void manyBlocks();
};

namespace {

const base::Month kMay{std::chrono::year{2026}, std::chrono::month{5}};
const base::Month kJune{std::chrono::year{2026}, std::chrono::month{6}};

/// A fixed price in nano-dollars a call by model; a model that is not listed has none.
class FlatPricer final : public base::EventPricer
{
public:
    explicit FlatPricer(std::map<std::string, std::int64_t> prices)
        : m_prices(std::move(prices))
    {
    }

    void price(base::EventBatch &batch) override
    {
        for (const base::Attribution &attribution : batch.newAttributions)
            m_models.push_back(attribution[FixedDimension::Model].value_or(""));
        for (base::EventRow &row : batch.rows) {
            const auto it = m_prices.find(m_models.at(row.attribution));
            row.computedNanos = it == m_prices.end() ? kAbsent : it->second;
        }
    }

private:
    std::map<std::string, std::int64_t> m_prices;
    std::vector<std::string> m_models;
};

base::Attribution model(const std::string &name)
{
    base::Attribution attribution = feature("chat");
    attribution[FixedDimension::Model] = name;
    return attribution;
}

/// May: a call of haiku that reports 100, one that reports nothing, and one of sonnet that reports nothing.
/// June: a call of haiku that reports nothing.
FileToImport calls()
{
    return {.rows = {call(kMay1, 100, 0), call(kMay1 + 1, kAbsent, 0), call(kMay1 + 2, kAbsent, 1),
                     call(kMay1 + 31 * kDay, kAbsent, 0)},
            .attributions = {model("haiku"), model("sonnet")}};
}

std::string complaint(Store &store)
{
    const auto findings = store.check();
    return !findings ? base::sentence(findings.error()) : findings->empty() ? "" : findings->front();
}

#define SOUND(store) QCOMPARE(QString::fromStdString(complaint(store)), QString())

/// Reports old and new shown cost, and how many events changed.
QString text(const RepricedMonth &month)
{
    return QStringLiteral("%1 -> %2, %3 changed")
        .arg(month.sums.oldShownNanos)
        .arg(month.sums.newShownNanos)
        .arg(month.sums.changed);
}

base::Measures shownOf(const Store &from)
{
    base::Measures sum;
    const store::CellData data = from.cells().value();
    for (const base::Cell &cell : data.cells.cells())
        sum += cell.sums;
    return base::onBasis(sum, base::CostBasis::Shown);
}

base::Result<RepriceReport> reprice(Store &store, std::map<std::string, std::int64_t> prices,
                                    const store::RepriceOptions &options = {})
{
    FlatPricer pricer(std::move(prices));
    return store.reprice(pricer, options);
}

} // namespace

void StoreRepriceTest::givesEachEventItsPrice()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {calls()}));
    QCOMPARE((*store)->imports().value().front().files.front().unpriced, 3);
    const std::string fingerprint = (*store)->facts().value().fingerprint;
    const auto report = reprice(**store, {{"haiku", 7}});
    MUST(report);
    QVERIFY(report->applied);
    QCOMPARE(report->months.size(), std::size_t{2});
    const RepricedMonth &may = report->months.at(kMay);
    QCOMPARE(text(may), QStringLiteral("100 -> 107, 2 changed")); // 100 reported; 7 where nothing is
    QCOMPARE(may.sums.events, 3);
    QCOMPARE(may.sums.newComputedNanos, 14);
    QCOMPARE(may.sums.oldUnpriced, 2);
    QCOMPARE(may.sums.newUnpriced, 1); // sonnet
    QCOMPARE(may.models.size(), std::size_t{1});
    QCOMPARE(may.models.at("haiku").changed, 2);
    QCOMPARE(text(report->months.at(kJune)), QStringLiteral("0 -> 7, 1 changed"));
    QCOMPARE(report->total().newShownNanos, 114);

    QCOMPARE(shownOf(**store).costNanos, 114);
    QCOMPARE(shownOf(**store).unpriced(), 1);
    QCOMPARE((*store)->imports().value().front().costNanos, 114);
    QCOMPARE((*store)->imports().value().front().files.front().unpriced, 1);
    QVERIFY((*store)->facts().value().fingerprint != fingerprint);
    SOUND(**store);
    QCOMPARE(reprice(**store, {{"haiku", 7}})->total().changed, 0);
    // Another book: haiku is dearer, sonnet is there; then one that knows nothing.
    QCOMPARE(reprice(**store, {{"haiku", 8}, {"sonnet", 50}})->total().newShownNanos, 100 + 8 + 50 + 8);
    SOUND(**store);
    QCOMPARE(reprice(**store, {})->total().newShownNanos, 100);
    QCOMPARE(shownOf(**store).costNanos, 100);
    QCOMPARE(shownOf(**store).computed, 0);
    SOUND(**store);
}

void StoreRepriceTest::aDryRunTellsTheSameAndChangesNothing()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    MUST(store);
    MUST(import(**store, {calls()}));
    const auto before = dump(path);
    const auto dry = reprice(**store, {{"haiku", 7}}, {.dryRun = true});
    MUST(dry);
    QVERIFY(!dry->applied);
    QCOMPARE(dump(path), before);
    const auto real = reprice(**store, {{"haiku", 7}});
    MUST(real);
    QVERIFY(real->total() == dry->total());
    QCOMPARE(text(real->months.at(kMay)), text(dry->months.at(kMay)));
}

void StoreRepriceTest::aStopChangesNothing()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("costs.db")).toStdString();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    MUST(store);
    FileToImport many = calls();
    for (int i = 0; i < 40'000; ++i)
        many.rows.push_back(call(kMay1 + i, i, 0));
    MUST(import(**store, {many}));
    const auto before = dump(path);
    std::stop_source stop;
    store::RepriceOptions options;
    options.walk.stop = stop.get_token();
    std::int64_t total = 0;
    options.walk.progress = [&](std::int64_t, std::int64_t all) {
        total = all;
        stop.request_stop(); // after the first of three blocks
    };
    const auto stopped = reprice(**store, {{"haiku", 7}}, options);
    QVERIFY(!stopped);
    QCOMPARE(int(stopped.error().kind), int(ErrorKind::Cancelled));
    QCOMPARE(total, 40'004);
    QVERIFY(dump(path) == before);
}

void StoreRepriceTest::aWalkMeetsEachEventOfItsPeriodOnce()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {calls()}));
    const auto seen = [&](const base::Period &period) {
        std::multiset<std::string> models;
        const auto walked = (*store)->walkEvents(
            {.period = period}, [&](const base::Attribution &attribution, const base::EventRow &row, auto) {
                QVERIFY(period.contains(base::utcDayOf(row.atUs)));
                models.insert(attribution[FixedDimension::Model].value_or(""));
            });
        return walked ? models : std::multiset<std::string>{base::sentence(walked.error())};
    };
    const auto may = seen(base::periodOf(kMay));
    const auto june = seen(base::periodOf(kJune));
    auto both = may;
    both.insert(june.begin(), june.end());
    QVERIFY(!may.empty() && !june.empty());
    QVERIFY(seen(base::kAllTime) == both);
    QCOMPARE(static_cast<std::int64_t>(both.size()), (*store)->facts()->events);

    std::stop_source stop;
    stop.request_stop();
    const auto stopped =
        (*store)->walkEvents({.stop = stop.get_token()}, [](const auto &, const auto &, auto) {});
    QVERIFY(!stopped);
    QCOMPARE(int(stopped.error().kind), int(ErrorKind::Cancelled));
}

void StoreRepriceTest::onlyThePeriodIsTouched()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {calls()}));
    const auto report = reprice(**store, {{"haiku", 7}}, {.walk = {.period = base::periodOf(kJune)}});
    MUST(report);
    QCOMPARE(report->months.size(), std::size_t{1});
    QCOMPARE(shownOf(**store).costNanos, 107);
    SOUND(**store);
}

void StoreRepriceTest::aClosedMonthStays()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {calls()}));
    MUST((*store)->closeMonth(kMay, {}));
    const auto report = reprice(**store, {{"haiku", 7}});
    MUST(report);
    QVERIFY(report->months.at(kMay).isClosed);
    QCOMPARE(text(report->months.at(kMay)), QStringLiteral("100 -> 107, 2 changed")); // what it would be
    QVERIFY(!report->months.at(kJune).isClosed);
    QCOMPARE(report->total().changed, 1);
    QCOMPARE(shownOf(**store).costNanos, 107); // June alone
    QVERIFY((*store)->restatements().value().empty());
    SOUND(**store);
}

void StoreRepriceTest::aReopenedMonthIsRestated()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {calls()}));
    const base::Instant now{std::chrono::seconds{1'790'000'000}};
    MUST((*store)->closeMonth(kMay, {}));
    MUST((*store)->reopenMonth(kMay, now));
    // The first two days of May: the restatement still speaks of the whole month.
    const base::Period days{base::periodOf(kMay).first, base::periodOf(kMay).first + std::chrono::days{1}};
    const store::RepriceOptions options{.walk = {.period = days}, .reason = "book of September", .now = now};
    MUST(reprice(**store, {{"haiku", 7}, {"sonnet", 50}}, options));
    const std::vector<store::Restatement> expected = {{now, kMay, 100, 157, "book of September"}};
    QVERIFY((*store)->restatements().value() == expected);
    MUST(reprice(**store, {{"haiku", 7}, {"sonnet", 50}}, options)); // nothing changes, nothing to record
    QCOMPARE((*store)->restatements().value().size(), std::size_t{1});
    MUST((*store)->closeMonth(kMay, now));
    MUST(reprice(**store, {}, options));
    QCOMPARE(shownOf(**store).costNanos, 157);
    QCOMPARE((*store)->restatements().value().size(), std::size_t{1});
}

void StoreRepriceTest::closingAndReopening()
{
    auto store = Store::openInMemory();
    MUST(store);
    const base::Instant first{std::chrono::seconds{1}};
    const base::Instant second{std::chrono::seconds{2}};
    QCOMPARE(int((*store)->reopenMonth(kMay, first).error().kind), int(ErrorKind::NotFound));
    MUST((*store)->closeMonth(kJune, first));
    MUST((*store)->closeMonth(kMay, first));
    MUST((*store)->closeMonth(kMay, second)); // it is closed already
    MUST((*store)->reopenMonth(kJune, second));
    QCOMPARE(int((*store)->reopenMonth(kJune, second).error().kind), int(ErrorKind::NotFound));
    const std::vector<store::ClosedMonth> expected = {{kMay, first, std::nullopt}, {kJune, first, second}};
    QVERIFY((*store)->closedMonths().value() == expected);
}

void StoreRepriceTest::whatWasSupersededHasTheNewPriceToo()
{
    auto store = Store::openInMemory();
    MUST(store);
    FileToImport file{.rows = {call(kMay1, kAbsent)}, .attributions = {model("haiku")}};
    file.rows.front().key = 5;
    MUST(import(**store, {file}));
    file.rows.front().outputTokens = 400;
    MUST(import(**store, {file}));
    MUST(reprice(**store, {{"haiku", 7}}));
    MUST((*store)->undoImport(2));
    QCOMPARE((*store)->events({}).value().front().row.outputTokens, 300);
    QCOMPARE((*store)->events({}).value().front().row.computedNanos, 7);
    SOUND(**store);
}

void StoreRepriceTest::manyBlocks()
{
    auto store = Store::openInMemory();
    MUST(store);
    for (int n = 0; n < 2; ++n) { // two imports of three blocks each, over some three days
        FileToImport file{.attributions = {model("haiku"), model("sonnet")}};
        for (int i = 0; i < 40'000; ++i)
            file.rows.push_back(call(kMay1 + (i + n * 50'000) * 3 * kSecond, i % 3 == 0 ? kAbsent : 10,
                                     static_cast<std::uint32_t>(i % 2)));
        MUST(import(**store, {file}));
    }
    MUST(reprice(**store, {{"haiku", 1}, {"sonnet", 2}}));
    SOUND(**store);
    // Of each 40,000: 13,334 report nothing (every third from 0), of which 6,667 are even, so haiku, and
    // 6,667 odd, so sonnet; the other 26,666 report 10.
    const base::Measures sums = shownOf(**store);
    QCOMPARE(sums.costNanos, 2 * (26'666 * 10 + 6'667 * 1 + 6'667 * 2));
    QCOMPARE(sums.computedNanos, 80'000 / 2 * 1 + 80'000 / 2 * 2);
    QCOMPARE((*store)->undoImport(1).value(), 40'000);
    SOUND(**store);
}

QTEST_GUILESS_MAIN(StoreRepriceTest)
#include "test_storereprice.moc"
