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
#include "views/viewsmenu.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>

namespace outlay::views {

namespace {

struct MenuWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::MainMenu)
};

/// The title with its first letter that no other has as mnemonic.
QString withMnemonic(const QString &title, QString &taken)
{
    for (qsizetype i = 0; i < title.size(); ++i) {
        if (!title[i].isLetter() || taken.contains(title[i].toUpper()))
            continue;
        taken += title[i].toUpper();
        return title.first(i) + QLatin1Char('&') + title.sliced(i);
    }
    return title;
}

} // namespace

MainMenu::MainMenu(MainWindow &window)
    : m_window(window)
{
    makeFile();
    makeEdit();
    makeView();
    makeGo();
    makeReport();
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
    QMenu *menu = w->menuBar()->addMenu(MenuWords::tr("&File"));
    add(menu, MenuWords::tr("&Import…"), Qt::CTRL | Qt::Key_I, MenuWords::tr("Read logs into the store"),
        [w] { w->importFiles(); });
    add(menu, MenuWords::tr("&Open Store…"), QKeySequence::Open,
        MenuWords::tr("Open or create another store"), [w] { w->openStore(); });
    menu->addMenu(w->m_recent);
    add(menu, MenuWords::tr("Import &Prices…"), {},
        MenuWords::tr("Take a published price list into your own book"), [w] { w->importPrices(); });
    add(menu, MenuWords::tr("Import V&alues…"), {},
        MenuWords::tr("Say what features bring in, by a CSV or JSON file"), [w] { w->importValues(); });
    add(menu, MenuWords::tr("Explore &Sample Data"), {},
        MenuWords::tr("Show the program on sample data, apart from yours"),
        [w] { Q_EMIT w->sampleRequested(); });
    QMenu *users = menu->addMenu(MenuWords::tr("&User Ids in Imports"));
    const auto addUsers = [&](const QString &text, const QString &tip, int policy) {
        QAction *action = add(users, text, {}, tip, [w, policy] { Q_EMIT w->userIdsChosen(policy); });
        action->setCheckable(true);
        w->m_userIds->addAction(action);
    };
    addUsers(MenuWords::tr("Keep a &Pseudonym"),
             MenuWords::tr("The same user is the same, but not known by name"), 0);
    addUsers(MenuWords::tr("&Drop"), MenuWords::tr("No trace of who it was"), 1);
    addUsers(MenuWords::tr("&Keep as Logged"),
             MenuWords::tr("The id itself; e-mail addresses are still replaced"), 2);
    QAction *always = add(menu, MenuWords::tr("Pre&view Every Import"), {},
                          MenuWords::tr("Show the first rows of what is dropped, too, before it is stored"),
                          [w](bool on) { Q_EMIT w->previewAlwaysChosen(on); });
    always->setCheckable(true);
    w->m_previewAlways = always;
    menu->addSeparator();
    m_export = menu->addMenu(MenuWords::tr("&Export"));
    add(m_export, MenuWords::tr("This &Page as PDF…"), QKeySequence::Print,
        MenuWords::tr("Charts and tables of this page"),
        [w] { Reporter(w->m_models, *w->m_exporter).savePage(*w->currentPage()); });
    add(m_export, MenuWords::tr("&All Pages as PDF…"), Qt::CTRL | Qt::SHIFT | Qt::Key_P,
        MenuWords::tr("One report of all pages"),
        [w] { Reporter(w->m_models, *w->m_exporter).savePages(w->pages()); });
    add(m_export, MenuWords::tr("Single &Events as CSV…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E,
        MenuWords::tr("Every event in the period and filter"), [w] { w->saveEvents(); });
    menu->addSeparator();
    add(menu, MenuWords::tr("&Quit"), Qt::CTRL | Qt::Key_Q, MenuWords::tr("Close the window"),
        [w] { w->close(); });
}

void MainMenu::makeEdit()
{
    MainWindow *w = &m_window;
    QMenu *menu = w->menuBar()->addMenu(MenuWords::tr("&Edit"));
    QUndoStack &edits = w->m_budgetEdits->stack();
    QAction *undo = edits.createUndoAction(w, MenuWords::tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setStatusTip(MenuWords::tr("Take back the last edit"));
    QAction *redo = edits.createRedoAction(w, MenuWords::tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    redo->setStatusTip(MenuWords::tr("Do again what Undo took back"));
    menu->addActions({undo, redo});
    add(menu, MenuWords::tr("Take Back the &Last Import"), {},
        MenuWords::tr("Take the latest import out of every figure"), [w] { w->undoLastImport(); });
    add(menu, MenuWords::tr("Repri&ce…"), {},
        MenuWords::tr("See what the price book would change in the store, and apply it"),
        [w] { Q_EMIT w->repriceRequested(); });
    add(menu, MenuWords::tr("&Join with a Log…"), {},
        MenuWords::tr("Give calls the features that another log says of them"),
        [w] { Q_EMIT w->joiningRequested(); });
    add(menu, MenuWords::tr("Linking of &Attempts…"), {},
        MenuWords::tr("Say within which time calls that resemble each other are attempts of one"),
        [w] { Q_EMIT w->linkingRequested(); });
    add(menu, MenuWords::tr("Reporting &Zone…"), {},
        MenuWords::tr("Choose the time zone whose days all figures are of"),
        [w] { Q_EMIT w->zoneRequested(); });
    add(menu, MenuWords::tr("Fiscal &Year and Currency…"), {},
        MenuWords::tr("Choose the company's year, and the currency that figures are shown in"),
        [w] { Q_EMIT w->displayRequested(); });
    menu->addSeparator();
    add(menu, MenuWords::tr("&Find in the Table"), QKeySequence::Find,
        MenuWords::tr("Find text in the page's table"), [w] { w->currentPage()->focusFind(); });
}

void MainMenu::makeView()
{
    MainWindow *w = &m_window;
    QMenu *menu = w->menuBar()->addMenu(MenuWords::tr("&View"));
    constexpr int numbered = 9;            // as many as there are keys for
    QString taken = QStringLiteral("THE"); // by what comes below
    for (int i = 0; i < w->pages().size(); ++i) {
        const QString title = w->pages()[i]->title();
        add(menu, i < numbered ? QStringLiteral("&%1 %2").arg(i + 1).arg(title) : withMnemonic(title, taken),
            i < numbered ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)) : QKeySequence(),
            MenuWords::tr("Go to this page"), [w, i] { w->showPage(i); });
    }
    menu->addSeparator();
    QAction *tables = add(menu, MenuWords::tr("Charts as &Tables"), Qt::CTRL | Qt::Key_T,
                          MenuWords::tr("Show the figures of all charts"), [w](bool on) {
                              for (Page *page : w->pages())
                                  page->showTables(on);
                          });
    tables->setCheckable(true);
    menu->addMenu(w->m_views);
    QMenu *theme = menu->addMenu(MenuWords::tr("T&heme"));
    auto *group = new QActionGroup(theme);
    const auto addTheme = [&](const QString &text, Theme value) {
        QAction *action = add(theme, text, {}, MenuWords::tr("Colours of the window"),
                              [w, value] { Q_EMIT w->themeChosen(value); });
        action->setCheckable(true);
        action->setChecked(value == Theme::System);
        group->addAction(action);
    };
    addTheme(MenuWords::tr("&System"), Theme::System);
    addTheme(MenuWords::tr("&Light"), Theme::Light);
    addTheme(MenuWords::tr("&Dark"), Theme::Dark);
}

void MainMenu::makeGo()
{
    MainWindow *w = &m_window;
    items::FilterHistory *filters = &w->m_models.filters;
    QMenu *menu = w->menuBar()->addMenu(MenuWords::tr("&Go"));
    add(menu, MenuWords::tr("&Back"), Qt::ALT | Qt::Key_Left,
        MenuWords::tr("Undo the last change of the filter"), [filters] { filters->back(); });
    add(menu, MenuWords::tr("&Forward"), Qt::ALT | Qt::Key_Right, MenuWords::tr("Redo what Back undid"),
        [filters] { filters->forward(); });
    add(menu, MenuWords::tr("&Up"), Qt::ALT | Qt::Key_Up, MenuWords::tr("Remove the last filter"),
        [filters] { filters->keepCrumbs(static_cast<int>(filters->crumbs().size()) - 2); });
    add(menu, MenuWords::tr("&Reset Filters"), Qt::CTRL | Qt::SHIFT | Qt::Key_R,
        MenuWords::tr("The latest month, unfiltered"), [filters] { filters->reset(); });
    menu->addSeparator();
    add(menu, MenuWords::tr("&Previous Period"), Qt::CTRL | Qt::Key_BracketLeft,
        MenuWords::tr("The month before"), [w] { w->m_filterBar->stepPeriod(-1); });
    add(menu, MenuWords::tr("&Next Period"), Qt::CTRL | Qt::Key_BracketRight,
        MenuWords::tr("The month after"), [w] { w->m_filterBar->stepPeriod(1); });
    add(menu, MenuWords::tr("Filter B&ar"), Qt::CTRL | Qt::SHIFT | Qt::Key_F,
        MenuWords::tr("Put the cursor into the filter bar"), [w] { w->m_filterBar->focusPeriod(); });
}

void MainMenu::makeReport()
{
    MainWindow *w = &m_window;
    QMenu *menu = w->menuBar()->addMenu(MenuWords::tr("&Report"));
    add(menu, MenuWords::tr("&Weekly…"), Qt::CTRL | Qt::SHIFT | Qt::Key_W,
        MenuWords::tr("One week as a PDF, a page or a message: features, changes, budgets, savings"),
        [w] { Q_EMIT w->weeklyRequested(); });
}

void MainMenu::makeHelp()
{
    QMenu *menu = m_window.menuBar()->addMenu(MenuWords::tr("&Help"));
    MainWindow *w = &m_window;
    add(menu, MenuWords::tr("&Shortcuts"), Qt::CTRL | Qt::Key_Question,
        MenuWords::tr("All keyboard shortcuts"), [w] { MainMenu::showShortcuts(*w); });
    add(menu, MenuWords::tr("&About Outlay"), {}, MenuWords::tr("Version and licence"),
        [w] { MainMenu::showAbout(*w); });
}

void MainMenu::showShortcuts(MainWindow &window)
{
    QString rows;
    for (const QAction *action : window.findChildren<QAction *>())
        if (!action->shortcut().isEmpty())
            rows += QStringLiteral("<tr><td style='padding-right:24px'>%1</td><td>%2</td></tr>")
                        .arg(action->text().remove(QLatin1Char('&')).toHtmlEscaped(),
                             action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped());
    auto *box = new QMessageBox(QMessageBox::NoIcon, MenuWords::tr("Shortcuts"),
                                QStringLiteral("<table>%1</table>").arg(rows), QMessageBox::Close, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainMenu::showAbout(MainWindow &window)
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, MenuWords::tr("About Outlay"),
        MenuWords::tr("<b>Outlay %1</b><p>What each feature of an AI product costs, for whom, "
                      "and what is draining money.</p>"
                      "<p>Nothing leaves this computer but the alerts of budgets that have a "
                      "webhook.</p><p>Free software under the GNU "
                      "General Public License, version 3 or "
                      "later.</p>")
            .arg(QCoreApplication::applicationVersion()),
        QMessageBox::Close, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace outlay::views
