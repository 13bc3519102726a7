// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QRectF>

#include "items/roles.h"
#include "views/palette.h"

#include <optional>

class QPainter;

namespace outlay::views {

/// How much of a budget is used; all shares of its amount, 1 is the limit.
struct Bullet
{
    double used = 0;
    double soft = 0.8;
    std::optional<double> pace; ///< where an even pace would be by now
    items::BudgetState state = items::BudgetState::OnTrack;
};

/// Few's bullet: bands to the soft threshold and to the limit, a bar of what is used, a thick tick at the
/// limit and a thin one at the pace. The scale ends at 1.25, or at the use if that is more.
void drawBullet(QPainter &painter, const QRectF &rect, const Bullet &bullet, const Palette &palette);

QColor stateColour(items::BudgetState state, const Palette &palette);

} // namespace outlay::views
