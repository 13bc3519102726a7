// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/budgetspage.h"

#include "items/models.h"
#include "views/backtestpart.h"
#include "views/card.h"
#include "views/chartcard.h"
#include "views/charts/backtestchart.h"
#include "views/charts/burnchart.h"
#include "views/datatable.h"
#include "views/delegates.h"
#include "views/dialogs/budgetdialog.h"
#include "views/forecasttext.h"
#include "views/format.h"

#include <QtCore/QItemSelectionModel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace outlay::views {

using items::BudgetsModel;
using items::BudgetState;

BudgetsPage::BudgetsPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Budgets"), models, exporter, parent)
    , m_chart(new BurnChart)
    , m_table(new DataTable(tr("Budgets"), &models.budgets))
    , m_backtest(new BacktestPart(models.budgetPast))
    , m_change(new QPushButton(tr("&Change…")))
    , m_remove(new QPushButton(tr("Re&move")))
{
    m_table->setRowsShown(12);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(
        BudgetsModel::Bullet,
        new BulletDelegate({BudgetsModel::PaceRole, BudgetsModel::SoftRole, BudgetsModel::StateRole},
                           m_table));
    m_table->setItemDelegateForColumn(BudgetsModel::Amount, new QStyledItemDelegate(m_table));
    m_tableCard = tableCard(tr("Budgets"), QString(), m_table);
    addControls();
    m_chart->setModel(&models.burn);
    m_chart->setMinimumHeight(300);
    m_burnCard = chartCard(tr("Burn"), QString(), m_chart, &models.burn);
    m_pastCard = chartCard(tr("Back-test"), QString(), m_backtest->chart(), &models.budgetPast);
    m_pastCard->addControl(m_backtest);
    addRow({{m_tableCard, 1}}, Follows::Store);
    addRow({{m_burnCard, 1}}, Follows::Store);
    addRow({{m_pastCard, 1}}, Follows::Store);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BudgetsPage::choose);
    connect(m_table, &DataTable::explanationWanted, this,
            [this] { this->models().askToExplainBudget(this->models().chosenBudget()); });
    connect(&models.budgets, &BudgetsModel::amountEdited, this, &BudgetsPage::budgetSet);
    connect(&models, &items::Models::snapshotChanged, this, &BudgetsPage::refresh);
    connect(&models.budgetPast, &items::BudgetPastModel::tested, this, &BudgetsPage::showPast);
    connect(&models.budgetPast, &items::BudgetPastModel::stateChanged, this, &BudgetsPage::refresh);
    connect(m_backtest, &BacktestPart::taken, this, [this](const base::Threshold &threshold) {
        auto budget = chosenBudget();
        if (!budget)
            return;
        const auto stored = budget;
        std::erase_if(budget->thresholds, [&](const auto &one) { return one.percent == threshold.percent; });
        budget->thresholds.push_back(threshold);
        std::ranges::sort(budget->thresholds, {}, &base::Threshold::percent);
        Q_EMIT budgetPut(*budget, stored);
    });
    refresh();
}

void BudgetsPage::addControls()
{
    auto *add = new QPushButton(tr("&Set a budget…"));
    auto *files = new QMenu(this);
    files->addAction(tr("&Import budgets…"), this, &BudgetsPage::importRequested);
    files->addAction(tr("&Export budgets…"), this, &BudgetsPage::exportRequested);
    m_tableCard->addControl(add);
    m_tableCard->addControl(m_change);
    m_tableCard->addControl(m_remove);
    m_tableCard->addControl(menuButton(tr("Files"), tr("Import and export of budgets"), files));
    connect(add, &QPushButton::clicked, this, [this] { askForBudget({}); });
    connect(m_change, &QPushButton::clicked, this, [this] {
        if (const auto budget = chosenBudget())
            askForBudget(budget);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const auto budget = chosenBudget())
            Q_EMIT budgetRemoved(*budget);
    });
}

std::optional<base::Budget> BudgetsPage::chosenBudget() const
{
    return models().budgets.budgetOf(models().chosenBudget());
}

void BudgetsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().budgetPast.setWatched(true);
}

void BudgetsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    models().budgetPast.setWatched(false);
}

void BudgetsPage::showPast()
{
    const items::BudgetPastModel &past = models().budgetPast;
    if (models().budgets.rowCount() == 0)
        m_pastCard->setSubtitle(tr("Set a budget to try thresholds on its past."));
    else if (past.isKnown())
        m_pastCard->setSubtitle(tr("%1. ▲ warns by spend, △ by the forecast, ■ the budget is spent; ✓ in "
                                   "time, = on that very day, "
                                   "? false alarm, ✕ missed. Drag the line, or the slider.")
                                    .arg(past.summary()));
    else
        m_pastCard->setSubtitle(past.state() == items::BudgetPastModel::State::Failed
                                    ? tr("The past could not be looked at.")
                                    : tr("Looking at the past…"));
}

void BudgetsPage::choose()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    models().chooseBudget(
        current.siblingAtColumn(BudgetsModel::Scope).data(BudgetsModel::ScopeKeyRole).toString());
    refresh();
}

QString BudgetsPage::overText() const
{
    QStringList spent;
    QStringList soft;
    for (int row = 0; row < models().budgets.rowCount(); ++row) {
        const QModelIndex scope = models().budgets.index(row, BudgetsModel::Scope);
        const auto state = static_cast<BudgetState>(scope.data(BudgetsModel::StateRole).toInt());
        if (state == BudgetState::Over)
            spent << scope.data().toString();
        else if (state == BudgetState::SoftPassed)
            soft << scope.data().toString();
    }
    QStringList parts;
    if (!spent.isEmpty())
        parts << tr("Spent: %1.").arg(spent.join(QStringLiteral(", ")));
    if (!soft.isEmpty())
        parts << tr("Past the soft threshold: %1.").arg(soft.join(QStringLiteral(", ")));
    if (parts.isEmpty())
        parts << tr("All budgets are within their thresholds.");
    return parts.join(QLatin1Char(' '));
}

void BudgetsPage::refresh()
{
    const items::BurnModel &burn = models().burn;
    m_remove->setEnabled(!burn.isEmpty());
    m_change->setEnabled(!burn.isEmpty());
    showPast();
    if (burn.isEmpty()) {
        m_tableCard->setTitle(tr("Budgets"));
        m_tableCard->setSubtitle(
            tr("No budget is set. “$300 a month for everything, tell me at 80 %” takes one dialog."));
        m_burnCard->setSubtitle(tr("Choose a budget to see how it is being spent."));
        return;
    }
    m_tableCard->setTitle(tr("Budgets"));
    m_tableCard->setSubtitle(
        tr("%1 A budget counts all spend of its scope, whatever is filtered. Double-click an amount "
           "to change it.")
            .arg(overText()));
    const int chosen = models().budgets.rowOf(models().chosenBudget());
    m_burnCard->setTitle(tr("Burn of %1, %2")
                             .arg(models().budgets.index(chosen, BudgetsModel::Scope).data().toString(),
                                  models().budgets.index(chosen, BudgetsModel::Period).data().toString()));
    const double used = burn.limitNanos() == 0 ? 0 : double(burn.spentNanos()) / double(burn.limitNanos());
    const QString driver = models().budgetPast.driverIn(burn.firstDay());
    m_burnCard->setSubtitle(tr("%1 used, %2 left, day %3 of %4 · %5")
                                .arg(format::percent(used), format::percent(1 - used))
                                .arg(burn.daysElapsed())
                                .arg(burn.daysElapsed() + burn.daysLeft())
                                .arg(format::budgetState(burn.state())) +
                            (burn.hasForecast() ? QStringLiteral(" · ") + forecastText(burn) : QString()) +
                            (driver.isEmpty() ? QString() : QStringLiteral(" · ") + driver));
}

void BudgetsPage::askForBudget(const std::optional<base::Budget> &stored)
{
    base::Budget begun;
    begun.where = models().filters.question().filter.where; // of what is looked at now
    begun.fiscalStart = models().store().fiscalStart;
    auto *dialog = new BudgetDialog(models(), stored.value_or(begun), stored.has_value(), window());
    connect(dialog, &BudgetDialog::chosen, this, &BudgetsPage::budgetPut);
    dialog->open();
}

QList<ReportPart> BudgetsPage::reportParts() const
{
    if (models().budgets.rowCount() == 0)
        return {};
    return {{m_tableCard->title(), overText(), nullptr, &m_table->shownRows()},
            {m_burnCard->title(), m_chart->summary(), m_chart, nullptr},
            {m_pastCard->title(), m_backtest->chart()->summary(), m_backtest->chart(), nullptr}};
}

} // namespace outlay::views
