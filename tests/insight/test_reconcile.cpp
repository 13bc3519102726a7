// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "billworld.h"

#include <cmath>

using namespace outlay;
using base::kAbsent;
using insight::BillAside;
using insight::BillKind;
using insight::MatchCause;
using insight::MatchClass;
using insight::MatchOptions;
using insight::MatchRow;
using insight::Reconciliation;
using tests::BillWorld;

namespace {

constexpr std::int64_t kDollar = base::kNanosPerDollar;
constexpr std::int64_t kCent = kDollar / 100;
const std::string kSonnet = "claude-3-5-sonnet-20241022"; // $3 in, $0.30 read, $15 out a million

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// "2026-05-01 input: matched", for messages and comparisons.
QByteArray told(const MatchRow &row)
{
    std::string line = base::isoDay(row.key.day) + " " + std::string(nameOf(row.key.kind)) + ": " +
                       std::string(nameOf(row.matchClass));
    if (row.cause != MatchCause::None)
        line += ", " + std::string(nameOf(row.cause));
    return QByteArray::fromStdString(row.isDelayed ? line + ", booked later" : line);
}

QByteArray told(const Reconciliation &found)
{
    QByteArrayList lines;
    for (const MatchRow &row : found.rows)
        lines << told(row);
    return lines.join('\n');
}

std::int64_t nanos(base::Int128 amount)
{
    return static_cast<std::int64_t>(amount);
}

/// Classes add up to the totals, and causes to all that is neither matched nor not covered.
void verifySums(const Reconciliation &found)
{
    insight::MatchSums classes;
    insight::MatchSums open;
    insight::MatchSums causes;
    const auto add = [](insight::MatchSums &sums, const insight::MatchSums &more) {
        sums.rows += more.rows;
        sums.providerNanos += more.providerNanos;
        sums.oursNanos += more.oursNanos;
    };
    for (std::size_t i = 0; i < found.classes.size(); ++i) {
        add(classes, found.classes[i]);
        const auto each = static_cast<MatchClass>(i);
        if (each != MatchClass::Matched && each != MatchClass::NotCovered)
            add(open, found.classes[i]);
    }
    for (const auto &sums : found.causes)
        add(causes, sums);
    QCOMPARE(classes.rows, found.total.rows);
    QVERIFY(classes.providerNanos == found.total.providerNanos);
    QVERIFY(classes.oursNanos == found.total.oursNanos);
    QCOMPARE(causes.rows, open.rows);
    QVERIFY(causes.providerNanos == open.providerNanos && causes.oursNanos == open.oursNanos);
}

std::string dayOfMay(int day)
{
    return std::string(day < 10 ? "2026-05-0" : "2026-05-") + std::to_string(day);
}

base::Zone twoHoursEast()
{
    return base::Zone("East", {{std::numeric_limits<std::int64_t>::min(), 7'200'000'000}});
}

} // namespace

class TestReconcile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsOfBillsAreKinds_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *words, const char *kind) {
            QTest::newRow(words) << QString::fromUtf8(words) << QString::fromUtf8(kind);
        };
        row("uncached_input_tokens", "input"); // Anthropic's cost report
        row("output_tokens", "output");
        row("cache_read_input_tokens", "cache read");
        row("cache_creation.ephemeral_5m_input_tokens", "cache write");
        row("input_no_cache", "input"); // Anthropic's console
        row("input_cache_write_1h", "cache write");
        row("cached input", "cache read"); // OpenAI's costs
        row("gpt-5-nano, input_tokens", "input");
        row("input_cache_miss_tokens", "input"); // DeepSeek
        row("input_cache_hit_tokens", "cache read");
        row("Gemini 2.5 Flash GA Text Output - Predictions", "output");
        row("web search tool calls", "other");
        row("Context cache storage", "other");
        row("Token Purchase", "all");
    }
    void wordsOfBillsAreKinds()
    {
        QFETCH(QString, words);
        QFETCH(QString, kind);
        QCOMPARE(text(nameOf(insight::billKindOf(words.toStdString()))), kind);
    }

    void aSkuHasItsModelAndKind()
    {
        base::Attribution attribution;
        attribution[base::FixedDimension::Provider] = "google";
        attribution[base::FixedDimension::Model] = "Gemini 2.5 Flash GA Text Input - Predictions";
        const insight::BillWords words = insight::billWords(attribution, "count");
        QCOMPARE(text(words.model), QStringLiteral("Gemini 2.5 Flash"));
        QVERIFY(words.kind == BillKind::Input);
        QCOMPARE(words.tokensPerUnit, 1);
        attribution[base::FixedDimension::Model] =
            "Generate content output token count gemini 2.5 pro short output text";
        const insight::BillWords other = insight::billWords(attribution, "count");
        QCOMPARE(text(other.model), QStringLiteral("gemini 2.5 pro"));
        QVERIFY(other.kind == BillKind::Output);
    }

    /// 1,000,000 × $3 + 100,000 × $15 = 3.00 + 1.50, as on the bill; cents on the bill are near enough.
    void aDayOfABillMatchesKindByKind()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 100'000, 4'500'000'000);
        world.bill("2026-05-01", {"Claude Sonnet 3.5", "input_no_cache", 3'010'000'000, 1'000'000});
        world.bill("2026-05-01", {"Claude Sonnet 3.5", "output", 1'500'000'000, 100'000});
        const Reconciliation found = world.reconciled();
        QCOMPARE(told(found), QByteArray("2026-05-01 input: matched\n2026-05-01 output: matched"));
        const MatchRow &input = found.rows[0];
        QVERIFY(input.ours.cost == base::Int128{3'000'000'000});
        QVERIFY(input.ours.tokens == base::Int128{1'000'000});
        QCOMPARE(text(found.shownModel(input.key)), QStringLiteral("Claude Sonnet 3.5"));
        QVERIFY(std::fabs(*input.delta - 0.01 / 3.01) < 1e-12); // |3.01 − 3.00| ÷ 3.01
        verifySums(found);
    }

    /// $2 was paid for 1,000,000 input and 100,000 output tokens, list price 3.00 and 1.50: 2 × 3 ÷ 4.5.
    void aCostIsSplitByTheBookAndLosesNothing()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 100'000, 2'000'000'001);
        world.bill("2026-05-01", {kSonnet, "input", 1'333'333'334, 1'000'000});
        world.bill("2026-05-01", {kSonnet, "output", 666'666'667, 100'000});
        const Reconciliation found = world.reconciled();
        QCOMPARE(nanos(*found.rows[1].ours.cost), 666'666'667); // 2,000,000,001 ÷ 3, half even
        QCOMPARE(nanos(*found.rows[0].ours.cost), 1'333'333'334);
        QCOMPARE(nanos(found.total.oursNanos), 2'000'000'001);
    }

    void whatABillDoesNotTellApartIsComparedAsAWhole()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 100'000, 4'500'000'000);
        world.call("2026-05-01", "gpt-4o", 1'000'000, 100'000, 3'500'000'000);
        world.call("2026-05-01", "gpt-4o-mini", 1'000'000, 0, 150'000'000);
        world.bill("2026-05-01", {kSonnet, "", 4'500'000'000});               // a model, no kinds
        world.bill("2026-05-01", {"", "", 3'650'000'000, kAbsent, "openai"}); // neither: 3.50 + 0.15
        const Reconciliation found = world.reconciled();
        const MatchRow &anthropic =
            *std::find_if(found.rows.begin(), found.rows.end(), [](const MatchRow &row) {
                return row.key.provider == "anthropic" && row.key.kind == BillKind::All;
            });
        QVERIFY(anthropic.ours.cost == base::Int128{4'500'000'000});
        QVERIFY(anthropic.matchClass == MatchClass::Matched);
        const auto openai = std::find_if(found.rows.begin(), found.rows.end(), [](const MatchRow &row) {
            return row.key.provider == "openai" && row.key.kind == BillKind::All;
        });
        QVERIFY(openai->key.model == insight::kAllModels);
        QVERIFY(openai->ours.cost == base::Int128{3'650'000'000});
        QVERIFY(openai->matchClass == MatchClass::Matched);
        QCOMPARE(nanos(found.total.oursNanos), nanos(world.called()));
    }

    void dollarsThatDifferWhileTokensAgreeAreARate()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 0, 3'000'000'000);
        world.bill("2026-05-01", {kSonnet, "input", 2'400'000'000, 1'000'000}); // a discount of a fifth
        Reconciliation found = world.reconciled();
        QCOMPARE(told(found), QByteArray("2026-05-01 input: amount differs, rate"));
        QCOMPARE(*found.rows[0].delta, 0.2);
        MatchOptions wide;
        wide.tolerancePpm = 200'000;
        QCOMPARE(told(world.reconciled(wide)), QByteArray("2026-05-01 input: matched"));
    }

    void whatCallsDoNotSayIsNoZero()
    {
        BillWorld world;
        world.call("2026-05-01", "claude-unheard-of-1", 1000, 10, kAbsent); // tokens, no cost
        world.bill("2026-05-01", {"claude-unheard-of-1", "", kDollar});
        world.call("2026-05-02", "claude-unheard-of-1", kAbsent, kAbsent, kAbsent); // nothing at all
        world.bill("2026-05-02", {"claude-unheard-of-1", "", kDollar});
        const Reconciliation found = world.reconciled();
        QVERIFY(told(found).contains("2026-05-01 all: amount differs, unpriced"));
        QVERIFY(told(found).contains("2026-05-02 all: amount differs, missing usage"));
        QVERIFY(!found.rows[0].delta);
        verifySums(found);
    }

    void aBillWithoutTokensIsComparedOnMoneyAndTheOtherWayRound()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill("2026-05-01", {kSonnet, "input", 3 * kDollar});
        QCOMPARE(told(world.reconciled()), QByteArray("2026-05-01 input: matched"));
        BillWorld other;
        other.call("2026-05-01", kSonnet, 1'000'000, 0, 3 * kDollar);
        other.bill("2026-05-01", {kSonnet, "input", kAbsent, 1'000'000});
        const Reconciliation found = other.reconciled();
        QCOMPARE(told(found), QByteArray("2026-05-01 input: matched"));
        QVERIFY(!found.rows[0].provider.cost);
        QVERIFY(!differenceOf(found.rows[0]));
        // Tokens without a price are no bill of $0: what they come to is not known, nor by how much it
        // differs.
        QVERIFY(!found.total.provider() && !found.total.difference());
        QCOMPARE(nanos(*found.total.ours()), 3 * kDollar);
    }

    void aSideThatIsNotThereIsZeroAndOneOfUnknownCostIsNot()
    {
        BillWorld world;
        // On the 1st both say dollars; on the 2nd the bill has tokens alone; on the 3rd there is no bill.
        world.call("2026-05-01", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill("2026-05-01", {kSonnet, "input", 4 * kDollar, 1'000'000});
        world.call("2026-05-02", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill("2026-05-02", {kSonnet, "input", kAbsent, 1'000'000});
        world.call("2026-05-03", kSonnet, 2'000'000, 0, 6 * kDollar);
        world.bill("2026-05-04", {kSonnet, "input", kDollar, 300'000});
        insight::MatchOptions options;
        options.delayDays = 0;
        const Reconciliation found = world.reconciled(options);
        QCOMPARE(found.rows.size(), 4);
        QVERIFY(differenceOf(found.rows[0]) == base::Int128{-kDollar});
        QVERIFY(!differenceOf(found.rows[1]));
        QVERIFY(differenceOf(found.rows[2]) == base::Int128{6 * kDollar});
        QVERIFY(differenceOf(found.rows[3]) == base::Int128{-kDollar});
        // What is known of the bills is 4 + 1 dollars, of 3 + 3 + 6.
        QCOMPARE(nanos(*found.total.provider()), 5 * kDollar);
        QCOMPARE(nanos(*found.total.difference()), 7 * kDollar);
        verifySums(found);
    }

    void aCallMayBeBookedLater_data()
    {
        QTest::addColumn<int>("booked");
        QTest::addColumn<int>("delay");
        QTest::addColumn<QString>("called");
        QTest::newRow("the day after") << 11 << 1 << "matched, booked later";
        QTest::newRow("two days after, within one") << 12 << 1 << "ours only, unexplained";
        QTest::newRow("two days after, within two") << 12 << 2 << "matched, booked later";
        QTest::newRow("the day after, within none: days of another zone")
            << 11 << 0 << "ours only, time zone";
        QTest::newRow("the day before: no delay, but a zone") << 9 << 1 << "ours only, time zone";
    }
    void aCallMayBeBookedLater()
    {
        QFETCH(int, booked);
        QFETCH(int, delay);
        QFETCH(QString, called);
        BillWorld world;
        for (const int day : {1, 20}) {
            world.call(dayOfMay(day), kSonnet, 1'000'000, 0, 3 * kDollar);
            world.bill(dayOfMay(day), {kSonnet, "input", 3 * kDollar});
        }
        world.call(dayOfMay(10), kSonnet, 2'000'000, 0, 6 * kDollar);
        world.bill(dayOfMay(booked), {kSonnet, "input", 6 * kDollar});
        MatchOptions options;
        options.delayDays = delay;
        const QByteArray rows = told(world.reconciled(options));
        QVERIFY2(rows.contains("2026-05-10 input: " + called.toUtf8()), rows.constData());
    }

    /// 1.2 cents are more than the least tolerance, and with a day that is 0.4 cents off they are less: that
    /// makes up for nothing.
    void aToleranceMakesUpForNoOtherDay()
    {
        BillWorld world;
        for (const int day : {1, 2, 3, 20})
            world.call(dayOfMay(day), kSonnet, 40'000, 0, 12 * kCent);
        world.bill(dayOfMay(1), {kSonnet, "input", 12 * kCent});
        world.bill(dayOfMay(2), {kSonnet, "input", 132'000'000});
        world.bill(dayOfMay(3), {kSonnet, "input", 116'000'000});
        world.bill(dayOfMay(20), {kSonnet, "input", 12 * kCent});
        QCOMPARE(told(world.reconciled().rows[1]),
                 QByteArray("2026-05-02 input: amount differs, unexplained"));
    }

    void daysThatOneSideDoesNotCoverAreNoDifference()
    {
        BillWorld world;
        for (const int day : {3, 4, 5, 6})
            world.call(dayOfMay(day), kSonnet, 1'000'000, 0, 3 * kDollar);
        for (const int day : {1, 2, 3, 5})
            world.bill(dayOfMay(day), {kSonnet, "input", 3 * kDollar});
        const Reconciliation found = world.reconciled();
        QCOMPARE(told(found),
                 QByteArray("2026-05-01 input: not covered\n2026-05-02 input: not covered\n2026-05-03 input: "
                            "matched\n2026-05-04 input: ours only, unexplained\n2026-05-05 input: "
                            "matched\n2026-05-06 input: not covered"));
        QCOMPARE(nanos(found.classes[std::size_t(MatchClass::NotCovered)].providerNanos), 6 * kDollar);
        QCOMPARE(nanos(found.classes[std::size_t(MatchClass::NotCovered)].oursNanos), 3 * kDollar);
        verifySums(found);
    }

    /// A bill of May and one of August do not say that June cost nothing.
    void monthsWithoutABillAreNotCovered()
    {
        BillWorld world;
        for (const char *day : {"2026-05-30", "2026-06-15", "2026-08-02"})
            world.call(day, kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill("2026-05-30", {.model = kSonnet, .kind = "input", .costNanos = 3 * kDollar, .file = 1});
        world.bill("2026-08-02", {.model = kSonnet, .kind = "input", .costNanos = 3 * kDollar, .file = 2});
        QCOMPARE(told(world.reconciled()),
                 QByteArray(
                     "2026-05-30 input: matched\n2026-06-15 input: not covered\n2026-08-02 input: matched"));
    }

    void theLastDaysMayBeBookedYet()
    {
        BillWorld world;
        for (const int day : {1, 2, 3})
            world.call(dayOfMay(day), kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill(dayOfMay(1), {kSonnet, "input", 3 * kDollar});
        world.bill(dayOfMay(2), {kSonnet, "input", 3 * kDollar});
        world.bill(dayOfMay(3), {kSonnet, "input", 2 * kDollar});
        QCOMPARE(told(world.reconciled().rows.back()),
                 QByteArray("2026-05-03 input: amount differs, not booked yet"));
        MatchOptions atOnce;
        atOnce.delayDays = 0;
        QCOMPARE(told(world.reconciled(atOnce).rows.back()),
                 QByteArray("2026-05-03 input: amount differs, unexplained"));
    }

    /// 23:00 UTC is the next day two hours further east, and is billed on the day of UTC all the same:
    /// 3 + 3 dollars on the first, 12 on the second.
    void daysAreThoseOfTheBillInWhateverZoneTheStoreIs()
    {
        BillWorld world(twoHoursEast());
        world.call("2026-05-01T10:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-01T23:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-02T12:00:00Z", kSonnet, 4'000'000, 0, 12 * kDollar);
        world.bill("2026-05-01", {kSonnet, "input", 6 * kDollar});
        world.bill("2026-05-02", {kSonnet, "input", 12 * kDollar});
        const Reconciliation found = world.reconciled();
        QCOMPARE(told(found), QByteArray("2026-05-01 input: matched\n2026-05-02 input: matched"));
        QCOMPARE(nanos(*found.rows[0].ours.cost), 6 * kDollar);
        QCOMPARE(nanos(*found.rows[1].ours.cost), 12 * kDollar);
        // A bill by the hour is in the days of UTC, too.
        BillWorld hourly(twoHoursEast());
        hourly.call("2026-05-01T10:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        hourly.call("2026-05-01T23:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        hourly.bill("2026-05-01T10:00:00Z", {kSonnet, "input", 3 * kDollar});
        hourly.bill("2026-05-01T23:00:00Z", {kSonnet, "input", 3 * kDollar});
        const Reconciliation byHour = hourly.reconciled();
        QCOMPARE(told(byHour), QByteArray("2026-05-01 input: matched"));
        QCOMPARE(nanos(*byHour.rows[0].ours.cost), 6 * kDollar);
    }

    /// The file says that its days begin at 22:00 UTC, so that 23:00 UTC is the next day: 3 dollars on the
    /// first, 3 + 12 on the second; a week later clocks are back, and 22:30 UTC is the same day still.
    void aFileThatSaysItsZoneIsMatchedByItsDays()
    {
        BillWorld world;
        world.call("2026-05-01T10:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-01T23:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-02T12:00:00Z", kSonnet, 4'000'000, 0, 12 * kDollar);
        world.call("2026-05-09T22:30:00Z", kSonnet, 2'000'000, 0, 6 * kDollar);
        const auto day = [&world](const char *from, std::int64_t costNanos) {
            world.bill(from, {.model = kSonnet, .kind = "input", .costNanos = costNanos, .isDayFrom = true});
        };
        day("2026-04-30T22:00:00Z", 3 * kDollar);
        day("2026-05-01T22:00:00Z", 15 * kDollar);
        day("2026-05-08T23:00:00Z", 6 * kDollar);
        QCOMPARE(told(world.reconciled()), QByteArray("2026-05-01 input: matched\n2026-05-02 input: "
                                                      "matched\n2026-05-09 input: matched"));
    }

    /// The bill's days are those of the store's zone, and the file does not say so: by its word 23:00 UTC is
    /// of the first, where it is billed on the second. 3 and 15 dollars against 6 and 12.
    void aBillInTheReportingZoneThatDoesNotSaySoIsExplained()
    {
        BillWorld world(twoHoursEast());
        world.call("2026-05-01T10:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-01T23:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-02T12:00:00Z", kSonnet, 4'000'000, 0, 12 * kDollar);
        world.bill("2026-05-01", {kSonnet, "input", 3 * kDollar});
        world.bill("2026-05-02", {kSonnet, "input", 15 * kDollar});
        QCOMPARE(
            told(world.reconciled()),
            QByteArray(
                "2026-05-01 input: amount differs, time zone\n2026-05-02 input: amount differs, time zone"));
    }

    void aLogThatIsReadTwiceIsADuplicate()
    {
        BillWorld world;
        world.call("2026-05-01T10:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-01T18:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill("2026-05-01", {kSonnet, "input", 3 * kDollar, 1'000'000});
        // One of three calls is there again twenty seconds later: 7 instead of 6 million tokens.
        world.call("2026-05-02T10:00:00Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-02T10:00:20Z", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-02T12:00:00Z", kSonnet, 2'000'000, 0, 6 * kDollar);
        world.call("2026-05-02T13:00:00Z", kSonnet, 3'000'000, 0, 9 * kDollar);
        world.bill("2026-05-02", {kSonnet, "input", 18 * kDollar, 6'000'000});
        // As many more, but no call is there again.
        world.call("2026-05-05T12:00:00Z", kSonnet, 3'000'000, 0, 9 * kDollar);
        world.call("2026-05-05T13:00:00Z", kSonnet, 4'000'000, 0, 12 * kDollar);
        world.bill("2026-05-05", {kSonnet, "input", 18 * kDollar, 6'000'000});
        world.bill("2026-05-09", {kSonnet, "input", kCent, 1});
        QCOMPARE(
            told(world.reconciled()),
            QByteArray(
                "2026-05-01 input: amount differs, duplicate\n2026-05-02 input: amount differs, "
                "duplicate\n2026-05-05 input: amount differs, unexplained\n2026-05-09 input: not covered"));
    }

    void whatIsNoBillForCallsIsPutAsideAndTold()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill("2026-05-01", {kSonnet, "input", 3 * kDollar});
        world.bill("2026-05-01", {.model = kSonnet, .kind = "input", .costNanos = 5, .currency = "EUR"});
        world.bill("2026-05-01", {.model = "",
                                  .kind = "",
                                  .costNanos = 7,
                                  .provider = "AWS",
                                  .custom = {{"category", "Compute"}, {"service", "Amazon EC2"}}});
        world.bill("2026-05-01",
                   {.model = kSonnet, .kind = "", .costNanos = 11, .custom = {{"charge_category", "Tax"}}});
        world.bill("2026-05-01", {.model = kSonnet, .kind = "input", .costNanos = 13, .days = 30});
        world.bill("2026-05-01",
                   {.model = kSonnet, .kind = "input", .costNanos = 17, .format = "other bill"});
        const Reconciliation found = world.reconciled();
        QCOMPARE(told(found), QByteArray("2026-05-01 input: matched"));
        const auto aside = [&found](BillAside reason, const char *currency) {
            return nanos(found.asides.at({reason, currency}).costNanos);
        };
        QCOMPARE(aside(BillAside::Currency, "EUR"), 5);
        QCOMPARE(aside(BillAside::OtherService, "USD"), 7);
        QCOMPARE(aside(BillAside::NotUsage, "USD"), 11);
        QCOMPARE(aside(BillAside::LongSpan, "USD"), 13);
        QCOMPARE(aside(BillAside::SaidTwice, "USD"), 17);
        // Nothing is lost: what is compared and what is put aside is all that was billed.
        QCOMPARE(nanos(found.total.providerNanos) + 7 + 11 + 13 + 17, nanos(world.billed()));
    }

    /// By model 3.00 + 1.00 and 6.00, by project 2.50 + 1.50 and 6.00: the same 4 and 6 dollars.
    void theSameUsageInAnotherGroupingCountsOnce()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-01", "claude-3-5-haiku-20241022", 1'250'000, 0, kDollar);
        world.call("2026-05-02", kSonnet, 2'000'000, 0, 6 * kDollar);
        const auto byModel = [&world](const char *day, const std::string &model, std::int64_t nanosOfIt) {
            world.bill(day, {.model = model, .kind = "input", .costNanos = nanosOfIt, .file = 1});
        };
        const auto byProject = [&world](const char *day, const char *project, std::int64_t nanosOfIt) {
            world.bill(day, {.model = "",
                             .kind = "",
                             .costNanos = nanosOfIt,
                             .custom = {{"project", project}},
                             .file = 2});
        };
        byProject("2026-05-01", "a", 25 * kDollar / 10);
        byProject("2026-05-01", "b", 15 * kDollar / 10);
        byProject("2026-05-02", "a", 6 * kDollar);
        byModel("2026-05-01", kSonnet, 3 * kDollar);
        byModel("2026-05-01", "claude-3-5-haiku-20241022", kDollar);
        byModel("2026-05-02", kSonnet, 6 * kDollar);
        const Reconciliation found = world.reconciled();
        QCOMPARE(found.classes[std::size_t(MatchClass::Matched)].rows, 3);
        QCOMPARE(found.total.rows, 3);
        QCOMPARE(nanos(found.total.providerNanos), 10 * kDollar);
        const auto &again = found.asides.at({BillAside::Regrouped, "USD"});
        QCOMPARE(again.lines, 3);
        QCOMPARE(nanos(again.costNanos), 10 * kDollar);
    }

    /// Two accounts, of which one is exported by project: 3 dollars here and 4 there are 7.
    void otherSumsAreNoOtherGrouping_data()
    {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("second");
        QTest::addColumn<bool>("sameNames");
        QTest::newRow("another sum") << qint64(4) << qint64(6) << false;
        QTest::newRow("the first day is another") << qint64(4) << qint64(5) << false;
        QTest::newRow("equal sums of two accounts, told apart alike") << qint64(3) << qint64(5) << true;
    }
    void otherSumsAreNoOtherGrouping()
    {
        QFETCH(qint64, first);
        QFETCH(qint64, second);
        QFETCH(bool, sameNames);
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.bill("2026-05-01", {.model = kSonnet, .kind = "input", .costNanos = 3 * kDollar, .file = 1});
        world.bill("2026-05-02", {.model = kSonnet, .kind = "input", .costNanos = 5 * kDollar, .file = 1});
        const std::vector<std::pair<std::string, std::string>> project = {{"project", "a"}};
        const auto names = sameNames ? std::vector<std::pair<std::string, std::string>>() : project;
        world.bill(
            "2026-05-01",
            {.model = kSonnet, .kind = "input", .costNanos = first * kDollar, .custom = names, .file = 2});
        world.bill(
            "2026-05-02",
            {.model = kSonnet, .kind = "input", .costNanos = second * kDollar, .custom = names, .file = 2});
        const Reconciliation found = world.reconciled();
        QVERIFY(found.asides.empty());
        QCOMPARE(nanos(found.total.providerNanos), (8 + first + second) * kDollar);
    }

    void callsOfAProviderWithoutABillAreNotCovered()
    {
        BillWorld world;
        world.call("2026-05-01", kSonnet, 1'000'000, 0, 3 * kDollar);
        world.call("2026-05-01", "gpt-4o", 1000, 0, kDollar);
        world.bill("2026-05-01", {kSonnet, "input", 3 * kDollar});
        const Reconciliation found = world.reconciled();
        QCOMPARE(nanos(found.classes[std::size_t(MatchClass::NotCovered)].oursNanos), kDollar);
        MatchOptions only;
        only.provider = "anthropic";
        QCOMPARE(world.reconciled(only).rows.size(), std::size_t(1));
    }

    void plantedCausesAreFound();
    void sumsAreWholeInAnyWorld();
};

namespace {

/// What was planted on a day, and what has to be told of it.
struct Planted
{
    const char *told;
    std::int64_t oursPercent;   ///< of the day's usual tokens in the log
    std::int64_t billedPercent; ///< and on the bill
    std::int64_t ratePercent;   ///< what the bill asks of the list price
};

std::int64_t usualTokens(int day, int model)
{
    return 1'000'000 + 37'000 * ((day * 7 + model * 3) % 11);
}

} // namespace

/// Three models over 31 days, each with causes on days of its own; all others match to the nano-dollar.
void TestReconcile::plantedCausesAreFound()
{
    const std::array<std::string, 3> models = {kSonnet, "claude-3-5-haiku-20241022",
                                               "claude-3-opus-20240229"};
    const std::array<std::int64_t, 3> dollars = {3000, 800, 15000}; // nano-dollars a token
    const std::map<int, Planted> planted = {
        {3, {"amount differs, rate", 100, 100, 80}},
        {6, {"amount differs, duplicate", 200, 100, 100}},
        {9, {"ours only, unexplained", 100, 0, 100}},
        {13, {"provider only, unexplained", 0, 100, 100}},
        {17, {"amount differs, unexplained", 100, 60, 100}},
        {24, {"amount differs, unexplained", 100, 130, 100}},
    };
    BillWorld world;
    std::map<std::string, QByteArray> expected;
    for (int day = 1; day <= 31; ++day)
        for (std::size_t m = 0; m < models.size(); ++m) {
            const auto plant = planted.find(day - static_cast<int>(m)); // each model a day later
            const Planted usual{"matched", 100, 100, 100};
            const Planted &is = plant == planted.end() ? usual : plant->second;
            const std::int64_t tokens = usualTokens(day, static_cast<int>(m)) / 100;
            expected[models[m] + dayOfMay(day)] =
                QByteArray::fromStdString(dayOfMay(day) + " input: " + is.told);
            if (is.oursPercent > 0)
                world.call(dayOfMay(day), models[m], tokens * is.oursPercent, 0,
                           tokens * is.oursPercent * dollars[m]);
            if (is.billedPercent > 0)
                world.bill(dayOfMay(day),
                           {models[m], "input", tokens * is.billedPercent * dollars[m] * is.ratePercent / 100,
                            tokens * is.billedPercent});
        }
    const Reconciliation found = world.reconciled();
    QCOMPARE(found.rows.size(), expected.size());
    for (const MatchRow &row : found.rows) {
        const auto model = std::find_if(models.begin(), models.end(), [&](const std::string &each) {
            return each.starts_with(row.key.model);
        });
        QVERIFY(model != models.end());
        QCOMPARE(told(row), expected[*model + base::isoDay(row.key.day)]);
    }
    verifySums(found);
    QVERIFY(found.total.providerNanos == world.billed());
    QVERIFY(found.total.oursNanos == world.called());
}

/// Two hundred worlds of all that comes to mind: whatever is made of them, no nano-dollar is lost.
void TestReconcile::sumsAreWholeInAnyWorld()
{
    std::uint64_t state = 42;
    const auto random = [&state](std::uint64_t below) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::int64_t>((state >> 33) % below);
    };
    const std::array<std::string, 4> models = {kSonnet, "gpt-4o", "gpt-4o-mini-2024-07-18", "no-such-model"};
    const std::array<std::string, 5> kinds = {"", "input", "output", "cache_read", "web_search"};
    for (int round = 0; round < 200; ++round) {
        BillWorld world(round % 2 == 0 ? base::Zone() : twoHoursEast());
        for (std::int64_t i = random(30); i > 0; --i) {
            const std::string hour = std::to_string(10 + random(14));
            world.call(dayOfMay(static_cast<int>(1 + random(20))) + "T" + hour + ":00:00Z",
                       models[static_cast<std::size_t>(random(4))], random(4) == 0 ? kAbsent : random(5000),
                       random(500), random(5) == 0 ? kAbsent : random(5) * 1'234'567'891);
        }
        for (std::int64_t i = random(30); i > 0; --i) {
            const bool isOpenAi = random(2) == 0;
            const std::size_t model = isOpenAi ? 1 + static_cast<std::size_t>(random(2)) : 0;
            world.bill(dayOfMay(static_cast<int>(1 + random(20))),
                       {random(9) == 0 ? std::string() : models[model],
                        kinds[static_cast<std::size_t>(random(5))],
                        random(5) == 0 ? kAbsent : random(7) * 1'234'567'891, kAbsent,
                        isOpenAi ? "openai" : "anthropic"});
        }
        MatchOptions options;
        options.delayDays = static_cast<int>(random(4));
        const Reconciliation found = world.reconciled(options);
        verifySums(found);
        QVERIFY2(found.total.providerNanos == world.billed(), qPrintable(QString::number(round)));
        QVERIFY2(found.total.oursNanos == world.called(), qPrintable(QString::number(round)));
    }
}

QTEST_GUILESS_MAIN(TestReconcile)
#include "test_reconcile.moc"
