// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QScrollArea>

#include "views/report.h"

class QGridLayout;
class QVBoxLayout;

namespace outlay::items {
class Models;
}

namespace outlay::views {

class Card;
class ChartCard;
class ChartView;
class DataTable;
class Exporter;
class NothingFound;

/// One page of the window: rows of cards that scroll, side by side where there is room and below each other
/// where there is not. Clicks on charts and tables go to the one filter.
class Page : public QScrollArea
{
    Q_OBJECT

public:
    Page(const QString &title, items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    const QString &title() const { return m_title; }
    /// What a PDF of this page holds.
    virtual QList<ReportPart> reportParts() const = 0;
    /// Chart cards switch between picture and table.
    void showTables(bool on);
    /// Puts the cursor where this page finds text, if it does.
    virtual void focusFind() {}

Q_SIGNALS:
    /// The single events behind a row are wanted; the filter is set already.
    void eventsWanted();

protected:
    items::Models &models() const { return m_models; }
    Exporter &exporter() const { return m_exporter; }

    enum class Follows
    {
        Filter, ///< when nothing passes the filter, the reason stands in place of the cards
        Store
    };

    /// A row of cards with their shares of the width; they wrap where there is no room.
    void addRow(const QList<QPair<QWidget *, int>> &cards, Follows follows = Follows::Filter);
    void connectChart(ChartView *chart);
    void connectTable(DataTable *table);
    ChartCard *chartCard(const QString &title, const QString &subtitle, ChartView *chart,
                         QAbstractItemModel *rows);
    /// A card around a table, with CSV export.
    Card *savedCard(const QString &title, const QString &subtitle, DataTable *table);
    /// The same, of a table whose rows filter and lead to the single events.
    Card *tableCard(const QString &title, const QString &subtitle, DataTable *table);

    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        QGridLayout *grid;
        QList<QPair<QWidget *, int>> cards;
        Follows follows;
        qsizetype columns = 0; ///< as laid out now
    };

    static qsizetype columnsFitting(const Row &row, int width);
    static void arrange(Row &row, qsizetype columns);
    void showWhetherFound();

    const QString m_title;
    items::Models &m_models;
    Exporter &m_exporter;
    QVBoxLayout *m_rows;
    QList<Row> m_cardRows;
    QList<ChartCard *> m_chartCards;
    NothingFound *m_nothing = nullptr; ///< made when it is first needed
};

} // namespace outlay::views
