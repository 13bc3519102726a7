// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/page.h"

#include "items/models.h"
#include "views/card.h"
#include "views/chartcard.h"
#include "views/charts/chartview.h"
#include "views/datatable.h"
#include "views/exporter.h"
#include "views/nothingfound.h"

#include <QtGui/QResizeEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace outlay::views {

namespace {

constexpr int kTwoColumnsFrom = 828;
constexpr qsizetype kMostSideBySide = 3; ///< rows of more cards hold small ones

/// Whether a card has use for height to spare: charts and tables that scroll do.
bool grows(const QPair<QWidget *, int> &card)
{
    for (const auto *table : card.first->findChildren<const DataTable *>())
        if (table->sizePolicy().verticalPolicy() == QSizePolicy::Expanding)
            return true;
    return card.first->findChild<const ChartView *>() != nullptr;
}

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
    connect(&models, &items::Models::snapshotChanged, this, &Page::showWhetherFound);
}

void Page::showWhetherFound()
{
    const bool found = !m_models.isNothingFound();
    bool anyFollows = false;
    for (const Row &row : std::as_const(m_cardRows)) {
        if (row.follows == Follows::Store)
            continue;
        anyFollows = true;
        for (const auto &[card, share] : row.cards)
            card->setVisible(found);
    }
    if (!found && anyFollows && !m_nothing) {
        m_nothing = new NothingFound(m_models);
        m_rows->addWidget(m_nothing);
    }
    if (!m_nothing)
        return;
    if (!found)
        m_nothing->rebuild();
    m_nothing->setVisible(!found);
}

void Page::addRow(const QList<QPair<QWidget *, int>> &cards, Follows follows)
{
    Row row{new QGridLayout, cards, follows};
    row.grid->setSpacing(12);
    arrange(row, cards.size());
    m_rows->addLayout(row.grid, std::any_of(cards.begin(), cards.end(), grows) ? 1 : 0);
    m_cardRows << row;
}

/// A few cards are side by side or below each other; many, which are small, wrap into as many columns as fit.
qsizetype Page::columnsFitting(const Row &row, int width)
{
    int widest = 0;
    int all = 0;
    for (const auto &[card, share] : row.cards) {
        widest = std::max(widest, card->minimumSizeHint().width());
        all += card->minimumSizeHint().width() + row.grid->spacing();
    }
    const qsizetype count = row.cards.size();
    if (all <= width && (count > kMostSideBySide || width >= kTwoColumnsFrom))
        return count;
    if (count <= kMostSideBySide)
        return 1;
    return std::clamp<qsizetype>((width + row.grid->spacing()) / (widest + row.grid->spacing()), 1, count);
}

void Page::arrange(Row &row, qsizetype columns)
{
    if (columns == row.columns)
        return;
    for (qsizetype column = 0; column < std::max(columns, row.columns); ++column)
        row.grid->setColumnStretch(static_cast<int>(column), 0);
    row.columns = columns;
    for (qsizetype i = 0; i < row.cards.size(); ++i) {
        const auto &[card, share] = row.cards[i];
        const auto column = static_cast<int>(i % columns);
        const bool last = i + 1 == row.cards.size();
        row.grid->removeWidget(card);
        row.grid->addWidget(card, static_cast<int>(i / columns), column, 1,
                            last ? static_cast<int>(columns) - column : 1);
        row.grid->setColumnStretch(column, columns == row.cards.size() ? share : 1);
    }
}

void Page::resizeEvent(QResizeEvent *event)
{
    const QMargins margins = m_rows->contentsMargins();
    const int width = event->size().width() - margins.left() - margins.right();
    for (Row &row : m_cardRows)
        arrange(row, columnsFitting(row, width));
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
    connect(chart, &ChartView::explanationWanted, &m_models, &items::Models::askToExplainMark);
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
    return savedCard(title, subtitle, table);
}

Card *Page::savedCard(const QString &title, const QString &subtitle, DataTable *table)
{
    connect(table, &DataTable::explanationWanted, &m_models, &items::Models::askToExplain);
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
