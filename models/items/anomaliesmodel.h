// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "base/filter.h"
#include "insight/anomaly.h"
#include "items/slicewords.h"
#include "items/watchedtable.h"

#include <vector>

namespace outlay::items {

/// Days on which a slice of what is filtered cost more than it should have, and why. Whoever answers wanted()
/// calls setAnomalies() or setFailed().
class AnomaliesModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        First,
        Last,
        Where,
        Expected,
        Actual,
        Excess,
        MoreCalls,
        BiggerCalls,
        Dearer,
        Mostly, ///< which of the three, in words
        Explained,
        ColumnCount
    };

    explicit AnomaliesModel(QObject *parent = nullptr);

    void setFilter(const base::Filter &filter);
    const base::Filter &filter() const { return m_filter; }
    void setAnomalies(int generation, const insight::Anomalies &anomalies);

    /// The days that have enough days before them to be judged; may be empty.
    const base::Period &judged() const { return m_judged; }
    /// An excess of less is no anomaly.
    qint64 floorNanos() const { return m_floor.nanos(); }
    /// The slice within the filter, on the anomaly's days.
    Scope scopeAt(int row) const;
    /// Its unusual days, as they are kept when they were planned, without a note.
    std::vector<base::PlannedDay> daysAt(int row) const;

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &filter);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_filter); }

private:
    base::Filter m_filter;
    base::Period m_judged;
    base::Money m_floor;
    std::vector<insight::Anomaly> m_found;
};

} // namespace outlay::items
