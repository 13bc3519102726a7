// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include "items/roles.h"
#include "views/charts/chartmark.h"

class QAbstractItemModel;

namespace outlay::views {

/// A row or column of a MatrixModel as its headers' roles tell it.
struct AxisEntry
{
    QString label; ///< as shown: "Nov 2026", a feature's name, "(unattributed)", "Other (9)"
    QString key;
    QString dimension; ///< empty: filters on nothing
    QString axis;      ///< dimension of all entries of this axis
    int slot = items::kSlotOther;
    bool hatched = false;
    bool partial = false;
    QVariant total;

    QList<ChartTarget> targets() const;
};

/// What a chart needs of a MatrixModel, read once per picture.
struct MatrixReading
{
    items::Kind kind = items::Kind::Money;
    QString rowAxis; ///< dimension of the rows
    QList<AxisEntry> rows;
    QList<AxisEntry> columns;
    QList<QVariant> values;
    QVariant total;

    bool isEmpty() const { return rows.isEmpty() || columns.isEmpty(); }
    const QVariant &at(qsizetype row, qsizetype column) const
    {
        return values[row * columns.size() + column];
    }
    double number(qsizetype row, qsizetype column) const { return at(row, column).toDouble(); }
    QString text(const QVariant &value) const;        ///< in full
    QString compactText(const QVariant &value) const; ///< in three digits
    /// Makes a mark of what lies where these rows and columns meet explain itself, if all of them are single
    /// values.
    void explain(ChartMark &mark, const QList<const AxisEntry *> &entries) const;
};

MatrixReading readMatrix(const QAbstractItemModel *model);

/// "Jun '25" to "Nov 2026": the rows' span in words, for summaries.
QString spanOf(const MatrixReading &matrix);

} // namespace outlay::views
