// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "cube/apportion.h"
#include "cube/cube.h"
#include "cube/overlay.h"
#include "cube/rulepreview.h"

#include <map>
#include <random>
#include <stop_token>
#include <thread>

using namespace outlay;
using base::Attribution;
using base::Cell;
using base::Day;
using base::FixedDimension;
using base::Measures;
using base::Rule;
using base::RuleAction;
using cube::RuledCells;

namespace {

Day day(const char *text)
{
    return *base::parseDay(text);
}

Attribution attribution(std::optional<std::string> feature, const std::string &model = "gpt-4o")
{
    Attribution a;
    a[FixedDimension::Feature] = std::move(feature);
    a[FixedDimension::Model] = model;
    return a;
}

Cell cell(const char *on, std::uint32_t attribution, std::int64_t requests, std::int64_t nanos)
{
    Cell c{day(on), attribution, {}};
    c.sums.requests = c.sums.priced = requests;
    c.sums.costNanos = nanos;
    return c;
}

Rule sets(const std::string &value, std::map<base::Dimension, base::RuleTest> where, std::int64_t id = 1)
{
    Rule rule;
    rule.id = id;
    rule.where = std::move(where);
    rule.value = value;
    return rule;
}

Rule splits(RuleAction action, std::vector<base::RuleShare> shares, std::int64_t id = 1)
{
    Rule rule = sets("", {{"feature", {{""}, {}, false}}}, id);
    rule.action = action;
    rule.shares = std::move(shares);
    return rule;
}

const base::RuleTest kUntagged{{""}, {}, false};

RuledCells ledger()
{
    return {
        {{1, attribution("chat")}, {2, attribution(std::nullopt)}, {5, attribution("unknown", "o1-mini")}},
        {cell("2026-04-30", 2, 10, 100), cell("2026-05-01", 1, 1, 7), cell("2026-05-01", 2, 20, 200),
         cell("2026-05-01", 5, 30, 300), cell("2026-05-02", 2, 40, 400)},
        {}};
}

std::shared_ptr<const cube::Cube> ruled(RuledCells cells, const std::vector<Rule> &rules)
{
    RuledCells made = cube::applyRules(std::move(cells), rules);
    auto cube =
        cube::Cube::build(std::move(made.attributions), std::move(made.cells), std::move(made.derivations));
    return cube ? *cube : nullptr;
}

/// "key,key:requests:nanos" per row.
QStringList dump(const cube::Cube &cube, const base::Grouping &by, const base::Filter &filter = {})
{
    QStringList lines;
    const cube::Table table = *cube.query(filter, by);
    for (const cube::Row &row : table.rows) {
        QStringList keys;
        for (const std::string &key : row.keys)
            keys << QString::fromStdString(key);
        lines << QStringLiteral("%1:%2:%3")
                     .arg(keys.join(QLatin1Char(',')))
                     .arg(row.sums.requests)
                     .arg(row.sums.costNanos);
    }
    lines.sort();
    return lines;
}

base::Filter featureIs(const std::string &feature)
{
    base::Filter filter;
    filter.where["feature"] = {{feature}, false};
    return filter;
}

/// What a measure counts calls of, is of the calls.
bool areCountsSound(const Measures &sums)
{
    for (const auto field : {&Measures::priced, &Measures::withInput, &Measures::withCacheRead,
                             &Measures::withCacheWrite, &Measures::withOutput, &Measures::withLatency,
                             &Measures::computed, &Measures::filled, &Measures::missingUsage})
        if (sums.*field < 0 || sums.*field > sums.requests)
            return false;
    return true;
}

class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {
    }
    std::int64_t upTo(std::int64_t most)
    {
        return std::uniform_int_distribution<std::int64_t>(0, most)(m_engine);
    }
    template <class List>
    const auto &oneOf(const List &list)
    {
        return list[static_cast<std::size_t>(upTo(static_cast<std::int64_t>(list.size()) - 1))];
    }

private:
    std::mt19937 m_engine;
};

const std::vector<std::string> kWords = {"", "unknown", "chat", "search", "ocr", "nightly"};

Measures randomSums(Dice &dice)
{
    Measures sums;
    sums.requests = dice.upTo(3) == 0 ? 1 : 1 + dice.upTo(1000);
    for (const auto field : base::kMeasureFields)
        if (field != &Measures::requests)
            sums.*field = dice.upTo(sums.requests);
    sums.filled = dice.upTo(sums.requests - sums.priced);
    sums.costNanos = dice.upTo(9) == 0 ? -dice.upTo(1'000'000) : dice.upTo(4'000'000'000'000);
    sums.inputTokens = dice.upTo(7'000'000);
    return sums;
}

RuledCells randomLedger(Dice &dice)
{
    RuledCells cells;
    const auto count = static_cast<std::uint32_t>(1 + dice.upTo(12));
    for (std::uint32_t a = 0; a < count; ++a) {
        Attribution made = attribution(dice.oneOf(kWords), dice.oneOf(kWords));
        if (dice.upTo(2) == 0)
            made.custom.emplace_back("team", dice.oneOf(kWords));
        cells.attributions.emplace_back(a * 3 + 1, std::move(made));
    }
    for (Day at = day("2026-04-20"); at <= day("2026-06-10"); at += std::chrono::days{1 + dice.upTo(5)})
        for (const auto &[id, attribution] : cells.attributions)
            if (dice.upTo(2) != 0)
                cells.cells.add({at, id, randomSums(dice)});
    return cells;
}

std::vector<Rule> randomRules(Dice &dice)
{
    std::vector<Rule> rules;
    for (std::int64_t id = 1; id <= dice.upTo(6); ++id) {
        Rule rule = sets(dice.oneOf(std::vector<std::string>{"unknown", "chat", "ops"}), {}, id);
        for (const char *dimension : {"feature", "model", "team"})
            if (dice.upTo(2) == 0)
                rule.where[dimension] = {
                    {dice.oneOf(kWords) == "unknown" ? "" : "chat", ""}, {"*c*"}, dice.upTo(3) == 0};
        if (dice.upTo(2) == 0)
            rule.days = {day("2026-05-01") - std::chrono::days{dice.upTo(10)},
                         day("2026-05-01") + std::chrono::days{dice.upTo(30)}};
        rule.action = static_cast<RuleAction>(dice.upTo(3));
        if (!rule.isSplit())
            rule.dimension = dice.oneOf(std::vector<std::string>{"feature", "model", "team", "cost_center"});
        for (const char *feature : {"chat", "search", "ocr", "new"})
            if (rule.isSplit() && (rule.shares.empty() || dice.upTo(1) == 0))
                rule.shares.push_back({feature, 1 + dice.upTo(1'000'000'000)});
        rule.enabled = dice.upTo(5) != 0;
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::map<Day, Measures> byDay(const base::CellColumns &cells)
{
    std::map<Day, Measures> days;
    for (const Cell &each : cells.cells())
        days[each.day] += each.sums;
    return days;
}

} // namespace

class TestOverlay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutRulesNothingIsTouched()
    {
        Rule off = sets("x", {});
        off.enabled = false;
        const RuledCells made = cube::applyRules(ledger(), {off});
        QVERIFY(made.derivations.empty());
        QVERIFY(made.attributions == ledger().attributions);
        const auto cube = ruled(ledger(), {});
        QVERIFY(!cube->hasOrigins("feature"));
        QCOMPARE(*cube->matchingAttributions({}), (std::vector<std::uint32_t>{1, 2, 5}));
    }

    void aRuleGivesAllHistoryAFeature()
    {
        const auto cube =
            ruled(ledger(), {sets("nightly", {{"feature", kUntagged}, {"model", {{}, {"O1*"}, false}}})});
        QCOMPARE(dump(*cube, {"feature"}), QStringList({QStringLiteral(":70:700"), QStringLiteral("chat:1:7"),
                                                        QStringLiteral("nightly:30:300")}));
        QCOMPARE(*cube->matchingAttributions(featureIs("nightly")), std::vector<std::uint32_t>{5});
        QVERIFY(cube->eventScope(featureIs("nightly"))->within.empty());
    }

    void theFirstThatMatchesCountsForEachDimension()
    {
        Rule team = sets("ops", {{"feature", kUntagged}}, 3);
        team.dimension = "team"; // which no log has
        const auto cube = ruled(ledger(), {sets("first", {{"model", {{"o1-mini"}, {}, false}}}, 1),
                                           sets("second", {{"feature", kUntagged}}, 2), team});
        QCOMPARE(dump(*cube, {"feature", "team"}),
                 QStringList({QStringLiteral("chat,:1:7"), QStringLiteral("first,ops:30:300"),
                              QStringLiteral("second,ops:70:700")}));
        QCOMPARE(dump(*cube, {cube::originOf("feature")}),
                 QStringList({QStringLiteral("logged:1:7"), QStringLiteral("rule 1:30:300"),
                              QStringLiteral("rule 2:70:700")}));
    }

    void aRuleAsksWhatWasLoggedAndNotWhatAnotherMade()
    {
        const auto cube = ruled(ledger(), {sets("made", {{"feature", kUntagged}}, 1),
                                           sets("of made", {{"feature", {{"made"}, {}, false}}}, 2)});
        QCOMPARE(dump(*cube, {"feature"}),
                 QStringList({QStringLiteral("chat:1:7"), QStringLiteral("made:100:1000")}));
    }

    void aDefaultLabelIsNoAttributionAlsoByARule()
    {
        const auto cube = ruled(ledger(), {sets("Unknown", {})});
        QCOMPARE(dump(*cube, {"feature"}), QStringList({QStringLiteral(":101:1007")}));
        QCOMPARE(dump(*cube, {cube::originOf("feature")}), QStringList({QStringLiteral(":101:1007")}));
    }

    void daysOfARuleDivideWhatItMatches()
    {
        Rule rule = sets("launch", {{"feature", kUntagged}});
        rule.days = {day("2026-05-01"), day("2026-05-01")};
        const auto cube = ruled(ledger(), {rule});
        // On 1 May 20 + 30 calls for 200 + 300; before 10, after 40.
        QCOMPARE(
            dump(*cube, {"feature", "day"}),
            QStringList({QStringLiteral(",2026-04-30:10:100"), QStringLiteral(",2026-05-02:40:400"),
                         QStringLiteral("chat,2026-05-01:1:7"), QStringLiteral("launch,2026-05-01:50:500")}));
        const base::EventScope scope = *cube->eventScope(featureIs("launch"));
        QCOMPARE(scope.attributions, (std::vector<std::uint32_t>{2, 5}));
        QVERIFY(scope.within ==
                (std::vector<base::EventScope::Window>{{2, {day("2026-05-01"), day("2026-05-01")}}}));
        QVERIFY(cube->eventScope(featureIs(""))->within ==
                (std::vector<base::EventScope::Window>{{2, {day("2026-04-30"), day("2026-04-30")}},
                                                       {2, {day("2026-05-02"), day("2026-05-02")}}}));
    }

    void aFixedSplitIsExact()
    {
        const auto cube = ruled(ledger(), {splits(RuleAction::SplitByShare, {{"chat", 3}, {"search", 1}})});
        // 100 calls for 1000 nanos: 75 and 25; 1 and 7 were chat's own.
        QCOMPARE(dump(*cube, {"feature"}),
                 QStringList({QStringLiteral("chat:76:757"), QStringLiteral("search:25:250")}));
        QCOMPARE(dump(*cube, {cube::originOf("feature")}),
                 QStringList({QStringLiteral("logged:1:7"), QStringLiteral("split 1:100:1000")}));
        QCOMPARE(cube->eventScope(featureIs("search"))->shared, (std::vector<std::uint32_t>{2, 5}));
        QVERIFY(cube->eventScope(featureIs("search"))->within.empty());
    }

    void aSplitByCostOrCallsGoesByTheSameMonth()
    {
        RuledCells cells{{{1, attribution("chat")}, {2, attribution("search")}, {3, attribution("")}},
                         {cell("2026-04-01", 3, 4, 40), cell("2026-05-01", 1, 1, 900),
                          cell("2026-05-02", 2, 3, 100), cell("2026-05-31", 3, 8, 1000),
                          cell("2026-06-30", 2, 1, 1), cell("2026-06-30", 3, 2, 30)},
                         {}};
        const std::vector<base::RuleShare> both = {{"chat"}, {"search"}};
        // May by cost: 900 to 100; June: search alone; in April there is neither.
        QCOMPARE(
            dump(*ruled(cells, {splits(RuleAction::SplitByCost, both)}), {"month", "feature"}),
            QStringList({QStringLiteral("2026-04,:4:40"), QStringLiteral("2026-05,chat:8:1800"),
                         QStringLiteral("2026-05,search:4:200"), QStringLiteral("2026-06,search:3:31")}));
        // May by calls: 1 to 3.
        const auto cube = ruled(cells, {splits(RuleAction::SplitByRequests, both)});
        QCOMPARE(
            dump(*cube, {"month", "feature"}),
            QStringList({QStringLiteral("2026-04,:4:40"), QStringLiteral("2026-05,chat:3:1150"),
                         QStringLiteral("2026-05,search:9:850"), QStringLiteral("2026-06,search:3:31")}));
        QVERIFY(cube->eventScope(featureIs(""))->within ==
                (std::vector<base::EventScope::Window>{{3, {day("2026-04-01"), day("2026-04-01")}}}));
    }

    void singleCallsComeToTheSharesInTheEnd()
    {
        cube::Apportioner apportioner(3);
        const std::vector<std::int64_t> weights = {50, 30, 20};
        std::vector<Measures> sums(3);
        std::vector<Measures> parts;
        for (int i = 0; i < 1000; ++i) {
            Measures one;
            one.requests = one.priced = 1;
            apportioner.share(one, weights, parts);
            for (std::size_t p = 0; p < 3; ++p)
                sums[p] += parts[p];
        }
        QCOMPARE(sums[0].requests, 500);
        QVERIFY(std::abs(sums[1].requests - 300) <= 1);
        QCOMPARE(sums[1].requests + sums[2].requests, 500);
        QCOMPARE(sums[1].requests, sums[1].priced);
    }

    void sharesAreSoundAndAddUp()
    {
        Dice dice(7);
        for (int round = 0; round < 2000; ++round) {
            std::vector<std::int64_t> weights;
            for (std::int64_t n = dice.upTo(7); n >= 0; --n)
                weights.push_back(dice.upTo(1) == 0 ? dice.upTo(3) : dice.upTo(1'000'000'000'000'000));
            weights[0] += 1;
            cube::Apportioner apportioner(weights.size());
            std::vector<Measures> parts;
            for (int cells = 0; cells < 3; ++cells) {
                const Measures whole = randomSums(dice);
                apportioner.share(whole, weights, parts);
                Measures sum;
                for (std::size_t p = 0; p < parts.size(); ++p) {
                    QVERIFY(areCountsSound(parts[p]));
                    QVERIFY(weights[p] > 0 || parts[p] == Measures());
                    sum += parts[p];
                }
                QVERIFY(sum == whole);
            }
        }
    }

    void rulesConserveTheLedger()
    {
        for (unsigned seed = 1; seed <= 1000; ++seed) {
            Dice dice(seed);
            const RuledCells logged = randomLedger(dice);
            const std::vector<Rule> rules = randomRules(dice);
            const RuledCells made = cube::applyRules(logged, rules);
            QVERIFY(byDay(made.cells) == byDay(logged.cells));
            for (const Cell &each : made.cells.cells())
                QVERIFY(areCountsSound(each.sums));
            // Every call is behind one value, and behind more than one only where it is shared.
            const auto cube = ruled(logged, rules);
            QVERIFY(cube);
            Measures sum;
            const cube::Table days = *cube->query({}, {"feature", "day"});
            for (const cube::Row &row : days.rows)
                sum += row.sums;
            QVERIFY(sum == cube->query({}, {})->total);
        }
    }

    void aPreviewTellsWhatMovesWhatIsHiddenAndWhatMeets()
    {
        // 2 is matched by both, 5 by the first; the last matches what the first has already.
        const std::vector<Rule> next = {sets("nightly", {{"feature", kUntagged}}, 1),
                                        sets("mini", {{"model", {{}, {"o1*"}, false}}}, 2),
                                        sets("nightly", {{"feature", kUntagged}}, 3),
                                        sets("none", {{"model", {{"gpt-5"}, {}, false}}}, 4)};
        const auto preview = *cube::previewRules(ledger(), {}, next);
        QCOMPARE(preview.moves.size(), std::size_t{2});
        QVERIFY(preview.moves[0] ==
                (cube::RuleMove{"feature", base::monthOf(day("2026-04-30")), "", "nightly", {10, 100}}));
        QVERIFY(preview.moves[1] ==
                (cube::RuleMove{"feature", base::monthOf(day("2026-05-01")), "", "nightly", {90, 900}}));
        QVERIFY(preview.reach ==
                (std::vector<cube::RuleReach>{
                    {{100, 1000}, {100, 1000}}, {{30, 300}, {}}, {{100, 1000}, {}}, {{}, {}}}));
        QVERIFY(preview.reach[1].isShadowed() && !preview.reach[3].isShadowed());
        // What does the same is no conflict.
        QVERIFY(preview.conflicts == (std::vector<cube::RuleConflict>{{0, 1, {30, 300}}}));
        QVERIFY(cube::previewRules(ledger(), next, next)->moves.empty());
        // And back again.
        QCOMPARE(cube::previewRules(ledger(), next, {})->moves.front().from, std::string("nightly"));
    }

    void aPreviewOfASplitTellsWhoGetsHowMuch()
    {
        const auto preview = *cube::previewRules(
            ledger(), {}, {splits(RuleAction::SplitByShare, {{"chat", 3}, {"search", 1}})});
        std::map<std::string, cube::CallsAndCost> got;
        for (const cube::RuleMove &move : preview.moves) {
            QCOMPARE(move.from, std::string());
            got[move.to].requests += move.moved.requests;
            got[move.to].nanos += move.moved.nanos;
        }
        QVERIFY(got["chat"] == (cube::CallsAndCost{75, 750}));
        QVERIFY(got["search"] == (cube::CallsAndCost{25, 250}));
    }

    void aPreviewThatIsToStopSaysNothing()
    {
        std::stop_source stop;
        const std::vector<Rule> next = {splits(RuleAction::SplitByShare, {{"chat", 3}, {"search", 1}})};
        QVERIFY(cube::previewRules(ledger(), {}, next, stop.get_token()));
        stop.request_stop();
        QVERIFY(!cube::previewRules(ledger(), {}, next, stop.get_token()));
        QVERIFY(!cube::previewRules(ledger(), next, {}, stop.get_token()));
    }

    /// Whenever it is stopped, it ends, with all or nothing.
    void aPreviewMayBeStoppedAtAnyTime()
    {
        Dice dice(7);
        const RuledCells logged = randomLedger(dice);
        const std::vector<Rule> current = randomRules(dice);
        const std::vector<Rule> next = randomRules(dice);
        const auto whole = cube::previewRules(logged, current, next);
        for (int i = 0; i < 200; ++i) {
            std::stop_source stop;
            std::jthread stopping([&stop, i] {
                std::this_thread::sleep_for(std::chrono::microseconds{i});
                stop.request_stop();
            });
            const auto preview = cube::previewRules(logged, current, next, stop.get_token());
            QVERIFY(!preview || preview->moves == whole->moves);
        }
    }

    void previewsAgreeWithTheCube()
    {
        for (unsigned seed = 1; seed <= 300; ++seed) {
            Dice dice(seed);
            const RuledCells logged = randomLedger(dice);
            const std::vector<Rule> current = randomRules(dice);
            const std::vector<Rule> next = randomRules(dice);
            // A feature's calls after are those before, with what came and without what went.
            std::map<std::string, std::int64_t> calls;
            const cube::Table before = *ruled(logged, current)->query({}, {"feature"});
            for (const cube::Row &row : before.rows)
                calls[row.keys.front()] += row.sums.requests;
            const cube::RulePreview preview = *cube::previewRules(logged, current, next);
            for (const cube::RuleMove &move : preview.moves) {
                if (move.dimension != "feature")
                    continue;
                calls[move.from] -= move.moved.requests;
                calls[move.to] += move.moved.requests;
            }
            const cube::Table after = *ruled(logged, next)->query({}, {"feature"});
            for (const cube::Row &row : after.rows)
                calls[row.keys.front()] -= row.sums.requests;
            for (const auto &[feature, left] : calls)
                QCOMPARE(left, 0);
        }
    }

    void eventsBehindAFigureAreItsEvents()
    {
        for (unsigned seed = 1; seed <= 300; ++seed) {
            Dice dice(seed);
            const RuledCells logged = randomLedger(dice);
            std::vector<Rule> rules = randomRules(dice);
            std::erase_if(rules, [](const Rule &rule) { return rule.isSplit(); });
            const auto cube = ruled(logged, rules);
            const cube::Table features = *cube->query({}, {"feature"});
            for (const cube::Row &row : features.rows) {
                const base::EventScope scope = *cube->eventScope(featureIs(row.keys.front()));
                Measures found;
                for (const Cell &each : logged.cells.cells()) {
                    bool isLimited = false;
                    bool isWithin = false;
                    for (const auto &window : scope.within) {
                        isLimited = isLimited || window.attribution == each.attribution;
                        isWithin = isWithin ||
                                   (window.attribution == each.attribution && window.days.contains(each.day));
                    }
                    if (std::ranges::binary_search(scope.attributions, each.attribution) &&
                        (!isLimited || isWithin))
                        found += each.sums;
                }
                QVERIFY(base::onBasis(found, base::CostBasis::Shown) == row.sums);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestOverlay)
#include "test_overlay.moc"
