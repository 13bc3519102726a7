// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainwindow.h"

#include "items/models.h"
#include "items/savedviews.h"
#include "views/budgetedits.h"
#include "views/dialogs/displaydialog.h"
#include "views/dialogs/explaindialog.h"
#include "views/dialogs/importreportdialog.h"
#include "views/dialogs/joindialog.h"
#include "views/dialogs/linkingdialog.h"
#include "views/dialogs/repricedialog.h"
#include "views/dialogs/weeklydialog.h"
#include "views/dialogs/zonedialog.h"
#include "views/errortext.h"
#include "views/exporter.h"
#include "views/format.h"
#include "views/importmessages.h"
#include "views/importprogress.h"
#include "views/messagebar.h"
#include "views/pages/alertspage.h"
#include "views/pages/reconcilepage.h"
#include "views/pages/valuepage.h"
#include "views/pricemessages.h"
#include "views/tablelayout.h"
#include "views/viewsmenu.h"

#include <QtWidgets/QStackedWidget>

// What the window says of what was done, and what it asks.
namespace outlay::views {

void MainWindow::showImportBegun()
{
    m_progress->begin(tr("Reading…"));
}

void MainWindow::showPreviewBegun()
{
    m_progress->begin(tr("Looking at what it is…"));
}

void MainWindow::showPreviewDone()
{
    m_progress->hide();
}

void MainWindow::showProgress(const QString &file, qint64 bytesDone, qint64 bytesTotal, qint64 events)
{
    m_progress->showProgress(file, bytesDone, bytesTotal, events);
}

void MainWindow::connectViews()
{
    const auto change = [this](const QList<items::SavedView> &views) {
        setSavedViews(items::toJson(views));
        Q_EMIT savedViewsChanged(m_savedViews);
    };
    connect(m_views, &ViewsMenu::saveRequested, this, [this, change](const QString &name) {
        const Page &page = *currentPage();
        change(items::with(items::savedViewsOf(m_savedViews),
                           {name, page.objectName(), m_models.filters.question(), pageLayout(page)}));
        m_messages->showMessage(MessageBar::Mood::Good,
                                tr("This view is saved as %1 in View ▸ Saved Views.").arg(name), {});
    });
    connect(m_views, &ViewsMenu::removeRequested, this, [this, change](const QString &name) {
        QList<items::SavedView> views = items::savedViewsOf(m_savedViews);
        views.removeIf([&name](const items::SavedView &view) { return view.name == name; });
        change(views);
    });
    connect(m_views, &ViewsMenu::chosen, this, [this](const items::SavedView &view) {
        for (int i = 0; i < m_pages.size(); ++i) {
            if (m_pages[i]->objectName() != view.page)
                continue;
            showPage(i);
            applyPageLayout(*m_pages[i], view.layout);
        }
        m_models.filters.returnTo(view.question);
    });
}

void MainWindow::setSavedViews(const QString &json)
{
    m_savedViews = json;
    m_views->setViews(items::savedViewsOf(json));
}

void MainWindow::showEdited(const QString &what)
{
    m_messages->showMessage(MessageBar::Mood::Good, what,
                            {{tr("&Undo"), [this, to = m_budgetEdits->stack().index() - 1] {
                                  m_budgetEdits->stack().setIndex(to);
                                  m_messages->hide();
                              }}});
}

void MainWindow::showImportReport(const base::ImportReport &report, const QString &alerts)
{
    m_progress->hide();
    QList<MessageBar::Action> actions{{tr("&Details…"), [this, report] { showImportReportDialog(report); }}};
    if (report.importId != 0 && report.totals().added > 0)
        actions << MessageBar::Action{tr("&Undo"),
                                      [this, id = report.importId] { Q_EMIT undoRequested(id); }};
    if (report.totals().billing > 0)
        actions << MessageBar::Action{tr("&Reconcile"),
                                      [this] { showPage(static_cast<int>(m_pages.indexOf(m_reconcile))); }};
    const ImportMessage message = importMessage(report);
    if (alerts.isEmpty())
        return m_messages->showMessage(message.mood, message.text, actions);
    actions.prepend({tr("Sho&w"), [this] { showPage(static_cast<int>(m_pages.indexOf(m_alerts))); }});
    m_messages->showMessage(MessageBar::Mood::Bad, message.text + QLatin1Char(' ') + alerts, actions);
}

void MainWindow::showImportReportDialog(const base::ImportReport &report)
{
    (new ImportReportDialog(report, *m_exporter, this))->open();
}

void MainWindow::showImportUndone(qint64 importId, qint64 events)
{
    m_messages->showMessage(
        MessageBar::Mood::Good,
        tr("Import %1 is undone: %2 events were taken out.").arg(importId).arg(format::count(events)));
}

void MainWindow::showRejects(qint64 importId)
{
    (new RejectsDialog(importId, m_models.rejects, *m_exporter, this))->open();
}

void MainWindow::showError(const base::Error &error)
{
    m_progress->hide();
    const bool harmless = error.kind == base::ErrorKind::Cancelled;
    m_messages->showMessage(harmless ? MessageBar::Mood::Info : MessageBar::Mood::Bad, errorText(error));
}

void MainWindow::showSaved(const QString &path)
{
    m_messages->showMessage(MessageBar::Mood::Good, tr("Saved %1").arg(path));
}

void MainWindow::showBudgetsTaken(const QString &path, const QStringList &unknown)
{
    if (unknown.isEmpty())
        return m_messages->showMessage(MessageBar::Mood::Good, tr("The budgets of %1 are set.").arg(path));
    m_messages->showMessage(
        MessageBar::Mood::Info,
        tr("The budgets of %1 are set, but no call in the store has: %2. Nothing will ever be spent of such "
           "a budget; look whether the names are spelt as on the pages.")
            .arg(path, unknown.join(QStringLiteral(", "))));
}

void MainWindow::showPricesImported(qint64 added, qint64 changed, qint64 known, qint64 leftOut,
                                    qint64 withoutPrice)
{
    QList<MessageBar::Action> actions;
    if (added + changed > 0)
        actions << MessageBar::Action{tr("Repri&ce…"), [this] { Q_EMIT repriceRequested(); }};
    m_messages->showMessage(leftOut > 0 ? MessageBar::Mood::Info : MessageBar::Mood::Good,
                            pricesImportedText(added, changed, known, leftOut, withoutPrice), actions);
}

RepriceDialog *MainWindow::showRepricing()
{
    auto *dialog = new RepriceDialog(m_models.repricing, m_models.store().span, *m_exporter, this);
    dialog->open();
    return dialog;
}

void MainWindow::showRepriced()
{
    m_messages->showMessage(MessageBar::Mood::Good, repricedText(m_models.repricing.months.sums()));
}

LinkingDialog *MainWindow::showLinking(int seconds)
{
    auto *dialog = new LinkingDialog(seconds, this);
    dialog->open();
    return dialog;
}

void MainWindow::showLinked(int seconds, qint64 changed)
{
    m_messages->showMessage(
        MessageBar::Mood::Good,
        seconds == 0
            ? tr("Only what logs tie together is linked as attempts; %1 events changed.")
                  .arg(format::count(changed))
            : tr("Calls that resemble each other within %1 s are attempts of one; %2 events changed.")
                  .arg(format::count(seconds), format::count(changed)));
}

JoinDialog *MainWindow::showJoining()
{
    auto *dialog = new JoinDialog(this);
    connect(dialog, &JoinDialog::logWanted, dialog, [this, dialog] {
        if (const QString path = m_exporter->chooser().joinToOpen(dialog); !path.isEmpty())
            dialog->setLog(path);
    });
    dialog->open();
    return dialog;
}

void MainWindow::showJoined(qint64 id, const QString &file)
{
    m_messages->showMessage(
        MessageBar::Mood::Good,
        tr("%1 is joined: calls have what it says of them, and so will calls that are imported later.")
            .arg(file),
        {MessageBar::Action{tr("&Undo"), [this, id] { Q_EMIT joinRemoveRequested(id); }}});
}

void MainWindow::showJoinRemoved(const QString &file)
{
    m_messages->showMessage(MessageBar::Mood::Good,
                            tr("%1 is joined no more: its calls are as they were logged.").arg(file),
                            {MessageBar::Action{tr("&Undo"), [this] { Q_EMIT joinRestoreRequested(); }}});
}

ZoneDialog *MainWindow::showZones()
{
    auto *dialog = new ZoneDialog(m_models.store().zone, this);
    dialog->open();
    return dialog;
}

void MainWindow::showExplanation()
{
    if (m_explanation)
        return m_explanation->raise(); // it follows the model
    m_explanation = new ExplainDialog(m_models.explain, this);
    connect(m_explanation, &ExplainDialog::eventsWanted, this, [this](const base::Filter &calls) {
        base::Question question = m_models.filters.question();
        question.filter = calls;
        m_models.filters.returnTo(question);
        showPage(static_cast<int>(m_pages.indexOf(m_data)));
        m_data->showEvents();
    });
    m_explanation->show();
}

WeeklyDialog *MainWindow::showWeekly(const std::vector<base::Day> &mondays, base::Day chosen)
{
    auto *dialog = new WeeklyDialog(mondays, chosen, m_models.filters.question().filter, this);
    dialog->open();
    return dialog;
}

void MainWindow::showZoneChanged(const QString &zone)
{
    m_messages->showMessage(MessageBar::Mood::Good, tr("Days are now those of %1.").arg(zone));
}

DisplayDialog *MainWindow::showDisplayChoice()
{
    auto *dialog = new DisplayDialog(m_models, this);
    dialog->open();
    return dialog;
}

void MainWindow::showCurrency(const base::DisplayRate &rate)
{
    if (rate == format::shownIn())
        return;
    format::showIn(rate);
    storeChanged();
    for (QWidget *widget : m_stack->findChildren<QWidget *>())
        widget->update(); // what is not asked for anew keeps its figures
}

QStringList MainWindow::ratesToOpen()
{
    return m_exporter->chooser().ratesToOpen(this);
}

void MainWindow::showRates(const QString &text, bool isWhole)
{
    m_messages->showMessage(isWhole ? MessageBar::Mood::Good : MessageBar::Mood::Bad, text);
}

QString MainWindow::pathToSave(const QString &title, const QString &suggested, const QString &filter)
{
    return m_exporter->chooser().fileToSave(this, title, suggested, filter);
}

void MainWindow::showValues(const QString &text, bool isKept)
{
    m_progress->hide();
    if (!isKept)
        return m_messages->showMessage(MessageBar::Mood::Bad, text);
    m_messages->showMessage(
        MessageBar::Mood::Good, text,
        {{tr("Sho&w"), [this] { showPage(static_cast<int>(m_pages.indexOf(m_value))); }}});
}

void MainWindow::showSampleBanner()
{
    m_progress->hide();
    m_messages->showMessage(MessageBar::Mood::Info,
                            tr("This is sample data of an invented product, in a store of its own."),
                            {{tr("&Import your own…"), [this] { importFiles(); }},
                             {tr("&Close the sample"), [this] { Q_EMIT sampleClosed(); }}});
}

} // namespace outlay::views
