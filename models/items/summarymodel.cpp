// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/summarymodel.h"

#include "insight/snapshot.h"
#include "items/plaintext.h"

#include <map>

namespace outlay::items {

namespace {

Kind kindOf(int figure)
{
    switch (figure) {
    case SummaryModel::Spend:
        return Kind::Money;
    case SummaryModel::BudgetUsed:
        return Kind::Used;
    case SummaryModel::Requests:
        return Kind::Count;
    case SummaryModel::UnitCost:
        return Kind::UnitMoney;
    default:
        return Kind::Share;
    }
}

const insight::Burn *totalBurn(const insight::Snapshot &snapshot)
{
    for (const insight::Burn &burn : snapshot.burns)
        if (base::featureOf(burn.budget) == std::string())
            return &burn;
    return nullptr;
}

QVariant valueOf(const base::Measures &sums, int figure)
{
    switch (figure) {
    case SummaryModel::Spend:
        return sums.priced > 0 ? QVariant(qint64(sums.costNanos)) : QVariant();
    case SummaryModel::Requests:
        return qint64(sums.requests);
    case SummaryModel::UnitCost:
        return sums.averageCost() ? QVariant(qint64(sums.averageCost()->nanos())) : QVariant();
    default:
        return {};
    }
}

QVariantList originsOf(const insight::OriginCoverage &found)
{
    QVariantList list;
    if (found.dimension.empty())
        return list;
    for (const base::Measures *part :
         {&found.logged, &found.byRule, &found.split, &found.untagged, &found.joined}) {
        const bool isKnown = part->priced > 0 || part->requests == 0;
        list << (isKnown ? QVariant(qint64(part->costNanos)) : QVariant()) << qint64(part->requests);
    }
    return list;
}

QString iso(base::Day day)
{
    return QString::fromStdString(base::isoDay(day));
}

} // namespace

SummaryModel::SummaryModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

SummaryModel::~SummaryModel() = default;

void SummaryModel::setSnapshot(std::shared_ptr<const insight::Snapshot> snapshot)
{
    beginResetModel();
    m_snapshot = std::move(snapshot);
    endResetModel();
}

QString SummaryModel::firstDay() const
{
    return m_snapshot && m_snapshot->lastDay ? iso(m_snapshot->period.first) : QString();
}

QString SummaryModel::lastDay() const
{
    return m_snapshot && m_snapshot->lastDay ? iso(m_snapshot->period.last) : QString();
}

QString SummaryModel::comparedFirstDay() const
{
    return m_snapshot && m_snapshot->compared ? iso(m_snapshot->compared->first) : QString();
}

QString SummaryModel::comparedLastDay() const
{
    return m_snapshot && m_snapshot->compared ? iso(m_snapshot->compared->last) : QString();
}

bool SummaryModel::hasBudget() const
{
    return m_snapshot && totalBurn(*m_snapshot);
}

int SummaryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_snapshot ? 0 : FigureCount;
}

QVariant SummaryModel::value(int figure) const
{
    if (figure == BudgetUsed) {
        const insight::Burn *burn = totalBurn(*m_snapshot);
        return burn ? QVariant(insight::usedPercent(*burn) / 100) : QVariant();
    }
    if (figure == Attributed)
        return plainShare(m_snapshot->coverage.byCost());
    return valueOf(m_snapshot->features.total, figure);
}

QVariant SummaryModel::before(int figure) const
{
    return m_snapshot->compared ? valueOf(m_snapshot->features.comparedTotal, figure) : QVariant();
}

QVariant SummaryModel::trend(int figure) const
{
    std::map<std::string, base::Measures> months;
    for (const cube::Row &row : m_snapshot->featureMonths.rows)
        months[row.keys.front()] += row.sums;
    QVariantList points;
    for (const auto &[month, sums] : months)
        if (const QVariant value = valueOf(sums, figure); value.isValid())
            points << value.toDouble();
    return points;
}

QVariant SummaryModel::budgetData(int role) const
{
    const insight::Burn *burn = totalBurn(*m_snapshot);
    if (!burn)
        return {};
    const double amount = double(burn->amount.nanos());
    switch (role) {
    case SpentRole:
        return qint64(burn->spentToDate().nanos());
    case AmountRole:
        return qint64(burn->amount.nanos());
    case DayRole:
        return burn->elapsedDays();
    case DaysRole:
        return burn->period.days();
    case SoftRole:
        return double(base::softPercentOf(burn->budget).value_or(100)) / 100;
    case StateRole:
        return int(burn->state);
    case PaceRole:
        return burn->spent.empty() || amount <= 0
                   ? QVariant()
                   : QVariant(double(burn->pace[burn->spent.size() - 1].nanos()) / amount);
    default:
        return {};
    }
}

QVariant SummaryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int figure = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return plainText(kindOf(figure), value(figure));
    case ValueRole:
        return value(figure);
    case KindRole:
        return int(kindOf(figure));
    case BeforeRole:
        return before(figure);
    case ChangeRole: {
        const QVariant was = before(figure);
        const QVariant is = value(figure);
        if (!was.isValid() || !is.isValid() || was.toLongLong() == 0)
            return {};
        return (is.toDouble() - was.toDouble()) / was.toDouble();
    }
    case TrendRole:
        return trend(figure);
    case ByRequestsRole:
        return plainShare(m_snapshot->coverage.byRequests());
    case OriginsRole:
        return originsOf(m_snapshot->origins);
    case MarkRole:
        return insight::kCoverageMark;
    case UnpricedRole:
        return qint64(m_snapshot->features.total.unpriced());
    default:
        return figure == BudgetUsed ? budgetData(role) : QVariant();
    }
}

} // namespace outlay::items
