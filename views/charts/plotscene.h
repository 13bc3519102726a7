// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QRectF>
#include <QtWidgets/QGraphicsScene>

#include "views/charts/scale.h"
#include "views/palette.h"

class QChart;
class QAbstractSeries;
class QPainter;

namespace outlay::views {

/// A Qt Charts plot of one picture: made, rendered and thrown away, on the screen as on paper, so no export
/// ever disturbs what is shown. Qt Charts draws bars, lines and the grid; texts are the caller's, because its
/// own labels are cut to "…" when space is short and its number formats do not know money.
class PlotScene
{
public:
    /// `plot` is the area between the axes, in the coordinates of the painter that render() is given.
    /// Bars stand at 0, 1, 2 … of `categories`; a scene of lines has a number axis from 0 to `xMost` instead.
    PlotScene(const QRectF &plot, const Scale &scale, const Palette &palette);
    ~PlotScene();

    /// Takes the series, which holds bars, one per category.
    void addBars(QAbstractSeries *series, qsizetype categories);
    /// Takes the series, a line whose x runs from `xLeast` to `xMost`.
    void addLine(QAbstractSeries *series, double xLeast, double xMost);

    void render(QPainter &painter);

private:
    QRectF m_plot;
    QGraphicsScene m_scene;
    QChart *m_chart = nullptr; ///< owned by the scene
    Scale m_scale;
    Palette m_palette;
};

} // namespace outlay::views
