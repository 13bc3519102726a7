// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/menubutton.h"

#include <QtWidgets/QStyleOptionToolButton>
#include <QtWidgets/QStylePainter>

namespace outlay::views {

namespace {

constexpr int kArrow = 8;
constexpr int kArrowGap = 8; ///< on both sides of the arrow

} // namespace

MenuButton::MenuButton(QWidget *parent)
    : QToolButton(parent)
{
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
}

QSize MenuButton::sizeHint() const
{
    return QToolButton::sizeHint() + QSize(kArrow + kArrowGap, 0);
}

void MenuButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionToolButton::HasMenu;
    const QString text = option.text;
    option.text.clear();
    painter.drawComplexControl(QStyle::CC_ToolButton, option);

    const QRect inside = rect().adjusted(kArrowGap, 0, -kArrowGap, 0);
    const QRect words = inside.adjusted(0, 0, -kArrow - kArrowGap / 2, 0);
    painter.drawItemText(QStyle::visualRect(layoutDirection(), rect(), words),
                         Qt::AlignCenter | Qt::TextShowMnemonic, option.palette, isEnabled(), text,
                         autoRaise() ? QPalette::WindowText : QPalette::ButtonText);
    option.rect =
        QStyle::visualRect(layoutDirection(), rect(),
                           QRect(inside.right() + 1 - kArrow, (height() - kArrow) / 2 + 1, kArrow, kArrow));
    painter.drawPrimitive(QStyle::PE_IndicatorArrowDown, option);
}

} // namespace outlay::views
