// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/repricedialog.h"

#include "items/repriceplan.h"
#include "views/buddylabel.h"
#include "views/datatable.h"
#include "views/delegates.h"
#include "views/errortext.h"
#include "views/exporter.h"
#include "views/format.h"
#include "views/periodbox.h"
#include "views/pricemessages.h"

#include <QtCore/QItemSelectionModel>
#include <QtGui/QScreen>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace outlay::views {

using items::MonthState;
using items::RepriceMonthsModel;
using PlanState = items::RepricePlan::State;

namespace {

constexpr int kProgressSteps = 1000;
constexpr int kWidth = 1280; ///< with it the computed costs stand beside those shown
constexpr int kWidthBeside = 40;

QLabel *wrappedLabel()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    return label;
}

QString monthText(base::Month month)
{
    return format::bucket(QStringLiteral("month"), QString::fromStdString(base::isoMonth(month)));
}

} // namespace

RepriceDialog::RepriceDialog(items::RepricePlan &plan, const std::optional<base::Period> &span,
                             Exporter &exporter, QWidget *parent)
    : QDialog(parent)
    , m_plan(plan)
    , m_exporter(exporter)
    , m_period(new PeriodBox)
    , m_head(wrappedLabel())
    , m_note(wrappedLabel())
    , m_error(wrappedLabel())
    , m_tabs(new QTabWidget)
    , m_months(new DataTable(tr("Months"), &plan.months))
    , m_models(new DataTable(tr("Models that move"), &plan.models))
    , m_restatements(new DataTable(tr("Restatements"), &plan.restatements))
    , m_modelsTitle(new QLabel)
    , m_month(new QPushButton)
    , m_progress(new QProgressBar)
    , m_save(new QPushButton(tr("&Save as CSV…")))
    , m_apply(new QPushButton(tr("&Apply new prices")))
    , m_cancel(new QPushButton)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Reprice"));
    resize(std::min(kWidth, screen()->availableGeometry().width() - kWidthBeside), 660);
    QFont bold = m_head->font();
    bold.setWeight(QFont::DemiBold);
    m_head->setFont(bold);
    m_note->setProperty("secondary", true);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_tabs->setAccessibleName(tr("Months and restatements"));
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    m_tabs->addTab(makeMonths(), tr("&Months"));
    m_tabs->addTab(m_restatements, tr("&Restatements"));

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makePeriod(span));
    layout->addWidget(m_head);
    layout->addWidget(m_note);
    layout->addWidget(m_error);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_progress);
    layout->addWidget(makeButtons());

    connect(&plan, &items::RepricePlan::stateChanged, this, &RepriceDialog::refresh);
    connect(&plan, &items::RepricePlan::progressed, this, &RepriceDialog::showProgress);
    connect(m_months->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RepriceDialog::chooseMonth);
    refresh();
}

QWidget *RepriceDialog::makePeriod(const std::optional<base::Period> &span)
{
    m_period->setSpan(span);
    connect(m_period, &PeriodBox::chosen, this, [this](const base::Period &period) {
        m_period->setPeriod(period);
        Q_EMIT periodChosen(period);
    });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(buddyLabel(tr("&Period"), m_period));
    layout->addWidget(m_period);
    layout->addStretch();
    return row;
}

QWidget *RepriceDialog::makeMonths()
{
    m_months->setSelectionMode(QAbstractItemView::SingleSelection);
    m_months->setItemDelegateForColumn(RepriceMonthsModel::State, new MonthStateDelegate(m_months));
    connect(m_month, &QPushButton::clicked, this, &RepriceDialog::changeMonth);
    m_month->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_modelsTitle, 1);
    row->addWidget(m_month);
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->addWidget(m_months, 3);
    layout->addLayout(row);
    layout->addWidget(m_models, 2);
    return widget;
}

QWidget *RepriceDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->addButton(m_apply, QDialogButtonBox::ApplyRole);
    buttons->addButton(m_cancel, QDialogButtonBox::RejectRole);
    // Enter, pressed on the way through the tables, shall not change the store: none is the default.
    for (QPushButton *button : {m_save, m_apply, m_cancel})
        button->setAutoDefault(false);
    connect(m_save, &QPushButton::clicked, this, &RepriceDialog::saveCsv);
    connect(m_apply, &QPushButton::clicked, this, &RepriceDialog::applyRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &RepriceDialog::reject);
    return buttons;
}

int RepriceDialog::chosenRow() const
{
    const QModelIndex current = m_months->currentIndex();
    return current.isValid() ? m_months->sourceRow(current) : -1;
}

void RepriceDialog::refresh()
{
    const bool ready = m_plan.state() == PlanState::Ready;
    m_period->setEnabled(m_plan.state() != PlanState::Applying);
    m_head->setText(repriceHeadline(m_plan));
    m_note->setText(ready ? repriceNote(m_plan.months.sums()) : QString());
    m_error->setVisible(m_plan.error().has_value());
    m_error->setText(m_plan.error() ? QStringLiteral("⚠ ") + errorText(*m_plan.error()) : QString());
    m_tabs->setTabText(1, tr("&Restatements (%1)").arg(format::count(m_plan.restatements.rowCount())));
    m_progress->setVisible(m_plan.isAtWork());
    m_progress->setRange(0, 0);
    m_apply->setEnabled(ready && m_plan.changesAnything());
    m_cancel->setText(m_plan.isAtWork() ? tr("&Cancel") : tr("&Close"));
    m_cancel->setEnabled(true);
    m_save->setEnabled(ready);
    if (ready && chosenRow() < 0)
        chooseFirst();
    chooseMonth();
}

void RepriceDialog::chooseFirst()
{
    const RepriceMonthsModel &months = m_plan.months;
    int chosen = -1;
    for (int row = 0; row < months.rowCount() && m_chosen; ++row)
        if (months.monthAt(row) == m_chosen)
            chosen = row;
    if (chosen < 0)
        chosen = std::max(0, months.firstThatChanges());
    m_months->setCurrentIndex(m_months->indexOfSourceRow(chosen));
}

void RepriceDialog::chooseMonth()
{
    const int row = chosenRow();
    const auto month = m_plan.months.monthAt(row);
    m_plan.chooseMonth(row);
    m_month->setEnabled(m_plan.state() == PlanState::Ready && month);
    if (!month) {
        m_month->setText(tr("C&lose the month"));
        m_modelsTitle->clear();
        return;
    }
    m_chosen = month;
    const bool isClosed = m_plan.months.stateAt(row) == MonthState::Closed;
    m_month->setText((isClosed ? tr("Re&open %1") : tr("C&lose %1")).arg(monthText(*month)));
    m_month->setToolTip(isClosed ? tr("New prices change it then, and each change is recorded")
                                 : tr("Its figures are handed on: new prices do not change it any more"));
    if (m_plan.models.rowCount() == 0)
        m_modelsTitle->setText(tr("No model moves in %1.").arg(monthText(*month)));
    else
        m_modelsTitle->setText(
            (isClosed ? tr("Models that would move in %1, were it not closed") : tr("Models that move in %1"))
                .arg(monthText(*month)));
}

void RepriceDialog::changeMonth()
{
    const int row = chosenRow();
    const auto month = m_plan.months.monthAt(row);
    if (!month)
        return;
    if (m_plan.months.stateAt(row) == MonthState::Closed)
        Q_EMIT reopenMonthRequested(*month);
    else
        Q_EMIT closeMonthRequested(*month);
}

void RepriceDialog::showProgress(qint64 done, qint64 total)
{
    if (!m_plan.isAtWork() || total <= 0)
        return;
    const bool isWalkOver = done >= total;
    m_progress->setRange(0, isWalkOver ? 0 : kProgressSteps);
    m_progress->setValue(static_cast<int>(double(done) / double(total) * kProgressSteps));
    m_head->setText(
        tr("%1 %2 of %3 events").arg(repriceHeadline(m_plan), format::count(done), format::count(total)));
    // What is left is to write, which is not stopped half way.
    if (isWalkOver && m_plan.state() == PlanState::Applying)
        m_cancel->setEnabled(false);
}

void RepriceDialog::saveCsv()
{
    const bool months = m_tabs->currentIndex() == 0;
    m_exporter.saveCsv((months ? m_months : m_restatements)->shownRows(),
                       months ? tr("Reprice") : tr("Restatements"));
}

void RepriceDialog::reject()
{
    const PlanState state = m_plan.state();
    if (m_plan.isAtWork())
        Q_EMIT cancelRequested();
    if (state == PlanState::Applying)
        m_cancel->setEnabled(false);
    else
        QDialog::reject();
}

} // namespace outlay::views
