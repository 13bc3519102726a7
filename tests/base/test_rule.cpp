// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/rule.h"

using namespace outlay;
using base::canonical;
using base::Rule;

namespace {

Rule setsFeature(const std::string &value)
{
    Rule rule;
    rule.value = value;
    return rule;
}

Rule splitsOver(base::RuleAction action, std::vector<base::RuleShare> shares)
{
    Rule rule;
    rule.action = action;
    rule.shares = std::move(shares);
    return rule;
}

std::string refusalOf(const Rule &rule)
{
    const auto sound = canonical(rule);
    return sound ? "" : sound.error().detail;
}

} // namespace

class TestRule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStarStandsForAnyText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *text, const char *pattern, bool matches) {
            QTest::addRow("%s ~ %s", text, pattern)
                << QString::fromUtf8(text) << QString::fromUtf8(pattern) << matches;
        };
        row("gpt-4o", "gpt-4o", true);
        row("gpt-4o", "gpt-4", false);
        row("gpt-4o", "GPT-4*", true); // capitals do not matter
        row("gpt-4o", "*4o", true);
        row("gpt-4o", "*4*", true);
        row("gpt-4o", "*", true);
        row("gpt-4o", "g*t*o", true);
        row("gpt-4o", "g*t*x", false);
        row("aXbXc", "a*b*c*", true);
        row("aab", "*ab", true); // the star gives back what it took
        row("abcabd", "*abd", true);
        row("", "*", true);
        row("", "a*", false);
        row("nachtlauf-42.jsonl", "nachtlauf-*.jsonl", true);
        row("a*b", "a*b", true);
        row("日本語", "日*", true);
    }
    void aStarStandsForAnyText()
    {
        QFETCH(QString, text);
        QFETCH(QString, pattern);
        QTEST(base::matchesPattern(text.toStdString(), pattern.toStdString()), "matches");
    }

    void manyStarsTakeNoLongerThanFew()
    {
        std::string pattern;
        for (int i = 0; i < 300; ++i)
            pattern += "*a";
        QVERIFY(!base::matchesPattern(std::string(100'000, 'a') + "b", pattern + "c"));
    }

    void aTestIsOfValuesOrPatterns()
    {
        const base::RuleTest in{{"", "chat"}, {"sum*"}, false};
        for (const char *value : {"", "chat", "summarize", "SUMMARY"})
            QVERIFY2(in.passes(value), value);
        for (const char *value : {"Chat", "chats", "resume"})
            QVERIFY2(!in.passes(value), value);
        const base::RuleTest out{{"", "chat"}, {"sum*"}, true};
        QVERIFY(!out.passes("") && !out.passes("summarize") && out.passes("ocr"));
        // "*" is any text, and what nobody said is none.
        QVERIFY(!(base::RuleTest{{}, {"*"}, false}.passes("")));
    }

    void defaultLabelsAreTheUnattributed()
    {
        Rule rule = setsFeature("chat");
        rule.where["feature"] = {{"unknown", "N/A", "ocr"}, {}, false};
        rule.where["model"] = {{}, {}, true}; // asks nothing
        const auto sound = canonical(rule);
        QVERIFY(sound);
        QVERIFY(sound->where.at("feature").values == (std::set<std::string>{"", "ocr"}));
        QVERIFY(!sound->where.contains("model"));
    }

    void whatIsNoRuleIsRefusedInASentence()
    {
        QCOMPARE(refusalOf(setsFeature("")),
                 std::string("the value that is set is empty; unknown makes calls count as untagged"));
        QCOMPARE(refusalOf(setsFeature("unknown")), std::string());
        Rule outcome = setsFeature("failed");
        outcome.dimension = "outcome";
        QVERIFY(refusalOf(outcome).starts_with("outcome is a fact of the log"));
        Rule month = setsFeature("2026-05");
        month.dimension = "month";
        QVERIFY(refusalOf(month).starts_with("what is set cannot be of month"));
        Rule nothing = setsFeature("chat");
        nothing.where["model"] = {};
        QCOMPARE(refusalOf(nothing), std::string("the condition on model names no value"));
        Rule backwards = setsFeature("chat");
        backwards.days = {*base::parseDay("2026-05-02"), *base::parseDay("2026-05-01")};
        QCOMPARE(refusalOf(backwards), std::string("its last day is before its first"));
        QCOMPARE(refusalOf(setsFeature("a\nb")),
                 std::string("the value that is set has a line break or another control character"));
        using base::RuleAction;
        QCOMPARE(refusalOf(splitsOver(RuleAction::SplitByCost, {})),
                 std::string("a split is over 1 to 200 features"));
        QCOMPARE(refusalOf(splitsOver(RuleAction::SplitByCost, {{"a"}, {"a"}})),
                 std::string("feature a is in the split twice"));
        QCOMPARE(refusalOf(splitsOver(RuleAction::SplitByShare, {{"a", 1}, {"b", 0}})),
                 std::string("the share of b is not above 0 and at most 1000000"));
        QCOMPARE(refusalOf(splitsOver(RuleAction::SplitByRequests, {{"a"}, {"b"}})), std::string());
    }

    void aRuleIsToldInWords()
    {
        Rule rule = setsFeature("nightly");
        rule.where["feature"] = {{""}, {}, false};
        rule.where["model"] = {{"o1"}, {"gpt-4*"}, false};
        rule.where["source"] = {{}, {"*.tmp"}, true};
        rule.days.first = *base::parseDay("2026-05-01");
        QCOMPARE(base::describeConditions(rule),
                 std::string("feature = (unattributed) · model = o1 or ~ gpt-4* · source !~ *.tmp · from "
                             "2026-05-01"));
        QCOMPARE(base::describeAction(rule), std::string("feature → nightly"));
        QCOMPARE(base::describeConditions(setsFeature("x")), std::string("all calls"));
        const Rule split =
            splitsOver(base::RuleAction::SplitByShare, {{"a", 2'500'000'000}, {"b", 1'000'000'000}});
        QCOMPARE(base::describeAction(split), std::string("split over a 2.5, b 1"));
        QCOMPARE(base::describeAction(splitsOver(base::RuleAction::SplitByCost, {{"a"}, {"b"}})),
                 std::string("split by cost over a, b"));
    }
};

QTEST_GUILESS_MAIN(TestRule)
#include "test_rule.moc"
