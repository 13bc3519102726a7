// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/simpletablemodel.h"

namespace outlay::items {

/// A list that takes a while to be found out, so that it is only asked for while somebody looks at it. Each
/// question has a generation; answers to older ones are dropped.
class WatchedTable : public SimpleTableModel
{
    Q_OBJECT

public:
    enum class State
    {
        Unknown, ///< nobody has looked since something changed
        Loading, ///< what the rows say is the old answer
        Ready,
        Failed
    };

    State state() const { return m_state; }
    void setWatched(bool watched);
    /// What the answer depends on is different now.
    void forget();
    void setFailed(int generation);

Q_SIGNALS:
    void unwanted(); ///< nobody waits for the answer any more
    void stateChanged();

protected:
    using SimpleTableModel::SimpleTableModel;

    virtual void ask(int generation) = 0;
    bool isLatest(int generation) const { return generation == m_generation; }
    void setAnswer(QList<Row> rows);

private:
    void enter(State state);
    void askIfWatched();

    State m_state = State::Unknown;
    bool m_watched = false;
    int m_generation = 0;
};

} // namespace outlay::items
