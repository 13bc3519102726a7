// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/valuepicker.h"

#include "items/valuesmodel.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>
#include <QtWidgets/QWidgetAction>

namespace outlay::views {

ValuePicker::ValuePicker(const QString &title, items::ValuesModel &values, QWidget *parent)
    : MenuButton(parent)
    , m_title(title)
    , m_values(values)
{
    auto *menu = new QMenu(this);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(makePopup());
    menu->addAction(action);
    setMenu(menu);
    connect(&values, &QAbstractItemModel::modelReset, this, &ValuePicker::refresh);
    connect(&values, &QAbstractItemModel::dataChanged, this, &ValuePicker::refresh);
    connect(&values, &items::ValuesModel::checkedChanged, this,
            [this] { Q_EMIT picked(m_values.checkedKeys(), m_values.allChecked()); });
    refresh();
}

QWidget *ValuePicker::makePopup()
{
    auto *popup = new QWidget;
    auto *find = new QLineEdit;
    find->setPlaceholderText(tr("Find…"));
    find->setAccessibleName(tr("Find a value of %1").arg(m_title));
    find->setClearButtonEnabled(true);
    auto *found = new QSortFilterProxyModel(popup);
    found->setSourceModel(&m_values);
    found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *list = new QListView;
    list->setModel(found);
    list->setUniformItemSizes(true);
    list->setAccessibleName(tr("Values of %1").arg(m_title));
    list->setMinimumSize(260, 280);
    auto *all = new QPushButton(tr("&All"));
    auto *only = new QPushButton(tr("&Only this"));
    only->setToolTip(tr("Show only the value that is highlighted in the list"));

    connect(find, &QLineEdit::textChanged, found, &QSortFilterProxyModel::setFilterFixedString);
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT picked({}, true); });
    connect(only, &QPushButton::clicked, this, [this, list] {
        const QModelIndex current = list->currentIndex();
        if (current.isValid())
            Q_EMIT picked({current.data(items::KeyRole).toString()}, false);
    });

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(all);
    buttons->addWidget(only);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(popup);
    layout->addWidget(find);
    layout->addWidget(list);
    layout->addLayout(buttons);
    return popup;
}

void ValuePicker::refresh()
{
    const int all = m_values.rowCount();
    const auto chosen = static_cast<int>(m_values.checkedKeys().size());
    QString state = tr("all %1").arg(all);
    if (chosen == 1 && all > 1)
        for (int row = 0; row < all; ++row) {
            if (const QModelIndex index = m_values.index(row);
                index.data(Qt::CheckStateRole).toInt() == Qt::Checked)
                state = fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, 140);
        }
    else if (chosen < all)
        state = tr("%1 of %2").arg(chosen).arg(all);
    setText(tr("%1: %2").arg(m_title, state));
    setAccessibleName(tr("Filter by %1, %2").arg(m_title, state));
}

} // namespace outlay::views
