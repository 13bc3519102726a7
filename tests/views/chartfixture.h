// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/chartdata.h"
#include "views/charts/burnchart.h"
#include "views/charts/heatmapchart.h"
#include "views/charts/quadrantchart.h"
#include "views/charts/stackedbarchart.h"
#include "views/charts/trendchart.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>

#include <memory>

namespace outlay::chartdata {

/// One chart of each kind over believable data, by name.
class Fixture
{
public:
    Fixture()
    {
        m_months.setMatrix(monthsByFeature());
        m_segments.setMatrix(featuresBySegment());
        m_burn.setBurn(november());
        m_quadrant.setQuadrant(quadrant());
        bars.setModel(&m_months);
        trend.setModel(&m_months);
        burn.setModel(&m_burn);
        plane.setModel(&m_quadrant);
        heat.setModel(&m_segments);
        bars.resize(720, 300);
        trend.resize(720, 300);
        burn.resize(480, 300);
        plane.resize(640, 480);
        heat.resize(760, 460);
    }

    views::ChartView *chart(const QString &name)
    {
        const QHash<QString, views::ChartView *> charts = {{QStringLiteral("bars"), &bars},
                                                           {QStringLiteral("trend"), &trend},
                                                           {QStringLiteral("burn"), &burn},
                                                           {QStringLiteral("quadrant"), &plane},
                                                           {QStringLiteral("heat"), &heat}};
        return charts.value(name);
    }

    items::MatrixModel m_months;
    items::MatrixModel m_segments;
    items::BurnModel m_burn;
    items::QuadrantModel m_quadrant;
    views::StackedBarChart bars;
    views::TrendChart trend;
    views::BurnChart burn;
    views::QuadrantChart plane;
    views::HeatMapChart heat;
};

/// The chart as it paints itself on its card, in twice the pixels. With OUTLAY_SAVE_GRABS=folder in the
/// environment the picture is kept there, for a person to look at.
inline QImage picture(views::ChartView &chart, const QString &name)
{
    const views::Palette &palette = views::paletteOf(chart);
    QImage image(chart.size() * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2);
    image.fill(palette.card);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    chart.paint(painter, QRectF(chart.rect()), palette);
    painter.end();
    const QString folder = qEnvironmentVariable("OUTLAY_SAVE_GRABS");
    if (!folder.isEmpty())
        image.save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    return image;
}

/// How many pixels of a picture have this colour.
inline qsizetype pixelsOf(const QImage &image, const QColor &colour)
{
    qsizetype count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    return count;
}

inline QColor pixelAt(const QImage &image, const QPointF &position)
{
    return image.pixelColor((position * image.devicePixelRatio()).toPoint());
}

} // namespace outlay::chartdata
