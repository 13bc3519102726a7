// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QLineF>
#include <QtCore/QList>
#include <QtCore/QRectF>

#include <optional>

namespace outlay::views {

/// Finds room for texts beside points: tries directions and distances around each point and takes the place
/// that covers least of what is already there.
class LabelPlacer
{
public:
    explicit LabelPlacer(const QRectF &bounds)
        : m_bounds(bounds)
    {
    }

    enum class Blocks
    {
        Text,
        Mark
    }; ///< a covered text cannot be read; a covered mark can still be made out

    /// What must not be covered.
    void block(const QRectF &rect, Blocks kind) { m_blocked.append({rect, kind}); }
    /// A line that had better not be crossed.
    void avoid(const QLineF &line) { m_lines.append(line); }

    struct Place
    {
        QRectF area;
        bool led = false; ///< far enough from its point to need a line to it
    };

    /// Room for `size` around a point of `radius`; the place is then blocked for others. Nothing when every
    /// place is blocked and `mustShow` is false; with it, the place that covers least.
    std::optional<Place> place(const QPointF &point, double radius, const QSizeF &size, bool mustShow);

private:
    double costOf(const QRectF &area) const;
    double costOfLeader(const QPointF &point, double radius, const QRectF &area) const;

    QRectF m_bounds;
    QList<std::pair<QRectF, Blocks>> m_blocked;
    QList<QLineF> m_lines;
};

} // namespace outlay::views
