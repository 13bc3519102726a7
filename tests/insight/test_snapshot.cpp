// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/snapshot.h"
#include "items/ledger.h"

using namespace outlay;
using base::Compare;
using ledger::cubeOf;
using ledger::guideLedger;
using ledger::Ledger;

namespace {

constexpr std::int64_t kDollar = base::kNanosPerDollar;

QString text(const std::optional<base::Period> &period)
{
    return period ? QString::fromStdString(base::isoDay(period->first) + ".." + base::isoDay(period->last))
                  : QStringLiteral("none");
}

insight::Snapshot snapshotOf(const Ledger &ledger, const base::Question &question,
                             const std::vector<base::Budget> &budgets = {},
                             const std::string &today = "2026-11-22")
{
    return *insight::snapshot(*cubeOf(ledger), question, budgets, ledger::dayOf(today));
}

base::Question ask(const std::string &period, Compare compare = Compare::PreviousPeriod)
{
    return {{ledger::period(period), {}}, compare};
}

base::Budget budget(const std::string &feature, std::int64_t dollars)
{
    return base::featureBudget(feature, base::Money::fromNanos(dollars * kDollar));
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAPeriodIsComparedWith_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("lastDay");
        QTest::addColumn<int>("compare");
        QTest::addColumn<QString>("compared");
        const int previous = int(Compare::PreviousPeriod);
        const int lastYear = int(Compare::SamePeriodLastYear);
        const auto row = [](const char *name, const char *asked, const char *lastDay, int compare,
                            const char *compared) {
            QTest::newRow(name) << QString::fromLatin1(asked) << QString::fromLatin1(lastDay) << compare
                                << QString::fromLatin1(compared);
        };
        row("month to date: the same days of the month before", "2026-11", "2026-11-21", previous,
            "2026-10-01..2026-10-21");
        row("month of 30 days: the whole 31 before", "2026-11", "2026-12-05", previous,
            "2026-10-01..2026-10-31");
        row("month of 31 days: the whole 30 before", "2026-05", "2026-08-01", previous,
            "2026-04-01..2026-04-30");
        row("month that ends with the data is whole", "2026-11", "2026-11-30", previous,
            "2026-10-01..2026-10-31");
        row("30 March to date: February has 28", "2026-03", "2026-03-30", previous, "2026-02-01..2026-02-28");
        row("March after a leap February", "2024-03", "2024-06-01", previous, "2024-02-01..2024-02-29");
        row("29 March to date after a leap February", "2024-03", "2024-03-29", previous,
            "2024-02-01..2024-02-29");
        row("January: December of the year before", "2026-01", "2026-06-01", previous,
            "2025-12-01..2025-12-31");
        row("two whole months", "2026-04..2026-05", "2026-08-01", previous, "2026-02-01..2026-03-31");
        row("quarter to date", "2026-04..2026-06", "2026-05-10", previous, "2026-01-01..2026-02-10");
        row("seven days", "2026-05-05..2026-05-11", "2026-08-01", previous, "2026-04-28..2026-05-04");
        row("seven days, four of them over", "2026-05-05..2026-05-11", "2026-05-08", previous,
            "2026-04-28..2026-05-01");
        row("one day", "2026-03-01", "2026-08-01", previous, "2026-02-28..2026-02-28");
        row("last year: the whole month", "2026-05", "2026-08-01", lastYear, "2025-05-01..2025-05-31");
        row("last year: to date", "2026-11", "2026-11-21", lastYear, "2025-11-01..2025-11-21");
        row("last year: leap February against 28 days", "2024-02", "2024-08-01", lastYear,
            "2023-02-01..2023-02-28");
        row("last year: February against a leap one", "2025-02", "2025-08-01", lastYear,
            "2024-02-01..2024-02-29");
        row("last year: 29 February", "2024-02-29", "2024-08-01", lastYear, "2023-02-28..2023-02-28");
        row("all time has no before", "all", "2026-08-01", previous, "none");
        row("not asked", "2026-05", "2026-08-01", int(Compare::None), "none");
        row("no data yet: compared as asked", "2027-01", "2026-11-21", previous, "2026-12-01..2026-12-31");
    }
    void whatAPeriodIsComparedWith()
    {
        QFETCH(QString, asked);
        QFETCH(QString, lastDay);
        QFETCH(int, compare);
        QFETCH(QString, compared);
        const base::Period period = ledger::period(asked.toStdString());
        const base::Period elapsed = insight::elapsedPart(period, ledger::dayOf(lastDay.toStdString()));
        QCOMPARE(text(insight::comparedPeriod(period, elapsed, static_cast<Compare>(compare))), compared);
    }

    void aPeriodIsCutWhereTheDataEnds()
    {
        const base::Period may = ledger::period("2026-05");
        QCOMPARE(text(insight::elapsedPart(may, ledger::dayOf("2026-05-09"))),
                 QStringLiteral("2026-05-01..2026-05-09"));
        QCOMPARE(text(insight::elapsedPart(may, ledger::dayOf("2026-06-01"))), text(may));
        QCOMPARE(text(insight::elapsedPart(may, ledger::dayOf("2026-04-30"))), text(may));
    }

    void monthsAreCountedAcrossYears()
    {
        QCOMPARE(insight::monthsBetween(*base::parseMonth("2025-11"), *base::parseMonth("2026-02")), 3);
        QCOMPARE(insight::monthsBetween(*base::parseMonth("2026-02"), *base::parseMonth("2025-11")), -3);
        QCOMPARE(base::isoMonth(insight::shifted(*base::parseMonth("2026-01"), -1)), std::string("2025-12"));
    }

    void aRowMeetsItselfInTheComparedMonth()
    {
        // chat $40 → $50 is +25 %; ocr is new; "gone" has no row, but its $5 are in the compared total.
        const Ledger ledger = {{"2026-04-02", "chat", "free", "haiku", 4, 40 * kDollar},
                               {"2026-04-02", "gone", "free", "haiku", 1, 5 * kDollar},
                               {"2026-05-02", "chat", "free", "haiku", 5, 50 * kDollar},
                               {"2026-05-31", "ocr", "free", "haiku", 1, 10 * kDollar}};
        const insight::Snapshot s = snapshotOf(ledger, ask("2026-05"));
        for (const insight::Rollup *rollup : {&s.features, &s.detail}) {
            QVERIFY(rollup->isCompared);
            QCOMPARE(rollup->rows.size(), std::size_t(2));
            QCOMPARE(*insight::costChange(rollup->rows[0].sums, rollup->rows[0].compared), 0.25);
            QVERIFY(!insight::costChange(rollup->rows[1].sums, rollup->rows[1].compared));
            QCOMPARE(rollup->comparedTotal.costNanos, 45 * kDollar);
            QCOMPARE(rollup->rows[0].share, 50.0 / 60.0);
        }
    }

    void aChangeFromNothingIsNoPercentage()
    {
        base::Measures now;
        now.costNanos = kDollar;
        QVERIFY(!insight::costChange(now, std::nullopt));
        QVERIFY(!insight::costChange(now, base::Measures()));
        base::Measures before;
        before.costNanos = 4 * kDollar;
        QCOMPARE(*insight::costChange(now, before), -0.75);
    }

    void notComparedHasNoBefore()
    {
        const insight::Snapshot s = snapshotOf(guideLedger(), ask("2026-05", Compare::None));
        QVERIFY(!s.compared);
        QVERIFY(!s.features.isCompared);
        QVERIFY(!s.features.rows.front().compared);
    }

    void aMonthToDateIsComparedWithTheSameDays()
    {
        // Data end on 10 May: the $100 of 20 April are not in the comparison, the $8 of the 10th are.
        const insight::Snapshot s = snapshotOf({{"2026-04-10", "chat", "free", "haiku", 1, 8 * kDollar},
                                                {"2026-04-20", "chat", "free", "haiku", 1, 100 * kDollar},
                                                {"2026-05-10", "chat", "free", "haiku", 1, 9 * kDollar}},
                                               ask("2026-05"));
        QCOMPARE(text(s.period), QStringLiteral("2026-05-01..2026-05-10"));
        QCOMPARE(s.features.comparedTotal.costNanos, 8 * kDollar);
        QCOMPARE(*insight::costChange(s.features.total, s.features.comparedTotal), 0.125);
    }

    void aRunOfDaysAcrossAMonthsEndIsComparedDayByDay()
    {
        // 21 days, 20 April to 10 May, against the 21 before, 30 March to 19 April. The 11 days of April
        // stand against 30 March to 9 April ($4 + $6 = $10), the 10 of May against 10 to 19 April ($20).
        const Ledger ledger = {{"2026-03-29", "chat", "free", "haiku", 1, 500 * kDollar}, // before both
                               {"2026-03-30", "chat", "free", "haiku", 1, 4 * kDollar},
                               {"2026-04-09", "chat", "free", "haiku", 1, 6 * kDollar},
                               {"2026-04-10", "chat", "free", "haiku", 1, 20 * kDollar},
                               {"2026-04-20", "chat", "free", "haiku", 1, 15 * kDollar},
                               {"2026-05-10", "chat", "free", "haiku", 1, 30 * kDollar},
                               {"2026-05-11", "chat", "free", "haiku", 1, 900 * kDollar}}; // after both
        const insight::Snapshot s = snapshotOf(ledger, ask("2026-04-20..2026-05-10"));
        QCOMPARE(text(s.compared), QStringLiteral("2026-03-30..2026-04-19"));
        QCOMPARE(s.detail.rows.size(), std::size_t(2)); // by cost: May, April
        QCOMPARE(s.detail.rows[0].keys[0], std::string("2026-05"));
        QCOMPARE(s.detail.rows[0].compared->costNanos, 20 * kDollar);
        QCOMPARE(s.detail.rows[1].keys[0], std::string("2026-04"));
        QCOMPARE(s.detail.rows[1].compared->costNanos, 10 * kDollar);
        QCOMPARE(s.detail.comparedTotal.costNanos, 30 * kDollar);
        QCOMPARE(s.features.comparedTotal.costNanos, 30 * kDollar);
    }

    void aRunOfDaysAgainstLastYearKeepsItsMonths()
    {
        const Ledger ledger = {{"2025-04-25", "chat", "free", "haiku", 1, 4 * kDollar},
                               {"2025-05-05", "chat", "free", "haiku", 1, 6 * kDollar},
                               {"2026-04-25", "chat", "free", "haiku", 1, 40 * kDollar},
                               {"2026-05-05", "chat", "free", "haiku", 1, 30 * kDollar}};
        const insight::Snapshot s =
            snapshotOf(ledger, ask("2026-04-20..2026-05-10", Compare::SamePeriodLastYear));
        QCOMPARE(s.detail.rows[0].keys[0], std::string("2026-04"));
        QCOMPARE(s.detail.rows[0].compared->costNanos, 4 * kDollar);
        QCOMPARE(s.detail.rows[1].compared->costNanos, 6 * kDollar);
    }

    void everyGroupingHasTheLedgersTotal()
    {
        const Ledger ledger = ledger::oddLedger();
        const std::int64_t all = ledger::nanosOf(ledger, [](const auto &) { return true; });
        const insight::Snapshot s = snapshotOf(ledger, ask("all"));
        for (const insight::Rollup *rollup : {&s.features, &s.segments, &s.models, &s.detail}) {
            std::int64_t sum = 0;
            for (const insight::RollupRow &row : rollup->rows)
                sum += row.sums.costNanos;
            QCOMPARE(sum, all);
            QCOMPARE(rollup->total.costNanos, all);
        }
        for (const cube::Table *table :
             {&s.featureMonths, &s.segmentMonths, &s.modelMonths, &s.featureSegments, &s.byFeature}) {
            std::int64_t sum = 0;
            for (const cube::Row &row : table->rows)
                sum += row.sums.costNanos;
            QCOMPARE(sum, all);
        }
        QCOMPARE(s.coverage.attributed.costNanos + s.coverage.unattributed.costNanos, all);
    }

    void budgetsCountAllSpendWhateverIsFiltered()
    {
        base::Question question = ask("2026-05");
        question.filter.where["segment"] = {{"enterprise"}, false};
        const insight::Snapshot s =
            snapshotOf(guideLedger(), question, {budget("", 300), budget("faq_response_generation", 300)});
        QCOMPARE(s.features.total.costNanos, 113'500'000'000); // 96.00 + 17.50
        QCOMPARE(s.burns[0].spentToDate().nanos(), 289 * kDollar);
        QCOMPARE(s.burns[1].spentToDate().nanos(), 175 * kDollar); // 157.50 + 17.50
        for (const insight::RollupRow &row : s.features.rows)
            QCOMPARE(row.budgetUsed.has_value(), row.keys.front() == "faq_response_generation");
    }

    void budgetsAreOfTheMonthThatEndsThePeriod_data()
    {
        QTest::addColumn<QString>("period");
        QTest::addColumn<QString>("month");
        QTest::newRow("the month asked") << QStringLiteral("2026-03") << QStringLiteral("2026-03-01");
        QTest::newRow("the last of several")
            << QStringLiteral("2026-02..2026-04") << QStringLiteral("2026-04-01");
        QTest::newRow("all time: the last with data")
            << QStringLiteral("all") << QStringLiteral("2026-05-01");
    }
    void budgetsAreOfTheMonthThatEndsThePeriod()
    {
        QFETCH(QString, period);
        QFETCH(QString, month);
        const insight::Snapshot s =
            snapshotOf(ledger::oddLedger(), ask(period.toStdString()), {budget("", 300)});
        QCOMPARE(QString::fromStdString(base::isoDay(s.burns.front().period.first)), month);
    }

    void trendsLookBackEighteenMonthsButNotBeforeTheData()
    {
        Ledger ledger;
        for (int i = 0; i < 30; ++i) // December 2023 to May 2026
            ledger.push_back({base::isoMonth(insight::shifted(*base::parseMonth("2026-05"), -i)) + "-15",
                              "chat", "free", "haiku", 1, (100 - i) * kDollar});
        const insight::Snapshot s = snapshotOf(ledger, ask("2026-05"));
        QCOMPARE(text(s.trendPeriod), QStringLiteral("2024-12-01..2026-05-31"));
        QCOMPARE(s.features.rows.front().trend.size(), std::size_t(insight::kTrendMonths));
        QCOMPARE(s.features.rows.front().trend.back().nanos(), 100 * kDollar);
        QCOMPARE(s.features.rows.front().trend.front().nanos(), 83 * kDollar); // 17 months before: 100 − 17
        QCOMPARE(text(snapshotOf(ledger::oddLedger(), ask("2026-05")).trendPeriod),
                 QStringLiteral("2026-02-01..2026-05-31"));
        QCOMPARE(snapshotOf(ledger, ask("all")).featureMonths.rows.size(), std::size_t(30));
    }

    void ranksAreOfTheWholeStoreSoThatColoursStay()
    {
        const Ledger ledger = {{"2026-04-01", "a", "free", "haiku", 1, 100 * kDollar},
                               {"2026-05-01", "b", "free", "haiku", 1, 50 * kDollar},
                               {"2026-05-01", std::nullopt, "free", "haiku", 1, 500 * kDollar}};
        const std::map<std::string, int> expected = {{"a", 0}, {"b", 1}};
        QCOMPARE(snapshotOf(ledger, ask("2026-05")).ranks["feature"], expected);
        QCOMPARE(snapshotOf(ledger, ask("2026-04")).ranks["feature"], expected);
    }

    void anUnknownDimensionIsASentence()
    {
        base::Question question = ask("2026-05");
        question.filter.where["colour"] = {{"red"}, false};
        const auto answer =
            insight::snapshot(*cubeOf(guideLedger()), question, {}, ledger::dayOf("2026-06-01"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, base::ErrorKind::Misuse);
        QVERIFY(QString::fromStdString(base::sentence(answer.error())).contains(QStringLiteral("feature")));
    }

    void anEmptyStoreHasAnAnswer()
    {
        const insight::Snapshot s = snapshotOf({}, ask("all"), {budget("", 300)});
        QCOMPARE(s.features.total.requests, 0);
        QVERIFY(s.features.rows.empty());
        QVERIFY(!s.lastDay);
        QVERIFY(s.trendPeriod.days() < 2 * 366); // and not all months of ten thousand years
        QVERIFY(s.quadrant.points.empty());
    }
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "test_snapshot.moc"
