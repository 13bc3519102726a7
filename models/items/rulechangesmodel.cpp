// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/rulechangesmodel.h"

namespace outlay::items {

namespace {

QString doneText(const std::string &what)
{
    if (what == "added")
        return RuleChangesModel::tr("added");
    if (what == "changed")
        return RuleChangesModel::tr("changed");
    if (what == "removed")
        return RuleChangesModel::tr("removed");
    if (what == "moved")
        return RuleChangesModel::tr("moved");
    return what == "enabled" ? RuleChangesModel::tr("switched on") : RuleChangesModel::tr("switched off");
}

} // namespace

RuleChangesModel::RuleChangesModel(QObject *parent)
    : SimpleTableModel({{tr("When"), QStringLiteral("at"), Kind::Time, {}},
                        {tr("Who"), QStringLiteral("who"), Kind::Text, {}},
                        {tr("What"), QStringLiteral("what"), Kind::Text, {}},
                        {tr("Rule no."), QStringLiteral("rule"), Kind::Count, {}},
                        {tr("Before"), QStringLiteral("before"), Kind::Text, {}},
                        {tr("After"), QStringLiteral("after"), Kind::Text, {}}},
                       parent)
{
}

void RuleChangesModel::setChanges(const std::vector<base::RuleChange> &changes)
{
    QList<Row> rows;
    for (const base::RuleChange &change : changes)
        rows << Row{QString::fromStdString(base::isoInstant(change.at)),
                    QString::fromStdString(change.who),
                    doneText(change.what),
                    qint64(change.rule),
                    QString::fromStdString(change.before),
                    QString::fromStdString(change.after)};
    setRows(std::move(rows));
}

} // namespace outlay::items
