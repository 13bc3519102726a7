// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QRectF>
#include <QtGui/QFont>

#include "views/charts/matrixreading.h"
#include "views/charts/scale.h"
#include "views/palette.h"

class QPainter;

namespace outlay::views {

/// Width of the widest tick.
double tickWidth(const QFont &font, items::Kind kind, const Scale &scale);
/// Ticks left of the plot and a stronger line at zero.
void paintAmountAxis(QPainter &painter, const QRectF &plot, const QFont &font, items::Kind kind,
                     const Scale &scale, const Palette &palette);
/// Steps that leave about 45 pixels between ticks.
int intervalsFor(double plotHeight);

/// Time buckets under a plot: as many as fit, in two lines, the lower one for the year (or month) where it
/// begins.
class BucketTexts
{
public:
    /// `slot`: pixels between two buckets.
    BucketTexts(const MatrixReading &matrix, const QFont &font, double slot);

    double height() const;
    /// `firstCentre` is the middle of the first bucket.
    void paint(QPainter &painter, double firstCentre, double top, const Palette &palette) const;

private:
    QFont m_font;
    double m_slot = 0;
    QList<QPair<QString, QString>> m_texts; ///< empty where a bucket's text would touch its neighbour's
    bool m_twoLines = false;
};

} // namespace outlay::views
