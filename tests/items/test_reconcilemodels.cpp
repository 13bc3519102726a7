// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/reconcilemodel.h"
#include "store/closing.h"

#include <QtTest/QAbstractItemModelTester>

using namespace outlay;
using insight::MatchCause;
using insight::MatchClass;
using items::MatchSumsModel;
using items::MonthLocksModel;
using items::ReconcileModel;
using State = items::WatchedTable::State;

namespace {

constexpr std::int64_t kDollar = base::kNanosPerDollar;

QVariant cellOf(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(items::ValueRole);
}

insight::MatchRow rowOf(const char *day, MatchClass matchClass, MatchCause cause, std::int64_t provider,
                        std::int64_t ours)
{
    insight::MatchRow row;
    row.key = {*base::parseDay(day), "anthropic", "claude-haiku-4-5", insight::BillKind::Input};
    row.matchClass = matchClass;
    row.cause = cause;
    row.provider.cost = base::Int128{provider} * kDollar;
    row.ours.cost = base::Int128{ours} * kDollar;
    row.ours.tokens = 1000;
    return row;
}

/// In April a day that matches and one that is booked later; in May a rate and what nobody can explain.
insight::Reconciliation fourRows()
{
    insight::Reconciliation found;
    found.shown[{"anthropic", "claude-haiku-4-5"}] = "Claude Haiku 4.5";
    found.spans["anthropic"].cost = {{*base::parseDay("2026-04-01"), *base::parseDay("2026-05-31")}};
    found.rows = {rowOf("2026-04-01", MatchClass::Matched, MatchCause::None, 3, 3),
                  rowOf("2026-04-02", MatchClass::Matched, MatchCause::None, 0, 2),
                  rowOf("2026-05-01", MatchClass::Differs, MatchCause::Rate, 4, 5),
                  rowOf("2026-05-02", MatchClass::OursOnly, MatchCause::Unexplained, 0, 7)};
    found.rows[1].isDelayed = true;
    found.rows[2].delta = 0.2;
    for (const insight::MatchRow &row : found.rows) {
        found.classes[static_cast<std::size_t>(row.matchClass)] += row;
        if (row.cause != MatchCause::None)
            found.causes[static_cast<std::size_t>(row.cause)] += row;
        found.total += row;
    }
    found.delayed += found.rows[1];
    return found;
}

int answered(ReconcileModel &model)
{
    QSignalSpy wanted(&model, &ReconcileModel::wanted);
    model.setWatched(true);
    const int generation = wanted[0][0].toInt();
    model.setFound(generation, fourRows(), {}, {});
    return generation;
}

} // namespace

class TestReconcileModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void billsAreComparedWhileSomebodyLooks()
    {
        ReconcileModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &ReconcileModel::wanted);
        model.setPeriod(base::periodOf(*base::parseMonth("2026-05")));
        QCOMPARE(wanted.size(), 0);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 1);
        model.setTolerance(50'000);
        model.setTolerance(50'000); // the same is no other question
        QCOMPARE(wanted.size(), 2);
        model.setDelay(3);
        QCOMPARE(wanted.size(), 3);
        model.setFound(wanted[0][0].toInt(), fourRows(), {}, {}); // too late
        QCOMPARE(model.state(), State::Loading);
        model.setFound(wanted[2][0].toInt(), fourRows(), {}, {});
        QCOMPARE(model.state(), State::Ready);
        QVERIFY(model.hasBills());
        QCOMPARE(model.options().delayDays, 3);
    }

    void rowsAreListedByClass()
    {
        ReconcileModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        answered(model);
        QCOMPARE(model.rowCount(), 2); // what does not match
        QCOMPARE(cellOf(model, 0, ReconcileModel::Model).toString(), QStringLiteral("Claude Haiku 4.5"));
        QCOMPARE(cellOf(model, 0, ReconcileModel::Cause).toString(), QStringLiteral("rate"));
        QCOMPARE(cellOf(model, 0, ReconcileModel::Difference).toLongLong(), kDollar);
        QCOMPARE(cellOf(model, 0, ReconcileModel::Delta).toDouble(), 0.2);
        QVERIFY(!cellOf(model, 0, ReconcileModel::ProviderTokens).isValid()); // not said is not zero
        QVERIFY(!cellOf(model, 1, ReconcileModel::Delta).isValid());
        model.setShown(ReconcileModel::kEverything);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(cellOf(model, 1, ReconcileModel::Cause).toString(), QStringLiteral("booked later"));
        model.setShown(static_cast<int>(MatchClass::OursOnly));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.differences(), 2);
        QCOMPARE(model.unexplained(), 1);
    }

    /// April has 3 + 0 dollars on the bill and 3 + 2 of ours, May 4 + 0 and 5 + 7.
    void rowsAreAddedUpByMonth()
    {
        ReconcileModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        answered(model);
        model.setBy(ReconcileModel::By::Month);
        QCOMPARE(model.rowCount(), 1); // the other has no difference
        model.setShown(ReconcileModel::kEverything);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cellOf(model, 0, ReconcileModel::Day).toString(), QStringLiteral("2026-04"));
        QCOMPARE(cellOf(model, 0, ReconcileModel::ProviderCost).toLongLong(), 3 * kDollar);
        QCOMPARE(cellOf(model, 0, ReconcileModel::OurCost).toLongLong(), 5 * kDollar);
        QCOMPARE(cellOf(model, 0, ReconcileModel::Class).toString(), QStringLiteral("Matched"));
        QCOMPARE(cellOf(model, 1, ReconcileModel::Difference).toLongLong(), 8 * kDollar); // 12 − 4
        QCOMPARE(cellOf(model, 1, ReconcileModel::Class).toString(), QStringLiteral("2 of 2 differ"));
        QCOMPARE(cellOf(model, 1, ReconcileModel::OurTokens).toLongLong(), 2000);
        QVERIFY(!cellOf(model, 1, ReconcileModel::ProviderTokens).isValid());
        model.setBy(ReconcileModel::By::Model);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(cellOf(model, 0, ReconcileModel::Model).toString(), QStringLiteral("Claude Haiku 4.5"));
        QCOMPARE(cellOf(model, 0, ReconcileModel::OurCost).toLongLong(), 17 * kDollar); // 3 + 2 + 5 + 7
        model.setBy(ReconcileModel::By::Row);
        QCOMPARE(model.rowCount(), 4);
    }

    void sumsAreOfAllWhateverIsListed()
    {
        ReconcileModel model;
        answered(model);
        model.setShown(static_cast<int>(MatchClass::ProviderOnly));
        QStringList lines;
        for (int row = 0; row < model.sums.rowCount(); ++row)
            lines << QStringLiteral("%1: %2 %3 %4")
                         .arg(cellOf(model.sums, row, MatchSumsModel::What).toString().trimmed())
                         .arg(cellOf(model.sums, row, MatchSumsModel::Rows).toInt())
                         .arg(cellOf(model.sums, row, MatchSumsModel::Provider).toLongLong() / kDollar)
                         .arg(cellOf(model.sums, row, MatchSumsModel::Ours).toLongLong() / kDollar);
        QCOMPARE(lines.join(QLatin1Char('\n')),
                 QStringLiteral("Matched: 2 3 5\nof these booked later: 1 0 2\nProvider only: 0 0 0\n"
                                "Ours only: 1 0 7\nAmount differs: 1 4 5\nexplained by: rate: 1 4 5\n"
                                "unexplained: 1 0 7\nNot covered: 0 0 0\nTotal: 4 7 17"));
    }

    void monthsHaveTheirLockAndWhatWasRestated()
    {
        MonthLocksModel months;
        const QAbstractItemModelTester tester(&months,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const base::Month april = *base::parseMonth("2026-04");
        const base::Month may = *base::parseMonth("2026-05");
        const base::Instant at = base::parseTimestamp("2026-06-02T10:00:00Z")->at;
        months.setFound(fourRows(), {{april, at, {}}, {may, at, at + std::chrono::hours(1)}},
                        {{at, may, 10 * kDollar, 12 * kDollar, "import 3"},
                         {at, may, 12 * kDollar, 11 * kDollar, "price book"}});
        QCOMPARE(months.rowCount(), 2);
        QVERIFY(months.monthAt(0) == may); // the latest first
        QVERIFY(months.lockAt(0) == MonthLocksModel::Lock::Reopened);
        QVERIFY(months.lockAt(1) == MonthLocksModel::Lock::Closed);
        QCOMPARE(months.openAt(0), 2);
        QCOMPARE(cellOf(months, 0, MonthLocksModel::Since).toString(),
                 QStringLiteral("2026-06-02T11:00:00Z"));
        QCOMPARE(cellOf(months, 0, MonthLocksModel::Restated).toLongLong(), kDollar); // + 2 − 1
        QVERIFY(!cellOf(months, 1, MonthLocksModel::Restated).isValid());
        QCOMPARE(cellOf(months, 1, MonthLocksModel::Difference).toLongLong(), 2 * kDollar);
        QVERIFY(!months.monthAt(2));
        QVERIFY(!months.monthAt(-1));
    }

    void withoutABillThereIsNothing()
    {
        ReconcileModel model;
        QSignalSpy wanted(&model, &ReconcileModel::wanted);
        const int generation = answered(model);
        model.forget();
        model.setNoBills(generation); // too late
        QVERIFY(model.hasBills());
        model.setNoBills(wanted.last()[0].toInt());
        QCOMPARE(model.state(), State::Ready);
        QVERIFY(!model.hasBills());
        QCOMPARE(model.rowCount() + model.sums.rowCount() + model.months.rowCount(), 0);
    }

    void whatIsNotComparedIsSaid()
    {
        ReconcileModel model;
        QSignalSpy wanted(&model, &ReconcileModel::wanted);
        model.setWatched(true);
        insight::Reconciliation found = fourRows();
        found.asides[{insight::BillAside::Currency, "EUR"}] = {3, base::Int128{5} * kDollar};
        model.setFound(wanted[0][0].toInt(), found, {}, {});
        for (const char *words :
             {"3 lines in another currency, 5.00 EUR", "Bills of anthropic have no tokens"})
            QVERIFY2(model.notes().contains(QString::fromUtf8(words)), qPrintable(model.notes()));
    }

    void afterAFailureNothingOldIsShown()
    {
        ReconcileModel model;
        QSignalSpy wanted(&model, &ReconcileModel::wanted);
        answered(model);
        model.forget();
        model.setFailed(wanted.last()[0].toInt());
        QCOMPARE(model.rowCount() + model.sums.rowCount() + model.months.rowCount(), 0);
        model.setShown(ReconcileModel::kEverything);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestReconcileModels)
#include "test_reconcilemodels.moc"
