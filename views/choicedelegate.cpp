// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/choicedelegate.h"

#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOption>

namespace outlay::views {

namespace {

constexpr int kArrowSide = 8;

} // namespace

ChoiceDelegate::ChoiceDelegate(int idsRole, int titlesRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_idsRole(idsRole)
    , m_titlesRole(titlesRole)
{
}

QWidget *ChoiceDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &index) const
{
    auto *box = new QComboBox(parent);
    const QStringList ids = index.data(m_idsRole).toStringList();
    const QStringList titles = index.data(m_titlesRole).toStringList();
    for (qsizetype i = 0; i < ids.size(); ++i)
        box->addItem(titles.value(i), ids[i]);
    box->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    connect(box, &QComboBox::activated, this, [this, box] {
        auto *self = const_cast<ChoiceDelegate *>(this);
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    const auto open = [box] {
        if (box->isVisible() && !box->view()->isVisible())
            box->showPopup();
    };
    QMetaObject::invokeMethod(box, open, Qt::QueuedConnection); // when it has its place
    return box;
}

void ChoiceDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *box = static_cast<QComboBox *>(editor);
    box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
}

void ChoiceDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentData());
}

/// With an arrow, so that it is seen to be a choice.
void ChoiceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!index.flags().testFlag(Qt::ItemIsEditable))
        return;
    QStyleOption arrow;
    arrow.palette = option.palette;
    arrow.state = option.state;
    arrow.direction = option.direction;
    const QRect place(option.rect.right() - kArrowSide - 6, option.rect.center().y() - kArrowSide / 2,
                      kArrowSide, kArrowSide);
    arrow.rect = QStyle::visualRect(option.direction, option.rect, place);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorArrowDown, &arrow, painter, option.widget);
}

} // namespace outlay::views
