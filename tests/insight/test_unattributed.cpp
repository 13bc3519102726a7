// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "cube/overlay.h"
#include "insight/coverage.h"
#include "insight/unattributed.h"

using namespace outlay;
using base::FixedDimension;
using base::Rule;

namespace {

struct Calls
{
    const char *feature;
    const char *model;
    const char *source;
    const char *requestType;
    std::int64_t requests;
    std::int64_t dollars;
};

std::shared_ptr<const cube::Cube> cubeOf(const std::vector<Calls> &calls, const std::vector<Rule> &rules = {})
{
    cube::RuledCells ledger;
    for (std::uint32_t id = 1; const Calls &each : calls) {
        base::Attribution attribution;
        attribution[FixedDimension::Feature] = each.feature;
        attribution[FixedDimension::Model] = each.model;
        attribution[FixedDimension::Source] = each.source;
        attribution[FixedDimension::RequestType] = each.requestType;
        ledger.attributions.emplace_back(id, attribution);
        base::Cell cell{*base::parseDay("2026-05-01"), id++, {}};
        cell.sums.requests = cell.sums.priced = each.requests;
        cell.sums.costNanos = each.dollars * base::kNanosPerDollar;
        ledger.cells.add(cell);
    }
    cube::RuledCells made = cube::applyRules(std::move(ledger), rules);
    return *cube::Cube::build(std::move(made.attributions), std::move(made.cells),
                              std::move(made.derivations));
}

/// "conditions -> value: dollars, calls".
QStringList dump(const insight::Unattributed &unknown)
{
    QStringList lines;
    for (const insight::UnknownCluster &cluster : unknown.clusters)
        lines << QStringLiteral("%1 -> %2: %3, %4")
                     .arg(QString::fromStdString(base::describeConditions(cluster.rule)),
                          QString::fromStdString(cluster.rule.value))
                     .arg(cluster.covered.costNanos / base::kNanosPerDollar)
                     .arg(cluster.covered.requests);
    return lines;
}

const std::vector<Calls> kMonth = {
    {"", "gpt-4o", "batch-2026-05-01.jsonl", "summarize", 100, 40},
    {"unknown", "gpt-4o", "batch-2026-05-02.jsonl", "summarize", 100, 42},
    {"", "o1-mini", "app.jsonl", "classify", 10, 30},
    {"", "gpt-4o", "app.jsonl", "chat", 50, 8},
    {"triage", "o1-mini", "app.jsonl", "classify", 90, 200},
    {"support", "gpt-4o", "app.jsonl", "chat", 40, 10},
    {"faq", "gpt-4o", "app.jsonl", "chat", 30, 10},
    {"sales", "gpt-4o", "app.jsonl", "chat", 30, 10},
};

} // namespace

class TestUnattributed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theUnknownIsPartedByWhatIsKnownOfIt()
    {
        const auto unknown = *insight::unattributed(*cubeOf(kMonth), {}, "feature");
        QCOMPARE(unknown.unknown.costNanos, 120 * base::kNanosPerDollar); // 40 + 42 + 30 + 8
        QCOMPARE(unknown.total.costNanos, 350 * base::kNanosPerDollar);
        QVERIFY(unknown.by == (std::vector<base::Dimension>{"source", "request_type"}));
        // Batches are told by their source, of two files that differ by their date alone; calls of the app by
        // their type. For classify nine tenths of what is alike is triage: all 90 calls; of chat no feature
        // has half: 40 of 100.
        QCOMPARE(dump(unknown),
                 QStringList(
                     {QStringLiteral("feature = (unattributed) · source ~ batch-*.jsonl -> batch: 82, 200"),
                      QStringLiteral("feature = (unattributed) · request_type = classify -> triage: 30, 10"),
                      QStringLiteral("feature = (unattributed) · request_type = chat -> chat: 8, 50")}));
        QCOMPARE(unknown.clusters[1].likelyShare, 1.0);
        QCOMPARE(unknown.clusters[1].alike, 90);
        QCOMPARE(unknown.clusters[2].likely, std::string());
        QCOMPARE(unknown.clusters[2].alike, 100);
    }

    void theReadyRuleCoversWhatItSays()
    {
        const auto unknown = *insight::unattributed(*cubeOf(kMonth), {}, "feature");
        std::vector<Rule> rules;
        std::int64_t left = unknown.unknown.costNanos;
        for (const insight::UnknownCluster &cluster : unknown.clusters) {
            rules.push_back(*base::canonical(cluster.rule));
            left -= cluster.covered.costNanos;
            const auto now = *insight::unattributed(*cubeOf(kMonth, rules), {}, "feature");
            QCOMPARE(now.unknown.costNanos, left);
        }
        QCOMPARE(left, 0);
    }

    void onlyTheDearestAreListedAndTheRestIsCounted()
    {
        const auto unknown = *insight::unattributed(*cubeOf(kMonth), {}, "feature", 1);
        QCOMPARE(unknown.clusters.size(), std::size_t{1});
        QCOMPARE(unknown.further, std::size_t{2});
    }

    void aFilterAsksForAPart()
    {
        base::Filter filter;
        filter.where["model"] = {{"o1-mini"}, false};
        const auto unknown = *insight::unattributed(*cubeOf(kMonth), filter, "feature");
        QCOMPARE(unknown.unknown.requests, 10);
        QCOMPARE(unknown.clusters.size(), std::size_t{1});
        QVERIFY(unknown.by.empty()); // there is nothing to tell apart
    }

    void nothingUnknownIsNoCluster()
    {
        const auto unknown = *insight::unattributed(*cubeOf({kMonth[5]}), {}, "feature");
        QVERIFY(unknown.clusters.empty());
        QCOMPARE(unknown.total.requests, 40);
        QVERIFY(!insight::unattributed(*cubeOf(kMonth), {}, "nonsense"));
    }

    void aDimensionThatRulesSetIsNotAskedFor()
    {
        Rule renamed;
        renamed.dimension = "request_type";
        renamed.value = "any";
        const auto unknown = *insight::unattributed(*cubeOf(kMonth, {renamed}), {}, "feature");
        QVERIFY(std::ranges::find(unknown.by, "request_type") == unknown.by.end());
    }

    void coverageTellsHowValuesCameToBe()
    {
        // Of the 120 unknown dollars 82 by a rule, 30 split over two, 8 said to be unknown.
        Rule batch;
        batch.id = 1;
        batch.where["source"] = {{}, {"batch-*"}, false};
        batch.value = "nightly";
        Rule split;
        split.id = 2;
        split.where = {{"feature", {{""}, {}, false}}, {"model", {{"o1-mini"}, {}, false}}};
        split.action = base::RuleAction::SplitByShare;
        split.shares = {{"faq", 1}, {"sales", 2}};
        Rule nobody;
        nobody.id = 3;
        nobody.where["feature"] = {{""}, {}, false};
        nobody.value = "unknown";
        const auto cube = cubeOf(kMonth, {batch, split, nobody});
        const auto coverage = *insight::originCoverage(*cube, {}, {"feature", "model"});
        const auto dollars = [](const base::Measures &sums) {
            return sums.costNanos / base::kNanosPerDollar;
        };
        QCOMPARE(dollars(coverage[0].logged), 230);
        QCOMPARE(dollars(coverage[0].byRule), 82);
        QCOMPARE(dollars(coverage[0].split), 30);
        QCOMPARE(dollars(coverage[0].untagged), 8);
        QCOMPARE(coverage[0].byRule.requests, 200);
        QCOMPARE(coverage[0].split.requests, 10);
        QCOMPARE(coverage[0].coverage().byCost().value(), 342.0 / 350);     // all but 8
        QCOMPARE(coverage[0].coverage().byRequests().value(), 400.0 / 450); // all but 50
        QCOMPARE(coverage[1].logged.requests, 450);
        QVERIFY(coverage[1].untagged == base::Measures());
    }
};

QTEST_GUILESS_MAIN(TestUnattributed)
#include "test_unattributed.moc"
