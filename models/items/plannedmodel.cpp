// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/plannedmodel.h"

#include "items/slicewords.h"

namespace outlay::items {

PlannedModel::PlannedModel(QObject *parent)
    : SimpleTableModel({{tr("Day"), QStringLiteral("day"), Kind::Day, {}},
                        {tr("Where"), QStringLiteral("slice"), Kind::Text, {}},
                        {tr("Why"), QStringLiteral("note"), Kind::Text, {}}},
                       parent)
{
}

void PlannedModel::setPlanned(const std::vector<base::PlannedDay> &days)
{
    QList<Row> rows;
    for (const base::PlannedDay &each : days) {
        const auto slice = insight::sliceOf(each.slice);
        rows << Row{QString::fromStdString(base::isoDay(each.day)),
                    slice ? sliceWords(*slice) : QString::fromStdString(each.slice),
                    QString::fromStdString(each.note)};
    }
    m_days = days;
    setRows(std::move(rows));
}

} // namespace outlay::items
