// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/reporttable.h"

#include "items/roles.h"
#include "views/charts/sparkline.h"
#include "views/format.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

#include <algorithm>

namespace outlay::views {

using items::Kind;

namespace {

constexpr double kFontPixels = 10;
constexpr double kPadding = 8;
constexpr double kLeastText = 90; ///< a name is not shortened below this
constexpr double kTrendWidth = 90;
constexpr int kMeasuredRows = 200; ///< widths go by the first rows; later names are shortened if they must be

/// Width of a title in at most two lines.
double titleWidth(const QFontMetricsF &metrics, const QString &title)
{
    double narrowest = metrics.horizontalAdvance(title);
    for (qsizetype at = title.indexOf(QLatin1Char(' ')); at >= 0;
         at = title.indexOf(QLatin1Char(' '), at + 1))
        narrowest = std::min(narrowest, std::max(metrics.horizontalAdvance(title.left(at)),
                                                 metrics.horizontalAdvance(title.mid(at + 1))));
    return narrowest;
}

qint64 greatestOf(const QAbstractItemModel &model, int column)
{
    qint64 greatest = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        greatest = std::max(greatest, std::abs(model.index(row, column).data(items::ValueRole).toLongLong()));
    return greatest;
}

} // namespace

QFont reportFont(int pixels, bool bold)
{
    // Qt joins no letters of a font whose letters are spaced, be it by a 64th of a pixel, which is its least.
    constexpr double leastSpacing = 1.0 / 64;
    QFont font;
    font.setPixelSize(pixels);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    font.setLetterSpacing(QFont::AbsoluteSpacing, leastSpacing);
    return font;
}

QFont ReportTable::cellFont(bool bold) const
{
    return reportFont(static_cast<int>(m_fontPixels), bold);
}

ReportTable::ReportTable(const QAbstractItemModel &model, double width, bool withTrends)
    : m_model(model)
{
    const QFontMetricsF metrics(cellFont(true));
    for (int section = 0; section < model.columnCount() && model.rowCount() > 0; ++section)
        m_hasTotals = m_hasTotals || model.headerData(section, Qt::Horizontal, items::SumRole).isValid();
    for (int section = 0; section < model.columnCount(); ++section) {
        const auto kind =
            static_cast<Kind>(model.headerData(section, Qt::Horizontal, items::KindRole).toInt());
        if (kind == Kind::Trend && !withTrends)
            continue;
        Column column{
            section,           model.headerData(section, Qt::Horizontal).toString(), kind != Kind::Text, 2, 0,
            kind == Kind::Text};
        if (kind == Kind::Class || kind == Kind::State || kind == Kind::Day || kind == Kind::Month ||
            kind == Kind::Time)
            column.rightAligned = false;
        if (kind == Kind::Money)
            column.decimals = std::max(2, format::moneyDecimals(greatestOf(model, section)));
        column.width = titleWidth(metrics, column.title);
        const int measured = column.isText ? std::min(model.rowCount(), kMeasuredRows) : model.rowCount();
        for (int row = 0; row < measured; ++row)
            column.width = std::max(column.width, metrics.horizontalAdvance(text(row, column)));
        if (m_hasTotals)
            column.width = std::max(column.width, metrics.horizontalAdvance(totalText(column)));
        column.isTrend = kind == Kind::Trend;
        if (column.isTrend) {
            column.rightAligned = false;
            column.width = std::max(column.width, kTrendWidth);
        }
        column.width += kPadding;
        m_columns << column;
    }
    fitTo(width);
}

void ReportTable::fitTo(double width)
{
    double texts = 0;
    double least = 0; // of the texts
    double others = 0;
    for (const Column &column : std::as_const(m_columns)) {
        (column.isText ? texts : others) += column.width;
        if (column.isText)
            least += std::min(column.width, kLeastText);
    }
    const double room = width - others;
    if (texts > room) {
        const double shrink = texts > least ? std::clamp((room - least) / (texts - least), 0.0, 1.0) : 0;
        for (Column &column : m_columns)
            if (const double floor = std::min(column.width, kLeastText); column.isText)
                column.width = floor + (column.width - floor) * shrink;
        texts = std::max(room, least);
    }
    const double scale = texts + others > 0 ? width / (texts + others) : 1;
    for (Column &column : m_columns)
        column.width *= std::min(scale, 1.4);
    m_fontPixels *= std::min(scale, 1.0);
}

int ReportTable::rowCount() const
{
    return m_model.rowCount() + (m_hasTotals ? 1 : 0);
}

bool ReportTable::isTotals(int row) const
{
    return m_hasTotals && row == m_model.rowCount();
}

QString ReportTable::totalText(const Column &column) const
{
    const QVariant sum = m_model.headerData(column.section, Qt::Horizontal, items::SumRole);
    const auto kind =
        static_cast<Kind>(m_model.headerData(column.section, Qt::Horizontal, items::KindRole).toInt());
    if (column.isTrend)
        return {};
    if (sum.isValid())
        return format::text(kind, sum, column.decimals);
    return column.section == 0 ? QCoreApplication::translate("outlay::views::TotalsRow", "Total") : QString();
}

QString ReportTable::text(int row, const Column &column) const
{
    if (isTotals(row))
        return totalText(column);
    const QModelIndex index = m_model.index(row, column.section);
    return format::text(static_cast<Kind>(index.data(items::KindRole).toInt()), index.data(items::ValueRole),
                        column.decimals);
}

QRectF ReportTable::cellOf(const Column &column, double x, double y, double height) const
{
    return QRectF(x, y, column.width - kPadding * m_fontPixels / kFontPixels, height);
}

void ReportTable::paintHead(QPainter &painter, double y, const Palette &colours) const
{
    painter.setFont(cellFont(true));
    painter.setPen(colours.text);
    double x = 0;
    for (const Column &column : m_columns) {
        painter.drawText(
            cellOf(column, x, y, headHeight() - 6).adjusted(column.rightAligned ? -1 : 0, 0, 1, 0),
            Qt::TextWordWrap | Qt::AlignBottom | alignmentOf(column), column.title);
        x += column.width;
    }
    painter.setPen(QPen(colours.border, 1));
    painter.drawLine(QPointF(0, y + headHeight() - 3), QPointF(x, y + headHeight() - 3));
}

void ReportTable::paintRow(QPainter &painter, int row, double y, const Palette &colours) const
{
    if (m_model.index(row, 0).data(items::HatchedRole).toBool())
        painter.fillRect(QRectF(0, y, m_columns.isEmpty() ? 0 : m_columns.front().width, rowHeight()),
                         QBrush(colours.grid, Qt::BDiagPattern));
    const bool bold = isTotals(row);
    if (bold) {
        double width = 0;
        for (const Column &column : m_columns)
            width += column.width;
        painter.setPen(QPen(colours.border, 1));
        painter.drawLine(QPointF(0, y), QPointF(width, y));
    }
    painter.setFont(cellFont(bold));
    painter.setPen(colours.text);
    const QFontMetricsF metrics(cellFont(bold));
    double x = 0;
    for (const Column &column : m_columns) {
        const QRectF cell = cellOf(column, x, y, rowHeight());
        if (column.isTrend)
            drawSparkline(painter, cell,
                          (bold ? m_model.headerData(column.section, Qt::Horizontal, items::SumRole)
                                : m_model.index(row, column.section).data(items::ValueRole))
                              .toList(),
                          colours);
        const QString words = text(row, column);
        painter.drawText(cell, Qt::TextDontClip | Qt::AlignVCenter | alignmentOf(column),
                         column.isText ? metrics.elidedText(words, Qt::ElideMiddle, cell.width() + 1)
                                       : words);
        x += column.width;
    }
}

} // namespace outlay::views
