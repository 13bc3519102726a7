// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/coveragedelegate.h"

#include "items/coveragemodel.h"
#include "views/palette.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

#include <cmath>

namespace outlay::views {

using items::CoverageModel;

namespace {

constexpr int kBarWidth = 120;
constexpr int kBarHeight = 12;
constexpr int kTickOverhang = 3; ///< of a mark, above and below the bar
constexpr double kMarks[] = {0.8, 0.9};

void drawParts(QPainter &painter, const QRectF &bar, const QModelIndex &index, const Palette &colours)
{
    painter.fillRect(bar, mix(colours.card, colours.text, 0.08));
    double left = bar.left();
    const auto add = [&](int role, Qt::BrushStyle pattern) {
        const double width = index.data(role).toDouble() * bar.width();
        const QRectF part(left, bar.top(), width, bar.height());
        if (pattern != Qt::SolidPattern)
            painter.fillRect(part, mix(colours.card, colours.accent, 0.3));
        painter.fillRect(part, QBrush(colours.accent, pattern));
        left += width;
    };
    add(CoverageModel::LoggedShareRole, Qt::SolidPattern);
    add(CoverageModel::JoinedShareRole, Qt::Dense4Pattern);
    add(CoverageModel::RuleShareRole, Qt::BDiagPattern);
    add(CoverageModel::SplitShareRole, Qt::DiagCrossPattern);
    painter.setPen(QPen(colours.text, 1));
    for (const double mark : kMarks) {
        const double x = std::round(bar.left() + mark * bar.width()) + 0.5;
        painter.drawLine(QPointF(x, bar.top() - kTickOverhang), QPointF(x, bar.bottom() + kTickOverhang));
    }
}

} // namespace

void CoverageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    const QString text = std::exchange(cell.text, QString());
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    painter->save();
    const bool isSelected = cell.state & QStyle::State_Selected;
    const Palette &colours = palette(option.palette.color(QPalette::Base).lightness() < 128);
    const QRect room = cell.rect.adjusted(8, 0, -8, 0);
    painter->setPen(cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(room.adjusted(0, 0, -kBarWidth - 8, 0), Qt::AlignRight | Qt::AlignVCenter, text);
    const QRectF bar(room.right() - kBarWidth, room.center().y() - kBarHeight / 2, kBarWidth, kBarHeight);
    if (isSelected) // as the bar's colours are made for a card
        painter->fillRect(bar.adjusted(-3, -kTickOverhang - 1, 3, kTickOverhang + 1), colours.card);
    drawParts(*painter, bar, index, colours);
    painter->restore();
}

QSize CoverageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize text = QStyledItemDelegate::sizeHint(option, index);
    return {text.width() + kBarWidth + 24, text.height()};
}

} // namespace outlay::views
