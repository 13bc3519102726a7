// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

namespace outlay::items {
class BridgeModel;
}

namespace outlay::views {

/// A BridgeModel as bars from one cost to the other: each step hangs where the one before has ended. Where
/// the costs are much greater than what has changed, the axis does not begin at zero, which is marked at both
/// costs and said. A click on a step filters on the features that it is mostly of.
class WaterfallChart : public ChartView
{
    Q_OBJECT

public:
    explicit WaterfallChart(QWidget *parent = nullptr);

    /// What the first and the last bar are called.
    void setEnds(const QString &before, const QString &after);
    const QString &nameOfEnd(bool after) const { return after ? m_after : m_before; }

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;

private:
    const items::BridgeModel *bridge() const; ///< null when it has no rows
    QString nameOf(int row) const;

    QString m_before;
    QString m_after;
};

} // namespace outlay::views
