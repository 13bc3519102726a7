// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/rulechangesmodel.h"

#include "items/rulewords.h"

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

QString partText(base::RulePart part, const base::PlacedRule &was, const base::PlacedRule &is)
{
    switch (part) {
    case base::RulePart::Place:
        return RuleChangesModel::tr("place %1 → %2").arg(was.place).arg(is.place);
    case base::RulePart::Name:
        return RuleChangesModel::tr("name “%1” → “%2”")
            .arg(QString::fromStdString(was.rule.name), QString::fromStdString(is.rule.name));
    case base::RulePart::Conditions:
        return RuleChangesModel::tr("conditions “%1” → “%2”")
            .arg(conditionsText(was.rule), conditionsText(is.rule));
    case base::RulePart::Action:
        return RuleChangesModel::tr("action “%1” → “%2”").arg(actionText(was.rule), actionText(is.rule));
    case base::RulePart::Enabled:
        break;
    }
    return is.rule.enabled ? RuleChangesModel::tr("off → on") : RuleChangesModel::tr("on → off");
}

/// As base::describeChange() says it on the command line.
QString changeText(const base::RuleChange &change)
{
    if (!change.was && !change.is)
        return QString::fromStdString(base::describeChange(change));
    if (!change.was || !change.is) {
        const base::PlacedRule &placed = change.is ? *change.is : *change.was;
        QString text =
            RuleChangesModel::tr("no. %1: “%2”, “%3”")
                .arg(QString::number(placed.place), conditionsText(placed.rule), actionText(placed.rule));
        if (!placed.rule.name.empty())
            text += RuleChangesModel::tr(", named “%1”").arg(QString::fromStdString(placed.rule.name));
        return placed.rule.enabled ? text : text + RuleChangesModel::tr(", off");
    }
    QStringList parts;
    for (const base::RulePart part : base::differingParts(*change.was, *change.is))
        parts << partText(part, *change.was, *change.is);
    return parts.join(QStringLiteral("; "));
}

} // namespace

RuleChangesModel::RuleChangesModel(QObject *parent)
    : SimpleTableModel({{tr("When"), QStringLiteral("at"), Kind::Time, {}},
                        {tr("Who"), QStringLiteral("who"), Kind::Text, {}},
                        {tr("What"), QStringLiteral("what"), Kind::Text, {}},
                        {tr("Rule no."), QStringLiteral("rule"), Kind::Count, {}},
                        {tr("What became different"), QStringLiteral("change"), Kind::Text, {}}},
                       parent)
{
}

void RuleChangesModel::setChanges(const std::vector<base::RuleChange> &changes)
{
    QList<Row> rows;
    for (const base::RuleChange &change : changes)
        rows << Row{QString::fromStdString(base::isoInstant(change.at)), QString::fromStdString(change.who),
                    doneText(change.what), qint64(change.rule), changeText(change)};
    setRows(std::move(rows));
}

} // namespace outlay::items
