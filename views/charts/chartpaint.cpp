// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/chartpaint.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLineF>
#include <QtGui/QFontInfo>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtWidgets/QWidget>

#include <algorithm>
#include <cmath>

namespace outlay::views {

QFont chartFont(const QWidget &widget, bool bold)
{
    QFont font = widget.font();
    const double leastPixels = 8.0 * widget.logicalDpiY() / 72.0;
    font.setPixelSize(
        static_cast<int>(std::lround(std::max(QFontInfo(font).pixelSize() * 0.85, leastPixels))));
    // Spaced letters are not joined to ligatures, which in a PDF would hide "classification" from a search.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

QRectF textArea(const QFont &font, const QString &text, const QPointF &anchor, Qt::Alignment alignment)
{
    const QFontMetricsF metrics(font);
    QRectF area(anchor, QSizeF(metrics.horizontalAdvance(text), metrics.height()));
    if (alignment & Qt::AlignRight)
        area.moveRight(anchor.x());
    else if (alignment & Qt::AlignHCenter)
        area.moveLeft(anchor.x() - area.width() / 2);
    if (alignment & Qt::AlignBottom)
        area.moveBottom(anchor.y());
    else if (alignment & Qt::AlignVCenter)
        area.moveTop(anchor.y() - area.height() / 2);
    return area;
}

void drawText(QPainter &painter, const QFont &font, const QColor &colour, const QString &text,
              const QPointF &anchor, Qt::Alignment alignment)
{
    const QRectF area = textArea(font, text, anchor, alignment);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QPointF(area.left(), area.top() + QFontMetricsF(font).ascent()), text);
}

void drawHatch(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    constexpr double spacing = 5;
    painter.save();
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::FlatCap));
    // Lines x + y = c, cut by hand: SVG of Qt 6.4 knows no clipping. c counts from the page's corner, so that
    // the hatches of neighbouring parts run on.
    const double first = std::ceil((rect.left() + rect.top()) / spacing) * spacing;
    for (double c = first; c < rect.right() + rect.bottom(); c += spacing) {
        const double left = std::max(rect.left(), c - rect.bottom());
        const double right = std::min(rect.right(), c - rect.top());
        if (left < right)
            painter.drawLine(QLineF(left, c - left, right, c - right));
    }
    painter.restore();
}

QColor hatchGround(const QColor &colour, const Palette &palette)
{
    return mix(palette.card, colour, 0.22);
}

void drawSwatch(QPainter &painter, const QRectF &rect, const QColor &colour, bool hatched,
                const Palette &palette)
{
    painter.fillRect(rect, hatched ? hatchGround(colour, palette) : colour);
    if (hatched)
        drawHatch(painter, rect, colour);
}

void drawNoData(QPainter &painter, const QRectF &rect, const QFont &font, const Palette &palette)
{
    drawText(painter, font, palette.secondary, QCoreApplication::translate("ChartView", "No data"),
             rect.center(), Qt::AlignCenter);
}

} // namespace outlay::views
