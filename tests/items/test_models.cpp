// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/snapshot.h"
#include "items/ledger.h"
#include "items/models.h"

#include <map>

using namespace outlay;
using items::MatrixModel;
using items::Models;
using items::RollupModel;
using items::ValueRole;
using ledger::Ledger;
using ledger::Spend;

namespace {

const Ledger kLedger = ledger::oddLedger();

/// All models of a ledger under one question, each watched by a model tester from before it has data.
class Answered
{
public:
    explicit Answered(const base::Question &question, const Ledger &ledger = kLedger)
        : cube(ledger::cubeOf(ledger))
    {
        for (QAbstractItemModel *model : all())
            m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
                model, QAbstractItemModelTester::FailureReportingMode::QtTest));
        snapshot = std::make_shared<const insight::Snapshot>(
            *insight::snapshot(*cube, question, {}, ledger::dayOf("2026-06-10")));
        models.setCube(*cube);
        models.setSnapshot(snapshot);
    }

    QList<QAbstractItemModel *> all()
    {
        return {&models.summary,
                &models.features,
                &models.segments,
                &models.models,
                &models.detail,
                &models.featureMonths,
                &models.segmentMonths,
                &models.modelMonths,
                &models.featureSegments,
                &models.featureMonthsAll,
                &models.segmentMonthsAll,
                &models.modelMonthsAll,
                &models.featureSegmentsAll,
                &models.quadrant,
                &models.budgets,
                &models.burn};
    }

    std::shared_ptr<const cube::Cube> cube;
    std::shared_ptr<const insight::Snapshot> snapshot;
    Models models;

private:
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
};

qint64 columnSum(const QAbstractItemModel &model, int column)
{
    qint64 sum = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        sum += model.index(row, column).data(ValueRole).toLongLong();
    return sum;
}

/// Sum of the cells, after checking that every row and column says its own.
qint64 matrixSum(const MatrixModel &model)
{
    qint64 all = 0;
    std::map<int, qint64> columns;
    for (int row = 0; row < model.rowCount(); ++row) {
        qint64 sum = 0;
        for (int column = 0; column < model.columnCount(); ++column) {
            const qint64 cell = model.index(row, column).data(ValueRole).toLongLong();
            sum += cell;
            columns[column] += cell;
        }
        if (model.headerData(row, Qt::Vertical, MatrixModel::TotalRole).toLongLong() != sum)
            return -1;
        all += sum;
    }
    for (const auto &[column, sum] : columns)
        if (model.headerData(column, Qt::Horizontal, MatrixModel::TotalRole).toLongLong() != sum)
            return -2;
    return model.headerData(0, Qt::Horizontal, MatrixModel::GrandTotalRole).toLongLong() == all ? all : -3;
}

int columnOfKey(const MatrixModel &model, const QString &key)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        const bool filters =
            !model.headerData(column, Qt::Horizontal, items::DimensionRole).toString().isEmpty();
        if (filters && model.headerData(column, Qt::Horizontal, items::KeyRole).toString() == key)
            return column;
    }
    return -1;
}

int columnOfOther(const MatrixModel &model)
{
    for (int column = 0; column < model.columnCount(); ++column)
        if (model.headerData(column, Qt::Horizontal, items::DimensionRole).toString().isEmpty())
            return column;
    return -1;
}

base::Question ask(const QString &period)
{
    return {{ledger::period(period.toStdString()), {}}, base::Compare::PreviousPeriod};
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTotalIsTheLedgers_data()
    {
        QTest::addColumn<QString>("period");
        QTest::addColumn<QString>("dimension");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<bool>("exclude");
        const auto row = [](const char *name, const char *period, const char *dimension,
                            const QStringList &values, bool exclude = false) {
            QTest::newRow(name) << QString::fromLatin1(period) << QString::fromLatin1(dimension) << values
                                << exclude;
        };
        row("everything", "all", "", {});
        row("a month", "2026-04", "", {});
        row("some days", "2026-03-04..2026-04-12", "", {});
        row("one feature, beyond the bits of a double", "all", "feature", {QStringLiteral("feature_10")});
        row("several features", "2026-05", "feature",
            {QStringLiteral("feature_11"), QStringLiteral("feature_29")});
        row("all but one segment", "all", "segment", {QStringLiteral("free")}, true);
        row("the unattributed alone", "all", "feature", {QStringLiteral("")});
        row("all but the unattributed", "2026-05", "feature", {QStringLiteral("")}, true);
        row("a segment nobody named", "all", "segment", {QStringLiteral("")});
        row("nothing matches", "2026-05", "feature", {QStringLiteral("no such feature")});
        row("a month without data", "2027-03", "", {});
    }
    void everyTotalIsTheLedgers()
    {
        QFETCH(QString, period);
        QFETCH(QString, dimension);
        QFETCH(QStringList, values);
        QFETCH(bool, exclude);
        base::Question question = ask(period);
        if (!dimension.isEmpty()) {
            base::ValueSet &set = question.filter.where[dimension.toStdString()];
            set.exclude = exclude;
            for (const QString &value : values)
                set.values.insert(value.toStdString());
        }
        const auto passes = [&](const Spend &spend) {
            if (dimension.isEmpty())
                return true;
            const auto &value = dimension == QStringLiteral("feature") ? spend.feature : spend.segment;
            const QString key =
                ledger::isUnattributed(value) ? QStringLiteral("") : QString::fromStdString(*value);
            return values.contains(key) != exclude;
        };
        const auto within = [&](const base::Period &days) {
            return ledger::nanosOf(kLedger, [&](const Spend &spend) {
                return days.contains(ledger::dayOf(spend.day)) && passes(spend);
            });
        };

        Answered answered(question);
        const Models &m = answered.models;
        const qint64 expected = within(question.filter.period);
        QCOMPARE(m.summary.index(items::SummaryModel::Spend).data(ValueRole).toLongLong(), expected);
        for (const RollupModel *model : {&m.features, &m.segments, &m.models, &m.detail}) {
            QCOMPARE(model->totalNanos(), expected);
            QCOMPARE(columnSum(*model, model->columnOf(RollupModel::Figure::Cost)), expected);
        }
        QCOMPARE(columnSum(m.quadrant, items::QuadrantModel::Cost), expected);
        QCOMPARE(matrixSum(m.featureSegments), expected);
        QCOMPARE(matrixSum(m.featureSegmentsAll), expected);
        const qint64 shown = within(answered.snapshot->trendPeriod);
        for (const MatrixModel *model : {&m.featureMonths, &m.segmentMonths, &m.modelMonths,
                                         &m.featureMonthsAll, &m.segmentMonthsAll, &m.modelMonthsAll})
            QCOMPARE(matrixSum(*model), shown);
    }

    void requestsAddUpToo()
    {
        const Answered answered(ask(QStringLiteral("all")));
        qint64 expected = 0;
        for (const Spend &spend : kLedger)
            expected += spend.requests;
        const Models &m = answered.models;
        for (const RollupModel *model : {&m.features, &m.segments, &m.models, &m.detail})
            QCOMPARE(columnSum(*model, model->columnOf(RollupModel::Figure::Requests)), expected);
        QCOMPARE(m.summary.index(items::SummaryModel::Requests).data(ValueRole).toLongLong(), expected);
    }

    void theUnattributedIsAHatchedRowOfItsOwn()
    {
        const Answered answered(ask(QStringLiteral("all")));
        // Four months of 7.000000003 + 5.000000007 + 0.000000011 dollars.
        const qint64 expected = 4 * (7'000'000'003 + 5'000'000'007 + 11);
        const RollupModel &features = answered.models.features;
        int hatched = 0;
        for (int row = 0; row < features.rowCount(); ++row) {
            const QModelIndex name = features.index(row, 0);
            const bool isIt = name.data(items::KeyRole).toString().isEmpty();
            QCOMPARE(name.data(items::HatchedRole).toBool(), isIt);
            if (!isIt)
                continue;
            ++hatched;
            QVERIFY(!name.data(items::KeyRole).toString().isNull()); // it filters
            QCOMPARE(name.data().toString(), QStringLiteral("(unattributed)"));
            QCOMPARE(name.data(items::SlotRole).toInt(), items::kSlotUnattributed);
            QCOMPARE(features.index(row, features.columnOf(RollupModel::Figure::Cost)).data(ValueRole),
                     QVariant(expected));
        }
        QCOMPARE(hatched, 1);
    }

    void theUnattributedIsAHatchedColumnAndNotInOther()
    {
        const Answered answered(ask(QStringLiteral("all")));
        for (const MatrixModel *model : {&answered.models.featureMonths, &answered.models.featureMonthsAll}) {
            const int column = columnOfKey(*model, QStringLiteral(""));
            QVERIFY(column >= 0);
            QVERIFY(model->headerData(column, Qt::Horizontal, items::HatchedRole).toBool());
            QCOMPARE(model->headerData(column, Qt::Horizontal, MatrixModel::TotalRole).toLongLong(),
                     4 * (7'000'000'003 + 5'000'000'007 + 11));
        }
        const MatrixModel &heat = answered.models.featureSegments;
        int hatchedRows = 0;
        for (int row = 0; row < heat.rowCount(); ++row)
            hatchedRows += heat.headerData(row, Qt::Vertical, items::HatchedRole).toBool() ? 1 : 0;
        QCOMPARE(hatchedRows, 1);
        // 5.000000007 dollars a month said no segment.
        QCOMPARE(
            heat.headerData(columnOfKey(heat, QStringLiteral("")), Qt::Horizontal, MatrixModel::TotalRole)
                .toLongLong(),
            4 * 5'000'000'007);
    }

    void otherIsExactlyTheRest()
    {
        const Answered answered(ask(QStringLiteral("all")));
        const MatrixModel &months = answered.models.featureMonths;
        // The dearest five are feature_10 … feature_14: every feature is cheaper than the one before it.
        for (int i = 10; i < 15; ++i)
            QVERIFY(columnOfKey(months, QStringLiteral("feature_%1").arg(i)) >= 0);
        QVERIFY(columnOfKey(months, QStringLiteral("feature_15")) < 0);
        const int other = columnOfOther(months);
        QVERIFY(other >= 0);
        QVERIFY(!months.headerData(other, Qt::Horizontal, items::HatchedRole).toBool());
        QVERIFY(months.headerData(other, Qt::Horizontal).toString().contains(QStringLiteral("15")));
        for (int row = 0; row < months.rowCount(); ++row) {
            const std::string month =
                months.headerData(row, Qt::Vertical, items::KeyRole).toString().toStdString();
            const qint64 rest = ledger::nanosOf(kLedger, [&](const Spend &spend) {
                return spend.day.substr(0, 7) == month && !ledger::isUnattributed(spend.feature) &&
                       *spend.feature >= "feature_15";
            });
            QCOMPARE(months.index(row, other).data(ValueRole).toLongLong(), rest);
        }
    }

    void aFeatureKeepsItsColourAcrossPeriods()
    {
        const auto slotOf = [](const Answered &answered, const QString &feature) {
            const RollupModel &features = answered.models.features;
            for (int row = 0; row < features.rowCount(); ++row)
                if (features.index(row, 0).data().toString() == feature)
                    return features.index(row, 0).data(items::SlotRole).toInt();
            return -99;
        };
        const Answered may(ask(QStringLiteral("2026-05")));
        const Answered march(ask(QStringLiteral("2026-03")));
        for (const QString &feature : {QStringLiteral("feature_10"), QStringLiteral("feature_13")}) {
            QCOMPARE(slotOf(may, feature), slotOf(march, feature));
            const MatrixModel &months = march.models.featureMonths;
            QCOMPARE(months.headerData(columnOfKey(months, feature), Qt::Horizontal, items::SlotRole).toInt(),
                     slotOf(may, feature));
        }
    }

    void dimensionsAndValuesAreTheStores()
    {
        Answered answered(ask(QStringLiteral("all")));
        QVERIFY(answered.models.dimensions().contains(QStringLiteral("feature")));
        const items::ValuesModel *features = answered.models.values().value(QStringLiteral("feature"));
        QCOMPARE(features->rowCount(), 21); // 20 and the unattributed
        QCOMPARE(features->index(0).data().toString(), QStringLiteral("feature_10"));
        QSignalSpy changed(&answered.models, &Models::dimensionsChanged);
        answered.models.setCube(*answered.cube);
        QCOMPARE(changed.size(), 0); // the same dimensions: pickers stay
        QCOMPARE(answered.models.values().value(QStringLiteral("feature")), features);
    }

    void aSecondAnswerReplacesTheFirst()
    {
        Answered answered(ask(QStringLiteral("all")));
        const auto march = std::make_shared<const insight::Snapshot>(*insight::snapshot(
            *answered.cube, ask(QStringLiteral("2026-03")), {}, ledger::dayOf("2026-06-10")));
        QSignalSpy changed(&answered.models, &Models::snapshotChanged);
        answered.models.setSnapshot(march);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(answered.models.features.totalNanos(), ledger::nanosOf(kLedger, [](const Spend &spend) {
                     return spend.day.substr(0, 7) == "2026-03";
                 }));
    }

    void footersSayFilterAndCoverage()
    {
        const Answered nothing(ask(QStringLiteral("2027-03")));
        QCOMPARE(nothing.models.coverageText(), QStringLiteral("no spend"));
        Answered guide(ask(QStringLiteral("2026-05")), ledger::guideLedger());
        QCOMPARE(guide.models.coverageText(),
                 QStringLiteral("100.0 % of spend and 100.0 % of requests attributed to a feature"));
        guide.models.filters.restart(ask(QStringLiteral("2026-05")));
        guide.models.filters.drill(QStringLiteral("segment"), QStringLiteral("free"));
        QCOMPARE(guide.models.filterText(), QStringLiteral("2026-05 · segment = free"));
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "test_models.moc"
