// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/simpletablemodel.h"

#include <memory>

namespace outlay::insight {
struct Weekly;
}

namespace outlay::items {

/// A table of the weekly report. Where its columns can be added up, its rows add up to the week's total,
/// which the header has.
class WeeklyTable : public SimpleTableModel
{
    Q_OBJECT

public:
    using Table = std::unique_ptr<const WeeklyTable>;

    /// Cost, requests and coverage, now and the week before.
    static Table figures(const insight::Weekly &week);
    static Table features(const insight::Weekly &week);
    static Table drivers(const insight::Weekly &week);
    static Table budgets(const insight::Weekly &week);
    /// Empty also where there is too little data to tell.
    static Table anomalies(const insight::Weekly &week);
    static Table unpriced(const insight::Weekly &week);
    static Table savings(const insight::Weekly &week);
    /// What could be saved, by dollars a month; at most as many as a list of findings has.
    static Table found(const insight::Weekly &week);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    explicit WeeklyTable(const QList<Column> &columns);
    void add(const Row &row) { appendRows({row}); }
    /// A row whose figures are of another kind than their columns'.
    void add(const Row &row, Kind kind);

    QHash<int, Kind> m_kinds; ///< by row, of the figures that are no change
    Row m_sums;               ///< by column; invalid: none
    int m_hatchedRow = -1;
};

} // namespace outlay::items
