// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/reporttable.h"

#include "items/roles.h"
#include "views/format.h"

#include <QtCore/QAbstractItemModel>
#include <QtGui/QPainter>

#include <algorithm>

namespace outlay::views {

using items::Kind;

namespace {

constexpr double kPadding = 8;
constexpr int kMeasuredRows = 200; ///< widths go by the first rows; later ones are shortened if they must be

QFont cellFont(bool bold)
{
    QFont font;
    font.setPixelSize(10);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

qint64 greatestOf(const QAbstractItemModel &model, int column)
{
    qint64 greatest = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        greatest = std::max(greatest, std::abs(model.index(row, column).data(items::ValueRole).toLongLong()));
    return greatest;
}

} // namespace

ReportTable::ReportTable(const QAbstractItemModel &model, double width)
    : m_model(model)
{
    const QFontMetricsF metrics(cellFont(true));
    double wanted = 0;
    for (int section = 0; section < model.columnCount(); ++section) {
        const auto kind =
            static_cast<Kind>(model.headerData(section, Qt::Horizontal, items::KindRole).toInt());
        if (kind == Kind::Trend)
            continue;
        Column column{section, model.headerData(section, Qt::Horizontal).toString(), kind != Kind::Text, 2,
                      0};
        if (kind == Kind::Class || kind == Kind::State || kind == Kind::Day || kind == Kind::Time)
            column.rightAligned = false;
        if (kind == Kind::Money)
            column.decimals = std::max(2, format::moneyDecimals(greatestOf(model, section)));
        column.width = metrics.horizontalAdvance(column.title);
        for (int row = 0; row < std::min(model.rowCount(), kMeasuredRows); ++row)
            column.width = std::max(column.width, metrics.horizontalAdvance(text(row, column)));
        column.width += kPadding;
        wanted += column.width;
        m_columns << column;
    }
    const double scale = wanted > 0 ? width / wanted : 1;
    for (Column &column : m_columns)
        column.width *= std::min(scale, 1.4);
}

int ReportTable::rowCount() const
{
    return m_model.rowCount();
}

QString ReportTable::text(int row, const Column &column) const
{
    const QModelIndex index = m_model.index(row, column.section);
    return format::text(static_cast<Kind>(index.data(items::KindRole).toInt()), index.data(items::ValueRole),
                        column.decimals);
}

void ReportTable::paintCells(QPainter &painter, double y, double height, bool bold,
                             const QList<QString> &texts, const QColor &ink) const
{
    painter.setFont(cellFont(bold));
    painter.setPen(ink);
    const QFontMetricsF metrics(cellFont(bold));
    double x = 0;
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const Column &column = m_columns[i];
        const QRectF cell(x, y, column.width - kPadding, height);
        painter.drawText(cell, Qt::AlignVCenter | (column.rightAligned ? Qt::AlignRight : Qt::AlignLeft),
                         metrics.elidedText(texts[i], Qt::ElideMiddle, cell.width() + 1));
        x += column.width;
    }
}

void ReportTable::paintHead(QPainter &painter, double y, const Palette &colours) const
{
    QList<QString> titles;
    double width = 0;
    for (const Column &column : m_columns) {
        titles << column.title;
        width += column.width;
    }
    paintCells(painter, y, headHeight() - 4, true, titles, colours.text);
    painter.setPen(QPen(colours.border, 1));
    painter.drawLine(QPointF(0, y + headHeight() - 3), QPointF(width, y + headHeight() - 3));
}

void ReportTable::paintRow(QPainter &painter, int row, double y, const Palette &colours) const
{
    QList<QString> texts;
    for (const Column &column : m_columns)
        texts << text(row, column);
    if (m_model.index(row, 0).data(items::HatchedRole).toBool())
        painter.fillRect(QRectF(0, y, m_columns.isEmpty() ? 0 : m_columns.front().width, rowHeight()),
                         QBrush(colours.grid, Qt::BDiagPattern));
    paintCells(painter, y, rowHeight(), false, texts, colours.text);
}

} // namespace outlay::views
