// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/sessions.h"

using namespace outlay;
using base::EventRow;
using base::Money;
using insight::SessionRow;

namespace {

EventRow call(const char *dollars)
{
    EventRow row;
    if (const auto cost = Money::parse(dollars))
        row.costNanos = cost->nanos();
    return row;
}

} // namespace

/// What sessions cost by customer tier.
class TestSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costPerSessionByTier()
    {
        // pro: a costs 1 + 2 = $3, b $5, c $10: $18 of three, $6 each, in the middle $5. free: d $1, and a
        // call of a for $4: $5 of two, $2.50 each, the cheaper of the middle two $1.
        insight::SessionCounting counting(base::CostBasis::Shown);
        for (const auto &[group, session, cost] :
             {std::tuple(0U, "a", "1"), std::tuple(0U, "a", "2"), std::tuple(0U, "b", "5"),
              std::tuple(0U, "c", "10"), std::tuple(1U, "d", "1"), std::tuple(1U, "a", "4"),
              std::tuple(1U, "", "7")})
            counting.add(group, call(cost), session);
        const auto found = counting.result({}, {"segment"}, {{"pro"}, {"free"}});
        const SessionRow &pro = found.rows[0];
        QCOMPARE(QString::fromStdString(pro.keys.front()), QStringLiteral("pro"));
        QCOMPARE(pro.sessions, 3);
        QCOMPARE(pro.calls, 4);
        QCOMPARE(pro.mean->toDecimal(), std::string("6"));
        QCOMPARE(pro.median->toDecimal(), std::string("5"));
        QCOMPARE(pro.dearest.toDecimal(), std::string("10"));
        const SessionRow &free = found.rows[1];
        QCOMPARE(free.sessions, 2);
        QCOMPARE(free.mean->toDecimal(), std::string("2.5"));
        QCOMPARE(free.median->toDecimal(), std::string("1"));
        QCOMPARE(free.callsWithout, 1);
        QCOMPARE(free.costWithout.toDecimal(), std::string("7"));
        // Of all: a costs $7, and is one session. 18 + 5 = $23 of four.
        QCOMPARE(found.total.sessions, 4);
        QCOMPARE(found.total.cost.toDecimal(), std::string("23"));
        QCOMPARE(found.total.mean->toDecimal(), std::string("5.75"));
        QCOMPARE(found.total.dearest.toDecimal(), std::string("10"));
        QCOMPARE(found.total.callsWithout, 1);
    }

    void aSessionWithoutACostIsInNoAverage()
    {
        insight::SessionCounting counting(base::CostBasis::Shown);
        counting.add(0, call(""), "dark");
        counting.add(0, call("3"), "known");
        counting.add(0, call(""), "known");
        const auto found = counting.result({}, {"segment"}, {{"pro"}});
        QCOMPARE(found.rows[0].sessions, 2);
        QCOMPARE(found.rows[0].unpricedSessions, 1);
        QCOMPARE(found.rows[0].unpricedCalls, 2);
        QCOMPARE(found.rows[0].mean->toDecimal(), std::string("3"));
        insight::SessionCounting none(base::CostBasis::Reported);
        none.add(0, call(""), "dark");
        QVERIFY(!none.result({}, {"segment"}, {{"pro"}}).rows[0].mean);
    }
};

QTEST_GUILESS_MAIN(TestSessions)
#include "test_sessions.moc"
