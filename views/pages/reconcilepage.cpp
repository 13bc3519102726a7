// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/reconcilepage.h"

#include "items/models.h"
#include "views/buddylabel.h"
#include "views/chartcard.h"
#include "views/datatable.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"

#include <QtCore/QItemSelectionModel>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStyledItemDelegate>

#include <cmath>

namespace outlay::views {

using items::MonthLocksModel;
using items::ReconcileModel;
using Lock = MonthLocksModel::Lock;
using State = items::WatchedTable::State;

namespace {

constexpr double kPpmPerPercent = 10'000;

QString lockMonthText(base::Month month)
{
    return format::bucket(QStringLiteral("month"), QString::fromStdString(base::isoMonth(month)));
}

/// Sums that overlap: without bars.
void showWithoutBars(DataTable &table, std::initializer_list<int> columns)
{
    for (const int column : columns)
        table.setItemDelegateForColumn(column, new QStyledItemDelegate(&table));
}

} // namespace

ReconcilePage::ReconcilePage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Reconcile"), models, exporter, parent)
    , m_sums(new DataTable(tr("Bills against calls"), &models.reconcile.sums, DataTable::Sorting::Fixed))
    , m_months(new DataTable(tr("Months"), &models.reconcile.months))
    , m_rows(new DataTable(tr("Day by day"), &models.reconcile))
    , m_comparing(new LoadingVeil(*m_rows))
    , m_tolerance(new QDoubleSpinBox)
    , m_delay(new QSpinBox)
    , m_shown(new QComboBox)
    , m_by(new QComboBox)
    , m_lock(new QPushButton)
{
    addRow({{makeSums(), 1}}, Follows::Store);
    addRow({{makeMonths(), 1}}, Follows::Store);
    addRow({{makeRows(), 1}}, Follows::Store);
    addControls();
    connect(&models.reconcile, &ReconcileModel::stateChanged, this, &ReconcilePage::refresh);
    connect(m_months->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ReconcilePage::refreshMonth);
    connect(m_lock, &QPushButton::clicked, this, &ReconcilePage::askForMonth);
    refresh();
}

QWidget *ReconcilePage::makeSums()
{
    m_sums->setRowsShown(14);
    showWithoutBars(*m_sums, {items::MatchSumsModel::Provider, items::MatchSumsModel::Ours});
    m_sumsCard = savedCard(tr("Bills against calls"), QString(), m_sums);
    return m_sumsCard;
}

QWidget *ReconcilePage::makeMonths()
{
    m_months->setRowsShown(6);
    m_months->setSelectionMode(QAbstractItemView::SingleSelection);
    showWithoutBars(*m_months, {MonthLocksModel::Provider, MonthLocksModel::Ours});
    m_monthsCard = savedCard(tr("Months"), QString(), m_months);
    m_monthsCard->addControl(m_lock);
    return m_monthsCard;
}

QWidget *ReconcilePage::makeRows()
{
    m_rows->setRowsShown(16);
    m_rowsCard = savedCard(tr("Day by day"), QString(), m_rows);
    return m_rowsCard;
}

void ReconcilePage::addControls()
{
    ReconcileModel &reconcile = models().reconcile;
    m_tolerance->setObjectName(QStringLiteral("tolerance"));
    m_delay->setObjectName(QStringLiteral("delay"));
    m_tolerance->setRange(0, 100);
    m_tolerance->setDecimals(1);
    m_tolerance->setSingleStep(0.5);
    m_tolerance->setSuffix(tr(" %"));
    m_tolerance->setValue(static_cast<double>(reconcile.options().tolerancePpm) / kPpmPerPercent);
    m_tolerance->setKeyboardTracking(false);
    m_tolerance->setToolTip(tr("So much of the greater amount counts as no difference, a cent at least"));
    m_delay->setRange(0, 31);
    m_delay->setValue(reconcile.options().delayDays);
    showDelayUnit();
    m_delay->setKeyboardTracking(false);
    m_delay->setToolTip(tr("So many days later a provider may book a call"));
    for (const auto &[label, box] :
         {std::pair<QString, QWidget *>(tr("&Tolerance"), m_tolerance), {tr("Dela&y"), m_delay}}) {
        m_sumsCard->addControl(buddyLabel(label, box));
        m_sumsCard->addControl(box);
    }
    connect(m_tolerance, &QDoubleSpinBox::valueChanged, this,
            [&reconcile](double percent) { reconcile.setTolerance(std::llround(percent * kPpmPerPercent)); });
    connect(m_delay, &QSpinBox::valueChanged, this, [this, &reconcile](int days) {
        showDelayUnit();
        reconcile.setDelay(days);
    });
    addRowControls();
}

void ReconcilePage::addRowControls()
{
    ReconcileModel &reconcile = models().reconcile;
    m_shown->setObjectName(QStringLiteral("shown"));
    m_by->setObjectName(QStringLiteral("by"));
    m_shown->addItem(tr("Differences"), ReconcileModel::kDifferences);
    m_shown->addItem(tr("Everything"), ReconcileModel::kEverything);
    const QStringList classes = {tr("Matched"), tr("Provider only"), tr("Ours only"), tr("Amount differs"),
                                 tr("Not covered")};
    for (int i = 0; i < classes.size(); ++i)
        m_shown->addItem(classes[i], i);
    m_rowsCard->addControl(buddyLabel(tr("&Show"), m_shown));
    m_rowsCard->addControl(m_shown);
    connect(m_shown, &QComboBox::currentIndexChanged, this,
            [this, &reconcile] { reconcile.setShown(m_shown->currentData().toInt()); });
    const QStringList groupings = {tr("Nothing"), tr("Day"), tr("Month"), tr("Model"), tr("Kind of tokens")};
    for (int i = 0; i < groupings.size(); ++i)
        m_by->addItem(groupings[i], i);
    m_by->setToolTip(tr("What rows are added up by; a group is listed if it has a row that is to be shown"));
    m_rowsCard->addControl(buddyLabel(tr("&Group by"), m_by));
    m_rowsCard->addControl(m_by);
    connect(m_by, &QComboBox::currentIndexChanged, this, [this, &reconcile](int index) {
        reconcile.setBy(static_cast<ReconcileModel::By>(index));
        refresh();
    });
}

void ReconcilePage::showDelayUnit()
{
    m_delay->setSuffix(m_delay->value() == 1 ? tr(" day") : tr(" days"));
}

QString ReconcilePage::readyText(const QString &period) const
{
    const ReconcileModel &reconcile = models().reconcile;
    if (!reconcile.hasBills())
        return tr("No bill was imported yet. Drop the provider's billing or usage export (OpenAI, Anthropic, "
                  "Google Cloud, FOCUS) on the window: it is held against the calls, and is in no total.");
    const QString head =
        reconcile.differences() == 0
            ? tr("%1, all calls whatever else is filtered: within the tolerance there is no difference.")
                  .arg(period)
            : tr("%1, all calls whatever else is filtered: %2 rows do not match, and %3 of them for no known "
                 "reason.")
                  .arg(period, format::count(reconcile.differences()),
                       format::count(reconcile.unexplained()));
    return reconcile.notes().isEmpty() ? head : head + QLatin1Char(' ') + reconcile.notes();
}

void ReconcilePage::refresh()
{
    const ReconcileModel &reconcile = models().reconcile;
    const QString period = periodText(reconcile.options().period, models().store().span);
    m_comparing->follow(reconcile.state() == State::Loading);
    const bool isReady = reconcile.state() == State::Ready;
    const bool hasBills = isReady && reconcile.hasBills();
    switch (reconcile.state()) {
    case State::Unknown:
        m_sumsCard->setSubtitle(QString());
        break;
    case State::Loading:
        m_sumsCard->setSubtitle(tr("%1: holding bills against every call…").arg(period));
        break;
    case State::Failed:
        m_sumsCard->setSubtitle(tr("%1: bills and calls could not be compared.").arg(period));
        break;
    case State::Ready:
        m_sumsCard->setSubtitle(readyText(period));
        break;
    }
    m_monthsCard->setSubtitle(
        tr("A closed month stays as it is: no new prices, calls or undo change it. What "
           "changes a reopened one is kept as a restatement."));
    m_rowsCard->setSubtitle(
        hasBills
            ? tr("By %1; a difference is ours less the provider's, delta its part of the greater amount.")
                  .arg(m_by->currentIndex() == 0 ? tr("day, model and kind of tokens")
                                                 : m_by->currentText().toLower())
            : QString());
    m_monthsCard->setVisible(!isReady || hasBills);
    m_rowsCard->setVisible(!isReady || hasBills);
    if (isReady && m_months->model()->rowCount() > 0 && !m_months->currentIndex().isValid())
        m_months->setCurrentIndex(m_months->indexOfSourceRow(0));
    refreshMonth();
}

int ReconcilePage::chosenMonth() const
{
    const QModelIndex current = m_months->currentIndex();
    return current.isValid() ? m_months->sourceRow(current) : -1;
}

void ReconcilePage::refreshMonth()
{
    const MonthLocksModel &months = models().reconcile.months;
    const int row = chosenMonth();
    const bool isClosed = months.lockAt(row) == Lock::Closed;
    m_lock->setEnabled(models().reconcile.state() == State::Ready && months.monthAt(row).has_value());
    m_lock->setText(isClosed ? tr("Re&open Month…") : tr("&Close Month…"));
}

void ReconcilePage::askForMonth()
{
    const MonthLocksModel &months = models().reconcile.months;
    const int row = chosenMonth();
    const auto month = months.monthAt(row);
    if (!month)
        return;
    const bool isClosed = months.lockAt(row) == Lock::Closed;
    const QString name = lockMonthText(*month);
    const qint64 open = months.openAt(row);
    QString text =
        isClosed
            ? tr("New prices, imports and undo change %1 again, and each change is kept as a "
                 "restatement with the cost before and after.")
                  .arg(name)
            : tr("New prices, imports and undo do not change %1 any more, until it is reopened.").arg(name);
    if (!isClosed && open > 0)
        text += QLatin1Char(' ') + tr("%1 of its rows do not match the bill.").arg(format::count(open));
    auto *box =
        new QMessageBox(QMessageBox::Question, isClosed ? tr("Reopen Month") : tr("Close Month"),
                        (isClosed ? tr("Reopen %1?") : tr("Close %1?")).arg(name), QMessageBox::Cancel, this);
    box->setInformativeText(text);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *yes =
        box->addButton(isClosed ? tr("&Reopen") : tr("&Close the month"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this,
            [this, month, isClosed] { Q_EMIT monthLockRequested(*month, !isClosed); });
    box->open();
}

void ReconcilePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().reconcile.setWatched(true);
}

void ReconcilePage::hideEvent(QHideEvent *event)
{
    models().reconcile.setWatched(false);
    Page::hideEvent(event);
}

QList<ReportPart> ReconcilePage::reportParts() const
{
    const ReconcileModel &reconcile = models().reconcile;
    if (reconcile.state() != State::Ready || !reconcile.hasBills())
        return {};
    QList<ReportPart> parts = {
        {m_sumsCard->title(), m_sumsCard->subtitle(), nullptr, &m_sums->shownRows()},
        {m_monthsCard->title(), m_monthsCard->subtitle(), nullptr, &m_months->shownRows()}};
    if (reconcile.rowCount() > 0)
        parts << ReportPart{m_rowsCard->title(), m_rowsCard->subtitle(), nullptr, &m_rows->shownRows()};
    return parts;
}

} // namespace outlay::views
