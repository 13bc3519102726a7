// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/matrixmodel.h"

#include "items/plaintext.h"

namespace outlay::items {

MatrixModel::MatrixModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void MatrixModel::setMatrix(MatrixData data)
{
    beginResetModel();
    m_data = std::move(data);
    endResetModel();
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.rows.size());
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.columns.size());
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QVariant &value = m_data.at(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return plainText(m_data.kind, value);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case ValueRole:
    case SortRole:
        return value;
    case KindRole:
        return static_cast<int>(m_data.kind);
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool across = orientation == Qt::Horizontal;
    const QString &dimension = across ? m_data.columnDimension : m_data.rowDimension;
    if (role == AxisRole)
        return dimension;
    if (role == GrandTotalRole)
        return m_data.total;
    const QList<MatrixHeader> &headers = across ? m_data.columns : m_data.rows;
    if (section < 0 || section >= headers.size())
        return {};
    const MatrixHeader &header = headers[section];
    switch (role) {
    case Qt::DisplayRole:
        return header.label;
    case KeyRole:
    case MachineNameRole:
        return header.filters ? header.key : header.label;
    case DimensionRole:
        return header.filters ? dimension : QString();
    case SlotRole:
        return header.slot;
    case HatchedRole:
        return header.hatched;
    case PartialRole:
        return header.partial;
    case KindRole:
        return static_cast<int>(m_data.kind);
    case TotalRole:
    case SumRole:
        return header.total;
    default:
        return {};
    }
}

} // namespace outlay::items
