// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/rulewords.h"

#include "base/money.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

namespace outlay::items {

using base::Rule;
using base::RuleAction;

namespace {

struct RuleWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::RuleWords)
};

QString testText(const base::Dimension &dimension, const base::RuleTest &test)
{
    QStringList values;
    for (const std::string &value : test.values)
        values << valueText(dimension, value);
    QStringList patterns;
    for (const std::string &pattern : test.patterns)
        patterns << QString::fromStdString(pattern);
    const QString name = QString::fromStdString(dimension);
    const QString named = values.join(QStringLiteral(", "));
    const QString alike = patterns.join(QStringLiteral(", "));
    if (alike.isEmpty())
        return (test.exclude ? QStringLiteral("%1 ≠ %2") : QStringLiteral("%1 = %2")).arg(name, named);
    if (named.isEmpty())
        return (test.exclude ? RuleWords::tr("%1 not like %2") : RuleWords::tr("%1 like %2"))
            .arg(name, alike);
    return (test.exclude ? RuleWords::tr("%1 ≠ %2 nor like %3") : RuleWords::tr("%1 = %2 or like %3"))
        .arg(name, named, alike);
}

} // namespace

QString valueText(const base::Dimension &dimension, const std::string &value)
{
    return QString::fromStdString(value.empty() ? std::string(base::unattributedLabel(dimension)) : value);
}

QString conditionsText(const Rule &rule, const std::vector<base::Dimension> &first)
{
    using Condition = decltype(rule.where)::value_type;
    std::vector<const Condition *> conditions;
    for (const Condition &condition : rule.where)
        conditions.push_back(&condition);
    const auto placeOf = [&first](const Condition *condition) {
        const bool isUnknown =
            condition->second == base::RuleTest{{std::string(base::kUnattributed)}, {}, false};
        return std::pair(!first.empty() && isUnknown,
                         std::ranges::find(first, condition->first) - first.begin());
    };
    std::ranges::stable_sort(conditions, {}, placeOf);
    QStringList parts;
    for (const Condition *condition : conditions)
        parts << testText(condition->first, condition->second);
    if (rule.days.first != base::kAllTime.first)
        parts << RuleWords::tr("from %1").arg(QString::fromStdString(base::isoDay(rule.days.first)));
    if (rule.days.last != base::kAllTime.last)
        parts << RuleWords::tr("to %1").arg(QString::fromStdString(base::isoDay(rule.days.last)));
    return parts.isEmpty() ? RuleWords::tr("all calls") : parts.join(QStringLiteral(" · "));
}

QString actionText(const Rule &rule)
{
    if (!rule.isSplit())
        return QStringLiteral("%1 → %2").arg(QString::fromStdString(rule.dimension),
                                             QString::fromStdString(rule.value));
    QStringList features;
    for (const base::RuleShare &share : rule.shares) {
        QString text = QString::fromStdString(share.feature);
        if (rule.action == RuleAction::SplitByShare)
            text +=
                QLatin1Char(' ') + QString::fromStdString(base::Money::fromNanos(share.weight).toDecimal());
        features << text;
    }
    const QString over = features.join(QStringLiteral(", "));
    switch (rule.action) {
    case RuleAction::SplitByRequests:
        return RuleWords::tr("split by requests over %1").arg(over);
    case RuleAction::SplitByCost:
        return RuleWords::tr("split by cost over %1").arg(over);
    default:
        return RuleWords::tr("split over %1").arg(over);
    }
}

QString ruleTitle(const Rule &rule)
{
    return rule.name.empty() ? actionText(rule) : QString::fromStdString(rule.name);
}

} // namespace outlay::items
