// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/anomaly.h"
#include "jobs/alertwatch.h"
#include "jobs/storeimport.h"

using namespace outlay;
using base::FixedDimension;
using store::Store;

namespace {

constexpr std::int64_t kFirstUs = 1'704'067'200'000'000; ///< 2024-01-01 00:00 UTC
constexpr int kDays = 300;

/// A call of a feature at noon of each day, for a dollar and some cents by the day; of the last one for 20.
bool fill(Store &store)
{
    const auto sink = store.beginImport({});
    if (!sink || !(*sink)->beginFile("a.jsonl", 0))
        return false;
    base::EventBatch batch;
    batch.newAttributions.emplace_back();
    batch.newAttributions.back()[FixedDimension::Feature] = "chat";
    for (int day = 0; day < kDays; ++day) {
        base::EventRow row;
        row.atUs = kFirstUs + day * base::kDayUs + base::kDayUs / 2;
        row.inputTokens = 1000;
        row.costNanos = day == kDays - 1 ? 20'000'000'000 : 1'000'000'000 + day * 37 % 11 * 10'000'000;
        batch.rows.push_back(row);
    }
    base::FileReport report;
    report.path = "a.jsonl";
    return (*sink)->addBatch(batch) && (*sink)->endFile(report, {}, nullptr) && (*sink)->commit();
}

} // namespace

class TestAlertWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anImportIsJudgedAsTheWholeStoreIs()
    {
        auto store = Store::openInMemory();
        QVERIFY(store && fill(**store));
        const auto cube = jobs::loadCube(**store);
        QVERIFY(cube);
        const base::Day last = (*cube)->span()->last;
        base::Filter week;
        week.period = {last - std::chrono::days{55}, last};
        const auto whole = insight::anomalies(**cube, week, last, {});
        QVERIFY(whole);
        QCOMPARE(whole->found.size(), std::size_t(1));

        const auto fired = jobs::watchStore(**store);
        QVERIFY(fired);
        QCOMPARE(fired->size(), std::size_t(1));
        QCOMPARE(fired->front().value, whole->found.front().actual);
        QCOMPARE(fired->front().limit.nanos(),
                 whole->found.front().expected.nanos() + whole->found.front().band.nanos());
        QCOMPARE(fired->front().value.nanos(), 20'000'000'000);
        // It has been told.
        const auto again = jobs::watchStore(**store);
        QVERIFY(again && again->empty());
    }
};

QTEST_GUILESS_MAIN(TestAlertWatch)
#include "test_alertwatch.moc"
