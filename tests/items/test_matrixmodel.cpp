// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

#include "cube/table.h"
#include "items/matrixmodel.h"

using namespace outlay;
using namespace outlay::items;

namespace {

constexpr qint64 kDollar = 1'000'000'000;

base::Measures spent(qint64 dollars, qint64 requests = 10)
{
    base::Measures sums;
    sums.requests = requests;
    sums.priced = requests;
    sums.costNanos = dollars * kDollar;
    return sums;
}

cube::Table table(base::Grouping by, std::vector<cube::Row> rows)
{
    cube::Table result{std::move(by), std::move(rows), {}};
    for (const cube::Row &row : result.rows)
        result.total += row.sums;
    return result;
}

/// Eight features and the unattributed over March and May 2026; nothing happened in April.
cube::Table monthsByFeature()
{
    return table({"month", "feature"}, {
                                           {{"2026-03", "a"}, spent(100)},
                                           {{"2026-05", "b"}, spent(80)},
                                           {{"2026-03", "c"}, spent(60)},
                                           {{"2026-05", "d"}, spent(40)},
                                           {{"2026-03", "e"}, spent(20)},
                                           {{"2026-05", "f"}, spent(9)},
                                           {{"2026-03", "g"}, spent(5)},
                                           {{"2026-05", "h"}, spent(1)},
                                           {{"2026-05", ""}, spent(30)},
                                       });
}

QStringList labels(const QList<MatrixHeader> &headers)
{
    QStringList result;
    for (const MatrixHeader &header : headers)
        result.append(header.label);
    return result;
}

} // namespace

class TestMatrixModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topColumnsThenUnattributedThenOther()
    {
        const MatrixData data = MatrixModel::fromTable(monthsByFeature(), {});
        QCOMPARE(labels(data.columns),
                 QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                              QStringLiteral("d"), QStringLiteral("e"), QStringLiteral("(unattributed)"),
                              QStringLiteral("Other (3)")}));
        QVERIFY(data.columns[5].hatched && data.columns[5].filters);
        QVERIFY(!data.columns[6].hatched && !data.columns[6].filters);
        QCOMPARE(data.columns[5].slot, kSlotUnattributed);
        QCOMPARE(data.columns[6].slot, kSlotOther);
        QCOMPARE(data.columns[6].total.toLongLong(), 15 * kDollar); // 9 + 5 + 1
    }

    void monthsBetweenAreThereAndZero()
    {
        const MatrixData data = MatrixModel::fromTable(monthsByFeature(), {});
        QCOMPARE(labels(data.rows), QStringList({QStringLiteral("2026-03"), QStringLiteral("2026-04"),
                                                 QStringLiteral("2026-05")}));
        for (qsizetype column = 0; column < data.columns.size(); ++column)
            QCOMPARE(data.at(1, column), QVariant::fromValue<qint64>(0));
        QCOMPARE(data.rows[1].total, QVariant::fromValue<qint64>(0));
    }

    void partsAddUpToEveryTotal()
    {
        const cube::Table source = monthsByFeature();
        const MatrixData data = MatrixModel::fromTable(source, {});
        qint64 all = 0;
        for (qsizetype row = 0; row < data.rows.size(); ++row) {
            qint64 sum = 0;
            for (qsizetype column = 0; column < data.columns.size(); ++column)
                sum += data.at(row, column).toLongLong();
            QCOMPARE(sum, data.rows[row].total.toLongLong());
            all += sum;
        }
        QCOMPARE(all, 345 * kDollar); // 100+80+60+40+20+9+5+1+30
        QCOMPARE(data.total.toLongLong(), all);
    }

    void anOtherOfOneIsNamedInstead()
    {
        MatrixOptions options;
        options.topColumns = 7;
        const MatrixData data = MatrixModel::fromTable(monthsByFeature(), options);
        QVERIFY(labels(data.columns).contains(QStringLiteral("h")));
        QVERIFY(!labels(data.columns).contains(QStringLiteral("Other (1)")));
    }

    void slotsStayWithTheirFeature()
    {
        MatrixOptions options;
        options.slotOf = [](const QString &key) {
            return key == QLatin1String("c")   ? 0
                   : key == QLatin1String("d") ? 0
                   : key == QLatin1String("a") ? 4
                                               : -1;
        };
        const MatrixData data = MatrixModel::fromTable(monthsByFeature(), options);
        QCOMPARE(data.columns[0].slot, 4); // a: as wanted
        QCOMPARE(data.columns[2].slot, 0); // c: as wanted, before d by cost
        const QSet<int> slotsUsed = {data.columns[0].slot, data.columns[1].slot, data.columns[2].slot,
                                     data.columns[3].slot, data.columns[4].slot};
        QCOMPARE(slotsUsed.size(), 5);
    }

    void timeBuckets_data()
    {
        QTest::addColumn<QString>("dimension");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QStringList>("all");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("months over new year")
            << s("month") << s("2025-11") << s("2026-02")
            << QStringList{s("2025-11"), s("2025-12"), s("2026-01"), s("2026-02")};
        QTest::newRow("ISO weeks over new year: 2026 begins in its week 1, after week 52 of 2025")
            << s("week") << s("2025-W51") << s("2026-W02")
            << QStringList{s("2025-W51"), s("2025-W52"), s("2026-W01"), s("2026-W02")};
        QTest::newRow("2020 has a week 53") << s("week") << s("2020-W52") << s("2021-W01")
                                            << QStringList{s("2020-W52"), s("2020-W53"), s("2021-W01")};
        QTest::newRow("days over a leap day")
            << s("day") << s("2024-02-28") << s("2024-03-01")
            << QStringList{s("2024-02-28"), s("2024-02-29"), s("2024-03-01")};
    }

    void timeBuckets()
    {
        QFETCH(QString, dimension);
        QFETCH(QString, first);
        QFETCH(QString, last);
        QFETCH(QStringList, all);
        const auto source =
            table({dimension.toStdString(), "feature"},
                  {{{last.toStdString(), "a"}, spent(2)}, {{first.toStdString(), "a"}, spent(1)}});
        QCOMPARE(labels(MatrixModel::fromTable(source, {}).rows), all);
    }

    void periodAddsEmptyBucketsAndTheLastDayMakesPartialOnes()
    {
        using namespace std::chrono;
        MatrixOptions options;
        options.period = base::Period{sys_days{2026y / 2 / 1}, sys_days{2026y / 5 / 31}};
        options.lastDay = sys_days{2026y / 5 / 21};
        const MatrixData data = MatrixModel::fromTable(monthsByFeature(), options);
        QCOMPARE(data.rows.size(), 4);
        QVERIFY(!data.rows[2].partial);
        QVERIFY(data.rows[3].partial); // May ends after the 21st
    }

    void crossOfTwoDimensionsLeavesWhatNeverHappenedUnknown()
    {
        const auto source = table({"feature", "segment"}, {{{"chat", "free"}, spent(30, 1000)},
                                                           {{"chat", "pro"}, spent(10, 100)},
                                                           {{"ocr", "pro"}, spent(60, 50)}});
        MatrixOptions options;
        options.topColumns = 0;
        MatrixData data = MatrixModel::fromTable(source, options);
        QCOMPARE(labels(data.rows), QStringList({QStringLiteral("ocr"), QStringLiteral("chat")}));
        QCOMPARE(labels(data.columns), QStringList({QStringLiteral("pro"), QStringLiteral("free")}));
        QVERIFY(!data.at(0, 1).isValid());

        options.measure = MatrixMeasure::UnitCost;
        data = MatrixModel::fromTable(source, options);
        QCOMPARE(data.kind, Kind::UnitMoney);
        QCOMPARE(data.at(1, 1).toLongLong(), 30'000'000);          // $30 ÷ 1,000
        QCOMPARE(data.columns[0].total.toLongLong(), 466'666'667); // $70 ÷ 150, half-even
        QCOMPARE(data.rows[1].total.toLongLong(), 36'363'636);     // $40 ÷ 1,100

        options.measure = MatrixMeasure::ShareOfColumn;
        data = MatrixModel::fromTable(source, options);
        QCOMPARE(data.at(0, 0).toDouble(), 60.0 / 70.0);
        QCOMPARE(data.rows[0].total.toDouble(), 0.6); // $60 of $100
        QCOMPARE(data.columns[0].total.toDouble(), 1.0);
    }

    void monthsAsColumnsStayInOrder()
    {
        const auto source =
            table({"feature", "month"}, {{{"chat", "2026-05"}, spent(90)}, {{"chat", "2026-03"}, spent(10)}});
        const MatrixData data = MatrixModel::fromTable(source, {});
        QCOMPARE(labels(data.columns), QStringList({QStringLiteral("2026-03"), QStringLiteral("2026-04"),
                                                    QStringLiteral("2026-05")}));
    }

    void modelTellsEverythingThroughRoles()
    {
        MatrixModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setMatrix(MatrixModel::fromTable(monthsByFeature(), {}));
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 7);
        QCOMPARE(model.index(0, 0).data(ValueRole).toLongLong(), 100 * kDollar);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("100"));
        QCOMPARE(model.headerData(0, Qt::Horizontal, KeyRole).toString(), QStringLiteral("a"));
        QCOMPARE(model.headerData(0, Qt::Horizontal, DimensionRole).toString(), QStringLiteral("feature"));
        QCOMPARE(model.headerData(0, Qt::Vertical, DimensionRole).toString(), QStringLiteral("month"));
        const QVariant unattributed = model.headerData(5, Qt::Horizontal, KeyRole);
        QVERIFY(unattributed.toString().isEmpty() && !unattributed.toString().isNull());
        QVERIFY(model.headerData(6, Qt::Horizontal, DimensionRole).toString().isEmpty());
        QCOMPARE(model.headerData(2, Qt::Vertical, MatrixModel::TotalRole).toLongLong(), 160 * kDollar);
        QCOMPARE(model.headerData(0, Qt::Vertical, MatrixModel::GrandTotalRole).toLongLong(), 345 * kDollar);
    }

    void nothingIsAnEmptyModel()
    {
        MatrixModel model;
        model.setMatrix(MatrixModel::fromTable(table({"month", "feature"}, {}), {}));
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestMatrixModel)
#include "test_matrixmodel.moc"
