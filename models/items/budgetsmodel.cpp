// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/budgetsmodel.h"

#include "insight/burn.h"
#include "items/columninfo.h"
#include "items/plaintext.h"

#include <array>

namespace outlay::items {

namespace {

constexpr std::array<ColumnInfo, BudgetsModel::ColumnCount> kBudgetColumns = {{
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Budget of"), "scope", Kind::Text},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Used against pace"), "used_share", Kind::Used},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Spent"), "spent_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Budget"), "amount_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Used"), "used", Kind::Share},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Left"), "left_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Days left"), "days_left", Kind::Count},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "State"), "state", Kind::State},
}};

/// Empty: the total. The model holds monthly budgets of features and of the total alone.
std::string featureOf(const insight::Burn &burn)
{
    return base::featureOf(burn.budget).value_or(std::string());
}

bool isLeftAligned(int column)
{
    return column == BudgetsModel::Scope || column == BudgetsModel::Bullet || column == BudgetsModel::State;
}

double share(base::Money part, base::Money whole)
{
    return whole.nanos() == 0 ? 0 : static_cast<double>(part.nanos()) / static_cast<double>(whole.nanos());
}

} // namespace

BudgetsModel::BudgetsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

BudgetsModel::~BudgetsModel() = default;

void BudgetsModel::setBurns(const std::vector<insight::Burn> &burns)
{
    beginResetModel();
    m_burns.clear();
    for (const insight::Burn &burn : burns)
        if (base::featureOf(burn.budget))
            m_burns.push_back(burn);
    endResetModel();
}

const insight::Burn *BudgetsModel::burnAt(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &m_burns[static_cast<std::size_t>(row)];
}

int BudgetsModel::rowOf(const QString &feature) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (featureOf(*burnAt(row)) == feature.toStdString())
            return row;
    return -1;
}

int BudgetsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_burns.size());
}

int BudgetsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BudgetsModel::value(const insight::Burn &burn, int column) const
{
    switch (column) {
    case Scope:
        return featureOf(burn).empty() ? tr("All spend") : QString::fromStdString(featureOf(burn));
    case Bullet:
    case Used:
        return insight::usedPercent(burn) / 100;
    case Spent:
        return qint64(burn.spentToDate().nanos());
    case Amount:
        return qint64(burn.amount.nanos());
    case Left:
        return qint64(burn.amount.nanos() - burn.spentToDate().nanos());
    case DaysLeft:
        return qint64(burn.daysLeft());
    case State:
        return int(burn.state);
    default:
        return {};
    }
}

QVariant BudgetsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const insight::Burn &burn = *burnAt(index.row());
    const Kind kind = kBudgetColumns[static_cast<std::size_t>(index.column())].kind;
    switch (role) {
    case Qt::DisplayRole:
        return plainText(kind, value(burn, index.column()));
    case Qt::EditRole:
        return index.column() == Amount ? QVariant(plainMoney(burn.amount.nanos())) : QVariant();
    case ValueRole:
    case SortRole:
        return value(burn, index.column());
    case KindRole:
        return int(kind);
    case Qt::TextAlignmentRole:
        return isLeftAligned(index.column()) ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case DimensionRole:
        return index.column() == Scope && !featureOf(burn).empty() ? QStringLiteral("feature") : QString();
    case KeyRole:
        return QString::fromStdString(featureOf(burn));
    case PaceRole:
        return burn.elapsedDays() == 0 ? QVariant()
                                       : QVariant(share(burn.pace[burn.spent.size() - 1], burn.amount));
    case SoftRole:
        return share(burn.softLimit, burn.amount);
    case StateRole:
        return int(burn.state);
    case SoftPercentRole:
        return base::softPercentOf(burn.budget).value_or(100);
    default:
        return {};
    }
}

QVariant BudgetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnInfo &info = kBudgetColumns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return tr(info.title);
    case MachineNameRole:
        return QString::fromLatin1(info.machineName);
    case KindRole:
        return int(info.kind);
    case Qt::TextAlignmentRole:
        return isLeftAligned(section) ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    default:
        return {};
    }
}

Qt::ItemFlags BudgetsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Amount)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool BudgetsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.column() != Amount)
        return false;
    Q_EMIT amountEdited(QString::fromStdString(featureOf(*burnAt(index.row()))), value.toString());
    return true;
}

} // namespace outlay::items
