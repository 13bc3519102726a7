// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QRectF>
#include <QtCore/QString>

namespace outlay::views {

/// What clicking filters on: a value of a dimension.
struct ChartTarget
{
    QString dimension;
    QString key;

    bool operator==(const ChartTarget &) const = default;
};

/// One thing in a chart that can be pointed at, walked to and spoken.
struct ChartMark
{
    QRectF area;  ///< where it is, in the coordinates of the painted rectangle
    int row = -1; ///< in the model; -1: stands for a whole column
    int column = -1;
    QList<ChartTarget> targets; ///< empty: a click filters on nothing
    QStringList lines;          ///< the first is its name, the others what is known about it
    bool walkable = true;       ///< arrow keys stop here
    QString figure = {}; ///< name of the insight::Figure that it shows; empty: none that explains itself
    QList<ChartTarget> slice = {}; ///< what that figure is of, within what the filter asks for
};

} // namespace outlay::views
