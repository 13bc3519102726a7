// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/totalsrow.h"

#include "items/roles.h"
#include "views/datatable.h"
#include "views/format.h"
#include "views/formatproxy.h"
#include "views/palette.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyle>

namespace outlay::views {

TotalsRow::TotalsRow(DataTable &table)
    : QWidget(&table)
    , m_table(table)
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    setFont(bold);
    hide();
}

QString TotalsRow::label() const
{
    const int all = m_table.rowsInAll();
    return m_table.model()->rowCount() == all ? tr("Total") : tr("Total of all %1").arg(format::count(all));
}

QString TotalsRow::textOf(int column) const
{
    return static_cast<const FormatProxy *>(m_table.model())->totalText(column);
}

int TotalsRow::widthOf(int column) const
{
    const QString text = textOf(column);
    return text.isEmpty() ? 0 : fontMetrics().horizontalAdvance(text) + 16;
}

int TotalsRow::firstShownColumn() const
{
    const QHeaderView *header = m_table.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual)
        if (const int column = header->logicalIndex(visual); !header->isSectionHidden(column))
            return column;
    return -1;
}

void TotalsRow::refresh()
{
    QStringList spoken{label()};
    for (int column = 0; column < m_table.model()->columnCount(); ++column)
        if (const QString text = textOf(column); !text.isEmpty())
            spoken << tr("%1 %2").arg(m_table.model()->headerData(column, Qt::Horizontal).toString(), text);
    setVisible(spoken.size() > 1 && m_table.rowsInAll() > 0);
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    update();
}

void TotalsRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

void TotalsRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colours = paletteOf(*this);
    painter.fillRect(rect(), mix(colours.card, colours.grid, 0.5));
    painter.setPen(colours.border);
    painter.drawLine(rect().topLeft(), rect().topRight());
    painter.setPen(colours.text);

    const QHeaderView *header = m_table.horizontalHeader();
    const int margin = style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &m_table) + 1;
    const int left = m_table.viewport()->x() - x();
    const bool named = m_table.verticalHeader()->isVisible();
    const int first = firstShownColumn();
    for (int column = 0; column < header->count(); ++column) {
        if (header->isSectionHidden(column))
            continue;
        const QRect cell(left + header->sectionViewportPosition(column), 0, header->sectionSize(column),
                         height());
        const QString text = column == first && !named ? label() : textOf(column);
        const bool isLabel = column == first && !named;
        const auto side = isLabel ? Qt::AlignLeft : Qt::AlignRight;
        painter.drawText(cell.adjusted(margin, 1, -margin, 0),
                         int(QStyle::visualAlignment(layoutDirection(), side) | Qt::AlignVCenter), text);
    }
    if (!named)
        return;
    const QRect names(m_table.verticalHeader()->x() - x(), 0, m_table.verticalHeader()->width(), height());
    painter.fillRect(names, mix(colours.card, colours.grid, 0.5));
    painter.drawText(names.adjusted(8, 1, -8, 0),
                     int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
                     label());
}

} // namespace outlay::views
