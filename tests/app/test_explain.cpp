// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/datatable.h"
#include "views/dialogs/explaindialog.h"
#include "views/format.h"
#include "views/pages/page.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>

using namespace outlay;

namespace {

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
