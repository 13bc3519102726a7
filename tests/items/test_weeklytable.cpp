// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

#include "insight/weekly.h"
#include "items/ledger.h"
#include "items/weeklytable.h"

using namespace outlay;
using items::Kind;
using items::WeeklyTable;

namespace {

/// 2026-W19 of seven features of odd nano-dollars, one of which passes the 53 bits of a double.
ledger::Ledger weeks()
{
    ledger::Ledger ledger;
    for (int i = 0; i < 7; ++i) {
        const std::string feature = "feature_" + std::to_string(i);
        ledger.push_back({"2026-05-05", feature, "free", "haiku", 10 + i, 1'234'567'891LL * (i + 1)});
        ledger.push_back({"2026-04-28", feature, "free", "sonnet", 10, 987'654'321LL * (7 - i) + 1});
    }
    ledger.push_back({"2026-05-07", "feature_3", "pro", "sonnet", 9, 12'345'678'123'456'789});
    ledger.push_back({"2026-05-08", std::nullopt, std::nullopt, std::nullopt, 3, 11});
    return ledger;
}

insight::Weekly weekOfLedger(const std::vector<base::Budget> &budgets = {})
{
    const auto cube = ledger::cubeOf(weeks());
    const auto choice = insight::chooseWeek(cube->span(), ledger::dayOf("2026-06-10"),
                                            base::parseWeek("2026-W19"), std::nullopt);
    return *insight::weekly(*cube, {}, budgets, *choice);
}

QVariant total(const QAbstractItemModel &table, int column)
{
    return table.headerData(column, Qt::Horizontal, items::SumRole);
}

} // namespace

class TestWeeklyTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTableIsAModel()
    {
        const insight::Weekly week =
            weekOfLedger({base::featureBudget("feature_3", base::Money::fromNanos(1'000'000'000))});
        for (const auto &table :
             {WeeklyTable::figures(week), WeeklyTable::features(week), WeeklyTable::drivers(week),
              WeeklyTable::budgets(week), WeeklyTable::unpriced(week), WeeklyTable::savings(week)})
            const QAbstractItemModelTester tester(const_cast<WeeklyTable *>(table.get()),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void rowsAddUpToTheTotalToTheNanoDollar()
    {
        const insight::Weekly week = weekOfLedger();
        const ledger::Ledger ledger = weeks();
        const std::int64_t cost = ledger::nanosOf(
            ledger, [](const ledger::Spend &spend) { return spend.day >= std::string("2026-05-04"); });
        for (const auto &table : {WeeklyTable::features(week), WeeklyTable::drivers(week)})
            for (int column = 0; column < table->columnCount(); ++column) {
                const auto kind =
                    static_cast<Kind>(table->headerData(column, Qt::Horizontal, items::KindRole).toInt());
                if (kind != Kind::Money && kind != Kind::Delta)
                    continue;
                qint64 sum = 0;
                for (int row = 0; row < table->rowCount(); ++row)
                    sum += table->index(row, column).data(items::ValueRole).toLongLong();
                QCOMPARE(sum, total(*table, column).toLongLong());
            }
        QCOMPARE(total(*WeeklyTable::features(week), 2).toLongLong(), cost);
    }

    void whatHasNoFeatureIsHatchedAndNamed()
    {
        const auto table = WeeklyTable::features(weekOfLedger());
        const QModelIndex last = table->index(table->rowCount() - 1, 0);
        QCOMPARE(last.data().toString(), QStringLiteral("(unattributed)"));
        QVERIFY(last.data(items::HatchedRole).toBool());
        QCOMPARE(table->index(5, 0).data().toString(), QStringLiteral("2 other features"));
    }

    void figuresHaveKindsOfTheirOwn()
    {
        const auto table = WeeklyTable::figures(weekOfLedger());
        const auto kindAt = [&](int row) {
            return static_cast<Kind>(table->index(row, 1).data(items::KindRole).toInt());
        };
        QCOMPARE(kindAt(0), Kind::Money);
        QCOMPARE(kindAt(1), Kind::Count);
        QCOMPARE(kindAt(2), Kind::UnitMoney);
        QCOMPARE(kindAt(4), Kind::Share);
        QCOMPARE(table->index(1, 1).data().toString(), QStringLiteral("103")); // 10 + … + 16, 9 and 3
    }
};

QTEST_MAIN(TestWeeklyTable)
#include "test_weeklytable.moc"
