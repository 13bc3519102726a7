// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/budgetalerts.h"
#include "insight/driver.h"
#include "insight/snapshot.h"

#include <numeric>

using namespace outlay;
using base::Day;
using base::Money;
using base::Period;

namespace {

Money dollars(std::int64_t amount)
{
    return Money::fromNanos(amount * base::kNanosPerDollar);
}

Day day(const char *text)
{
    return *base::parseDay(text);
}

/// What one slice costs each day in March, and each day in April until the 20th.
struct Spend
{
    const char *feature;
    const char *model;
    const char *segment;
    std::int64_t march;
    std::int64_t april;
};

std::shared_ptr<const cube::Cube> cubeOf(const std::vector<Spend> &slices)
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> dictionary;
    std::vector<base::Cell> cells;
    for (std::uint32_t id = 1; const Spend &slice : slices) {
        base::Attribution attribution;
        attribution[base::FixedDimension::Feature] = slice.feature;
        attribution[base::FixedDimension::Model] = slice.model;
        attribution[base::FixedDimension::Segment] = slice.segment;
        dictionary.emplace_back(id, attribution);
        for (Day at = day("2026-03-01"); at <= day("2026-04-20"); at += std::chrono::days{1}) {
            base::Cell cell{at, id, {}};
            cell.sums.requests = cell.sums.priced = 1;
            cell.sums.costNanos =
                (at < day("2026-04-01") ? slice.march : slice.april) * base::kNanosPerDollar;
            cells.push_back(cell);
        }
        ++id;
    }
    return *cube::Cube::build(std::move(dictionary), base::CellColumns(cells));
}

const Period kApril{*base::parseDay("2026-04-01"), *base::parseDay("2026-04-30")};

} // namespace

class TestDriver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void partsAddUpToTheNano()
    {
        // 100 by thirds: 33, 67 − 33, 100 − 67.
        QCOMPARE(insight::apportioned(100, {1, 1, 1}), (std::vector<std::int64_t>{33, 34, 33}));
        QCOMPARE(insight::apportioned(-7, {0, 2, 3}), (std::vector<std::int64_t>{0, -3, -4}));
        const auto parts =
            insight::apportioned(9'000'000'000'000'000'001, {3'000'000'000'000'000'000, 7, 11});
        QCOMPARE(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), 9'000'000'000'000'000'001);
    }

    void theSliceThatGrewIsResponsible()
    {
        // March: 6 + 2 + 2 = 10 dollars a day. April: 6 + 5 + 2 = 13, so 260 by the 20th and 390 by the end.
        // Of a budget of 300, summarize on gpt-4o in free is allowed 2 ÷ 10 × 300 = 60, and gets to 30 × 5 =
        // 150.
        const auto cube = cubeOf({{"chat", "gpt-4o", "pro", 6, 6},
                                  {"summarize", "gpt-4o", "free", 2, 5},
                                  {"summarize", "gpt-4o-mini", "pro", 2, 2}});
        const auto found = insight::driver(*cube, {}, kApril, day("2026-04-20"), dollars(390), dollars(300));
        QVERIFY(found && *found);
        QCOMPARE((*found)->slice,
                 (insight::Slice{{"feature", "summarize"}, {"model", "gpt-4o"}, {"segment", "free"}}));
        QCOMPARE((*found)->projected, dollars(150));
        QCOMPARE((*found)->allowance, dollars(60));
        QCOMPARE((*found)->excess(), dollars(90));
        QCOMPARE((*found)->overrun, dollars(90));
    }

    void whatGrewEverywhereIsNamedAsAWhole()
    {
        const auto cube = cubeOf({{"chat", "gpt-4o", "pro", 6, 6},
                                  {"summarize", "gpt-4o", "free", 2, 4},
                                  {"summarize", "gpt-4o", "pro", 2, 4}});
        const auto found = insight::driver(*cube, {}, kApril, day("2026-04-20"), dollars(420), dollars(300));
        QCOMPARE((*found)->slice, (insight::Slice{{"feature", "summarize"}, {"model", "gpt-4o"}}));
        QCOMPARE((*found)->excess(), dollars(120));
    }

    void aScopeIsAskedAlone()
    {
        const auto cube = cubeOf({{"chat", "gpt-4o", "pro", 6, 20}, {"summarize", "gpt-4o", "free", 2, 5}});
        base::Filter scope;
        scope.where["feature"] = {{"summarize"}, false};
        const auto found =
            insight::driver(*cube, scope, kApril, day("2026-04-20"), dollars(150), dollars(60));
        QCOMPARE((*found)->slice.at("feature"), std::string("summarize"));
        QCOMPARE((*found)->excess(), dollars(90));
    }

    void withoutDaysBeforeSharesAreThoseOfThePeriod()
    {
        // All of April: 6 and 3 a day; of 270 and 180 allowed each has two and a third of the excess of 90.
        const auto cube = cubeOf({{"chat", "gpt-4o", "pro", 0, 6}, {"search", "gpt-4o", "pro", 0, 3}});
        const auto found = insight::driver(*cube, {}, kApril, day("2026-04-20"), dollars(270), dollars(180));
        QCOMPARE((*found)->slice.at("feature"), std::string("chat"));
        QCOMPARE((*found)->excess(), dollars(60));
    }

    void withinTheAmountThereIsNone()
    {
        const auto cube = cubeOf({{"chat", "gpt-4o", "pro", 6, 6}});
        QVERIFY(!*insight::driver(*cube, {}, kApril, day("2026-04-20"), dollars(180), dollars(180)));
        base::Filter nothing;
        nothing.where["feature"] = {{"no such"}, false};
        QVERIFY(!*insight::driver(*cube, nothing, kApril, day("2026-04-20"), dollars(1), dollars(0)));
        nothing.where["no such"] = {{"x"}, false};
        QVERIFY(!insight::driver(*cube, nothing, kApril, day("2026-04-20"), dollars(1), dollars(0)));
    }

    void theSentenceOfAnAlertIsOfItsDay()
    {
        // $2 a day: on pace for 60 in April, of $50. The sentence of the 10th does not know of the 20th.
        const auto cube = cubeOf({{"chat", "gpt-4o", "free", 2, 2}});
        const insight::Clock now{day("2026-03-01"), day("2026-04-20")};
        base::Budget budget;
        budget.amount = dollars(50);
        const auto costs = insight::costsOf(*cube, budget, now);
        QVERIFY(costs);
        const auto sentence = [&](const base::Budget &of, const Period &period, const char *asOf) {
            const auto then = insight::burn(of, period, *costs, now.asOfDay(day(asOf)));
            return insight::driverSentence(*cube, then).value();
        };
        QCOMPARE(sentence(budget, kApril, "2026-04-10"),
                 std::string("As of 2026-04-10 on pace for $60.00 of $50.00 (20 % over); chat on gpt-4o in "
                             "segment free is responsible for $10.00 of what is over"));
        // Of a later day than is known no more is known.
        QVERIFY(sentence(budget, kApril, "2026-04-25").starts_with("As of 2026-04-20 on pace for $60.00"));
        // March is closed on its last day: $62 are spent.
        QCOMPARE(sentence(budget, {day("2026-03-01"), day("2026-03-31")}, "2026-03-31"),
                 std::string("As of 2026-03-31: chat on gpt-4o in segment free is responsible for $12.00 of "
                             "what is over"));
        // No call has a region: all of them are outside of eu.
        budget.where["region"] = {{"eu"}, true};
        QVERIFY(sentence(budget, kApril, "2026-04-10").ends_with("$10.00 of what is over"));
    }
};

QTEST_APPLESS_MAIN(TestDriver)
#include "test_driver.moc"
