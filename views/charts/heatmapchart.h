// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

namespace outlay::views {

/// A MatrixModel as a table of tinted cells with their values and with totals at the margins. Tints go by
/// the square root of the value. A click on a cell filters on its row's and its column's key.
class HeatMapChart : public ChartView
{
    Q_OBJECT

public:
    explicit HeatMapChart(QWidget *parent = nullptr);

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;
    Qt::Orientation rowDirection() const override { return Qt::Vertical; }
    void modelChanged() override;
};

} // namespace outlay::views
