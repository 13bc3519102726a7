// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QRectF>
#include <QtCore/QVariant>
#include <QtGui/QColor>

#include "views/palette.h"

class QPainter;

namespace outlay::views {

/// A small line over a tinted area, with a dot at the last value; scaled from zero (or the least value below
/// it) to the greatest. An invalid value breaks the line. An invalid `colour` is the accent.
void drawSparkline(QPainter &painter, const QRectF &rect, const QVariantList &values, const Palette &palette,
                   const QColor &colour = QColor());

} // namespace outlay::views
