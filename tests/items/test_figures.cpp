// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/snapshot.h"
#include "items/budgetsmodel.h"
#include "items/ledger.h"
#include "items/rollupmodel.h"
#include "items/summarymodel.h"

using namespace outlay;
using items::BudgetsModel;
using items::RollupModel;
using items::SummaryModel;
using items::ValueRole;
using Figure = items::RollupModel::Figure;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;
constexpr qint64 kDollar = 1'000'000'000;

std::shared_ptr<const insight::Snapshot> snapshotOf(const ledger::Ledger &ledger,
                                                    const std::vector<base::Budget> &budgets = {},
                                                    const std::string &period = "2026-05")
{
    const base::Question question{{ledger::period(period), {}}, base::Compare::PreviousPeriod};
    return std::make_shared<const insight::Snapshot>(
        *insight::snapshot(*ledger::cubeOf(ledger), question, budgets, ledger::dayOf("2026-06-10")));
}

base::Budget budget(const std::string &feature, qint64 dollars)
{
    return base::featureBudget(feature, base::Money::fromNanos(dollars * kDollar));
}

QString percent(const QVariant &share)
{
    return QString::number(share.toDouble() * 100, 'f', 1);
}

} // namespace

/// The figures of the guide's table: $175.00 FAQ and $114.00 complex reasoning are $289.00.
class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuideAsARollup()
    {
        RollupModel model({QStringLiteral("feature")},
                          {Figure::Class, Figure::Cost, Figure::Share, Figure::Change, Figure::Requests,
                           Figure::UnitCost, Figure::InputTokens, Figure::CacheReadTokens, Figure::Latency,
                           Figure::Trend, Figure::Budget});
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        const auto snapshot = snapshotOf(ledger::guideLedger(), {budget("faq_response_generation", 300)});
        model.setRollup(snapshot->features, snapshot->ranks.at("feature"));
        const auto cell = [&](int row, Figure figure) {
            return model.index(row, model.columnOf(figure)).data(ValueRole);
        };
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.totalNanos(), 289 * kDollar);
        QCOMPARE(model.totalRequests(), 50'950);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("faq_response_generation"));
        QCOMPARE(cell(0, Figure::Cost), QVariant(qint64(175 * kDollar)));
        QCOMPARE(percent(cell(0, Figure::Share)), QStringLiteral("60.6"));  // 175 ÷ 289
        QCOMPARE(percent(cell(1, Figure::Share)), QStringLiteral("39.4"));  // 114 ÷ 289
        QCOMPARE(percent(cell(0, Figure::Budget)), QStringLiteral("58.3")); // 175 ÷ 300
        QVERIFY(!cell(1, Figure::Budget).isValid());
        QCOMPARE(cell(0, Figure::UnitCost), QVariant(qint64(3'500'000)));   // 175 ÷ 50,000
        QCOMPARE(cell(1, Figure::UnitCost), QVariant(qint64(120'000'000))); // 114 ÷ 950
        QCOMPARE(cell(0, Figure::InputTokens), QVariant(qint64(5'000'000)));
        QVERIFY(!cell(0, Figure::CacheReadTokens).isValid()); // nobody said: not zero
        QVERIFY(!cell(0, Figure::Latency).isValid());
        QVERIFY(!cell(0, Figure::Change).isValid()); // April is empty
        // 2 features: fair share is 50 %. FAQ has 98 % of use and 60.6 % of cost, complex 1.9 % and 39.4 %.
        QCOMPARE(cell(0, Figure::Class).toInt(), int(items::FeatureClass::CoreSpend));
        QCOMPARE(cell(1, Figure::Class).toInt(), int(items::FeatureClass::LongTail));
        QCOMPARE(model.columnOf(Figure::OutputTokens), -1);
    }

    void sumsOfColumnsAreTheLedgersTotals()
    {
        RollupModel model({QStringLiteral("feature")},
                          {Figure::Class, Figure::Cost, Figure::Share, Figure::Change, Figure::Requests,
                           Figure::UnitCost, Figure::CacheReadTokens, Figure::Trend, Figure::Budget});
        const auto sum = [&model](Figure figure) {
            return model.headerData(model.columnOf(figure), Qt::Horizontal, items::SumRole);
        };
        ledger::Ledger ledger = ledger::guideLedger();
        ledger.push_back({"2026-04-02", "gone", "free", "haiku", 1, 340 * kDollar});
        model.setRollup(snapshotOf(ledger, {budget("faq_response_generation", 300)})->features);
        QCOMPARE(sum(Figure::Cost), QVariant(qint64(289 * kDollar)));
        QCOMPARE(sum(Figure::Requests), QVariant(qint64(50'950)));
        QCOMPARE(sum(Figure::Share), QVariant(1.0));
        QCOMPARE(percent(sum(Figure::Change)), QStringLiteral("-15.0")); // 289 ÷ 340 = 0.85
        QCOMPARE(sum(Figure::UnitCost), QVariant(qint64(5'672'228)));    // 289 ÷ 50,950 = 0.00567222767…
        QVERIFY(!sum(Figure::CacheReadTokens).isValid());                // nobody said
        for (const Figure figure : {Figure::Class, Figure::Trend, Figure::Budget})
            QVERIFY(!sum(figure).isValid());
        QVERIFY(!model.headerData(0, Qt::Horizontal, items::SumRole).isValid());
    }

    void rowsWithoutACostSayNothingRatherThanZero()
    {
        insight::Rollup rollup;
        rollup.by = {"feature"};
        insight::RollupRow row;
        row.keys = {"free_model"};
        row.sums.requests = 5;
        rollup.rows = {row};
        RollupModel model({QStringLiteral("feature")}, {Figure::Cost, Figure::UnitCost, Figure::Requests});
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setRollup(rollup);
        QVERIFY(!model.index(0, 1).data(ValueRole).isValid());
        QVERIFY(!model.index(0, 2).data(ValueRole).isValid());
        QCOMPARE(model.index(0, 3).data(ValueRole), QVariant(qint64(5)));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), 4);
    }

    void keysFilterAndFiguresDoNot()
    {
        const auto snapshot = snapshotOf(ledger::guideLedger());
        RollupModel model({QStringLiteral("month"), QStringLiteral("feature"), QStringLiteral("segment")},
                          {Figure::Cost});
        model.setRollup(snapshot->detail);
        QCOMPARE(model.rowCount(), 4);
        for (int column = 0; column < 3; ++column)
            QCOMPARE(model.index(0, column).data(items::DimensionRole),
                     model.headerData(column, Qt::Horizontal, items::MachineNameRole));
        QVERIFY(model.index(0, 3).data(items::DimensionRole).toString().isEmpty());
        QCOMPARE(model.index(0, 1).data(items::KeyRole).toString(),
                 QStringLiteral("faq_response_generation"));
        QCOMPARE(model.headerData(3, Qt::Horizontal, items::MachineNameRole).toString(),
                 QStringLiteral("cost_usd"));
    }

    void theGuideAsASummary()
    {
        SummaryModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.hasBudget());
        model.setSnapshot(snapshotOf(ledger::guideLedger(), {budget("", 300)}));
        QCOMPARE(model.index(SummaryModel::Spend).data(ValueRole), QVariant(qint64(289 * kDollar)));
        QCOMPARE(model.index(SummaryModel::Requests).data(ValueRole), QVariant(qint64(50'950)));
        // 289 ÷ 50,950 = 0.005672227674…
        QCOMPARE(model.index(SummaryModel::UnitCost).data(ValueRole), QVariant(qint64(5'672'228)));
        QCOMPARE(percent(model.index(SummaryModel::Attributed).data(ValueRole)), QStringLiteral("100.0"));
        QCOMPARE(model.index(SummaryModel::Attributed).data(SummaryModel::MarkRole).toDouble(), 0.8);
        QVERIFY(model.hasBudget());
        const QModelIndex used = model.index(SummaryModel::BudgetUsed);
        QCOMPARE(percent(used.data(ValueRole)), QStringLiteral("96.3")); // 289 ÷ 300
        QCOMPARE(used.data(SummaryModel::SpentRole).toLongLong(), 289 * kDollar);
        QCOMPARE(used.data(SummaryModel::AmountRole).toLongLong(), 300 * kDollar);
        QCOMPARE(used.data(SummaryModel::DaysRole).toInt(), 31);
        QCOMPARE(used.data(SummaryModel::StateRole).toInt(), int(items::BudgetState::SoftPassed));
        QVERIFY(!model.index(SummaryModel::Spend).data(SummaryModel::ChangeRole).isValid());
    }

    void theAttributedTellWhereTheirFeaturesComeFrom()
    {
        SummaryModel model;
        auto snapshot = std::make_shared<insight::Snapshot>(*snapshotOf(ledger::guideLedger()));
        model.setSnapshot(snapshot);
        const auto origins = [&model] {
            return model.index(SummaryModel::Attributed).data(SummaryModel::OriginsRole).toList();
        };
        QVERIFY(origins().isEmpty()); // no rule says any
        auto ruled = std::make_shared<insight::Snapshot>(*snapshot);
        ruled->origins.dimension = "feature";
        ruled->origins.logged.requests = 3;
        ruled->origins.logged.priced = 2;
        ruled->origins.logged.costNanos = 5 * kDollar;
        ruled->origins.byRule.requests = 4; // nobody knows what they cost
        ruled->origins.joined.requests = 2;
        ruled->origins.joined.priced = 2;
        ruled->origins.joined.costNanos = 3 * kDollar;
        model.setSnapshot(ruled);
        QCOMPARE(origins(), QVariantList({5 * kDollar, qint64(3), QVariant(), qint64(4), qint64(0), qint64(0),
                                          qint64(0), qint64(0), 3 * kDollar, qint64(2)}));
    }

    void withoutABudgetThereIsNoShareOfOne()
    {
        SummaryModel model;
        model.setSnapshot(snapshotOf(ledger::guideLedger(), {budget("faq_response_generation", 300)}));
        QVERIFY(!model.hasBudget());
        QVERIFY(!model.index(SummaryModel::BudgetUsed).data(ValueRole).isValid());
    }

    void anEmptyStoreHasNoFigures()
    {
        SummaryModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setSnapshot(snapshotOf({}, {}, "all"));
        QVERIFY(!model.index(SummaryModel::Spend).data(ValueRole).isValid());
        QVERIFY(!model.index(SummaryModel::Attributed).data(ValueRole).isValid());
        QVERIFY(model.firstDay().isEmpty());
    }

    void changeIsAgainstTheComparedPeriod()
    {
        SummaryModel model;
        model.setSnapshot(snapshotOf({{"2026-04-02", "chat", "free", "haiku", 4, 40 * kDollar},
                                      {"2026-05-31", "chat", "free", "haiku", 2, 30 * kDollar}}));
        QCOMPARE(model.index(SummaryModel::Spend).data(SummaryModel::ChangeRole).toDouble(), -0.25);
        QCOMPARE(model.index(SummaryModel::Requests).data(SummaryModel::ChangeRole).toDouble(), -0.5);
        QCOMPARE(model.index(SummaryModel::UnitCost).data(SummaryModel::ChangeRole).toDouble(),
                 0.5); // 10 → 15
        QCOMPARE(model.comparedFirstDay(), QStringLiteral("2026-04-01"));
        QCOMPARE(model.comparedLastDay(), QStringLiteral("2026-04-30"));
    }

    void allTimeIsTheDaysOfTheData()
    {
        SummaryModel model;
        model.setSnapshot(snapshotOf(ledger::guideLedger(), {}, "all"));
        QCOMPARE(model.firstDay(), QStringLiteral("2026-05-10"));
        QCOMPARE(model.lastDay(), QStringLiteral("2026-05-13"));
    }

    void theGuideAsBudgets()
    {
        BudgetsModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setBurns(
            snapshotOf(ledger::guideLedger(), {budget("", 300), budget("complex_support_reasoning", 300)})
                ->burns);
        const auto value = [&](int row, int column) { return model.index(row, column).data(ValueRole); };
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(value(0, BudgetsModel::Scope).toString(), QStringLiteral("All spend"));
        QCOMPARE(percent(value(0, BudgetsModel::Used)), QStringLiteral("96.3"));
        QCOMPARE(value(0, BudgetsModel::Left).toLongLong(), 11 * kDollar); // 300 − 289
        QCOMPARE(value(0, BudgetsModel::State).toInt(), int(items::BudgetState::SoftPassed));
        QCOMPARE(percent(value(1, BudgetsModel::Used)), QStringLiteral("38.0")); // 114 ÷ 300
        QCOMPARE(model.index(0, BudgetsModel::Scope).data(BudgetsModel::SoftRole).toDouble(), 0.8);
        QVERIFY(model.index(0, BudgetsModel::Scope).data(items::DimensionRole).toString().isEmpty());
        QCOMPARE(model.index(1, BudgetsModel::Scope).data(items::DimensionRole).toString(),
                 QStringLiteral("feature"));
        QCOMPARE(model.rowOf(QStringLiteral("month feature=complex_support_reasoning")), 1);
        QCOMPARE(model.rowOf(QStringLiteral("no such")), -1);
    }

    void anOverspentBudgetHasLessThanNothingLeft()
    {
        BudgetsModel model;
        model.setBurns(snapshotOf(ledger::guideLedger(), {budget("", 200)})->burns);
        QCOMPARE(model.index(0, BudgetsModel::Left).data(ValueRole).toLongLong(), -89 * kDollar);
        QCOMPARE(model.index(0, BudgetsModel::State).data(ValueRole).toInt(), int(items::BudgetState::Over));
    }

    void anAmountIsEditedByAskingForIt()
    {
        BudgetsModel model;
        model.setBurns(snapshotOf(ledger::guideLedger(), {budget("", 300)})->burns);
        const QModelIndex amount = model.index(0, BudgetsModel::Amount);
        QSignalSpy edited(&model, &BudgetsModel::amountEdited);
        for (int column = 0; column < model.columnCount(); ++column)
            QCOMPARE(model.index(0, column).flags().testFlag(Qt::ItemIsEditable),
                     column == BudgetsModel::Amount);
        QCOMPARE(amount.data(Qt::EditRole).toString(), QStringLiteral("300"));
        QVERIFY(model.setData(amount, QStringLiteral("350.50")));
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0][0].value<base::Budget>(), budget("", 300));
        QCOMPARE(edited[0][1].toString(), QStringLiteral("350.50"));
        QCOMPARE(amount.data(ValueRole).toLongLong(), 300 * kDollar); // until the store has it
        QVERIFY(!model.setData(model.index(0, BudgetsModel::Spent), QStringLiteral("1")));
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "test_figures.moc"
