// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

namespace outlay::views {

/// A MatrixModel as one stacked bar per row, a colour per column: spend by month and feature. A click on a
/// part filters on its column's key, a click under a bar on the row's key.
class StackedBarChart : public ChartView
{
    Q_OBJECT

public:
    explicit StackedBarChart(QWidget *parent = nullptr);

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;
};

} // namespace outlay::views
