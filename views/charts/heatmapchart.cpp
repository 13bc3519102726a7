// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/heatmapchart.h"

#include "views/charts/chartpaint.h"
#include "views/charts/matrixreading.h"
#include "views/format.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <functional>

namespace outlay::views {

namespace {

constexpr double kCellGap = 2; ///< between cells, in the card's colour
constexpr double kTallestRow = 34;
constexpr double kLowestRow = 22;
constexpr double kNamesShare = 0.3; ///< of the width, at most, for the rows' names
constexpr double kWidestCell = 220;

/// Where everything is: names, cells, and a column and a row of totals.
struct HeatLayout
{
    MatrixReading matrix;
    double names = 0; ///< width
    QRectF cells;
    double cellWidth = 0;
    double cellHeight = 0;
    double most = 0;       ///< of the cells
    double mostOfRows = 0; ///< of the rows' totals
    double mostOfColumns = 0;

    QRectF cell(qsizetype row, qsizetype column) const
    {
        return {cells.left() + static_cast<double>(column) * cellWidth,
                cells.top() + static_cast<double>(row) * cellHeight, cellWidth - kCellGap,
                cellHeight - kCellGap};
    }
    QRectF rowTotal(qsizetype row) const { return cell(row, matrix.columns.size()).translated(6, 0); }
    QRectF columnTotal(qsizetype column) const { return cell(matrix.rows.size(), column).translated(0, 6); }
};

double greatest(const QList<AxisEntry> &entries)
{
    double most = 0;
    for (const AxisEntry &entry : entries)
        most = std::max(most, std::abs(entry.total.toDouble()));
    return most;
}

HeatLayout layOutHeat(MatrixReading matrix, const QRectF &rect, const QFont &font)
{
    HeatLayout layout;
    layout.matrix = std::move(matrix);
    const QFontMetricsF metrics(font);
    for (const AxisEntry &row : std::as_const(layout.matrix.rows))
        layout.names = std::max(layout.names, metrics.horizontalAdvance(row.label) + (row.hatched ? 9 : 0));
    layout.names = std::min(std::ceil(layout.names) + 10, std::floor(rect.width() * kNamesShare));
    const double header = std::ceil(metrics.height()) + 8;
    const auto columns = static_cast<double>(layout.matrix.columns.size() + 1);
    const auto rows = static_cast<double>(layout.matrix.rows.size() + 1);
    layout.cellWidth = std::min(std::floor((rect.width() - layout.names - 6) / columns), kWidestCell);
    layout.cellHeight = std::clamp(std::floor((rect.height() - header - 6) / rows), kLowestRow, kTallestRow);
    layout.cells = QRectF(std::floor(rect.left() + layout.names), std::floor(rect.top() + header),
                          layout.cellWidth * (columns - 1), layout.cellHeight * (rows - 1));
    for (const QVariant &value : std::as_const(layout.matrix.values))
        layout.most = std::max(layout.most, std::abs(value.toDouble()));
    layout.mostOfRows = greatest(layout.matrix.rows);
    layout.mostOfColumns = greatest(layout.matrix.columns);
    return layout;
}

/// Names of columns: months in short, with the year where it begins.
QString columnName(const MatrixReading &matrix, qsizetype column)
{
    const AxisEntry &entry = matrix.columns[column];
    if (entry.dimension.isEmpty())
        return entry.label;
    const auto [upper, lower] = format::axisBucket(entry.dimension, entry.key, column == 0);
    return lower.isEmpty() ? upper : upper + QLatin1Char(' ') + lower;
}

void paintValue(QPainter &painter, const QRectF &area, const QFont &font, const QColor &ink,
                const QString &text, Qt::Alignment alignment)
{
    const double room = area.width() - 4;
    if (QFontMetricsF(font).horizontalAdvance(text) > room)
        return; // it is in the tool tip; a cut number would be a wrong one
    const QPointF anchor(alignment & Qt::AlignRight ? area.right() - 6 : area.center().x(),
                         area.center().y());
    drawText(painter, font, ink, text, anchor, alignment);
}

void paintCells(QPainter &painter, const HeatLayout &layout, const QFont &font, const Palette &palette,
                const std::function<bool(const AxisEntry &)> &isFaint)
{
    const MatrixReading &matrix = layout.matrix;
    for (qsizetype row = 0; row < matrix.rows.size(); ++row) {
        for (qsizetype column = 0; column < matrix.columns.size(); ++column) {
            const QRectF area = layout.cell(row, column);
            const QVariant &value = matrix.at(row, column);
            if (!value.isValid()) {
                painter.fillRect(area, mix(palette.card, palette.grid, 0.35));
                continue;
            }
            const double share = layout.most > 0 ? std::sqrt(std::abs(value.toDouble()) / layout.most) : 0;
            QColor ground = palette.heat(share);
            if (isFaint(matrix.rows[row]) || isFaint(matrix.columns[column]))
                ground = mix(palette.card, ground, kFaint);
            painter.fillRect(area, ground);
            if (value.toDouble() < 0)
                drawHatch(painter, area, mix(ground, palette.text, 0.35));
            paintValue(painter, area, font, palette.inkOn(ground), matrix.compactText(value),
                       Qt::AlignCenter);
        }
    }
}

/// The unattributed carries a hatched strip before its cells.
double swatchWidth(const AxisEntry &row)
{
    return row.hatched ? 9 : 0;
}

void paintNames(QPainter &painter, const HeatLayout &layout, const QFont &font, const Palette &palette)
{
    const QFontMetricsF metrics(font);
    const MatrixReading &matrix = layout.matrix;
    const double left = layout.cells.left();
    for (qsizetype row = 0; row < matrix.rows.size(); ++row) {
        const QString text = metrics.elidedText(matrix.rows[row].label, Qt::ElideMiddle,
                                                layout.names - 9 - swatchWidth(matrix.rows[row]));
        const QRectF cell = layout.cell(row, 0);
        const double swatch = swatchWidth(matrix.rows[row]);
        drawText(painter, font, palette.text, text, QPointF(left - 8 - swatch, cell.center().y()),
                 Qt::AlignRight | Qt::AlignVCenter);
        if (matrix.rows[row].hatched)
            drawSwatch(painter, QRectF(left - 10, cell.top(), 7, cell.height()), palette.other, true,
                       palette);
    }
    double freeFrom = left - layout.cellWidth;
    for (qsizetype column = 0; column < matrix.columns.size(); ++column) {
        const QRectF cell = layout.cell(0, column);
        const double room = layout.cellWidth - 4;
        QString text = columnName(matrix, column);
        const bool isTime =
            format::axisBucket(matrix.columns[column].dimension, matrix.columns[column].key, true)
                .second.size() > 0;
        if (!isTime)
            text = metrics.elidedText(text, Qt::ElideMiddle, room);
        const QRectF area = textArea(font, text, QPointF(cell.center().x(), cell.top() - 5),
                                     Qt::AlignHCenter | Qt::AlignBottom);
        if (area.left() < freeFrom + 4)
            continue; // months in a crowd: every second or third is named
        freeFrom = area.right();
        drawText(painter, font, palette.secondary, text, area.topLeft(), Qt::AlignLeft | Qt::AlignTop);
    }
}

/// A figure over a bar as long as its part of the greatest total; both at the right or in the middle.
void paintTotal(QPainter &painter, const QRectF &cell, const QFont &font, const Palette &palette,
                const QString &text, double share, Qt::Alignment alignment)
{
    paintValue(painter, cell.adjusted(0, 0, 0, -2), font, palette.text, text, alignment | Qt::AlignVCenter);
    const double width = std::max(1.0, (cell.width() - 12) * std::clamp(share, 0.0, 1.0));
    const double left = alignment & Qt::AlignRight ? cell.right() - 6 - width : cell.center().x() - width / 2;
    painter.fillRect(QRectF(left, cell.bottom() - 3, width, 2.5), mix(palette.card, palette.accent, 0.45));
}

void paintTotals(QPainter &painter, const HeatLayout &layout, const QFont &font, const QFont &bold,
                 const Palette &palette)
{
    const MatrixReading &matrix = layout.matrix;
    const auto share = [](const QVariant &total, double most) {
        return most > 0 ? std::abs(total.toDouble()) / most : 0.0;
    };
    for (qsizetype row = 0; row < matrix.rows.size(); ++row) {
        const QVariant &total = matrix.rows[row].total;
        paintTotal(painter, layout.rowTotal(row), font, palette, matrix.compactText(total),
                   share(total, layout.mostOfRows), Qt::AlignRight);
    }
    for (qsizetype column = 0; column < matrix.columns.size(); ++column) {
        const QVariant &total = matrix.columns[column].total;
        paintTotal(painter, layout.columnTotal(column), font, palette, matrix.compactText(total),
                   share(total, layout.mostOfColumns), Qt::AlignHCenter);
    }
    const QRectF corner = layout.columnTotal(matrix.columns.size()).translated(6, 0);
    paintValue(painter, corner.adjusted(0, 0, 0, -2), bold, palette.text, matrix.compactText(matrix.total),
               Qt::AlignRight | Qt::AlignVCenter);
    // Averages and shares do not add up, so their margins are not called totals.
    const bool sums = matrix.kind == items::Kind::Money || matrix.kind == items::Kind::Count;
    const QString name = sums ? HeatMapChart::tr("Total") : HeatMapChart::tr("All");
    drawText(painter, font, palette.secondary, name,
             QPointF(layout.rowTotal(0).right() - 6, layout.cells.top() - 5),
             Qt::AlignRight | Qt::AlignBottom);
    drawText(painter, font, palette.secondary, name,
             QPointF(layout.cells.left() - 8, layout.columnTotal(0).center().y() - 1),
             Qt::AlignRight | Qt::AlignVCenter);
}

ChartMark cellMark(const HeatLayout &layout, qsizetype row, qsizetype column)
{
    const MatrixReading &matrix = layout.matrix;
    ChartMark mark;
    mark.area = layout.cell(row, column);
    mark.row = static_cast<int>(row);
    mark.column = static_cast<int>(column);
    mark.targets = matrix.rows[row].targets() + matrix.columns[column].targets();
    const QVariant &value = matrix.at(row, column);
    if (value.isValid())
        matrix.explain(mark, {&matrix.rows[row], &matrix.columns[column]});
    mark.lines = {QStringLiteral("%1 · %2").arg(matrix.rows[row].label, matrix.columns[column].label),
                  value.isValid() ? matrix.text(value) : HeatMapChart::tr("No data")};
    if (matrix.kind == items::Kind::Money && value.isValid() && matrix.rows[row].total.toLongLong() > 0)
        mark.lines.append(HeatMapChart::tr("%1 of %2")
                              .arg(format::percent(value.toDouble() / matrix.rows[row].total.toDouble()),
                                   matrix.text(matrix.rows[row].total)));
    return mark;
}

} // namespace

HeatMapChart::HeatMapChart(QWidget *parent)
    : ChartView(parent)
{
}

void HeatMapChart::modelChanged()
{
    setMinimumHeight(minimumSizeHint().height());
    updateGeometry();
}

QSize HeatMapChart::minimumSizeHint() const
{
    const QAbstractItemModel *source = model();
    const int rows = source != nullptr ? source->rowCount() : 0;
    const double header = std::ceil(QFontMetricsF(chartFont(*this)).height()) + 8 + 6;
    return {320, std::max(120, static_cast<int>(header + (rows + 1) * kLowestRow))};
}

QSize HeatMapChart::sizeHint() const
{
    const QAbstractItemModel *source = model();
    const int rows = source != nullptr ? source->rowCount() : 0;
    const int columns = source != nullptr ? source->columnCount() : 0;
    return minimumSizeHint().expandedTo({200 + 70 * (columns + 1), 40 + 28 * (rows + 1)});
}

void HeatMapChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    const QFont font = chartFont(*this);
    MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty()) {
        drawNoData(painter, rect, font, palette);
    } else {
        const HeatLayout layout = layOutHeat(std::move(matrix), rect, font);
        paintCells(painter, layout, font, palette,
                   [this](const AxisEntry &entry) { return isFaint(entry.axis, entry.key); });
        paintNames(painter, layout, font, palette);
        paintTotals(painter, layout, font, chartFont(*this, true), palette);
    }
    painter.restore();
}

QList<ChartMark> HeatMapChart::layOut(const QRectF &rect) const
{
    MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty())
        return {};
    const HeatLayout layout = layOutHeat(std::move(matrix), rect, chartFont(*this));
    QList<ChartMark> marks;
    for (qsizetype row = 0; row < layout.matrix.rows.size(); ++row)
        for (qsizetype column = 0; column < layout.matrix.columns.size(); ++column)
            marks.append(cellMark(layout, row, column));
    const auto addMargin = [&](const QRectF &area, const AxisEntry &entry, int row, int column) {
        ChartMark mark;
        mark.area = area;
        mark.row = row;
        mark.column = column;
        mark.targets = entry.targets();
        mark.lines = {entry.label, layout.matrix.text(entry.total)};
        mark.walkable = false;
        layout.matrix.explain(mark, {&entry});
        marks.append(mark);
    };
    for (int row = 0; row < layout.matrix.rows.size(); ++row) {
        const QRectF cell = layout.cell(row, 0);
        const QRectF name(rect.left(), cell.top(), cell.left() - kCellGap - rect.left(), cell.height());
        addMargin(name, layout.matrix.rows[row], row, -1);
        addMargin(layout.rowTotal(row), layout.matrix.rows[row], row, -1);
    }
    for (int column = 0; column < layout.matrix.columns.size(); ++column) {
        const QRectF cell = layout.cell(0, column);
        addMargin(QRectF(cell.left(), rect.top(), cell.width(), cell.top() - rect.top() - kCellGap),
                  layout.matrix.columns[column], -1, column);
        addMargin(layout.columnTotal(column), layout.matrix.columns[column], -1, column);
    }
    return marks;
}

QString HeatMapChart::summary() const
{
    const MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty())
        return tr("No data");
    qsizetype best = 0;
    for (qsizetype i = 1; i < matrix.values.size(); ++i)
        if (matrix.values[i].toDouble() > matrix.values[best].toDouble())
            best = i;
    return tr("%1 rows by %2 columns; the greatest value is %3, for %4 and %5")
        .arg(format::count(matrix.rows.size()), format::count(matrix.columns.size()),
             matrix.text(matrix.values[best]), matrix.rows[best / matrix.columns.size()].label,
             matrix.columns[best % matrix.columns.size()].label);
}

} // namespace outlay::views
