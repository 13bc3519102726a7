// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/waterfallchart.h"

#include "items/bridgemodel.h"
#include "items/roles.h"
#include "views/charts/axistexts.h"
#include "views/charts/chartpaint.h"
#include "views/format.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::BridgeModel;
using items::Kind;

namespace {

constexpr double kWidestStep = 84;
constexpr double kBarShare = 0.64; ///< of a step's width
/// The axis is cut where what has changed would have less than this of its height.
constexpr double kLeastShareOfChange = 0.25;
constexpr qint64 kLeastTold = 5'000'000; ///< half a cent; the tip has all of it

/// One bar: a cost from zero, or a change from the subtotal before to the one after.
struct WaterfallBar
{
    qint64 from = 0;
    qint64 to = 0;
    bool isCost = false;

    qint64 change() const { return to - from; }
};

QList<WaterfallBar> barsOf(const BridgeModel &bridge)
{
    QList<WaterfallBar> bars;
    for (int row = 0; row < bridge.rowCount(); ++row) {
        const auto subtotal = bridge.index(row, BridgeModel::Subtotal).data(items::ValueRole).toLongLong();
        const bool isCost = !bridge.effectAt(row);
        bars.append({isCost ? 0 : bars.last().to, subtotal, isCost});
    }
    return bars;
}

/// Where everything is.
struct WaterfallLayout
{
    QList<WaterfallBar> bars;
    Scale scale;
    QRectF plot;
    double slot = 0;

    bool isCut() const { return scale.least > 0; }
    double centre(qsizetype row) const { return plot.left() + (static_cast<double>(row) + 0.5) * slot; }
    double y(qint64 nanos) const
    {
        return plot.bottom() - scale.share(std::max(static_cast<double>(nanos), scale.least)) * plot.height();
    }
    QRectF area(qsizetype row) const
    {
        const WaterfallBar &bar = bars[row];
        const double width = std::floor(slot * kBarShare);
        const double top = std::min(y(bar.from), y(bar.to));
        const double height = std::max(std::abs(y(bar.from) - y(bar.to)), 1.0);
        return {std::round(centre(row) - width / 2), top, width, height};
    }
};

/// From zero, unless that would leave next to nothing for what has changed.
Scale waterfallScale(const QList<WaterfallBar> &bars, int intervals)
{
    double least = static_cast<double>(bars.first().to);
    double most = least;
    for (const WaterfallBar &bar : bars) {
        least = std::min(least, static_cast<double>(bar.to));
        most = std::max(most, static_cast<double>(bar.to));
    }
    const Scale whole = niceScale(Kind::Money, least, most, intervals);
    if (least <= 0 || most - least >= kLeastShareOfChange * most)
        return whole;
    // The steps take the upper two thirds; below them is the foot of the two costs.
    const Scale steps = niceScale(Kind::Money, 0, (most - least) * 1.5, intervals);
    const double bottom = std::floor((least - (most - least) / 2) / steps.step) * steps.step;
    if (bottom <= 0)
        return whole;
    return {bottom, std::ceil(most / steps.step) * steps.step, steps.step};
}

/// A name in as many lines as its words need.
QStringList linesOf(const QString &name, const QFontMetricsF &metrics, double width)
{
    QStringList lines;
    for (const QString &word : name.split(QLatin1Char(' '))) {
        const QString longer = lines.isEmpty() ? word : lines.last() + QLatin1Char(' ') + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= width)
            lines.last() = longer;
        else
            lines << word;
    }
    for (QString &line : lines)
        line = metrics.elidedText(line, Qt::ElideRight, width);
    return lines;
}

QString signedText(qint64 nanos)
{
    if (std::abs(nanos) < kLeastTold)
        return format::money(0);
    return (nanos > 0 ? QStringLiteral("+") : QString()) + format::compactMoney(nanos);
}

/// A zigzag of the card's colour through a bar whose foot is not at zero.
void paintCut(QPainter &painter, const QRectF &bar, const Palette &palette)
{
    constexpr double tooth = 6;
    const double y = bar.bottom() - 14;
    QPolygonF line;
    bool up = false;
    for (double x = bar.left() - 2; x <= bar.right() + tooth; x += tooth, up = !up)
        line.append({x, up ? y - 4 : y});
    painter.save();
    painter.setPen(QPen(palette.card, 3));
    painter.drawPolyline(line);
    painter.restore();
}

void paintBars(QPainter &painter, const WaterfallLayout &layout, const Palette &palette)
{
    painter.setPen(QPen(palette.secondary, 1));
    for (qsizetype row = 0; row + 1 < layout.bars.size(); ++row) {
        const double y = std::round(layout.y(layout.bars[row].to)) + 0.5;
        painter.drawLine(QPointF(layout.area(row).left(), y), QPointF(layout.area(row + 1).right(), y));
    }
    for (qsizetype row = 0; row < layout.bars.size(); ++row) {
        const WaterfallBar &bar = layout.bars[row];
        const QRectF area = layout.area(row);
        const QColor colour = bar.isCost         ? palette.secondary
                              : bar.change() > 0 ? palette.higher
                                                 : palette.lower;
        // Falling bars are hatched: colour is not the only sign.
        drawSwatch(painter, area, colour, !bar.isCost && bar.change() < 0, palette);
        if (!bar.isCost && bar.change() < 0) {
            painter.setPen(QPen(colour, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        if (bar.isCost && layout.isCut())
            paintCut(painter, area, palette);
    }
}

} // namespace

WaterfallChart::WaterfallChart(QWidget *parent)
    : ChartView(parent)
{
}

void WaterfallChart::setEnds(const QString &before, const QString &after)
{
    m_before = before;
    m_after = after;
    refresh();
}

const BridgeModel *WaterfallChart::bridge() const
{
    const auto *bridge = qobject_cast<const BridgeModel *>(model());
    return bridge && bridge->rowCount() > 0 ? bridge : nullptr;
}

QString WaterfallChart::nameOf(int row) const
{
    if (row == 0)
        return m_before;
    if (row + 1 == bridge()->rowCount())
        return m_after;
    return bridge()->index(row, BridgeModel::Step).data().toString();
}

QSize WaterfallChart::sizeHint() const
{
    return {720, 320};
}

namespace {

WaterfallLayout layOutSteps(const BridgeModel &bridge, const QRectF &rect, const QFont &font)
{
    WaterfallLayout layout;
    layout.bars = barsOf(bridge);
    const double line = std::ceil(QFontMetricsF(font).height());
    const double height = rect.height() - 4 * line - 10; // a text over the bars, names of three lines below
    layout.scale = waterfallScale(layout.bars, intervalsFor(height));
    const double left = std::ceil(rect.left() + tickWidth(font, Kind::Money, layout.scale) + 10);
    layout.plot = QRectF(left, rect.top() + line + 4, rect.right() - left, std::max(height, 40.0));
    layout.slot =
        std::floor(std::min(layout.plot.width() / static_cast<double>(layout.bars.size()), kWidestStep));
    return layout;
}

} // namespace

void WaterfallChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    const QFont font = chartFont(*this);
    if (!bridge()) {
        drawNoData(painter, rect, font, palette);
        painter.restore();
        return;
    }
    const WaterfallLayout layout = layOutSteps(*bridge(), rect, font);
    for (const double tick : layout.scale.ticks()) {
        const double y =
            std::round(layout.plot.bottom() - layout.scale.share(tick) * layout.plot.height()) + 0.5;
        painter.setPen(QPen(palette.grid, 1));
        painter.drawLine(QPointF(layout.plot.left(), y), QPointF(layout.plot.right(), y));
        drawText(painter, font, palette.secondary, tickText(Kind::Money, tick),
                 QPointF(layout.plot.left() - 8, y), Qt::AlignRight | Qt::AlignVCenter);
    }
    paintBars(painter, layout, palette);
    const QFont bold = chartFont(*this, true);
    const QFontMetricsF metrics(font);
    for (int row = 0; row < layout.bars.size(); ++row) {
        const WaterfallBar &bar = layout.bars[row];
        const QString text = bar.isCost ? format::compactMoney(bar.to) : signedText(bar.change());
        const QPointF over(layout.centre(row), layout.area(row).top() - 2);
        const QRectF area = textArea(bold, text, over, Qt::AlignHCenter | Qt::AlignBottom);
        painter.fillRect(area.adjusted(-1, 1, 1, -1), palette.card);
        drawText(painter, bold, palette.text, text, over, Qt::AlignHCenter | Qt::AlignBottom);
        double top = layout.plot.bottom() + 5;
        for (const QString &line : linesOf(nameOf(row), metrics, layout.slot - 4)) {
            drawText(painter, font, palette.secondary, line, {layout.centre(row), top},
                     Qt::AlignHCenter | Qt::AlignTop);
            top += metrics.height();
        }
    }
    painter.restore();
}

QList<ChartMark> WaterfallChart::layOut(const QRectF &rect) const
{
    if (!bridge())
        return {};
    const WaterfallLayout layout = layOutSteps(*bridge(), rect, chartFont(*this));
    QList<ChartMark> marks;
    for (int row = 0; row < layout.bars.size(); ++row) {
        const WaterfallBar &bar = layout.bars[row];
        ChartMark mark;
        mark.area = QRectF(layout.centre(row) - layout.slot / 2, layout.plot.top() - 16, layout.slot,
                           rect.bottom() - layout.plot.top() + 16);
        mark.row = row;
        mark.column = BridgeModel::Change;
        for (const int column : {BridgeModel::Change, BridgeModel::Subtotal})
            if (mark.figure.isEmpty())
                mark.figure = model()->index(row, column).data(items::FigureRole).toString();
        for (const auto &[dimension, key] : bridge()->featuresOf(row))
            mark.targets.append({dimension, key});
        mark.lines = {nameOf(row), bar.isCost ? format::money(bar.to) : format::moneyChange(bar.change()),
                      bridge()->index(row, BridgeModel::Meaning).data().toString()};
        if (!bar.isCost)
            mark.lines.append(tr("Cost after it: %1").arg(format::money(bar.to)));
        if (!mark.targets.isEmpty())
            mark.lines.append(
                tr("Mostly of %1; click to filter on it")
                    .arg(mark.targets.size() == 1
                             ? format::bucket(mark.targets.first().dimension, mark.targets.first().key)
                             : tr("%1 features").arg(format::count(mark.targets.size()))));
        marks.append(mark);
    }
    return marks;
}

QString WaterfallChart::summary() const
{
    if (!bridge())
        return tr("No data");
    const QList<WaterfallBar> bars = barsOf(*bridge());
    int greatest = 0;
    for (int row = 1; row + 1 < bars.size(); ++row)
        if (greatest == 0 || std::abs(bars[row].change()) > std::abs(bars[greatest].change()))
            greatest = row;
    const qint64 change = bars.last().to - bars.first().to;
    QString text = tr("%1: %2; %3: %4, %5")
                       .arg(m_before, format::money(bars.first().to), m_after, format::money(bars.last().to),
                            format::moneyChange(change));
    if (greatest > 0)
        text +=
            QStringLiteral(". ") + tr("The greatest step is %1, %2")
                                       .arg(nameOf(greatest), format::moneyChange(bars[greatest].change()));
    const Scale scale = waterfallScale(bars, 5);
    if (scale.least > 0)
        text += QStringLiteral(". ") + tr("The axis does not begin at zero");
    return text;
}

} // namespace outlay::views
