// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/palette.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtGui/QFont>

class QAbstractItemModel;
class QPainter;

namespace outlay::views {

/// The font of all printed text. No two of its letters are joined to one glyph: readers of the PDF would copy
/// and search "oﬃce", which is not what the log called it.
QFont reportFont(int pixels, bool bold);

/// A model as a printed table: columns fitted to the width of the page, texts as on the screen. Columns that
/// are sparklines are left out unless they are asked for. Where room is short, titles take two lines, then
/// long texts are shortened with an ellipsis, then all of the table is printed smaller; figures are never
/// shortened.
class ReportTable
{
public:
    ReportTable(const QAbstractItemModel &model, double width, bool withTrends = false);

    /// With the totals, where the model has them: the last row.
    int rowCount() const;
    double headHeight() const { return 36; }
    double rowHeight() const { return 18; }
    void paintHead(QPainter &painter, double y, const Palette &colours) const;
    void paintRow(QPainter &painter, int row, double y, const Palette &colours) const;

private:
    struct Column
    {
        int section;
        QString title;
        bool rightAligned;
        int decimals;
        double width;
        bool isText;
        bool isTrend = false;
    };

    void fitTo(double width);
    QFont cellFont(bool bold) const;

    QString text(int row, const Column &column) const;
    QString totalText(const Column &column) const;
    bool isTotals(int row) const;
    QRectF cellOf(const Column &column, double x, double y, double height) const;
    static Qt::Alignment alignmentOf(const Column &column)
    {
        return column.rightAligned ? Qt::AlignRight : Qt::AlignLeft;
    }

    const QAbstractItemModel &m_model;
    QList<Column> m_columns;
    bool m_hasTotals = false;
    double m_fontPixels = 10;
};

} // namespace outlay::views
