// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/unattributedmodel.h"

#include "items/rulewords.h"

#include <QtCore/QLocale>

namespace outlay::items {

using insight::UnknownCluster;

namespace {

QVariant perCall(std::int64_t tokens, std::int64_t calls)
{
    return calls == 0 ? QVariant() : QVariant(qint64(base::divideHalfEven(tokens, calls)));
}

/// What calls that are alike, and what single ones, say.
QString knownText(const UnknownCluster &cluster, const QString &ofCalls)
{
    QStringList parts;
    if (!cluster.likely.empty())
        parts << UnattributedModel::tr("%1 % of %2 tagged calls like these are %3")
                     .arg(QLocale().toString(cluster.likelyShare * 100, 'f', 1),
                          QLocale().toString(static_cast<qlonglong>(cluster.alike)),
                          QString::fromStdString(cluster.likely));
    if (!ofCalls.isEmpty())
        parts << ofCalls;
    return parts.join(QStringLiteral(" · "));
}

} // namespace

UnattributedModel::UnattributedModel(QObject *parent)
    : WatchedTable({{tr("What they have in common"), QStringLiteral("conditions"), Kind::Text, {}},
                    {tr("Covers"), QStringLiteral("cost_usd"), Kind::Money, {}},
                    {tr("Of unknown"), QStringLiteral("share_of_unknown"), Kind::Share, {}},
                    {tr("Requests"), QStringLiteral("requests"), Kind::Count, {}},
                    {tr("Tokens in a call"), QStringLiteral("input_tokens_per_call"), Kind::Count, {}},
                    {tr("Tokens out a call"), QStringLiteral("output_tokens_per_call"), Kind::Count, {}},
                    {tr("What is known"), QStringLiteral("known"), Kind::Text, {}},
                    {tr("Ready rule"), QStringLiteral("rule"), Kind::Text, {}}},
                   parent)
{
}

void UnattributedModel::ask(int generation)
{
    Q_EMIT wanted(generation, m_filter, m_dimension);
}

void UnattributedModel::setFilter(const base::Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    forget();
}

void UnattributedModel::setDimension(const base::Dimension &dimension)
{
    if (dimension == m_dimension)
        return;
    m_dimension = dimension;
    forget();
}

void UnattributedModel::setClusters(int generation, const insight::Unattributed &found,
                                    const QStringList &known)
{
    if (!isLatest(generation))
        return;
    m_found = found;
    QList<Row> rows;
    const double unknown = double(unknownNanos());
    for (const UnknownCluster &cluster : found.clusters) {
        const base::Measures &covered = cluster.covered;
        const qint64 nanos = covered.cost().nanos();
        base::Rule common = cluster.rule;
        common.where.erase(found.dimension); // that it has none is said above all of them
        rows << Row{conditionsText(common, found.by),
                    nanos,
                    unknown == 0 ? QVariant() : QVariant(double(nanos) / unknown),
                    qint64(covered.requests),
                    perCall(covered.inputTokens + covered.cacheReadTokens + covered.cacheWriteTokens(),
                            covered.withInput),
                    perCall(covered.outputTokens, covered.withOutput),
                    knownText(cluster, known.value(rows.size())),
                    actionText(cluster.rule)};
    }
    setAnswer(std::move(rows));
}

} // namespace outlay::items
