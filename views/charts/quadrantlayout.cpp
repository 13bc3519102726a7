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
constexpr double kLeastMove = 8; ///< pixels; shorter ways from the compared period are noise

QVariant valueAt(const QuadrantModel &model, int row, int column)
{
    return model.index(row, column).data(items::ValueRole);
}

/// The share at the axis' end: room beyond the greatest, but no more than all.
double reachOf(const QuadrantModel &model, int column, int previousColumn, bool previousShown)
{
    double most = 0.02;
    for (int row = 0; row < model.rowCount(); ++row) {
        most = std::max(most, valueAt(model, row, column).toDouble());
        if (previousShown)
            most = std::max(most, valueAt(model, row, previousColumn).toDouble());
    }
    return std::min(most * 1.22, 1.06);
}

double squareRoot(double share)
{
    return std::sqrt(std::max(share, 0.0));
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

void addDots(QuadrantLayout &layout, const QuadrantModel &model, bool previousShown)
{
    double most = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        most = std::max(most, valueAt(model, row, QuadrantModel::Cost).toDouble());
    for (int row = 0; row < model.rowCount(); ++row) {
        QuadrantDot dot = dotOf(model, row, most);
        dot.centre = layout.at(dot.usage, dot.cost);
        const QVariant usage = valueAt(model, row, QuadrantModel::PreviousUsageShare);
        const QVariant cost = valueAt(model, row, QuadrantModel::PreviousCostShare);
        if (previousShown && usage.isValid() && cost.isValid()) {
            const QPointF before = layout.at(usage.toDouble(), cost.toDouble());
            if (QLineF(before, dot.centre).length() > dot.radius + kLeastMove)
                dot.before = before;
        }
        layout.dots.append(dot);
    }
}

void addCaptions(QuadrantLayout &layout, const QFont &bold)
{
    const QRectF inside = layout.plot.adjusted(8, 5, -8, -5);
    const auto add = [&](FeatureClass featureClass, const QString &text, const QPointF &corner,
                         Qt::Alignment at) {
        const QString symbol = format::featureClassSymbol(featureClass);
        const QString caption = symbol.isEmpty() ? text : symbol + QLatin1Char(' ') + text;
        layout.captions.append({featureClass, caption, textArea(bold, caption, corner, at)});
    };
    add(FeatureClass::CostDrain, QuadrantChart::tr("Cost drains"), inside.topLeft(),
        Qt::AlignLeft | Qt::AlignTop);
    add(FeatureClass::CoreSpend, QuadrantChart::tr("Core spend"), inside.topRight(),
        Qt::AlignRight | Qt::AlignTop);
    add(FeatureClass::LongTail, QuadrantChart::tr("Long tail"), inside.bottomLeft(),
        Qt::AlignLeft | Qt::AlignBottom);
    // Until features have values, return is taken to be use.
    add(FeatureClass::ProfitCenter, QuadrantChart::tr("Profit centers (by usage)"), inside.bottomRight(),
        Qt::AlignRight | Qt::AlignBottom);
}

/// Labels of dear features are placed first; only the long tail may go without.
void placeLabels(QuadrantLayout &layout, const QFont &font)
{
    LabelPlacer placer(layout.plot.adjusted(1, 1, -1, -1));
    for (const QuadrantCaption &caption : std::as_const(layout.captions))
        placer.block(caption.area);
    for (const QuadrantDot &dot : std::as_const(layout.dots))
        placer.block(QRectF(dot.centre, QSizeF()).adjusted(-dot.radius, -dot.radius, dot.radius, dot.radius));
    placer.avoid(QLineF(layout.at(layout.usageCut, 0), layout.at(layout.usageCut, layout.mostCost)));
    placer.avoid(QLineF(layout.at(0, layout.costCut), layout.at(layout.mostUsage, layout.costCut)));
    for (QuadrantDot &dot : layout.dots) {
        const QSizeF size = textArea(font, dot.name, {}, Qt::AlignLeft | Qt::AlignTop).size();
        const bool mustShow = dot.featureClass != FeatureClass::LongTail;
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
    const double number = std::ceil(metrics.horizontalAdvance(format::percent(0.288)));
    QuadrantLayout layout;
    layout.usageCut = model.usageCut();
    layout.costCut = model.costCut();
    // Left: the axis' title, turned, and ticks; above and right: the cut lines' grips with their shares.
    layout.plot =
        QRectF(QPointF(std::round(rect.left() + line + number + 8), std::round(rect.top() + line + 8)),
               QPointF(std::round(rect.right() - number - 14), std::round(rect.bottom() - 2 * line - 12)));
    layout.mostUsage =
        reachOf(model, QuadrantModel::UsageShare, QuadrantModel::PreviousUsageShare, previousShown);
    layout.mostCost =
        reachOf(model, QuadrantModel::CostShare, QuadrantModel::PreviousCostShare, previousShown);
    addDots(layout, model, previousShown);
    addCaptions(layout, bold);
    placeLabels(layout, normal);
    return layout;
}

} // namespace outlay::views
