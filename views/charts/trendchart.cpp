// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/trendchart.h"

#include "views/charts/axistexts.h"
#include "views/charts/chartpaint.h"
#include "views/charts/matrixreading.h"
#include "views/charts/plotscene.h"

#include <QtCharts/QLineSeries>
#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace outlay::views {

namespace {

constexpr double kWidestName = 0.3; ///< of the chart, for the names at the lines' ends

/// Where everything is; the first row is at the plot's left edge, the last at its right.
struct TrendLayout
{
    MatrixReading matrix;
    Scale scale;
    QRectF plot;
    double names = 0; ///< width of the names

    double slot() const
    {
        return plot.width() / std::max<double>(1, static_cast<double>(matrix.rows.size() - 1));
    }
    /// A single row stands at the right, by its names.
    double x(qsizetype row) const
    {
        return matrix.rows.size() == 1 ? plot.right() : plot.left() + static_cast<double>(row) * slot();
    }
    QPointF at(qsizetype row, qsizetype column) const
    {
        return {x(row), plot.bottom() - scale.share(matrix.number(row, column)) * plot.height()};
    }
};

TrendLayout layOutTrend(MatrixReading matrix, const QRectF &rect, const QFont &font)
{
    TrendLayout layout;
    layout.matrix = std::move(matrix);
    const QFontMetricsF metrics(font);
    double least = 0;
    double most = 0;
    for (const QVariant &value : std::as_const(layout.matrix.values)) {
        least = std::min(least, value.toDouble());
        most = std::max(most, value.toDouble());
    }
    for (const AxisEntry &column : std::as_const(layout.matrix.columns))
        layout.names = std::max(layout.names, metrics.horizontalAdvance(column.label));
    layout.names = std::min(std::ceil(layout.names), rect.width() * kWidestName);
    const double line = std::ceil(metrics.height());
    const double bottom = std::floor(rect.bottom() - 2 * line - 8);
    layout.scale = niceScale(layout.matrix.kind, least, most, intervalsFor(bottom - rect.top()));
    const double left = std::ceil(rect.left() + tickWidth(font, layout.matrix.kind, layout.scale) + 10);
    // Half a bucket's text hangs over each end.
    const double overhang = metrics.horizontalAdvance(QStringLiteral("Nov")) / 2;
    layout.plot = QRectF(QPointF(left + overhang / 2, rect.top() + line / 2 + 2),
                         QPointF(std::floor(rect.right() - layout.names - 14), bottom));
    return layout;
}

/// A piece of a line: rows without data end one, and the way to a bucket that is not over is one of its own.
struct Run
{
    QList<QPointF> points;
    bool partial = false;
};

QList<Run> runsOf(const MatrixReading &matrix, qsizetype column)
{
    QList<Run> runs;
    std::optional<QPointF> before;
    for (qsizetype row = 0; row < matrix.rows.size(); ++row) {
        if (!matrix.at(row, column).isValid()) {
            before.reset();
            continue;
        }
        const QPointF point(static_cast<double>(row), matrix.number(row, column));
        const bool partial = matrix.rows[row].partial;
        if (!before || partial != runs.last().partial) {
            runs.append({{}, partial});
            if (before)
                runs.last().points.append(*before);
        }
        runs.last().points.append(point);
        before = point;
    }
    return runs;
}

qsizetype lastKnownRow(const MatrixReading &matrix, qsizetype column)
{
    for (qsizetype row = matrix.rows.size() - 1; row >= 0; --row)
        if (matrix.at(row, column).isValid())
            return row;
    return -1;
}

using EntryColour = std::function<QColor(const AxisEntry &)>;

void paintLines(QPainter &painter, const TrendLayout &layout, const Palette &palette,
                const EntryColour &colourOf)
{
    PlotScene scene(layout.plot, layout.scale, palette);
    const double last = std::max<double>(1, static_cast<double>(layout.matrix.rows.size() - 1));
    for (qsizetype column = layout.matrix.columns.size() - 1; column >= 0; --column) {
        const AxisEntry &entry = layout.matrix.columns[column];
        const QList<Run> runs = runsOf(layout.matrix, column);
        for (const Run &run : runs) {
            auto *series = new QLineSeries;
            series->replace(run.points);
            QPen pen(colourOf(entry), 2.2,
                     run.partial     ? Qt::DotLine
                     : entry.hatched ? Qt::DashLine
                                     : Qt::SolidLine);
            pen.setJoinStyle(Qt::RoundJoin);
            series->setPen(pen);
            scene.addLine(series, 0, last);
        }
    }
    scene.render(painter);
    for (qsizetype column = 0; column < layout.matrix.columns.size(); ++column) {
        const qsizetype row = lastKnownRow(layout.matrix, column);
        if (row < 0)
            continue;
        const QColor colour = colourOf(layout.matrix.columns[column]);
        painter.setPen(QPen(colour, 1.6));
        painter.setBrush(layout.matrix.rows[row].partial ? palette.card : colour);
        painter.drawEllipse(layout.at(row, column), 3.2, 3.2);
    }
}

struct LineName
{
    qsizetype column = 0;
    QRectF area;
};

/// Names beside the lines' ends, pushed apart where they would lie over each other.
QList<LineName> placeNames(const TrendLayout &layout, const QFont &font)
{
    const double height = std::ceil(QFontMetricsF(font).height());
    QList<LineName> names;
    for (qsizetype column = 0; column < layout.matrix.columns.size(); ++column)
        if (const qsizetype row = lastKnownRow(layout.matrix, column); row >= 0)
            names.append({column, QRectF(layout.plot.right() + 10, layout.at(row, column).y() - height / 2,
                                         layout.names, height)});
    std::stable_sort(names.begin(), names.end(),
                     [](const LineName &a, const LineName &b) { return a.area.top() < b.area.top(); });
    for (qsizetype i = 1; i < names.size(); ++i)
        names[i].area.moveTop(std::max(names[i].area.top(), names[i - 1].area.bottom()));
    double floor = layout.plot.bottom() + height / 2;
    for (qsizetype i = names.size() - 1; i >= 0; --i) {
        names[i].area.moveBottom(std::min(names[i].area.bottom(), floor));
        floor = names[i].area.top();
    }
    return names;
}

} // namespace

TrendChart::TrendChart(QWidget *parent)
    : ChartView(parent)
{
}

QSize TrendChart::sizeHint() const
{
    return {640, 280};
}

void TrendChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    const QFont font = chartFont(*this);
    MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty()) {
        drawNoData(painter, rect, font, palette);
        painter.restore();
        return;
    }
    const TrendLayout layout = layOutTrend(std::move(matrix), rect, font);
    const auto colourOf = [&](const AxisEntry &entry) {
        const QColor colour = palette.slot(entry.slot);
        return isFaint(entry.axis, entry.key) ? mix(palette.card, colour, kFaint) : colour;
    };
    paintLines(painter, layout, palette, colourOf);
    paintAmountAxis(painter, layout.plot, font, layout.matrix.kind, layout.scale, palette);
    BucketTexts(layout.matrix, font, layout.slot())
        .paint(painter, layout.x(0), layout.plot.bottom(), palette);
    const QList<LineName> names = placeNames(layout, font);
    for (const LineName &name : names) {
        const AxisEntry &entry = layout.matrix.columns[name.column];
        const QString text = QFontMetricsF(font).elidedText(entry.label, Qt::ElideMiddle, layout.names + 1);
        const bool faint = isFaint(entry.axis, entry.key);
        drawText(painter, font, faint ? palette.secondary : palette.text, text, name.area.topLeft(),
                 Qt::AlignLeft | Qt::AlignTop);
    }
    painter.restore();
}

QList<ChartMark> TrendChart::layOut(const QRectF &rect) const
{
    MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty())
        return {};
    const QFont font = chartFont(*this);
    const TrendLayout layout = layOutTrend(std::move(matrix), rect, font);
    QList<ChartMark> marks;
    for (qsizetype row = 0; row < layout.matrix.rows.size(); ++row) {
        for (qsizetype column = 0; column < layout.matrix.columns.size(); ++column) {
            if (!layout.matrix.at(row, column).isValid())
                continue;
            const AxisEntry &entry = layout.matrix.columns[column];
            const QPointF point = layout.at(row, column);
            const double reach = std::min(8.0, std::max(3.0, layout.slot() / 2));
            ChartMark mark;
            mark.area = QRectF(point.x() - reach, point.y() - 8, 2 * reach, 16);
            mark.row = static_cast<int>(row);
            mark.column = static_cast<int>(column);
            mark.targets = entry.targets();
            mark.lines = {entry.label,
                          QStringLiteral("%1: %2").arg(layout.matrix.rows[row].label,
                                                       layout.matrix.text(layout.matrix.at(row, column)))};
            layout.matrix.explain(mark, {&layout.matrix.rows[row], &entry});
            marks.append(mark);
        }
    }
    const QList<LineName> names = placeNames(layout, font);
    for (const LineName &name : names) {
        const AxisEntry &entry = layout.matrix.columns[name.column];
        ChartMark mark;
        mark.area = name.area;
        mark.column = static_cast<int>(name.column);
        mark.targets = entry.targets();
        mark.lines = {entry.label, layout.matrix.text(entry.total)};
        mark.walkable = false;
        marks.append(mark);
    }
    return marks;
}

void TrendChart::paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const
{
    if (mark.row < 0) {
        ChartView::paintHighlight(painter, mark, palette);
        return;
    }
    painter.setPen(QPen(palette.text, 2));
    painter.setBrush(palette.card);
    painter.drawEllipse(mark.area.center(), 5, 5);
}

QString TrendChart::summary() const
{
    const MatrixReading matrix = readMatrix(model());
    if (matrix.isEmpty())
        return tr("No data");
    const AxisEntry &first = matrix.columns.first();
    const auto lines = static_cast<int>(matrix.columns.size());
    return (lines == 1 ? tr("%1, %n line; %2 from %3 to %4", nullptr, lines)
                       : tr("%1, %n lines; %2 from %3 to %4", nullptr, lines))
        .arg(spanOf(matrix), first.label, matrix.text(matrix.at(0, 0)),
             matrix.text(matrix.at(matrix.rows.size() - 1, 0)));
}

} // namespace outlay::views
