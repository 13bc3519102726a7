// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/backtestpart.h"

#include "items/budgetpastmodel.h"
#include "views/charts/backtestchart.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace outlay::views {

namespace {

constexpr int kMostBySlider = 150;

} // namespace

BacktestPart::BacktestPart(items::BudgetPastModel &past, QWidget *parent)
    : QWidget(parent)
    , m_past(past)
    , m_chart(new BacktestChart)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_percent(new QSpinBox)
    , m_basis(new QComboBox)
    , m_take(new QPushButton(tr("&Use this threshold")))
{
    m_chart->setModel(&past);
    m_chart->setMinimumHeight(240);
    m_slider->setRange(1, kMostBySlider);
    m_slider->setMinimumWidth(120);
    m_slider->setAccessibleName(tr("Threshold that is tried, in percent of the budget"));
    m_percent->setRange(1, base::kMaxThresholdPercent);
    m_percent->setSuffix(tr(" %"));
    m_percent->setAccessibleName(tr("Threshold that is tried, in percent of the budget"));
    m_basis->addItem(tr("spent or forecast"), QVariant::fromValue(QPoint(1, 1)));
    m_basis->addItem(tr("spent"), QVariant::fromValue(QPoint(1, 0)));
    m_basis->addItem(tr("forecast"), QVariant::fromValue(QPoint(0, 1)));
    m_basis->setAccessibleDescription(tr("What the threshold is held against"));
    m_take->setToolTip(tr("Adds it to the thresholds of the budget"));
    auto *label = new QLabel(tr("&Try a warning at"));
    label->setBuddy(m_percent);
    auto *layout = new QGridLayout(this); // in two lines: there is no room for one in a small window
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label, 0, 0);
    layout->addWidget(m_percent, 0, 1);
    layout->addWidget(m_basis, 0, 2);
    layout->addWidget(m_slider, 1, 0, 1, 2);
    layout->addWidget(m_take, 1, 2);

    connect(m_slider, &QSlider::valueChanged, this, &BacktestPart::tryOut);
    connect(m_percent, &QSpinBox::valueChanged, this, &BacktestPart::tryOut);
    connect(m_chart, &BacktestChart::thresholdDragged, this, &BacktestPart::tryOut);
    connect(m_basis, &QComboBox::currentIndexChanged, this, [this] { tryOut(m_past.threshold().percent); });
    connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT taken(m_past.threshold()); });
    connect(&past, &items::BudgetPastModel::tested, this, &BacktestPart::show);
    connect(&past, &items::BudgetPastModel::stateChanged, this, &BacktestPart::show);
    show();
}

void BacktestPart::tryOut(int percent)
{
    const auto basis = m_basis->currentData().toPoint();
    m_past.setThreshold({percent, basis.x() != 0, basis.y() != 0});
    show();
}

void BacktestPart::show()
{
    const base::Threshold &threshold = m_past.threshold();
    const QSignalBlocker sliding(m_slider);
    const QSignalBlocker counting(m_percent);
    m_slider->setValue(std::min(threshold.percent, kMostBySlider));
    m_percent->setValue(threshold.percent);
    const bool isThere =
        std::ranges::find(m_past.budget().thresholds, threshold) != m_past.budget().thresholds.end();
    m_take->setEnabled(m_past.isKnown() && m_past.budget().amount > base::Money() && !isThere);
}

} // namespace outlay::views
