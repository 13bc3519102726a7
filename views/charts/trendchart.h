// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

namespace outlay::views {

/// A MatrixModel as one line per column over its rows, named at the line's end. Rows without data break the
/// line.
class TrendChart : public ChartView
{
    Q_OBJECT

public:
    explicit TrendChart(QWidget *parent = nullptr);

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;
    void paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const override;
};

} // namespace outlay::views
