// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

namespace outlay::items {
class QuadrantModel;
}

namespace outlay::views {

struct QuadrantLayout;

/// A QuadrantModel: share of cost over share of usage on square-root scales, classed by shape, colour and
/// caption. The cut lines follow the mouse, and Shift with the arrow keys.
class QuadrantChart : public ChartView
{
    Q_OBJECT

public:
    explicit QuadrantChart(QWidget *parent = nullptr);

    /// Marks of the compared period with a line to where the feature is now. On by default.
    void setPreviousShown(bool shown);

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// A cut line was moved by hand to these shares (0 … 1); the model is left to the owner.
    void cutsDragged(double usage, double cost);

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;
    void paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Grip
    {
        None,
        Usage,
        Cost
    };

    const items::QuadrantModel *quadrant() const;      ///< null when there is nothing to show
    QuadrantLayout layoutIn(const QRectF &rect) const; ///< there is something to show
    Grip gripAt(const QPointF &position) const;
    void moveCuts(double usage, double cost);

    bool m_previousShown = true;
    Grip m_grip = Grip::None;
};

} // namespace outlay::views
