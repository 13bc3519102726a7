// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/weekly.h"

using namespace outlay;
using base::FixedDimension;
using base::Money;
using insight::Weekly;

namespace {

constexpr std::int64_t kUsd = base::kNanosPerDollar;

base::Day on(const std::string &day)
{
    return *base::parseDay(day);
}

/// Calls of one day and attribution.
struct Calls
{
    std::string day;
    std::string feature;
    std::string model = "haiku";
    std::string segment = "free";
    std::int64_t requests = 1;
    std::int64_t nanos = 0;
    std::int64_t unpriced = 0; ///< of the requests
    std::string environment = "production";
    std::string outcome = "completed";
    std::int64_t withoutTokens = 0; ///< of the requests
};

/// 100 input and 10 output tokens a call that logs them.
std::shared_ptr<const cube::Cube> cubeWith(const std::vector<Calls> &log)
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> attributions;
    std::vector<base::Cell> cells;
    for (const Calls &calls : log) {
        base::Attribution attribution;
        attribution[FixedDimension::Feature] = calls.feature;
        attribution[FixedDimension::Model] = calls.model;
        attribution[FixedDimension::Segment] = calls.segment;
        attribution[FixedDimension::Provider] = "acme";
        attribution[FixedDimension::Environment] = calls.environment;
        attribution[FixedDimension::Outcome] = calls.outcome;
        const auto id = static_cast<std::uint32_t>(attributions.size() + 1);
        attributions.emplace_back(id, attribution);
        base::Cell cell{on(calls.day), id, {}};
        cell.sums.requests = calls.requests;
        cell.sums.priced = calls.requests - calls.unpriced;
        cell.sums.costNanos = calls.nanos;
        const std::int64_t withTokens = calls.requests - calls.withoutTokens;
        cell.sums.withInput = cell.sums.withOutput = withTokens;
        cell.sums.inputTokens = 100 * withTokens;
        cell.sums.outputTokens = 10 * withTokens;
        cell.sums.missingUsage = calls.withoutTokens;
        cells.push_back(cell);
    }
    std::stable_sort(cells.begin(), cells.end(),
                     [](const base::Cell &a, const base::Cell &b) { return a.day < b.day; });
    return *cube::Cube::build(std::move(attributions), base::CellColumns(cells));
}

Calls call(const std::string &day, const std::string &feature, std::int64_t requests, std::int64_t nanos)
{
    Calls calls;
    calls.day = day;
    calls.feature = feature;
    calls.requests = requests;
    calls.nanos = nanos;
    return calls;
}

/// W19 is 2026-05-04 to 2026-05-10.
Weekly weekOf(const std::vector<Calls> &log, const std::string &week = "2026-W19",
              const std::vector<base::Budget> &budgets = {}, const std::string &today = "2026-11-22")
{
    const auto cube = cubeWith(log);
    const auto choice = insight::chooseWeek(cube->span(), on(today), base::parseWeek(week), std::nullopt);
    return *insight::weekly(*cube, {}, budgets, *choice);
}

QString chosen(const char *first, const char *last, const char *today, const char *week = "",
               const char *asOf = "")
{
    const base::Period span{on(first), on(last)};
    const auto choice = insight::chooseWeek(span, on(today), base::parseWeek(week), base::parseDay(asOf));
    if (!choice)
        return QString::fromStdString(base::sentence(choice.error()));
    return QString::fromStdString(base::isoWeek(choice->week.first) + " to " + base::isoDay(choice->asOf)) +
           (choice->asOfIsPartial ? QStringLiteral(" so far") : QString());
}

} // namespace

class TestWeekly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWeekIsTheLastThatIsOver_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &found, const char *expected) {
            QTest::newRow(name) << found << QString::fromLatin1(expected);
        };
        row("data ends on a Wednesday", chosen("2026-03-01", "2026-05-13", "2026-11-22"),
            "2026-W19 to 2026-05-10");
        row("data ends on a Sunday", chosen("2026-03-01", "2026-05-10", "2026-11-22"),
            "2026-W19 to 2026-05-10");
        row("that Sunday is today, and not over", chosen("2026-03-01", "2026-05-10", "2026-05-10"),
            "2026-W18 to 2026-05-03");
        row("data goes on after today", chosen("2026-03-01", "2026-12-31", "2026-05-12"),
            "2026-W19 to 2026-05-10");
        row("as of an earlier day", chosen("2026-03-01", "2026-05-13", "2026-11-22", "", "2026-04-20"),
            "2026-W16 to 2026-04-19");
        row("as of a day after the data", chosen("2026-03-01", "2026-05-13", "2026-11-22", "", "2026-10-01"),
            "2026-W19 to 2026-05-10");
        row("a week that was asked for", chosen("2026-03-01", "2026-05-13", "2026-11-22", "2026-W11"),
            "2026-W11 to 2026-03-15");
        row("one that is not over", chosen("2026-03-01", "2026-05-13", "2026-11-22", "2026-W20"),
            "2026-W20 to 2026-05-13");
        row("one that today is in", chosen("2026-03-01", "2026-05-13", "2026-05-13", "2026-W20"),
            "2026-W20 to 2026-05-13 so far");
        row("one after the data", chosen("2026-03-02", "2026-05-13", "2026-11-22", "2026-W21"),
            "2026-W21: there is no data of that week; there is from 2026-W10 to 2026-W20");
        row("one before the data", chosen("2026-03-02", "2026-05-13", "2026-11-22", "2026-W09"),
            "2026-W09: there is no data of that week; there is from 2026-W10 to 2026-W20");
        row("as of a day before the data", chosen("2026-03-02", "2026-05-13", "2026-11-22", "", "2026-03-01"),
            "as of 2026-03-01: there is no data yet on that day; there is from 2026-03-02 to 2026-05-13");
        row("not a week of data", chosen("2026-05-05", "2026-05-08", "2026-11-22"),
            "the week: there is no whole week of data yet, it goes from 2026-05-05 to 2026-05-08; ask for "
            "the one that has begun with --week 2026-W19");
    }
    void theWeekIsTheLastThatIsOver()
    {
        QFETCH(QString, found);
        QFETCH(QString, expected);
        QCOMPARE(found, expected);
    }

    void withoutDataThereIsNoWeek()
    {
        const auto choice = insight::chooseWeek(std::nullopt, on("2026-05-05"), std::nullopt, std::nullopt);
        QCOMPARE(choice.error().kind, base::ErrorKind::NotFound);
    }

    void featuresAndTheRestAddUpToTheLedger()
    {
        // Seven features of $7 … $1 and $0.50 of none: top five 7+6+5+4+3 = 25, others 2+1 = 3, in all 28.50.
        std::vector<Calls> log;
        for (int i = 1; i <= 7; ++i)
            log.push_back(
                call("2026-05-0" + std::to_string(3 + (i + 1) / 2), "f" + std::to_string(i), i, i * kUsd));
        log.push_back(call("2026-05-10", "", 4, kUsd / 2));
        log.push_back(call("2026-05-11", "f1", 1, 1'000 * kUsd)); // the week after
        log.push_back(call("2026-05-03", "f7", 1, 3 * kUsd));     // the week before
        log.push_back(call("2026-05-03", "gone", 1, 9 * kUsd));
        const Weekly week = weekOf(log);
        QCOMPARE(week.total.now.costNanos, 28'500'000'000);
        QCOMPARE(week.total.now.requests, 32); // 1 + … + 7 and 4
        QCOMPARE(week.total.before.costNanos, 12 * kUsd);
        QCOMPARE(week.total.change(), Money::fromNanos(16'500'000'000));
        QCOMPARE(week.features.size(), insight::kWeeklyFeatures);
        QCOMPARE(week.features[0].name, std::string("f7"));
        QCOMPARE(week.features[0].change(), Money::fromNanos(4 * kUsd));
        QCOMPARE(week.features[4].name, std::string("f3"));
        QVERIFY(week.unattributed);
        QCOMPARE(week.unattributed->now.costNanos, kUsd / 2);
        QCOMPARE(week.otherFeatureCount, std::size_t(3)); // f2, f1, and the one that is gone
        QCOMPARE(week.otherFeatures.now.costNanos, 3 * kUsd);
        QCOMPARE(week.otherFeatures.before.costNanos, 9 * kUsd);
        std::int64_t sum = week.otherFeatures.now.costNanos + week.unattributed->now.costNanos;
        for (const auto &feature : week.features)
            sum += feature.now.costNanos;
        QCOMPARE(sum, week.total.now.costNanos);
    }

    void aTrendIsOfWholeWeeksUpToThirteen()
    {
        // One dollar in week 1, two in week 2, … 20 weeks up to W20; W01 begins on 2025-12-29.
        std::vector<Calls> log;
        for (int i = 1; i <= 20; ++i)
            log.push_back(call(base::isoDay(on("2025-12-29") + std::chrono::days{7 * (i - 1) + 2}),
                               i % 2 ? "odd" : "even", 1, i * kUsd));
        const Weekly week = weekOf(log);
        QCOMPARE(week.trendWeeks.size(), std::size_t(13));
        QCOMPARE(week.trendWeeks.back(), on("2026-05-04"));
        QCOMPARE(week.total.trend.front(), Money::fromNanos(7 * kUsd)); // W07
        QCOMPARE(week.total.trend.back(), Money::fromNanos(19 * kUsd));
        QCOMPARE(week.features.front().name, std::string("odd"));
        QCOMPARE(week.features.front().trend.front(), Money::fromNanos(7 * kUsd));
        QCOMPARE(week.features.front().trend[1], Money()); // nothing in W08
        QCOMPARE(week.total.now.costNanos, week.total.trend.back().nanos());
        // W01 has data from Wednesday only, so that a trend cannot begin with it.
        const Weekly early = weekOf(log, "2026-W03");
        QCOMPARE(early.trendWeeks.size(), std::size_t(2));
        QCOMPARE(early.trendWeeks.front(), on("2026-01-05"));
    }

    void driversAddUpToTheChange()
    {
        // chat: haiku → sonnet, +10 −4; search new +3; batch ended −2; nine others +0.01 each, one without
        // a change. In all 10 − 4 + 3 − 2 + 0.09 = +7.09.
        std::vector<Calls> log = {
            {"2026-05-05", "chat", "sonnet", "pro", 5, 10 * kUsd},
            {"2026-04-28", "chat", "haiku", "pro", 5, 6 * kUsd},
            {"2026-05-05", "chat", "haiku", "pro", 5, 2 * kUsd},
            {"2026-05-06", "search", "haiku", "free", 1, 3 * kUsd},
            {"2026-04-29", "batch", "haiku", "free", 1, 2 * kUsd},
            {"2026-04-29", "same", "haiku", "free", 1, 5 * kUsd},
            {"2026-05-06", "same", "haiku", "free", 1, 5 * kUsd},
        };
        for (int i = 0; i < 9; ++i)
            log.push_back(call("2026-05-07", "small" + std::to_string(i), 1, kUsd / 100));
        const Weekly week = weekOf(log);
        QCOMPARE(week.total.change(), Money::fromNanos(7'090'000'000));
        QCOMPARE(week.drivers.size(), insight::kWeeklyDrivers);
        QCOMPARE(week.drivers[0].model, std::string("sonnet"));
        QCOMPARE(week.drivers[0].change(), Money::fromNanos(10 * kUsd));
        QCOMPARE(week.drivers[0].before.requests, 0); // new
        QCOMPARE(week.drivers[1].change(), Money::fromNanos(-4 * kUsd));
        QCOMPARE(week.drivers[2].feature, std::string("search"));
        QCOMPARE(week.drivers[3].feature, std::string("batch"));
        QCOMPARE(week.drivers[3].now.requests, 0);       // ended
        QCOMPARE(week.otherDriverCount, std::size_t(6)); // five of the small ones, and the unchanged one
        QCOMPARE(week.otherDrivers.change(), Money::fromNanos(kUsd / 20));
        QCOMPARE(week.otherDrivers.before.costNanos, 5 * kUsd);
        std::int64_t sum = week.otherDrivers.change().nanos();
        for (const auto &driver : week.drivers)
            sum += driver.change().nanos();
        QCOMPARE(sum, week.total.change().nanos());
    }

    void aWeekToDateIsHeldAgainstTheSameDays()
    {
        // Data to Wednesday 6 May: Monday to Wednesday against Monday to Wednesday.
        const Weekly week =
            weekOf({call("2026-04-28", "a", 1, 2 * kUsd), call("2026-05-01", "a", 1, 50 * kUsd),
                    call("2026-05-06", "a", 1, 3 * kUsd)});
        QCOMPARE(week.choice.isComplete(), false);
        QCOMPARE(week.total.now.costNanos, 3 * kUsd);
        QCOMPARE(week.total.before.costNanos, 2 * kUsd);
        QVERIFY(week.hasBefore);
        QCOMPARE(*week.beforeBegins, on("2026-04-28")); // its Monday is before the data
        const Weekly first = weekOf({call("2026-05-04", "a", 1, kUsd), call("2026-05-10", "a", 1, kUsd)});
        QVERIFY(!first.hasBefore);
    }

    void coverageIsOfCostAndOfRequests()
    {
        const Weekly week = weekOf({call("2026-05-04", "a", 60, 9 * kUsd), call("2026-05-05", "", 40, kUsd)});
        QCOMPARE(week.coverage.byCost().value(), 0.9);
        QCOMPARE(week.coverage.byRequests().value(), 0.6);
        QCOMPARE(week.savings.withoutFeature.costNanos, kUsd);
    }

    void unpricedModelsHaveTheirCallsAndTokens()
    {
        // new-model: 3 calls of 110 tokens. haiku: 2 of 5 calls of one cell are without a cost because they
        // have no tokens. sonnet: 1 of 4 calls of one cell, whose tokens cannot be told from the others'.
        std::vector<Calls> log(4);
        log[0] = {"2026-05-05", "a", "new-model", "free", 3, 0, 3};
        log[1] = {"2026-05-05", "a", "haiku", "free", 5, kUsd, 2, "production", "completed", 2};
        log[2] = {"2026-05-05", "a", "sonnet", "free", 4, kUsd, 1};
        log[3] = {"2026-05-06", "a", "new-model", "pro", 2, 0, 2, "production", "completed", 1};
        const Weekly week = weekOf(log);
        QCOMPARE(week.unpriced.size(), std::size_t(3));
        QCOMPARE(week.unpriced[0].model, std::string("new-model"));
        QCOMPARE(week.unpriced[0].provider, std::string("acme"));
        QCOMPARE(week.unpriced[0].calls, 5);
        QCOMPARE(week.unpriced[0].tokens, 440); // 3 × 110 and 1 × 110
        QCOMPARE(week.unpriced[0].withoutTokens, 1);
        QVERIFY(!week.unpriced[0].tokensAreAtLeast);
        QCOMPARE(week.unpriced[1].model, std::string("haiku"));
        QCOMPARE(week.unpriced[1].withoutTokens, 2);
        QCOMPARE(week.unpriced[1].tokens, 0);
        QVERIFY(!week.unpriced[1].tokensAreAtLeast);
        QCOMPARE(week.unpriced[2].calls, 1);
        QVERIFY(week.unpriced[2].tokensAreAtLeast);
        QCOMPARE(week.total.now.unpriced(), 8);
    }

    void savingsAreWhatTheFiguresShow()
    {
        // Retries: $2 failed of chat. Drain: of $20 and 100 calls, slow takes $12 with 10 calls, where its
        // share of the calls would be 20 × 10 ÷ 100 = $2: $10 above. Trials: $1.50 of staging.
        std::vector<Calls> log(4);
        log[0] = {"2026-05-05", "slow", "sonnet", "pro", 10, 12 * kUsd};
        log[1] = {"2026-05-05", "chat", "haiku", "free", 60, 4'500'000'000};
        log[2] = {"2026-05-06", "chat", "haiku", "free", 20, 2 * kUsd, 0, "production", "failed"};
        log[3] = {"2026-05-07", "chat", "haiku", "free", 10, 1'500'000'000, 0, "Staging"};
        const Weekly week = weekOf(log);
        QCOMPARE(week.total.now.costNanos, 20 * kUsd);
        QCOMPARE(week.savings.retries.cost(), Money::fromNanos(2 * kUsd));
        QCOMPARE(week.savings.retries.failed, 20);
        QCOMPARE(week.savings.retriesByFeature.size(), std::size_t(1)); // slow had none
        QCOMPARE(week.savings.drains.size(), std::size_t(1));
        QCOMPARE(week.savings.drains[0].feature, std::string("slow"));
        QCOMPARE(week.savings.drains[0].above, Money::fromNanos(10 * kUsd));
        QCOMPARE(week.savings.trials.size(), std::size_t(1));
        QCOMPARE(week.savings.trials[0].sums.costNanos, 1'500'000'000);
    }

    void aBudgetIsAtRiskPastAThresholdOrWhenItWillBePassed()
    {
        // $10 a day from 1 March to 10 May, all of chat.
        std::vector<Calls> log;
        for (base::Day day = on("2026-03-01"); day <= on("2026-05-10"); day += std::chrono::days{1})
            log.push_back(call(base::isoDay(day), "chat", 1, 10 * kUsd));
        const auto monthly = [](std::int64_t dollars) {
            return base::featureBudget("chat", Money::fromNanos(dollars * kUsd));
        };
        // By 10 May $100 of May are spent. 31 days will cost $310: $290 are reached on the 29th day.
        const Weekly expected = weekOf(log, "2026-W19", {monthly(290)});
        QCOMPARE(expected.budgetsAtRisk.size(), std::size_t(1));
        QCOMPARE(expected.budgetsAtRisk[0].burn.spentToDate(), Money::fromNanos(100 * kUsd));
        QCOMPARE(expected.budgetsAtRisk[0].burn.expectedTotal(), Money::fromNanos(310 * kUsd));
        QCOMPARE(*expected.budgetsAtRisk[0].burn.exhaustedOn(), on("2026-05-29"));
        QCOMPARE(expected.budgetsAtRisk[0].driver->excess(), Money::fromNanos(20 * kUsd)); // all of it chat's
        QCOMPARE(expected.budgetsAtRisk[0].driver->slice.at("feature"), std::string("chat"));
        const Weekly enough = weekOf(log, "2026-W19", {monthly(320)});
        QVERIFY(enough.hasBudgets && enough.budgetsAtRisk.empty());
        QVERIFY(!weekOf(log, "2026-W19").hasBudgets);
        // $95: spent on the tenth day, since 9 × 10 < 95.
        const Weekly spent = weekOf(log, "2026-W19", {monthly(95)});
        QCOMPARE(spent.budgetsAtRisk[0].burn.state, insight::BudgetState::Over);
        QCOMPARE(*spent.budgetsAtRisk[0].burn.exhaustedOn(), on("2026-05-10"));
    }

    void aPeriodThatEndsWithinTheWeekIsToldOfWhenItIsOver()
    {
        // W18 is 27 April to 3 May. April: $300 of $250, over; May: $30 of $250 by the 3rd.
        std::vector<Calls> log;
        for (base::Day day = on("2026-04-01"); day <= on("2026-05-03"); day += std::chrono::days{1})
            log.push_back(call(base::isoDay(day), "chat", 1, 10 * kUsd));
        log.push_back(call("2026-04-29", "chat", 1, 3 * kUsd));
        base::Budget daily = base::featureBudget("chat", Money::fromNanos(12 * kUsd));
        daily.period = base::BudgetPeriod::Daily;
        const Weekly week =
            weekOf(log, "2026-W18", {base::featureBudget("chat", Money::fromNanos(250 * kUsd)), daily});
        std::vector<base::Period> periods;
        for (const auto &budget : week.budgetsAtRisk)
            if (budget.burn.state == insight::BudgetState::Over)
                periods.push_back(budget.burn.period);
        // April with 303 ÷ 250 = 121 % before the 29th with 13 ÷ 12 = 108 %.
        QCOMPARE(periods.size(), std::size_t(2));
        QCOMPARE(periods[0].last, on("2026-04-30"));
        QCOMPARE(periods[1], (base::Period{on("2026-04-29"), on("2026-04-29")}));
        QVERIFY(!week.budgetsAtRisk[0].burn.forecast); // it is over
    }

    void anUnusualDayOfTheWeekIsToldOf()
    {
        // Ten calls for $10 a day from 2 March; on Wednesday 6 May forty more for $40, all of the same size.
        std::vector<Calls> log;
        for (base::Day day = on("2026-03-02"); day <= on("2026-05-17"); day += std::chrono::days{1})
            log.push_back(call(base::isoDay(day), "chat", 10, 10 * kUsd));
        log.push_back(call("2026-05-06", "chat", 40, 40 * kUsd));
        const Weekly week = weekOf(log);
        QVERIFY(week.anomalies);
        QCOMPARE(week.anomalies->size(), std::size_t(1));
        const insight::Anomaly &anomaly = week.anomalies->front();
        QCOMPARE(anomaly.days, (base::Period{on("2026-05-06"), on("2026-05-06")}));
        QCOMPARE(anomaly.actual, Money::fromNanos(50 * kUsd));
        QCOMPARE(anomaly.excess(), Money::fromNanos(40 * kUsd));
        QCOMPARE(anomaly.split.moreCalls, Money::fromNanos(40 * kUsd));
        const Weekly after = weekOf(log, "2026-W20");
        QVERIFY(after.anomalies && after.anomalies->empty());
        QVERIFY(!weekOf({call("2026-05-04", "chat", 1, kUsd)}).anomalies); // with nothing before it
    }

    void onlyNamesThatSaySoAreTrials()
    {
        for (const char *name : {"staging", "Dev", "QA", "sandbox"})
            QVERIFY2(insight::isTrialEnvironment(name), name);
        for (const char *name : {"production", "prod", "live", "eu-west-1", "", "device"})
            QVERIFY2(!insight::isTrialEnvironment(name), name);
    }
};

QTEST_MAIN(TestWeekly)
#include "test_weekly.moc"
