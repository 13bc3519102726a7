// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QList>
#include <QtCore/QStringList>

#include "items/roles.h"

namespace outlay::items {

/// What the list-like models share: typed columns over rows of values.
class SimpleTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column
    {
        QString title;
        QString machineName;
        Kind kind = Kind::Text;
        QString dimension; ///< what a click on the cell filters on; empty: nothing
    };

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    explicit SimpleTableModel(QList<Column> columns, QObject *parent);

    using Row = QList<QVariant>;
    void setRows(QList<Row> rows);
    /// For models whose columns depend on what they show.
    void setTable(QList<Column> columns, QList<Row> rows);
    void appendRows(const QList<Row> &rows);
    /// The raw value of a cell; for models with columns that are not in their rows.
    virtual QVariant valueAt(int row, int column) const { return m_rows[row][column]; }

private:
    QList<Column> m_columns;
    QList<Row> m_rows;
};

} // namespace outlay::items
