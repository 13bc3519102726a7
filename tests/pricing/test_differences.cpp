// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QTest>

#include "books.h"
#include "pricing/costdifference.h"

using namespace outlay;
using namespace outlay::pricing;

namespace {

/// 3 $ a million input, 0.3 cache read, 3.75 and 6 cache write, 15 output; batches half.
std::shared_ptr<const PriceBook> claude()
{
    return book(bookOf(R"({"provider": "anthropic", "model": "claude-x", "input": 3, "cache_read": 0.3,
        "cache_write_5m": 3.75, "output": 15})",
                       R"([{"id": "anthropic", "batch": 0.5}])"));
}

Call claudeCall()
{
    Call made = call("anthropic", "claude-x", "2026-05-01", 1000, 100);
    made.tokens[indexOf(TokenKind::CacheRead)] = 10'000;
    made.tokens[indexOf(TokenKind::CacheWrite5m)] = 400;
    return made;
}

} // namespace

class TestDifferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void causes_data();
    void causes();
    void thresholdPassedOtherwiseIsTheTier_data();
    void thresholdPassedOtherwiseIsTheTier();
    void lastPlace_data();
    void lastPlace();
    void unpricedCallsAreListedWithTheirTokens();
    void sumsByModelAndCause();
};

void TestDifferences::causes_data()
{
    QTest::addColumn<qint64>("reported");
    QTest::addColumn<qint64>("place");
    QTest::addColumn<int>("cause");
    const auto row = [](const char *what, qint64 reported, qint64 place, DifferenceCause cause) {
        QTest::newRow(what) << reported << place << static_cast<int>(cause);
    };
    // 1000 × 3 + 10,000 × 0.3 + 400 × 3.75 + 100 × 15 = 3000 + 3000 + 1500 + 1500 = 9000 millionths of a
    // dollar
    row("equal", 9'000'000, 1, DifferenceCause::None);
    row("not reported", base::kAbsent, 1, DifferenceCause::None);
    row("a nano-dollar off", 9'000'001, 1, DifferenceCause::Rounding);
    row("rounded to cents", 10'000'000, 10'000'000, DifferenceCause::Rounding);
    row("more than half a cent is more than rounding", 20'000'000, 10'000'000, DifferenceCause::OtherPrice);
    row("cache forgotten: 3000 + 1500", 4'500'000, 1, DifferenceCause::CacheSemantics);
    row("all at the input price: 11,400 × 3 + 1500", 35'700'000, 1, DifferenceCause::CacheSemantics);
    row("writes at the input price: 1400 × 3 + 3000 + 1500", 8'700'000, 1, DifferenceCause::CacheSemantics);
    row("reads twice: 11,000 × 3 + 3000 + 1500 + 1500", 39'000'000, 1, DifferenceCause::CacheSemantics);
    row("a tenth more", 9'900'000, 1, DifferenceCause::OtherPrice);
}

void TestDifferences::causes()
{
    QFETCH(qint64, reported);
    QFETCH(qint64, place);
    QFETCH(int, cause);
    Pricer pricer(claude());
    QCOMPARE(static_cast<int>(causeOf(pricer, claudeCall(), reported, place)), cause);
}

void TestDifferences::thresholdPassedOtherwiseIsTheTier_data()
{
    QTest::addColumn<qint64>("reported");
    QTest::addColumn<int>("cause");
    const auto row = [](const char *what, qint64 reported, DifferenceCause cause) {
        QTest::newRow(what) << reported << static_cast<int>(cause);
    };
    // the whole call: 300,000 × 6 + 100 × 22.5 = 1,802,250 millionths of a dollar
    row("as providers do", 1'802'250'000, DifferenceCause::None);
    // tokens above the threshold alone: 200,000 × 3 + 100,000 × 6 + 100 × 15 = 600,000 + 600,000 + 1500
    row("as ccusage does", 1'201'500'000, DifferenceCause::Tier);
    // 300,000 × 3 + 100 × 15 = 901,500
    row("without the threshold", 901'500'000, DifferenceCause::Tier);
    row("neither", 1'300'000'000, DifferenceCause::OtherPrice);
}

void TestDifferences::thresholdPassedOtherwiseIsTheTier()
{
    QFETCH(qint64, reported);
    QFETCH(int, cause);
    Pricer pricer(book(bookOf(R"({"provider": "anthropic", "model": "claude-l", "input": 3, "output": 15},
        {"provider": "anthropic", "model": "claude-l", "above": 200000, "input": 6, "output": 22.5})")));
    const Call made = call("anthropic", "claude-l", "2026-05-01", 300'000, 100);
    QCOMPARE(static_cast<int>(causeOf(pricer, made, reported, 1)), cause);
}

void TestDifferences::lastPlace_data()
{
    QTest::addColumn<QVector<qint64>>("costs");
    QTest::addColumn<qint64>("place");
    QTest::newRow("six decimals") << QVector<qint64>{3'988'000, 4'423'000, 0, base::kAbsent} << 1'000LL;
    QTest::newRow("exact") << QVector<qint64>{4'423'200, 1} << 1LL;
    QTest::newRow("cents") << QVector<qint64>{10'000'000, 1'000'000'000} << 10'000'000LL;
    QTest::newRow("nothing to go by") << QVector<qint64>{0, base::kAbsent} << 1LL;
}

void TestDifferences::lastPlace()
{
    QFETCH(QVector<qint64>, costs);
    QFETCH(qint64, place);
    QCOMPARE(qint64(lastPlaceOf(std::vector<std::int64_t>(costs.begin(), costs.end()))), place);
}

void TestDifferences::unpricedCallsAreListedWithTheirTokens()
{
    Pricer pricer(claude());
    Differences differences(pricer);
    differences.add(call("", "nobodys-model", "2026-05-01", 30, 5), 700, 1);
    differences.add(call("", "nobodys-model", "2026-05-01", 10, base::kAbsent), base::kAbsent, 1);
    const std::vector<Difference> found = differences.result();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].cause, DifferenceCause::Unpriced);
    QCOMPARE(found[0].unpriced, Unpriced::UnknownModel);
    QCOMPARE(found[0].calls, std::int64_t{2});
    QCOMPARE(found[0].reported, std::int64_t{1});
    QCOMPARE(qint64(found[0].tokens), 45LL);
    QCOMPARE(qint64(found[0].reportedNanos), 700LL);
}

void TestDifferences::sumsByModelAndCause()
{
    Pricer pricer(claude());
    Differences differences(pricer);
    const Call plain = call("anthropic", "claude-x", "2026-05-01", 1000, 100); // 3000 + 1500 = 4500
    differences.add(plain, 2'250'000, 1);                                      // half: a batch
    differences.add(plain, 2'250'000, 1);
    differences.add(plain, 4'500'400, 1'000); // rounded to six decimals
    differences.add(plain, 4'500'000, 1);     // equal: not listed
    const std::vector<Difference> found = differences.result();
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].cause, DifferenceCause::Tier);
    QCOMPARE(found[0].calls, std::int64_t{2});
    QCOMPARE(qint64(found[0].reportedNanos), 4'500'000LL);
    QCOMPARE(qint64(found[0].computedNanos), 9'000'000LL);
    QCOMPARE(found[1].cause, DifferenceCause::Rounding);
}

QTEST_GUILESS_MAIN(TestDifferences)
#include "test_differences.moc"
