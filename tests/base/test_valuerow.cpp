// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/valuerow.h"

using namespace outlay::base;

namespace {

Day may(unsigned day)
{
    return Day{std::chrono::year{2026} / 5 / static_cast<int>(day)};
}

const Period kMay{may(1), may(31)};

} // namespace

class ValueRowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatARowIsWorth()
    {
        ValueRow money{kMay, "chat", "", "", 1'500'000'000, {}, 2};
        QCOMPARE(worthOf(money)->toDecimal(), std::string("1.5"));
        // 12.5 hours × $80.01 = $1,000.125
        ValueRow hours{kMay, "chat", "", "hours", 12'500'000'000, Money::parse("80.01"), 2};
        QCOMPARE(worthOf(hours)->toDecimal(), std::string("1000.125"));
        // 0.5 × 0.000000001 = half a nano-dollar: to even, 0; 1.5 of them: 2.
        ValueRow tiny{kMay, "chat", "", "clicks", 500'000'000, Money::fromNanos(1), 2};
        QCOMPARE(worthOf(tiny)->nanos(), 0);
        tiny.amountNanos = 1'500'000'000;
        QCOMPARE(worthOf(tiny)->nanos(), 2);
        hours.rate.reset();
        QVERIFY2(!worthOf(hours), "what a unit is worth is not known without a rate");
        ValueRow vast{kMay, "chat", "", "hours", 9'000'000'000'000'000'000, Money::parse("9000000000"), 2};
        QVERIFY(!worthOf(vast));
    }

    void aMonthIsSharedOutByDays()
    {
        // $310 of 31 days: $10 a day.
        QCOMPARE(partOn(310'000'000'000, kMay, {may(1), may(10)}), 100'000'000'000);
        QCOMPARE(partOn(310'000'000'000, kMay, kMay), 310'000'000'000);
        QCOMPARE(partOn(310'000'000'000, kMay, {may(31), may(31) + std::chrono::days{90}}), 10'000'000'000);
        QCOMPARE(
            partOn(310'000'000'000, kMay, {may(1) - std::chrono::days{9}, may(1) - std::chrono::days{1}}), 0);
        // 100 nano-dollars of 31 days: floor(100 × 10 ÷ 31) = floor(32.26) = 32 by the 10th,
        // floor(100 × 11 ÷ 31) = floor(35.48) = 35 by the 11th: 3 on the 11th.
        QCOMPARE(partOn(100, kMay, {may(1), may(10)}), 32);
        QCOMPARE(partOn(100, kMay, {may(11), may(11)}), 3);
        QCOMPARE(partOn(100, kMay, {may(12), may(31)}), 65);
    }

    void theDaysOfAMonthAddUpToIt()
    {
        for (const std::int64_t amount :
             {std::int64_t{1}, std::int64_t{100}, std::int64_t{-100}, std::int64_t{-7}, kNanosPerDollar / 3,
              std::numeric_limits<std::int64_t>::max(), -std::numeric_limits<std::int64_t>::max()}) {
            Int128 sum = 0;
            for (unsigned day = 1; day <= 31; ++day)
                sum += partOn(amount, kMay, {may(day), may(day)});
            QVERIFY(sum == amount);
            QCOMPARE(partOn(amount, kMay, {may(1), may(13)}) + partOn(amount, kMay, {may(14), may(31)}),
                     amount);
        }
    }
};

QTEST_GUILESS_MAIN(ValueRowTest)
#include "test_valuerow.moc"
