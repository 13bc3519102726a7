// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/pricechart.h"

#include "items/roles.h"
#include "views/charts/axistexts.h"
#include "views/charts/chartpaint.h"
#include "views/charts/plotscene.h"
#include "views/format.h"

#include <QtCharts/QLineSeries>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace outlay::views {

using items::Kind;

namespace {

constexpr int kLeadDays = 90; ///< shown before the first dated change of a price that was always there

/// One price while it holds.
struct Step
{
    int column;
    int row;
    double fromDay; ///< days since the chart's first
    double toDay;
    qint64 nanos;
};

struct PriceLayout
{
    QDate first;
    double days = 1;
    QRectF plot;
    Scale scale;
    QList<Step> steps;
    double names = 0;

    double x(double day) const { return plot.left() + day / days * plot.width(); }
    double y(qint64 nanos) const
    {
        return plot.bottom() - scale.share(static_cast<double>(nanos)) * plot.height();
    }
};

QDate dayOf(const QAbstractItemModel &model, int row)
{
    return QDate::fromString(model.index(row, 0).data(items::ValueRole).toString(), Qt::ISODate);
}

QString nameOf(const QAbstractItemModel &model, int column)
{
    return model.headerData(column, Qt::Horizontal).toString();
}

QList<Step> stepsOf(const QAbstractItemModel &model, const QDate &first, const QDate &end)
{
    QList<Step> steps;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QDate from = dayOf(model, row).isValid() ? dayOf(model, row) : first;
        const QDate to = row + 1 < model.rowCount() ? dayOf(model, row + 1) : end;
        for (int column = 1; column < model.columnCount(); ++column) {
            const QVariant value = model.index(row, column).data(items::ValueRole);
            if (value.isValid())
                steps.append({column, row, static_cast<double>(first.daysTo(from)),
                              static_cast<double>(first.daysTo(to)), value.toLongLong()});
        }
    }
    return steps;
}

PriceLayout layOutPrices(const QAbstractItemModel &model, QDate end, const QRectF &rect, const QFont &font)
{
    PriceLayout layout;
    const QDate last = dayOf(model, model.rowCount() - 1);
    if (last.isValid())
        end = std::max(end, last.addDays(kLeadDays / 3));
    layout.first = dayOf(model, 0);
    if (!layout.first.isValid())
        layout.first = (model.rowCount() > 1 ? dayOf(model, 1) : end).addDays(-kLeadDays);
    layout.days = std::max<double>(1, static_cast<double>(layout.first.daysTo(end)));
    layout.steps = stepsOf(model, layout.first, end);

    const QFontMetricsF metrics(font);
    double most = 0;
    for (const Step &step : std::as_const(layout.steps)) {
        most = std::max(most, static_cast<double>(step.nanos));
        layout.names = std::max(layout.names, metrics.horizontalAdvance(nameOf(model, step.column)));
    }
    layout.names = std::min(std::ceil(layout.names), rect.width() * 0.3);
    const double line = std::ceil(metrics.height());
    const double bottom = std::floor(rect.bottom() - line - 8);
    layout.scale = niceScale(Kind::Money, 0, most, intervalsFor(bottom - rect.top()));
    layout.plot = QRectF(QPointF(std::ceil(rect.left() + tickWidth(font, Kind::Money, layout.scale) + 10),
                                 rect.top() + line / 2 + 2),
                         QPointF(std::floor(rect.right() - layout.names - 14), bottom));
    return layout;
}

void paintSteps(QPainter &painter, const QAbstractItemModel &model, const PriceLayout &layout,
                const Palette &palette)
{
    PlotScene scene(layout.plot, layout.scale, palette);
    for (int column = 1; column < model.columnCount(); ++column) {
        QList<QPointF> points;
        const auto draw = [&] {
            if (points.isEmpty())
                return;
            auto *series = new QLineSeries;
            series->replace(std::exchange(points, {}));
            series->setPen(QPen(palette.slot(column - 1), 2.2));
            scene.addLine(series, 0, layout.days);
        };
        for (const Step &step : layout.steps) {
            if (step.column != column)
                continue;
            if (!points.isEmpty() && points.last().x() < step.fromDay)
                draw(); // a gap
            points << QPointF(step.fromDay, static_cast<double>(step.nanos))
                   << QPointF(step.toDay, static_cast<double>(step.nanos));
        }
        draw();
    }
    scene.render(painter);
}

/// Names at the lines' ends, pushed apart where they would lie over each other.
void paintNames(QPainter &painter, const QAbstractItemModel &model, const PriceLayout &layout,
                const QFont &font, const Palette &palette)
{
    QList<Step> ends;
    for (int column = 1; column < model.columnCount(); ++column) {
        const auto last = std::find_if(layout.steps.rbegin(), layout.steps.rend(),
                                       [column](const Step &step) { return step.column == column; });
        if (last != layout.steps.rend())
            ends << *last;
    }
    std::sort(ends.begin(), ends.end(), [](const Step &a, const Step &b) { return a.nanos < b.nanos; });
    const double height = std::ceil(QFontMetricsF(font).height());
    double lowest = layout.plot.bottom() + height;
    for (const Step &step : std::as_const(ends)) {
        const double top = std::min(layout.y(step.nanos) - height / 2, lowest - height);
        lowest = top;
        const QString name =
            QFontMetricsF(font).elidedText(nameOf(model, step.column), Qt::ElideMiddle, layout.names + 1);
        const QPointF dot(layout.plot.right() + 6, top + height / 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.slot(step.column - 1));
        painter.drawEllipse(dot, 3, 3);
        drawText(painter, font, palette.text, name, QPointF(layout.plot.right() + 12, top),
                 Qt::AlignLeft | Qt::AlignTop);
    }
}

/// The days on which prices changed, as far as there is room.
void paintDays(QPainter &painter, const QAbstractItemModel &model, const PriceLayout &layout,
               const QFont &font, const Palette &palette)
{
    double taken = layout.plot.left() - 100;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QDate day = dayOf(model, row).isValid() ? dayOf(model, row) : layout.first;
        const QPointF anchor(layout.x(static_cast<double>(layout.first.daysTo(day))),
                             layout.plot.bottom() + 6);
        const QString text = dayOf(model, row).isValid() ? format::fullDay(day) : PriceChart::tr("before");
        const QRectF area = textArea(font, text, anchor, Qt::AlignLeft | Qt::AlignTop);
        if (area.left() < taken + 10)
            continue;
        taken = area.right();
        drawText(painter, font, palette.secondary, text, anchor, Qt::AlignLeft | Qt::AlignTop);
    }
}

} // namespace

PriceChart::PriceChart(QWidget *parent)
    : ChartView(parent)
{
}

void PriceChart::setEnd(const QDate &end)
{
    m_end = end;
    refresh();
}

QSize PriceChart::sizeHint() const
{
    return {560, 260};
}

void PriceChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    const QFont font = chartFont(*this);
    const QAbstractItemModel *const prices = model();
    if (prices == nullptr || prices->rowCount() == 0) {
        drawNoData(painter, rect, font, palette);
    } else {
        const PriceLayout layout = layOutPrices(*prices, m_end, rect, font);
        paintSteps(painter, *prices, layout, palette);
        paintAmountAxis(painter, layout.plot, font, Kind::Money, layout.scale, palette);
        paintDays(painter, *prices, layout, font, palette);
        paintNames(painter, *prices, layout, font, palette);
    }
    painter.restore();
}

QList<ChartMark> PriceChart::layOut(const QRectF &rect) const
{
    const QAbstractItemModel *const prices = model();
    if (prices == nullptr || prices->rowCount() == 0)
        return {};
    const PriceLayout layout = layOutPrices(*prices, m_end, rect, chartFont(*this));
    QList<ChartMark> marks;
    for (const Step &step : layout.steps) {
        ChartMark mark;
        mark.area = QRectF(QPointF(layout.x(step.fromDay), layout.y(step.nanos) - 5),
                           QPointF(layout.x(step.toDay), layout.y(step.nanos) + 5));
        mark.row = step.row;
        mark.column = step.column;
        const QDate from = dayOf(*prices, step.row);
        mark.lines = {nameOf(*prices, step.column), tr("%1 a million tokens").arg(format::price(step.nanos)),
                      from.isValid() ? tr("from %1").arg(format::fullDay(from)) : tr("since ever")};
        marks.append(mark);
    }
    return marks;
}

QString PriceChart::summary() const
{
    const QAbstractItemModel *const prices = model();
    if (prices == nullptr || prices->rowCount() == 0)
        return tr("No prices");
    QStringList now;
    const int last = prices->rowCount() - 1;
    for (int column = 1; column < prices->columnCount(); ++column)
        if (const QVariant value = prices->index(last, column).data(items::ValueRole); value.isValid())
            now << tr("%1 %2").arg(nameOf(*prices, column), format::price(value.toLongLong()));
    const QString changes = tr("changed %1×").arg(last);
    return now.isEmpty() ? tr("%1; no price any more").arg(changes)
                         : tr("%1; last: %2").arg(changes, now.join(QStringLiteral(", ")));
}

} // namespace outlay::views
