// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/valuepage.h"

#include "items/models.h"
#include "views/card.h"
#include "views/datatable.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"

#include <QtCore/QItemSelectionModel>
#include <QtGui/QAction>
#include <QtWidgets/QPushButton>

namespace outlay::views {

using State = items::WatchedTable::State;

ValuePage::ValuePage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Value"), models, exporter, parent)
    , m_features(new DataTable(tr("Return by feature"), &models.pnl))
    , m_segments(new DataTable(tr("Return by feature and segment"), &models.segmentPnl))
    , m_files(new DataTable(tr("Value files"), &models.valueFiles))
    , m_sessions(new DataTable(tr("Sessions by segment"), &models.sessions))
    , m_adding(new LoadingVeil(*m_sessions))
    , m_remove(new QPushButton(tr("Re&move the file")))
{
    m_features->setRowsShown(14);
    m_segments->setRowsShown(14);
    m_featuresCard = tableCard(tr("Return by feature"), QString(), m_features);
    m_segmentsCard = tableCard(tr("Return by feature and segment"), QString(), m_segments);
    addRow({{makeFiles(), 1}}, Follows::Store);
    addRow({{m_featuresCard, 1}});
    addRow({{m_segmentsCard, 1}});
    m_sessions->setRowsShown(10);
    m_sessionsCard = tableCard(tr("Sessions by segment"), QString(), m_sessions);
    addRow({{m_sessionsCard, 1}});
    connect(&models.sessions, &items::SessionsModel::stateChanged, this, &ValuePage::refreshSessions);
    refreshSessions();
    connect(&models.pnl, &QAbstractItemModel::modelReset, this, &ValuePage::refresh);
    connect(&models.segmentPnl, &QAbstractItemModel::modelReset, this, &ValuePage::refresh);
    connect(&models.valueFiles, &QAbstractItemModel::modelReset, this, &ValuePage::refresh);
    connect(m_files->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ValuePage::refreshRemove);
    refresh();
}

QWidget *ValuePage::makeFiles()
{
    m_files->setRowsShown(4);
    m_files->setSelectionMode(QAbstractItemView::SingleSelection);
    m_filesCard = savedCard(tr("Value files"), QString(), m_files);
    auto *import = new QPushButton(tr("&Import values…"));
    connect(import, &QPushButton::clicked, this, &ValuePage::importRequested);
    m_remove->setToolTip(tr("Take what the chosen file says out of every figure"));
    auto *action = new QAction(m_remove->text(), m_files);
    m_files->addAction(action);
    connect(m_remove, &QPushButton::clicked, this, &ValuePage::removeChosen);
    connect(action, &QAction::triggered, this, &ValuePage::removeChosen);
    m_filesCard->addControl(import);
    m_filesCard->addControl(m_remove);
    return m_filesCard;
}

void ValuePage::refresh()
{
    const items::PnlModel &pnl = models().pnl;
    m_filesCard->setSubtitle(
        models().valueFiles.rowCount() == 0
            ? tr("Nobody has said yet what features bring in. Drop a CSV or JSON file on the window with the "
                 "columns date or month, feature, amount and, if wanted, segment, unit and rate; for example "
                 "2026-05, chat, 12400, or 2026-05, search, 310 hours at a rate of 80.")
            : tr("A file of the same name takes the place of the earlier one."));
    const QString period = periodText(models().filters.question().filter.period, models().store().span);
    const QStringList notes = pnl.notes();
    m_featuresCard->setSubtitle(
        !pnl.hasValues()
            ? tr("%1: what features cost. Their return is not known without a value file.").arg(period)
            : tr("%1: gain is value − cost, margin gain ÷ value, ROI gain ÷ cost; a dash is not known, and "
                 "no "
                 "zero. %2")
                  .arg(period, notes.join(QLatin1Char(' ')))
                  .trimmed());
    m_segmentsCard->setSubtitle(tr("What is not divided by segments is a row of its own. %1")
                                    .arg(models().segmentPnl.notes() == notes
                                             ? QString()
                                             : models().segmentPnl.notes().join(QLatin1Char(' ')))
                                    .trimmed());
    refreshRemove();
}

void ValuePage::refreshSessions()
{
    const items::SessionsModel &sessions = models().sessions;
    const QString period = periodText(sessions.filter().period, models().store().span);
    m_adding->follow(sessions.state() == State::Loading);
    switch (sessions.state()) {
    case State::Unknown:
        return m_sessionsCard->setSubtitle(QString());
    case State::Loading:
        return m_sessionsCard->setSubtitle(tr("%1: adding up the calls of sessions…").arg(period));
    case State::Failed:
        return m_sessionsCard->setSubtitle(tr("%1: the calls could not be added up.").arg(period));
    case State::Ready:
        break;
    }
    if (sessions.sessions() == 0)
        return m_sessionsCard->setSubtitle(tr("%1: no call says of which session or chain it is (session_id, "
                                              "conversation_id, chain_id, trace_id).")
                                               .arg(period));
    QString text =
        tr("%1: sessions %2. One whose calls are of several segments counts in each, with its part.")
            .arg(period, format::count(sessions.sessions()));
    if (sessions.callsWithout() > 0)
        text +=
            QLatin1Char(' ') +
            tr("Calls that name none, which are in none: %1.").arg(format::count(sessions.callsWithout()));
    if (sessions.unpricedCalls() > 0)
        text +=
            QLatin1Char(' ') +
            tr("Calls without a cost, which are in no sum: %1.").arg(format::count(sessions.unpricedCalls()));
    m_sessionsCard->setSubtitle(text);
}

void ValuePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().sessions.setWatched(true);
}

void ValuePage::hideEvent(QHideEvent *event)
{
    models().sessions.setWatched(false);
    Page::hideEvent(event);
}

void ValuePage::refreshRemove()
{
    const bool isAny = m_files->selectionModel()->hasSelection();
    m_remove->setEnabled(isAny);
    for (QAction *action : m_files->actions())
        action->setEnabled(isAny);
}

void ValuePage::removeChosen()
{
    const QModelIndexList rows = m_files->selectionModel()->selectedRows();
    if (!rows.isEmpty())
        Q_EMIT removeRequested(models().valueFiles.idAt(m_files->sourceRow(rows.front())));
}

QList<ReportPart> ValuePage::reportParts() const
{
    QList<ReportPart> parts;
    if (models().pnl.hasValues()) // costs alone are on other pages
        parts << ReportPart{m_featuresCard->title(), m_featuresCard->subtitle(), nullptr,
                            &m_features->shownRows()}
              << ReportPart{m_segmentsCard->title(), m_segmentsCard->subtitle(), nullptr,
                            &m_segments->shownRows()};
    if (models().sessions.sessions() > 0)
        parts << ReportPart{m_sessionsCard->title(), m_sessionsCard->subtitle(), nullptr,
                            &m_sessions->shownRows()};
    return parts;
}

} // namespace outlay::views
