// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

namespace outlay::items {
class BurnModel;
}

namespace outlay::views {

/// A BurnModel: spend so far against what was expected by now, the soft threshold and the limit; the forecast
/// with its 80 % interval, and the period before; named on the lines.
class BurnChart : public ChartView
{
    Q_OBJECT

public:
    explicit BurnChart(QWidget *parent = nullptr);

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;
    void paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const override;

private:
    const items::BurnModel *burn() const; ///< null when there is nothing to show
};

} // namespace outlay::views
