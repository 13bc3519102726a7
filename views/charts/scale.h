// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include "items/roles.h"

namespace outlay::views {

/// An axis from a round number to a round number. The numbers only place pixels and ticks; amounts stay in
/// their models.
struct Scale
{
    double least = 0;
    double most = 1;
    double step = 1;

    QList<double> ticks() const;
    /// 0 … 1 from least to most.
    double share(double value) const { return (value - least) / (most - least); }
};

/// Covers least … most and zero with about `intervals` steps of 1, 2, 2.5 or 5 × 10ⁿ; counts in whole steps.
/// Where all is zero the scale ends at one dollar, one request or 100 %.
Scale niceScale(items::Kind kind, double least, double most, int intervals);

/// A tick's text by the kind of values on the axis: "$40k", "2.5k", "20 %".
QString tickText(items::Kind kind, double value);

} // namespace outlay::views
