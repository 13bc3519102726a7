// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/card.h"

class QAbstractItemModel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace outlay::views {

class ChartView;
class DataTable;
class Exporter;

/// A chart with its twin table, and with ways to save and copy both.
class ChartCard : public Card
{
    Q_OBJECT

public:
    /// `rows` is what the twin table shows and CSV holds: everything, where the chart shows a top N.
    ChartCard(const QString &title, const QString &subtitle, ChartView *chart, QAbstractItemModel *rows,
              Exporter &exporter, QWidget *parent = nullptr);

    ChartView *chart() const { return m_chart; }
    DataTable *table() const { return m_table; }
    void showTable(bool on);
    bool showsTable() const;

private:
    ChartView *m_chart;
    DataTable *m_table;
    QStackedWidget *m_stack;
    QToolButton *m_switch;
};

/// A button with a menu for a card's head.
QToolButton *menuButton(const QString &text, const QString &spoken, QMenu *menu);

} // namespace outlay::views
