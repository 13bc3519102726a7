// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/charts/chartview.h"

#include <QtCore/QDate>

namespace outlay::views {

/// How prices went, as steps: a model whose first column is the day from which a row holds (empty: since
/// ever), and whose other columns are prices. A price that is not known leaves a gap.
class PriceChart : public ChartView
{
    Q_OBJECT

public:
    explicit PriceChart(QWidget *parent = nullptr);

    /// Where the last step ends, unless prices change later.
    void setEnd(const QDate &end);

    void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const override;
    QString summary() const override;
    QSize sizeHint() const override;

protected:
    QList<ChartMark> layOut(const QRectF &rect) const override;

private:
    QDate m_end = QDate::currentDate();
};

} // namespace outlay::views
