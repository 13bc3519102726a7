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

/// Feature, cost and value in dollars; below 0: nobody said.
insight::Pnl returns(const std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> &rows)
{
    insight::Pnl pnl;
    pnl.by = {"feature"};
    for (const auto &[feature, cost, value] : rows) {
        insight::PnlRow row;
        row.keys = {feature};
        row.cost.requests = row.cost.priced = 1;
        row.cost.costNanos = cost * base::kNanosPerDollar;
        if (value >= 0)
            row.value = Money::fromNanos(value * base::kNanosPerDollar);
        pnl.rows.push_back(row);
    }
    return pnl;
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

    void classesByReturnAreOfWhatIsLeftAfterTheCost()
    {
        // Gains: profit 90 − 10 = 80, core 60 − 40 = 20, loss 30 − 50 = −20; of the dark nobody knows. Shares
        // of the gains (100): 80, 20, 0; of the cost (100): 10, 40, 50. The fair share of three is a third.
        const auto pnl = returns({{"loss", 50, 30}, {"core", 40, 60}, {"dark", 25, -1}, {"profit", 10, 90}});
        const auto quadrant = insight::quadrantByReturn(pnl, insight::CutRule::FairShare);
        QVERIFY(quadrant.byReturn);
        QCOMPARE(quadrant.points.size(), std::size_t(3));
        QCOMPARE(quadrant.cuts.usage, 1.0 / 3);
        QCOMPARE(quadrant.points[0].featureClass, FeatureClass::CostDrain);
        QCOMPARE(quadrant.points[0].usageShare, 0.0); // a loss is no return
        QCOMPARE(quadrant.points[0].gain->nanos(), -20 * base::kNanosPerDollar);
        QCOMPARE(quadrant.points[0].costShare, 0.5);
        QCOMPARE(quadrant.points[1].featureClass,
                 FeatureClass::CostDrain); // 40 % of the cost, 20 % of the gains
        QCOMPARE(quadrant.points[2].featureClass, FeatureClass::ProfitCenter);
        QCOMPARE(quadrant.unvalued, std::size_t(1));
        QCOMPARE(quadrant.unvaluedCost.toDecimal(), std::string("25"));
        // Medians: of the gains 20 %, of the cost 40 %.
        const auto median = insight::quadrantByReturn(pnl, insight::CutRule::Median);
        QCOMPARE(median.cuts.usage, 0.2);
        QCOMPARE(median.cuts.cost, 0.4);
        QCOMPARE(median.points[1].featureClass, FeatureClass::CoreSpend);
    }

    void whereAllLoseNothingIsAProfitCenter()
    {
        const auto quadrant =
            insight::quadrantByReturn(returns({{"a", 50, 30}, {"b", 1, 0}}), insight::CutRule::FairShare);
        QCOMPARE(quadrant.points[0].featureClass, FeatureClass::CostDrain);
        QCOMPARE(quadrant.points[1].featureClass, FeatureClass::LongTail);
    }

    void whatStandsNearALineIsTold()
    {
        // Cuts at 50 %: they move to 45 % and 55 %. Use of a: 52 %, so 55 % makes it less; of b: 48 %, so 45
        // % makes it more. Costs are 90 % and 10 %, far from either.
        const auto table = byFeature({{"a", 52, 90}, {"b", 48, 10}});
        const auto changes = insight::classChanges(insight::quadrant(table, {}, {0.5, 0.5}));
        QCOMPARE(changes.size(), std::size_t(2));
        QVERIFY((changes[0] ==
                 insight::ClassChange{"a", false, true, FeatureClass::CoreSpend, FeatureClass::CostDrain}));
        QVERIFY((changes[1] == insight::ClassChange{"b", false, false, FeatureClass::LongTail,
                                                    FeatureClass::ProfitCenter}));
        // Moved to 60 %, the line is far from both.
        QVERIFY(insight::classChanges(insight::quadrant(table, {}, {0.6, 0.5})).empty());
        // 90 % of the cost is 10 % above a line at 85 %.
        const auto byCost = insight::classChanges(insight::quadrant(table, {}, {0.7, 0.85}));
        QCOMPARE(byCost.size(), std::size_t(1));
        QVERIFY((byCost[0] ==
                 insight::ClassChange{"a", true, true, FeatureClass::CostDrain, FeatureClass::LongTail}));
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
