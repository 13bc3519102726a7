// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/budget.h"

class QComboBox;
class QPushButton;
class QSlider;
class QSpinBox;

namespace outlay::items {
class BudgetPastModel;
}

namespace outlay::views {

class BacktestChart;

/// Tries a threshold on the past of the chosen budget: by a slider, a number or the line in the chart.
class BacktestPart : public QWidget
{
    Q_OBJECT

public:
    explicit BacktestPart(items::BudgetPastModel &past, QWidget *parent = nullptr);

    BacktestChart *chart() const { return m_chart; }

Q_SIGNALS:
    /// A person wants to be told at the threshold that is being tried.
    void taken(const outlay::base::Threshold &threshold);

private:
    void tryOut(int percent);
    void show();

    items::BudgetPastModel &m_past;
    BacktestChart *m_chart;
    QSlider *m_slider;
    QSpinBox *m_percent;
    QComboBox *m_basis;
    QPushButton *m_take;
};

} // namespace outlay::views
