// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "explainingprogram.h"
#include "views/charts/quadrantchart.h"
#include "views/charts/stackedbarchart.h"
#include "views/charts/waterfallchart.h"
#include "views/format.h"
#include "views/kpicard.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QPlainTextEdit>

using namespace outlay;

namespace {

constexpr int kOverviewPage = 0;
constexpr int kFeaturesPage = 1;
constexpr int kBridgePage = 9;
constexpr int kAttributionPage = 11;
constexpr int kValuePage = 12;

} // namespace

/// A number of a table, a card or a chart is asked how it came about.
class TestAppExplain : public QObject, private tests::ExplainingProgram
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        start();
        program().window().showPage(kFeaturesPage);
    }
    void cleanup() { stop(); }

    void ctrlEOnANumberTellsHowItCameAbout()
    {
        views::DataTable *table = features();
        QTRY_COMPARE(table->model()->rowCount(), 2);
        ask(table, QStringLiteral("cost_usd"));
        QTRY_VERIFY(dialog());
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        const auto &explained = *models().explain.explained();
        QCOMPARE(explained.explanation.whole(), std::optional<std::int64_t>(4'000'210'000));
        QCOMPARE(models().explain.origins.index(0, 2).data(items::ValueRole).toLongLong(), 4'000'000'000);
        QCOMPARE(models().explain.origins.index(1, 2).data(items::ValueRole).toLongLong(), 210'000);
        QCOMPARE(models().explain.prices.rowCount(), 3); // input, output, rounding
        QCOMPARE(models().explain.logs.rowCount(), 1);
        QTRY_VERIFY(said(QStringLiteral("Cost · chat = ") + views::format::money(4'000'210'000)));
        const QString sql = dialog()->findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY2(sql.contains(QStringLiteral("feature_name = 'chat'")), qPrintable(sql));
        tests::buttonOf(*dialog(), QStringLiteral("Copy the SQL"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), sql);

        tests::buttonOf(*dialog(), QStringLiteral("Show the calls"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(models().events.rowCount(), 3, tests::kWait);
    }

    void askedAnewTheSameDialogShowsTheNewAnswer()
    {
        views::DataTable *table = features();
        QTRY_COMPARE(table->model()->rowCount(), 2);
        ask(table, QStringLiteral("cost_usd"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        ask(table, QStringLiteral("cost_share"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained() && models().explain.terms.rowCount() == 2,
                                 tests::kWait);
        QTRY_VERIFY(
            said(QStringLiteral("Share of cost · chat = ") + views::format::percent(4.00021 / 5.00021)));
        QCOMPARE(program().window().findChildren<views::ExplainDialog *>().size(), 1);
        dialog()->close();
        QTRY_VERIFY(!dialog());
        QVERIFY(!models().explain.isAwaited());
    }

    void aCardOfTheOverviewExplainsItself()
    {
        program().window().showPage(kOverviewPage);
        const auto cards = program().window().currentPage()->findChildren<views::KpiCard *>();
        QCOMPARE(cards.size(), 5);
        // All calls: 2 + 2 + 0.00021 + 1 dollars; per call of four, half to even: $1.2500525.
        QTest::keyClick(cards[items::SummaryModel::Spend], Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(answer(), std::optional<std::int64_t>(5'000'210'000));
        QTest::keyClick(cards[items::SummaryModel::UnitCost], Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained() && models().explain.terms.rowCount() == 2,
                                 tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(),
                 std::optional<std::int64_t>(1'250'052'500));
        // Without a budget the card has no number to explain.
        const auto before = models().explain.question();
        QTest::keyClick(cards[items::SummaryModel::BudgetUsed], Qt::Key_E, Qt::ControlModifier);
        QVERIFY(models().explain.question() == before);
    }

    void theContextMenuOfACardExplainsIt()
    {
        program().window().showPage(kOverviewPage);
        auto *card =
            program().window().currentPage()->findChildren<views::KpiCard *>()[items::SummaryModel::Requests];
        chooseInMenu(card, card->rect().center(), QStringLiteral("Explain this number"));
        QCOMPARE(answer(), std::optional<std::int64_t>(4));
        QVERIFY(!QApplication::activePopupWidget());
    }

    void aPartOfABarExplainsItself()
    {
        program().window().showPage(kOverviewPage);
        auto *chart = program().window().currentPage()->findChild<views::StackedBarChart *>();
        QTRY_VERIFY(markOf(chart, QStringLiteral("chat")));
        const views::ChartMark *mark = markOf(chart, QStringLiteral("chat"));
        QCOMPARE(mark->slice.size(), 2); // the month and the feature
        chooseInMenu(chart, mark->area.center().toPoint(), QStringLiteral("Explain this number"));
        QCOMPARE(answer(), std::optional<std::int64_t>(4'000'210'000));
    }

    void aBarOfAMonthOutsideThePeriodExplainsItself()
    {
        program().window().showPage(kOverviewPage);
        // The chart shows the months before 2026-06, too: in June itself is nothing.
        models().filters.setPeriod(
            {base::Day{std::chrono::year{2026} / 6 / 1}, base::Day{std::chrono::year{2026} / 6 / 30}});
        QTRY_VERIFY_WITH_TIMEOUT(!models().isLoading(), tests::kWait);
        models().askToExplainMark(QStringLiteral("cost"),
                                  {{QStringLiteral("month"), QStringLiteral("2026-05")},
                                   {QStringLiteral("feature"), QStringLiteral("search")}});
        QCOMPARE(answer(), std::optional<std::int64_t>(1'000'000'000));
    }

    void aPointOfTheQuadrantExplainsItselfByKeyboard()
    {
        program().window().showPage(kOverviewPage);
        auto *chart = program().window().currentPage()->findChild<views::QuadrantChart *>();
        QTRY_VERIFY(!chart->marks().isEmpty());
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Right);
        QVERIFY(chart->currentMark());
        QTest::keyClick(chart, Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        const auto &explanation = models().explain.explained()->explanation;
        QCOMPARE(explanation.terms[0].value, 4'000'210'000); // chat, the dearest, is the first
        QCOMPARE(explanation.terms[1].value, 5'000'210'000);
    }

    void aBudgetExplainsWhatIsUsedOfIt()
    {
        base::Budget budget = base::featureBudget("chat", base::Money::fromNanos(8'000'000'000));
        program().session().setBudget(budget);
        QTRY_COMPARE_WITH_TIMEOUT(models().budgets.rowCount(), 1, tests::kWait);
        models().askToExplainBudget(
            models().budgets.index(0, 0).data(items::BudgetsModel::ScopeKeyRole).toString());
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        const auto &explanation = models().explain.explained()->explanation;
        QCOMPARE(explanation.terms[0].value, 4'000'210'000);
        QCOMPARE(explanation.terms[1].value, 8'000'000'000);
        QVERIFY(!models().explain.explained()->sql.text.empty());
    }

    void aStepOfTheBridgeExplainsItself()
    {
        // In April one call of chat for $1: May has three, so volume adds 1 × 3 ÷ 1 − 1 = $2.
        const QString april = tests::written(
            folder(), "april.jsonl",
            "{\"timestamp\": \"2026-04-04T12:00:00Z\", \"feature_name\": \"chat\", \"model\": "
            "\"gpt-4o-mini\", \"input_tokens\": 1000, \"output_tokens\": 100, \"cost_usd\": 1}\n");
        program().session().startImport({april}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 5, tests::kWait);
        models().filters.setPeriod(base::parsePeriod("2026-05").value());
        models().bridge.setChosenBefore(base::parsePeriod("2026-04").value());
        program().window().showPage(kBridgePage);
        QTRY_VERIFY_WITH_TIMEOUT(models().bridge.state() == items::WatchedTable::State::Ready &&
                                     models().bridge.rowCount() > 3,
                                 tests::kWait);
        views::DataTable *parts = tableOf("Change by feature or segment");
        QTRY_VERIFY(parts->model()->rowCount() > 0);
        ask(parts, QStringLiteral("volume_usd"));
        QCOMPARE(answer(), std::optional<std::int64_t>(2'000'000'000));
        QVERIFY(!models().explain.explained()->sql.text.empty());
        // chat, the first of the parts: $1 before, 2 + 2 + 0.00021 after.
        for (const auto &[column, nanos] :
             {std::pair("before_usd", 1'000'000'000LL), std::pair("after_usd", 4'000'210'000LL),
              std::pair("change_usd", 3'000'210'000LL)}) {
            ask(parts, QLatin1String(column), rowOf(parts, QStringLiteral("chat")));
            QCOMPARE(answer(), std::optional<std::int64_t>(nanos));
        }

        auto *chart = program().window().findChild<views::WaterfallChart *>();
        QTRY_VERIFY(markOf(chart, QStringLiteral("Volume")));
        const auto *bar = markOf(chart, QStringLiteral("Volume"));
        chooseInMenu(chart, bar->area.center().toPoint(), QStringLiteral("Explain this number"));
        QCOMPARE(answer(), std::optional<std::int64_t>(2'000'000'000));
        QTRY_VERIFY(said(QStringLiteral("Volume · all that the filter lets through = ") +
                         views::format::money(2'000'000'000)));
    }

    void aReturnExplainsItselfByValueAndCost()
    {
        const QString path =
            tests::written(folder(), "value.csv",
                           "date,feature,amount,unit\n2026-05-04,chat,9,\n2026-05-04,chat,8,tickets\n"
                           "2026-05-04,chat,2,hours\n");
        program().session().keepValues({path});
        program().window().showPage(kValuePage);
        views::DataTable *table = tableOf("Return by feature");
        QVERIFY(table);
        QTRY_VERIFY_WITH_TIMEOUT(models().pnl.rowCount() == 2 &&
                                     models().pnl.index(0, 1).data(items::ValueRole).isValid(),
                                 tests::kWait);
        ask(table, QStringLiteral("gain_usd"));
        QCOMPARE(answer(), // 9 − 4.00021
                 std::optional<std::int64_t>(4'999'790'000));
        // Of the units of a cell the first goes by the keyboard: 4.00021 ÷ 2; each by the menu: 4.00021 ÷ 8.
        ask(table, QStringLiteral("cost_usd_per_unit"), rowOf(table, QStringLiteral("chat")));
        QCOMPARE(answer(), std::optional<std::int64_t>(2'000'105'000));
        chooseInMenu(table->viewport(), table->visualRect(table->currentIndex()).center(),
                     QStringLiteral("Explain “Cost per unit: tickets”"));
        QCOMPARE(answer(), std::optional<std::int64_t>(500'026'250));
        // Of search no unit is counted.
        const auto before = models().explain.question();
        ask(table, QStringLiteral("cost_usd_per_unit"), rowOf(table, QStringLiteral("search")));
        QVERIFY(models().explain.question() == before);
    }

    void coverageOfAModelExplainsItself()
    {
        program().window().showPage(kAttributionPage);
        QTRY_VERIFY_WITH_TIMEOUT(models().coverage.rowCount() > 1, tests::kWait);
        for (auto *table : program().window().currentPage()->findChildren<views::DataTable *>())
            for (int row = 0; row < table->model()->rowCount(); ++row)
                if (table->model()->index(row, 0).data(items::ValueRole).toString() ==
                    QStringLiteral("model"))
                    ask(table, QStringLiteral("coverage_of_requests"), row);
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        const auto &explanation = models().explain.explained()->explanation;
        QCOMPARE(explanation.question.covered, std::string("model"));
        QCOMPARE(explanation.terms[0].value, 4);
        QCOMPARE(explanation.terms[1].value, 4);
    }

    void whatIsNoFigureIsNotAskedFor()
    {
        views::DataTable *table = features();
        QTRY_COMPARE(table->model()->rowCount(), 2);
        ask(table, QStringLiteral("class"));
        QVERIFY(!dialog());
        QVERIFY(!models().explain.isAwaited());
    }

private:
    views::DataTable *features() const { return tableOf("Features"); }
};

QTEST_MAIN(TestAppExplain)
#include "test_explain.moc"
