// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/outcome.h"
#include "insight/pnl.h"

using namespace outlay;
using base::FixedDimension;
using base::Money;
using base::Period;
using base::ValueRow;
using insight::Pnl;
using insight::PnlRow;

namespace {

/// Calls of one feature and segment on one day.
struct Spent
{
    const char *day;
    const char *feature;
    const char *segment;
    std::int64_t requests;
    const char *dollars; ///< empty: unpriced
};

std::shared_ptr<const cube::Cube> cubeOf(const std::vector<Spent> &spent)
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> attributions;
    std::vector<base::Cell> list;
    for (const Spent &each : spent) {
        const auto id = static_cast<std::uint32_t>(attributions.size() + 1);
        base::Attribution attribution;
        attribution[FixedDimension::Feature] = each.feature;
        attribution[FixedDimension::Segment] = each.segment;
        attribution[FixedDimension::Model] = "m";
        attributions.emplace_back(id, attribution);
        base::Cell cell{*base::parseDay(each.day), id, {}};
        cell.sums.requests = each.requests;
        if (each.dollars[0] != '\0') {
            cell.sums.priced = each.requests;
            cell.sums.costNanos = Money::parse(each.dollars)->nanos();
        }
        list.push_back(cell);
    }
    std::ranges::sort(list, {}, [](const base::Cell &cell) { return std::pair(cell.day, cell.attribution); });
    return cube::Cube::build(std::move(attributions), base::CellColumns(list)).value();
}

Period daysOf(const char *text)
{
    return base::parsePeriod(text).value();
}

ValueRow money(const char *days, const char *feature, const char *dollars, const char *segment = "")
{
    return {daysOf(days), feature, segment, "", Money::parse(dollars)->nanos(), {}, 0};
}

ValueRow units(const char *days, const char *feature, const char *amount, const char *unit,
               const char *rate = "")
{
    return {daysOf(days), feature, "", unit, Money::parse(amount)->nanos(), Money::parse(rate), 0};
}

Pnl ask(const std::vector<Spent> &spent, const std::vector<ValueRow> &values, base::Filter filter = {},
        const base::Grouping &by = {"feature"})
{
    return insight::pnl(*cubeOf(spent), filter, by, values).value();
}

const PnlRow &rowOf(const Pnl &pnl, const std::vector<std::string> &keys, bool isOfAllSegments = false)
{
    static const PnlRow none;
    for (const PnlRow &row : pnl.rows)
        if (row.keys == keys && row.isOfAllSegments == isOfAllSegments)
            return row;
    return none;
}

QString text(const std::optional<Money> &amount)
{
    return amount ? QString::fromStdString(amount->toDecimal()) : QStringLiteral("-");
}

QString text(const std::optional<double> &share)
{
    return share ? QString::number(*share, 'g', 6) : QStringLiteral("-");
}

} // namespace

/// What features cost against what they bring in.
class TestPnl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuidesThreeOutcomesAreNamed()
    {
        // Four features that cost something, so a fair share is 25 %, and half of it 12.5 %. Of $100 and
        // 1,000 requests: reasoning 40 % and 2 %: dear. chat 35 % and 90 %: much used, and its calls are
        // cheap. ads 15 % and 3 %, but brings in $9 of its $15: ROI −40 %. tags 10 % and 5 %: dear, but
        // little. What has no feature or costs nothing is none.
        const auto cube = cubeOf({{"2026-05-04", "reasoning", "s", 20, "40"},
                                  {"2026-05-04", "chat", "s", 900, "35"},
                                  {"2026-05-05", "ads", "s", 30, "15"},
                                  {"2026-05-05", "tags", "s", 50, "10"},
                                  {"2026-05-06", "free", "s", 0, "0"}});
        const base::Filter may{daysOf("2026-05"), {}};
        const auto values = insight::pnl(*cube, may, {"feature"},
                                         {money("2026-05", "ads", "9"), money("2026-05", "chat", "35")});
        QVERIFY(values.has_value());
        const auto found = insight::outcomes(*cube, may, *values);
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), std::size_t{4});
        QCOMPARE((*found)[0].feature, std::string("reasoning"));
        QCOMPARE((*found)[0].outcome, insight::Outcome::Optimise);
        QCOMPARE((*found)[0].costShare, 0.4);
        QCOMPARE((*found)[0].requestShare, 0.02);
        QVERIFY(!(*found)[0].roi);
        QCOMPARE((*found)[1].outcome, insight::Outcome::Negotiate);
        QCOMPARE((*found)[1].tenth(), *Money::parse("3.5"));
        QCOMPARE((*found)[1].roi, std::optional(0.0)); // it brings in what it costs: no reason to end it
        QCOMPARE((*found)[2].outcome, insight::Outcome::Sunset);
        QCOMPARE((*found)[2].roi, std::optional(-0.4));
        QCOMPARE((*found)[3].outcome, insight::Outcome::Leave);
    }

    void aFeatureThatIsFilteredIsStillHeldAgainstAllOthers()
    {
        const auto cube = cubeOf({{"2026-05-04", "reasoning", "s", 20, "40"},
                                  {"2026-05-04", "chat", "s", 960, "50"},
                                  {"2026-05-05", "tags", "s", 20, "10"}});
        base::Filter filter{daysOf("2026-05"), {}};
        filter.where["feature"] = {{"chat"}, false};
        const auto values = insight::pnl(*cube, filter, {"feature"}, {});
        QVERIFY(values.has_value());
        const auto found = insight::outcomes(*cube, filter, *values);
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(found->front().outcome, insight::Outcome::Negotiate);
        QCOMPARE(found->front().costShare, 0.5);
        QCOMPARE(found->front().requestShare, 0.96);
    }

    void theFiguresOfAFeature()
    {
        // chat: $200 of May in 400 calls, and $700 of revenue.
        const Pnl pnl =
            ask({{"2026-05-03", "chat", "pro", 300, "150"}, {"2026-05-20", "chat", "free", 100, "50"}},
                {money("2026-05", "chat", "650"), money("2026-05-20", "chat", "50")});
        const PnlRow &chat = rowOf(pnl, {"chat"});
        QCOMPARE(text(chat.value), QStringLiteral("700"));
        QCOMPARE(text(chat.cost.cost()), QStringLiteral("200"));
        QCOMPARE(text(chat.gain()), QStringLiteral("500"));                 // 700 − 200
        QCOMPARE(text(chat.margin()), QStringLiteral("0.714286"));          // 500 ÷ 700
        QCOMPARE(text(chat.roi()), QStringLiteral("2.5"));                  // 500 ÷ 200
        QCOMPARE(text(chat.breakEvenPerRequest()), QStringLiteral("1.75")); // 700 ÷ 400
        QCOMPARE(text(pnl.total.roi()), QStringLiteral("2.5"));
        QCOMPARE(pnl.apportioned, 0);
    }

    void unitsWithARateAreWorthSomethingAndCostSomething()
    {
        // 12.5 hours at $80 are $1,000; 250 tickets have no rate. The feature costs $50: $4 an hour, $0.20 a
        // ticket, and that is what each of them must bring in to break even.
        const Pnl pnl =
            ask({{"2026-05-03", "chat", "pro", 10, "50"}}, {units("2026-05", "chat", "12.5", "hours", "80"),
                                                            units("2026-05", "chat", "250", "tickets")});
        const PnlRow &chat = rowOf(pnl, {"chat"});
        QCOMPARE(text(chat.value), QStringLiteral("1000"));
        QCOMPARE(text(chat.roi()), QStringLiteral("19")); // 950 ÷ 50
        QCOMPARE(chat.units.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(chat.units[0].unit), QStringLiteral("hours"));
        QCOMPARE(text(chat.units[0].costPerUnit), QStringLiteral("4"));
        QCOMPARE(chat.units[0].ratedNanos, chat.units[0].amountNanos);
        QCOMPARE(text(chat.units[1].costPerUnit), QStringLiteral("0.2"));
        QCOMPARE(chat.units[1].ratedNanos, 0);
    }

    void aUnitWithoutARateHasACostButNoReturn()
    {
        const Pnl pnl =
            ask({{"2026-05-03", "chat", "pro", 10, "1"}}, {units("2026-05", "chat", "3", "tickets")});
        const PnlRow &chat = rowOf(pnl, {"chat"});
        QVERIFY(!chat.value && !chat.roi() && !chat.margin() && !chat.gain());
        QCOMPARE(text(chat.units[0].costPerUnit), QStringLiteral("0.333333333")); // half to even of 1 ÷ 3
    }

    void missingIsNotZero()
    {
        const Pnl pnl = ask(
            {{"2026-05-03", "chat", "pro", 10, "7"},
             {"2026-05-03", "dark", "pro", 10, ""},
             {"2026-05-03", "free", "pro", 10, "0"}},
            {money("2026-05", "dark", "5"), money("2026-05", "free", "5"), money("2026-05", "idle", "3")});
        const PnlRow &chat = rowOf(pnl, {"chat"});
        QVERIFY2(!chat.value && !chat.roi(), "nobody said what it brings in");
        const PnlRow &dark = rowOf(pnl, {"dark"});
        QVERIFY2(dark.value && !dark.isCostKnown() && !dark.gain() && !dark.roi(),
                 "none of its calls is priced");
        const PnlRow &free = rowOf(pnl, {"free"});
        QCOMPARE(text(free.gain()), QStringLiteral("5"));
        QVERIFY2(!free.roi(), "there is no return on nothing");
        QCOMPARE(text(free.margin()), QStringLiteral("1"));
        const PnlRow &idle = rowOf(pnl, {"idle"});
        QCOMPARE(text(idle.value), QStringLiteral("3")); // shown though it has no calls
        QCOMPARE(idle.cost.requests, 0);
        QVERIFY(!idle.gain() && !idle.roi() && !idle.breakEvenPerRequest());
        QCOMPARE(text(pnl.withoutValue.cost()), QStringLiteral("7"));
        QCOMPARE(pnl.total.cost.unpriced(), 10);
        QCOMPARE(text(pnl.total.value), QStringLiteral("13"));
    }

    void aLossIsBelowZero()
    {
        const Pnl pnl = ask({{"2026-05-03", "chat", "pro", 10, "80"}}, {money("2026-05", "chat", "20")});
        QCOMPARE(text(rowOf(pnl, {"chat"}).gain()), QStringLiteral("-60"));
        QCOMPARE(text(rowOf(pnl, {"chat"}).roi()), QStringLiteral("-0.75")); // −60 ÷ 80
        QCOMPARE(text(rowOf(pnl, {"chat"}).margin()), QStringLiteral("-3")); // −60 ÷ 20
    }

    void aMonthThatThePeriodCutsCountsByItsDays()
    {
        // $310 of May: 10 of its 31 days are $100. The rows of single days count as they are.
        const std::vector<Spent> spent = {{"2026-05-03", "chat", "pro", 1, "1"},
                                          {"2026-05-31", "chat", "pro", 1, "1"}};
        const std::vector<ValueRow> values = {money("2026-05", "chat", "310"),
                                              money("2026-05-11", "chat", "7"),
                                              units("2026-05", "chat", "62", "tickets")};
        const Pnl begin = ask(spent, values, {daysOf("2026-05-01..2026-05-10"), {}});
        QCOMPARE(text(begin.total.value), QStringLiteral("100"));
        QCOMPARE(begin.apportioned, 2);
        QCOMPARE(rowOf(begin, {"chat"}).units[0].amountNanos, 20'000'000'000); // 62 × 10 ÷ 31
        const Pnl rest = ask(spent, values, {daysOf("2026-05-11..2026-06-30"), {}});
        QCOMPARE(text(rest.total.value), QStringLiteral("217")); // 210 + 7
        QCOMPARE(text(ask(spent, values).total.value), QStringLiteral("317"));
    }

    void daysWithoutAnyLogAreNamed()
    {
        // Calls are logged from May 3 to May 31: of $310 of May, 2 days are before.
        const Pnl pnl = ask({{"2026-05-03", "chat", "pro", 1, "1"}, {"2026-05-31", "chat", "pro", 1, "1"}},
                            {money("2026-05", "chat", "310"), money("2026-06-01", "chat", "9")});
        QCOMPARE(text(pnl.total.value), QStringLiteral("319"));
        QCOMPARE(text(pnl.outside), QStringLiteral("29")); // 2 × 10 + 9
    }

    void byFeatureAndSegment()
    {
        const std::vector<Spent> spent = {{"2026-05-03", "chat", "pro", 1, "6"},
                                          {"2026-05-03", "chat", "free", 1, "4"}};
        const std::vector<ValueRow> values = {money("2026-05", "chat", "30", "pro"),
                                              money("2026-05", "chat", "5")};
        const Pnl pnl = ask(spent, values, {}, {"feature", "segment"});
        QCOMPARE(text(rowOf(pnl, {"chat", "pro"}).roi()), QStringLiteral("4")); // 24 ÷ 6
        QVERIFY(!rowOf(pnl, {"chat", "free"}).value);
        // What is not divided by segments is held against none of them.
        QCOMPARE(text(rowOf(pnl, {"chat", ""}, true).value), QStringLiteral("5"));
        QVERIFY(!rowOf(pnl, {"chat", ""}, true).roi());
        QCOMPARE(text(pnl.total.gain()), QStringLiteral("25")); // 35 − 10
        const Pnl bySegment = ask(spent, values, {}, {"segment"});
        QCOMPARE(text(rowOf(bySegment, {"pro"}).value), QStringLiteral("30"));
        QCOMPARE(text(rowOf(bySegment, {""}, true).value), QStringLiteral("5"));
    }

    void aFilterTakesTheValuesThatItIsAbout()
    {
        const std::vector<Spent> spent = {{"2026-05-03", "chat", "pro", 1, "6"},
                                          {"2026-05-03", "b", "free", 1, "4"}};
        const std::vector<ValueRow> values = {money("2026-05", "chat", "30", "pro"),
                                              money("2026-05", "b", "5")};
        base::Filter chat;
        chat.where["feature"].values = {"chat"};
        QCOMPARE(text(ask(spent, values, chat).total.value), QStringLiteral("30"));
        base::Filter others = chat;
        others.where["feature"].exclude = true;
        QCOMPARE(text(ask(spent, values, others).total.value), QStringLiteral("5"));
        base::Filter pro;
        pro.where["segment"].values = {"pro"};
        const Pnl ofPro = ask(spent, values, pro);
        QCOMPARE(text(ofPro.total.value), QStringLiteral("30"));
        QCOMPARE(ofPro.leftOut, 1); // of b it is not known what is of pro
        QCOMPARE(text(ofPro.leftOutWorth), QStringLiteral("5"));
        base::Filter model;
        model.where["model"].values = {"m"};
        const Pnl ofModel = ask(spent, values, model);
        QVERIFY2(!ofModel.total.value, "values are not divided by model");
        QCOMPARE(text(ofModel.leftOutWorth), QStringLiteral("35"));
        QVERIFY(ofModel.undivided == std::vector<base::Dimension>{"model"});
    }

    void otherGroupingsAreMisuse()
    {
        const auto wrong = insight::pnl(*cubeOf({}), {}, {"model"}, {});
        QVERIFY(!wrong && wrong.error().kind == base::ErrorKind::Misuse);
    }

    void tooMuchIsSaidAndNotWrappedRound()
    {
        const auto wrong =
            insight::pnl(*cubeOf({}), {}, {"feature"},
                         {money("2026-05", "a", "9000000000"), money("2026-05", "b", "9000000000")});
        QVERIFY(!wrong);
        QVERIFY(!base::sentence(wrong.error()).empty());
    }

    void sumsAreTheLedgersToTheNanoDollar()
    {
        std::mt19937_64 engine(11);
        for (int round = 0; round < 100; ++round) {
            std::vector<Spent> spent;
            std::vector<std::string> texts;
            texts.reserve(80);
            std::vector<ValueRow> values;
            for (int i = 0; i < 40; ++i) {
                static const char *const features[] = {"a", "b", "c", ""};
                static const char *const segments[] = {"pro", "free", ""};
                texts.push_back(
                    Money::fromNanos(static_cast<std::int64_t>(engine() % 1'000'000'007)).toDecimal());
                texts.push_back("2026-0" + std::to_string(4 + engine() % 3) + "-0" +
                                std::to_string(1 + engine() % 9));
                spent.push_back({texts.back().c_str(), features[engine() % 4], segments[engine() % 3], 1,
                                 texts[texts.size() - 2].c_str()});
                values.push_back({daysOf(engine() % 2 == 0 ? "2026-05" : "2026-06-03"),
                                  features[engine() % 4],
                                  segments[engine() % 3],
                                  "",
                                  static_cast<std::int64_t>(engine() % 1'000'000'007),
                                  {},
                                  0});
            }
            const base::Period may = daysOf("2026-05-01..2026-05-17");
            const base::Period rest = daysOf("2026-05-18..2026-06-30");
            std::int64_t parts = 0;
            for (const base::Period &period : {may, rest}) {
                const Pnl pnl = ask(spent, values, {period, {}}, {"feature", "segment"});
                std::int64_t cost = 0;
                std::int64_t value = 0;
                for (const PnlRow &row : pnl.rows) {
                    cost += row.cost.costNanos;
                    value += row.value.value_or(Money()).nanos();
                }
                QCOMPARE(cost, cubeOf(spent)->query({period, {}}, {}).value().total.costNanos);
                QCOMPARE(value, pnl.total.value.value_or(Money()).nanos());
                parts += value;
            }
            std::int64_t all = 0;
            for (const ValueRow &row : values)
                all += row.amountNanos;
            QCOMPARE(parts, all);
        }
    }
};

QTEST_GUILESS_MAIN(TestPnl)
#include "test_pnl.moc"
