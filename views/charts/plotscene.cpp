// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/plotscene.h"

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QValueAxis>
#include <QtGui/QPainter>
#include <QtWidgets/QGraphicsLayout>

namespace outlay::views {

namespace {

/// Room around the plot for lines that touch its edge.
constexpr double kPlotMargin = 8;

void hideTexts(QAbstractAxis &axis)
{
    axis.setLabelsVisible(false);
    axis.setLineVisible(false);
    axis.setGridLineVisible(false);
    axis.setMinorGridLineVisible(false);
}

} // namespace

PlotScene::PlotScene(const QRectF &plot, const Scale &scale, const Palette &palette)
    : m_plot(plot)
    , m_chart(new QChart)
    , m_scale(scale)
    , m_palette(palette)
{
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins(QMargins());
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide();
    m_chart->resize(plot.width() + 2 * kPlotMargin, plot.height() + 2 * kPlotMargin);
    m_chart->setPlotArea(QRectF(kPlotMargin, kPlotMargin, plot.width(), plot.height()));
    m_scene.addItem(m_chart);

    auto *amounts = new QValueAxis;
    amounts->setRange(scale.least, scale.most);
    amounts->setTickType(QValueAxis::TicksDynamic);
    amounts->setTickAnchor(0);
    amounts->setTickInterval(scale.step);
    hideTexts(*amounts);
    amounts->setGridLineVisible(true);
    amounts->setGridLinePen(QPen(palette.grid, 1));
    m_chart->addAxis(amounts, Qt::AlignLeft);
}

PlotScene::~PlotScene() = default;

void PlotScene::addBars(QAbstractSeries *series, qsizetype categories)
{
    m_chart->addSeries(series);
    auto *axis = new QBarCategoryAxis;
    // Names would be dropped where two are the same, and the bars after them would move.
    QStringList names;
    for (qsizetype i = 0; i < categories; ++i)
        names.append(QString::number(i));
    axis->append(names);
    hideTexts(*axis);
    m_chart->addAxis(axis, Qt::AlignBottom);
    series->attachAxis(axis);
    series->attachAxis(m_chart->axes(Qt::Vertical).first());
}

void PlotScene::addLine(QAbstractSeries *series, double xLeast, double xMost)
{
    m_chart->addSeries(series);
    if (m_chart->axes(Qt::Horizontal).isEmpty()) {
        auto *axis = new QValueAxis;
        axis->setRange(xLeast, xMost);
        hideTexts(*axis);
        m_chart->addAxis(axis, Qt::AlignBottom);
    }
    series->attachAxis(m_chart->axes(Qt::Horizontal).first());
    series->attachAxis(m_chart->axes(Qt::Vertical).first());
}

void PlotScene::render(QPainter &painter)
{
    m_chart->layout()->activate();
    const QRectF source(0, 0, m_plot.width() + 2 * kPlotMargin, m_plot.height() + 2 * kPlotMargin);
    m_scene.render(&painter, m_plot.adjusted(-kPlotMargin, -kPlotMargin, kPlotMargin, kPlotMargin), source);
}

} // namespace outlay::views
