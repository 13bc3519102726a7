// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QList>

#include "base/calendar.h"
#include "items/roles.h"

#include <functional>
#include <optional>

namespace outlay::cube {
struct Table;
}

namespace outlay::items {

/// A row or a column of a matrix.
struct MatrixHeader
{
    QString key;         ///< the value to filter by; of no meaning when `filters` is false
    QString label;       ///< plain text: the key, "(unattributed)" or "Other (9)"
    bool filters = true; ///< false for Other, which stands for no single value
    int slot = kSlotOther;
    bool hatched = false; ///< the unattributed
    bool partial = false; ///< a bucket that is not over yet
    QVariant total;       ///< as the cells; over everything in this row or column

    bool operator==(const MatrixHeader &) const = default;
};

/// Values of one kind in rows and columns: months × features, features × segments.
struct MatrixData
{
    Kind kind = Kind::Money; ///< Money, UnitMoney, Count or Share
    QString rowDimension;
    QString columnDimension;
    QList<MatrixHeader> rows;
    QList<MatrixHeader> columns;
    QList<QVariant> values; ///< row by row; invalid where there is no data
    QVariant total;         ///< over all cells

    const QVariant &at(qsizetype row, qsizetype column) const
    {
        return values[row * columns.size() + column];
    }
};

enum class MatrixMeasure
{
    Cost,
    Requests,
    UnitCost,
    ShareOfColumn
};

struct MatrixOptions
{
    MatrixMeasure measure = MatrixMeasure::Cost;
    int topColumns = 5; ///< columns of their own, by cost; the rest is one Other. 0: all
    int topRows = 0;    ///< the same for rows that are no time buckets
    /// Buckets to show when rows are time; without it, from the first to the last one with data.
    std::optional<base::Period> period;
    /// Last day with complete data: a time bucket that ends after it is partial.
    std::optional<base::Day> lastDay;
    /// Colour slot of a column's key; without it, slots go by rank.
    std::function<int(const QString &key)> slotOf;
};

/// What charts of two dimensions show. Cells have ValueRole, KindRole and DisplayRole (plain text); headers
/// have KeyRole, DimensionRole (null where a click filters on nothing), SlotRole, HatchedRole, PartialRole
/// and TotalRole. The unattributed is always a row or column of its own; sums are exact.
class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum MatrixRole
    {
        TotalRole = NextRole, ///< header role: the total of a row or column, a value as the cells
        GrandTotalRole,       ///< header role of any section: the total of all
        AxisRole,             ///< header role of any section: QString, the dimension of this axis
    };

    explicit MatrixModel(QObject *parent = nullptr);

    void setMatrix(MatrixData data);
    const MatrixData &matrix() const { return m_data; }

    /// `table` is grouped by {row dimension, column dimension}. Time rows without data are zero; other cells
    /// without data are invalid. Column order is by cost, descending, then the unattributed, then Other.
    static MatrixData fromTable(const cube::Table &table, const MatrixOptions &options);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    MatrixData m_data;
};

} // namespace outlay::items
