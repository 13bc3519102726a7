// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/duplicates.h"
#include "insight/whatif.h"
#include "tests/pricing/books.h"

#include <algorithm>

using namespace outlay;
using base::EventRow;
using base::FixedDimension;
using insight::Scenario;
using insight::WhatIfCounting;
using insight::WhatIfResult;

namespace {

/// moc stumbles over quotes within strings.
std::string quoted(std::string json)
{
    std::replace(json.begin(), json.end(), '\'', '"');
    return json;
}

constexpr const char *kDay = "2026-05-15";

/// Dollars a million: big 10 in, 1 read, 12.5 written, 50 out; small 1, 0.5, 1, 2. Batch is half of it.
std::shared_ptr<const pricing::PriceBook> bigAndSmall()
{
    return pricing::book(pricing::bookOf(quoted(
        "{'provider': 'p', 'model': 'big', 'input': 10, 'cache_read': 1, 'cache_write_5m': 12.5, 'output': "
        "50},"
        "{'provider': 'p', 'model': 'big', 'tier': 'batch', 'input': 5, 'cache_read': 1, 'output': 25},"
        "{'provider': 'p', 'model': 'small', 'input': 1, 'cache_read': 0.5, 'output': 2, 'to': '2026-06-01'},"
        "{'provider': 'p', 'model': 'small', 'input': 3, 'cache_read': 0.5, 'output': 4, 'from': "
        "'2026-06-01'}")));
}

base::Attribution attributionOf(const char *model, const char *outcome = "completed")
{
    base::Attribution attribution;
    attribution[FixedDimension::Feature] = "chat";
    attribution[FixedDimension::Provider] = "p";
    attribution[FixedDimension::Model] = model;
    attribution[FixedDimension::Outcome] = outcome;
    return attribution;
}

EventRow eventOf(std::int64_t input, std::int64_t output, std::int64_t nanos = base::kAbsent)
{
    EventRow row;
    row.atUs = pricing::at(kDay);
    row.inputTokens = input;
    row.outputTokens = output;
    row.costNanos = nanos;
    return row;
}

Scenario scenario(const std::string &changes, const std::string &more = {})
{
    const auto parsed =
        insight::parseScenario(quoted("{" + more + "'changes': [" + changes + "]}"), "test.json");
    if (!parsed)
        qFatal("%s", base::sentence(parsed.error()).c_str());
    return *parsed;
}

WhatIfResult ask(const Scenario &asked, const std::vector<std::pair<base::Attribution, EventRow>> &calls,
                 base::CostBasis basis = base::CostBasis::Shown)
{
    WhatIfCounting counting(bigAndSmall(), asked, basis);
    for (const auto &[attribution, row] : calls)
        counting.add(*base::parseDay(kDay), 0xffffffff, attribution, row, {});
    return counting.result();
}

std::int64_t nanos(base::Int128 sum)
{
    return static_cast<std::int64_t>(sum);
}

/// 1,000 in and 100 out of big: 0.010 + 0.005 = $0.015.
constexpr qint64 kBigCost = 15'000'000;

} // namespace

class TestWhatIf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesByHand_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<qint64>("after");
        QTest::newRow("another model: 1,000 × 1 + 100 × 2")
            << QByteArray("{'model': 'small'}") << 1'200'000LL;
        QTest::newRow("batch is half") << QByteArray("{'tier': 'batch'}") << 7'500'000LL;
        // 0.4 × 7.5 + 0.6 × 15 = 12
        QTest::newRow("a share to batch")
            << QByteArray("{'tier': 'batch', 'share_percent': 40}") << 12'000'000LL;
        // 800 read at 1, 200 at 10: 0.0008 + 0.002, and the answer's 0.005
        QTest::newRow("a cache-hit rate") << QByteArray("{'cache_hit_percent': 80}") << 7'800'000LL;
        // 800 read, 100 written at 12.5, 100 at 10: 0.0008 + 0.00125 + 0.001 + 0.005
        QTest::newRow("with writes") << QByteArray("{'cache_hit_percent': 80, 'cache_write_percent': 10}")
                                     << 8'050'000LL;
        // 1,000 × 10 + 40 × 50 = 0.010 + 0.002
        QTest::newRow("a cap on the answer") << QByteArray("{'max_output_tokens': 40}") << 12'000'000LL;
        QTest::newRow("a cap that is not reached") << QByteArray("{'max_output_tokens': 100}") << kBigCost;
        // 1,000 × 4 + 100 × 50
        QTest::newRow("another price") << QByteArray("{'prices': {'input': 4}}") << 9'000'000LL;
        QTest::newRow("another price from a day that comes later")
            << QByteArray("{'prices': {'input': 4}, 'from': '2026-05-16'}") << kBigCost;
        // 1,000 × 3 + 100 × 4, small's price from June on
        QTest::newRow("the prices of another day")
            << QByteArray("{'model': 'small', 'prices_of': '2026-06-02'}") << 3'400'000LL;
        QTest::newRow("no calls") << QByteArray("{'drop': true}") << 0LL;
        QTest::newRow("no retries: it is none") << QByteArray("{'no_retries': true}") << kBigCost;
        // 0.5 × 0.0012 + 0.5 × 0.015 = 0.0081
        QTest::newRow("half to another model")
            << QByteArray("{'model': 'small', 'share_percent': 50}") << 8'100'000LL;
        // half of the quarter: 0.25 × (0.5 × 7.5 + 0.5 × 0) + 0.75 × (0.5 × 15 + 0.5 × 0)
        QTest::newRow("a share of a share")
            << QByteArray("{'tier': 'batch', 'share_percent': 25}, {'drop': true, 'share_percent': 50}")
            << 6'562'500LL;
    }
    void changesByHand()
    {
        QFETCH(QByteArray, change);
        QFETCH(qint64, after);
        const WhatIfResult result =
            ask(scenario(change.toStdString()), {{attributionOf("big"), eventOf(1000, 100, kBigCost)}});
        QCOMPARE(nanos(result.total.beforeNanos), kBigCost);
        QCOMPARE(nanos(result.total.afterNanos), after);
        QCOMPARE(result.total.changed, after == kBigCost ? 0 : 1);
        QCOMPARE(result.months.size(), std::size_t(1));
        QVERIFY(result.months.begin()->second == result.total);
    }

    void noChangeChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("changes");
        QTest::newRow("no changes") << QByteArray();
        QTest::newRow("the model that it is") << QByteArray("{'model': 'big'}");
        QTest::newRow("the tier that it is") << QByteArray("{'tier': 'standard'}");
        QTest::newRow("none of the calls") << QByteArray("{'drop': true, 'share_percent': 0}");
        QTest::newRow("the book's own prices") << QByteArray("{'prices': {'input': 10, 'output': 50}}");
        QTest::newRow("the prices of the same day") << QByteArray("{'prices_of': '2026-05-15'}");
        QTest::newRow("no cache where there is none") << QByteArray("{'cache_hit_percent': 0}");
    }
    void noChangeChangesNothing()
    {
        QFETCH(QByteArray, changes);
        // What logs report is none of the book's: it stays to the nano-dollar.
        std::vector<std::pair<base::Attribution, EventRow>> calls;
        std::int64_t sum = 0;
        for (std::int64_t i = 0; i < 500; ++i) {
            calls.emplace_back(attributionOf("big"), eventOf(i * 37 % 991, i * 13 % 97, i * i + 7));
            sum += i * i + 7;
        }
        calls.emplace_back(attributionOf("big"), eventOf(1, base::kAbsent));
        const WhatIfResult result = ask(scenario(changes.toStdString()), calls);
        for (const auto after : {result.total.beforeNanos, result.total.lowNanos, result.total.afterNanos,
                                 result.total.highNanos})
            QCOMPARE(nanos(after), sum);
        QCOMPARE(result.total.requestsAfter(), 501);
        QCOMPARE(result.total.requests - result.total.priced, 1);
    }

    void aDiscountThatTheLogShowsStays()
    {
        // Reported at 80 % of the list: batch halves it.
        const WhatIfResult result = ask(scenario("{'tier': 'batch'}"),
                                        {{attributionOf("big"), eventOf(1000, 100, kBigCost * 8 / 10)}});
        QCOMPARE(nanos(result.total.afterNanos), 6'000'000);
        // Another model is not bought at it; that its log and the book differ is said.
        const WhatIfResult moved = ask(scenario("{'model': 'small'}"),
                                       {{attributionOf("big"), eventOf(1000, 100, kBigCost * 8 / 10)}});
        QCOMPARE(nanos(moved.total.afterNanos), 1'200'000);
        QCOMPARE(nanos(moved.movedLogged), 12'000'000);
        QCOMPARE(nanos(moved.movedByBook), 15'000'000);
    }

    void tolerancesGiveARangeForMovedCallsAlone()
    {
        const std::string tolerances = "'tokenizer_tolerance_percent': 10, 'answer_tolerance_percent': 50,";
        const WhatIfResult moved = ask(scenario("{'model': 'small'}", tolerances),
                                       {{attributionOf("big"), eventOf(1000, 100, kBigCost)}});
        // 900 × 1 + 100 × 0.9 × 0.5 × 2 = 990; 1,100 + 100 × 1.1 × 1.5 × 2 = 1,430 millionths
        QCOMPARE(nanos(moved.total.lowNanos), 990'000);
        QCOMPARE(nanos(moved.total.afterNanos), 1'200'000);
        QCOMPARE(nanos(moved.total.highNanos), 1'430'000);
        const WhatIfResult batch = ask(scenario("{'tier': 'batch'}", tolerances),
                                       {{attributionOf("big"), eventOf(1000, 100, kBigCost)}});
        QCOMPARE(nanos(batch.total.lowNanos), nanos(batch.total.highNanos));
    }

    void whatDoesNotFitStaysAndIsListed()
    {
        const WhatIfResult result = ask(scenario("{'model': 'small', 'context_window': 1100}"),
                                        {{attributionOf("big"), eventOf(1000, 100, kBigCost)},
                                         {attributionOf("big"), eventOf(1000, 101, kBigCost)},
                                         {attributionOf("big"), eventOf(5000, 1, kBigCost)}});
        QCOMPARE(nanos(result.total.afterNanos), 1'200'000 + 2 * kBigCost);
        QCOMPARE(result.tooLong, 2);
        QCOMPARE(result.moved, 1);
        QCOMPARE(result.windowUnknown, 0);
        QCOMPARE(result.longest.size(), std::size_t(2));
        QCOMPARE(result.longest[0].tokens, 5001);
        QCOMPARE(result.longest[1].tokens, 1101);
        QCOMPARE(result.longest[0].target, std::string("small"));
        QCOMPARE(
            ask(scenario("{'model': 'small'}"), {{attributionOf("big"), eventOf(1, 1, 1)}}).windowUnknown, 1);
    }

    void retriesAreGoneWithTheirCalls()
    {
        const WhatIfResult result = ask(scenario("{'no_retries': true}"),
                                        {{attributionOf("big", "failed"), eventOf(1, 1, 5)},
                                         {attributionOf("big", "superseded attempt"), eventOf(1, 1, 7)},
                                         {attributionOf("big", "partial"), eventOf(1, 1, 11)},
                                         {attributionOf("big"), eventOf(1, 1, 13)}});
        QCOMPARE(nanos(result.total.afterNanos), 24);
        QCOMPARE(result.total.requestsAfter(), 2);
    }

    void whatCannotBePricedStaysAndIsCounted()
    {
        const WhatIfResult result = ask(scenario("{'model': 'nobody-knows-1'}"),
                                        {{attributionOf("big"), eventOf(1000, 100, kBigCost)},
                                         {attributionOf("big"), eventOf(1, base::kAbsent)}});
        QCOMPARE(nanos(result.total.afterNanos), kBigCost);
        QCOMPARE(result.total.notEstimated, 1);
        QCOMPARE(result.total.changed, 0);
        QCOMPARE(result.total.requests - result.total.priced, 1);
    }

    void aScenarioIsReadAsItIsWritten()
    {
        const Scenario whole = scenario(
            "{'where': {'feature': 'chat', 'model': {'out': ['a, b', 'unknown']}}, 'from': '2026-05-01',"
            " 'to': '2026-05-31', 'share_percent': 12.5, 'model': 'small', 'provider': 'p',"
            " 'context_window': 128000, 'tier': 'batch', 'cache_hit_percent': 80, 'cache_write_percent': 5,"
            " 'prices_of': '2026-06-01', 'prices': {'input': 2.5, 'web_search': 10}, 'max_output_tokens': 5,"
            " 'no_retries': true, 'drop': true, 'no_duplicates_within_seconds': 300}, {}",
            "'name': 'all \\\\ of it', 'tokenizer_tolerance_percent': 10, 'answer_tolerance_percent': 0.5,");
        QCOMPARE(whole.changes[0].share, 125'000);
        QVERIFY(whole.changes[0].where.at("model").exclude);
        QVERIFY(whole.changes[0].where.at("model").values.contains("")); // the unattributed
        const std::string json = insight::scenarioJson(whole);
        const auto again = insight::parseScenario(json, "again.json");
        QVERIFY2(again.has_value(), json.c_str());
        QVERIFY2(*again == whole, json.c_str());
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *json, const char *words) {
            QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(words);
        };
        row("no JSON", "{", "test.json");
        row("a list", "[]", "is no scenario");
        row("no changes", "{}", "changes");
        row("an unknown change", "{'changes': [{'modle': 'x'}]}", "modle");
        row("an unknown member", "{'changes': [], 'x': 1}", "is no part of a scenario");
        row("more than all", "{'changes': [{'share_percent': 101}]}", "from 0 to 100");
        row("less than none", "{'changes': [{'cache_hit_percent': -1}]}", "from 0 to 100");
        row("no tier", "{'changes': [{'tier': 'slow'}]}", "batch");
        row("no day", "{'changes': [{'from': 'soon'}]}", "2026-05-31");
        row("a negative cap", "{'changes': [{'max_output_tokens': -1}]}", "whole number");
        row("half a token", "{'changes': [{'max_output_tokens': true}]}", "whole number");
        row("no price", "{'changes': [{'prices': {'input': -1}}]}", "no price");
        row("no kind", "{'changes': [{'prices': {'inputs': 1}}]}", "no kind of tokens");
        row("a window of no model", "{'changes': [{'context_window': 1}]}", "none is given");
        row("reads and writes above all",
            "{'changes': [{'cache_hit_percent': 60, 'cache_write_percent': 50}]}", "more than 100");
        row("three shares", "{'changes': [{'share_percent': 1}, {'share_percent': 1}, {'share_percent': 1}]}",
            "share_percent");
        row("where is a text", "{'changes': [{'where': 'feature=chat'}]}", "where");
        row("a value is a number", "{'changes': [{'where': {'feature': 1}}]}", "texts");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, words);
        const auto parsed = insight::parseScenario(quoted(json.toStdString()), "test.json");
        QVERIFY(!parsed);
        const QString sentence = QString::fromStdString(base::sentence(parsed.error()));
        QVERIFY2(sentence.contains(words), qPrintable(sentence));
    }

    void duplicatesAreOfOneUserFeatureModelAndSize()
    {
        insight::DuplicateFinder finder(60);
        EventRow row = eventOf(100, 1);
        QVERIFY(!insight::DuplicateFinder::keyOf(attributionOf("big"), row)); // nobody's
        row.user = 7;
        const auto key = *insight::DuplicateFinder::keyOf(attributionOf("big"), row);
        QVERIFY(!insight::DuplicateFinder::keyOf(attributionOf("big", "failed"), row));
        QVERIFY(key != *insight::DuplicateFinder::keyOf(attributionOf("small"), row));
        row.inputTokens = 101;
        QVERIFY(key != *insight::DuplicateFinder::keyOf(attributionOf("big"), row));
        constexpr std::int64_t second = 1'000'000;
        for (const std::int64_t at : {100, 0, 60, 161, 60})
            finder.see(key, at * second);
        finder.settle();
        QVERIFY(!finder.take(key, 0));
        QVERIFY(finder.take(key, 60 * second)); // both of that moment, 60 s after the first
        QVERIFY(finder.take(key, 60 * second));
        QVERIFY(!finder.take(key, 60 * second));
        QVERIFY(finder.take(key, 100 * second));
        QVERIFY(!finder.take(key, 161 * second)); // 61 s after
        // The next stretch goes on where this one ends.
        finder.see(key, 200 * second);
        finder.settle();
        QVERIFY(finder.take(key, 200 * second));
    }
};

QTEST_GUILESS_MAIN(TestWhatIf)
#include "test_whatif.moc"
