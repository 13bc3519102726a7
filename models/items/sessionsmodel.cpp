// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/sessionsmodel.h"

namespace outlay::items {

namespace {

QVariant sessionCost(const std::optional<base::Money> &amount)
{
    return amount ? QVariant(qint64(amount->nanos())) : QVariant();
}

} // namespace

SessionsModel::SessionsModel(QObject *parent)
    : WatchedTable({{tr("Segment"), QStringLiteral("segment"), Kind::Text, QStringLiteral("segment")},
                    {tr("Sessions"), QStringLiteral("sessions"), Kind::Count, {}},
                    {tr("Calls"), QStringLiteral("calls"), Kind::Count, {}},
                    {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}},
                    {tr("Cost per session"), QStringLiteral("usd_per_session"), Kind::Money, {}},
                    {tr("Median"), QStringLiteral("median_usd"), Kind::Money, {}},
                    {tr("Dearest"), QStringLiteral("dearest_usd"), Kind::Money, {}},
                    {tr("Calls of none"), QStringLiteral("calls_without"), Kind::Count, {}},
                    {tr("Their cost"), QStringLiteral("cost_without_usd"), Kind::Money, {}}},
                   parent)
{
}

void SessionsModel::setFilter(const base::Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    forget();
}

void SessionsModel::setSessions(int generation, const insight::Sessions &sessions)
{
    if (!isLatest(generation))
        return;
    QList<Row> rows;
    for (const insight::SessionRow &row : sessions.rows) {
        const std::string &segment = row.keys.front();
        rows << Row{QString::fromStdString(segment.empty() ? std::string(base::unattributedLabel("segment"))
                                                           : segment),
                    qint64(row.sessions),
                    qint64(row.calls),
                    qint64(row.cost.nanos()),
                    sessionCost(row.mean),
                    sessionCost(row.median),
                    row.mean ? sessionCost(row.dearest) : QVariant(),
                    qint64(row.callsWithout),
                    qint64(row.costWithout.nanos())};
    }
    m_sessions = sessions.total.sessions;
    m_callsWithout = sessions.total.callsWithout;
    m_unpricedCalls = sessions.total.unpricedCalls;
    setAnswer(std::move(rows));
}

} // namespace outlay::items
