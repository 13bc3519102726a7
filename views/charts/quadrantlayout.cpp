// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/quadrantlayout.h"

#include "items/quadrantmodel.h"
#include "views/charts/chartpaint.h"
#include "views/charts/labelplacer.h"
#include "views/charts/quadrantchart.h"
#include "views/format.h"

#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

namespace outlay::views {

using items::FeatureClass;
using items::QuadrantModel;

namespace {

constexpr double kBiggestDot = 14;
constexpr double kSmallestDot = 4.5;
constexpr qsizetype kAlwaysNamed = 8;
constexpr double kLeastMove = 8; ///< pixels; shorter ways from the compared period are noise

QVariant valueAt(const QuadrantModel &model, int row, int column)
{
    return model.index(row, column).data(items::ValueRole);
}

double squareRoot(double share)
{
    return std::sqrt(std::max(share, 0.0));
}

/// The share at an axis' end, so that `share` lies at least `room` pixels before it.
double reachFor(double share, double room, double pixels)
{
    const double part = std::max((pixels - room) / pixels, 0.3);
    return share / (part * part);
}

QuadrantDot dotOf(const QuadrantModel &model, int row, double mostCostNanos)
{
    const QModelIndex name = model.index(row, QuadrantModel::Name);
    QuadrantDot dot;
    dot.name = name.data(items::ValueRole).toString();
    dot.target = {name.data(items::DimensionRole).toString(), name.data(items::KeyRole).toString()};
    dot.hatched = name.data(items::HatchedRole).toBool();
    dot.featureClass = static_cast<FeatureClass>(valueAt(model, row, QuadrantModel::Class).toInt());
    dot.usage = valueAt(model, row, QuadrantModel::UsageShare).toDouble();
    dot.cost = valueAt(model, row, QuadrantModel::CostShare).toDouble();
    const double costNanos = valueAt(model, row, QuadrantModel::Cost).toDouble();
    dot.radius = std::max(kSmallestDot, kBiggestDot * squareRoot(costNanos / std::max(mostCostNanos, 1.0)));
    return dot;
}

/// Reads the dots and ends the axes where all of them, and a caption over the highest, have room.
void addDots(QuadrantLayout &layout, const QuadrantModel &model, double captionHeight, bool previousShown)
{
    double most = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        most = std::max(most, valueAt(model, row, QuadrantModel::Cost).toDouble());
    layout.mostUsage = layout.mostCost = 0.02;
    const auto reach = [&](double usage, double cost, double radius) {
        layout.mostUsage = std::max(layout.mostUsage, reachFor(usage, radius + 10, layout.plot.width()));
        layout.mostCost = std::max(layout.mostCost,
                                   reachFor(cost, radius * 1.25 + captionHeight + 8, layout.plot.height()));
    };
    for (int row = 0; row < model.rowCount(); ++row) {
        layout.dots.append(dotOf(model, row, most));
        reach(layout.dots.last().usage, layout.dots.last().cost, layout.dots.last().radius);
        if (previousShown)
            reach(valueAt(model, row, QuadrantModel::PreviousUsageShare).toDouble(),
                  valueAt(model, row, QuadrantModel::PreviousCostShare).toDouble(), kSmallestDot);
    }
    for (int row = 0; row < layout.dots.size(); ++row) {
        QuadrantDot &dot = layout.dots[row];
        dot.centre = layout.at(dot.usage, dot.cost);
        const QVariant usage = valueAt(model, row, QuadrantModel::PreviousUsageShare);
        const QVariant cost = valueAt(model, row, QuadrantModel::PreviousCostShare);
        if (!previousShown || !usage.isValid() || !cost.isValid())
            continue;
        const QPointF before = layout.at(usage.toDouble(), cost.toDouble());
        if (QLineF(before, dot.centre).length() > dot.radius + kLeastMove)
            dot.before = before;
    }
}

QRectF extentOf(const QuadrantDot &dot)
{
    const double r = dot.radius * 1.2;
    return QRectF(dot.centre, QSizeF()).adjusted(-r, -r, r, r);
}

/// A caption in the corner of its part that lies furthest out; in another one where dots are in the way.
void addCaption(QuadrantLayout &layout, const QFont &bold, FeatureClass featureClass, const QString &name)
{
    const bool upper = featureClass == FeatureClass::CostDrain || featureClass == FeatureClass::CoreSpend;
    const bool right = featureClass == FeatureClass::ProfitCenter || featureClass == FeatureClass::CoreSpend;
    const QPointF cut = layout.at(layout.usageCut, layout.costCut);
    const QRectF part = QRectF(cut, QPointF(right ? layout.plot.right() : layout.plot.left(),
                                            upper ? layout.plot.top() : layout.plot.bottom()))
                            .normalized()
                            .adjusted(8, 5, -8, -5);
    const QString symbol = format::featureClassSymbol(featureClass);
    const QString text = symbol.isEmpty() ? name : symbol + QLatin1Char(' ') + name;
    const auto areaAt = [&](bool atTop, bool atRight) {
        return textArea(
            bold, text, QPointF(atRight ? part.right() : part.left(), atTop ? part.top() : part.bottom()),
            (atRight ? Qt::AlignRight : Qt::AlignLeft) | (atTop ? Qt::AlignTop : Qt::AlignBottom));
    };
    const auto isFree = [&](const QRectF &area) {
        return layout.plot.contains(area) &&
               std::none_of(layout.dots.cbegin(), layout.dots.cend(),
                            [&](const QuadrantDot &dot) { return extentOf(dot).intersects(area); });
    };
    QRectF area = areaAt(upper, right);
    for (const QRectF &other : {areaAt(upper, !right), areaAt(!upper, right), areaAt(!upper, !right)})
        if (!isFree(area) && isFree(other))
            area = other;
    layout.captions.append({featureClass, text, area});
}

/// Labels of dear features are placed first. The long tail and, in a crowd, the less dear go without when
/// there is no room; their names are in the tool tip.
void placeLabels(QuadrantLayout &layout, const QFont &font)
{
    LabelPlacer placer(layout.plot.adjusted(1, 1, -1, -1));
    for (const QuadrantCaption &caption : std::as_const(layout.captions))
        placer.block(caption.area, LabelPlacer::Blocks::Text);
    for (const QuadrantDot &dot : std::as_const(layout.dots)) {
        placer.block(extentOf(dot), LabelPlacer::Blocks::Mark);
        if (dot.before) {
            placer.avoid(QLineF(*dot.before, dot.centre));
            placer.block(QRectF(*dot.before, QSizeF()).adjusted(-4, -4, 4, 4), LabelPlacer::Blocks::Mark);
        }
    }
    placer.avoid(QLineF(layout.at(layout.usageCut, 0), layout.at(layout.usageCut, layout.mostCost)));
    placer.avoid(QLineF(layout.at(0, layout.costCut), layout.at(layout.mostUsage, layout.costCut)));
    qsizetype placed = 0;
    for (QuadrantDot &dot : layout.dots) {
        const QSizeF size = textArea(font, dot.name, {}, Qt::AlignLeft | Qt::AlignTop).size();
        const bool mustShow = dot.featureClass != FeatureClass::LongTail && placed++ < kAlwaysNamed;
        if (const auto place = placer.place(dot.centre, dot.radius, size, mustShow)) {
            dot.label = place->area;
            dot.led = place->led;
        }
    }
}

} // namespace

double QuadrantLayout::x(double usage) const
{
    return plot.left() + std::min(squareRoot(usage / mostUsage), 1.0) * plot.width();
}

double QuadrantLayout::y(double cost) const
{
    return plot.bottom() - std::min(squareRoot(cost / mostCost), 1.0) * plot.height();
}

double QuadrantLayout::usageAt(double x) const
{
    const double root = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
    return root * root * mostUsage;
}

double QuadrantLayout::costAt(double y) const
{
    const double root = std::clamp((plot.bottom() - y) / plot.height(), 0.0, 1.0);
    return root * root * mostCost;
}

QList<double> QuadrantLayout::ticks(double most, double pixels, double least)
{
    static constexpr std::array<double, 11> candidates = {0.01, 0.05, 0.1, 0.2, 0.3,  0.4,
                                                          0.5,  0.6,  0.8, 1,   0.001};
    QList<double> kept;
    for (const double candidate : candidates) {
        if (candidate > most)
            continue;
        const double place = squareRoot(candidate / most) * pixels;
        const bool free = std::none_of(kept.cbegin(), kept.cend(), [&](double other) {
            return std::abs(squareRoot(other / most) * pixels - place) < least;
        });
        if (free && place >= least / 2)
            kept.append(candidate);
    }
    return kept;
}

QuadrantLayout layOutQuadrant(const QuadrantModel &model, const QRectF &rect, const QFont &normal,
                              const QFont &bold, bool previousShown)
{
    const QFontMetricsF metrics(normal);
    const double line = std::ceil(metrics.height());
    const double number = std::ceil(metrics.horizontalAdvance(format::percent(1)));
    QuadrantLayout layout;
    layout.usageCut = model.usageCut();
    layout.isByReturn = model.isByReturn();
    layout.costCut = model.costCut();
    // Left: the axis' title, turned, and ticks; above and right: the cut lines' grips with their shares.
    layout.plot =
        QRectF(QPointF(std::round(rect.left() + line + number + 8), std::round(rect.top() + line + 8)),
               QPointF(std::round(rect.right() - number - 14), std::round(rect.bottom() - 2 * line - 12)));
    addDots(layout, model, line, previousShown);
    addCaption(layout, bold, FeatureClass::CostDrain, QuadrantChart::tr("Cost drains"));
    addCaption(layout, bold, FeatureClass::CoreSpend, QuadrantChart::tr("Core spend"));
    addCaption(layout, bold, FeatureClass::LongTail, QuadrantChart::tr("Long tail"));
    // Until features have values, return is taken to be use.
    addCaption(layout, bold, FeatureClass::ProfitCenter,
               layout.isByReturn ? QuadrantChart::tr("Profit centers")
                                 : QuadrantChart::tr("Profit centers (by usage)"));
    placeLabels(layout, normal);
    return layout;
}

} // namespace outlay::views
