// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/valuesmodel.h"

#include "cube/cube.h"

namespace outlay::items {

ValuesModel::ValuesModel(QString dimension, QObject *parent)
    : QAbstractListModel(parent)
    , m_dimension(std::move(dimension))
{
}

void ValuesModel::setValues(const std::vector<cube::ValueInfo> &values)
{
    beginResetModel();
    m_values.clear();
    for (const cube::ValueInfo &info : values)
        m_values << Value{QString::fromStdString(info.value), info.sums.costNanos};
    takeAll();
    endResetModel();
}

void ValuesModel::copyValues(const ValuesModel &other)
{
    beginResetModel();
    m_values = other.m_values;
    takeAll();
    endResetModel();
}

void ValuesModel::addValues(const QSet<QString> &keys)
{
    QSet<QString> missing = keys;
    for (const Value &value : std::as_const(m_values))
        missing.remove(value.key);
    if (missing.isEmpty())
        return;
    beginResetModel();
    for (const QString &key : std::as_const(missing))
        m_values << Value{key, 0};
    endResetModel();
}

void ValuesModel::takeAll()
{
    m_checked.clear();
    for (const Value &value : std::as_const(m_values))
        m_checked << value.key;
}

void ValuesModel::setChecked(const QSet<QString> &keys, bool exclude)
{
    m_checked.clear();
    for (const Value &value : std::as_const(m_values))
        if (keys.contains(value.key) != exclude)
            m_checked << value.key;
    if (!m_values.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
}

bool ValuesModel::allChecked() const
{
    return m_checked.size() == m_values.size();
}

int ValuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_values.size());
}

QVariant ValuesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Value &value = m_values[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return value.key.isEmpty()
                   ? QString::fromUtf8(base::unattributedLabel(m_dimension.toStdString()).data())
                   : value.key;
    case Qt::CheckStateRole:
        return m_checked.contains(value.key) ? Qt::Checked : Qt::Unchecked;
    case ValueRole:
        return value.costNanos;
    case KindRole:
        return int(Kind::Money);
    case DimensionRole:
        return m_dimension;
    case KeyRole:
        return value.key;
    default:
        return {};
    }
}

bool ValuesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    const QString &key = m_values[index.row()].key;
    if (value.toInt() == Qt::Checked)
        m_checked.insert(key);
    else
        m_checked.remove(key);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

Qt::ItemFlags ValuesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace outlay::items
