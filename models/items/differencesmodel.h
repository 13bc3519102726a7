// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "items/watchedtable.h"

#include <vector>

namespace outlay::pricing {
struct Difference;
}

namespace outlay::items {

/// Where logs report another cost than the price book computes, and why, in one period. All calls of the
/// period are gone over for it. Whoever answers wanted() calls setDifferences() or setFailed().
class DifferencesModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Model,
        Provider,
        Tier,
        Calls,
        Reported,
        Computed,
        Difference, ///< reported less computed
        Cause,
        ColumnCount
    };

    explicit DifferencesModel(QObject *parent = nullptr);

    const base::Period &period() const { return m_period; }

    void setPeriod(const base::Period &period);
    void setDifferences(int generation, const std::vector<pricing::Difference> &differences);

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Period &period);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_period); }

private:
    base::Period m_period = base::kAllTime;
};

} // namespace outlay::items
