// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/palette.h"

#include <QtCore/QList>
#include <QtCore/QString>

class QAbstractItemModel;
class QPainter;

namespace outlay::views {

/// A model as a printed table: columns fitted to the width of the page, texts as on the screen. Columns that
/// are pictures are left out; long texts are shortened with an ellipsis.
class ReportTable
{
public:
    ReportTable(const QAbstractItemModel &model, double width);

    int rowCount() const;
    double headHeight() const { return 22; }
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
    };

    QString text(int row, const Column &column) const;
    void paintCells(QPainter &painter, double y, double height, bool bold, const QList<QString> &texts,
                    const QColor &ink) const;

    const QAbstractItemModel &m_model;
    QList<Column> m_columns;
};

} // namespace outlay::views
