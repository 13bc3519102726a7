// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

namespace outlay::items {
class BudgetPastModel;
}

namespace outlay::views {

struct BacktestLayout;

/// A BudgetPastModel: how each past period used its budget up, day by day, and where a threshold would have
/// warned. The threshold's line follows the mouse, and Shift with the arrow keys.
class BacktestChart : public ChartView
{
    Q_OBJECT

public:
    explicit BacktestChart(QWidget *parent = nullptr);

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// The line was moved by hand to so many percent of the budget; the model is left to the owner.
    void thresholdDragged(int percent);

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;
    void modelChanged() override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const items::BudgetPastModel *past() const; ///< null when there is nothing to show
    BacktestLayout layoutIn(const QRectF &rect) const;
    bool isOnLine(const QPointF &position) const;
    void moveTo(int percent);

    bool m_dragging = false;
};

} // namespace outlay::views
