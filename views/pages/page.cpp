// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/page.h"

#include "items/models.h"
#include "views/card.h"
#include "views/chartcard.h"
#include "views/charts/chartview.h"
#include "views/datatable.h"
#include "views/exporter.h"

#include <QtGui/QResizeEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

namespace {

constexpr int kTwoColumnsFrom = 860;

} // namespace

Page::Page(const QString &title, items::Models &models, Exporter &exporter, QWidget *parent)
    : QScrollArea(parent)
    , m_title(title)
    , m_models(models)
    , m_exporter(exporter)
    , m_rows(new QVBoxLayout)
{
    auto *content = new QWidget;
    content->setLayout(m_rows);
    m_rows->setContentsMargins(16, 12, 16, 16);
    m_rows->setSpacing(12);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(title);
    setFocusPolicy(Qt::NoFocus);
}

void Page::addRow(const QList<QPair<QWidget *, int>> &cards)
{
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight);
    row->setSpacing(12);
    for (const auto &[card, share] : cards) {
        card->setMinimumWidth(0);
        row->addWidget(card, share);
    }
    m_rows->addLayout(row);
    m_rowLayouts << row;
}

void Page::resizeEvent(QResizeEvent *event)
{
    const bool wide = event->size().width() >= kTwoColumnsFrom;
    for (QBoxLayout *row : m_rowLayouts)
        row->setDirection(wide || row->count() > 3 ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QScrollArea::resizeEvent(event);
}

void Page::connectChart(ChartView *chart)
{
    connect(chart, &ChartView::picked, this,
            [this](const QList<ChartTarget> &targets, Qt::KeyboardModifiers modifiers) {
                QList<QPair<QString, QString>> values;
                for (const ChartTarget &target : targets)
                    values.emplaceBack(target.dimension, target.key);
                m_models.filters.drill(values, modifiers.testFlag(Qt::ControlModifier));
            });
}

void Page::connectTable(DataTable *table)
{
    connect(table, &DataTable::drilled, &m_models.filters,
            qOverload<const QString &, const QString &, bool>(&items::FilterHistory::drill));
    connect(table, &DataTable::opened, this, [this](const QString &dimension, const QString &key) {
        if (!dimension.isEmpty() && !base::isTimeDimension(dimension.toStdString()))
            m_models.filters.setValues(dimension, {key});
        Q_EMIT eventsWanted();
    });
}

ChartCard *Page::chartCard(const QString &title, const QString &subtitle, ChartView *chart,
                           QAbstractItemModel *rows)
{
    connectChart(chart);
    auto *card = new ChartCard(title, subtitle, chart, rows, m_exporter);
    m_chartCards << card;
    return card;
}

Card *Page::tableCard(const QString &title, const QString &subtitle, DataTable *table)
{
    connectTable(table);
    auto *card = new Card(title, subtitle, table);
    auto *menu = new QMenu;
    menu->addAction(tr("Save as &CSV…"), this,
                    [this, card, table] { m_exporter.saveCsv(table->shownRows(), card->title()); });
    menu->addAction(tr("C&opy the table"), this, [table] {
        table->selectAll();
        table->copySelection();
    });
    card->addControl(menuButton(tr("Save"), tr("Save or copy %1").arg(title), menu));
    return card;
}

void Page::showTables(bool on)
{
    for (ChartCard *card : m_chartCards)
        card->showTable(on);
}

} // namespace outlay::views
