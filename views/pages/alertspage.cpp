// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/alertspage.h"

#include "items/models.h"
#include "views/card.h"
#include "views/datatable.h"
#include "views/dialogs/planneddialog.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"

#include <QtCore/QItemSelectionModel>
#include <QtGui/QAction>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>

namespace outlay::views {

using base::AlertState;
using items::AlertsModel;
using items::AnomaliesModel;

namespace {

/// Sums that are not parts of each other: without bars.
void showPlain(DataTable &table, std::initializer_list<int> columns)
{
    for (const int column : columns)
        table.setItemDelegateForColumn(column, new QStyledItemDelegate(&table));
}

} // namespace

AlertsPage::AlertsPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Alerts"), models, exporter, parent)
    , m_alerts(new DataTable(tr("Alerts"), &models.alerts))
    , m_anomalies(new DataTable(tr("Anomalies"), &models.anomalies))
    , m_planned(new DataTable(tr("Planned days"), &models.planned))
    , m_looking(new LoadingVeil(*m_anomalies))
{
    addRow({{makeAlerts(), 1}}, Follows::Store);
    addRow({{makeAnomalies(), 1}});
    addRow({{makePlanned(), 1}}, Follows::Store);
    connect(&models.alerts, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_kept = chosenAlerts(); });
    connect(&models.alerts, &QAbstractItemModel::modelReset, this, &AlertsPage::keepSelection);
    connect(&models.anomalies, &AnomaliesModel::stateChanged, this, &AlertsPage::refreshAnomalies);
    connect(&models.planned, &QAbstractItemModel::modelReset, this, &AlertsPage::refreshPlanned);
    for (const DataTable *table : {m_alerts, m_anomalies, m_planned})
        connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
                &AlertsPage::refreshButtons);
    refreshAlerts();
    refreshAnomalies();
    refreshPlanned();
}

QPushButton *AlertsPage::addCommand(DataTable *table, const QString &text, const QString &inMenu,
                                    std::function<void()> run)
{
    auto *button = new QPushButton(text);
    auto *action = new QAction(inMenu, table);
    connect(button, &QPushButton::clicked, this, run);
    connect(action, &QAction::triggered, this, run);
    table->addAction(action);
    return button;
}

QWidget *AlertsPage::makeAlerts()
{
    m_alerts->setRowsShown(8);
    showPlain(*m_alerts, {AlertsModel::Value, AlertsModel::Limit});
    m_alertsCard = savedCard(tr("Alerts"), QString(), m_alerts);
    const auto addMark = [this](const QString &text, const QString &inMenu, AlertState state) {
        m_marks << addCommand(m_alerts, text, inMenu,
                              [this, state] { Q_EMIT marked(chosenAlerts(), state); });
        m_marks.back()->setToolTip(tr("Mark the chosen alerts"));
        m_alertsCard->addControl(m_marks.back());
    };
    addMark(tr("&Seen"), tr("Mark as &seen"), AlertState::Seen);
    addMark(tr("P&lanned"), tr("Mark as p&lanned"), AlertState::Planned);
    addMark(tr("D&one"), tr("Mark as d&one"), AlertState::Done);
    connect(m_alerts, &DataTable::opened, this,
            [this] { openScope(models().alerts.scopeAt(m_alerts->sourceRow(m_alerts->currentIndex()))); });
    return m_alertsCard;
}

QWidget *AlertsPage::makeAnomalies()
{
    m_anomalies->setRowsShown(8);
    m_anomalies->setSelectionMode(QAbstractItemView::SingleSelection);
    showPlain(*m_anomalies, {AnomaliesModel::Expected, AnomaliesModel::Actual});
    m_anomaliesCard = savedCard(tr("Anomalies"), QString(), m_anomalies);
    m_plan = addCommand(m_anomalies, tr("&Mark as planned…"), tr("&Mark as planned…"), [this] { askWhy(); });
    m_plan->setToolTip(
        tr("Say that it was meant to be: then it is no anomaly, nor part of what is expected"));
    m_anomaliesCard->addControl(m_plan);
    connect(m_anomalies, &DataTable::opened, this, [this] {
        openScope(models().anomalies.scopeAt(m_anomalies->sourceRow(m_anomalies->currentIndex())));
    });
    return m_anomaliesCard;
}

QWidget *AlertsPage::makePlanned()
{
    m_planned->setRowsShown(6);
    m_plannedCard = savedCard(tr("Planned days"), QString(), m_planned);
    m_unplan =
        addCommand(m_planned, tr("&No longer planned"), tr("&No longer planned"), [this] { unplan(); });
    m_plannedCard->addControl(m_unplan);
    return m_plannedCard;
}

QList<qint64> AlertsPage::chosenAlerts() const
{
    QList<qint64> ids;
    for (const QModelIndex &index : m_alerts->selectionModel()->selectedRows())
        ids << models().alerts.idAt(m_alerts->sourceRow(index));
    return ids;
}

/// The list is read anew whenever something has changed; what was chosen stays so.
void AlertsPage::keepSelection()
{
    QItemSelection chosen;
    for (const qint64 id : std::as_const(m_kept))
        if (const int row = models().alerts.rowOf(id); row >= 0) {
            const QModelIndex index = m_alerts->indexOfSourceRow(row);
            chosen.select(index, index);
            m_alerts->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        }
    m_alerts->selectionModel()->select(chosen,
                                       QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    refreshAlerts();
}

void AlertsPage::refreshButtons()
{
    const bool anyAlert = m_alerts->selectionModel()->hasSelection();
    for (QPushButton *mark : std::as_const(m_marks))
        mark->setEnabled(anyAlert);
    m_plan->setEnabled(m_anomalies->selectionModel()->hasSelection());
    m_unplan->setEnabled(m_planned->selectionModel()->hasSelection());
    const std::initializer_list<std::pair<const DataTable *, const QPushButton *>> commands = {
        {m_alerts, m_marks.front()}, {m_anomalies, m_plan}, {m_planned, m_unplan}};
    for (const auto &[table, button] : commands)
        for (QAction *action : table->actions())
            action->setEnabled(button->isEnabled());
}

void AlertsPage::refreshAlerts()
{
    const int all = models().alerts.rowCount();
    const int fresh = models().alerts.newCount();
    m_alertsCard->setSubtitle(
        all == 0
            ? tr("Nothing to tell. Budgets and the days of the last week are looked at after every import.")
            : (fresh == 0 ? tr("Nothing new.") : tr("%1 new.").arg(format::count(fresh))) + QLatin1Char(' ') +
                  tr("Each threshold fires once a period, an anomaly once. Double-click one to see what it "
                     "is about."));
    refreshButtons();
}

void AlertsPage::refreshAnomalies()
{
    using Progress = AnomaliesModel::State;
    const AnomaliesModel &anomalies = models().anomalies;
    const QString period = periodText(anomalies.filter().period, models().store().span);
    m_looking->follow(anomalies.state() == Progress::Loading);
    refreshButtons();
    switch (anomalies.state()) {
    case Progress::Unknown:
        return m_anomaliesCard->setSubtitle(QString());
    case Progress::Loading:
        return m_anomaliesCard->setSubtitle(
            tr("%1: holding every day against the weeks before…").arg(period));
    case Progress::Failed:
        return m_anomaliesCard->setSubtitle(tr("%1: the days could not be looked at.").arg(period));
    case Progress::Ready:
        break;
    }
    if (anomalies.judged().isEmpty())
        return m_anomaliesCard->setSubtitle(
            tr("%1: no day has three weeks of days before it; there is nothing to judge by.").arg(period));
    const QString least = format::dollars(anomalies.floorNanos());
    m_anomaliesCard->setSubtitle(
        anomalies.rowCount() == 0
            ? tr("%1: nothing that is filtered cost more than it should have. Less than %2 is not looked at.")
                  .arg(period, least)
            : tr("%1, in what is filtered: what cost more than such weekdays did before, by at least %2, and "
                 "why. Double-click one to filter to it.")
                  .arg(period, least));
}

void AlertsPage::refreshPlanned()
{
    m_plannedCard->setSubtitle(
        models().planned.rowCount() == 0
            ? tr("None yet. Mark an anomaly as planned, and it is no longer one.")
            : tr("They are no anomalies and no part of what is expected, in the weekly report either."));
    refreshButtons();
}

void AlertsPage::openScope(const std::optional<items::Scope> &scope)
{
    if (!scope)
        return; // the budget is gone
    models().filters.show(scope->where, scope->period);
    Q_EMIT figuresWanted();
}

void AlertsPage::askWhy()
{
    const QModelIndexList rows = m_anomalies->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const int row = m_anomalies->sourceRow(rows.front());
    const std::vector<base::PlannedDay> days = models().anomalies.daysAt(row);
    if (days.empty())
        return;
    const QString where = models().anomalies.index(row, AnomaliesModel::Where).data().toString();
    const QString when = periodText({days.front().day, days.back().day}, std::nullopt);
    auto *dialog = new PlannedDialog(
        tr("%1, %2: what it cost was meant to be. It is no anomaly then, and no part of what is expected of "
           "later days.")
            .arg(where, when),
        window());
    connect(dialog, &PlannedDialog::chosen, this, [this, days](const QString &note) {
        std::vector<base::PlannedDay> noted = days;
        for (base::PlannedDay &day : noted)
            day.note = note.toStdString();
        Q_EMIT planned(noted);
    });
    dialog->open();
}

void AlertsPage::unplan()
{
    std::vector<base::PlannedDay> days;
    for (const QModelIndex &index : m_planned->selectionModel()->selectedRows())
        days.push_back(models().planned.days()[static_cast<std::size_t>(m_planned->sourceRow(index))]);
    if (!days.empty())
        Q_EMIT unplanned(days);
}

void AlertsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().anomalies.setWatched(true);
}

void AlertsPage::hideEvent(QHideEvent *event)
{
    models().anomalies.setWatched(false);
    Page::hideEvent(event);
}

QList<ReportPart> AlertsPage::reportParts() const
{
    QList<ReportPart> parts;
    if (models().alerts.rowCount() > 0)
        parts << ReportPart{m_alertsCard->title(), QString(), nullptr, &m_alerts->shownRows()};
    if (models().anomalies.rowCount() > 0)
        parts << ReportPart{m_anomaliesCard->title(), m_anomaliesCard->subtitle(), nullptr,
                            &m_anomalies->shownRows()};
    return parts;
}

} // namespace outlay::views
