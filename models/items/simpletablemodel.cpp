// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/simpletablemodel.h"

#include "base/dimension.h"
#include "items/plaintext.h"

namespace outlay::items {

namespace {

bool isNumber(Kind kind)
{
    return kind != Kind::Text && kind != Kind::Day && kind != Kind::Month && kind != Kind::Time &&
           kind != Kind::State && kind != Kind::Class;
}

} // namespace

SimpleTableModel::SimpleTableModel(QList<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

void SimpleTableModel::setRows(QList<Row> rows)
{
    setTable(m_columns, std::move(rows));
}

void SimpleTableModel::setTable(QList<Column> columns, QList<Row> rows)
{
    beginResetModel();
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    endResetModel();
}

void SimpleTableModel::appendRows(const QList<Row> &rows)
{
    if (rows.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows += rows;
    endInsertRows();
}

int SimpleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SimpleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant SimpleTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Column &column = m_columns[index.column()];
    const QVariant value = valueAt(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return plainText(column.kind, value);
    case ValueRole:
    case SortRole:
        return value;
    case KindRole:
        return int(column.kind);
    case DimensionRole:
        return column.dimension;
    case KeyRole:
        if (column.dimension.isEmpty())
            return {};
        return base::isDefaultLabel(value.toString().toStdString()) ? QStringLiteral("") : value.toString();
    case Qt::TextAlignmentRole:
        return isNumber(column.kind) ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    default:
        return {};
    }
}

QVariant SimpleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const Column &column = m_columns[section];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case MachineNameRole:
        return column.machineName;
    case KindRole:
        return int(column.kind);
    case DimensionRole:
        return column.dimension;
    case Qt::TextAlignmentRole:
        return isNumber(column.kind) ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    default:
        return {};
    }
}

} // namespace outlay::items
