// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/chartcard.h"

#include "views/charts/chartview.h"
#include "views/datatable.h"
#include "views/exporter.h"
#include "views/menubutton.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>

namespace outlay::views {

QToolButton *menuButton(const QString &text, const QString &spoken, QMenu *menu)
{
    auto *button = new MenuButton;
    button->setText(text);
    button->setAccessibleName(spoken);
    button->setToolTip(spoken);
    button->setAutoRaise(true);
    menu->setParent(button, menu->windowFlags());
    button->setMenu(menu);
    return button;
}

ChartCard::ChartCard(const QString &title, const QString &subtitle, ChartView *chart,
                     QAbstractItemModel *rows, Exporter &exporter, QWidget *parent)
    : Card(title, subtitle, new QStackedWidget, parent)
    , m_chart(chart)
    , m_table(new DataTable(title, rows))
    , m_stack(findChild<QStackedWidget *>())
    , m_switch(new QToolButton)
{
    chart->setAccessibleName(title);
    m_stack->addWidget(chart);
    m_stack->addWidget(m_table);
    if (rows->headerData(0, Qt::Horizontal, Qt::DisplayRole).isValid())
        m_table->verticalHeader()->setVisible(!rows->inherits("outlay::items::QuadrantModel"));

    m_switch->setText(tr("Table"));
    m_switch->setObjectName(title); // titles change, names do not
    m_switch->setCheckable(true);
    m_switch->setAutoRaise(true);
    m_switch->setFocusPolicy(Qt::StrongFocus);
    m_switch->setToolTip(tr("Show the figures as a table"));
    m_switch->setAccessibleName(tr("Show %1 as a table").arg(title));
    connect(m_switch, &QToolButton::toggled, this, [this](bool on) { m_stack->setCurrentIndex(on ? 1 : 0); });
    addControl(m_switch);

    auto *menu = new QMenu;
    menu->addAction(tr("Save the &chart (PNG, SVG)…"), this,
                    [this, &exporter] { exporter.saveChart(*m_chart, this->title()); });
    menu->addAction(tr("Save the &figures (CSV)…"), this,
                    [this, &exporter] { exporter.saveCsv(m_table->shownRows(), this->title()); });
    menu->addAction(tr("C&opy picture and figures"), this, [this] { m_chart->copyToClipboard(); });
    addControl(menuButton(tr("Save"), tr("Save or copy %1").arg(title), menu));
}

void ChartCard::showTable(bool on)
{
    m_switch->setChecked(on);
}

bool ChartCard::showsTable() const
{
    return m_switch->isChecked();
}

} // namespace outlay::views
