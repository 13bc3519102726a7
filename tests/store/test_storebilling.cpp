// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

using namespace outlay;
using namespace outlay::tests;
using base::BillingRow;
using base::FileReport;
using store::BillingGroup;
using store::Store;

class StoreBillingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isInNoTotal();
    void addsUpByGroupAndCurrency();
    void absentIsNotZero();
    void refusesAnUnknownDimension();
    void linesWithoutAKeyAreCountedWithMultiplicity();
    void ofStatesOfALineTheLaterCounts();
    void aStateThatSaysLessDoesNotCount_data();
    void aStateThatSaysLessDoesNotCount();
    void comesBackWhenTheLaterStateIsUndone_data();
    void comesBackWhenTheLaterStateIsUndone();
    void aFileWithAnErrorLeavesNothing();
    void filesOfOneImport();
};

namespace {

BillingRow line(std::int64_t fromUs, std::int64_t costNanos, std::uint64_t key = 0, std::int64_t rank = 0)
{
    BillingRow row;
    row.sums.atUs = fromUs;
    row.sums.costNanos = costNanos;
    row.sums.key = key;
    row.sums.rank = rank;
    row.untilUs = fromUs + kDay;
    return row;
}

base::Attribution item(const std::string &name, const std::string &source = "bill.csv")
{
    base::Attribution attribution;
    attribution[FixedDimension::Provider] = "anthropic";
    attribution[FixedDimension::Model] = "haiku";
    attribution[FixedDimension::Source] = source;
    attribution.custom = {{"line_item", name}};
    return attribution;
}

FileToImport bill(std::vector<BillingRow> lines, const std::string &name = "bill.csv")
{
    return {.name = name, .attributions = {item("tokens", name)}, .billing = std::move(lines)};
}

std::vector<BillingGroup> all(const Store &store, const base::Grouping &by = {})
{
    return store.billing({base::kAllTime, by}).value();
}

std::int64_t costOf(const Store &store)
{
    const auto groups = all(store);
    return groups.empty() ? 0 : groups.front().costNanos;
}

std::string complaint(Store &store)
{
    const auto findings = store.check();
    return !findings ? base::sentence(findings.error()) : findings->empty() ? "" : findings->front();
}

#define SOUND(store) QCOMPARE(QString::fromStdString(complaint(store)), QString())

} // namespace

void StoreBillingTest::isInNoTotal()
{
    auto store = Store::openInMemory();
    MUST(store);
    FileToImport file = bill({line(kMay1, 900), line(kMay1 + kDay, 100)});
    file.attributions.push_back(feature("chat"));
    file.rows = {call(kMay1, 5, 1)};
    const FileReport report = import(**store, {file}).value().front();
    QCOMPARE(report.added, 1);
    QCOMPARE(report.billing, 2);
    QCOMPARE((*store)->facts().value().events, 1);
    const auto cells = (*store)->cells().value();
    QCOMPARE(cells.cells.size(), std::size_t{1});
    QCOMPARE(cells.cells.sums(0).costNanos, 5);
    QCOMPARE(cells.attributions.size(), std::size_t{1}); // what only bills say is no value of a filter
    const auto imports = (*store)->imports().value();
    QCOMPARE(imports.front().files.front().billing, 2);
    QCOMPARE(imports.front().costNanos, 5);
    QCOMPARE(costOf(**store), 1000);
    SOUND(**store);
    MUST((*store)->undoImport(1));
    QVERIFY(all(**store).empty());
    QVERIFY((*store)->cells().value().attributions.empty());
}

void StoreBillingTest::addsUpByGroupAndCurrency()
{
    auto store = Store::openInMemory();
    MUST(store);
    FileToImport file{.name = "bill.csv", .attributions = {item("input"), item("output")}};
    file.billing = {line(kMay1, 10), line(kMay1 + 30 * kDay, 20), line(kMay1 + 31 * kDay, 40),
                    line(kMay1, 80)};
    file.billing[1].sums.attribution = 1; // 31 May; the next line is of 1 June
    file.billing[3].currency = "EUR";
    file.billing[0].sums.inputTokens = 1000;
    file.billing[3].quantityNanos = 7;
    file.billing[3].unit = "hours";
    MUST(import(**store, {file}));
    QStringList found;
    for (const BillingGroup &g : all(**store, {"month", "provider", "model", "line_item"}))
        found << QStringLiteral("%1 %2 %3 %4 %5 %6")
                     .arg(QString::fromStdString(g.keys[0]), QString::fromStdString(g.keys[1]),
                          QString::fromStdString(g.keys[3]), QString::fromStdString(g.currency))
                     .arg(g.costNanos)
                     .arg(g.lines);
    QCOMPARE(found, QStringList({QStringLiteral("2026-05 anthropic input USD 10 1"),
                                 QStringLiteral("2026-05 anthropic input EUR 80 1"),
                                 QStringLiteral("2026-05 anthropic output USD 20 1"),
                                 QStringLiteral("2026-06 anthropic input USD 40 1")}));
    const auto may = (*store)->billing({*base::parsePeriod("2026-05"), {}}).value();
    QCOMPARE(may.size(), std::size_t{2}); // currencies are never added up
    QCOMPARE(may.front().costNanos, 30);
    QCOMPARE(may.front().inputTokens, 1000);
    QCOMPARE(may.back().unit, std::string("hours"));
    QCOMPARE(may.back().quantityNanos, 7);
}

void StoreBillingTest::absentIsNotZero()
{
    auto store = Store::openInMemory();
    MUST(store);
    BillingRow usage = line(kMay1, base::kAbsent);
    usage.requests = 0;
    MUST(import(**store, {bill({usage})}));
    const BillingGroup group = all(**store).front();
    QCOMPARE(group.costNanos, base::kAbsent);
    QCOMPARE(group.outputTokens, base::kAbsent);
    QCOMPARE(group.requests, 0);
}

void StoreBillingTest::refusesAnUnknownDimension()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {bill({line(kMay1, 1)})}));
    const auto groups = (*store)->billing({base::kAllTime, {"colour"}});
    QVERIFY(!groups);
    QCOMPARE(int(groups.error().kind), int(base::ErrorKind::Misuse));
    QVERIFY(groups.error().detail.find("line_item") != std::string::npos);
}

void StoreBillingTest::linesWithoutAKeyAreCountedWithMultiplicity()
{
    auto store = Store::openInMemory();
    MUST(store);
    QCOMPARE(import(**store, {bill({line(kMay1, 1), line(kMay1, 1)})}).value().front().billing, 2);
    const FileReport report =
        import(**store, {bill({line(kMay1, 1), line(kMay1, 1), line(kMay1, 1), line(kMay1, 2)}, "copy.csv")})
            .value()
            .front();
    QCOMPARE(report.billing, 2); // a third one alike, and another
    QCOMPARE(report.duplicates, 2);
    QCOMPARE(costOf(**store), 1 + 1 + 1 + 2);
    SOUND(**store);
}

void StoreBillingTest::ofStatesOfALineTheLaterCounts()
{
    auto store = Store::openInMemory();
    MUST(store);
    const FileReport one = import(**store, {bill({line(kMay1, 1, 7), line(kMay1, 2, 7)})}).value().front();
    QCOMPARE(one.billing, 1);
    QCOMPARE(one.superseded, 1);
    QCOMPARE(costOf(**store), 2);
    const FileReport same = import(**store, {bill({line(kMay1, 2, 7)}, "copy.csv")}).value().front();
    QCOMPARE(same.duplicates, 1);
    MUST(import(**store, {bill({line(kMay1, 3, 7, 1)})}));
    QCOMPARE(costOf(**store), 3);
    QCOMPARE(import(**store, {bill({line(kMay1, 4, 7, 0)})}).value().front().superseded, 1);
    QCOMPARE(costOf(**store), 3); // a lesser rank
    QCOMPARE((*store)->imports().value().back().files.front().billing, 0);
    QCOMPARE((*store)->imports().value().back().files.front().superseded, 2);
    SOUND(**store);
}

void StoreBillingTest::aStateThatSaysLessDoesNotCount_data()
{
    QTest::addColumn<QList<qint64>>("first"); // requests, input tokens, output tokens, cost; -1: not said
    QTest::addColumn<QList<qint64>>("second");
    QTest::addColumn<bool>("secondCounts");
    const auto row = [](const char *name, const QList<qint64> &whole, const QList<qint64> &part) {
        QTest::addRow("%s, the whole day first", name) << whole << part << false;
        QTest::addRow("%s, the part first", name) << part << whole << true;
    };
    using Line = QList<qint64>;
    row("all is more", Line{100, 5000, 700, 90}, Line{40, 2000, 300, 30});
    row("some is more, the rest is equal", Line{100, 5000, 0, -1}, Line{100, 4000, 0, -1});
    row("nothing so far", Line{100, 5000, 700, 90}, Line{0, 0, 0, 0});
    row("a cost alone", Line{-1, -1, -1, 90}, Line{-1, -1, -1, 30});
    row("a credit alone", Line{-1, -1, -1, -90}, Line{-1, -1, -1, -30});
    // The later counts, whichever it is:
    QTest::newRow("a price was corrected") << Line{100, 5000, 700, 90} << Line{100, 5000, 700, 80} << true;
    QTest::newRow("more of one, less of another")
        << Line{100, 5000, 700, 90} << Line{90, 6000, 700, 95} << true;
    QTest::newRow("a report of another kind") << Line{100, -1, -1, 90} << Line{-1, 3000, 300, -1} << true;
}

void StoreBillingTest::aStateThatSaysLessDoesNotCount()
{
    QFETCH(QList<qint64>, first);
    QFETCH(QList<qint64>, second);
    QFETCH(bool, secondCounts);
    const auto stateOf = [](const QList<qint64> &state) {
        const auto said = [](qint64 value) { return value == -1 ? base::kAbsent : std::int64_t{value}; };
        BillingRow row = line(kMay1, said(state[3]), 7);
        row.requests = said(state[0]);
        row.sums.inputTokens = said(state[1]);
        row.sums.outputTokens = said(state[2]);
        return row;
    };
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {bill({stateOf(first)})}));
    const FileReport report = import(**store, {bill({stateOf(second)}, "later.csv")}).value().front();
    QCOMPARE(report.billing, secondCounts ? 1 : 0);
    QCOMPARE(report.superseded, secondCounts ? 0 : 1); // said, not silent
    const auto groups = all(**store);
    QCOMPARE(groups.size(), std::size_t{1});
    const QList<qint64> &counts = secondCounts ? second : first;
    QCOMPARE(groups[0].requests, counts[0] == -1 ? base::kAbsent : std::int64_t{counts[0]});
    QCOMPARE(groups[0].inputTokens, counts[1] == -1 ? base::kAbsent : std::int64_t{counts[1]});
    if (counts[3] != -1)
        QCOMPARE(groups[0].costNanos, std::int64_t{counts[3]});
    SOUND(**store);
    // One of the source's own rank counts all the same.
    BillingRow ranked = stateOf({1, 1, 1, 1});
    ranked.sums.rank = 5;
    QCOMPARE(import(**store, {bill({ranked}, "ranked.csv")}).value().front().billing, 1);
}

void StoreBillingTest::comesBackWhenTheLaterStateIsUndone_data()
{
    QTest::addColumn<QString>("undone");
    for (const char *order : {"123", "132", "213", "231", "312", "321"})
        QTest::newRow(order) << QString::fromLatin1(order);
}

void StoreBillingTest::comesBackWhenTheLaterStateIsUndone()
{
    QFETCH(QString, undone);
    auto store = Store::openInMemory();
    MUST(store);
    std::vector<int> there = {1, 2, 3};
    for (const int i : there)
        MUST(import(**store, {bill({line(kMay1, 10 * i, 7)})}));
    for (const QChar which : undone) {
        MUST((*store)->undoImport(which.digitValue()));
        std::erase(there, which.digitValue());
        QCOMPARE(costOf(**store), there.empty() ? 0 : 10 * there.back());
        SOUND(**store);
    }
}

void StoreBillingTest::aFileWithAnErrorLeavesNothing()
{
    auto store = Store::openInMemory();
    MUST(store);
    MUST(import(**store, {bill({line(kMay1, 1, 7)})}));
    FileToImport broken = bill({line(kMay1, 2, 7), line(kMay1, 3)}, "broken.csv");
    broken.report.error = base::Error{base::ErrorKind::Unreadable, "broken.csv", "cannot be read", 0};
    MUST(import(**store, {broken, bill({line(kMay1, 5)}, "good.csv")}));
    QCOMPARE(costOf(**store), 1 + 5);
    SOUND(**store);
}

void StoreBillingTest::filesOfOneImport()
{
    auto store = Store::openInMemory();
    MUST(store);
    const auto reports =
        import(**store, {bill({line(kMay1, 1, 7)}, "a"), bill({line(kMay1, 2, 7)}, "b")}).value();
    QCOMPARE(reports[0].billing, 0);
    QCOMPARE(reports[0].superseded, 1);
    QCOMPARE(reports[1].billing, 1);
    QVERIFY((*store)->imports().value().front().files == reports);
    SOUND(**store);
    MUST((*store)->undoImport(1));
    QVERIFY(all(**store).empty());
}

QTEST_GUILESS_MAIN(StoreBillingTest)
#include "test_storebilling.moc"
