// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/alertsmodel.h"

#include "insight/budgetperiods.h"

#include <algorithm>

namespace outlay::items {

using base::Alert;

namespace {

const base::Budget *budgetOf(const Alert &alert, const std::vector<base::Budget> &budgets)
{
    const auto found = std::ranges::find(budgets, alert.budget, &base::Budget::id);
    return found == budgets.end() ? nullptr : &*found;
}

/// What fired, in words.
QString whatFired(const Alert &alert)
{
    if (alert.kind == base::AlertKind::Anomaly)
        return AlertsModel::tr("costs more than expected");
    const QString period = QString::fromStdString(insight::periodName({alert.periodFirst, alert.periodLast}));
    return (alert.measured == base::Measured::Actual ? AlertsModel::tr("%1 % of %2 is spent")
                                                     : AlertsModel::tr("%1 % of %2 is expected"))
        .arg(QString::number(alert.percent), period);
}

/// The same, and whether the store still shows it.
QString whatOf(const Alert &alert)
{
    return alert.isWithdrawn
               ? AlertsModel::tr("%1; withdrawn, for an import was undone").arg(whatFired(alert))
               : whatFired(alert);
}

QString deliveryOf(const Alert &alert)
{
    switch (alert.delivery) {
    case base::Delivery::None:
        break;
    case base::Delivery::Pending:
        return AlertsModel::tr("waits to be posted");
    case base::Delivery::Sent:
        return AlertsModel::tr("posted");
    case base::Delivery::Failed:
        return AlertsModel::tr("not posted: %1").arg(QString::fromStdString(alert.deliveryText));
    }
    return AlertsModel::tr("no webhook");
}

} // namespace

AlertsModel::AlertsModel(QObject *parent)
    : SimpleTableModel({{tr("When (UTC)"), QStringLiteral("fired_at"), Kind::Time, {}},
                        {tr("State"), QStringLiteral("state"), Kind::Text, {}},
                        {tr("About"), QStringLiteral("subject"), Kind::Text, {}},
                        {tr("What"), QStringLiteral("what"), Kind::Text, {}},
                        {tr("Day"), QStringLiteral("day"), Kind::Day, {}},
                        {tr("Value"), QStringLiteral("value_usd"), Kind::Money, {}},
                        {tr("Threshold"), QStringLiteral("limit_usd"), Kind::Money, {}},
                        {tr("Driver"), QStringLiteral("driver"), Kind::Text, {}},
                        {tr("Webhook"), QStringLiteral("delivery"), Kind::Text, {}}},
                       parent)
{
}

QString AlertsModel::stateWord(base::AlertState state)
{
    switch (state) {
    case base::AlertState::New:
        return tr("● new");
    case base::AlertState::Seen:
        return tr("seen");
    case base::AlertState::Planned:
        return tr("planned");
    case base::AlertState::Done:
        break;
    }
    return tr("done");
}

QString AlertsModel::sentence(const Alert &alert)
{
    return tr("%1: %2").arg(QString::fromStdString(alert.subject), whatOf(alert));
}

void AlertsModel::setAlerts(const std::vector<Alert> &alerts, const std::vector<base::Budget> &budgets)
{
    QList<Row> rows;
    for (const Alert &alert : alerts)
        rows << Row{QString::fromStdString(base::isoInstant(alert.firedAt)),
                    stateWord(alert.state),
                    QString::fromStdString(alert.subject),
                    whatOf(alert),
                    QString::fromStdString(base::isoDay(alert.day)),
                    qint64(alert.value.nanos()),
                    qint64(alert.limit.nanos()),
                    alert.driver.empty() ? QVariant() : QVariant(QString::fromStdString(alert.driver)),
                    deliveryOf(alert)};
    m_alerts = alerts;
    m_budgets = budgets;
    setRows(std::move(rows));
}

int AlertsModel::newCount() const
{
    return static_cast<int>(std::ranges::count(m_alerts, base::AlertState::New, &Alert::state));
}

int AlertsModel::rowOf(qint64 id) const
{
    const auto found = std::ranges::find(m_alerts, id, &Alert::id);
    return found == m_alerts.end() ? -1 : static_cast<int>(found - m_alerts.begin());
}

std::optional<Scope> AlertsModel::scopeAt(int row) const
{
    const Alert &alert = m_alerts[row];
    if (alert.kind == base::AlertKind::Anomaly) {
        const auto slice = insight::sliceOf(alert.slice);
        return slice ? std::optional(Scope{whereOf(*slice), {alert.periodFirst, alert.day}}) : std::nullopt;
    }
    const base::Budget *budget = budgetOf(alert, m_budgets);
    if (!budget)
        return std::nullopt;
    return Scope{budget->where, {alert.periodFirst, alert.periodLast}};
}

} // namespace outlay::items
