// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/coveragemodel.h"
#include "items/rulechangesmodel.h"
#include "items/rulepreviewmodel.h"
#include "items/rulesmodel.h"
#include "items/rulewords.h"
#include "items/unattributedmodel.h"

#include <QtTest/QAbstractItemModelTester>

using namespace outlay;
using items::CoverageModel;
using items::RulePreviewModel;
using items::RulesModel;
using items::UnattributedModel;
using State = items::WatchedTable::State;

namespace {

constexpr std::int64_t kDollar = base::kNanosPerDollar;

QVariant cellOf(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(items::ValueRole);
}

base::Measures measures(std::int64_t requests, std::int64_t dollars)
{
    base::Measures sums;
    sums.requests = sums.priced = requests;
    sums.costNanos = dollars * kDollar;
    return sums;
}

base::Rule ruleTo(const char *feature)
{
    base::Rule rule;
    rule.where["model"].values = {"o1"};
    rule.value = feature;
    return rule;
}

} // namespace

class TestRuleModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coverageIsToldByItsOriginAgainstTheMarks()
    {
        CoverageModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &CoverageModel::wanted);
        model.setWatched(true);
        // Dollars: (50 + 20 + 12) ÷ 100 = 82 %; requests: (60 + 20 + 15) ÷ 100 = 95 %.
        insight::OriginCoverage feature{"feature", measures(60, 50), measures(20, 20), measures(15, 12),
                                        measures(5, 18)};
        model.setCoverage(wanted[0][0].toInt(), {feature});
        QCOMPARE(model.state(), State::Ready);
        QCOMPARE(cellOf(model, 0, CoverageModel::OfDollars).toDouble(), 0.82);
        QCOMPARE(cellOf(model, 0, CoverageModel::OfRequests).toDouble(), 0.95);
        QCOMPARE(cellOf(model, 0, CoverageModel::ByRule).toLongLong(), 20 * kDollar);
        QCOMPARE(cellOf(model, 0, CoverageModel::UntaggedRequests).toLongLong(), 5);
        const QModelIndex dollars = model.index(0, CoverageModel::OfDollars);
        QCOMPARE(dollars.data(CoverageModel::LoggedShareRole).toDouble(), 0.5);
        QCOMPARE(dollars.data(CoverageModel::RuleShareRole).toDouble(), 0.2);
        QCOMPARE(dollars.data(CoverageModel::SplitShareRole).toDouble(), 0.12);
        QVERIFY(model.summary().contains(QStringLiteral("82.0 %")));
        QVERIFY(model.summary().contains(QStringLiteral("below the 90")));
        QVERIFY(cellOf(model, 0, CoverageModel::RequestsMark).toString().contains(QStringLiteral("above")));
    }

    void whatIsShortOfAMarkIsNotShownAsHavingReachedIt()
    {
        CoverageModel model;
        QSignalSpy wanted(&model, &CoverageModel::wanted);
        model.setWatched(true);
        // 79,996 of 100,000 dollars are 79.996 %, which rounds to 80.0.
        const insight::OriginCoverage feature{"feature", measures(4, 79'996), {}, {}, measures(1, 20'004)};
        model.setCoverage(wanted[0][0].toInt(), {feature});
        QCOMPARE(cellOf(model, 0, CoverageModel::OfDollars).toDouble(), 0.799);
        QVERIFY(
            cellOf(model, 0, CoverageModel::DollarsMark).toString().contains(QStringLiteral("✕ below 80")));
        // 4 of 5 requests are the mark itself, which is reached.
        QVERIFY(
            cellOf(model, 0, CoverageModel::RequestsMark).toString().contains(QStringLiteral("△ below 90")));
    }

    void clustersSayWhatTheyCover()
    {
        UnattributedModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &UnattributedModel::wanted);
        model.setWatched(true);
        QCOMPARE(wanted[0][2].value<base::Dimension>(), base::Dimension("feature"));
        insight::Unattributed found;
        found.dimension = "feature";
        found.total = measures(100, 20'000);
        found.unknown = measures(40, 12'730);
        insight::UnknownCluster cluster;
        cluster.rule = ruleTo("support");
        cluster.covered = measures(10, 4'120);
        cluster.covered.inputTokens = 500;
        cluster.covered.withInput = 10;
        cluster.likely = "support";
        cluster.likelyShare = 0.75;
        cluster.alike = 8;
        found.clusters = {cluster};
        model.setClusters(wanted[0][0].toInt(), found, {QStringLiteral("at night")});
        QCOMPARE(cellOf(model, 0, UnattributedModel::Covers).toLongLong(), 4'120 * kDollar);
        QCOMPARE(cellOf(model, 0, UnattributedModel::OfUnknown).toDouble(), 4'120 / 12'730.0);
        QCOMPARE(cellOf(model, 0, UnattributedModel::InTokens).toLongLong(), 50);
        QVERIFY(!cellOf(model, 0, UnattributedModel::OutTokens).isValid()); // nobody said: not zero
        const QString known = cellOf(model, 0, UnattributedModel::Known).toString();
        QVERIFY(known.contains(QStringLiteral("support")) && known.endsWith(QStringLiteral("at night")));
        QCOMPARE(cellOf(model, 0, UnattributedModel::Suggested).toString(),
                 QStringLiteral("feature → support"));
        QCOMPARE(model.ruleAt(0), cluster.rule);
    }

    void rulesAreThereBeforeWhatTheyDoIsKnown()
    {
        RulesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &RulesModel::wanted);
        model.setRules({ruleTo("a"), ruleTo("b")});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(wanted.size(), 0);
        QVERIFY(!cellOf(model, 0, RulesModel::Counted).isValid());
        model.setWatched(true);
        QCOMPARE(wanted.size(), 1);
        cube::RulePreview effects;
        effects.reach = {{{7, 5 * kDollar}, {7, 5 * kDollar}}, {{7, 5 * kDollar}, {}}};
        effects.conflicts = {{0, 1, {7, 5 * kDollar}}};
        model.setEffects(wanted[0][0].toInt(), effects);
        QCOMPARE(cellOf(model, 0, RulesModel::Counted).toLongLong(), 5 * kDollar);
        QVERIFY(cellOf(model, 0, RulesModel::State).toString().contains(QStringLiteral("counts")));
        const QString second = cellOf(model, 1, RulesModel::State).toString();
        QVERIFY(second.contains(QStringLiteral("shadowed")) && second.contains(QStringLiteral("conflict")));
        // Other rules: what was known of the old ones is not shown for them.
        model.setRules({ruleTo("b")});
        QVERIFY(!cellOf(model, 0, RulesModel::Counted).isValid());
        QCOMPARE(wanted.size(), 2);
        model.setFailed(wanted[1][0].toInt());
        QCOMPARE(model.rowCount(), 1);
    }

    void theCheckMarkAsksAndWaits()
    {
        RulesModel model;
        model.setRules({ruleTo("a")});
        QSignalSpy switched(&model, &RulesModel::switched);
        const QModelIndex on = model.index(0, RulesModel::On);
        QVERIFY(on.flags().testFlag(Qt::ItemIsUserCheckable));
        QVERIFY(model.setData(on, Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(switched.size(), 1);
        QCOMPARE(switched[0][1].toBool(), false);
        QCOMPARE(on.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    }

    void aPreviewWaitsForAPauseAndTakesOnlyTheLatestAnswer()
    {
        RulePreviewModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &RulePreviewModel::wanted);
        model.setWatched(true);
        model.setRules({}, {ruleTo("a")}, 0);
        model.setRules({}, {ruleTo("ab")}, 0);
        QVERIFY(!model.isKnown());
        QCOMPARE(wanted.size(), 0);
        QTRY_COMPARE(wanted.size(), 1);
        const int old = wanted[0][0].toInt();
        model.setRules({}, {ruleTo("abc")}, 0);
        QTRY_COMPARE(wanted.size(), 2);
        cube::RulePreview preview;
        preview.reach = {{{3, 2 * kDollar}, {3, 2 * kDollar}}};
        preview.moves = {{"feature", *base::parseMonth("2026-05"), "", "abc", {3, 2 * kDollar}}};
        model.setPreview(old, preview);
        QCOMPARE(model.rowCount(), 0);
        model.setPreview(wanted[1][0].toInt(), preview);
        QVERIFY(model.isKnown());
        QCOMPARE(cellOf(model, 0, RulePreviewModel::Month).toString(), QStringLiteral("2026-05"));
        QCOMPARE(cellOf(model, 0, RulePreviewModel::From).toString(), QStringLiteral("(unattributed)"));
        QCOMPARE(cellOf(model, 0, RulePreviewModel::Moved).toLongLong(), 2 * kDollar);
        QVERIFY(model.warnings().isEmpty());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void theHistorySaysWhoDidWhatAndWhen()
    {
        items::RuleChangesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setChanges({{base::Instant{}, "ann", "disabled", 4, "{}", "{}"}});
        QCOMPARE(cellOf(model, 0, items::RuleChangesModel::Who).toString(), QStringLiteral("ann"));
        QCOMPARE(cellOf(model, 0, items::RuleChangesModel::What).toString(), QStringLiteral("switched off"));
        base::RuleChange change;
        change.what = "changed";
        change.was = base::PlacedRule{4, ruleTo("chat")};
        change.is = base::PlacedRule{1, ruleTo("search")};
        change.is->rule.where["environment"] = {{}, {"test*"}, false};
        change.is->rule.enabled = false;
        model.setChanges({change});
        QCOMPARE(
            cellOf(model, 0, items::RuleChangesModel::Change).toString(),
            QStringLiteral("place 4 → 1; conditions “model = o1” → “environment like test* · model = o1”; "
                           "action “feature → chat” → “feature → search”; on → off"));
        change.was.reset();
        model.setChanges({change});
        QCOMPARE(cellOf(model, 0, items::RuleChangesModel::Change).toString(),
                 QStringLiteral("no. 1: “environment like test* · model = o1”, “feature → search”, off"));
        change.is.reset();
        change.before = "what a later version wrote";
        model.setChanges({change});
        QCOMPARE(cellOf(model, 0, items::RuleChangesModel::Change).toString(),
                 QStringLiteral("what a later version wrote"));
    }

    void conditionsAreSaidInWords()
    {
        base::Rule rule = ruleTo("chat");
        rule.where["model"].patterns = {"gpt-4*"};
        rule.where["feature"].values = {""};
        rule.where["environment"] = {{}, {"test*"}, true};
        rule.days = base::periodOf(*base::parseMonth("2026-05"));
        QCOMPARE(items::conditionsText(rule),
                 QStringLiteral("environment not like test* · feature = (unattributed) · model = o1 or like "
                                "gpt-4* · from 2026-05-01 · to 2026-05-31"));
        QCOMPARE(items::conditionsText({}), QStringLiteral("all calls"));

        base::Rule part;
        part.where["attempt"] = {{std::string(base::kUnattributed)}, {}, false};
        part.where["environment"] = {{"production"}, {}, false};
        part.where["model"] = {{"o1"}, {}, false};
        QCOMPARE(items::conditionsText(part),
                 QStringLiteral("attempt = (unknown) · environment = production · model = o1"));
        // What tells parts apart is read first.
        QCOMPARE(items::conditionsText(part, {"model", "environment", "attempt"}),
                 QStringLiteral("model = o1 · environment = production · attempt = (unknown)"));
        base::Rule split;
        split.action = base::RuleAction::SplitByShare;
        split.shares = {{"chat", 60 * kDollar}, {"search", kDollar / 2}};
        QCOMPARE(items::actionText(split), QStringLiteral("split over chat 60, search 0.5"));
    }
};

QTEST_GUILESS_MAIN(TestRuleModels)
#include "test_rulemodels.moc"
