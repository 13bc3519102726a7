// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/savings.h"
#include "insight/smallermodels.h"
#include "tests/pricing/books.h"

using namespace outlay;
using base::EventRow;
using base::FixedDimension;
using insight::PromptSizes;
using insight::Saving;

namespace {

EventRow promptOf(std::int64_t input, std::int64_t atSecond, std::int64_t read = 0)
{
    EventRow row;
    row.atUs = atSecond * 1'000'000;
    row.inputTokens = input;
    row.cacheReadTokens = read;
    return row;
}

/// 10 days, one call of a dollar on the first and on the last.
std::shared_ptr<const cube::Cube> tenDays()
{
    base::Attribution attribution;
    attribution[FixedDimension::Feature] = "chat";
    base::Cell cell{*base::parseDay("2026-05-01"), 1, {}};
    cell.sums.requests = cell.sums.priced = 1;
    cell.sums.costNanos = base::kNanosPerDollar;
    base::Cell last = cell;
    last.day = *base::parseDay("2026-05-10");
    return *cube::Cube::build({{1, attribution}}, {cell, last});
}

insight::WhatIfResult savingOf(std::int64_t nanos)
{
    insight::WhatIfResult result;
    result.total.beforeNanos = nanos;
    result.total.changed = 1;
    return result;
}

} // namespace

class TestSavings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargeModelHasASmallSibling_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("small");
        const auto row = [](const char *model, const char *small) {
            QTest::newRow(model) << QString::fromUtf8(model) << QString::fromUtf8(small);
        };
        row("gpt-4o-2024-08-06", "gpt-4o-mini");
        row("GPT-4o", "gpt-4o-mini");
        row("gpt-4o-mini", "");
        row("gpt-4.1", "gpt-4.1-mini");
        row("gpt-5-nano", "");
        row("claude-3-5-sonnet-20241022", "claude-3-5-haiku-20241022");
        row("claude-3-5-haiku-20241022", "");
        row("anthropic.claude-sonnet-4-20250514-v1:0", "claude-haiku-4-5");
        row("gemini-2.5-pro", "gemini-2.5-flash"); // "mini" is in its name
        row("gemini-2.5-flash", "");
        row("text-embedding-3-large", "");
        row("nobody-knows-1", "");
        row("", "");
    }
    void aLargeModelHasASmallSibling()
    {
        QFETCH(QString, model);
        QFETCH(QString, small);
        const auto found = insight::smallerModel(model.toStdString());
        QCOMPARE(QString::fromStdString(found.value_or(std::string())), small);
        // Each is one that the book has a price for, and a lower one.
        if (found) {
            pricing::Pricer pricer(pricing::shippedBook());
            const auto cost = pricer.price(pricing::call({}, *found, "2026-05-15", 1'000'000, 0));
            QVERIFY2(cost.nanos > 0, found->c_str());
            const auto large =
                pricer.price(pricing::call({}, model.toStdString(), "2026-05-15", 1'000'000, 0));
            QVERIFY2(cost.nanos < large.nanos, found->c_str());
        }
    }

    void theFloorIsWhatNineteenOfTwentyPromptsHave()
    {
        PromptSizes sizes;
        for (int i = 0; i < 95; ++i)
            insight::addCall(sizes, {}, promptOf(4096, i));
        for (int i = 0; i < 5; ++i)
            insight::addCall(sizes, {}, promptOf(10, i));
        QCOMPARE(sizes.floor(), 4096);
        insight::addCall(sizes, {}, promptOf(10, 0));
        for (int i = 0; i < 5; ++i)
            insight::addCall(sizes, {}, promptOf(10, 0));
        QCOMPARE(sizes.floor(), 10); // 11 of 106 are more than a twentieth
        QCOMPARE(sizes.calls, 106);
        QCOMPARE(sizes.spans.size(), std::size_t(1)); // all within five minutes
    }

    void theFloorIsRoundedDown()
    {
        PromptSizes sizes;
        insight::addCall(sizes, {}, promptOf(4351, 0)); // bands of 256 from 4,096 on
        QCOMPARE(sizes.floor(), 4096);
        QCOMPARE(PromptSizes().floor(), 0);
    }

    void whatLogsSayOfACacheIsCounted()
    {
        base::Attribution cached;
        cached[FixedDimension::Cached] = "true";
        base::Attribution fresh;
        fresh[FixedDimension::Cached] = "false";
        PromptSizes sizes;
        insight::addCall(sizes, {}, promptOf(100, 0, 50));
        insight::addCall(sizes, {}, promptOf(100, 0, 0));
        insight::addCall(sizes, {}, promptOf(100, 0, base::kAbsent));
        insight::addCall(sizes, cached, promptOf(100, 0, base::kAbsent));
        insight::addCall(sizes, fresh, promptOf(100, 0, base::kAbsent));
        insight::addCall(sizes, fresh, promptOf(base::kAbsent, 0)); // no size
        QCOMPARE(sizes.calls, 5);
        QCOMPARE(sizes.cached, 2);
        QCOMPARE(sizes.silent, 1);
    }

    void savingsAreRankedByDollarsAMonth()
    {
        const auto cube = tenDays();
        std::vector<Saving> tried(4);
        for (std::size_t i = 0; i < tried.size(); ++i)
            tried[i].feature = std::to_string(i);
        // Of ten days: three times as much in 30. A cent a month is the least.
        const auto savings = insight::ranked(
            *cube, {}, tried,
            {savingOf(7), savingOf(1'000'000'001), savingOf(-5'000'000'000), savingOf(3'000'000'000)});
        QCOMPARE(savings.days, 10);
        QCOMPARE(savings.found.size(), std::size_t(2));
        QCOMPARE(savings.found[0].feature, std::string("3"));
        QCOMPARE(savings.found[0].perMonth.nanos(), 9'000'000'000);
        QCOMPARE(savings.found[1].perMonth.nanos(), 3'000'000'003);
        QCOMPARE(savings.found[1].saved.nanos(), 1'000'000'001);
        // Of the filter's part of them: five days, six times as much.
        base::Filter filter;
        filter.period = {*base::parseDay("2026-05-06"), *base::parseDay("2026-06-30")};
        const auto half = insight::ranked(*cube, filter, {Saving()}, {savingOf(1'000'000'000)});
        QCOMPARE(half.days, 5);
        QCOMPARE(half.found[0].perMonth.nanos(), 6'000'000'000);
        filter.period = {*base::parseDay("2027-05-06"), *base::parseDay("2027-06-30")};
        QVERIFY(insight::ranked(*cube, filter, {Saving()}, {savingOf(1'000'000'000)}).found.empty());
    }
};

QTEST_GUILESS_MAIN(TestSavings)
#include "test_savings.moc"
