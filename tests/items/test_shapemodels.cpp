// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

#include "insight/burn.h"
#include "insight/quadrant.h"
#include "items/burnmodel.h"
#include "items/quadrantmodel.h"

using namespace outlay;
using namespace outlay::items;
using namespace std::chrono;

namespace {

constexpr qint64 kDollar = 1'000'000'000;

/// $300 for 30 days of November 2026: $10 a day; $12 a day are spent from the 1st to the 21st.
insight::Burn november()
{
    const base::Budget budget = base::featureBudget("chat", base::Money::fromNanos(300 * kDollar));
    std::map<base::Day, base::Money> costs;
    for (int day = 0; day < 21; ++day)
        costs[sys_days{2026y / 11 / 1} + days{day}] = base::Money::fromNanos(12 * kDollar);
    return insight::burn(budget, base::periodOf(2026y / 11), costs,
                         {sys_days{2026y / 11 / 1}, sys_days{2026y / 11 / 21}});
}

insight::Quadrant twoFeatures()
{
    insight::QuadrantPoint drain;
    drain.feature = "reasoning";
    drain.sums.costNanos = 90 * kDollar;
    drain.sums.requests = 100;
    drain.usageShare = 0.1;
    drain.costShare = 0.9;
    drain.previousUsageShare = 0.2;
    drain.previousCostShare = 0.8;
    drain.featureClass = insight::FeatureClass::CostDrain;
    insight::QuadrantPoint unattributed;
    unattributed.sums.costNanos = 10 * kDollar;
    unattributed.sums.requests = 900;
    unattributed.usageShare = 0.9;
    unattributed.costShare = 0.1;
    unattributed.featureClass = insight::FeatureClass::ProfitCenter;
    return {{drain, unattributed}, {0.5, 0.5}};
}

} // namespace

class TestShapeModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void burnHasARowPerDayAndNoSpendAhead()
    {
        BurnModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.isEmpty());
        QCOMPARE(model.rowCount(), 0);

        QSignalSpy changed(&model, &BurnModel::burnChanged);
        model.setBurn(november());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.rowCount(), 30);
        QCOMPARE(model.index(20, BurnModel::Spent).data(ValueRole).toLongLong(), 252 * kDollar); // 21 × 12
        QVERIFY(!model.index(21, BurnModel::Spent).data(ValueRole).isValid());
        QCOMPARE(model.index(29, BurnModel::Pace).data(ValueRole).toLongLong(), 300 * kDollar);
        QCOMPARE(model.index(20, BurnModel::Day).data().toString(), QStringLiteral("2026-11-21"));
        QCOMPARE(model.index(20, BurnModel::Spent).data().toString(), QStringLiteral("252"));
    }

    void burnTellsWhatThePageSays()
    {
        BurnModel model;
        model.setBurn(november());
        QCOMPARE(model.feature(), QStringLiteral("chat"));
        QCOMPARE(model.limitNanos(), 300 * kDollar);
        QCOMPARE(model.softLimitNanos(), 240 * kDollar); // 80 %
        QCOMPARE(model.spentNanos(), 252 * kDollar);
        QCOMPARE(model.paceNanos(), 210 * kDollar); // 21 × 10
        QCOMPARE(model.state(), BudgetState::SoftPassed);
        QCOMPARE(model.daysElapsed(), 21);
        QCOMPARE(model.daysLeft(), 9);
        QCOMPARE(model.asOf(), QDate(2026, 11, 21));
        QCOMPARE(model.softPassedOn(), QDate(2026, 11, 20)); // 20 × 12 = 240
        QVERIFY(!model.spentOn().isValid());
        model.clear();
        QVERIFY(model.isEmpty());
        QCOMPARE(model.limitNanos(), 0);
    }

    void quadrantHasSharesClassAndIndex()
    {
        QuadrantModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setQuadrant(twoFeatures());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, QuadrantModel::Index).data(ValueRole).toDouble(), 9.0); // 0.9 ÷ 0.1
        QCOMPARE(model.index(0, QuadrantModel::Class).data().toString(), QStringLiteral("cost_drain"));
        QCOMPARE(model.index(0, QuadrantModel::PreviousCostShare).data(ValueRole).toDouble(), 0.8);
        QVERIFY(!model.index(1, QuadrantModel::PreviousCostShare).data(ValueRole).isValid());
        QCOMPARE(model.index(1, QuadrantModel::Name).data().toString(), QStringLiteral("(unattributed)"));
        QVERIFY(model.index(1, QuadrantModel::Name).data(HatchedRole).toBool());
        QVERIFY(!model.index(1, QuadrantModel::Name).data(KeyRole).toString().isNull());
    }

    void movedCutsClassAnew()
    {
        QuadrantModel model;
        model.setQuadrant(twoFeatures());
        QSignalSpy cuts(&model, &QuadrantModel::cutsChanged);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setCuts(0.05, 0.05); // both features are now at or above both lines
        QCOMPARE(cuts.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.usageCut(), 0.05);
        for (int row = 0; row < 2; ++row)
            QCOMPARE(model.index(row, QuadrantModel::Class).data(ValueRole).toInt(),
                     static_cast<int>(FeatureClass::CoreSpend));
        model.setCuts(0.05, 0.05);
        QCOMPARE(cuts.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestShapeModels)
#include "test_shapemodels.moc"
