// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/reconcilemodel.h"

#include "base/dimension.h"
#include "items/matchwords.h"
#include "items/sumcell.h"

#include <QtCore/QLocale>

namespace outlay::items {

using insight::MatchBy;
using insight::MatchCause;
using insight::MatchClass;
using insight::MatchRow;

namespace {

QString kindName(insight::BillKind kind)
{
    switch (kind) {
    case insight::BillKind::Input:
        return ReconcileModel::tr("input");
    case insight::BillKind::CacheRead:
        return ReconcileModel::tr("cache reads");
    case insight::BillKind::CacheWrite:
        return ReconcileModel::tr("cache writes");
    case insight::BillKind::Output:
        return ReconcileModel::tr("output");
    case insight::BillKind::Other:
        return ReconcileModel::tr("other");
    case insight::BillKind::All:
        break;
    }
    return ReconcileModel::tr("all");
}

QString modelName(const insight::Reconciliation &found, const MatchRow &row)
{
    if (row.key.model == insight::kAllModels)
        return ReconcileModel::tr("(all)");
    const std::string model = found.shownModel(row.key);
    return QString::fromStdString(model.empty() ? std::string(base::unattributedLabel("model")) : model);
}

QString providerName(const std::string &provider)
{
    return QString::fromStdString(provider.empty() ? std::string(base::unattributedLabel("provider"))
                                                   : provider);
}

QString groupClass(const insight::MatchGroup &group)
{
    const qint64 differing = group.differing();
    if (differing > 0)
        return ReconcileModel::tr("%1 of %2 differ")
            .arg(QLocale().toString(differing), QLocale().toString(qint64(group.sums.rows)));
    return group.rowsOf(MatchClass::NotCovered) == group.sums.rows ? matchClassName(MatchClass::NotCovered)
                                                                   : matchClassName(MatchClass::Matched);
}

QString causeCell(const MatchRow &row)
{
    return row.isDelayed ? ReconcileModel::tr("booked later") : matchCauseName(row.cause);
}

} // namespace

ReconcileModel::ReconcileModel(QObject *parent)
    : WatchedTable({{tr("Day"), QStringLiteral("day"), Kind::Day, {}},
                    {tr("Provider"), QStringLiteral("provider"), Kind::Text, {}},
                    {tr("Model"), QStringLiteral("model"), Kind::Text, {}},
                    {tr("Kind"), QStringLiteral("kind"), Kind::Text, {}},
                    {tr("Class"), QStringLiteral("class"), Kind::Text, {}},
                    {tr("Billed"), QStringLiteral("provider_usd"), Kind::Money, {}},
                    {tr("Ours"), QStringLiteral("ours_usd"), Kind::Money, {}},
                    {tr("Difference"), QStringLiteral("difference_usd"), Kind::Delta, {}},
                    {tr("Delta"), QStringLiteral("delta"), Kind::Share, {}},
                    {tr("Billed tokens"), QStringLiteral("provider_tokens"), Kind::Count, {}},
                    {tr("Our tokens"), QStringLiteral("our_tokens"), Kind::Count, {}},
                    {tr("Cause"), QStringLiteral("cause"), Kind::Text, {}}},
                   parent)
{
    connect(this, &WatchedTable::stateChanged, this, [this] {
        const bool isForgotten = state() == State::Unknown && rowCount() == 0;
        if (!isForgotten && state() != State::Failed)
            return;
        keep({});
        sums.clear();
        months.clear();
    });
}

void ReconcileModel::setOptions(const insight::MatchOptions &options)
{
    if (options == m_options)
        return;
    m_options = options;
    forget();
}

void ReconcileModel::setPeriod(const base::Period &period)
{
    insight::MatchOptions options = m_options;
    options.period = period;
    setOptions(options);
}

void ReconcileModel::setTolerance(std::int64_t ppm)
{
    insight::MatchOptions options = m_options;
    options.tolerancePpm = ppm;
    setOptions(options);
}

void ReconcileModel::setDelay(int days)
{
    insight::MatchOptions options = m_options;
    options.delayDays = days;
    setOptions(options);
}

void ReconcileModel::setShown(int which)
{
    if (which == m_shown)
        return;
    m_shown = which;
    setRows(listRows());
}

bool ReconcileModel::isShown(const MatchRow &row) const
{
    if (m_shown == kDifferences)
        return row.matchClass != MatchClass::Matched && row.matchClass != MatchClass::NotCovered;
    return m_shown == kEverything || static_cast<int>(row.matchClass) == m_shown;
}

bool ReconcileModel::isShown(const insight::MatchGroup &group) const
{
    if (m_shown == kDifferences)
        return group.differing() > 0;
    return m_shown == kEverything || group.rowsOf(static_cast<MatchClass>(m_shown)) > 0;
}

void ReconcileModel::setBy(insight::MatchBy by)
{
    if (by == m_by)
        return;
    m_by = by;
    setRows(listRows());
}

QList<SimpleTableModel::Row> ReconcileModel::listRows()
{
    m_listed.clear();
    m_groups = matchGroups(m_found, m_by);
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        if (isShown(m_groups[i]))
            m_listed.push_back(i);
    for (std::size_t i = 0; m_by == MatchBy::Row && i < m_found.rows.size(); ++i)
        if (isShown(m_found.rows[i]))
            m_listed.push_back(i);
    return QList<Row>(static_cast<qsizetype>(m_listed.size()));
}

QVariant ReconcileModel::valueAt(int row, int column) const
{
    if (static_cast<std::size_t>(row) >= m_listed.size())
        return {}; // who looks while the answer changes
    if (m_by != MatchBy::Row)
        return groupValueAt(m_groups[m_listed[static_cast<std::size_t>(row)]], column);
    const MatchRow &match = m_found.rows[m_listed[static_cast<std::size_t>(row)]];
    switch (column) {
    case Day:
        return QString::fromStdString(base::isoDay(match.key.day));
    case Provider:
        return providerName(match.key.provider);
    case Model:
        return modelName(m_found, match);
    case Tokens:
        return kindName(match.key.kind);
    case Class:
        return matchClassName(match.matchClass);
    case Cause:
        return causeCell(match);
    case ProviderCost:
        return sumCell(match.provider.cost);
    case OurCost:
        return sumCell(match.ours.cost);
    case Difference:
        return match.provider.cost || match.ours.cost ? sumCell(differenceOf(match)) : QVariant();
    case ProviderTokens:
        return sumCell(match.provider.tokens);
    case OurTokens:
        return sumCell(match.ours.tokens);
    case Delta:
        return match.delta ? QVariant(*match.delta) : QVariant();
    default:
        return {};
    }
}

/// What a group is not by is empty: it has several of them.
QVariant ReconcileModel::groupValueAt(const insight::MatchGroup &group, int column) const
{
    const bool isOfDays = m_by == MatchBy::Day || m_by == MatchBy::Month;
    switch (column) {
    case Day:
        return isOfDays ? QVariant(QString::fromStdString(group.value)) : QVariant();
    case Provider:
        return m_by == MatchBy::Model ? providerName(group.key.provider) : QString();
    case Model:
        return m_by == MatchBy::Model ? QString::fromStdString(group.value) : QString();
    case Tokens:
        return m_by == MatchBy::Kind ? kindName(group.key.kind) : QString();
    case Class:
        return groupClass(group);
    case ProviderCost:
        return sumCell(group.sums.provider());
    case OurCost:
        return sumCell(group.sums.ours());
    case Difference:
        return sumCell(group.sums.difference());
    case ProviderTokens:
        return sumCell(group.providerTokens);
    case OurTokens:
        return sumCell(group.ourTokens);
    default:
        return {};
    }
}

void ReconcileModel::keep(insight::Reconciliation found)
{
    m_listed.clear();
    m_groups.clear();
    m_found = std::move(found);
}

void ReconcileModel::setFound(int generation, const insight::Reconciliation &found,
                              const std::vector<store::ClosedMonth> &closed,
                              const std::vector<store::Restatement> &restatements)
{
    if (!isLatest(generation))
        return;
    keep(found);
    m_hasBills = true;
    m_notes = matchNotes(found);
    sums.setFound(found);
    months.setFound(found, closed, restatements);
    setAnswer(listRows());
}

void ReconcileModel::setNoBills(int generation)
{
    if (!isLatest(generation))
        return;
    keep({});
    m_hasBills = false;
    m_notes.clear();
    sums.clear();
    months.clear();
    setAnswer({});
}

qint64 ReconcileModel::differences() const
{
    qint64 rows = 0;
    for (const auto &cause : m_found.causes)
        rows += cause.rows;
    return rows;
}

qint64 ReconcileModel::unexplained() const
{
    return m_found.causes[static_cast<std::size_t>(MatchCause::Unexplained)].rows;
}

} // namespace outlay::items
