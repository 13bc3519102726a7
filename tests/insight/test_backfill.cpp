// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/backfill.h"

#include <map>
#include <random>

using namespace outlay;
using base::Attribution;
using base::EventRow;
using base::FixedDimension;
using base::JoinKind;
using base::JoinLog;
using base::JoinRow;
using insight::JoinMatcher;
using insight::JoinQuality;

namespace {

constexpr std::int64_t kNow = 1'777'593'600'000'000; // 2026-05-01
constexpr std::int64_t kMs = 1'000;
constexpr std::int64_t kWindow = 2'000 * kMs;

/// A log that says features.
JoinLog joinLog(const std::vector<std::string> &features)
{
    JoinLog log;
    log.dimensions = {"feature"};
    log.models = {"", "m", "other"};
    for (const std::string &feature : features)
        log.values.push_back({feature});
    return log;
}

JoinRow byId(std::uint64_t call, std::uint32_t values, std::uint64_t chain = 0)
{
    JoinRow row;
    row.call = call;
    row.chain = chain;
    row.values = values;
    return row;
}

JoinRow byTime(std::int64_t ms, std::uint32_t values, std::uint32_t model = 1)
{
    JoinRow row;
    row.atUs = kNow + ms * kMs;
    row.model = model;
    row.values = values;
    return row;
}

Attribution logged(const std::string &feature, const std::string &model = "m")
{
    Attribution attribution;
    if (!feature.empty())
        attribution[FixedDimension::Feature] = feature;
    attribution[FixedDimension::Model] = model;
    return attribution;
}

/// Calls with numbers from 1, of 1, 2, 4 … nano-dollars.
class Calls
{
public:
    explicit Calls(const JoinLog &log, std::int64_t windowUs = kWindow)
        : m_matcher(log, windowUs)
    {
    }

    Calls &add(std::int64_t ms, const Attribution &attribution, const base::CallIds &ids = {},
               std::int64_t outputTokens = base::kAbsent)
    {
        EventRow row;
        row.atUs = kNow + ms * kMs;
        row.costNanos = std::int64_t{1} << m_count;
        row.outputTokens = outputTokens;
        row.attribution = static_cast<std::uint32_t>(m_count);
        m_matcher.add(++m_count, attribution, row, ids);
        return *this;
    }

    /// What each call gets; those that get nothing are left out.
    std::map<std::int64_t, std::string> joined()
    {
        m_matcher.finish({});
        std::map<std::int64_t, std::string> found;
        for (const base::Join &join : m_matcher.joins())
            for (const auto &[dimension, value] : m_matcher.values()[join.values])
                found[join.event] += (found[join.event].empty() ? "" : ",") + value;
        return found;
    }
    const JoinQuality &quality() const { return m_matcher.quality(); }

private:
    JoinMatcher m_matcher;
    std::int64_t m_count = 0;
};

using Joined = std::map<std::int64_t, std::string>;

} // namespace

/// Calls are found in another log.
class BackfillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theIdOfTheRequestGoesBeforeThatOfTheChainAndBothBeforeTime()
    {
        JoinLog log = joinLog({"a", "b", "c"});
        log.rows = {byId(7, 0), byId(0, 1, 9), byTime(0, 2)};
        Calls calls(log);
        calls.add(0, logged(""), {{7}, {9}}).add(0, logged(""), {{8}, {9}}).add(0, logged(""), {{8}, {8}});
        QVERIFY((calls.joined() == Joined{{1, "a"}, {2, "b"}, {3, "c"}}));
        QCOMPARE(calls.quality().byCall.nanos, 1);
        QCOMPARE(calls.quality().byChain.nanos, 2);
        QCOMPARE(calls.quality().byTime.nanos, 4);
        QCOMPARE(calls.quality().rowsUsed, 3);
    }

    void whatWasLoggedStaysAndADefaultLabelIsNothing()
    {
        JoinLog log = joinLog({"a"});
        log.rows = {byId(7, 0)};
        Calls calls(log);
        calls.add(0, logged("b"), {{7}, {}}).add(0, logged("unknown"), {{7}, {}});
        QVERIFY((calls.joined() == Joined{{2, "a"}}));
        QCOMPARE(calls.quality().conflicting.nanos, 1);
        QCOMPARE(calls.quality().known.nanos, 1);
        QVERIFY(calls.quality().conflicts ==
                (std::vector<insight::JoinConflict>{{1, kNow, 0, "feature", "b", "a"}}));
    }

    void rowsOfOneIdThatContradictEachOtherAreAmbiguous()
    {
        JoinLog log = joinLog({"a", "b"});
        log.rows = {byId(7, 0), byId(7, 1), byId(8, 0), byId(8, 0)};
        Calls calls(log);
        calls.add(0, logged(""), {{7}, {}}).add(0, logged(""), {{8}, {}});
        QVERIFY((calls.joined() == Joined{{2, "a"}}));
        QCOMPARE(calls.quality().ambiguous.nanos, 1);
    }

    void rowsOfOneIdAddToEachOther()
    {
        JoinLog log;
        log.dimensions = {"segment", "feature"};
        log.values = {{"", "a"}, {"pro", ""}};
        log.rows = {byId(7, 0), byId(7, 1)};
        Calls calls(log);
        calls.add(0, logged(""), {{7}, {}}).add(0, logged("a"), {{7}, {}});
        QVERIFY((calls.joined() == Joined{{1, "a,pro"}, {2, "pro"}})); // by the dimension's name
        QCOMPARE(calls.quality().filled[0].nanos, 3);
        QCOMPARE(calls.quality().filled[1].nanos, 1);
        QCOMPARE(calls.quality().conflicting.requests, 0);
    }

    void whatIsGivenIsToldByValueTheDearestFirst()
    {
        JoinLog log;
        log.dimensions = {"feature", "segment"};
        log.values = {{"a", "pro"}, {"b", "pro"}, {"b", ""}};
        log.rows = {byId(7, 0), byId(8, 1), byId(9, 2)};
        Calls calls(log);
        calls.add(0, logged(""), {{7}, {}}).add(0, logged(""), {{8}, {}}).add(0, logged(""), {{9}, {}});
        calls.joined();
        // The calls cost 1, 2 and 4: b is of 2 + 4, pro of 1 + 2.
        QVERIFY(calls.quality().given == (std::vector<insight::JoinGiven>{{"feature", "b", {2, 6}},
                                                                          {"feature", "a", {1, 1}},
                                                                          {"segment", "pro", {2, 3}}}));
    }

    void timesAreMatchedOneToOneTheNearestFirst()
    {
        JoinLog log = joinLog({"a"});
        log.rows = {byTime(1'000, 0)};
        Calls calls(log);
        calls.add(0, logged("")).add(900, logged("")).add(1'500, logged(""));
        QVERIFY((calls.joined() == Joined{{2, "a"}}));
        QCOMPARE(calls.quality().unmatched.nanos, 1 + 4);
        QCOMPARE(calls.quality().medianUs, std::optional(100 * kMs));
    }

    void theWindowEndsWhereItIsSaidTo()
    {
        JoinLog log = joinLog({"a"});
        log.rows = {byTime(0, 0), byTime(10'000, 0)};
        Calls calls(log);
        calls.add(2'000, logged("")).add(12'001, logged(""));
        QVERIFY((calls.joined() == Joined{{1, "a"}}));
    }

    void nearRowsThatSayDifferentThingsAreAmbiguousWhateverIsNearest()
    {
        JoinLog log = joinLog({"a", "b", ""});
        log.rows = {byTime(0, 0), byTime(1'500, 1), byTime(20'000, 0), byTime(20'001, 2)};
        Calls calls(log);
        calls.add(1, logged("")).add(20'000, logged("")); // a row that says nothing may be the call's own
        QVERIFY(calls.joined().empty());
        QCOMPARE(calls.quality().ambiguous.nanos, 3);
    }

    void otherModelsAndOtherTokensAreOtherCalls()
    {
        JoinLog log = joinLog({"a", "b", "c"});
        log.rows = {byTime(0, 0, 2), byTime(0, 1), byTime(0, 2)};
        log.rows[1].outputTokens = 5;
        log.rows[2].outputTokens = 6;
        Calls calls(log);
        calls.add(0, logged(""), {}, 6).add(100, logged("", "strange"), {}, 5);
        QVERIFY((calls.joined() == Joined{{1, "c"}}));
        QCOMPARE(calls.quality().unmatched.nanos, 2);
    }

    void theCheckTellsHowOftenTimeIsRight()
    {
        JoinLog log = joinLog({"a", "b"});
        log.rows = {byTime(0, 0), byTime(10'000, 1), byTime(20'000, 0), byTime(20'500, 1)};
        Calls calls(log);
        // Right, wrong, ambiguous.
        calls.add(0, logged("a")).add(10'000, logged("a")).add(20'100, logged("a"));
        QVERIFY(calls.joined().empty());
        QVERIFY((calls.quality().check == insight::JoinCheck{1, 1, 1, 0}));
        QCOMPARE(*calls.quality().check.precision(), 0.5);
    }

    void quantilesAreOfTheNearestRank()
    {
        JoinLog log = joinLog({"a"});
        for (int i = 1; i <= 20; ++i)
            log.rows.push_back(byTime(i * 10'000 + i, 0));
        Calls many(log);
        for (int i = 1; i <= 20; ++i)
            many.add(i * 10'000, logged(""));
        QCOMPARE(many.joined().size(), std::size_t{20});
        QCOMPARE(many.quality().medianUs, std::optional(10 * kMs)); // of 1 … 20 ms the tenth
        QCOMPARE(many.quality().p95Us, std::optional(19 * kMs));
    }

    /// A known truth: features are taken out of a log and kept in another one, with times that are off.
    void generatedTruth_data()
    {
        QTest::addColumn<int>("callsAMinute");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("mostOf");
        // 200 ms of jitter and a window of a second: with few calls hardly any two are near each other.
        QTest::newRow("a call a minute") << 1 << 0.99 << 0.90;
        QTest::newRow("ten calls a minute") << 10 << 0.99 << 0.55;
        QTest::newRow("hundred calls a minute: few are told apart, and these are right")
            << 100 << 0.90 << 0.0;
    }
    void generatedTruth()
    {
        QFETCH(int, callsAMinute);
        std::mt19937_64 random(42);
        std::exponential_distribution<double> gap(callsAMinute / 60'000.0);
        std::normal_distribution<double> jitter(0, 200);
        const std::vector<std::string> names{"a", "b", "c", "d"};
        JoinLog log = joinLog(names);
        std::vector<std::pair<std::int64_t, std::string>> truth;
        double ms = 0;
        for (int i = 0; i < 3'000; ++i) {
            ms += gap(random);
            const auto value = static_cast<std::uint32_t>(random() % names.size());
            truth.emplace_back(static_cast<std::int64_t>(ms), names[value]);
            log.rows.push_back(byTime(static_cast<std::int64_t>(ms + jitter(random)), value));
        }
        JoinMatcher matcher(log, 1'000 * kMs);
        for (std::size_t i = 0; i < truth.size(); ++i) {
            EventRow row;
            row.atUs = kNow + truth[i].first * kMs;
            row.costNanos = 1;
            matcher.add(static_cast<std::int64_t>(i), logged(""), row, {});
        }
        QVERIFY(matcher.finish({}));
        std::int64_t right = 0;
        for (const base::Join &join : matcher.joins())
            right += matcher.values()[join.values].front().second ==
                     truth[static_cast<std::size_t>(join.event)].second;
        const auto matched = static_cast<double>(matcher.joins().size());
        const double precision = static_cast<double>(right) / matched;
        const double recall = matched / static_cast<double>(truth.size());
        qInfo("%d calls a minute: precision %.4f, recall %.4f", callsAMinute, precision, recall);
        QFETCH(double, least);
        QFETCH(double, mostOf);
        QVERIFY(precision >= least);
        QVERIFY(recall >= mostOf);
    }

    /// Whatever the logs: each call is in one class, and each row is one call's.
    void everyCallIsInOneClass()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            JoinLog log = joinLog({"a", "b", ""});
            const int rows = static_cast<int>(random() % 20);
            for (int i = 0; i < rows; ++i) {
                const auto upTo = [&random](unsigned most) {
                    return static_cast<std::uint32_t>(random() % most);
                };
                JoinRow row = byTime(upTo(10'000), upTo(3), upTo(3));
                row.call = random() % 4;
                row.chain = random() % 3;
                log.rows.push_back(row);
            }
            Calls calls(log);
            const int count = static_cast<int>(random() % 30);
            for (int i = 0; i < count; ++i) {
                base::CallIds ids;
                if (random() % 2 == 0)
                    ids.calls.push_back(random() % 6 + 1);
                if (random() % 2 == 0)
                    ids.chains.push_back(random() % 5 + 1);
                calls.add(static_cast<int>(random() % 10'000), logged(random() % 3 == 0 ? "a" : ""), ids);
            }
            const auto joined = calls.joined();
            const JoinQuality &q = calls.quality();
            QCOMPARE(static_cast<std::int64_t>(joined.size()), q.joined().requests);
            QCOMPARE(q.joined().requests + q.ambiguous.requests + q.unmatched.requests + q.known.requests,
                     count);
            QCOMPARE(q.joined().nanos + q.ambiguous.nanos + q.unmatched.nanos + q.known.nanos,
                     (std::int64_t{1} << count) - 1);
            QVERIFY(q.byTime.requests <= rows && q.rowsUsed <= rows);
        }
    }

    void aStopEndsIt()
    {
        JoinLog log = joinLog({"a"});
        log.rows = {byTime(0, 0)};
        JoinMatcher matcher(log, kWindow);
        EventRow row;
        row.atUs = kNow;
        matcher.add(1, logged(""), row, {});
        std::stop_source source;
        source.request_stop();
        QVERIFY(!matcher.finish(source.get_token()));
    }
};

QTEST_GUILESS_MAIN(BackfillTest)
#include "test_backfill.moc"
