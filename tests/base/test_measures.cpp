// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/event.h"

using namespace outlay::base;

class TestMeasures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOneEventStandsFor_data()
    {
        QTest::addColumn<qint64>("reported");
        QTest::addColumn<qint64>("computed");
        QTest::addColumn<QList<qint64>>("shown"); ///< cost, priced
        QTest::addColumn<QList<qint64>>("byBook");
        QTest::newRow("reported and computed: reported is shown")
            << qint64(7) << qint64(9) << QList<qint64>{7, 1} << QList<qint64>{9, 1};
        QTest::newRow("reported alone")
            << qint64(7) << qint64(kAbsent) << QList<qint64>{7, 1} << QList<qint64>{0, 0};
        QTest::newRow("computed alone fills in")
            << qint64(kAbsent) << qint64(9) << QList<qint64>{9, 1} << QList<qint64>{9, 1};
        QTest::newRow("a reported zero is a cost")
            << qint64(0) << qint64(9) << QList<qint64>{0, 1} << QList<qint64>{9, 1};
        QTest::newRow("neither is unpriced, not zero")
            << qint64(kAbsent) << qint64(kAbsent) << QList<qint64>{0, 0} << QList<qint64>{0, 0};
    }

    void whatOneEventStandsFor()
    {
        QFETCH(qint64, reported);
        QFETCH(qint64, computed);
        QFETCH(QList<qint64>, shown);
        QFETCH(QList<qint64>, byBook);
        EventRow row;
        row.costNanos = reported;
        row.computedNanos = computed;
        const Measures stored = measuresOf(row);
        const Measures asShown = onBasis(stored, CostBasis::Shown);
        const Measures asComputed = onBasis(stored, CostBasis::Computed);
        QCOMPARE((QList<qint64>{asShown.costNanos, asShown.priced}), shown);
        QCOMPARE((QList<qint64>{asComputed.costNanos, asComputed.priced}), byBook);
        QCOMPARE(onBasis(stored, CostBasis::Reported).priced, reported == kAbsent ? 0 : 1);
        QCOMPARE(asShown.unpriced(), 1 - shown[1]);
        QCOMPARE(shownNanos(row) == kAbsent, shown[1] == 0);
    }

    void usageIsMissingOnlyWithoutAnyTokens()
    {
        EventRow row;
        row.costNanos = 5;
        QCOMPARE(measuresOf(row).missingUsage, 1);
        for (std::int64_t EventRow::*kind :
             {&EventRow::inputTokens, &EventRow::outputTokens, &EventRow::cacheReadTokens,
              &EventRow::cacheWrite5mTokens, &EventRow::cacheWrite1hTokens}) {
            EventRow known;
            known.*kind = 0;
            QCOMPARE(measuresOf(known).missingUsage, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestMeasures)
#include "test_measures.moc"
