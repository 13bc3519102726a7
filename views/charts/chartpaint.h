// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QRectF>
#include <QtGui/QColor>
#include <QtGui/QFont>

#include "views/palette.h"

class QPainter;
class QWidget;

namespace outlay::views {

/// How much of a mark's colour is left when another one is selected.
constexpr double kFaint = 0.35;

/// The font of texts in charts: 0.85 of the widget's, not below 8 points, and sized in pixels, because points
/// would grow again with the resolution of a printed page.
QFont chartFont(const QWidget &widget, bool bold = false);

/// Where a line of text lies whose edge or middle (by alignment) is at `anchor`.
QRectF textArea(const QFont &font, const QString &text, const QPointF &anchor, Qt::Alignment alignment);
void drawText(QPainter &painter, const QFont &font, const QColor &colour, const QString &text,
              const QPointF &anchor, Qt::Alignment alignment);

/// Diagonal lines as lines, not as a pattern brush, which prints as a picture.
void drawHatch(QPainter &painter, const QRectF &rect, const QColor &colour);
/// A part of a bar or a legend's square: plain, or hatched on a light ground.
void drawSwatch(QPainter &painter, const QRectF &rect, const QColor &colour, bool hatched,
                const Palette &palette);
/// The ground under a hatch of this colour.
QColor hatchGround(const QColor &colour, const Palette &palette);

/// What a chart without data shows.
void drawNoData(QPainter &painter, const QRectF &rect, const QFont &font, const Palette &palette);

} // namespace outlay::views
