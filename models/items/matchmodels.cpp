// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/matchmodels.h"

#include "items/matchwords.h"
#include "items/sumcell.h"
#include "store/closing.h"

#include <map>

namespace outlay::items {

using insight::MatchCause;
using insight::MatchClass;
using insight::MatchSums;

namespace {

struct MonthFound
{
    MatchSums sums;
    qint64 open = 0;
    std::optional<store::ClosedMonth> closed;
    std::optional<base::Int128> restatedNanos;
};

bool isMatchOpen(MatchClass matchClass)
{
    return matchClass != MatchClass::Matched && matchClass != MatchClass::NotCovered;
}

std::map<base::Month, MonthFound> byMonth(const insight::Reconciliation &found,
                                          const std::vector<store::ClosedMonth> &closed,
                                          const std::vector<store::Restatement> &restatements)
{
    std::map<base::Month, MonthFound> months;
    for (const insight::MatchRow &row : found.rows) {
        MonthFound &month = months[base::monthOf(row.key.day)];
        month.sums += row;
        month.open += isMatchOpen(row.matchClass) ? 1 : 0;
    }
    for (const store::ClosedMonth &month : closed) {
        const base::Period days = base::periodOf(month.month);
        if (days.last >= found.options.period.first && days.first <= found.options.period.last)
            months[month.month].closed = month;
    }
    for (const store::Restatement &restatement : restatements)
        if (const auto month = months.find(restatement.month); month != months.end())
            month->second.restatedNanos = month->second.restatedNanos.value_or(0) +
                                          base::Int128{restatement.newNanos} - restatement.oldNanos;
    return months;
}

} // namespace

MatchSumsModel::MatchSumsModel(QObject *parent)
    : SimpleTableModel({{tr("What"), QStringLiteral("class"), Kind::Text, {}},
                        {tr("Rows"), QStringLiteral("rows"), Kind::Count, {}},
                        {tr("Billed"), QStringLiteral("provider_usd"), Kind::Money, {}},
                        {tr("Ours"), QStringLiteral("ours_usd"), Kind::Money, {}},
                        {tr("Difference"), QStringLiteral("difference_usd"), Kind::Delta, {}},
                        {tr("Which are"), QStringLiteral("meaning"), Kind::Text, {}}},
                       parent)
{
}

void MatchSumsModel::setFound(const insight::Reconciliation &found)
{
    QList<Row> rows;
    const auto add = [&rows](const QString &what, const MatchSums &sums, const QString &meaning) {
        rows << Row{what,
                    qint64(sums.rows),
                    sumCell(sums.provider()),
                    sumCell(sums.ours()),
                    sumCell(sums.difference()),
                    meaning};
    };
    const auto addCauses = [&] { // of the classes before
        for (std::size_t i = 1; i < found.causes.size(); ++i) {
            const auto each = static_cast<MatchCause>(i);
            if (found.causes[i].rows > 0)
                add(each == MatchCause::Unexplained ? tr("  unexplained")
                                                    : tr("  explained by: %1").arg(matchCauseName(each)),
                    found.causes[i], matchCauseMeaning(each));
        }
    };
    for (std::size_t i = 0; i < found.classes.size(); ++i) {
        const auto each = static_cast<MatchClass>(i);
        add(matchClassName(each), found.classes[i], matchClassMeaning(each));
        if (each == MatchClass::Matched && found.delayed.rows > 0)
            add(tr("  of these booked later"), found.delayed,
                tr("matched together with days within the delay"));
        if (each == MatchClass::Differs)
            addCauses();
    }
    add(tr("Total"), found.total, tr("all that either side has"));
    setRows(std::move(rows));
}

MonthLocksModel::MonthLocksModel(QObject *parent)
    : SimpleTableModel({{tr("Month"), QStringLiteral("month"), Kind::Month, {}},
                        {tr("State"), QStringLiteral("state"), Kind::Text, {}},
                        {tr("Billed"), QStringLiteral("provider_usd"), Kind::Money, {}},
                        {tr("Ours"), QStringLiteral("ours_usd"), Kind::Money, {}},
                        {tr("Difference"), QStringLiteral("difference_usd"), Kind::Delta, {}},
                        {tr("Open rows"), QStringLiteral("open_rows"), Kind::Count, {}},
                        {tr("Restated"), QStringLiteral("restated_usd"), Kind::Delta, {}},
                        {tr("Since (UTC)"), QStringLiteral("since"), Kind::Time, {}}},
                       parent)
{
}

void MonthLocksModel::setFound(const insight::Reconciliation &found,
                               const std::vector<store::ClosedMonth> &closed,
                               const std::vector<store::Restatement> &restatements)
{
    m_places.clear();
    QList<Row> rows;
    const std::map<base::Month, MonthFound> months = byMonth(found, closed, restatements);
    for (auto it = months.rbegin(); it != months.rend(); ++it) { // the latest first
        const MonthFound &month = it->second;
        const Lock lock = !month.closed              ? Lock::Open
                          : month.closed->reopenedAt ? Lock::Reopened
                                                     : Lock::Closed;
        m_places.push_back({it->first, lock, month.open});
        const QVariant at = month.closed ? QVariant(QString::fromStdString(base::isoInstant(
                                               month.closed->reopenedAt.value_or(month.closed->closedAt))))
                                         : QVariant();
        rows << Row{QString::fromStdString(base::isoMonth(it->first)),
                    lock == Lock::Open     ? tr("open")
                    : lock == Lock::Closed ? tr("closed")
                                           : tr("reopened"),
                    sumCell(month.sums.provider()),
                    sumCell(month.sums.ours()),
                    sumCell(month.sums.difference()),
                    month.open,
                    sumCell(month.restatedNanos),
                    at};
    }
    setRows(std::move(rows));
}

void MonthLocksModel::clear()
{
    m_places.clear();
    setRows({});
}

std::optional<base::Month> MonthLocksModel::monthAt(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_places.size())
        return {};
    return m_places[static_cast<std::size_t>(row)].month;
}

MonthLocksModel::Lock MonthLocksModel::lockAt(int row) const
{
    return monthAt(row) ? m_places[static_cast<std::size_t>(row)].lock : Lock::Open;
}

qint64 MonthLocksModel::openAt(int row) const
{
    return monthAt(row) ? m_places[static_cast<std::size_t>(row)].open : 0;
}

} // namespace outlay::items
