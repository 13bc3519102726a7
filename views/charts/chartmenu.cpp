// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/chartview.h"

#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QMenu>

namespace outlay::views {

void ChartView::explain(const ChartMark &mark)
{
    QList<QPair<QString, QString>> slice;
    for (const ChartTarget &value : mark.slice)
        slice.emplaceBack(value.dimension, value.key);
    Q_EMIT explanationWanted(mark.figure, slice);
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    // By keyboard it is about the mark that the arrow keys have reached, wherever the pointer is.
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int index = byKey ? m_current : markIndexAt(event->pos());
    const bool isMark = index >= 0 && index < marks().size();
    const ChartMark mark = isMark ? marks()[index] : ChartMark(); // while the menu is open they may change
    QMenu menu;
    if (!mark.targets.isEmpty()) {
        menu.addAction(tr("&Filter to this"), this, [=, this] { offer(mark, Qt::NoModifier); });
        menu.addAction(tr("&Add to the filter"), this, [=, this] { offer(mark, Qt::ControlModifier); });
        menu.addSeparator();
    }
    if (!mark.figure.isEmpty())
        menu.addAction(tr("&Explain this number…\tCtrl+E"), this, [=, this] { explain(mark); });
    menu.addAction(tr("&Copy picture and values"), this, &ChartView::copyToClipboard);
    const QPoint place = byKey && isMark ? mapToGlobal(mark.area.center().toPoint()) : event->globalPos();
    menu.exec(place);
}

} // namespace outlay::views
