// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QStyledItemDelegate>

#include <QtCore/QHash>
#include <QtCore/QPointer>

namespace outlay::views {

/// A cell of Kind::Trend as a sparkline.
class SparklineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A cell of Kind::Used as a bullet. Pace (double), soft threshold (double) and state (int) come from roles
/// of the same cell; a role of -1 is not there. A cell without a value shows its text.
class BulletDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    struct Roles
    {
        int pace = -1;
        int soft = -1;
        int state = -1;
    };

    explicit BulletDelegate(Roles roles, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Roles m_roles;
};

/// A number with a bar under it, as long as its part of the column's greatest.
class BarDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    double columnMaximum(const QModelIndex &index) const;

    mutable QPointer<const QAbstractItemModel> m_watched;
    mutable QHash<int, double> m_maxima; ///< by column, until the model changes
};

/// What becomes of a month when prices are applied, with a lock that is closed or open before the words. The
/// state (items::MonthState) comes from a role of the same cell.
class MonthStateDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Wide enough for every state: they change while the column keeps its width.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace outlay::views
