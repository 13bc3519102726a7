// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QMouseEvent>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

#include "insight/snapshot.h"
#include "items/ledger.h"
#include "items/models.h"
#include "views/datatable.h"
#include "views/exporter.h"
#include "views/mainwindow.h"
#include "views/messagebar.h"
#include "views/pages/page.h"
#include "views/theme.h"
#include "views/totalsrow.h"

#include <memory>

namespace outlay::tests {

enum PageIndex
{
    Overview,
    Features,
    Segments,
    Quadrant,
    Budgets,
    Alerts,
    Data,
    Prices
};

/// The window on models that are filled here, without a store: every change of the filter is answered at
/// once from a small ledger.
class WindowFixture
{
public:
    explicit WindowFixture(const ledger::Ledger &ledger = {}, const std::vector<base::Budget> &budgets = {})
        : m_budgets(budgets)
    {
        views::applyTheme(views::Theme::Light);
        views::FileChooser chooser;
        chooser.filesToOpen = [this](QWidget *) { return filesToOpen; };
        chooser.storeToOpen = [this](QWidget *) { return storeToOpen; };
        chooser.pricesToOpen = [this](QWidget *) { return pricesToOpen; };
        chooser.budgetsToOpen = [this](QWidget *) { return budgetsToOpen; };
        chooser.rulesToOpen = [this](QWidget *) { return rulesToOpen; };
        chooser.joinToOpen = [this](QWidget *) { return joinToOpen; };
        chooser.valuesToOpen = [this](QWidget *) { return valuesToOpen; };
        chooser.fileToSave = [this](QWidget *, const QString &, const QString &suggested, const QString &) {
            suggestedName = suggested;
            return fileToSave;
        };
        window = std::make_unique<views::MainWindow>(models, chooser);
        for (items::BudgetPastModel *past : {&models.budgetPast, &models.draftPast})
            QObject::connect(past, &items::BudgetPastModel::wanted, window.get(),
                             [this, past](int asker, int generation, const base::Budget &budget) {
                                 if (m_cube)
                                     past->setPast(asker, generation, pastOf(budget));
                             });
        QObject::connect(&models.filters, &items::FilterHistory::changed, window.get(), [this] { answer(); });
        if (!ledger.empty())
            fill(ledger);
        window->show();
        QCoreApplication::processEvents();
    }

    void fill(const ledger::Ledger &ledger)
    {
        m_cube = ledger::cubeOf(ledger);
        items::StoreInfo store;
        store.path = QStringLiteral("/tmp/test store.db");
        store.fingerprint = QStringLiteral("0123456789ab");
        store.events = 1;
        store.fileBytes = 65'536;
        store.span = m_cube->span();
        models.setCube(*m_cube);
        models.setStore(store);
        models.filters.restart({base::Filter{base::periodOf(base::monthOf(store.span->last)), {}},
                                base::Compare::PreviousPeriod});
    }

    void answer()
    {
        if (m_cube)
            models.setSnapshot(std::make_shared<const insight::Snapshot>(*insight::snapshot(
                *m_cube, models.filters.question(), m_budgets, ledger::dayOf("2026-06-10"))));
    }

    /// As known at the end of the last day with calls.
    insight::BudgetPast pastOf(const base::Budget &budget) const
    {
        return *insight::budgetPast(*m_cube, budget,
                                    insight::clockOf(m_cube->span(), ledger::dayOf("2026-06-10")));
    }

    void setBudget(const base::Budget &budget)
    {
        removeBudget(budget);
        m_budgets.push_back(budget);
        answer();
    }

    void removeBudget(const base::Budget &removed)
    {
        std::erase_if(m_budgets, [&](const base::Budget &budget) {
            return base::scopeKey(budget) == base::scopeKey(removed);
        });
        answer();
    }

    QString filter() const
    {
        return QString::fromStdString(base::describe(models.filters.question().filter));
    }

    views::Page *show(PageIndex page)
    {
        window->showPage(page);
        QCoreApplication::processEvents();
        return window->currentPage();
    }

    views::DataTable *table(PageIndex page, const QString &name)
    {
        for (auto *table : show(page)->findChildren<views::DataTable *>())
            if (table->accessibleName() == name && table->isVisible())
                return table;
        return nullptr;
    }

    /// A command of the menu bar by its text without mnemonics.
    QAction *command(const QString &text) const
    {
        for (QAction *action : window->findChildren<QAction *>())
            if (action->text().remove(QLatin1Char('&')) == text)
                return action;
        return nullptr;
    }

    QString message() const { return window->findChild<views::MessageBar *>()->text(); }

    static QAbstractButton *button(QWidget &within, const QString &text)
    {
        for (auto *button : within.findChildren<QAbstractButton *>())
            if (button->text().remove(QLatin1Char('&')) == text && button->isVisibleTo(&within))
                return button;
        return nullptr;
    }

    QStringList filesToOpen;
    QString storeToOpen;
    QStringList pricesToOpen;
    QString budgetsToOpen;
    QString rulesToOpen;
    QStringList valuesToOpen;
    QString joinToOpen;
    QString fileToSave;
    QString suggestedName;
    QTemporaryDir folder;
    items::Models models;
    std::unique_ptr<views::MainWindow> window; ///< gone before the models that it shows

private:
    std::vector<base::Budget> m_budgets;
    std::shared_ptr<const cube::Cube> m_cube;
};

/// The middle of the cell in the row of this text.
inline QPoint placeOf(const views::DataTable &table, const QString &text, int column = 0)
{
    for (int row = 0; row < table.model()->rowCount(); ++row)
        if (table.model()->index(row, 0).data().toString() == text)
            return table.visualRect(table.model()->index(row, column)).center();
    return {};
}

inline void click(views::DataTable &table, const QPoint &place,
                  Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::mouseClick(table.viewport(), Qt::LeftButton, modifiers, place);
    QCoreApplication::processEvents();
}

/// What a mouse sends for a double click: press, release, double click, release.
inline void doubleClick(views::DataTable &table, const QPoint &place)
{
    click(table, place);
    const QPointF global = table.viewport()->mapToGlobal(place);
    QMouseEvent twice(QEvent::MouseButtonDblClick, place, global, Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(table.viewport(), &twice);
    QMouseEvent release(QEvent::MouseButtonRelease, place, global, Qt::LeftButton, {}, {});
    QCoreApplication::sendEvent(table.viewport(), &release);
    QCoreApplication::processEvents();
}

/// The row of sums at a table's foot; null when it shows none.
inline const views::TotalsRow *totalsOf(const views::DataTable &table)
{
    const auto *totals = table.findChild<views::TotalsRow *>();
    return totals && totals->isVisible() ? totals : nullptr;
}

inline base::Budget budget(const std::string &feature, std::int64_t dollars)
{
    return base::featureBudget(feature, base::Money::fromNanos(dollars * base::kNanosPerDollar));
}

} // namespace outlay::tests
