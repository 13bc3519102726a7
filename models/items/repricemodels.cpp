// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/repricemodels.h"

#include "base/dimension.h"
#include "store/closing.h"

#include <algorithm>
#include <cstdlib>

namespace outlay::items {

using store::RepricedMonth;
using store::RepricedSums;

namespace {

QString monthName(base::Month month)
{
    return QString::fromStdString(base::isoMonth(month));
}

/// Of `events` calls, of which so many have no such cost; unknown, not $0, where none has.
QVariant costOrNone(std::int64_t nanos, std::int64_t without, std::int64_t events)
{
    return without == events ? QVariant() : QVariant(qint64(nanos));
}

std::int64_t movedBy(const RepricedSums &sums)
{
    return sums.newShownNanos - sums.oldShownNanos;
}

std::map<base::Month, MonthState> statesOf(const std::vector<store::ClosedMonth> &closed)
{
    std::map<base::Month, MonthState> states;
    for (const store::ClosedMonth &month : closed)
        states[month.month] = month.reopenedAt ? MonthState::Reopened : MonthState::Closed;
    return states;
}

} // namespace

RepriceMonthsModel::RepriceMonthsModel(QObject *parent)
    : SimpleTableModel({{tr("Month"), QStringLiteral("month"), Kind::Month, {}},
                        {tr("State"), QStringLiteral("state"), Kind::Text, {}},
                        {tr("Events"), QStringLiteral("events"), Kind::Count, {}},
                        {tr("Changed"), QStringLiteral("changed_events"), Kind::Count, {}},
                        {tr("Cost now"), QStringLiteral("old_usd"), Kind::Money, {}},
                        {tr("Cost after"), QStringLiteral("new_usd"), Kind::Money, {}},
                        {tr("Difference"), QStringLiteral("difference_usd"), Kind::Money, {}},
                        {tr("Computed now"), QStringLiteral("old_computed_usd"), Kind::Money, {}},
                        {tr("Computed after"), QStringLiteral("new_computed_usd"), Kind::Money, {}},
                        {tr("If reopened"), QStringLiteral("new_usd_if_reopened"), Kind::Money, {}},
                        {tr("Without a cost now"), QStringLiteral("old_unpriced"), Kind::Count, {}},
                        {tr("After"), QStringLiteral("new_unpriced"), Kind::Count, {}}},
                       parent)
{
}

SimpleTableModel::Row RepriceMonthsModel::rowOf(const Place &place, const RepricedMonth &repriced)
{
    RepricedSums sums = repriced.sums;
    const QVariant ifReopened = repriced.isClosed && sums.changed > 0
                                    ? costOrNone(sums.newShownNanos, sums.newUnpriced, sums.events)
                                    : QVariant();
    m_sums.staying += repriced.isClosed && sums.changed > 0 ? 1 : 0;
    if (repriced.isClosed) {
        sums.changed = 0;
        sums.newShownNanos = sums.oldShownNanos;
        sums.newUnpriced = sums.oldUnpriced;
        sums.newComputedNanos = sums.oldComputedNanos;
        sums.newUncomputed = sums.oldUncomputed;
    }
    m_sums.events += sums.events;
    m_sums.changed += sums.changed;
    m_sums.beforeNanos += sums.oldShownNanos;
    m_sums.afterNanos += sums.newShownNanos;
    m_sums.unpricedBefore += sums.oldUnpriced;
    m_sums.unpricedAfter += sums.newUnpriced;
    m_sums.computedBeforeNanos += sums.oldComputedNanos;
    m_sums.computedAfterNanos += sums.newComputedNanos;
    m_sums.uncomputedBefore += sums.oldUncomputed;
    m_sums.uncomputedAfter += sums.newUncomputed;
    m_sums.changedMonths += sums.changed > 0 ? 1 : 0;
    m_sums.restated += sums.changed > 0 && place.state == MonthState::Reopened ? 1 : 0;
    const QString state = place.state == MonthState::Closed     ? tr("closed: stays as it is")
                          : place.state == MonthState::Reopened ? tr("reopened: changes are recorded")
                                                                : tr("open");
    return {monthName(place.month),
            state,
            qint64(sums.events),
            qint64(sums.changed),
            costOrNone(sums.oldShownNanos, sums.oldUnpriced, sums.events),
            costOrNone(sums.newShownNanos, sums.newUnpriced, sums.events),
            qint64(movedBy(sums)),
            costOrNone(sums.oldComputedNanos, sums.oldUncomputed, sums.events),
            costOrNone(sums.newComputedNanos, sums.newUncomputed, sums.events),
            ifReopened,
            qint64(sums.oldUnpriced),
            qint64(sums.newUnpriced)};
}

void RepriceMonthsModel::setReport(const store::RepriceReport &report,
                                   const std::vector<store::ClosedMonth> &closed)
{
    std::map<base::Month, MonthState> states = statesOf(closed);
    m_sums = {};
    m_places.clear();
    QList<Row> rows;
    for (const auto &[month, repriced] : report.months) {
        // The report is what the engine went by.
        const MonthState state = repriced.isClosed ? MonthState::Closed : states[month];
        m_places.push_back({month, state});
        rows << rowOf(m_places.back(), repriced);
    }
    setRows(std::move(rows));
}

void RepriceMonthsModel::clear()
{
    setReport({}, {});
}

std::optional<base::Month> RepriceMonthsModel::monthAt(int row) const
{
    return row < 0 || row >= rowCount() ? std::nullopt
                                        : std::optional(m_places[static_cast<std::size_t>(row)].month);
}

MonthState RepriceMonthsModel::stateAt(int row) const
{
    return row < 0 || row >= rowCount() ? MonthState::Open : m_places[static_cast<std::size_t>(row)].state;
}

int RepriceMonthsModel::firstThatChanges() const
{
    for (int row = 0; row < rowCount(); ++row)
        if (index(row, Changed).data(ValueRole).toLongLong() > 0)
            return row;
    return -1;
}

QVariant RepriceMonthsModel::data(const QModelIndex &index, int role) const
{
    return role == StateRole ? QVariant(int(stateAt(index.row()))) : SimpleTableModel::data(index, role);
}

QVariant RepriceMonthsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != SumRole || orientation != Qt::Horizontal)
        return SimpleTableModel::headerData(section, orientation, role);
    switch (section) {
    case Events:
        return m_sums.events;
    case Changed:
        return m_sums.changed;
    case Before:
        return costOrNone(m_sums.beforeNanos, m_sums.unpricedBefore, m_sums.events);
    case After:
        return costOrNone(m_sums.afterNanos, m_sums.unpricedAfter, m_sums.events);
    case Difference:
        return m_sums.afterNanos - m_sums.beforeNanos;
    case ComputedBefore:
        return costOrNone(m_sums.computedBeforeNanos, m_sums.uncomputedBefore, m_sums.events);
    case ComputedAfter:
        return costOrNone(m_sums.computedAfterNanos, m_sums.uncomputedAfter, m_sums.events);
    case UnpricedBefore:
        return m_sums.unpricedBefore;
    case UnpricedAfter:
        return m_sums.unpricedAfter;
    default:
        return {};
    }
}

RepriceModelsModel::RepriceModelsModel(QObject *parent)
    : SimpleTableModel({{tr("Model"), QStringLiteral("model"), Kind::Text, {}},
                        {tr("Changed"), QStringLiteral("changed_events"), Kind::Count, {}},
                        {tr("Their cost now"), QStringLiteral("old_usd"), Kind::Money, {}},
                        {tr("Their cost after"), QStringLiteral("new_usd"), Kind::Money, {}},
                        {tr("Difference"), QStringLiteral("difference_usd"), Kind::Money, {}},
                        {tr("Computed now"), QStringLiteral("old_computed_usd"), Kind::Money, {}},
                        {tr("Computed after"), QStringLiteral("new_computed_usd"), Kind::Money, {}},
                        {tr("Without a cost now"), QStringLiteral("old_unpriced"), Kind::Count, {}},
                        {tr("After"), QStringLiteral("new_unpriced"), Kind::Count, {}}},
                       parent)
{
}

void RepriceModelsModel::setMonth(const RepricedMonth &month)
{
    std::vector<std::pair<std::string, RepricedSums>> order(month.models.begin(), month.models.end());
    std::stable_sort(order.begin(), order.end(), [](const auto &a, const auto &b) {
        return std::abs(movedBy(a.second)) > std::abs(movedBy(b.second));
    });
    QList<Row> rows;
    for (const auto &[model, sums] : order)
        rows << Row{
            QString::fromStdString(model.empty() ? std::string(base::unattributedLabel("model")) : model),
            qint64(sums.changed),
            costOrNone(sums.oldShownNanos, sums.oldUnpriced, sums.events),
            costOrNone(sums.newShownNanos, sums.newUnpriced, sums.events),
            qint64(movedBy(sums)),
            costOrNone(sums.oldComputedNanos, sums.oldUncomputed, sums.events),
            costOrNone(sums.newComputedNanos, sums.newUncomputed, sums.events),
            qint64(sums.oldUnpriced),
            qint64(sums.newUnpriced)};
    setRows(std::move(rows));
}

RestatementsModel::RestatementsModel(QObject *parent)
    : SimpleTableModel({{tr("When (UTC)"), QStringLiteral("at"), Kind::Time, {}},
                        {tr("Month"), QStringLiteral("month"), Kind::Month, {}},
                        {tr("Cost before"), QStringLiteral("old_usd"), Kind::Money, {}},
                        {tr("Cost after"), QStringLiteral("new_usd"), Kind::Money, {}},
                        {tr("Difference"), QStringLiteral("difference_usd"), Kind::Money, {}},
                        {tr("Reason"), QStringLiteral("reason"), Kind::Text, {}}},
                       parent)
{
}

void RestatementsModel::setRestatements(const std::vector<store::Restatement> &restatements)
{
    QList<Row> rows;
    for (auto it = restatements.rbegin(); it != restatements.rend(); ++it)
        rows << Row{QString::fromStdString(base::isoInstant(it->at)),
                    monthName(it->month),
                    qint64(it->oldNanos),
                    qint64(it->newNanos),
                    qint64(it->newNanos - it->oldNanos),
                    QString::fromStdString(it->reason)};
    setRows(std::move(rows));
}

} // namespace outlay::items
