// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractItemModel>

#include "items/roles.h"

#include <optional>

namespace outlay::views {

/// Without what is not seen but changes what is: control characters and marks that turn the reading
/// direction.
QString printable(const QString &text);

/// The cells of a model as reports write them; the row of totals, where the model has any, is the last.
class ReportCells
{
public:
    explicit ReportCells(const QAbstractItemModel &model);

    int rows() const { return m_model.rowCount() + (m_hasTotals ? 1 : 0); }
    int columns() const { return m_model.columnCount(); }
    bool isTotals(int row) const { return m_hasTotals && row == m_model.rowCount(); }
    QString title(int column) const;
    items::Kind kind(int column) const;
    bool isFigure(int column) const; ///< set flush right

    QString text(int row, int column) const;
    /// Of a trend: dollars by week.
    QVariantList trend(int row, int column) const;
    /// What a trend says in words: "13 weeks, from $1.20 to $3.40 a week".
    QString trendWords(int row, int column) const;
    /// Of a change of cost: 1 it is more, -1 less, 0 neither or no change.
    int direction(int row, int column) const;

private:
    QVariant value(int row, int column) const;

    const QAbstractItemModel &m_model;
    bool m_hasTotals = false;
};

} // namespace outlay::views
