// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QTableView>

#include <QtCore/QHash>
#include <QtCore/QPair>

#include <optional>

class QSortFilterProxyModel;

namespace outlay::views {

class FormatProxy;
class TotalsRow;

/// A table of one of the item models: sorts, finds, copies as TSV, and filters the pages by a click on the
/// cells that stand for a value of a dimension. Its context menu begins with its actions().
class DataTable : public QTableView
{
    Q_OBJECT

public:
    enum class Sorting
    {
        ByHeader,
        Fixed
    };

    /// `name` is what screen readers call it. The model is not owned.
    DataTable(const QString &name, QAbstractItemModel *model, Sorting sorting = Sorting::ByHeader,
              QWidget *parent = nullptr);

    /// The rows as they are shown, sorted and found, with values: for export.
    const QAbstractItemModel &shownRows() const;
    /// Rows of the model, found or not.
    int rowsInAll() const;
    int sourceRow(const QModelIndex &index) const;
    QModelIndex indexOfSourceRow(int row) const;

    /// Shows rows in which any text contains this.
    void find(const QString &text);
    void sortBy(int column, Qt::SortOrder order);
    /// Whether the widths say something: they were fitted to rows, or set.
    bool hasWidths() const;
    /// By column; they are not fitted to rows that come later.
    void setWidths(const QHash<int, int> &widths);
    void copySelection() const;
    /// The table grows with its rows instead of scrolling, up to this many; 0: it scrolls.
    void setRowsShown(int rows);
    /// For a table of one column of sentences: they go on in further lines instead of being cut.
    void wrapTexts();

    QSize sizeHint() const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    /// A cell of a dimension was clicked once (or Space was pressed on it).
    void drilled(const QString &dimension, const QString &key, bool add);
    /// A row was double-clicked or Enter was pressed: its most specific value of a dimension.
    void opened(const QString &dimension, const QString &key);
    /// How the figure of a cell came about is asked: its name, and the values that its row stands for.
    void explanationWanted(const QString &figure, const QList<QPair<QString, QString>> &slice);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;

private:
    void setUpColumns();
    void drill(const QModelIndex &index, bool add);
    void open(const QModelIndex &index);
    QPair<QString, QString> valueOf(const QModelIndex &index) const;
    /// The figures that the cell can be asked about, by their names.
    QStringList figuresOf(const QModelIndex &index) const;
    void explain(const QModelIndex &index, const QString &figure);
    void fitColumns();
    void fitToRows();
    void addTotals();
    int totalsHeight() const;
    void spareTheScrollBar();

    QSortFilterProxyModel *m_sorted;
    FormatProxy *m_formatted;
    QAbstractItemDelegate *m_trends;
    QAbstractItemDelegate *m_bars;
    TotalsRow *m_totals = nullptr;
    bool m_isFitted = true; ///< to the rows that there are
    int m_rowsShown = 0;
    int m_fittedColumns = 0;                          ///< what the widths were fitted for
    std::optional<QPair<QString, QString>> m_pressed; ///< what a click on the last pressed row opens
    bool m_opened = false; ///< by a double click whose last release is still to come
};

} // namespace outlay::views
