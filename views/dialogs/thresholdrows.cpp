// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/thresholdrows.h"

#include "views/budgetwords.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace outlay::views {

namespace {

enum Basis
{
    OnBoth,
    OnActual,
    OnForecast
};

constexpr int kWhole = 100;

} // namespace

ThresholdRows::ThresholdRows(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout)
{
    auto *add = new QPushButton(tr("&Add a threshold"));
    connect(add, &QPushButton::clicked, this, [this] {
        this->add({90});
        m_rows.back().at->setFocus();
        m_rows.back().at->selectAll();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    layout->addLayout(m_layout);
    layout->addWidget(add, 0, Qt::AlignLeft);
}

void ThresholdRows::setThresholds(const std::vector<base::Threshold> &thresholds)
{
    while (!m_rows.empty())
        removeRow(m_rows.back().widget);
    for (const base::Threshold &threshold : thresholds)
        add(threshold);
}

void ThresholdRows::add(const base::Threshold &threshold)
{
    Row row{new QWidget, new QLineEdit, new QComboBox, new QToolButton};
    row.at->setText(tr("%1 %").arg(threshold.percent));
    row.at->setMaximumWidth(90);
    row.at->setToolTip(tr("Percent of the budget, or dollars: 80 %, $80"));
    row.basis->addItem(tr("is spent or forecast for the end"), OnBoth);
    row.basis->addItem(tr("is spent"), OnActual);
    row.basis->addItem(tr("is forecast for the end"), OnForecast);
    row.basis->setCurrentIndex(!threshold.onForecast ? OnActual : threshold.onActual ? OnBoth : OnForecast);
    row.remove->setText(QStringLiteral("✕"));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new QLabel(tr("when")));
    layout->addWidget(row.at);
    layout->addWidget(row.basis);
    layout->addWidget(row.remove);
    layout->addStretch();
    connect(row.at, &QLineEdit::textChanged, this, &ThresholdRows::changed);
    connect(row.basis, &QComboBox::currentIndexChanged, this, &ThresholdRows::changed);
    connect(row.remove, &QToolButton::clicked, this, [this, widget = row.widget] { removeRow(widget); });
    m_layout->addWidget(row.widget);
    m_rows.push_back(row);
    number();
    Q_EMIT changed();
}

void ThresholdRows::removeRow(const QWidget *widget)
{
    const auto row = std::ranges::find(m_rows, widget, &Row::widget);
    row->widget->hide();
    row->widget->deleteLater();
    m_rows.erase(row);
    number();
    Q_EMIT changed();
}

void ThresholdRows::number()
{
    int number = 0;
    for (const Row &row : m_rows) {
        ++number;
        row.at->setAccessibleName(tr("Threshold %1, percent or dollars").arg(number));
        row.basis->setAccessibleName(tr("What threshold %1 is held against").arg(number));
        row.remove->setAccessibleName(tr("Remove threshold %1").arg(number));
        row.remove->setEnabled(m_rows.size() > 1);
    }
}

std::optional<int> ThresholdRows::percentIn(const Row &row, base::Money amount)
{
    QString text = row.at->text().trimmed();
    if (text.startsWith(QLatin1Char('$'))) {
        const auto dollars = typedMoney(text);
        if (!dollars || amount <= base::Money())
            return std::nullopt;
        const std::int64_t percent =
            base::divideHalfEven(base::Int128(dollars->nanos()) * kWhole, amount.nanos());
        return percent > base::kMaxThresholdPercent ? std::nullopt : std::optional(static_cast<int>(percent));
    }
    if (text.endsWith(QLatin1Char('%')))
        text.chop(1);
    bool isNumber = false;
    const int percent = text.trimmed().toInt(&isNumber);
    return isNumber ? std::optional(percent) : std::nullopt;
}

std::optional<std::vector<base::Threshold>> ThresholdRows::thresholds(base::Money amount) const
{
    std::vector<base::Threshold> thresholds;
    for (const Row &row : m_rows) {
        const auto percent = percentIn(row, amount);
        if (!percent || *percent < 1 || *percent > base::kMaxThresholdPercent)
            return std::nullopt;
        const int basis = row.basis->currentData().toInt();
        thresholds.push_back({*percent, basis != OnForecast, basis != OnActual});
    }
    std::ranges::sort(thresholds, {}, &base::Threshold::percent);
    return thresholds;
}

QString ThresholdRows::problem(base::Money amount) const
{
    for (const Row &row : m_rows) {
        const auto percent = percentIn(row, amount);
        if (!percent)
            return tr("“%1” is no threshold: percent of the budget such as 80 %, or dollars such as $80.")
                .arg(row.at->text());
        if (*percent < 1 || *percent > base::kMaxThresholdPercent)
            return tr("“%1” is not from 1 % to %2 % of the budget.")
                .arg(row.at->text())
                .arg(base::kMaxThresholdPercent);
    }
    return {};
}

} // namespace outlay::views
