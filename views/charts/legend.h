// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QFont>

#include "views/palette.h"

class QPainter;

namespace outlay::views {

struct LegendEntry
{
    QString text;
    QColor colour;
    bool hatched = false;
    bool faint = false;
};

/// Names in full behind squares of their colour, in as many lines as the width asks for.
class Legend
{
public:
    Legend(QList<LegendEntry> entries, const QFont &font, double width);

    double height() const { return m_height; }
    /// One per entry, with the legend's corner at `origin`.
    QList<QRectF> areas(const QPointF &origin) const;
    void paint(QPainter &painter, const QPointF &origin, const Palette &palette) const;

private:
    QList<LegendEntry> m_entries;
    QList<QRectF> m_areas;
    QFont m_font;
    double m_height = 0;
};

} // namespace outlay::views
