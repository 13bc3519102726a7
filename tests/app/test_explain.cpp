// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/charts/quadrantchart.h"
#include "views/charts/stackedbarchart.h"
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
        QVERIFY(table);
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
        QVERIFY(said(QStringLiteral("Cost · chat = ") + views::format::money(4'000'210'000)));
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
        QVERIFY(said(QStringLiteral("Share of cost · chat = ") + views::format::percent(4.00021 / 5.00021)));
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
        const views::ChartMark *mark = markOf(chart, QStringLiteral("chat"));
        QVERIFY(mark);
        QCOMPARE(mark->slice.size(), 2); // the month and the feature
        chooseInMenu(chart, mark->area.center().toPoint(), QStringLiteral("Explain this number"));
        QTRY_VERIFY_WITH_TIMEOUT(models().explain.explained(), tests::kWait);
        QCOMPARE(models().explain.explained()->explanation.whole(),
                 std::optional<std::int64_t>(4'000'210'000));
    }

    void aBarOfAMonthOutsideThePeriodExplainsItself()
    {
        m_program->window().showPage(kOverviewPage);
        auto *chart = m_program->window().currentPage()->findChild<views::StackedBarChart *>();
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
        QVERIFY(chart);
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
    views::DataTable *features() const
    {
        for (auto *table : m_program->window().currentPage()->findChildren<views::DataTable *>())
            if (table->accessibleName() == QStringLiteral("Features"))
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
    /// With the keyboard, on the cell of that column in the first row.
    static void ask(views::DataTable *table, const QString &column)
    {
        for (int c = 0; c < table->model()->columnCount(); ++c)
            if (table->model()->headerData(c, Qt::Horizontal, items::MachineNameRole).toString() == column)
                table->setCurrentIndex(table->model()->index(0, c));
        QTest::keyClick(table, Qt::Key_E, Qt::ControlModifier);
    }

    int m_second = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Application> m_program;
};

QTEST_MAIN(TestAppExplain)
#include "test_explain.moc"
