// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/cachemodel.h"
#include "items/roles.h"
#include "items/savingsmodel.h"

#include <QtCore/QAbstractItemModel>
#include <QtTest/QAbstractItemModelTester>

using namespace outlay;
using items::CacheModel;
using items::SavingsModel;
using State = items::WatchedTable::State;

namespace {

constexpr std::int64_t kDollar = base::kNanosPerDollar;

QVariant valueOf(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(items::ValueRole);
}

insight::Savings twoSavings()
{
    insight::Saving trials;
    trials.kind = insight::SavingKind::Trials;
    trials.environment = "staging %1";
    trials.calls.requests = 7;
    trials.changed = 7;
    trials.saved = base::Money::fromNanos(2 * kDollar);
    trials.perMonth = base::Money::fromNanos(6 * kDollar);
    trials.scenario.changes.emplace_back().drop = true;
    insight::Saving retries;
    retries.feature = "";
    retries.perMonth = base::Money::fromNanos(kDollar);
    insight::Savings savings;
    savings.days = 10;
    savings.found = {trials, retries};
    return savings;
}

} // namespace

class TestSavingModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savingsAreAskedForWhileSomebodyLooks()
    {
        SavingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &SavingsModel::wanted);
        model.setFilter({base::periodOf(*base::parseMonth("2026-05")), {}});
        QCOMPARE(wanted.size(), 0);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 1);
        const int old = wanted[0][0].toInt();
        model.setFilter({base::periodOf(*base::parseMonth("2026-06")), {}});
        QCOMPARE(wanted.size(), 2);
        model.setSavings(old, twoSavings()); // too late
        QCOMPARE(model.rowCount(), 0);
        model.setSavings(wanted[1][0].toInt(), twoSavings());
        QCOMPARE(model.state(), State::Ready);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.days(), 10);
        QCOMPARE(valueOf(model, 0, SavingsModel::PerMonth).toLongLong(), 6 * kDollar);
        QCOMPARE(valueOf(model, 0, SavingsModel::Saved).toLongLong(), 2 * kDollar);
        QCOMPARE(valueOf(model, 0, SavingsModel::Calls).toLongLong(), 7);
        QCOMPARE(valueOf(model, 0, SavingsModel::What).toString(),
                 QStringLiteral("Environment staging %1, not production"));
        QVERIFY(model.scenarioAt(0).contains(QStringLiteral("\"drop\": true")));
    }

    void anEnvironmentIsOfNoFeature()
    {
        SavingsModel model;
        QSignalSpy wanted(&model, &SavingsModel::wanted);
        model.setWatched(true);
        model.setSavings(wanted[0][0].toInt(), twoSavings());
        const auto feature = [&model](int row, int role) {
            return model.index(row, SavingsModel::Feature).data(role);
        };
        QVERIFY(!feature(0, items::ValueRole).isValid());
        QVERIFY(feature(0, items::DimensionRole).toString().isEmpty());
        QCOMPARE(feature(1, items::ValueRole).toString(), QStringLiteral("(unattributed)"));
        QCOMPARE(feature(1, items::DimensionRole).toString(), QStringLiteral("feature"));
        QCOMPARE(feature(1, items::KeyRole).toString(), QString());
    }

    void aLossHasAMinusAndAWord()
    {
        CacheModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &CacheModel::wanted);
        model.setWatched(true);
        // 1.1 M × $3 = 3.30 uncached, 3.78 as billed
        insight::CacheRow loss;
        loss.keys = {"summaries"};
        loss.requests = loss.priced = 2;
        loss.readTokens = 100'000;
        loss.write5mTokens = 1'000'000;
        loss.uncachedNanos = 3'300'000'000;
        loss.billedNanos = 3'780'000'000;
        insight::CacheRow unknown;
        unknown.keys = {""};
        unknown.requests = 3;
        insight::CacheEconomics economics;
        economics.by = {"feature"};
        economics.rows = {loss, unknown};
        economics.total = loss;
        economics.total += unknown;
        model.setEconomics(wanted[0][0].toInt(), economics);
        QCOMPARE(valueOf(model, 0, CacheModel::NetSaving).toLongLong(), -480'000'000);
        QVERIFY(valueOf(model, 0, CacheModel::Verdict).toString().startsWith(QStringLiteral("LOSS")));
        QCOMPARE(valueOf(model, 0, CacheModel::ReadsPerWritten).toString(), QStringLiteral("0.10"));
        // What has no price is not zero.
        QVERIFY(!valueOf(model, 1, CacheModel::NetSaving).isValid());
        QVERIFY(!valueOf(model, 1, CacheModel::Read).isValid());
        QCOMPARE(valueOf(model, 1, CacheModel::Verdict).toString(), QStringLiteral("no price"));
        QCOMPARE(model.leftOut(), 3);
        QVERIFY(!model.change());
    }
};

QTEST_GUILESS_MAIN(TestSavingModels)
#include "test_savingmodels.moc"
