// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "insight/reconcile.h"
#include "items/simpletablemodel.h"

#include <optional>
#include <vector>

namespace outlay::store {
struct ClosedMonth;
struct Restatement;
} // namespace outlay::store

namespace outlay::items {

/// What bills and calls come to by class, what explains the differences, and the total.
class MatchSumsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        What,
        Rows,
        Provider,
        Ours,
        Difference,
        Meaning,
        ColumnCount
    };

    explicit MatchSumsModel(QObject *parent = nullptr);
    void setFound(const insight::Reconciliation &found);
    void clear() { setRows({}); }
};

/// The months of the period with what bills and calls of them come to, and whether they are closed.
class MonthLocksModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Month,
        State,
        Provider,
        Ours,
        Difference,
        Open, ///< rows that do not match
        Restated,
        Since, ///< when it was closed, or reopened
        ColumnCount
    };
    enum class Lock
    {
        Open,
        Closed,
        Reopened
    };

    explicit MonthLocksModel(QObject *parent = nullptr);
    /// `closed`: also the reopened ones.
    void setFound(const insight::Reconciliation &found, const std::vector<store::ClosedMonth> &closed,
                  const std::vector<store::Restatement> &restatements);
    void clear();

    std::optional<base::Month> monthAt(int row) const; ///< none: there is no such row
    Lock lockAt(int row) const;
    qint64 openAt(int row) const; ///< rows of the month that do not match

private:
    struct Place
    {
        base::Month month{};
        Lock lock = Lock::Open;
        qint64 open = 0;
    };

    std::vector<Place> m_places;
};

} // namespace outlay::items
