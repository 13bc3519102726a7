// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/stackedbarchart.h"

#include "views/charts/axistexts.h"
#include "views/charts/chartpaint.h"
#include "views/charts/legend.h"
#include "views/charts/matrixreading.h"
#include "views/charts/plotscene.h"

#include <QtCharts/QBarSet>
#include <QtCharts/QStackedBarSeries>
#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <functional>

namespace outlay::views {

namespace {

constexpr double kWidestBar = 72;
constexpr double kSharpSlot = 16;
constexpr double kThinnestWithGap = 3;   ///< narrower bars stand without a gap in the card's colour
constexpr double kPartialStrength = 0.5; ///< of a colour, for what is not over yet

/// Where everything is; the same for painting and for pointing.
struct BarLayout
{
    MatrixReading matrix;
    Scale scale;
    QRectF plot;
    double slot = 0;
    double bar = 0;
    QList<LegendEntry> legendEntries;
    QPointF legendOrigin;

    double centre(qsizetype row) const { return plot.left() + (static_cast<double>(row) + 0.5) * slot; }
    double height(double value) const { return value / (scale.most - scale.least) * plot.height(); }
    double zero() const { return plot.bottom() - scale.share(0) * plot.height(); }
};

struct Part
{
    qsizetype row = 0;
    qsizetype column = 0;
    QRectF area;
    bool negative = false;
};

/// Positive values stack upwards from zero and negative ones downwards, as Qt Charts stacks them.
QList<Part> partsOf(const BarLayout &layout)
{
    QList<Part> parts;
    for (qsizetype row = 0; row < layout.matrix.rows.size(); ++row) {
        double up = layout.zero();
        double down = layout.zero();
        for (qsizetype column = 0; column < layout.matrix.columns.size(); ++column) {
            const double value = layout.matrix.number(row, column);
            if (value == 0)
                continue;
            const double height = std::abs(layout.height(value));
            const double top = value > 0 ? up - height : down;
            (value > 0 ? up : down) += value > 0 ? -height : height;
            parts.append({row, column, QRectF(layout.centre(row) - layout.bar / 2, top, layout.bar, height),
                          value < 0});
        }
    }
    return parts;
}

/// Sum of a row's positive values, and of its negative ones.
std::pair<double, double> reachOf(const MatrixReading &matrix, qsizetype row)
{
    std::pair<double, double> reach;
    for (qsizetype column = 0; column < matrix.columns.size(); ++column) {
        const double value = matrix.number(row, column);
        (value > 0 ? reach.first : reach.second) += value;
    }
    return reach;
}

/// Whole pixels for slot and bar, so that edges are sharp; fractions where that would waste much room.
void measureBars(BarLayout &layout, double width)
{
    const auto rows = static_cast<double>(layout.matrix.rows.size());
    layout.slot = width / rows;
    if (layout.slot >= kSharpSlot)
        layout.slot = std::floor(layout.slot);
    layout.plot.setWidth(layout.slot * rows);
    layout.bar = std::min(layout.slot * 0.74, kWidestBar);
    if (layout.slot >= kSharpSlot) {
        const auto slot = static_cast<int>(layout.slot);
        auto bar = static_cast<int>(layout.bar);
        bar -= (slot - bar) % 2; // the same rest on both sides
        layout.bar = std::max(bar, 1);
    }
}

BarLayout layOutBars(MatrixReading matrix, const QRectF &rect, const QFont &font, const Palette &palette,
                     const std::function<bool(const AxisEntry &)> &isFaint)
{
    BarLayout layout;
    layout.matrix = std::move(matrix);
    double least = 0;
    double most = 0;
    for (qsizetype row = 0; row < layout.matrix.rows.size(); ++row) {
        const auto [up, down] = reachOf(layout.matrix, row);
        most = std::max(most, up);
        least = std::min(least, down);
    }
    // The biggest is at the bottom of the stack and so comes last when read downwards; a legend is read
    // along the line, biggest first.
    for (const AxisEntry &column : layout.matrix.columns)
        layout.legendEntries.append(
            {column.label, palette.slot(column.slot), column.hatched, isFaint(column)});
    const double line = std::ceil(QFontMetricsF(font).height());
    const double top = rect.top() + line + 4; // totals
    layout.scale = niceScale(layout.matrix.kind, least, most, intervalsFor(rect.height() - 100));
    const double left = std::ceil(rect.left() + tickWidth(font, layout.matrix.kind, layout.scale) + 10);
    layout.plot = QRectF(left, top, rect.right() - left, 0);
    measureBars(layout, rect.right() - left);
    const Legend legend(layout.legendEntries, font, rect.right() - left);
    const BucketTexts buckets(layout.matrix, font, layout.slot);
    const double below = buckets.height() + 10 + legend.height();
    layout.plot.setBottom(std::max(std::floor(rect.bottom() - below), top + 40));
    layout.legendOrigin = QPointF(left, layout.plot.bottom() + buckets.height() + 10);
    return layout;
}

using CellColour = std::function<QColor(qsizetype row, qsizetype column)>;

/// A stack of Qt Charts has one colour per set, so every column has a set for each colour of its parts.
QStackedBarSeries *barSeries(const BarLayout &layout, const Palette &palette, const CellColour &colourOf)
{
    auto *series = new QStackedBarSeries;
    series->setBarWidth(layout.bar / layout.slot);
    const qsizetype rows = layout.matrix.rows.size();
    for (qsizetype column = 0; column < layout.matrix.columns.size(); ++column) {
        QMap<QRgb, QList<qreal>> byColour;
        for (qsizetype row = 0; row < rows; ++row) {
            QList<qreal> &values = byColour[colourOf(row, column).rgb()];
            values.resize(rows);
            values[row] = layout.matrix.number(row, column);
        }
        for (auto it = byColour.cbegin(); it != byColour.cend(); ++it) {
            auto *set = new QBarSet(QString());
            set->append(it.value());
            set->setBrush(QColor(it.key()));
            set->setPen(layout.bar < kThinnestWithGap ? QPen(Qt::NoPen) : QPen(palette.card, 1));
            series->append(set);
        }
    }
    return series;
}

/// Where a text as wide as this can stand over a bar without lying on its neighbours.
double topOver(const BarLayout &layout, double left, double right)
{
    const auto rows = layout.matrix.rows.size();
    const auto rowAt = [&](double x) {
        const auto row = static_cast<qsizetype>((x - layout.plot.left()) / layout.slot);
        return std::clamp<qsizetype>(row, 0, rows - 1);
    };
    double top = layout.zero();
    for (qsizetype row = rowAt(left); row <= rowAt(right); ++row)
        top = std::min(top, layout.zero() - layout.height(reachOf(layout.matrix, row).first));
    return top;
}

/// Totals are written over the last, the greatest and the first bar, unless one would touch another.
void paintTotals(QPainter &painter, const BarLayout &layout, const QFont &font, const Palette &palette,
                 double right)
{
    const MatrixReading &matrix = layout.matrix;
    qsizetype greatest = 0;
    for (qsizetype row = 1; row < matrix.rows.size(); ++row)
        if (reachOf(matrix, row).first > reachOf(matrix, greatest).first)
            greatest = row;
    QList<QRectF> taken;
    for (const qsizetype row : {matrix.rows.size() - 1, greatest, qsizetype(0)}) {
        const QString text = matrix.compactText(matrix.rows[row].total);
        QRectF area =
            textArea(font, text, QPointF(layout.centre(row), 0), Qt::AlignHCenter | Qt::AlignBottom);
        area.moveRight(std::min(area.right(), right));
        area.moveBottom(topOver(layout, area.left(), area.right()) - 3);
        const bool free = std::none_of(taken.cbegin(), taken.cend(), [&](const QRectF &other) {
            return other.adjusted(-6, 0, 6, 0).intersects(area);
        });
        if (!free || !matrix.rows[row].total.isValid())
            continue;
        taken.append(area);
        painter.fillRect(area, palette.card); // no grid line through the figures
        drawText(painter, font, palette.text, text, area.topLeft(), Qt::AlignLeft | Qt::AlignTop);
    }
}

ChartMark partMark(const BarLayout &layout, const Part &part)
{
    const MatrixReading &matrix = layout.matrix;
    const AxisEntry &row = matrix.rows[part.row];
    const AxisEntry &column = matrix.columns[part.column];
    ChartMark mark;
    mark.area = part.area;
    mark.row = static_cast<int>(part.row);
    mark.column = static_cast<int>(part.column);
    mark.targets = column.targets();
    matrix.explain(mark, {&row, &column});
    const QString when =
        row.partial ? QCoreApplication::translate("ChartView", "%1 so far").arg(row.label) : row.label;
    mark.lines = {column.label,
                  QStringLiteral("%1: %2").arg(when, matrix.text(matrix.at(part.row, part.column))),
                  QCoreApplication::translate("ChartView", "of %1 in all").arg(matrix.text(row.total))};
    return mark;
}

} // namespace

StackedBarChart::StackedBarChart(QWidget *parent)
    : ChartView(parent)
{
}

QSize StackedBarChart::sizeHint() const
{
    return {640, 300};
}

void StackedBarChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    const QFont font = chartFont(*this);
    const auto faint = [this](const AxisEntry &entry) { return isFaint(entry.axis, entry.key); };
    MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty()) {
        drawNoData(painter, rect, font, palette);
        painter.restore();
        return;
    }
    const BarLayout layout = layOutBars(std::move(matrix), rect, font, palette, faint);
    const auto inkOf = [&](qsizetype row, qsizetype column) {
        const AxisEntry &bucket = layout.matrix.rows[row];
        const AxisEntry &series = layout.matrix.columns[column];
        const QColor colour = palette.slot(series.slot);
        const double strength =
            (bucket.partial ? kPartialStrength : 1.0) * (faint(series) || faint(bucket) ? kFaint : 1.0);
        return mix(palette.card, colour, strength);
    };
    const auto fillOf = [&](qsizetype row, qsizetype column) {
        const bool hatched = layout.matrix.columns[column].hatched || layout.matrix.number(row, column) < 0;
        return hatched ? hatchGround(inkOf(row, column), palette) : inkOf(row, column);
    };

    PlotScene scene(layout.plot, layout.scale, palette);
    scene.addBars(barSeries(layout, palette, fillOf), layout.matrix.rows.size());
    scene.render(painter);
    const QList<Part> parts = partsOf(layout);
    for (const Part &part : parts)
        if (layout.matrix.columns[part.column].hatched || part.negative)
            drawHatch(painter, part.area.adjusted(0.5, 0.5, -0.5, -0.5), inkOf(part.row, part.column));

    paintAmountAxis(painter, layout.plot, font, layout.matrix.kind, layout.scale, palette);
    BucketTexts(layout.matrix, font, layout.slot)
        .paint(painter, layout.centre(0), layout.plot.bottom(), palette);
    paintTotals(painter, layout, chartFont(*this, true), palette, rect.right());
    Legend(layout.legendEntries, font, rect.right() - layout.plot.left())
        .paint(painter, layout.legendOrigin, palette);
    painter.restore();
}

QList<ChartMark> StackedBarChart::layOut(const QRectF &rect) const
{
    MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty())
        return {};
    const QFont font = chartFont(*this);
    const BarLayout layout =
        layOutBars(std::move(matrix), rect, font, paletteOf(*this), [](const AxisEntry &) { return false; });
    const double bucketHeight = BucketTexts(layout.matrix, font, layout.slot).height();
    QList<ChartMark> marks;
    for (qsizetype row = 0; row < layout.matrix.rows.size(); ++row) {
        const AxisEntry &bucket = layout.matrix.rows[row];
        ChartMark mark;
        mark.area =
            QRectF(layout.centre(row) - layout.slot / 2, layout.plot.bottom(), layout.slot, bucketHeight);
        mark.row = static_cast<int>(row);
        mark.targets = bucket.targets();
        mark.lines = {bucket.label, layout.matrix.text(bucket.total)};
        layout.matrix.explain(mark, {&bucket});
        marks.append(mark);
    }
    const QList<Part> parts = partsOf(layout);
    for (const Part &part : parts)
        marks.append(partMark(layout, part));
    const QList<QRectF> names =
        Legend(layout.legendEntries, font, rect.right() - layout.plot.left()).areas(layout.legendOrigin);
    for (qsizetype column = 0; column < names.size(); ++column) {
        const AxisEntry &series = layout.matrix.columns[column];
        ChartMark mark;
        mark.area = names[column];
        mark.column = static_cast<int>(column);
        mark.targets = series.targets();
        mark.lines = {series.label, layout.matrix.text(series.total)};
        mark.walkable = false;
        marks.append(mark);
    }
    return marks;
}

QString StackedBarChart::summary() const
{
    const MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty())
        return tr("No data");
    const AxisEntry &biggest = matrix.columns.first();
    return tr("%1: %2 in all, most of it %3 with %4; the last bar, %5, is %6")
        .arg(spanOf(matrix), matrix.text(matrix.total), biggest.label, matrix.text(biggest.total),
             matrix.rows.last().label, matrix.text(matrix.rows.last().total));
}

} // namespace outlay::views
