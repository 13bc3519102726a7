// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/savingsmodel.h"

#include "items/explainwords.h"
#include "items/savingwords.h"

namespace outlay::items {

namespace {

QVariant featureCell(const insight::Saving &saving)
{
    if (saving.kind == insight::SavingKind::Trials)
        return {};
    return QString::fromStdString(saving.feature.empty() ? std::string(base::unattributedLabel("feature"))
                                                         : saving.feature);
}

} // namespace

SavingsModel::SavingsModel(QObject *parent)
    : WatchedTable({{tr("What"), QStringLiteral("what"), Kind::Text, {}},
                    {tr("Saved a month"), QStringLiteral("usd_per_month"), Kind::Money, {}},
                    {tr("Saved in the period"), QStringLiteral("saved_usd"), Kind::Money, {}},
                    {tr("Feature"), QStringLiteral("feature"), Kind::Text, QStringLiteral("feature")},
                    {tr("Calls changed"), QStringLiteral("changed_calls"), Kind::Count, {}},
                    {tr("Evidence"), QStringLiteral("evidence"), Kind::Text, {}}},
                   parent)
{
}

QVariant SavingsModel::data(const QModelIndex &index, int role) const
{
    // An environment is of no feature, which is not the same as of an unknown one.
    if ((role == DimensionRole || role == KeyRole) && index.column() == Feature &&
        !SimpleTableModel::data(index, ValueRole).isValid())
        return {};
    return SimpleTableModel::data(index, role);
}

QVariant SavingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == FigureRole && orientation == Qt::Horizontal)
        return figureOfColumn(
            headerData(section, orientation, MachineNameRole).toString().toLatin1().constData());
    return WatchedTable::headerData(section, orientation, role);
}

void SavingsModel::setFilter(const base::Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    forget();
}

void SavingsModel::setSavings(int generation, const insight::Savings &savings)
{
    if (!isLatest(generation))
        return;
    QList<Row> rows;
    m_scenarios.clear();
    m_days = savings.days;
    for (const insight::Saving &saving : savings.found) {
        rows << Row{savingTitle(saving), qint64(saving.perMonth.nanos()), qint64(saving.saved.nanos()),
                    featureCell(saving), qint64(saving.changed),          savingEvidence(saving)};
        m_scenarios.push_back(saving.scenario);
    }
    setAnswer(std::move(rows));
}

insight::Scenario SavingsModel::scenarioOf(int row) const
{
    insight::Scenario scenario = m_scenarios.at(static_cast<std::size_t>(row));
    scenario.name = index(row, What).data().toString().toStdString();
    return scenario;
}

QString SavingsModel::scenarioAt(int row) const
{
    return QString::fromStdString(insight::scenarioJson(m_scenarios.at(static_cast<std::size_t>(row))));
}

} // namespace outlay::items
