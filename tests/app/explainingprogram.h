// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/models.h"
#include "programwindow.h"
#include "views/charts/chartview.h"
#include "views/datatable.h"
#include "views/dialogs/explaindialog.h"
#include "views/pages/page.h"

#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>

#include <optional>

namespace outlay::tests {

/// The whole program in one process, with four calls, to ask its numbers how they came about.
class ExplainingProgram
{
public:
    /// Its window is shown once it knows the calls; tests go on only if it is open.
    void start()
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
        const QString path = written(*m_folder, "log.jsonl", log);
        m_program = startProgram(m_folder->filePath(QStringLiteral("store.db")), {});
        QVERIFY(m_program);
        m_program->session().startImport({path}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 4, kWait);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session().isImporting(), kWait);
        // What is not shown yet cannot be asked about.
        QTRY_COMPARE_WITH_TIMEOUT(
            models().summary.index(items::SummaryModel::Requests).data(items::ValueRole).toLongLong(), 4,
            kWait);
        m_program->window().show();
    }
    void stop()
    {
        m_program.reset();
        m_folder.reset();
    }

    app::Application &program() const { return *m_program; }
    const QTemporaryDir &folder() const { return *m_folder; }
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
    static int rowOf(const views::DataTable *table, const QString &feature)
    {
        for (int row = 0; row < table->model()->rowCount(); ++row)
            for (int column = 0; column < table->model()->columnCount(); ++column)
                if (const QModelIndex cell = table->model()->index(row, column);
                    !cell.data(items::DimensionRole).toString().isEmpty() &&
                    cell.data(items::KeyRole).toString() == feature)
                    return row;
        return -1;
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

    /// Waits for the answer; nothing where it is none of whole numbers.
    std::optional<std::int64_t> answer() const
    {
        (void)QTest::qWaitFor([this] { return models().explain.explained() != nullptr; }, kWait);
        const insight::Explained *const explained = models().explain.explained();
        return explained ? explained->explanation.whole() : std::nullopt;
    }

private:
    int m_second = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Application> m_program;
};

} // namespace outlay::tests
