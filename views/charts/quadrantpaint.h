// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/quadrantlayout.h"
#include "views/palette.h"

#include <functional>

class QPainter;

namespace outlay::views {

/// The colour that goes with a class's shape.
QColor classColour(items::FeatureClass featureClass, const Palette &palette);

/// The picture of a laid-out quadrant.
void paintQuadrant(QPainter &painter, const QuadrantLayout &layout, const QFont &normal, const QFont &bold,
                   const Palette &palette, const std::function<bool(const QuadrantDot &)> &isFaint);

} // namespace outlay::views
