// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/datatable.h"

#include "items/csvwriter.h"
#include "items/explainwords.h"
#include "items/roles.h"
#include "views/format.h"
#include "views/formatproxy.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>

namespace outlay::views {

QStringList DataTable::figuresOf(const QModelIndex &index) const
{
    if (!index.isValid() || !index.data(items::ValueRole).isValid())
        return {};
    const QVariant ofCell = index.data(items::FigureRole);
    return (ofCell.isValid() ? ofCell
                             : model()->headerData(index.column(), Qt::Horizontal, items::FigureRole))
        .toStringList();
}

void DataTable::explain(const QModelIndex &index, const QString &figure)
{
    QList<QPair<QString, QString>> slice;
    for (int column = 0; column < model()->columnCount(); ++column) {
        const QModelIndex cell = index.siblingAtColumn(column);
        if (const QString dimension = cell.data(items::DimensionRole).toString(); !dimension.isEmpty())
            slice.emplaceBack(dimension, cell.data(items::KeyRole).toString());
    }
    Q_EMIT explanationWanted(figure, slice);
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    // By keyboard it is about the row with the cursor, wherever the pointer is.
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    QMenu menu;
    if (!actions().isEmpty()) {
        menu.addActions(actions());
        menu.addSeparator();
    }
    const QString dimension = index.data(items::DimensionRole).toString();
    if (!dimension.isEmpty()) {
        const QString key = index.data(items::KeyRole).toString();
        menu.addAction(tr("&Filter to this"), this, [=, this] { Q_EMIT drilled(dimension, key, false); });
        menu.addAction(tr("&Add to the filter"), this, [=, this] { Q_EMIT drilled(dimension, key, true); });
        menu.addSeparator();
    }
    const QStringList figures = figuresOf(index);
    for (const QString &figure : figures)
        menu.addAction(figures.size() == 1 ? tr("&Explain this number…\tCtrl+E")
                                           : tr("&Explain “%1”…").arg(items::figureTitle(figure)),
                       this, [=, this] { explain(index, figure); });
    menu.addAction(tr("&Copy rows"), this, &DataTable::copySelection)
        ->setEnabled(selectionModel()->hasSelection());
    menu.addAction(tr("Copy the &table"), this, [this] {
        QGuiApplication::clipboard()->setText(items::toTsv(*m_sorted, {}, format::shownIn()));
    });
    menu.exec(event->globalPos());
}

} // namespace outlay::views
