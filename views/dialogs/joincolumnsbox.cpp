// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/joincolumnsbox.h"

#include "views/buddylabel.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>

namespace outlay::views {

namespace {

constexpr int kJoinFieldsARow = 3;
constexpr int kJoinFieldLetters = 14;

} // namespace

JoinColumnsBox::JoinColumnsBox(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < kJoinFieldsARow; ++i)
        m_grid->setColumnStretch(2 * i + 1, 1);
}

void JoinColumnsBox::setFields(const QStringList &names, const QList<items::JoinField> &fields)
{
    clear();
    for (int i = 0; i < fields.size(); ++i) {
        auto *box = new QComboBox;
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(kJoinFieldLetters);
        box->addItem(tr("(none)"), QString());
        for (const QString &name : names)
            box->addItem(name, name);
        box->setCurrentIndex(std::max(0, box->findData(fields[i].column)));
        connect(box, &QComboBox::currentIndexChanged, this, &JoinColumnsBox::changed);
        const int column = 2 * (i % kJoinFieldsARow);
        m_grid->addWidget(buddyLabel(fields[i].label, box), i / kJoinFieldsARow, column);
        m_grid->addWidget(box, i / kJoinFieldsARow, column + 1);
        m_boxes << box;
    }
}

QStringList JoinColumnsBox::chosen() const
{
    QStringList columns;
    for (const QComboBox *box : m_boxes)
        columns << box->currentData().toString();
    return columns;
}

void JoinColumnsBox::clear()
{
    m_boxes.clear();
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace outlay::views
