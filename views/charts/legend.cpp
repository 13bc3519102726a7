// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/legend.h"

#include "views/charts/chartpaint.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <cmath>

namespace outlay::views {

namespace {

constexpr double kSquare = 10;
constexpr double kEntryGap = 6;
constexpr double kBetween = 18;

} // namespace

Legend::Legend(QList<LegendEntry> entries, const QFont &font, double width)
    : m_entries(std::move(entries))
    , m_font(font)
{
    const QFontMetricsF metrics(font);
    const double line = std::ceil(metrics.height()) + 6;
    double x = 0;
    double y = 0;
    for (LegendEntry &entry : m_entries) {
        const double longest = width - kSquare - kEntryGap;
        if (metrics.horizontalAdvance(entry.text) > longest)
            entry.text = metrics.elidedText(entry.text, Qt::ElideMiddle, longest);
        const double size = kSquare + kEntryGap + metrics.horizontalAdvance(entry.text);
        if (x > 0 && x + size > width) {
            x = 0;
            y += line;
        }
        m_areas.append(QRectF(x, y, size, line));
        x += size + kBetween;
    }
    m_height = m_entries.isEmpty() ? 0 : y + line;
}

QList<QRectF> Legend::areas(const QPointF &origin) const
{
    QList<QRectF> areas = m_areas;
    for (QRectF &area : areas)
        area.translate(origin);
    return areas;
}

void Legend::paint(QPainter &painter, const QPointF &origin, const Palette &palette) const
{
    const QList<QRectF> places = areas(origin);
    for (qsizetype i = 0; i < places.size(); ++i) {
        const LegendEntry &entry = m_entries[i];
        const QRectF &place = places[i];
        const QRectF square(place.left(), std::round(place.center().y() - kSquare / 2), kSquare, kSquare);
        const QColor colour = entry.faint ? mix(palette.card, entry.colour, kFaint) : entry.colour;
        drawSwatch(painter, square, colour, entry.hatched, palette);
        drawText(painter, m_font, entry.faint ? palette.secondary : palette.text, entry.text,
                 QPointF(square.right() + kEntryGap, place.center().y()), Qt::AlignVCenter);
    }
}

} // namespace outlay::views
