// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtGui/QFont>

#include "items/roles.h"
#include "views/charts/chartmark.h"

#include <optional>

namespace outlay::items {
class QuadrantModel;
}

namespace outlay::views {

/// A feature in the quadrant, as its model's row tells it, and where it lies.
struct QuadrantDot
{
    QString name;
    ChartTarget target;
    items::FeatureClass featureClass = items::FeatureClass::LongTail;
    bool hatched = false;
    double usage = 0; ///< 0 … 1
    double cost = 0;
    QPointF centre;
    double radius = 0;
    std::optional<QPointF> before; ///< where it lay in the compared period, if that is worth a line
    std::optional<QRectF> label;   ///< none where there is no room
    bool led = false;              ///< the label needs a line to its dot
};

/// The name of a part of the plane, in its corner.
struct QuadrantCaption
{
    items::FeatureClass featureClass = items::FeatureClass::LongTail;
    QString text;
    QRectF area;
};

/// Both axes are scaled by the square root, which keeps the many small shares apart.
struct QuadrantLayout
{
    QRectF plot;
    double mostUsage = 1; ///< share at the right edge
    double mostCost = 1;  ///< share at the upper edge
    double usageCut = 0;
    bool isByReturn = false; ///< what `usage` are shares of
    double costCut = 0;
    QList<QuadrantDot> dots; ///< in the model's order
    QList<QuadrantCaption> captions;

    double x(double usage) const;
    double y(double cost) const;
    QPointF at(double usage, double cost) const { return {x(usage), y(cost)}; }
    double usageAt(double x) const;
    double costAt(double y) const;

    /// Shares worth a tick, of those that do not crowd.
    static QList<double> ticks(double most, double pixels, double least);
};

QuadrantLayout layOutQuadrant(const items::QuadrantModel &model, const QRectF &rect, const QFont &normal,
                              const QFont &bold, bool previousShown);

} // namespace outlay::views
