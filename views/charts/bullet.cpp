// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/bullet.h"

#include "views/charts/chartpaint.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace outlay::views {

namespace {

constexpr double kScaleEnd = 1.25;
constexpr double kLongestScale = 2.5; ///< beyond it the bar ends at the edge with an arrow

void drawTick(QPainter &painter, double x, double top, double bottom, const QColor &colour, double width)
{
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
}

} // namespace

QColor stateColour(items::BudgetState state, const Palette &palette)
{
    switch (state) {
    case items::BudgetState::NoData:
        return palette.secondary;
    case items::BudgetState::OnTrack:
        return palette.ok;
    case items::BudgetState::AheadOfPace:
    case items::BudgetState::SoftPassed:
        return palette.warn;
    case items::BudgetState::Over:
        break;
    }
    return palette.danger;
}

void drawBullet(QPainter &painter, const QRectF &rect, const Bullet &bullet, const Palette &palette)
{
    const double end = std::clamp(bullet.used * 1.05, kScaleEnd, kLongestScale);
    const double height = std::min(rect.height(), 16.0);
    const QRectF band(rect.left(), std::round(rect.center().y() - height / 2), rect.width(), height);
    const auto x = [&](double share) {
        return band.left() + std::clamp(share / end, 0.0, 1.0) * band.width();
    };
    const QColor ground = mix(palette.card, palette.text, 0.06);

    painter.save();
    painter.fillRect(band, ground);
    painter.fillRect(QRectF(band.left(), band.top(), x(1) - band.left(), height),
                     mix(ground, palette.text, 0.06));
    painter.fillRect(QRectF(band.left(), band.top(), x(bullet.soft) - band.left(), height),
                     mix(ground, palette.text, 0.13));
    const bool onTrack =
        bullet.state == items::BudgetState::OnTrack || bullet.state == items::BudgetState::NoData;
    const QColor ink = onTrack ? palette.accent : stateColour(bullet.state, palette);
    const double thickness = std::max(4.0, std::round(height * 0.38));
    const double top = std::round(band.center().y() - thickness / 2);
    painter.fillRect(QRectF(band.left(), top, x(std::max(bullet.used, 0.0)) - band.left(), thickness), ink);
    if (bullet.used > kLongestScale) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        const double middle = top + thickness / 2;
        painter.drawPolygon(QPolygonF({QPointF(band.right() - 8, middle - 6), QPointF(band.right(), middle),
                                       QPointF(band.right() - 8, middle + 6)}));
    }
    if (bullet.pace)
        drawTick(painter, x(*bullet.pace), band.top() + 1, band.bottom() - 1, palette.secondary, 1.2);
    drawTick(painter, x(1), band.top() - 1, band.bottom() + 1, palette.text, 2.4);
    painter.restore();
}

} // namespace outlay::views
