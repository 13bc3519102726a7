// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "explainingprogram.h"
#include "views/charts/burnchart.h"
#include "views/format.h"

using namespace outlay;

namespace {

constexpr int kBudgetsPage = 4;
constexpr int kSavingsPage = 8;

} // namespace

/// Numbers that are of more than the calls of a filter explain themselves.
class TestExplainPages : public QObject, private tests::ExplainingProgram
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { stop(); }

    void aSavingExplainsItselfByItsScenario()
    {
        // A failed attempt of $1, on a second day of data: 1 ÷ 2 × 30 = $15 a month.
        const QString failed = tests::written(
            folder(), "failed.jsonl",
            "{\"timestamp\": \"2026-05-05T12:00:00Z\", \"feature_name\": \"chat\", \"model\": "
            "\"gpt-4o-mini\", \"input_tokens\": 1000, \"output_tokens\": 100, \"status\": \"error\", "
            "\"cost_usd\": 1}\n");
        program().session().startImport({failed}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 5, tests::kWait);
        program().window().showPage(kSavingsPage);
        QTRY_VERIFY_WITH_TIMEOUT(models().savings.rowCount() > 0, tests::kWait);
        views::DataTable *table = tableOf("Savings found");
        const int row = rowOf(table, QStringLiteral("chat"));
        QVERIFY(row >= 0);
        ask(table, QStringLiteral("usd_per_month"), row);
        QCOMPARE(answer(), std::optional<std::int64_t>(15'000'000'000));
        const auto &month = models().explain.explained()->explanation;
        QCOMPARE(month.terms[0].value, 5'000'210'000);
        QCOMPARE(month.terms[1].value, 4'000'210'000);
        QTRY_VERIFY(said(QStringLiteral("Saved a month · ") +
                         table->model()->index(row, 0).data().toString() + QStringLiteral(" = ") +
                         views::format::money(15'000'000'000)));
        ask(table, QStringLiteral("saved_usd"), row);
        QCOMPARE(answer(), std::optional<std::int64_t>(1'000'000'000));
    }

    void aPromptCacheExplainsWhatItSaves()
    {
        // Sonnet, $3 a million in and $0.30 read: 10,000 × 3 − (1,000 × 3 + 9,000 × 0.30) = $0.0243.
        const QString cached =
            tests::written(folder(), "cached.jsonl",
                           "{\"timestamp\": \"2026-05-04T13:00:00Z\", \"feature_name\": \"docs\", \"model\": "
                           "\"claude-3-5-sonnet-20241022\", \"input_tokens\": 1000, \"output_tokens\": 10, "
                           "\"cache_read_tokens\": 9000, \"cache_write_tokens\": 0}\n");
        program().session().startImport({cached}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 5, tests::kWait);
        program().window().showPage(kSavingsPage);
        views::DataTable *table = tableOf("Prompt caches");
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(table, QStringLiteral("docs")) >= 0, tests::kWait);
        ask(table, QStringLiteral("net_saving_usd"), rowOf(table, QStringLiteral("docs")));
        QCOMPARE(answer(), std::optional<std::int64_t>(24'300'000));
        // Tokens of calls with a price alone are no sum over the calls.
        const auto before = models().explain.question();
        ask(table, QStringLiteral("cache_read_tokens"), rowOf(table, QStringLiteral("docs")));
        QVERIFY(models().explain.question() == before);
    }

    void aDayOfABudgetExplainsWhatIsUsedByThen()
    {
        const base::Budget budget = base::featureBudget("chat", base::Money::fromNanos(8'000'000'000));
        program().session().setBudget(budget);
        QTRY_COMPARE_WITH_TIMEOUT(models().budgets.rowCount(), 1, tests::kWait);
        program().window().showPage(kBudgetsPage);
        auto *chart = program().window().currentPage()->findChild<views::BurnChart *>();
        QVERIFY(chart);
        QTRY_VERIFY_WITH_TIMEOUT(chart->marks().size() > 3, tests::kWait);
        const auto used = [&](int day) {
            const auto mark = chart->marks()[day - 1];
            Q_EMIT chart->explanationWanted(mark.figure,
                                            {{mark.slice.first().dimension, mark.slice.first().key}});
            (void)answer();
            return models().explain.explained()->explanation.terms[0].value;
        };
        QCOMPARE(used(3), 0);
        QCOMPARE(used(4), 4'000'210'000);
        QCOMPARE(models().explain.explained()->explanation.terms[1].value, 8'000'000'000);
        QTRY_VERIFY(said(QStringLiteral("Budget used · 2026-05-01..2026-05-04 · feature = chat = ") +
                         views::format::percent(4.00021 / 8)));
    }
};

QTEST_MAIN(TestExplainPages)
#include "test_explainpages.moc"
