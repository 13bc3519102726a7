// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/sharerows.h"

#include "base/money.h"
#include "views/dialogs/freetextbox.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>
#include <set>

namespace outlay::views {

ShareRows::ShareRows(const QStringList &features, QWidget *parent)
    : QWidget(parent)
    , m_features(features)
    , m_layout(new QVBoxLayout)
{
    auto *addOne = new QPushButton(tr("Add a &feature"));
    connect(addOne, &QPushButton::clicked, this, [this] {
        add(QString(), QStringLiteral("1"));
        m_rows.back().feature->setFocus();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    layout->addLayout(m_layout);
    layout->addWidget(addOne, 0, Qt::AlignLeft);
}

void ShareRows::setShares(const std::vector<base::RuleShare> &shares)
{
    while (!m_rows.empty())
        removeRow(m_rows.back().widget);
    for (const base::RuleShare &share : shares)
        add(QString::fromStdString(share.feature),
            share.weight == 0 ? QStringLiteral("1")
                              : QString::fromStdString(base::Money::fromNanos(share.weight).toDecimal()));
}

void ShareRows::setWeighted(bool weighted)
{
    m_weighted = weighted;
    for (const Row &row : m_rows)
        row.weight->setVisible(weighted);
    read();
}

void ShareRows::add(const QString &feature, const QString &weight)
{
    Row row{new QWidget, freeTextBox(), new QLineEdit(weight), new QToolButton};
    offer(*row.feature, m_features);
    row.feature->setEditText(feature);
    row.feature->setMinimumContentsLength(20);
    row.weight->setMaximumWidth(90);
    row.weight->setToolTip(tr("Its share beside those of the others: 60 and 40 are as 3 and 2"));
    row.remove->setText(QStringLiteral("✕"));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(row.feature);
    layout->addWidget(row.weight);
    layout->addWidget(row.remove);
    layout->addStretch();
    connect(row.feature, &QComboBox::editTextChanged, this, &ShareRows::read);
    connect(row.weight, &QLineEdit::textChanged, this, &ShareRows::read);
    connect(row.remove, &QToolButton::clicked, this, [this, widget = row.widget] { removeRow(widget); });
    m_layout->addWidget(row.widget);
    row.weight->setVisible(m_weighted);
    m_rows.push_back(row);
    number();
    read();
}

void ShareRows::removeRow(const QWidget *widget)
{
    const auto row = std::ranges::find(m_rows, widget, &Row::widget);
    row->widget->hide();
    row->widget->deleteLater();
    m_rows.erase(row);
    number();
    read();
}

void ShareRows::number()
{
    int number = 0;
    for (const Row &row : m_rows) {
        ++number;
        nameBox(*row.feature, tr("Feature %1 of the split").arg(number));
        row.weight->setAccessibleName(tr("Share of feature %1").arg(number));
        row.remove->setAccessibleName(tr("Remove feature %1").arg(number));
    }
}

void ShareRows::read()
{
    m_shares.clear();
    for (const Row &row : m_rows) {
        const auto weight = base::Money::parse(row.weight->text().trimmed().toStdString());
        m_shares.push_back(
            {row.feature->currentText().trimmed().toStdString(), m_weighted && weight ? weight->nanos() : 0});
    }
    Q_EMIT changed();
}

QString ShareRows::problem() const
{
    if (m_shares.empty())
        return tr("Add the features that are to share the cost.");
    std::set<std::string> features;
    for (const base::RuleShare &share : m_shares) {
        const QString name = QString::fromStdString(share.feature);
        if (name.isEmpty())
            return tr("Type the name of each feature of the split, or remove it.");
        if (!features.insert(share.feature).second)
            return tr("The feature %1 is in the split twice.").arg(name);
        if (m_weighted && share.weight <= 0)
            return tr("The share of %1 is no number above 0.").arg(name);
    }
    return {};
}

} // namespace outlay::views
