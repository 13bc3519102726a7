// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/delegates.h"

#include "items/repricemodels.h"
#include "views/charts/bullet.h"
#include "views/charts/sparkline.h"
#include "views/icons.h"
#include "views/palette.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

#include <cmath>

namespace outlay::views {

namespace {

constexpr int kMonthStateCharacters = 38; ///< of the longest text, and the lock

/// The row's ground with selection and focus as the style draws them, and no text.
void drawGround(QPainter *painter, QStyleOptionViewItem option)
{
    option.text.clear();
    option.icon = QIcon();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
}

const Palette &paletteFor(const QStyleOptionViewItem &option)
{
    return palette(option.palette.color(QPalette::Base).lightness() < 128);
}

/// On a selected row marks take the text's colour: the accent would vanish in it.
QColor inkFor(const QStyleOptionViewItem &option, const QColor &colour)
{
    return option.state & QStyle::State_Selected ? option.palette.color(QPalette::HighlightedText) : colour;
}

} // namespace

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    drawGround(painter, cell);
    const QVariantList values = index.data(items::ValueRole).toList();
    if (values.isEmpty())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteFor(option);
    drawSparkline(*painter, QRectF(cell.rect).adjusted(6, 4, -6, -4), values, colours,
                  inkFor(cell, colours.accent));
    painter->restore();
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo({110, 30});
}

BulletDelegate::BulletDelegate(Roles roles, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_roles(roles)
{
}

void BulletDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const QVariant used = index.data(items::ValueRole);
    if (!used.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    drawGround(painter, cell);
    const auto told = [&](int role) { return role >= 0 ? index.data(role) : QVariant(); };
    Bullet bullet;
    bullet.used = used.toDouble();
    if (const QVariant soft = told(m_roles.soft); soft.isValid())
        bullet.soft = soft.toDouble();
    if (const QVariant pace = told(m_roles.pace); pace.isValid())
        bullet.pace = pace.toDouble();
    if (const QVariant state = told(m_roles.state); state.isValid())
        bullet.state = static_cast<items::BudgetState>(state.toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(cell.rect).adjusted(8, 6, -8, -6);
    // A card under the bullet on a selected row: its bands are shades of the card.
    if (cell.state & QStyle::State_Selected)
        painter->fillRect(area.adjusted(-3, -2, 3, 2), paletteFor(option).card);
    drawBullet(*painter, area, bullet, paletteFor(option));
    painter->restore();
}

QSize BulletDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo({150, 30});
}

double BarDelegate::columnMaximum(const QModelIndex &index) const
{
    const QAbstractItemModel *model = index.model();
    if (model != m_watched) {
        if (m_watched)
            m_watched->disconnect(this);
        m_watched = model;
        m_maxima.clear();
        const auto forget = [this] { m_maxima.clear(); };
        connect(model, &QAbstractItemModel::modelReset, this, forget);
        connect(model, &QAbstractItemModel::dataChanged, this, forget);
        connect(model, &QAbstractItemModel::rowsInserted, this, forget);
        connect(model, &QAbstractItemModel::rowsRemoved, this, forget);
        connect(model, &QAbstractItemModel::layoutChanged, this, forget);
    }
    const auto known = m_maxima.constFind(index.column());
    if (known != m_maxima.cend())
        return *known;
    double most = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        most = std::max(most, std::abs(model->index(row, index.column()).data(items::ValueRole).toDouble()));
    m_maxima.insert(index.column(), most);
    return most;
}

void BarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const double value = index.data(items::ValueRole).toDouble();
    const double most = columnMaximum(index);
    if (most <= 0 || value == 0)
        return;
    const QRectF room = QRectF(option.rect).adjusted(8, 0, -8, 0);
    const double width = std::max(1.0, std::abs(value) / most * room.width());
    const Palette &colours = paletteFor(option);
    const QColor plain = mix(colours.card, value < 0 ? colours.other : colours.accent, 0.45);
    // Under the figure, which stands at the end of the line.
    const double start = option.direction == Qt::RightToLeft ? room.left() : room.right() - width;
    painter->fillRect(QRectF(start, room.bottom() - 4, width, 3), inkFor(option, plain));
}

QSize MonthStateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int widest = option.fontMetrics.averageCharWidth() * kMonthStateCharacters;
    return QStyledItemDelegate::sizeHint(option, index).expandedTo({widest, 0});
}

void MonthStateDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto state =
        static_cast<items::MonthState>(index.data(items::RepriceMonthsModel::StateRole).toInt());
    if (state == items::MonthState::Open)
        return;
    const QString name =
        state == items::MonthState::Closed ? QStringLiteral("lock") : QStringLiteral("unlock");
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = icon(name, inkFor(*option, paletteFor(*option).secondary));
    option->decorationSize = QSize(16, 16);
}

} // namespace outlay::views
