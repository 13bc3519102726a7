// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractListModel>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include "items/roles.h"

#include <vector>

namespace outlay::cube {
struct ValueInfo;
}

namespace outlay::items {

/// The values of one dimension with check marks, by cost descending: what a filter offers.
class ValuesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit ValuesModel(QString dimension, QObject *parent = nullptr);

    const QString &dimension() const { return m_dimension; }
    void setValues(const std::vector<cube::ValueInfo> &values);
    /// The values of another model of this dimension, all of them checked.
    void copyValues(const ValuesModel &other);
    /// Those that are not there yet, at the end.
    void addValues(const QSet<QString> &keys);
    void setChecked(const QSet<QString> &keys, bool exclude);
    void checkAll() { setChecked({}, true); }
    QSet<QString> checkedKeys() const { return m_checked; }
    bool allChecked() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A person checked or unchecked values.
    void checkedChanged();

private:
    struct Value
    {
        QString key;
        qint64 costNanos = 0;
    };

    void takeAll();

    const QString m_dimension;
    QList<Value> m_values;
    QSet<QString> m_checked;
};

} // namespace outlay::items
