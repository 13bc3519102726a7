// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "items/simpletablemodel.h"

#include <vector>

namespace outlay::pricing {
struct Difference;
}

namespace outlay::items {

/// Where logs report another cost than the price book computes, and why, in one period. All calls of the
/// period are gone over for it, so that it is only asked for while somebody looks at it: whoever answers
/// wanted() calls setDifferences() or setFailed() with the same generation; older answers are dropped.
class DifferencesModel : public SimpleTableModel
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
    enum class State
    {
        Unknown, ///< nobody has looked since something changed
        Loading, ///< what the rows say is the old answer
        Ready,
        Failed
    };

    explicit DifferencesModel(QObject *parent = nullptr);

    State state() const { return m_state; }
    const base::Period &period() const { return m_period; }

    void setWatched(bool watched);
    void setPeriod(const base::Period &period);
    /// Events or prices are others now.
    void forget();

    void setDifferences(int generation, const std::vector<pricing::Difference> &differences);
    void setFailed(int generation);

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Period &period);
    void unwanted(); ///< nobody waits for the answer any more
    void stateChanged();

private:
    void enter(State state);
    void askIfWatched();

    base::Period m_period = base::kAllTime;
    State m_state = State::Unknown;
    bool m_watched = false;
    int m_generation = 0;
};

} // namespace outlay::items
