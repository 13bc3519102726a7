// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/burn.h"
#include "insight/coverage.h"
#include "insight/quadrant.h"

using namespace outlay;
using base::Money;
using insight::FeatureClass;

namespace {

base::Day day(const char *text)
{
    return *base::parseDay(text);
}

cube::Table byFeature(const std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> &rows)
{
    cube::Table table{{"feature"}, {}, {}};
    for (const auto &[feature, requests, dollars] : rows) {
        cube::Row row{{feature}, {}};
        row.sums.requests = row.sums.priced = requests;
        row.sums.costNanos = dollars * base::kNanosPerDollar;
        table.rows.push_back(row);
        table.total += row.sums;
    }
    return table;
}

Money dollars(std::int64_t amount)
{
    return Money::fromNanos(amount * base::kNanosPerDollar);
}

} // namespace

class TestInsight : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFourClassesAreCutByFairShare()
    {
        // Four features: the fair share is 25 %. Shares of cost: 60, 30, 8, 2; of requests: 5, 40, 50, 5.
        const auto table = byFeature({{"drain", 5, 60}, {"core", 40, 30}, {"profit", 50, 8}, {"tail", 5, 2}});
        const auto cuts = insight::defaultCuts(table, insight::CutRule::FairShare);
        QCOMPARE(cuts.usage, 0.25);
        QCOMPARE(cuts.cost, 0.25);
        const auto quadrant = insight::quadrant(table, {}, cuts);
        QCOMPARE(quadrant.points[0].featureClass, FeatureClass::CostDrain);
        QCOMPARE(quadrant.points[1].featureClass, FeatureClass::CoreSpend);
        QCOMPARE(quadrant.points[2].featureClass, FeatureClass::ProfitCenter);
        QCOMPARE(quadrant.points[3].featureClass, FeatureClass::LongTail);
        QCOMPARE(quadrant.points[0].costShare, 0.6);
        QVERIFY(!quadrant.points[0].previousCostShare);
    }

    void theMedianIsASwitch()
    {
        const auto table = byFeature({{"a", 10, 50}, {"b", 20, 30}, {"c", 70, 20}});
        const auto cuts = insight::defaultCuts(table, insight::CutRule::Median);
        QCOMPARE(cuts.usage, 0.2);
        QCOMPARE(cuts.cost, 0.3);
    }

    void theUnattributedIsAPointButSetsNoCut()
    {
        const auto table = byFeature({{"a", 1, 1}, {"b", 1, 1}, {"", 8, 8}});
        QCOMPARE(insight::defaultCuts(table, insight::CutRule::FairShare).cost, 0.5);
        QCOMPARE(insight::quadrant(table, {}, {0.5, 0.5}).points.size(), std::size_t(3));
    }

    void thePreviousPlaceIsTheSharesOfTheComparedPeriod()
    {
        const auto now = byFeature({{"a", 1, 1}, {"new", 1, 1}});
        const auto before = byFeature({{"a", 1, 3}, {"ended", 3, 1}});
        const auto quadrant = insight::quadrant(now, before, {0.5, 0.5});
        QCOMPARE(*quadrant.points[0].previousCostShare, 0.75);
        QCOMPARE(*quadrant.points[0].previousUsageShare, 0.25);
        QVERIFY(!quadrant.points[1].previousCostShare);
    }

    void coverageIsOfSpendAndOfRequests()
    {
        const auto coverage = insight::coverage(byFeature({{"a", 60, 9}, {"", 40, 1}}));
        QCOMPARE(coverage.byCost().value(), 0.9);
        QCOMPARE(coverage.byRequests().value(), 0.6);
        // Nothing to attribute is no coverage: neither all nor nothing of it.
        QVERIFY(!insight::coverage(byFeature({})).byCost());
        QVERIFY(!insight::coverage(byFeature({})).byRequests());
        const auto free = insight::coverage(byFeature({{"a", 3, 0}, {"", 1, 0}}));
        QVERIFY(!free.byCost());
        QCOMPARE(free.byRequests().value(), 0.75);
    }

    void burnOfTheGuide()
    {
        // $289 of $300 in May 2026, all of it on the 20th: 96.3 %, past the 80 % mark, not spent.
        const auto burn =
            insight::burn(base::featureBudget("", dollars(300)), *base::parsePeriod("2026-05"),
                          {{day("2026-05-20"), dollars(289)}}, {day("2026-05-01"), day("2026-06-15")});
        QCOMPARE(burn.spentToDate(), dollars(289));
        QCOMPARE(burn.softLimit, dollars(240));
        QCOMPARE(QString::number(insight::usedPercent(burn), 'f', 1), QStringLiteral("96.3"));
        QCOMPARE(burn.state, insight::BudgetState::SoftPassed);
        QCOMPARE(*burn.softPassedOn, day("2026-05-20"));
        QVERIFY(!burn.spentOn);
        QCOMPARE(burn.daysLeft(), 0);
        QCOMPARE(burn.pace.back(), dollars(300));
    }

    void statesOfABudget_data()
    {
        QTest::addColumn<int>("spentOnTheFirst");
        QTest::addColumn<int>("state");
        // $310 in a month of 31 days: $10 a day; on the 10th the even pace is $100.
        QTest::newRow("below pace") << 99 << int(insight::BudgetState::OnTrack);
        QTest::newRow("on pace") << 100 << int(insight::BudgetState::OnTrack);
        QTest::newRow("ahead of pace") << 101 << int(insight::BudgetState::AheadOfPace);
        QTest::newRow("exactly 80 %") << 248 << int(insight::BudgetState::SoftPassed);
        QTest::newRow("a dollar below the limit") << 309 << int(insight::BudgetState::SoftPassed);
        QTest::newRow("exactly spent") << 310 << int(insight::BudgetState::Over);
        QTest::newRow("overspent") << 400 << int(insight::BudgetState::Over);
    }
    void statesOfABudget()
    {
        QFETCH(int, spentOnTheFirst);
        QFETCH(int, state);
        const auto burn = insight::burn(base::featureBudget("", dollars(310)), *base::parsePeriod("2026-05"),
                                        {{day("2026-05-01"), dollars(spentOnTheFirst)}},
                                        {day("2026-05-01"), day("2026-05-10")});
        QCOMPARE(int(burn.state), state);
        QCOMPARE(burn.elapsedDays(), 10);
        QCOMPARE(burn.daysLeft(), 21);
        QCOMPARE(burn.pace[9], dollars(100));
    }

    void aMonthThatHasNotBegunHasNoSpend()
    {
        const auto burn = insight::burn(base::featureBudget("", dollars(100)), *base::parsePeriod("2026-05"),
                                        {}, {day("2026-04-01"), day("2026-04-30")});
        QCOMPARE(burn.state, insight::BudgetState::NoData);
        QCOMPARE(burn.elapsedDays(), 0);
        QCOMPARE(burn.daysLeft(), 31);
    }
};

QTEST_GUILESS_MAIN(TestInsight)
#include "test_insight.moc"
