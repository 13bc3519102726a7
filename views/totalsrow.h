// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

namespace outlay::views {

class DataTable;

/// The sums of a table's columns, at its foot however far it is scrolled. The table places it.
class TotalsRow : public QWidget
{
    Q_OBJECT

public:
    explicit TotalsRow(DataTable &table);

    /// Width that a column's sum needs; 0 where there is none.
    int widthOf(int column) const;
    QString textOf(int column) const;
    /// "Total", and of how many rows where a search hides some.
    QString label() const;
    /// Takes the model's new sums.
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int firstShownColumn() const;

    DataTable &m_table;
};

} // namespace outlay::views
