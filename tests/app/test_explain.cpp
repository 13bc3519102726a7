// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/charts/quadrantchart.h"
#include "views/charts/stackedbarchart.h"
#include "views/charts/waterfallchart.h"
#include "views/datatable.h"
#include "views/dialogs/explaindialog.h"
#include "views/format.h"
#include "views/kpicard.h"
#include "views/pages/page.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>

using namespace outlay;

namespace {

constexpr int kOverviewPage = 0;
constexpr int kFeaturesPage = 1;
constexpr int kBridgePage = 9;
constexpr int kAttributionPage = 11;
constexpr int kValuePage = 12;

} // namespace

/// The whole program in one process: a number of a table is asked how it came about.
class TestAppExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_folder = std::make_unique<QTemporaryDir>();
        QByteArray log;
        // chat: two calls of $2 and one of gpt-4o-mini, 1,000 × 0.15 ÷ 10⁶ + 100 × 0.60 ÷ 10⁶ = $0.00021;
        // search: $1.
        for (const auto &[feature, cost] :
             {std::pair("chat", ", \"cost_usd\": 2}"), std::pair("chat", ", \"cost_usd\": 2}"),
              std::pair("chat", "}"), std::pair("search", ", \"cost_usd\": 1}")})
            log += QByteArray("{\"timestamp\": \"2026-05-04T12:00:0") + QByteArray::number(m_second++ % 10) +
                   "Z\", \"feature_name\": \"" + feature +
                   "\", \"model\": \"gpt-4o-mini\", \"input_tokens\": 1000, \"output_tokens\": 100" + cost +
                   "\n";
        const QString path = tests::written(*m_folder, "log.jsonl", log);
        m_program = tests::startProgram(m_folder->filePath(QStringLiteral("store.db")), {});
        QVERIFY(m_program);
        m_program->session().startImport({path}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 4, tests::kWait);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session().isImporting(), tests::kWait);
        // What is not shown yet cannot be asked about.
        QTRY_COMPARE_WITH_TIMEOUT(
            models().summary.index(items::SummaryModel::Requests).data(items::ValueRole).toLongLong(), 4,
            tests::kWait);
        m_program->window().show();
        m_program->window().showPage(kFeaturesPage);
    }
    void cleanup()
    {
        m_program.reset();
        m_folder.reset();
    }

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
        QCOMPARE(m_program->window().findChildren<views::ExplainDialog *>().size(), 1);
        dialog()->close();
        QTRY_VERIFY(!dialog());
        QVERIFY(!models().explain.isAwaited());
    }

    void aCardOfTheOverviewExplainsItself()
    {
        m_program->window().showPage(kOverviewPage);
        const auto cards = m_program->window().currentPage()->findChildren<views::KpiCard *>();
        QCOMPARE(cards.size(), 5);
        // All calls: 2 + 2 + 0.00021 + 1 dollars; per call of four, half to even: $1.2500525.
        QTest::keyClick(cards[items::SummaryModel::Spend], Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(),
                 std::optional<std::int64_t>(5'000'210'000));
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
        m_program->window().showPage(kOverviewPage);
        auto *card = m_program->window()
                         .currentPage()
                         ->findChildren<views::KpiCard *>()[items::SummaryModel::Requests];
        chooseInMenu(card, card->rect().center(), QStringLiteral("Explain this number"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(), std::optional<std::int64_t>(4));
        QVERIFY(!QApplication::activePopupWidget());
    }

    void aPartOfABarExplainsItself()
    {
        m_program->window().showPage(kOverviewPage);
        auto *chart = m_program->window().currentPage()->findChild<views::StackedBarChart *>();
        QTRY_VERIFY(markOf(chart, QStringLiteral("chat")));
        const views::ChartMark *mark = markOf(chart, QStringLiteral("chat"));
        QCOMPARE(mark->slice.size(), 2); // the month and the feature
        chooseInMenu(chart, mark->area.center().toPoint(), QStringLiteral("Explain this number"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(),
                 std::optional<std::int64_t>(4'000'210'000));
    }

    void aBarOfAMonthOutsideThePeriodExplainsItself()
    {
        m_program->window().showPage(kOverviewPage);
        // The chart shows the months before 2026-06, too: in June itself is nothing.
        models().filters.setPeriod(
            {base::Day{std::chrono::year{2026} / 6 / 1}, base::Day{std::chrono::year{2026} / 6 / 30}});
        QTRY_VERIFY_WITH_TIMEOUT(!models().isLoading(), tests::kWait);
        models().askToExplainMark(QStringLiteral("cost"),
                                  {{QStringLiteral("month"), QStringLiteral("2026-05")},
                                   {QStringLiteral("feature"), QStringLiteral("search")}});
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(),
                 std::optional<std::int64_t>(1'000'000'000));
    }

    void aPointOfTheQuadrantExplainsItselfByKeyboard()
    {
        m_program->window().showPage(kOverviewPage);
        auto *chart = m_program->window().currentPage()->findChild<views::QuadrantChart *>();
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
        m_program->session().setBudget(budget);
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
            *m_folder, "april.jsonl",
            "{\"timestamp\": \"2026-04-04T12:00:00Z\", \"feature_name\": \"chat\", \"model\": "
            "\"gpt-4o-mini\", \"input_tokens\": 1000, \"output_tokens\": 100, \"cost_usd\": 1}\n");
        m_program->session().startImport({april}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 5, tests::kWait);
        models().filters.setPeriod(base::parsePeriod("2026-05").value());
        models().bridge.setChosenBefore(base::parsePeriod("2026-04").value());
        m_program->window().showPage(kBridgePage);
        QTRY_VERIFY_WITH_TIMEOUT(models().bridge.state() == items::WatchedTable::State::Ready &&
                                     models().bridge.rowCount() > 3,
                                 tests::kWait);
        views::DataTable *parts = tableOf("Change by feature or segment");
        QTRY_VERIFY(parts->model()->rowCount() > 0);
        ask(parts, QStringLiteral("volume_usd"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(),
                 std::optional<std::int64_t>(2'000'000'000));
        QVERIFY(!models().explain.explained()->sql.text.empty());

        auto *chart = m_program->window().findChild<views::WaterfallChart *>();
        QTRY_VERIFY(markOf(chart, QStringLiteral("Volume")));
        const auto *bar = markOf(chart, QStringLiteral("Volume"));
        chooseInMenu(chart, bar->area.center().toPoint(), QStringLiteral("Explain this number"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(),
                 std::optional<std::int64_t>(2'000'000'000));
        QTRY_VERIFY(said(QStringLiteral("Volume · all that the filter lets through = ") +
                         views::format::money(2'000'000'000)));
    }

    void aReturnExplainsItselfByValueAndCost()
    {
        const QString path =
            tests::written(*m_folder, "value.csv", "date,feature,amount\n2026-05-04,chat,9\n");
        m_program->session().keepValues({path});
        m_program->window().showPage(kValuePage);
        views::DataTable *table = tableOf("Return by feature");
        QVERIFY(table);
        QTRY_VERIFY_WITH_TIMEOUT(models().pnl.rowCount() == 2 &&
                                     models().pnl.index(0, 1).data(items::ValueRole).isValid(),
                                 tests::kWait);
        ask(table, QStringLiteral("gain_usd"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(), // 9 − 4.00021
                 std::optional<std::int64_t>(4'999'790'000));
    }

    void coverageOfAModelExplainsItself()
    {
        m_program->window().showPage(kAttributionPage);
        QTRY_VERIFY_WITH_TIMEOUT(models().coverage.rowCount() > 1, tests::kWait);
        for (auto *table : m_program->window().currentPage()->findChildren<views::DataTable *>())
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
    items::Models &models() const { return m_program->models(); }
    views::ExplainDialog *dialog() const { return m_program->window().findChild<views::ExplainDialog *>(); }
    bool said(const QString &text) const
    {
        const auto labels = dialog()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->text() == text; });
    }
    views::DataTable *features() const { return tableOf("Features"); }
    views::DataTable *tableOf(const char *name) const
    {
        for (auto *table : m_program->window().currentPage()->findChildren<views::DataTable *>())
            if (table->accessibleName() == QLatin1String(name))
                return table;
        return nullptr;
    }
    static const views::ChartMark *markOf(const views::ChartView *chart, const QString &name)
    {
        for (const views::ChartMark &mark : chart->marks())
            if (mark.row >= 0 && !mark.lines.isEmpty() && mark.lines.first() == name)
                return &mark;
        return nullptr;
    }
    /// A right click, and then the item of that name in the menu that opens.
    static void chooseInMenu(QWidget *widget, const QPoint &place, const QString &name)
    {
        QTimer::singleShot(0, widget, [name] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            if (!menu)
                return;
            for (QAction *action : menu->actions())
                if (QString(action->text()).remove(QLatin1Char('&')).startsWith(name))
                    action->trigger();
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, widget->mapToGlobal(place));
        QApplication::sendEvent(widget, &event);
    }
    /// With the keyboard, on the cell of that column in a row.
    static void ask(views::DataTable *table, const QString &column, int row = 0)
    {
        for (int c = 0; c < table->model()->columnCount(); ++c)
            if (table->model()->headerData(c, Qt::Horizontal, items::MachineNameRole).toString() == column)
                table->setCurrentIndex(table->model()->index(row, c));
        QTest::keyClick(table, Qt::Key_E, Qt::ControlModifier);
    }

    int m_second = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Application> m_program;
};

QTEST_MAIN(TestAppExplain)
#include "test_explain.moc"
