// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/sparkline.h"

#include <QtGui/QPainter>
#include <QtGui/QPolygonF>

#include <algorithm>

namespace outlay::views {

namespace {

void drawRun(QPainter &painter, const QPolygonF &run, double floor, const QColor &colour)
{
    QPolygonF area = run;
    area.append(QPointF(run.last().x(), floor));
    area.append(QPointF(run.first().x(), floor));
    QColor tint = colour;
    tint.setAlphaF(0.16F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint);
    painter.drawPolygon(area);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(run);
}

} // namespace

void drawSparkline(QPainter &painter, const QRectF &rect, const QVariantList &values, const Palette &palette,
                   const QColor &colour)
{
    double least = 0;
    double most = 0;
    for (const QVariant &value : values) {
        least = std::min(least, value.toDouble());
        most = std::max(most, value.toDouble());
    }
    if (most <= least)
        most = least + 1;
    const QColor ink = colour.isValid() ? colour : palette.accent;
    const QRectF area = rect.adjusted(3, 3, -3, -1);
    const double step = area.width() / std::max<double>(1, static_cast<double>(values.size() - 1));
    const double floor = area.bottom() - (0 - least) / (most - least) * area.height();
    painter.save();
    QPolygonF run;
    QPointF last;
    for (qsizetype i = 0; i <= values.size(); ++i) {
        const bool known = i < values.size() && values[i].isValid();
        if (known) {
            last = QPointF(area.left() + static_cast<double>(i) * step,
                           area.bottom() - (values[i].toDouble() - least) / (most - least) * area.height());
            run.append(last);
        } else if (!run.isEmpty()) {
            drawRun(painter, run, floor, ink);
            run.clear();
        }
    }
    if (!last.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(last, 2.5, 2.5);
    }
    painter.restore();
}

} // namespace outlay::views
