// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "insight/savings.h"
#include "items/watchedtable.h"

#include <vector>

namespace outlay::items {

/// What money could be saved by, of the filter's calls. They are gone over for it. Whoever answers wanted()
/// calls setSavings() or setFailed().
class SavingsModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        What,
        PerMonth,
        Saved,
        Feature,
        Calls,
        Evidence,
        ColumnCount
    };

    explicit SavingsModel(QObject *parent = nullptr);

    void setFilter(const base::Filter &filter);
    const base::Filter &filter() const { return m_filter; }
    void setSavings(int generation, const insight::Savings &savings);

    int days() const { return m_days; } ///< that the answer is of
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The scenario that shows it; named as its row.
    insight::Scenario scenarioOf(int row) const;
    /// The same for `outlay whatif`.
    QString scenarioAt(int row) const;

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &filter);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_filter); }

private:
    base::Filter m_filter;
    int m_days = 0;
    std::vector<insight::Scenario> m_scenarios;
};

} // namespace outlay::items
