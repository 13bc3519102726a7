// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/forecast.h"
#include "support/costlog/random.h"

#include <cmath>

using namespace outlay;
using base::Day;
using base::Money;
using base::Period;
using insight::DailyCosts;
using insight::Forecast;

namespace {

Day day(const char *text)
{
    return *base::parseDay(text);
}

Period period(const char *first, const char *last)
{
    return {day(first), day(last)};
}

Money dollars(double amount)
{
    return Money::fromNanos(std::llround(amount * 1e9));
}

/// Costs of each day of `span`, by its distance from the first and its weekday (0 is Monday).
template <typename CostOf>
DailyCosts costs(const Period &span, CostOf costOf)
{
    DailyCosts result;
    for (int i = 0; i < span.days(); ++i) {
        const Day at = span.first + std::chrono::days{i};
        result[at] = dollars(costOf(i, insight::weekdayOf(at)));
    }
    return result;
}

double workweek(int, std::size_t weekday)
{
    return weekday < 5 ? 120 : 50;
}

double relative(Money a, Money b)
{
    return static_cast<double>(a.nanos()) / static_cast<double>(b.nanos());
}

// 2026-03-02 is a Monday.
const Period kEightWeeks = period("2026-03-02", "2026-04-26");

} // namespace

class TestForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Of a period that has not begun, too: its sums are differences of longer ones.
    void theIntervalHoldsItsMean()
    {
        const Period known = period("2025-12-01", "2026-02-22");
        const DailyCosts growing = costs(known, [](int day, std::size_t weekday) {
            return (weekday < 5 ? 3.0 : 1.0) * (1 + day / 20.0) + day % 11;
        });
        for (const char *month : {"2026-02-28", "2026-03-31", "2026-04-30"}) {
            const Period asked = base::periodOf(base::monthOf(day(month)));
            const auto f = insight::forecast(growing, known, asked, day("2026-02-22"));
            QVERIFY(f && !f->low.empty());
            for (std::size_t i = 0; i < f->cumulative.size(); ++i) {
                QVERIFY(f->low[i] <= f->cumulative[i]);
                QVERIFY(f->cumulative[i] <= f->high[i]);
            }
        }
    }

    /// $10 on all days but Sundays, which cost nothing three times of four and $6 else. On a Saturday nothing
    /// is expected of the day after it, but that is not sure.
    void aWeekdayThatIsMostlyFreeIsNotSureToBe()
    {
        const Period known = period("2026-01-05", "2026-05-23");
        const DailyCosts rarely = costs(known, [](int day, std::size_t weekday) {
            return weekday < 6 ? 10.0 + day % 2 : day / 7 % 4 == 0 ? 6.0 : 0.0;
        });
        using Bound = Forecast::Bound;
        for (const Period &asked : {period("2026-05-18", "2026-05-24"), period("2026-05-01", "2026-05-31")}) {
            const auto f = insight::forecast(rarely, known, asked, day("2026-05-23"));
            QCOMPARE(f->cumulative.front(), f->spent); // of the Sunday nothing
            QCOMPARE(f->low.front(), f->spent);
            const Money sunday = Money::fromNanos(f->high.front().nanos() - f->spent.nanos());
            QVERIFY2(dollars(5) <= sunday && sunday <= dollars(7), sunday.toDecimal().c_str());
            QVERIFY(f->total(Bound::Low) <= f->total() && f->total() < f->total(Bound::High));
        }
    }

    /// Two calls in three weeks: nothing is known of how far off a forecast of them is.
    void aFewDaysWithACostGiveNoInterval()
    {
        const DailyCosts rare = {{day("2026-05-01"), dollars(10)}, {day("2026-05-21"), dollars(10)}};
        const auto f = insight::forecast(rare, period("2026-05-01", "2026-05-21"),
                                         period("2026-05-01", "2026-05-31"), day("2026-05-21"));
        QVERIFY(f && f->low.empty() && f->high.empty());
    }

    void weekdaysAreSharesOfAnAverageDay()
    {
        // A week is 5 × 120 + 2 × 50 = 700, an average day 100.
        const auto weights = insight::weekdayWeights(costs(kEightWeeks, workweek), kEightWeeks);
        QCOMPARE(weights.of(day("2026-04-20")), 1'200'000);
        QCOMPARE(weights.of(day("2026-04-25")), 500'000);
        // Monday to Friday of the week after: 7 + 5 × 1.2.
        QCOMPARE(weights.sumOver(period("2026-04-20", "2026-05-01")), 13'000'000);
    }

    void spikesStepsAndGrowthAreNoWeekdays()
    {
        auto spiked = costs(kEightWeeks, workweek);
        const auto weights = insight::weekdayWeights(spiked, kEightWeeks);
        spiked[day("2026-03-25")] = dollars(9000);
        const auto withSpike = insight::weekdayWeights(spiked, kEightWeeks);
        const auto grown = insight::weekdayWeights(
            costs(kEightWeeks, [](int i, std::size_t w) { return workweek(i, w) * std::pow(1.02, i); }),
            kEightWeeks);
        const auto stepped = insight::weekdayWeights(
            costs(kEightWeeks, [](int i, std::size_t w) { return workweek(i, w) * (i < 28 ? 1 : 5); }),
            kEightWeeks);
        for (std::size_t i = 0; i < insight::kWeek; ++i)
            for (const auto &other : {withSpike, grown, stepped})
                QVERIFY(
                    std::abs(static_cast<double>(other.weights[i]) / static_cast<double>(weights.weights[i]) -
                             1) < 0.03);
    }

    void underTwoWeeksAllDaysAreAlike()
    {
        const Period known = period("2026-03-02", "2026-03-14"); // 13 days
        QCOMPARE(insight::weekdayWeights(costs(known, workweek), known), insight::WeekdayWeights());
        QCOMPARE(insight::weekdayWeights({}, kEightWeeks), insight::WeekdayWeights());
        QCOMPARE(insight::weekdayWeights({}, Period{}), insight::WeekdayWeights());
    }

    void whatIsDueByADayIsWeighted()
    {
        const auto weights = insight::weekdayWeights(costs(kEightWeeks, workweek), kEightWeeks);
        const Period week = period("2026-04-27", "2026-05-03");
        // $70 a week: 1.2 ÷ 7 × 70 = 12 on each working day, 0.5 ÷ 7 × 70 = 5 on the others.
        QCOMPARE(insight::expectedBy(dollars(70), weights, week, day("2026-04-29")), dollars(36));
        QCOMPARE(insight::expectedBy(dollars(70), weights, week, day("2026-05-02")), dollars(65));
        QCOMPARE(insight::expectedBy(dollars(70), weights, week, day("2026-05-03")), dollars(70));
        QCOMPARE(insight::expectedBy(dollars(70), weights, week, day("2026-04-26")), Money());
        const insight::WeekdayWeights nothing{{}};
        QCOMPARE(insight::expectedBy(dollars(70), nothing, week, day("2026-04-28")), dollars(20));
    }

    void aClosedPeriodHasNoForecast()
    {
        const auto history = costs(kEightWeeks, workweek);
        const Period april = period("2026-04-01", "2026-04-30");
        QVERIFY(insight::forecast(history, kEightWeeks, april, day("2026-04-29")));
        QVERIFY(!insight::forecast(history, kEightWeeks, april, day("2026-04-30")));
        QVERIFY(!insight::forecast(history, kEightWeeks, april, day("2026-05-01")));
        QVERIFY(!insight::forecast(history, kEightWeeks, april, day("2026-04-30"), true));
    }

    void underTwoWeeksItIsTheRunRateToTheNano()
    {
        const Period april = period("2026-04-01", "2026-04-30");
        const Period known = period("2026-04-01", "2026-04-13");
        DailyCosts history = {{day("2026-04-01"), Money::fromNanos(10)}, {day("2026-04-05"), dollars(13)}};
        const auto f = insight::forecast(history, known, april, day("2026-04-13"));
        QVERIFY(f);
        QCOMPARE(f->method, Forecast::Method::RunRate);
        QCOMPARE(f->historyDays, 13);
        QVERIFY(f->low.empty() && f->high.empty() && !f->meanError);
        QCOMPARE(f->cumulative.size(), std::size_t{17});
        QCOMPARE(f->firstDay, day("2026-04-14"));
        // 13.00000001 ÷ 13 × 30 = 30.0000000230769… dollars
        QCOMPARE(f->total(), Money::fromNanos(30'000'000'023));
        QCOMPARE(f->cumulative.front(), Money::fromNanos(14'000'000'011)); // 10 ÷ 13 = 0.77 nanos more
        // Of 20: 20 − 13.00000001 in days of 1.0000000007…: the end of the seventh is 20.00000001.
        QCOMPARE(f->exhaustedOn(dollars(20)), std::optional(day("2026-04-20")));
        QVERIFY(!f->exhaustedOn(dollars(31)));
        QVERIFY(!f->exhaustedOn(dollars(13))); // it is already
    }

    void whatBeganInThePeriodIsNotThinnedByTheDaysBefore()
    {
        const Period april = period("2026-04-01", "2026-04-30");
        const Period known = period("2026-01-01", "2026-04-12");
        const DailyCosts history = {{day("2026-04-11"), dollars(5)}, {day("2026-04-12"), dollars(7)}};
        const auto f = insight::forecast(history, known, april, day("2026-04-12"));
        QCOMPARE(f->method, Forecast::Method::RunRate);
        QCOMPARE(f->historyDays, 2);
        QCOMPARE(f->total(), dollars(12 + 18 * 6));
    }

    void beforeAnyDayOfThePeriodTheDaysBeforeSayTheRate()
    {
        const DailyCosts history = {{day("2026-03-30"), dollars(2)}, {day("2026-03-31"), dollars(4)}};
        const Period april = period("2026-04-01", "2026-04-30");
        const auto f =
            insight::forecast(history, period("2026-03-30", "2026-03-31"), april, day("2026-03-31"));
        QCOMPARE(f->total(), dollars(90));
        QCOMPARE(f->cumulative.size(), std::size_t{30});
        const auto later = insight::forecast(history, period("2026-03-30", "2026-03-31"),
                                             period("2026-04-06", "2026-04-12"), day("2026-03-31"));
        QCOMPARE(later->firstDay, day("2026-04-06"));
        QCOMPARE(later->cumulative.size(), std::size_t{7});
        QCOMPARE(later->total(), dollars(21));
    }

    void nothingSpentIsNothingForecast()
    {
        const auto f =
            insight::forecast({}, kEightWeeks, period("2026-04-01", "2026-04-30"), day("2026-04-26"));
        QCOMPARE(f->historyDays, 0);
        QCOMPARE(f->total(), Money());
        QVERIFY(!f->exhaustedOn(dollars(1)));
    }

    void anEvenPatternIsForecastExactly()
    {
        const auto history = costs(kEightWeeks, workweek);
        const auto f =
            insight::forecast(history, kEightWeeks, period("2026-04-01", "2026-04-30"), day("2026-04-26"));
        QCOMPARE(f->method, Forecast::Method::WeekdaySeasonal);
        QCOMPARE(f->historyDays, 56);
        // April 1 to 26: 18 working days and 8 others, 2560 dollars; 27 to 30: four working days.
        QCOMPARE(f->spent, dollars(2560));
        QCOMPARE(f->cumulative, (std::vector{dollars(2680), dollars(2800), dollars(2920), dollars(3040)}));
        QCOMPARE(f->low, f->cumulative);
        QCOMPARE(f->high, f->cumulative);
        QVERIFY(f->backtests > 0);
        QVERIFY(*f->meanError < 1e-9);
        QCOMPARE(f->exhaustedOn(dollars(2700)), std::optional(day("2026-04-28")));
    }

    void whatCameAfterTheAskedDayDoesNotMatter()
    {
        const auto history = costs(kEightWeeks, workweek);
        DailyCosts until = history;
        until.erase(until.upper_bound(day("2026-04-10")), until.end());
        const Period april = period("2026-04-01", "2026-04-30");
        const auto a = insight::forecast(history, kEightWeeks, april, day("2026-04-10"));
        const auto b = insight::forecast(until, period("2026-03-02", "2026-04-10"), april, day("2026-04-10"));
        QCOMPARE(a->cumulative, b->cumulative);
        QCOMPARE(a->high, b->high);
    }

    void growthGoesOn()
    {
        // A dollar more each day: day i costs 100 + i. April 27 to 30 are days 56 to 59: 156 + … + 159 = 630.
        const auto history = costs(kEightWeeks, [](int i, std::size_t) { return 100.0 + i; });
        const auto f =
            insight::forecast(history, kEightWeeks, period("2026-04-01", "2026-04-30"), day("2026-04-26"));
        const double told = relative(f->total(), dollars(1)) - relative(f->spent, dollars(1));
        QVERIFY2(std::abs(told - 630) < 13, qPrintable(QString::number(told)));
    }

    void aSpikeAndAGapAreNotCarriedOn_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("days");
        QTest::addColumn<double>("factor");
        QTest::newRow("a spike of fifty days' cost weeks ago") << 30 << 1 << 50.0;
        QTest::newRow("a spike of ten days' cost yesterday") << 54 << 1 << 10.0;
        QTest::newRow("three days without a log") << 44 << 3 << 0.0;
    }

    void aSpikeAndAGapAreNotCarriedOn()
    {
        QFETCH(int, from);
        QFETCH(int, days);
        QFETCH(double, factor);
        const Period may = period("2026-05-01", "2026-05-31");
        const auto usual =
            insight::forecast(costs(kEightWeeks, workweek), kEightWeeks, may, day("2026-04-26"))->total();
        const auto disturbed = costs(kEightWeeks, [=](int i, std::size_t w) {
            return workweek(i, w) * (i >= from && i < from + days ? factor : 1);
        });
        const auto told = insight::forecast(disturbed, kEightWeeks, may, day("2026-04-26"))->total();
        QVERIFY2(std::abs(relative(told, usual) - 1) < 0.12,
                 qPrintable(QString::number(relative(told, usual))));
    }

    void whatHasEndedIsNotForecast()
    {
        // Switched off five weeks ago, of eight.
        const auto history =
            costs(kEightWeeks, [](int i, std::size_t w) { return i < 21 ? workweek(i, w) : 0.0; });
        const Period may = period("2026-05-01", "2026-05-31");
        const auto f = insight::forecast(history, kEightWeeks, may, day("2026-04-26"));
        QVERIFY(f->total() < dollars(3220.0 * 0.12)); // May would have been 21 × 120 + 10 × 50 = 3020
    }

    void theRestOfADayThatIsNotOverIsToCome()
    {
        const auto history = [](double today) {
            auto result = costs(kEightWeeks, workweek);
            result[day("2026-04-27")] = dollars(today); // a Monday of usually 120
            return result;
        };
        const Period april = period("2026-04-01", "2026-04-30");
        const auto f = insight::forecast(history(50), kEightWeeks, april, day("2026-04-27"), true);
        QCOMPARE(f->spent, dollars(2610));
        QCOMPARE(f->firstDay, day("2026-04-28"));
        QCOMPARE(f->cumulative, (std::vector{dollars(2800), dollars(2920), dollars(3040)}));
        // More than usual already: that much more at the end, and no less for the rest of the day.
        const auto more = insight::forecast(history(200), kEightWeeks, april, day("2026-04-27"), true);
        QCOMPARE(more->cumulative, (std::vector{dollars(2880), dollars(3000), dollars(3120)}));
        const auto rate =
            insight::forecast({{day("2026-04-26"), dollars(10)}, {day("2026-04-27"), dollars(4)}},
                              kEightWeeks, april, day("2026-04-27"), true);
        QCOMPARE(rate->cumulative, (std::vector{dollars(30), dollars(40), dollars(50)}));
    }

    void theFurtherTheWiderAndNeverBelowWhatIsSpent()
    {
        costlog::Random random(7);
        const auto history = costs(
            kEightWeeks, [&](int i, std::size_t w) { return workweek(i, w) * (0.5 + random.uniform()); });
        const auto f =
            insight::forecast(history, kEightWeeks, period("2026-04-01", "2026-05-15"), day("2026-04-26"));
        QCOMPARE(f->low.size(), f->cumulative.size());
        QCOMPARE(f->high.size(), f->cumulative.size());
        for (std::size_t i = 0; i < f->low.size(); ++i) {
            QVERIFY(f->low[i] >= f->spent);
            QVERIFY(f->low[i] <= f->cumulative[i] && f->cumulative[i] <= f->high[i]);
            QVERIFY(i == 0 || (f->low[i] >= f->low[i - 1] && f->high[i] >= f->high[i - 1]));
        }
        using Bound = Forecast::Bound;
        QVERIFY(f->exhaustedOn(f->total(), Bound::High) <= f->exhaustedOn(f->total()));
    }

    /// Of four in five random histories, the truth is within the interval; and what is said of past errors is
    /// about what the errors are.
    void theIntervalHoldsFourOfFive_data()
    {
        QTest::addColumn<int>("historyDays");
        QTest::newRow("three weeks") << 21;
        QTest::newRow("two months") << 60;
        QTest::newRow("half a year") << 180;
    }

    void theIntervalHoldsFourOfFive()
    {
        QFETCH(int, historyDays);
        constexpr int seeds = 300;
        int held = 0;
        double said = 0;
        double found = 0;
        int tested = 0;
        for (int seed = 0; seed < seeds; ++seed) {
            costlog::Random random(static_cast<std::uint64_t>(seed));
            const double growth = 1 + 0.004 * (random.uniform() - 0.3);
            const Period all{day("2026-01-05"), day("2026-01-05") + std::chrono::days{historyDays + 19}};
            auto history = costs(all, [&](int i, std::size_t w) {
                const double noise = random.uniform() + random.uniform() + random.uniform() - 1.5;
                return workweek(i, w) * std::pow(growth, i) * std::exp(0.4 * noise);
            });
            const Day asOf = all.first + std::chrono::days{historyDays - 1};
            const Period asked{asOf - std::chrono::days{9}, all.last}; // 10 days so far, 20 to come
            std::int64_t actual = 0;
            for (auto it = history.lower_bound(asked.first); it != history.end(); ++it)
                actual += it->second.nanos();
            const auto f = insight::forecast(history, all, asked, asOf);
            const Money truth = Money::fromNanos(actual);
            held += f->low.back() <= truth && truth <= f->high.back() ? 1 : 0;
            if (f->meanError) {
                said += *f->meanError;
                found += std::abs(relative(f->total(), truth) - 1);
                ++tested;
            }
        }
        const double share = static_cast<double>(held) / seeds;
        QVERIFY2(share > 0.68 && share < 0.95, qPrintable(QString::number(share)));
        if (historyDays < 34)
            return;
        QCOMPARE(tested, seeds);
        QVERIFY2(said / found > 0.7 && said / found < 1.4, qPrintable(QString::number(said / found)));
        QVERIFY2(found / seeds < 0.06, qPrintable(QString::number(found / seeds)));
    }
};

QTEST_APPLESS_MAIN(TestForecast)
#include "test_forecast.moc"
