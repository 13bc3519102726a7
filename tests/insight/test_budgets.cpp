// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "insight/backtest.h"
#include "insight/budgetalerts.h"
#include "insight/budgetperiods.h"
#include "insight/budgettree.h"
#include "insight/suggest.h"

#include <cmath>
#include <random>

using namespace outlay;
using base::Budget;
using base::BudgetPeriod;
using base::Money;
using insight::DailyCosts;

namespace {

base::Day dayOf(const char *text)
{
    return *base::parseDay(text);
}

Money dollarsOf(std::int64_t dollars)
{
    return Money::fromNanos(dollars * base::kNanosPerDollar);
}

Budget budgetFor(BudgetPeriod period, std::int64_t dollars = 100)
{
    Budget budget;
    budget.period = period;
    budget.amount = dollarsOf(dollars);
    return budget;
}

Budget scoped(std::map<base::Dimension, base::ValueSet> where, BudgetPeriod period = BudgetPeriod::Monthly)
{
    Budget budget = budgetFor(period);
    budget.where = std::move(where);
    return budget;
}

/// The same cost on each day.
DailyCosts evenly(const char *first, const char *last, std::int64_t dollars)
{
    DailyCosts costs;
    for (base::Day day = dayOf(first); day <= dayOf(last); day += std::chrono::days{1})
        costs[day] = dollarsOf(dollars);
    return costs;
}

QString text(const base::Period &period)
{
    return QString::fromStdString(base::isoDay(period.first) + ".." + base::isoDay(period.last));
}

} // namespace

class TestBudgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBudgetHasThePeriodThatADayIsIn_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("fiscalStart");
        QTest::addColumn<QString>("period");
        QTest::addColumn<QString>("name");
        // 2026-01-01 is a Thursday: its ISO week began on Monday, 29 December 2025.
        QTest::newRow("a day") << int(BudgetPeriod::Daily) << 1 << "2026-01-01..2026-01-01"
                               << "2026-01-01";
        QTest::newRow("an ISO week over the new year")
            << int(BudgetPeriod::Weekly) << 1 << "2025-12-29..2026-01-04"
            << "2026-W01";
        QTest::newRow("a month") << int(BudgetPeriod::Monthly) << 1 << "2026-01-01..2026-01-31"
                                 << "2026-01";
        QTest::newRow("a quarter") << int(BudgetPeriod::Quarterly) << 1 << "2026-01-01..2026-03-31"
                                   << "2026-Q1";
        QTest::newRow("quarters from April are the calendar's")
            << int(BudgetPeriod::Quarterly) << 4 << "2026-01-01..2026-03-31"
            << "2026-Q1";
        QTest::newRow("quarters from February")
            << int(BudgetPeriod::Quarterly) << 2 << "2025-11-01..2026-01-31"
            << "2025-11..2026-01";
        QTest::newRow("quarters from December")
            << int(BudgetPeriod::Quarterly) << 12 << "2025-12-01..2026-02-28"
            << "2025-12..2026-02";
    }
    void aBudgetHasThePeriodThatADayIsIn()
    {
        QFETCH(int, kind);
        QFETCH(int, fiscalStart);
        Budget budget = budgetFor(static_cast<BudgetPeriod>(kind));
        budget.fiscalStart = fiscalStart;
        const base::Period period = insight::periodOf(budget, dayOf("2026-01-01"));
        QTEST(text(period), "period");
        QTEST(QString::fromStdString(insight::periodName(budget, period)), "name");
        QCOMPARE(insight::periodAfter(budget, insight::periodBefore(budget, period)), period);
    }

    void growthIsRoundedEachPeriodHalfToEven()
    {
        Budget budget = budgetFor(BudgetPeriod::Monthly);
        budget.amount = Money::fromNanos(25);
        budget.growthBasisPoints = 1000; // 10 %
        budget.since = dayOf("2026-01-15");
        const auto amountIn = [&](const char *day) {
            return insight::amountOf(budget, insight::periodOf(budget, dayOf(day))).nanos();
        };
        QCOMPARE(amountIn("2025-11-30"), 25); // before growth began
        QCOMPARE(amountIn("2026-01-01"), 25); // the period that holds the day
        QCOMPARE(amountIn("2026-02-01"), 28); // 27.5, to the even 28
        QCOMPARE(amountIn("2026-03-01"), 31); // 28 x 1.1 = 30.8
        QCOMPARE(amountIn("2026-04-01"), 34); // 31 x 1.1 = 34.1
        budget.growthBasisPoints = -10000;
        QCOMPARE(amountIn("2026-02-01"), 0);
    }

    void growthBeyondAllMoneyEndsAtTheGreatestAmount()
    {
        Budget budget = budgetFor(BudgetPeriod::Daily);
        budget.growthBasisPoints = 10000;
        budget.since = dayOf("2026-01-01");
        // $100 doubled: 10^11 x 2^26 nano-dollars are 6.7 x 10^18, one more would pass 9.2 x 10^18.
        QCOMPARE(insight::amountOf(budget, {dayOf("2026-01-27"), dayOf("2026-01-27")}).nanos(),
                 100'000'000'000LL << 26);
        QCOMPARE(insight::amountOf(budget, {dayOf("2026-01-28"), dayOf("2026-01-28")}).nanos(), INT64_MAX);
        QCOMPARE(base::percentOf(Money::fromNanos(INT64_MAX), 200).nanos(), INT64_MAX);
    }

    void aScopeIsKnownHoweverItIsWritten()
    {
        Budget one = scoped({{"feature", {{"chat", "Unknown"}, false}}, {"model", {{}, true}}});
        one.thresholds = {{100}, {80}};
        const auto canonical = base::canonical(one);
        QVERIFY(canonical);
        QCOMPARE(base::scopeKey(*canonical), std::string("month feature=,chat"));
        QCOMPARE(canonical->thresholds.front().percent, 80);
        QCOMPARE(base::describeScope(*canonical), std::string("feature = (unattributed), chat"));
        QVERIFY(!base::canonical(scoped({{"month", {{"2026-05"}, false}}})));
        QVERIFY(!base::canonical(scoped({{"feature", {{}, false}}})));
        QVERIFY(!base::canonical(budgetFor(BudgetPeriod::Daily, 0)));
        one.thresholds = {{80}, {80}};
        QVERIFY(!base::canonical(one));
        one.thresholds = {{1001}};
        QVERIFY(!base::canonical(one));
    }

    void anAddressIsShownWithoutItsSecrets_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("shown");
        QTest::newRow("a path") << "https://hooks.example.com/T0/s3cret"
                                << "https://hooks.example.com/…";
        QTest::newRow("a query") << "https://h.example.com?key=s3cret"
                                 << "https://h.example.com/…";
        QTest::newRow("a password") << "https://me:s3cret@h.example.com:8443/x"
                                    << "https://h.example.com:8443/…";
        QTest::newRow("no address") << "s3cret"
                                    << "…";
        QTest::newRow("none") << ""
                              << "";
    }
    void anAddressIsShownWithoutItsSecrets()
    {
        QFETCH(QString, address);
        QTEST(QString::fromStdString(base::shownWebhook(address.toStdString())), "shown");
    }

    void aBudgetIsWithinTheNarrowestThatContainsIt()
    {
        const base::ValueSet chat{{"chat"}, false};
        const std::vector<Budget> budgets = {
            scoped({{"feature", chat}, {"model", {{"gpt-4o"}, false}}}), // 0
            scoped({{"feature", {{"chat", "faq"}, false}}}),             // 1
            scoped({}),                                                  // 2: all
            scoped({{"feature", chat}}),                                 // 3
            scoped({{"feature", chat}}, BudgetPeriod::Daily),            // 4
            scoped({{"feature", {{"faq"}, true}}}),                      // 5: all but faq
        };
        QVERIFY(insight::contains(budgets[5], budgets[3]));
        QVERIFY(!insight::contains(budgets[5], budgets[1]));
        QVERIFY(!insight::contains(budgets[3], budgets[3]));
        QString shown;
        for (const insight::BudgetNode &node : insight::budgetTree(budgets))
            shown += QString(node.depth, QLatin1Char('>')) + QString::number(node.budget) +
                     QLatin1String(node.isOfParentsPeriod ? " " : "* ");
        // 3 is within 1 and within 5, which are not within each other: the first of them is its parent.
        QCOMPARE(shown, QStringLiteral("2 >1 >>3 >>>0 >>>4* >5 "));
    }

    void whatIsExpectedByNowFollowsTheWeekdays()
    {
        // May 2026 begins on a Friday. $10 on each weekday and nothing at weekends since Monday, 6 April:
        // May has 21 weekdays; by Sunday the 10th, 6 of them (1, 4 to 8) have passed: 6 of 21 of $210 is $60.
        DailyCosts costs;
        for (base::Day day = dayOf("2026-04-06"); day <= dayOf("2026-05-10"); day += std::chrono::days{1})
            if (insight::weekdayOf(day) < 5)
                costs[day] = dollarsOf(10);
        const insight::Burn burn =
            insight::burn(budgetFor(BudgetPeriod::Monthly, 210), *base::parsePeriod("2026-05"), costs,
                          {dayOf("2026-04-06"), dayOf("2026-05-10")});
        QCOMPARE(burn.paceToDate(), dollarsOf(60));
        QCOMPARE(burn.pace[1], dollarsOf(10)); // Saturday the 2nd adds nothing
        QCOMPARE(burn.spentToDate(), dollarsOf(60));
        QCOMPARE(burn.state, insight::BudgetState::OnTrack);
        QVERIFY(burn.spentBefore.empty()); // the first five days of April are not known
    }

    void aPeriodCarriesTheOneBefore()
    {
        const auto costs = evenly("2026-05-04", "2026-05-13", 3);
        const insight::Burn burn = insight::burn(budgetFor(BudgetPeriod::Weekly), // Monday 11th to 17th
                                                 {dayOf("2026-05-11"), dayOf("2026-05-17")}, costs,
                                                 {dayOf("2026-05-04"), dayOf("2026-05-13")});
        QCOMPARE(burn.spentBefore.size(), std::size_t{7});
        QCOMPARE(burn.spentBefore.back(), dollarsOf(21));
        QCOMPARE(burn.spentToDate(), dollarsOf(9));
        QCOMPARE(burn.forecast->total(), dollarsOf(21)); // ten days: $3 a day, a run rate
        QVERIFY(burn.forecast->method == insight::Forecast::Method::RunRate);
    }

    void aThresholdFiresOnWhatIsSpentAndOnWhatIsExpected()
    {
        // $10 a day for the 10 days of June that are known, of $250: $100 spent, $300 expected. 40 % is $100,
        // reached on the 10th; 80 % is $200, expected on the 20th; 100 % is $250, on the 25th; 150 % never.
        Budget budget = budgetFor(BudgetPeriod::Monthly, 250);
        budget.id = 7;
        budget.thresholds = {{40}, {80}, {100, true, false}, {150}};
        const insight::Burn burn =
            insight::burn(budget, *base::parsePeriod("2026-06"), evenly("2026-06-01", "2026-06-10", 10),
                          {dayOf("2026-06-01"), dayOf("2026-06-10")});
        QCOMPARE(*burn.thresholds[0].reachedOn, dayOf("2026-06-10"));
        QVERIFY(!burn.thresholds[0].expectedOn);
        QCOMPARE(*burn.thresholds[1].expectedOn, dayOf("2026-06-20"));
        QCOMPARE(*burn.exhaustedOn(), dayOf("2026-06-25"));
        QVERIFY(!burn.thresholds[3].expectedOn);
        const auto alerts = insight::alertsOf(burn);
        QCOMPARE(alerts.size(), std::size_t{2}); // the limit's threshold is not on the forecast
        QCOMPARE(alerts[0].percent, 40);
        QVERIFY(alerts[0].measured == base::Measured::Actual);
        QCOMPARE(alerts[0].value, dollarsOf(100));
        QCOMPARE(alerts[1].percent, 80);
        QVERIFY(alerts[1].measured == base::Measured::Forecast);
        QCOMPARE(alerts[1].value, dollarsOf(300));
        QCOMPARE(alerts[1].limit, dollarsOf(200));
        QCOMPARE(alerts[1].day, dayOf("2026-06-10"));
        QCOMPARE(insight::outlook(burn), std::string("On pace for $300.00 of $250.00 (20 % over)"));
        QCOMPARE(insight::standing(burn), std::string("40 % used, 60 % left, day 10 of 30"));
    }

    void aPeriodIsNamedByItself_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("name");
        QTest::newRow("a day") << "2026-05-04"
                               << "2026-05-04"
                               << "2026-05-04";
        QTest::newRow("a week") << "2026-05-04"
                                << "2026-05-10"
                                << "2026-W19";
        QTest::newRow("a month") << "2026-02-01"
                                 << "2026-02-28"
                                 << "2026-02";
        QTest::newRow("a quarter") << "2026-04-01"
                                   << "2026-06-30"
                                   << "2026-Q2";
        QTest::newRow("a quarter of another year") << "2026-02-01"
                                                   << "2026-04-30"
                                                   << "2026-02..2026-04";
        QTest::newRow("seven days that are no week") << "2026-05-05"
                                                     << "2026-05-11"
                                                     << "2026-05-05..2026-05-11";
    }
    void aPeriodIsNamedByItself()
    {
        QFETCH(QString, first);
        QFETCH(QString, last);
        QFETCH(QString, name);
        QCOMPARE(insight::periodName({dayOf(qPrintable(first)), dayOf(qPrintable(last))}),
                 name.toStdString());
    }

    void aClosedPeriodHasNoForecast()
    {
        const insight::Burn burn =
            insight::burn(budgetFor(BudgetPeriod::Monthly, 29), *base::parsePeriod("2026-06"),
                          evenly("2026-06-01", "2026-06-30", 1), {dayOf("2026-06-01"), dayOf("2026-06-30")});
        QVERIFY(!burn.forecast);
        QVERIFY(insight::outlook(burn).empty());
        QCOMPARE(insight::standing(burn), std::string("103 % used, 3 % over, day 30 of 30"));
    }

    void oneDollarShortOfAThousandIsNotAllUsed()
    {
        const insight::Burn burn = insight::burn(
            budgetFor(BudgetPeriod::Daily, 1000), {dayOf("2026-06-01"), dayOf("2026-06-01")},
            {{dayOf("2026-06-01"), dollarsOf(999)}}, {dayOf("2026-06-01"), dayOf("2026-06-01")});
        QCOMPARE(insight::standing(burn), std::string("99 % used, 1 % left, day 1 of 1"));
    }

    void nowIsTheLastDayWithDataOrToday()
    {
        const base::Period span{dayOf("2026-05-01"), dayOf("2026-05-20")};
        insight::Clock clock = insight::clockOf(span, dayOf("2026-06-15"));
        QCOMPARE(clock.asOf, dayOf("2026-05-20"));
        QVERIFY(!clock.asOfIsPartial);
        clock = insight::clockOf(span, dayOf("2026-05-10"));
        QCOMPARE(clock.asOf, dayOf("2026-05-10"));
        QVERIFY(clock.asOfIsPartial);
        QCOMPARE(insight::clockOf(span, dayOf("2026-06-15"), dayOf("2026-07-01")).asOf, dayOf("2026-05-20"));
        QCOMPARE(insight::clockOf(span, dayOf("2026-06-15"), dayOf("2026-05-07")).asOf, dayOf("2026-05-07"));
    }

    void aSuggestionIsTheMedianAndTheNinetiethPercentile()
    {
        // Ten whole weeks from Monday, 6 April 2026 that cost $10, $20, … $100 in no order of growth.
        const std::array<int, 10> weeks = {50, 60, 40, 70, 30, 80, 20, 90, 10, 100};
        DailyCosts costs;
        for (std::size_t i = 0; i < weeks.size(); ++i)
            costs[dayOf("2026-04-06") + std::chrono::days{7 * static_cast<int>(i)}] = dollarsOf(weeks[i]);
        // Of the 45 pairs 25 rise and 20 fall; noise has a deviation of sqrt(10 x 9 x 25 / 18) = 11.2: no
        // trend. $10 … $100: the middle is $55, the ninth of ten $90.
        const auto grown = insight::suggest(budgetFor(BudgetPeriod::Weekly), costs,
                                            {dayOf("2026-04-06"), dayOf("2026-06-14")});
        QVERIFY(grown);
        QCOMPARE(grown->periods, 10);
        QCOMPARE(grown->growthBasisPoints, 0);
        QCOMPARE(grown->median, dollarsOf(55));
        QCOMPARE(grown->high, dollarsOf(90));
        QCOMPARE(text(grown->forPeriod), QStringLiteral("2026-06-15..2026-06-21"));
        // As days there is no growth: of 56 days from 20 April on, eight have a cost: $40, 70, 30, 80, 20,
        // 90, 10, 100. The 48 without one do not make a budget of nothing.
        const auto days = insight::suggest(budgetFor(BudgetPeriod::Daily), costs,
                                           {dayOf("2026-04-06"), dayOf("2026-06-14")});
        QCOMPARE(days->periods, 8);
        QCOMPARE(days->growthBasisPoints, 0);
        QCOMPARE(days->median, dollarsOf(55));
        QCOMPARE(days->high, dollarsOf(100)); // 0.9 x 8 = 7.2: the eighth
        // Three months and a bit: no growth under four periods; $31 x 1, $30 x 2, $31 x 3.
        DailyCosts months = evenly("2026-03-01", "2026-03-31", 1);
        months.merge(evenly("2026-04-01", "2026-04-30", 2));
        months.merge(evenly("2026-05-01", "2026-05-31", 3));
        const auto three = insight::suggest(budgetFor(BudgetPeriod::Monthly), months,
                                            {dayOf("2026-03-01"), dayOf("2026-06-10")});
        QCOMPARE(three->periods, 3);
        QCOMPARE(three->median, dollarsOf(60));
        QCOMPARE(three->high, dollarsOf(93));
        QVERIFY(!insight::suggest(budgetFor(BudgetPeriod::Quarterly), months,
                                  {dayOf("2026-03-01"), dayOf("2026-06-10")}));
    }

    void aSuggestionGrowsWithThePast()
    {
        // $100, $110, $121, $133.10: +10 % each time; each of the past ones grown to the fifth month is
        // $146.41.
        const DailyCosts costs = {{dayOf("2026-01-05"), dollarsOf(100)},
                                  {dayOf("2026-02-05"), dollarsOf(110)},
                                  {dayOf("2026-03-05"), dollarsOf(121)},
                                  {dayOf("2026-04-05"), Money::parse("133.1").value()}};
        const auto grown = insight::suggest(budgetFor(BudgetPeriod::Monthly), costs,
                                            {dayOf("2026-01-01"), dayOf("2026-05-02")});
        QCOMPARE(grown->growthBasisPoints, 1000);
        QCOMPARE(grown->median, Money::parse("146.41").value());
        QCOMPARE(grown->high, Money::parse("146.41").value());
    }

    void aSuggestionIsNeverOfNothing()
    {
        DailyCosts costs;
        for (int week = 0; week < 5; ++week)
            costs[dayOf("2026-04-06") + std::chrono::days{7 * week}] = Money::fromNanos(1'000'000); // $0.001
        const auto least = insight::suggest(budgetFor(BudgetPeriod::Weekly), costs,
                                            {dayOf("2026-04-06"), dayOf("2026-05-10")});
        QVERIFY(least);
        QCOMPARE(least->median, Money::parse("0.01").value());
        QCOMPARE(least->high, Money::parse("0.01").value());
    }

    void aSuggestionTellsGrowthFromNoise_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("flat") << 1.0;
        QTest::newRow("growing by 3 %") << 1.03;
        QTest::newRow("shrinking by 3 %") << 0.97;
    }

    void aSuggestionTellsGrowthFromNoise()
    {
        // 200 histories of 26 weeks around $1,000 with noise of 30 %; the 27th is expected at 1,000 x
        // factor^26.
        QFETCH(double, factor);
        constexpr int kHistories = 200;
        const double truth = 1000 * std::pow(factor, 26);
        double growth = 0;
        int grown = 0;
        int near = 0;
        for (unsigned seed = 1; seed <= kHistories; ++seed) {
            std::mt19937 random(seed);
            DailyCosts costs;
            for (int week = 0; week < 26; ++week) {
                double noise = -6; // twelve of 0 … 1 less six have mean 0 and deviation 1
                for (int i = 0; i < 12; ++i)
                    noise += static_cast<double>(random()) / 4294967296.0;
                const double cost = 1000 * std::pow(factor, week) * std::exp(0.3 * noise);
                costs[dayOf("2026-01-05") + std::chrono::days{7 * week}] =
                    Money::fromNanos(static_cast<std::int64_t>(cost * 1e9));
            }
            const auto found = insight::suggest(budgetFor(BudgetPeriod::Weekly), costs,
                                                {dayOf("2026-01-05"), dayOf("2026-07-05")});
            QVERIFY(found);
            growth += found->growthBasisPoints / double(kHistories);
            grown += found->growthBasisPoints != 0;
            const double ratio = static_cast<double>(found->median.nanos()) / 1e9 / truth;
            near += ratio > 1 / 1.5 && ratio < 1.5;
        }
        QVERIFY2(std::abs(growth - (factor - 1) * 10'000) < 40, qPrintable(QString::number(growth)));
        QVERIFY2(near >= kHistories * 95 / 100, qPrintable(QString::number(near)));
        if (factor == 1.0)
            QVERIFY2(grown <= kHistories / 10, qPrintable(QString::number(grown)));
        else
            QVERIFY2(grown >= kHistories * 9 / 10, qPrintable(QString::number(grown)));
    }

    void anAlertKeepsTheValueOfItsDay()
    {
        // $20 a day from Monday on: 50 % of $100 is reached on Wednesday with $60; by Friday it is $100.
        Budget budget = budgetFor(BudgetPeriod::Weekly);
        budget.thresholds = {{50, true, false}};
        const base::Period week{dayOf("2026-04-06"), dayOf("2026-04-12")};
        const auto alerts =
            insight::alertsOf(insight::burn(budget, week, evenly("2026-04-06", "2026-04-10", 20),
                                            {dayOf("2026-04-06"), dayOf("2026-04-10")}));
        QCOMPARE(alerts.size(), std::size_t{1});
        QCOMPARE(alerts.front().day, dayOf("2026-04-08"));
        QCOMPARE(alerts.front().value, dollarsOf(60));
    }

    void aThresholdIsTestedOnThePast()
    {
        // Weeks of $100, threshold at 80 % on actual spend. Week 1: $20 a day from Monday on: 80 on Thursday,
        // 100 on Friday. Week 2: $12 a day: $84 on Sunday, never 100: a false alarm. Week 3: $5 a day:
        // nothing. Week 4: $120 on Wednesday at once: fired on the very day.
        DailyCosts costs = evenly("2026-04-06", "2026-04-12", 20);
        costs.merge(evenly("2026-04-13", "2026-04-19", 12));
        costs.merge(evenly("2026-04-20", "2026-04-26", 5));
        costs[dayOf("2026-04-29")] = dollarsOf(120);
        const Budget budget = budgetFor(BudgetPeriod::Weekly);
        const insight::Clock clock{dayOf("2026-04-06"), dayOf("2026-05-05")};
        const auto past = insight::pastPeriods(budget, costs, clock);
        const auto actual = insight::backtest(budget, {80, true, false}, past);
        QCOMPARE(actual.periods.size(), std::size_t{4});
        QCOMPARE(*actual.periods[0].actualOn, dayOf("2026-04-09"));
        QCOMPARE(*actual.periods[0].limitOn, dayOf("2026-04-10"));
        QCOMPARE(*actual.periods[0].daysBefore(), 1);
        QVERIFY(actual.periods[1].isFalseAlarm());
        QVERIFY(!actual.periods[2].firedOn());
        QCOMPARE(*actual.periods[3].daysBefore(), 0);
        QCOMPARE(actual.fired, 3);
        QCOMPARE(actual.over, 2);
        QCOMPARE(actual.inTime, 1);
        QCOMPARE(actual.falseAlarms, 1);
        QCOMPARE(actual.missed, 0);
        QCOMPARE(*actual.meanDaysBefore, 0.5);
        // On the forecast, too: at the end of the first Monday, $20 a day are $140 for the week.
        const auto both = insight::backtest(budget, {80}, past);
        QCOMPARE(*both.periods[0].forecastOn, dayOf("2026-04-06"));
        QCOMPARE(*both.periods[0].daysBefore(), 4);
    }

    void nobodyIsResponsibleForMoreThanWhatIsOver()
    {
        // $10 over; chat is $25 over its share, and others save $15.
        insight::Driver driver{{{"feature", "chat"}}, dollarsOf(45), dollarsOf(20), dollarsOf(10)};
        QCOMPARE(driver.excess(), dollarsOf(25));
        QCOMPARE(insight::responsibility(driver),
                 std::string("chat is responsible for $10.00 of what is over"));
        driver.projected = dollarsOf(26);
        QCOMPARE(insight::responsibility(driver),
                 std::string("chat is responsible for $6.00 of what is over"));
    }
};

QTEST_GUILESS_MAIN(TestBudgets)
#include "test_budgets.moc"
