// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "insight/snapshot.h"
#include "items/csvwriter.h"
#include "items/ledger.h"
#include "items/models.h"

#include <QtTest/QAbstractItemModelTester>

using namespace outlay;
using base::Money;
using base::ValueRow;
using items::Role;

namespace {

ValueRow worth(const char *feature, const char *amount, const char *segment = "", const char *unit = "",
               const char *rate = "")
{
    return {ledger::period("2026-05"), feature, segment, unit, Money::parse(amount)->nanos(),
            Money::parse(rate),        0};
}

std::shared_ptr<const insight::Snapshot> guideWith(const std::vector<ValueRow> &values)
{
    base::Question question;
    question.filter.period = ledger::period("2026-05");
    return std::make_shared<const insight::Snapshot>(*insight::snapshot(
        *ledger::cubeOf(ledger::guideLedger()), question, {}, ledger::dayOf("2026-06-01"), values));
}

} // namespace

/// What features return, as the window shows it.
class TestPnlModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableSaysWhatIsKnownAndNothingElse()
    {
        // FAQ: 157.50 + 17.50 = $175 of cost and $350 of value. Support: $114 and 228 tickets, $0.50 each.
        items::Models models;
        QAbstractItemModelTester tester(&models.pnl, QAbstractItemModelTester::FailureReportingMode::QtTest);
        models.setSnapshot(guideWith({worth("faq_response_generation", "350"),
                                      worth("complex_support_reasoning", "228", "", "tickets")}));
        QCOMPARE(QString::fromUtf8(items::toCsv(models.pnl)).remove(QLatin1Char('\r')),
                 QStringLiteral(
                     "feature,value_usd,cost_usd,gain_usd,margin,roi,requests,break_even_usd_per_request,"
                     "units,cost_usd_per_unit\n"
                     "faq_response_generation,350,175,175,0.5,1,50000,0.007,,\n"
                     "complex_support_reasoning,,114,,,,950,,228 tickets,$0.50\n"));
        QCOMPARE(models.pnl.headerData(1, Qt::Horizontal, Role::SumRole).toLongLong(),
                 350 * base::kNanosPerDollar);
        QVERIFY(models.pnl.notes().join(QLatin1Char(' ')).contains(QStringLiteral("$114.00")));
        QCOMPARE(models.pnl.index(0, 0).data(Role::KeyRole).toString(),
                 QStringLiteral("faq_response_generation"));
    }

    void whatIsOfAllSegmentsFiltersOnNone()
    {
        items::Models models;
        QAbstractItemModelTester tester(&models.segmentPnl,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        models.setSnapshot(guideWith(
            {worth("faq_response_generation", "35", "free"), worth("faq_response_generation", "7")}));
        QStringList segments;
        for (int row = 0; row < models.segmentPnl.rowCount(); ++row) {
            const QModelIndex segment = models.segmentPnl.index(row, 1);
            segments << segment.data().toString();
            QCOMPARE(segment.data(Role::DimensionRole).toString().isEmpty(),
                     segments.last() == QStringLiteral("(all segments together)"));
        }
        QVERIFY(segments.contains(QStringLiteral("(all segments together)")));
    }

    void theQuadrantIsByReturnWhereThereAreValues()
    {
        items::Models models;
        QAbstractItemModelTester tester(&models.quadrant,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        models.setSnapshot(guideWith({}));
        QVERIFY(!models.quadrant.isByReturn());
        QCOMPARE(models.quadrant.headerData(items::QuadrantModel::UsageShare, Qt::Horizontal).toString(),
                 QStringLiteral("Share of requests"));
        models.setSnapshot(guideWith({worth("faq_response_generation", "350")}));
        QVERIFY(models.quadrant.isByReturn());
        QCOMPARE(models.quadrant.headerData(items::QuadrantModel::UsageShare, Qt::Horizontal).toString(),
                 QStringLiteral("Share of return"));
        QCOMPARE(models.quadrant.rowCount(), 1);
        QCOMPARE(models.quadrant.index(0, items::QuadrantModel::Gain).data(Role::ValueRole).toLongLong(),
                 175 * base::kNanosPerDollar);
        QCOMPARE(models.quadrant.unvalued(), 1);
        QCOMPARE(models.quadrant.unvaluedCostNanos(), 114 * base::kNanosPerDollar);
    }

    void whatIsNearALineFollowsTheLine()
    {
        items::Models models;
        models.setSnapshot(guideWith({}));
        // Requests are 50,000 and 950 of 50,950, 98.1 % and 1.9 %; costs 175 and 114 of 289, 60.6 % and 39.4
        // %.
        QCOMPARE(models.classChanges.rowCount(), 0); // from 50 % to 45 % and 55 %
        models.quadrant.setCuts(0.5, 0.6);           // to 66 %
        QCOMPARE(models.classChanges.rowCount(), 1);
        QCOMPARE(models.classChanges.index(0, 0).data().toString(),
                 QStringLiteral("faq_response_generation"));
        QCOMPARE(models.classChanges.index(0, 1).data(Role::ValueRole).toInt(),
                 int(items::FeatureClass::CoreSpend));
        QCOMPARE(models.classChanges.index(0, 2).data().toString(),
                 QStringLiteral("the cut of cost is 10 % higher"));
        QCOMPARE(models.classChanges.index(0, 3).data(Role::ValueRole).toInt(),
                 int(items::FeatureClass::ProfitCenter));
    }

    void outcomesAreNamedWithTheirReason()
    {
        items::Models models;
        QAbstractItemModelTester tester(&models.outcomes,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        models.setSnapshot(guideWith({}));
        // The guide's: 60.6 % of the cost for 98.1 % of the requests, and 39.4 % for 1.9 %.
        QCOMPARE(models.outcomes.rowCount(), 2);
        QCOMPARE(models.outcomes.index(0, items::OutcomesModel::Feature).data().toString(),
                 QStringLiteral("faq_response_generation"));
        QCOMPARE(models.outcomes.index(0, items::OutcomesModel::Outcome).data().toString(),
                 QStringLiteral("Negotiate the price"));
        QCOMPARE(models.outcomes.index(0, items::OutcomesModel::Tenth).data().toString(),
                 QStringLiteral("17.5"));
        QCOMPARE(models.outcomes.index(1, items::OutcomesModel::Outcome).data().toString(),
                 QStringLiteral("Invest in optimising"));
        QVERIFY(!models.outcomes.index(1, items::OutcomesModel::Roi).data(Role::ValueRole).isValid());
    }

    void valueFilesAreListed()
    {
        items::ValueFilesModel files;
        QAbstractItemModelTester tester(&files, QAbstractItemModelTester::FailureReportingMode::QtTest);
        files.setFiles({{7, base::Instant{}, "/in/values.csv", 12, ledger::period("2026-05")}});
        QCOMPARE(files.idAt(0), 7);
        QCOMPARE(files.index(0, 4).data().toString(), QStringLiteral("2026-05-01"));
    }
};

QTEST_MAIN(TestPnlModels)
#include "test_pnlmodels.moc"
