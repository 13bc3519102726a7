// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/quadrantpaint.h"

#include "views/charts/chartpaint.h"
#include "views/charts/quadrantchart.h"
#include "views/format.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPolygonF>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::FeatureClass;

namespace {

/// Triangle, square or circle of about the same area.
void drawShape(QPainter &painter, FeatureClass featureClass, const QPointF &centre, double radius)
{
    switch (featureClass) {
    case FeatureClass::CostDrain: {
        const double r = radius * 1.25;
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -r), centre + QPointF(r * 0.95, r * 0.72),
                                       centre + QPointF(-r * 0.95, r * 0.72)}));
        return;
    }
    case FeatureClass::ProfitCenter: {
        const double half = radius * 0.89;
        painter.drawRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half));
        return;
    }
    case FeatureClass::CoreSpend:
    case FeatureClass::LongTail:
        painter.drawEllipse(centre, radius, radius);
        return;
    }
}

void paintGround(QPainter &painter, const QuadrantLayout &layout, const Palette &palette)
{
    const QPointF cut = layout.at(layout.usageCut, layout.costCut);
    painter.fillRect(QRectF(layout.plot.topLeft(), cut),
                     mix(palette.card, palette.danger, palette.dark ? 0.14 : 0.07));
    painter.fillRect(QRectF(cut, layout.plot.bottomRight()),
                     mix(palette.card, palette.ok, palette.dark ? 0.16 : 0.09));
}

void paintAxes(QPainter &painter, const QuadrantLayout &layout, const QFont &font, const Palette &palette)
{
    const QRectF &plot = layout.plot;
    const auto tickName = [](double share) { return format::percent(share, share < 0.01 ? 1 : 0); };
    for (const double share : QuadrantLayout::ticks(layout.mostUsage, plot.width(), 46)) {
        const double x = std::round(layout.x(share)) + 0.5;
        painter.setPen(QPen(palette.grid, 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        drawText(painter, font, palette.secondary, tickName(share), QPointF(x, plot.bottom() + 5),
                 Qt::AlignHCenter | Qt::AlignTop);
    }
    for (const double share : QuadrantLayout::ticks(layout.mostCost, plot.height(), 30)) {
        const double y = std::round(layout.y(share)) + 0.5;
        painter.setPen(QPen(palette.grid, 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        drawText(painter, font, palette.secondary, tickName(share), QPointF(plot.left() - 6, y),
                 Qt::AlignRight | Qt::AlignVCenter);
    }
    const double line = std::ceil(QFontMetricsF(font).height());
    drawText(painter, font, palette.secondary,
             layout.isByReturn ? QuadrantChart::tr("Share of return (√ scale)")
                               : QuadrantChart::tr("Share of requests (√ scale)"),
             QPointF(plot.center().x(), plot.bottom() + line + 8), Qt::AlignHCenter | Qt::AlignTop);
    const double number = std::ceil(QFontMetricsF(font).horizontalAdvance(format::percent(1)));
    painter.save();
    painter.translate(plot.left() - number - 8, plot.center().y());
    painter.rotate(-90);
    drawText(painter, font, palette.secondary, QuadrantChart::tr("Share of cost (√ scale)"), QPointF(0, 0),
             Qt::AlignHCenter | Qt::AlignBottom);
    painter.restore();
    // On the diagonal a feature costs exactly its share of use.
    const double most = std::min(layout.mostUsage, layout.mostCost);
    painter.setPen(QPen(palette.border, 1));
    painter.drawLine(layout.at(0, 0), layout.at(most, most));
}

/// Dashed lines with a grip and their share at the plot's edge.
void paintCuts(QPainter &painter, const QuadrantLayout &layout, const QFont &font, const Palette &palette)
{
    const QRectF &plot = layout.plot;
    const double x = std::round(layout.x(layout.usageCut)) + 0.5;
    const double y = std::round(layout.y(layout.costCut)) + 0.5;
    painter.setPen(QPen(palette.secondary, 1.2, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.secondary);
    painter.drawPolygon(
        QPolygonF({QPointF(x, plot.top()), QPointF(x - 5, plot.top() - 7), QPointF(x + 5, plot.top() - 7)}));
    painter.drawPolygon(QPolygonF(
        {QPointF(plot.right(), y), QPointF(plot.right() + 7, y - 5), QPointF(plot.right() + 7, y + 5)}));
    drawText(painter, font, palette.text, format::percent(layout.usageCut), QPointF(x, plot.top() - 8),
             Qt::AlignHCenter | Qt::AlignBottom);
    drawText(painter, font, palette.text, format::percent(layout.costCut), QPointF(plot.right() + 10, y),
             Qt::AlignLeft | Qt::AlignVCenter);
}

/// From where a feature lay in the compared period to where it is now.
void paintWay(QPainter &painter, const QuadrantDot &dot, const QColor &colour, const Palette &palette)
{
    painter.setPen(QPen(mix(palette.card, colour, 0.55), 1.2));
    painter.drawLine(*dot.before, dot.centre);
    painter.setBrush(palette.card);
    drawShape(painter, dot.featureClass, *dot.before, std::max(3.0, dot.radius * 0.5));
}

void paintDot(QPainter &painter, const QuadrantDot &dot, const QColor &colour, const Palette &palette)
{
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(mix(palette.card, colour, dot.hatched ? 0.2 : 0.62));
    drawShape(painter, dot.featureClass, dot.centre, dot.radius);
    if (dot.hatched) {
        // The square inside the shape, so that no line reaches over its edge.
        const double half = dot.radius * 0.64;
        drawHatch(painter, QRectF(dot.centre.x() - half, dot.centre.y() - half, 2 * half, 2 * half), colour);
    }
}

/// From the dot's edge to the nearest point of its label.
void paintLeader(QPainter &painter, const QuadrantDot &dot, const Palette &palette)
{
    const QPointF end(std::clamp(dot.centre.x(), dot.label->left(), dot.label->right()),
                      std::clamp(dot.centre.y(), dot.label->top(), dot.label->bottom()));
    QLineF line(dot.centre, end);
    if (line.length() < dot.radius + 3)
        return;
    line.setP1(line.pointAt(dot.radius / line.length()));
    painter.setPen(QPen(palette.secondary, 0.8));
    painter.drawLine(line);
}

} // namespace

QColor classColour(FeatureClass featureClass, const Palette &palette)
{
    switch (featureClass) {
    case FeatureClass::ProfitCenter:
        return palette.ok;
    case FeatureClass::CostDrain:
        return palette.danger;
    case FeatureClass::CoreSpend:
        return palette.accent;
    case FeatureClass::LongTail:
        break;
    }
    return palette.other;
}

void paintQuadrant(QPainter &painter, const QuadrantLayout &layout, const QFont &normal, const QFont &bold,
                   const Palette &palette, const std::function<bool(const QuadrantDot &)> &isFaint)
{
    paintGround(painter, layout, palette);
    paintAxes(painter, layout, normal, palette);
    paintCuts(painter, layout, normal, palette);
    for (const QuadrantCaption &caption : layout.captions) {
        const bool isTail = caption.featureClass == FeatureClass::LongTail;
        const QColor ink = isTail ? palette.secondary : classColour(caption.featureClass, palette);
        drawText(painter, bold, ink, caption.text, caption.area.topLeft(), Qt::AlignLeft | Qt::AlignTop);
    }
    const auto colourOf = [&](const QuadrantDot &dot) {
        const QColor colour = classColour(dot.featureClass, palette);
        return isFaint(dot) ? mix(palette.card, colour, kFaint) : colour;
    };
    for (const QuadrantDot &dot : layout.dots)
        if (dot.before)
            paintWay(painter, dot, colourOf(dot), palette);
    // The dearest lie lowest, so that no small dot is hidden under a big one.
    for (const QuadrantDot &dot : layout.dots)
        paintDot(painter, dot, colourOf(dot), palette);
    for (const QuadrantDot &dot : layout.dots) {
        if (!dot.label)
            continue;
        if (dot.led)
            paintLeader(painter, dot, palette);
        drawText(painter, normal, isFaint(dot) ? palette.secondary : palette.text, dot.name,
                 dot.label->topLeft(), Qt::AlignLeft | Qt::AlignTop);
    }
}

} // namespace outlay::views
