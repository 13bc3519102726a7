// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/labelplacer.h"

#include <array>
#include <cmath>
#include <limits>

namespace outlay::views {

namespace {

constexpr double kOverText = 1000; ///< cost of covering, however little
constexpr double kOverMark = 300;
constexpr double kCrossed = 30; ///< cost of crossing a line
constexpr double kPerRing = 12; ///< cost of being further away

constexpr std::array<double, 4> kDistances = {4, 14, 26, 40};
/// Degrees, counter-clockwise from the right; a text to the right of its point is read most easily.
constexpr std::array<double, 12> kDirections = {0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240};

double overlap(const QRectF &a, const QRectF &b)
{
    const QRectF common = a.intersected(b);
    return common.width() * common.height();
}

bool crosses(const QLineF &line, const QRectF &rect)
{
    if (rect.contains(line.p1()) || rect.contains(line.p2()))
        return true;
    const std::array<QLineF, 2> diagonals = {QLineF(rect.topLeft(), rect.bottomRight()),
                                             QLineF(rect.topRight(), rect.bottomLeft())};
    for (const QLineF &diagonal : diagonals)
        if (line.intersects(diagonal, nullptr) == QLineF::BoundedIntersection)
            return true;
    return false;
}

/// The rectangle whose nearest edge or corner lies in this direction.
QRectF beside(const QPointF &point, double distance, double degrees, const QSizeF &size)
{
    const double radians = degrees * M_PI / 180;
    const double x = std::cos(radians);
    const double y = -std::sin(radians);
    const QPointF near = point + QPointF(x, y) * distance;
    // Straight above and below the text is centred; otherwise it begins or ends at the point.
    const double left = std::abs(x) < 0.1 ? near.x() - size.width() / 2
                        : x > 0           ? near.x()
                                          : near.x() - size.width();
    const double top = near.y() - size.height() / 2 + y * size.height() / 2;
    return {QPointF(left, top), size};
}

} // namespace

double LabelPlacer::costOf(const QRectF &area) const
{
    double cost = 0;
    for (const auto &[rect, kind] : m_blocked)
        if (const double common = overlap(area.adjusted(-1, 0, 1, 0), rect); common > 0)
            cost += (kind == Blocks::Text ? kOverText : kOverMark) + common;
    for (const QLineF &line : m_lines)
        if (crosses(line, area))
            cost += kCrossed;
    return cost;
}

double LabelPlacer::costOfLeader(const QPointF &point, double radius, const QRectF &area) const
{
    QLineF leader(point, area.center());
    leader.setP1(leader.pointAt(std::min((radius + 4) / leader.length(), 1.0)));
    double cost = 0;
    for (const auto &[rect, kind] : m_blocked)
        cost += crosses(leader, rect) ? kCrossed : 0;
    return cost;
}

std::optional<LabelPlacer::Place> LabelPlacer::place(const QPointF &point, double radius, const QSizeF &size,
                                                     bool mustShow)
{
    double best = std::numeric_limits<double>::max();
    Place found;
    for (std::size_t ring = 0; ring < kDistances.size(); ++ring) {
        for (std::size_t direction = 0; direction < kDirections.size(); ++direction) {
            const QRectF area = beside(point, radius + kDistances[ring], kDirections[direction], size);
            if (!m_bounds.contains(area))
                continue;
            double cost =
                costOf(area) + static_cast<double>(ring) * kPerRing + static_cast<double>(direction) * 0.5;
            if (ring > 0 && cost < best)
                cost += costOfLeader(point, radius, area);
            if (cost < best) {
                best = cost;
                found = {area, ring > 0};
            }
        }
    }
    const bool somewhere = best < std::numeric_limits<double>::max();
    if (!somewhere || (best >= kOverMark && !mustShow))
        return std::nullopt;
    block(found.area, Blocks::Text);
    if (found.led)
        avoid(QLineF(point, found.area.center()));
    return found;
}

} // namespace outlay::views
