// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/classchangesmodel.h"

namespace outlay::items {

namespace {

QString moveText(const insight::Quadrant &quadrant, const insight::ClassChange &change)
{
    if (change.isCostCut)
        return change.isHigher ? ClassChangesModel::tr("the cut of cost is 10 % higher")
                               : ClassChangesModel::tr("the cut of cost is 10 % lower");
    if (quadrant.byReturn)
        return change.isHigher ? ClassChangesModel::tr("the cut of return is 10 % higher")
                               : ClassChangesModel::tr("the cut of return is 10 % lower");
    return change.isHigher ? ClassChangesModel::tr("the cut of requests is 10 % higher")
                           : ClassChangesModel::tr("the cut of requests is 10 % lower");
}

} // namespace

ClassChangesModel::ClassChangesModel(QObject *parent)
    : SimpleTableModel({{tr("Feature"), QStringLiteral("feature"), Kind::Text, QStringLiteral("feature")},
                        {tr("Class"), QStringLiteral("class"), Kind::Class, {}},
                        {tr("When"), QStringLiteral("when"), Kind::Text, {}},
                        {tr("Class then"), QStringLiteral("class_then"), Kind::Class, {}}},
                       parent)
{
}

void ClassChangesModel::setQuadrant(const insight::Quadrant &quadrant)
{
    QList<Row> rows;
    for (const insight::ClassChange &change : insight::classChanges(quadrant))
        rows << Row{QString::fromStdString(change.feature.empty()
                                               ? std::string(base::unattributedLabel("feature"))
                                               : change.feature),
                    static_cast<int>(change.from), moveText(quadrant, change), static_cast<int>(change.to)};
    setRows(std::move(rows));
}

} // namespace outlay::items
