// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/rulesmodel.h"

#include "items/rulewords.h"

#include <QtCore/QLocale>

namespace outlay::items {

using base::Rule;
using cube::RulePreview;

namespace {

QString callsText(std::int64_t count)
{
    return count == 1 ? RulesModel::tr("1 call")
                      : RulesModel::tr("%1 calls").arg(QLocale().toString(static_cast<qlonglong>(count)));
}

} // namespace

QString reachText(const std::vector<Rule> &rules, const RulePreview &preview, std::size_t place)
{
    const cube::RuleReach &reach = preview.reach.at(place);
    QStringList parts;
    if (!rules[place].enabled)
        parts << RulesModel::tr("off");
    else if (reach.matched.requests == 0)
        parts << RulesModel::tr("matches nothing");
    else if (reach.isShadowed())
        parts << RulesModel::tr("⚠ shadowed: rules before it match all of it");
    else if (reach.matched == reach.counted)
        parts << RulesModel::tr("✓ counts");
    else
        parts << RulesModel::tr("△ counts in part: rules before it match the rest");
    for (const cube::RuleConflict &conflict : preview.conflicts)
        if (conflict.second == place)
            parts << RulesModel::tr("⚠ conflict: wants something else of %1 that rule %2 takes")
                         .arg(callsText(conflict.of.requests))
                         .arg(conflict.first + 1);
    return parts.join(QStringLiteral(" · "));
}

RulesModel::RulesModel(QObject *parent)
    : WatchedTable({{tr("On"), QStringLiteral("on"), Kind::Text, {}},
                    {tr("Place"), QStringLiteral("place"), Kind::Count, {}},
                    {tr("Rule"), QStringLiteral("rule"), Kind::Text, {}},
                    {tr("Of what was logged as"), QStringLiteral("conditions"), Kind::Text, {}},
                    {tr("Counts as"), QStringLiteral("action"), Kind::Text, {}},
                    {tr("Matches"), QStringLiteral("matched_usd"), Kind::Money, {}},
                    {tr("Calls matched"), QStringLiteral("matched_requests"), Kind::Count, {}},
                    {tr("Moved"), QStringLiteral("moved_usd"), Kind::Money, {}},
                    {tr("Calls moved"), QStringLiteral("moved_requests"), Kind::Count, {}},
                    {tr("State"), QStringLiteral("state"), Kind::Text, {}}},
                   parent)
{
}

void RulesModel::setRules(const std::vector<Rule> &rules)
{
    if (rules == m_rules)
        return;
    beginResetModel();
    m_rules = rules;
    m_effects = {};
    endResetModel();
    forget();
}

void RulesModel::setEffects(int generation, const RulePreview &effects)
{
    if (!isLatest(generation) || effects.reach.size() != m_rules.size())
        return;
    m_effects = effects;
    setAnswer({});
}

int RulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

QVariant RulesModel::reachAt(int row, int column) const
{
    const auto place = static_cast<std::size_t>(row);
    if (m_effects.reach.size() != m_rules.size())
        return {};
    const cube::RuleReach &reach = m_effects.reach[place];
    switch (column) {
    case Matched:
        return qint64(reach.matched.nanos);
    case MatchedRequests:
        return qint64(reach.matched.requests);
    case Counted:
        return qint64(reach.counted.nanos);
    case CountedRequests:
        return qint64(reach.counted.requests);
    default:
        return reachText(m_rules, m_effects, place);
    }
}

QVariant RulesModel::valueAt(int row, int column) const
{
    const Rule &rule = m_rules[static_cast<std::size_t>(row)];
    switch (column) {
    case On:
        return rule.enabled ? tr("on") : tr("off");
    case Place:
        return qint64(row) + 1;
    case Title:
        return ruleTitle(rule);
    case Conditions:
        return conditionsText(rule);
    case Action:
        return actionText(rule);
    default:
        return reachAt(row, column);
    }
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::CheckStateRole && index.isValid() && index.column() == On)
        return m_rules[static_cast<std::size_t>(index.row())].enabled ? Qt::Checked : Qt::Unchecked;
    return WatchedTable::data(index, role);
}

Qt::ItemFlags RulesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = WatchedTable::flags(index);
    return index.isValid() && index.column() == On ? usual | Qt::ItemIsUserCheckable : usual;
}

bool RulesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != On)
        return false;
    Q_EMIT switched(index.row(), value.toInt() == Qt::Checked);
    return true;
}

} // namespace outlay::items
