// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/formatproxy.h"

#include "items/roles.h"
#include "views/format.h"

#include <QtGui/QBrush>
#include <QtGui/QGuiApplication>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::Kind;

namespace {

Kind kindOf(const QModelIndex &index)
{
    return static_cast<Kind>(index.data(items::KindRole).toInt());
}

bool isPainted(Kind kind)
{
    return kind == Kind::Trend;
}

/// A figure as it is read from left to right, in a line that is read from right to left too, which would put
/// its sign behind it.
QString asFigure(const QString &text)
{
    if (!QGuiApplication::isRightToLeft() || text.isEmpty())
        return text;
    return QChar(0x2066) + text + QChar(0x2069); // LEFT-TO-RIGHT ISOLATE … POP DIRECTIONAL ISOLATE
}

bool isFigure(Kind kind)
{
    switch (kind) {
    case Kind::Count:
    case Kind::Money:
    case Kind::Delta:
    case Kind::UnitMoney:
    case Kind::Price:
    case Kind::Share:
    case Kind::Change:
    case Kind::Used:
    case Kind::Ratio:
        return true;
    default: // in words, which are read as their language is
        return false;
    }
}

} // namespace

FormatProxy::FormatProxy(QObject *parent)
    : QIdentityProxyModel(parent)
    , m_palette(&palette(false))
{
}

void FormatProxy::setSourceModel(QAbstractItemModel *model)
{
    QIdentityProxyModel::setSourceModel(model);
    const auto forget = [this] { m_decimals.clear(); };
    connect(model, &QAbstractItemModel::modelReset, this, forget);
    connect(model, &QAbstractItemModel::rowsInserted, this, forget);
    connect(model, &QAbstractItemModel::dataChanged, this, forget);
}

void FormatProxy::setPalette(const Palette &palette)
{
    m_palette = &palette;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                           {Qt::ForegroundRole, Qt::BackgroundRole});
}

int FormatProxy::decimalsOf(int column) const
{
    if (const auto known = m_decimals.constFind(column); known != m_decimals.constEnd())
        return *known;
    qint64 greatest = 0;
    qint64 least = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const qint64 nanos = index(row, column).data(items::ValueRole).toLongLong();
        greatest = std::max(greatest, std::abs(nanos));
        if (nanos != 0)
            least = least == 0 ? std::abs(nanos) : std::min(least, std::abs(nanos));
    }
    // A column of single calls holds fractions of a cent: as many digits as the least of them needs.
    int decimals = format::moneyDecimals(greatest);
    for (qint64 unit = 10'000'000; greatest < 1'000'000'000 && least > 0 && least < unit && decimals < 6;
         unit /= 10)
        ++decimals;
    m_decimals.insert(column, decimals);
    return decimals;
}

QString FormatProxy::textOf(const QModelIndex &index) const
{
    const Kind kind = kindOf(index);
    if (isPainted(kind))
        return {};
    const int decimals = kind == Kind::Money ? decimalsOf(index.column()) : 2;
    return format::text(kind, index.data(items::ValueRole), decimals);
}

QString FormatProxy::totalText(int column) const
{
    const QVariant sum = headerData(column, Qt::Horizontal, items::SumRole);
    const auto kind = static_cast<Kind>(headerData(column, Qt::Horizontal, items::KindRole).toInt());
    return sum.isValid() ? asFigure(format::text(kind, sum, kind == Kind::Money ? decimalsOf(column) : 2))
                         : QString();
}

QString FormatProxy::spokenTextOf(const QModelIndex &index) const
{
    if (kindOf(index) != Kind::Trend)
        return textOf(index);
    const QVariantList points = index.data(items::ValueRole).toList();
    if (points.isEmpty())
        return tr("no trend");
    const auto amount = [](const QVariant &point) {
        return format::money(std::llround(point.toDouble() * double(base::kNanosPerDollar)));
    };
    const double first = points.first().toDouble();
    const double last = points.last().toDouble();
    const QString direction = last > first ? tr("rising") : last < first ? tr("falling") : tr("level");
    const auto months = static_cast<int>(points.size());
    return (months == 1 ? tr("%n month, from %1 to %2, %3", nullptr, months)
                        : tr("%n months, from %1 to %2, %3", nullptr, months))
        .arg(amount(points.first()), amount(points.last()), direction);
}

QVariant FormatProxy::colourOf(const QModelIndex &index) const
{
    const QVariant value = index.data(items::ValueRole);
    if (!value.isValid())
        return QBrush(m_palette->secondary);
    switch (kindOf(index)) {
    case Kind::Change: // of a cost: less is good
        return value.toDouble() > 0.005    ? QBrush(m_palette->danger)
               : value.toDouble() < -0.005 ? QBrush(m_palette->ok)
                                           : QVariant();
    case Kind::Delta:
        return value.toLongLong() > 0   ? QBrush(m_palette->danger)
               : value.toLongLong() < 0 ? QBrush(m_palette->ok)
                                        : QVariant();
    case Kind::Class:
        switch (static_cast<items::FeatureClass>(value.toInt())) {
        case items::FeatureClass::CostDrain:
            return QBrush(m_palette->danger);
        case items::FeatureClass::ProfitCenter:
            return QBrush(m_palette->ok);
        default:
            return {};
        }
    case Kind::State:
        switch (static_cast<items::BudgetState>(value.toInt())) {
        case items::BudgetState::Over:
            return QBrush(m_palette->danger);
        case items::BudgetState::SoftPassed:
        case items::BudgetState::AheadOfPace:
            return QBrush(m_palette->warn);
        case items::BudgetState::OnTrack:
            return QBrush(m_palette->ok);
        default:
            return {};
        }
    default:
        return {};
    }
}

QVariant FormatProxy::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return isFigure(kindOf(index)) ? asFigure(textOf(index)) : textOf(index);
    case Qt::AccessibleTextRole:
        return spokenTextOf(index);
    case Qt::ForegroundRole:
        return colourOf(index);
    case Qt::BackgroundRole:
        if (index.data(items::HatchedRole).toBool())
            return QBrush(mix(m_palette->card, m_palette->other, 0.45), Qt::BDiagPattern);
        return {};
    case Qt::ToolTipRole:
        if (kindOf(index) == Kind::Trend)
            return spokenTextOf(index);
        if (kindOf(index) == Kind::Money || kindOf(index) == Kind::UnitMoney ||
            kindOf(index) == Kind::Price) {
            const QString exact = QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
            return exact.isEmpty() ? tr("not logged") : tr("exactly $%1").arg(exact);
        }
        return textOf(index);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant FormatProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QVariant value = QIdentityProxyModel::headerData(section, orientation, role);
    // A title stands over its column's texts, not in the middle of it.
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal && !value.isValid())
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return value;
}

} // namespace outlay::views
