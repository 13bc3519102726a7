// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/patternrows.h"

#include "views/filtertext.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace outlay::views {

PatternRows::PatternRows(const QStringList &dimensions, QWidget *parent)
    : QWidget(parent)
    , m_dimensions(dimensions)
    , m_layout(new QVBoxLayout)
{
    auto *addOne = new QPushButton(tr("Add a te&xt pattern"));
    connect(addOne, &QPushButton::clicked, this, [this] {
        add(QStringLiteral("model"), false, QString());
        m_rows.back().pattern->setFocus();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    layout->addLayout(m_layout);
    layout->addWidget(addOne, 0, Qt::AlignLeft);
}

void PatternRows::setPatterns(const std::map<base::Dimension, base::RuleTest> &where)
{
    while (!m_rows.empty())
        removeRow(m_rows.back().widget);
    for (const auto &[dimension, test] : where)
        for (const std::string &pattern : test.patterns)
            add(QString::fromStdString(dimension), test.exclude, QString::fromStdString(pattern));
}

void PatternRows::add(const QString &dimension, bool exclude, const QString &pattern)
{
    Row row{new QWidget, new QComboBox, new QComboBox, new QLineEdit(pattern), new QToolButton};
    for (const QString &name : m_dimensions)
        row.dimension->addItem(dimensionTitle(name), name);
    if (row.dimension->findData(dimension) < 0)
        row.dimension->addItem(dimensionTitle(dimension), dimension);
    row.dimension->setCurrentIndex(row.dimension->findData(dimension));
    row.how->addItem(tr("is like"));
    row.how->addItem(tr("is not like"));
    row.how->setCurrentIndex(exclude ? 1 : 0);
    row.pattern->setPlaceholderText(tr("gpt-4*; * stands for any text"));
    row.remove->setText(QStringLiteral("✕"));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(row.dimension);
    layout->addWidget(row.how);
    layout->addWidget(row.pattern, 1);
    layout->addWidget(row.remove);
    connect(row.dimension, &QComboBox::currentIndexChanged, this, &PatternRows::changed);
    connect(row.how, &QComboBox::currentIndexChanged, this, &PatternRows::changed);
    connect(row.pattern, &QLineEdit::textChanged, this, &PatternRows::changed);
    connect(row.remove, &QToolButton::clicked, this, [this, widget = row.widget] { removeRow(widget); });
    m_layout->addWidget(row.widget);
    m_rows.push_back(row);
    number();
    Q_EMIT changed();
}

void PatternRows::removeRow(const QWidget *widget)
{
    const auto row = std::ranges::find(m_rows, widget, &Row::widget);
    row->widget->hide();
    row->widget->deleteLater();
    m_rows.erase(row);
    number();
    Q_EMIT changed();
}

void PatternRows::number()
{
    int number = 0;
    for (const Row &row : m_rows) {
        ++number;
        row.dimension->setAccessibleName(tr("Dimension of pattern %1").arg(number));
        row.how->setAccessibleName(tr("Whether pattern %1 is to fit").arg(number));
        row.pattern->setAccessibleName(tr("Text of pattern %1").arg(number));
        row.remove->setAccessibleName(tr("Remove pattern %1").arg(number));
    }
}

QString PatternRows::addTo(std::map<base::Dimension, base::RuleTest> &where) const
{
    for (const Row &row : m_rows) {
        const QString name = row.dimension->currentData().toString();
        const bool exclude = row.how->currentIndex() == 1;
        if (row.pattern->text().isEmpty())
            return tr("Type what the %1 is to be like, or remove that pattern.").arg(name);
        const auto known = where.find(name.toStdString());
        if (known != where.end() && known->second.exclude != exclude)
            return tr("The conditions on %1 are partly of what it is and partly of what it is not; take two "
                      "rules for that.")
                .arg(name);
        base::RuleTest &test = where[name.toStdString()];
        test.exclude = exclude;
        test.patterns.insert(row.pattern->text().toStdString());
    }
    return {};
}

} // namespace outlay::views
