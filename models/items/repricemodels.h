// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "items/simpletablemodel.h"

#include <optional>
#include <vector>

namespace outlay::store {
struct ClosedMonth;
struct RepriceReport;
struct RepricedMonth;
struct Restatement;
} // namespace outlay::store

namespace outlay::items {

/// What becomes of a month when prices are applied.
enum class MonthState
{
    Open,
    Closed,  ///< it stays as it is
    Reopened ///< it changes, and the change is recorded
};

/// What new prices do to each month of the store: the cost that is shown, now and after. A closed month stays
/// as it is; what it would be otherwise is told beside. So is the computed cost, which moves without being
/// seen where a log reports another.
class RepriceMonthsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Month,
        State,
        Events,
        Changed,
        Before,
        After,
        Difference,
        ComputedBefore, ///< of all calls, those too whose cost the log reports
        ComputedAfter,
        IfReopened, ///< of closed months that would change
        UnpricedBefore,
        UnpricedAfter,
        ColumnCount
    };
    enum MonthRole
    {
        StateRole = NextRole ///< int, MonthState
    };

    /// Sums over all months, closed ones with what they stay.
    struct Sums
    {
        qint64 events = 0;
        qint64 changed = 0;
        qint64 beforeNanos = 0;
        qint64 afterNanos = 0;
        qint64 unpricedBefore = 0;
        qint64 unpricedAfter = 0;
        qint64 computedBeforeNanos = 0;
        qint64 computedAfterNanos = 0;
        qint64 uncomputedBefore = 0; ///< events
        qint64 uncomputedAfter = 0;
        int changedMonths = 0;
        int staying = 0;  ///< closed months that would change if they were open
        int restated = 0; ///< reopened months that change
    };

    explicit RepriceMonthsModel(QObject *parent = nullptr);

    /// `closed`: also the reopened ones.
    void setReport(const store::RepriceReport &report, const std::vector<store::ClosedMonth> &closed);
    void clear();
    const Sums &sums() const { return m_sums; }

    std::optional<base::Month> monthAt(int row) const; ///< none: there is no such row
    MonthState stateAt(int row) const;
    int firstThatChanges() const; ///< -1: none does

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Place
    {
        base::Month month{};
        MonthState state = MonthState::Open;
    };

    Row rowOf(const Place &place, const store::RepricedMonth &repriced);

    std::vector<Place> m_places;
    Sums m_sums;
};

/// The models whose computed cost moves in one month, those that move it most first: their calls that change.
class RepriceModelsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Model,
        Changed,
        Before,
        After,
        Difference,
        ComputedBefore,
        ComputedAfter,
        UnpricedBefore,
        UnpricedAfter,
        ColumnCount
    };

    explicit RepriceModelsModel(QObject *parent = nullptr);
    void setMonth(const store::RepricedMonth &month);
    void clear() { setRows({}); }
};

/// Recorded changes of months that had been closed, the latest first.
class RestatementsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        At,
        Month,
        Before,
        After,
        Difference,
        Reason,
        ColumnCount
    };

    explicit RestatementsModel(QObject *parent = nullptr);
    /// In the order of the store, oldest first.
    void setRestatements(const std::vector<store::Restatement> &restatements);
};

} // namespace outlay::items
