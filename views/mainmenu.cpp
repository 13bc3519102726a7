// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainmenu.h"

#include "items/models.h"
#include "views/budgetedits.h"
#include "views/filterbar.h"
#include "views/mainwindow.h"
#include "views/pages/page.h"
#include "views/recentstoresmenu.h"
#include "views/reporter.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>

namespace outlay::views {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("outlay::views::MainMenu", text);
}

} // namespace

MainMenu::MainMenu(MainWindow &window)
    : m_window(window)
{
    makeFile();
    makeEdit();
    makeView();
    makeGo();
    makeHelp();
}

template <class Run>
QAction *MainMenu::add(QMenu *menu, const QString &text, const QKeySequence &shortcut, const QString &tip,
                       Run run)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    QObject::connect(action, &QAction::triggered, &m_window, run);
    return action;
}

void MainMenu::makeFile()
{
    MainWindow *w = &m_window;
    QMenu *menu = w->menuBar()->addMenu(tr("&File"));
    add(menu, tr("&Import…"), Qt::CTRL | Qt::Key_I, tr("Read logs into the store"),
        [w] { w->importFiles(); });
    add(menu, tr("&Open Store…"), QKeySequence::Open, tr("Open or create another store"),
        [w] { w->openStore(); });
    menu->addMenu(w->m_recent);
    add(menu, tr("Explore &Sample Data"), {}, tr("Show the program on sample data, apart from yours"),
        [w] { Q_EMIT w->sampleRequested(); });
    QMenu *users = menu->addMenu(tr("&User Ids in Imports"));
    const auto addUsers = [&](const QString &text, const QString &tip, int policy) {
        QAction *action = add(users, text, {}, tip, [w, policy] { Q_EMIT w->userIdsChosen(policy); });
        action->setCheckable(true);
        w->m_userIds->addAction(action);
    };
    addUsers(tr("Keep a &Pseudonym"), tr("The same user is the same, but not known by name"), 0);
    addUsers(tr("&Drop"), tr("No trace of who it was"), 1);
    addUsers(tr("&Keep as Logged"), tr("The id itself; e-mail addresses are still replaced"), 2);
    menu->addSeparator();
    m_export = menu->addMenu(tr("&Export"));
    add(m_export, tr("This &Page as PDF…"), QKeySequence::Print, tr("Charts and tables of this page"),
        [w] { Reporter(w->m_models, *w->m_exporter).savePage(*w->currentPage()); });
    add(m_export, tr("&All Pages as PDF…"), Qt::CTRL | Qt::SHIFT | Qt::Key_P, tr("One report of all pages"),
        [w] { Reporter(w->m_models, *w->m_exporter).savePages(w->pages()); });
    add(m_export, tr("Single &Events as CSV…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E,
        tr("Every event in the period and filter"), [w] { w->saveEvents(); });
    menu->addSeparator();
    add(menu, tr("&Quit"), Qt::CTRL | Qt::Key_Q, tr("Close the window"), [w] { w->close(); });
}

void MainMenu::makeEdit()
{
    MainWindow *w = &m_window;
    QMenu *menu = w->menuBar()->addMenu(tr("&Edit"));
    QUndoStack &edits = w->m_budgetEdits->stack();
    QAction *undo = edits.createUndoAction(w, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setStatusTip(tr("Take back the last edit"));
    QAction *redo = edits.createRedoAction(w, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    redo->setStatusTip(tr("Do again what Undo took back"));
    menu->addActions({undo, redo});
    add(menu, tr("Take Back the &Last Import"), {}, tr("Take the latest import out of every figure"),
        [w] { w->undoLastImport(); });
    menu->addSeparator();
    add(menu, tr("&Find in the Table"), QKeySequence::Find, tr("Find text in the page's table"),
        [w] { w->currentPage()->focusFind(); });
}

void MainMenu::makeView()
{
    MainWindow *w = &m_window;
    QMenu *menu = w->menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < w->pages().size(); ++i)
        add(menu, QStringLiteral("&%1 %2").arg(i + 1).arg(w->pages()[i]->title()),
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), tr("Go to this page"),
            [w, i] { w->showPage(i); });
    menu->addSeparator();
    QAction *tables = add(menu, tr("Charts as &Tables"), Qt::CTRL | Qt::Key_T,
                          tr("Show the figures of all charts"), [w](bool on) {
                              for (Page *page : w->pages())
                                  page->showTables(on);
                          });
    tables->setCheckable(true);
    QMenu *theme = menu->addMenu(tr("T&heme"));
    auto *group = new QActionGroup(theme);
    const auto addTheme = [&](const QString &text, Theme value) {
        QAction *action =
            add(theme, text, {}, tr("Colours of the window"), [w, value] { Q_EMIT w->themeChosen(value); });
        action->setCheckable(true);
        action->setChecked(value == Theme::System);
        group->addAction(action);
    };
    addTheme(tr("&System"), Theme::System);
    addTheme(tr("&Light"), Theme::Light);
    addTheme(tr("&Dark"), Theme::Dark);
}

void MainMenu::makeGo()
{
    MainWindow *w = &m_window;
    items::FilterHistory *filters = &w->m_models.filters;
    QMenu *menu = w->menuBar()->addMenu(tr("&Go"));
    add(menu, tr("&Back"), Qt::ALT | Qt::Key_Left, tr("Undo the last change of the filter"),
        [filters] { filters->back(); });
    add(menu, tr("&Forward"), Qt::ALT | Qt::Key_Right, tr("Redo what Back undid"),
        [filters] { filters->forward(); });
    add(menu, tr("&Up"), Qt::ALT | Qt::Key_Up, tr("Remove the last filter"),
        [filters] { filters->keepCrumbs(static_cast<int>(filters->crumbs().size()) - 2); });
    add(menu, tr("&Reset Filters"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, tr("The latest month, unfiltered"),
        [filters] { filters->reset(); });
    menu->addSeparator();
    add(menu, tr("&Previous Period"), Qt::CTRL | Qt::Key_BracketLeft, tr("The month before"),
        [w] { w->m_filterBar->stepPeriod(-1); });
    add(menu, tr("&Next Period"), Qt::CTRL | Qt::Key_BracketRight, tr("The month after"),
        [w] { w->m_filterBar->stepPeriod(1); });
    add(menu, tr("Filter B&ar"), Qt::CTRL | Qt::SHIFT | Qt::Key_F, tr("Put the cursor into the filter bar"),
        [w] { w->m_filterBar->focusPeriod(); });
}

void MainMenu::makeHelp()
{
    QMenu *menu = m_window.menuBar()->addMenu(tr("&Help"));
    MainWindow *w = &m_window;
    add(menu, tr("&Shortcuts"), Qt::CTRL | Qt::Key_Question, tr("All keyboard shortcuts"),
        [w] { MainMenu::showShortcuts(*w); });
    add(menu, tr("&About Outlay"), {}, tr("Version and licence"), [w] { MainMenu::showAbout(*w); });
}

void MainMenu::showShortcuts(MainWindow &window)
{
    QString rows;
    for (const QAction *action : window.findChildren<QAction *>())
        if (!action->shortcut().isEmpty())
            rows += QStringLiteral("<tr><td style='padding-right:24px'>%1</td><td>%2</td></tr>")
                        .arg(action->text().remove(QLatin1Char('&')).toHtmlEscaped(),
                             action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped());
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Shortcuts"),
                                QStringLiteral("<table>%1</table>").arg(rows), QMessageBox::Close, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainMenu::showAbout(MainWindow &window)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Outlay"),
                                tr("<b>Outlay %1</b><p>What each feature of an AI product costs, for whom, "
                                   "and what is draining money.</p>"
                                   "<p>Nothing leaves this computer.</p><p>Free software under the GNU "
                                   "General Public License, version 3 or "
                                   "later.</p>")
                                    .arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace outlay::views
