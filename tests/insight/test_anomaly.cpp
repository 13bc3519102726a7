// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/anomalyalerts.h"
#include "insight/plantedworld.h"
#include "insight/usualday.h"

#include <functional>

using namespace outlay;
using base::Day;
using base::Money;
using base::Period;
using insight::Anomaly;
using insight::Slice;

namespace {

Money dollars(std::int64_t amount)
{
    return Money::fromNanos(amount * base::kNanosPerDollar);
}

/// Calls of a slice on a day.
struct Calls
{
    const char *feature;
    const char *segment;
    const char *model;
    std::int64_t requests;
    std::int64_t tokens;
    std::int64_t dollars;
};

// 70 days from Monday, 2026-01-05, to Sunday, 2026-03-15.
const Day kFirst = *base::parseDay("2026-01-05");
constexpr int kDays = 70;

Day dayAt(int number)
{
    return kFirst + std::chrono::days{number};
}

std::shared_ptr<const cube::Cube> cubeOf(const std::function<std::vector<Calls>(int day)> &callsOn)
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> dictionary;
    std::map<std::string, std::uint32_t> ids;
    std::vector<base::Cell> cells;
    for (int day = 0; day < kDays; ++day) {
        for (const Calls &calls : callsOn(day)) {
            const std::string key = std::string(calls.feature) + "/" + calls.segment + "/" + calls.model;
            const auto [it, isNew] = ids.try_emplace(key, static_cast<std::uint32_t>(ids.size() + 1));
            if (isNew) {
                base::Attribution attribution;
                attribution[base::FixedDimension::Feature] = calls.feature;
                attribution[base::FixedDimension::Segment] = calls.segment;
                attribution[base::FixedDimension::Model] = calls.model;
                dictionary.emplace_back(it->second, attribution);
            }
            base::Cell cell{dayAt(day), it->second, {}};
            cell.sums.requests = cell.sums.priced = cell.sums.withInput = calls.requests;
            cell.sums.inputTokens = calls.tokens;
            cell.sums.costNanos = calls.dollars * base::kNanosPerDollar;
            cells.push_back(cell);
        }
    }
    return *cube::Cube::build(std::move(dictionary), base::CellColumns(cells));
}

/// The name of one of many features.
const char *small(int number)
{
    static std::map<int, std::string> names;
    return names.try_emplace(number, "small " + std::to_string(number)).first->second.c_str();
}

bool isWeekend(int day)
{
    return day % 7 >= 5;
}

/// Two features; chat costs $60 + $40 on working days and half of it at weekends, search always $50.
std::vector<Calls> usual(int day)
{
    const std::int64_t half = isWeekend(day) ? 2 : 1;
    return {{"chat", "free", "gpt", 600 / half, 60000 / half, 60 / half},
            {"chat", "pro", "gpt", 400 / half, 40000 / half, 40 / half},
            {"search", "pro", "mini", 1000, 50000, 50}};
}

std::vector<Anomaly> found(const std::function<std::vector<Calls>(int day)> &callsOn,
                           const insight::AnomalyOptions &options = {})
{
    const auto result = insight::anomalies(*cubeOf(callsOn), {}, dayAt(kDays - 1), options);
    return result ? result->found : std::vector<Anomaly>(99);
}

} // namespace

class TestAnomaly : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void weekendsAndGrowthAreNone()
    {
        QCOMPARE(found(usual).size(), std::size_t{0});
        const auto growing = [](int day) {
            auto calls = usual(day);
            for (Calls &c : calls)
                c.dollars += c.dollars * day / 35;
            return calls;
        };
        QCOMPARE(found(growing).size(), std::size_t{0});
    }

    void aDayOfOneSliceIsOneFindingWithItsSums()
    {
        // Day 60 is a Friday. chat in free: twice the calls, each with half again the tokens, at double the
        // price of a token: 60 × 2 × 1.5 × 2 = 360 instead of 60.
        const auto anomalies = found([](int day) {
            auto calls = usual(day);
            if (day == 60)
                calls[0] = {"chat", "free", "gpt", 1200, 180000, 360};
            return calls;
        });
        QCOMPARE(anomalies.size(), std::size_t{1});
        const Anomaly &a = anomalies.front();
        QCOMPARE(a.kind, Anomaly::Kind::Rise);
        QCOMPARE(a.days, (Period{dayAt(60), dayAt(60)}));
        QVERIFY(insight::overlap(a.slice, {{"feature", "chat"}, {"segment", "free"}, {"model", "gpt"}}));
        QCOMPARE(a.explains, (Slice{{"feature", "chat"}, {"segment", "free"}, {"model", "gpt"}}));
        QCOMPARE(a.excess(), dollars(300));
        QCOMPARE(a.split.moreCalls.nanos() + a.split.biggerCalls.nanos() + a.split.dearer.nanos(),
                 a.excess().nanos());
    }

    void theSplitIsThatOfTheSlice()
    {
        // search alone, every day 1000 calls of 50 tokens for 50 dollars in 8 weeks. Day 60: 2000 calls with
        // 60 tokens each for 300 dollars. As many calls: 100; as many tokens, 120000 ÷ 50000 × 50: 120.
        const auto anomalies = found([](int day) {
            auto calls = usual(day);
            if (day == 60)
                calls[2] = {"search", "pro", "mini", 2000, 120000, 300};
            return calls;
        });
        QCOMPARE(anomalies.size(), std::size_t{1});
        QCOMPARE(anomalies.front().expected, dollars(50));
        QCOMPARE(anomalies.front().actual, dollars(300));
        QCOMPARE(anomalies.front().split, (insight::ExcessSplit{dollars(50), dollars(20), dollars(180)}));
    }

    void theBandIsTheDistanceOfTheDaysBefore()
    {
        // One slice costs 94, 97, 100, 103 and 106 in turn: of those the median distance from 100 is 3, and
        // the band 3.5 × 1.4826 × 3 = 15.567. A floor of a dollar.
        const auto oscillating = [](std::int64_t last) {
            return [last](int day) {
                const std::int64_t cost = day == 69 ? last : 94 + 3 * (day % 5);
                return std::vector<Calls>{{"a", "s", "m", 10, 10, cost}};
            };
        };
        insight::AnomalyOptions options;
        options.floor = dollars(1);
        const auto within = found(oscillating(113), options);
        QCOMPARE(within.size(), std::size_t{0});
        const auto beyond = found(oscillating(135), options);
        QCOMPARE(beyond.size(), std::size_t{1});
        QVERIFY(std::abs(static_cast<double>(beyond.front().band.nanos()) / 15.567e9 - 1) < 0.35);
        options.k = 20;
        QCOMPARE(found(oscillating(135), options).size(), std::size_t{0});
        options.k = 3.5;
        options.floor = dollars(40);
        QCOMPARE(found(oscillating(135), options).size(), std::size_t{0});
    }

    void fewDearCallsAmongCheapOnesAreNoSurprise()
    {
        // A dollar on four days of five, 8 on the fifth: the median distance is 0, but the days' distances
        // from a dollar are 7 on a fifth of them, so σ = √(49 ÷ 5) = 3.13 and 3.5 σ = 10.96; a day alone
        // needs 1.8 times that, 19.7.
        const auto lumpy = [](std::int64_t last) {
            return [last](int day) {
                const std::int64_t cost = day == 69 ? last : (day % 5 == 0 ? 8 : 1);
                return std::vector<Calls>{{"a", "s", "m", 10, 10, cost}};
            };
        };
        insight::AnomalyOptions options;
        options.floor = dollars(1);
        QCOMPARE(found(lumpy(9), options).size(), std::size_t{0});
        QCOMPARE(found(lumpy(18), options).size(), std::size_t{0});
        QCOMPARE(found(lumpy(30), options).size(), std::size_t{1});
    }

    void whatRisesAlikeEverywhereIsToldOnce()
    {
        const auto anomalies = found([](int day) {
            auto calls = usual(day);
            for (Calls &some : calls)
                some.dollars *= day == 60 ? 3 : 1;
            return calls;
        });
        QCOMPARE(anomalies.size(), std::size_t{1});
        QCOMPARE(anomalies.front().slice, insight::Slice{});
        QCOMPARE(anomalies.front().days, (Period{dayAt(60), dayAt(60)}));
    }

    void daysOfOneCauseAreOneFinding()
    {
        const auto anomalies = found([](int day) {
            auto calls = usual(day);
            if (day >= 58 && day <= 66)
                calls[0].dollars += 80;
            return calls;
        });
        QCOMPARE(anomalies.size(), std::size_t{1});
        QCOMPARE(anomalies.front().days, (Period{dayAt(58), dayAt(66)}));
        QCOMPARE(anomalies.front().unusual.size(), std::size_t{9});
        QCOMPARE(anomalies.front().excess(), dollars(720));
    }

    void twoCausesOfADayAreTwo()
    {
        const auto anomalies = found([](int day) {
            auto calls = usual(day);
            if (day == 60) {
                calls[0].dollars += 200;
                calls[2].dollars += 100;
            }
            return calls;
        });
        QCOMPARE(anomalies.size(), std::size_t{2});
        QCOMPARE(anomalies[0].excess(), dollars(200));
        QCOMPARE(anomalies[1].excess(), dollars(100));
    }

    void anAlertTellsOfAnAnomalyWithItsMoney()
    {
        Anomaly anomaly;
        anomaly.days = {dayAt(60), dayAt(61)};
        anomaly.slice = {{"feature", "chat"}, {"segment", ""}};
        anomaly.explains = {{"segment", ""}};
        anomaly.expected = dollars(100);
        anomaly.actual = dollars(160);
        anomaly.band = dollars(20);
        anomaly.split = {dollars(10), dollars(45), dollars(5)};
        const base::Alert alert = insight::alertOf(anomaly);
        QCOMPARE(alert.kind, base::AlertKind::Anomaly);
        QCOMPARE(alert.budget, std::int64_t{0});
        QCOMPARE(alert.subject, std::string("chat × (unknown)"));
        QCOMPARE(alert.slice, std::string("feature=chat&segment="));
        QCOMPARE(alert.periodFirst, dayAt(60));
        QCOMPARE(alert.day, dayAt(61));
        QCOMPARE(alert.value, dollars(160));
        QCOMPARE(alert.limit, dollars(120));
        QCOMPARE(alert.driver, "$100.00 was expected from " + base::isoDay(dayAt(60)) + " to " +
                                   base::isoDay(dayAt(61)) +
                                   "; mostly bigger calls; without segment (unknown) it is normal");
    }

    void whatGoesOnOrIsSeenSmallerHasBeenTold_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<QString>("slice");
        QTest::addColumn<bool>("told");
        QTest::newRow("the same") << 60 << 61 << "feature=chat" << true;
        QTest::newRow("it goes on") << 60 << 66 << "feature=chat" << true;
        QTest::newRow("it began earlier") << 58 << 60 << "feature=chat" << true;
        QTest::newRow("seen smaller") << 60 << 61 << "feature=chat&segment=free" << true;
        QTest::newRow("seen wider") << 60 << 61 << "" << true;
        QTest::newRow("another feature") << 60 << 61 << "feature=search" << false;
        QTest::newRow("the day after") << 62 << 62 << "feature=chat" << false;
        QTest::newRow("the day before") << 59 << 59 << "feature=chat" << false;
    }

    void whatGoesOnOrIsSeenSmallerHasBeenTold()
    {
        QFETCH(int, first);
        QFETCH(int, last);
        QFETCH(QString, slice);
        Anomaly known;
        known.days = {dayAt(60), dayAt(61)};
        known.slice = {{"feature", "chat"}};
        Anomaly anomaly;
        anomaly.days = {dayAt(first), dayAt(last)};
        anomaly.slice = *insight::sliceOf(slice.toStdString());
        base::Alert alert = insight::alertOf(known);
        QTEST(insight::hasTold(alert, anomaly), "told");
        alert.kind = base::AlertKind::Budget;
        QVERIFY(!insight::hasTold(alert, anomaly));
    }

    void aLostTagIsSaidToBeOne()
    {
        const auto anomalies = found([](int day) {
            auto calls = usual(day);
            if (day >= 62 && day < 66)
                calls[2].feature = "unknown";
            return calls;
        });
        QCOMPARE(anomalies.size(), std::size_t{1});
        QCOMPARE(anomalies.front().kind, Anomaly::Kind::LostTag);
        QCOMPARE(anomalies.front().slice, (Slice{{"feature", ""}}));
        QCOMPARE(anomalies.front().lostValue, std::string("search"));
        QCOMPARE(anomalies.front().days, (Period{dayAt(62), dayAt(65)}));
        QCOMPARE(anomalies.front().excess(), dollars(200));
    }

    void whatOnlyMovedIsNone()
    {
        QCOMPARE(found([](int day) {
                     auto calls = usual(day);
                     if (day >= 60)
                         calls[2].model = "mini-2";
                     return calls;
                 }).size(),
                 std::size_t{0});
    }

    void plannedDaysAreNoneAndNotExpectedAgain()
    {
        // Every Tuesday from day 22 on, a load test of $100 on chat in free: with so many of them it is
        // expected.
        const auto tested = [](int day) {
            auto calls = usual(day);
            if (day >= 36 && day % 7 == 1 && day < 64)
                calls[0].dollars += 100;
            return calls;
        };
        insight::AnomalyOptions options;
        for (int day = 36; day < 64; day += 7)
            options.planned.emplace(dayAt(day), Slice{{"feature", "chat"}});
        QCOMPARE(found(tested, options).size(), std::size_t{0});
        const auto again = [&tested](int day) {
            auto calls = tested(day);
            if (day == 64)
                calls[0].dollars += 100;
            return calls;
        };
        const auto anomalies = found(again, options);
        QCOMPARE(anomalies.size(), std::size_t{1});
        QCOMPARE(anomalies.front().days.first, dayAt(64));
        QCOMPARE(anomalies.front().excess(), dollars(100));
    }

    void aJobOfSomeDaysIsNone()
    {
        QCOMPARE(found([](int day) {
                     auto calls = usual(day);
                     if (day * 7 % 9 < 2)
                         calls.push_back({"batch", "pro", "gpt", 10, 10, 30});
                     return calls;
                 }).size(),
                 std::size_t{0});
    }

    void aRareJobMayCostTwiceItsDearestDay()
    {
        // $30 every ninth day of 56, the dearest $35: nothing is expected, and up to $70 is usual.
        std::vector<double> costs(57);
        for (std::size_t day = 4; day < costs.size(); day += 9)
            costs[day] = day == 40 ? 35e9 : 30e9;
        const std::vector<bool> none;
        const auto usual = insight::usualDay({costs, 0, none, none}, 56, {3.5, 1e9});
        QVERIFY(usual);
        QCOMPARE(usual->expected, 0.0);
        QCOMPARE(usual->band, 70e9);
    }

    void ofDaysOfOneCauseThoseAreToldThatAreOutOfTheBand()
    {
        // Three days in a row, of which the second is a dollar over what is usual.
        const auto anomalies = found([](int day) {
            auto calls = usual(day);
            if (day == 65 || day == 67)
                calls[2].dollars += 200;
            if (day == 66)
                calls[2].dollars += 1;
            return calls;
        });
        QCOMPARE(anomalies.size(), std::size_t{1});
        QCOMPARE(anomalies.front().unusual, (std::vector<Day>{dayAt(65), dayAt(67)}));
        QVERIFY(anomalies.front().excess() > anomalies.front().band);
    }

    void daysAfterTheAskedOneDoNotMatter()
    {
        const auto cube = cubeOf([](int day) {
            auto calls = usual(day);
            if (day >= 60)
                calls[0].dollars += 200;
            return calls;
        });
        QCOMPARE(insight::anomalies(*cube, {}, dayAt(59))->found.size(), std::size_t{0});
        const auto then = insight::anomalies(*cube, {}, dayAt(60));
        QCOMPARE(then->found.size(), std::size_t{1});
        QCOMPARE(then->found.front().excess(), dollars(200));
        QCOMPARE(then->judged, (Period{dayAt(21), dayAt(60)}));
    }

    void manySmallSlicesHideNothing()
    {
        // Of 200 features a dollar in all each day, none of which is worth a look; chat costs $100 more once.
        const auto callsOn = [](int day) {
            auto calls = usual(day);
            for (int i = 0; i < 200; ++i)
                calls.push_back({small(i), "free", "mini", 1, 100, i == day % 200 ? 1 : 0});
            if (day == 60)
                calls[0].dollars += 100;
            return calls;
        };
        const auto anomalies = found(callsOn);
        QCOMPARE(anomalies.size(), std::size_t{1});
        QCOMPARE(anomalies[0].excess(), dollars(100));
        QCOMPARE(anomalies[0].explains, (Slice{{"feature", "chat"}, {"segment", "free"}, {"model", "gpt"}}));
    }

    void whoNoLongerWaitsIsNotAnswered()
    {
        std::stop_source stop;
        insight::AnomalyOptions options;
        options.stop = stop.get_token();
        QVERIFY(insight::anomalies(*cubeOf(usual), {}, dayAt(kDays - 1), options));
        stop.request_stop();
        const auto result = insight::anomalies(*cubeOf(usual), {}, dayAt(kDays - 1), options);
        QVERIFY(!result && result.error().kind == base::ErrorKind::Cancelled);
    }

    void underThreeWeeksNothingIsJudged()
    {
        const auto cube = cubeOf(usual);
        const auto early = insight::anomalies(*cube, {}, dayAt(20));
        QVERIFY(early && early->found.empty() && early->judged.isEmpty());
        base::Filter unknown;
        unknown.where["no such"] = {{"x"}, false};
        QVERIFY(!insight::anomalies(*cube, unknown, dayAt(60)));
        const auto empty =
            insight::anomalies(*cubeOf([](int) { return std::vector<Calls>(); }), {}, dayAt(60));
        QVERIFY(empty && empty->found.empty() && empty->judged.isEmpty());
    }

    void slicesAreKeptAsText()
    {
        const Slice slice = {{"feature", "a=b&c%"}, {"segment", ""}};
        QCOMPARE(insight::sliceText(slice), std::string("feature=a%3Db%26c%25&segment="));
        QCOMPARE(insight::sliceOf(insight::sliceText(slice)), std::optional(slice));
        QCOMPARE(insight::sliceOf(""), std::optional(Slice()));
        for (const char *text : {"feature", "=x", "feature=%41", "feature=a&feature=b"})
            QVERIFY(!insight::sliceOf(text));
    }

    /// A small and fixed part of what bench_anomaly measures.
    void whatIsPlantedIsFound_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < planted::kKinds; ++kind)
            QTest::newRow(planted::kNames[kind].data()) << kind;
    }

    void whatIsPlantedIsFound()
    {
        QFETCH(int, kind);
        planted::Score score;
        for (std::uint64_t seed = 0; seed < 20; ++seed)
            score += planted::judged(static_cast<planted::Kind>(kind), seed);
        QVERIFY2(score.found * 20 >= score.planted * 19, qPrintable(QString::number(score.found)));
        QVERIFY2(score.falseAlarms * 100 <= score.featureWeeks,
                 qPrintable(QString::number(score.falseAlarms)));
    }
};

QTEST_APPLESS_MAIN(TestAnomaly)
#include "test_anomaly.moc"
