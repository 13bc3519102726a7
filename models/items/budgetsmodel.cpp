// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/budgetsmodel.h"

#include "insight/budgetperiods.h"
#include "insight/budgettree.h"
#include "insight/burn.h"
#include "items/columninfo.h"
#include "items/plaintext.h"

#include <array>

namespace outlay::items {

namespace {

constexpr std::array<ColumnInfo, BudgetsModel::ColumnCount> kBudgetColumns = {{
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Budget of"), "scope", Kind::Text},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Within"), "within", Kind::Text},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Period"), "period", Kind::Text},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Used against pace"), "used_share", Kind::Used},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "State"), "state", Kind::State},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Spent"), "spent_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Budget"), "amount_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Used"), "used", Kind::Share},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "At the end"), "forecast_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Spent by"), "exhausted_on", Kind::Day},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Left"), "left_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::BudgetsModel", "Days left"), "days_left", Kind::Count},
}};

/// The feature that a budget is of, whatever its period; empty: of anything else.
std::string featureOf(const insight::Burn &burn)
{
    base::Budget monthly = burn.budget;
    monthly.period = base::BudgetPeriod::Monthly;
    return base::featureOf(monthly).value_or(std::string());
}

QString titleText(const base::Budget &budget)
{
    if (!budget.name.empty())
        return QString::fromStdString(budget.name);
    if (budget.where.empty())
        return BudgetsModel::tr("All spend");
    base::Budget monthly = budget;
    monthly.period = base::BudgetPeriod::Monthly;
    return QString::fromStdString(base::featureOf(monthly).value_or(base::describeScope(budget)));
}

bool isLeftAligned(int column)
{
    return column <= BudgetsModel::Period || column == BudgetsModel::Bullet || column == BudgetsModel::State;
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
    m_within.clear();
    std::vector<base::Budget> budgets;
    for (const insight::Burn &burn : burns)
        budgets.push_back(burn.budget);
    for (const insight::BudgetNode &node : insight::budgetTree(budgets)) {
        m_within.push_back(
            node.parent < 0 ? QString() : titleText(m_burns[static_cast<std::size_t>(node.parent)].budget));
        m_burns.push_back(burns[node.budget]);
    }
    endResetModel();
}

const insight::Burn *BudgetsModel::burnAt(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &m_burns[static_cast<std::size_t>(row)];
}

int BudgetsModel::rowOf(const QString &scopeKey) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (base::scopeKey(burnAt(row)->budget) == scopeKey.toStdString())
            return row;
    return -1;
}

std::optional<base::Budget> BudgetsModel::budgetOf(const QString &scopeKey) const
{
    const insight::Burn *burn = burnAt(rowOf(scopeKey));
    return burn ? std::optional(burn->budget) : std::nullopt;
}

int BudgetsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_burns.size());
}

int BudgetsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BudgetsModel::value(int row, int column) const
{
    const insight::Burn &burn = *burnAt(row);
    switch (column) {
    case Scope:
        return titleText(burn.budget);
    case Within:
        return m_within[static_cast<std::size_t>(row)];
    case Period:
        return QString::fromStdString(insight::periodName(burn.budget, burn.period));
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
    case Forecast:
        return burn.elapsedDays() == 0 ? QVariant() : QVariant(qint64(burn.expectedTotal().nanos()));
    case Exhausted:
        return burn.exhaustedOn() ? QVariant(QString::fromStdString(base::isoDay(*burn.exhaustedOn())))
                                  : QVariant();
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
        return plainText(kind, value(index.row(), index.column()));
    case Qt::EditRole:
        return index.column() == Amount ? QVariant(plainMoney(burn.amount.nanos())) : QVariant();
    case ValueRole:
    case SortRole:
        return value(index.row(), index.column());
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
    case ScopeKeyRole:
        return QString::fromStdString(base::scopeKey(burn.budget));
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
    case FigureRole:
        return section == Bullet || section == Spent || section == Used ? QStringLiteral("budget_used")
                                                                        : QString();
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
    Q_EMIT amountEdited(burnAt(index.row())->budget, value.toString());
    return true;
}

} // namespace outlay::items
