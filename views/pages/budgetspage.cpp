// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/budgetspage.h"

#include "items/models.h"
#include "views/card.h"
#include "views/chartcard.h"
#include "views/charts/burnchart.h"
#include "views/datatable.h"
#include "views/delegates.h"
#include "views/dialogs/budgetdialog.h"
#include "views/forecasttext.h"
#include "views/format.h"

#include <QtCore/QItemSelectionModel>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace outlay::views {

using items::BudgetsModel;
using items::BudgetState;

BudgetsPage::BudgetsPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Budgets"), models, exporter, parent)
    , m_chart(new BurnChart)
    , m_table(new DataTable(tr("Budgets"), &models.budgets))
    , m_remove(new QPushButton(tr("Re&move")))
{
    m_table->setRowsShown(12);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(
        BudgetsModel::Bullet,
        new BulletDelegate({BudgetsModel::PaceRole, BudgetsModel::SoftRole, BudgetsModel::StateRole},
                           m_table));
    m_table->setItemDelegateForColumn(BudgetsModel::Amount, new QStyledItemDelegate(m_table));
    auto *add = new QPushButton(tr("&Set a budget…"));
    m_tableCard = tableCard(tr("Budgets"), QString(), m_table);
    m_tableCard->addControl(add);
    m_tableCard->addControl(m_remove);
    m_chart->setModel(&models.burn);
    m_chart->setMinimumHeight(300);
    m_burnCard = chartCard(tr("Burn"), QString(), m_chart, &models.burn);
    addRow({{m_tableCard, 1}}, Follows::Store);
    addRow({{m_burnCard, 1}}, Follows::Store);

    connect(add, &QPushButton::clicked, this, &BudgetsPage::askForBudget);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const auto budget = this->models().budgets.budgetOf(this->models().chosenBudget()))
            Q_EMIT budgetRemoved(*budget);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BudgetsPage::choose);
    connect(&models.budgets, &BudgetsModel::amountEdited, this, &BudgetsPage::budgetSet);
    connect(&models, &items::Models::snapshotChanged, this, &BudgetsPage::refresh);
    refresh();
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
    m_burnCard->setSubtitle(tr("%1 used, %2 left, day %3 of %4 · %5")
                                .arg(format::percent(used), format::percent(1 - used))
                                .arg(burn.daysElapsed())
                                .arg(burn.daysElapsed() + burn.daysLeft())
                                .arg(format::budgetState(burn.state())) +
                            (burn.hasForecast() ? QStringLiteral(" · ") + forecastText(burn) : QString()));
}

void BudgetsPage::askForBudget()
{
    QStringList features;
    if (const items::ValuesModel *values = models().values().value(QStringLiteral("feature")))
        for (int row = 0; row < values->rowCount(); ++row)
            if (const QString key = values->index(row).data(items::KeyRole).toString(); !key.isEmpty())
                features << key;
    auto *dialog = new BudgetDialog(features, window());
    connect(dialog, &BudgetDialog::chosen, this, [this](const QString &feature, const QString &amount) {
        Q_EMIT budgetSet(base::featureBudget(feature.toStdString(), {}), amount);
    });
    dialog->open();
}

QList<ReportPart> BudgetsPage::reportParts() const
{
    if (models().budgets.rowCount() == 0)
        return {};
    return {{m_tableCard->title(), overText(), nullptr, &m_table->shownRows()},
            {m_burnCard->title(), m_chart->summary(), m_chart, nullptr}};
}

} // namespace outlay::views
