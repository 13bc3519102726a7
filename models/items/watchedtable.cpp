// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/watchedtable.h"

namespace outlay::items {

void WatchedTable::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void WatchedTable::askIfWatched()
{
    if (!m_watched)
        return;
    enter(State::Loading);
    ask(++m_generation);
}

void WatchedTable::setWatched(bool watched)
{
    m_watched = watched;
    if (!watched && m_state == State::Loading) { // finding it out is not to go on for nobody
        ++m_generation;
        enter(State::Unknown);
        Q_EMIT unwanted();
    }
    if (m_state == State::Unknown || m_state == State::Failed)
        askIfWatched();
}

void WatchedTable::forget()
{
    ++m_generation;
    if (!m_watched)
        setRows({});
    enter(State::Unknown);
    askIfWatched();
}

void WatchedTable::setAnswer(QList<Row> rows)
{
    setRows(std::move(rows));
    enter(State::Ready);
}

void WatchedTable::setFailed(int generation)
{
    if (!isLatest(generation))
        return;
    setRows({});
    enter(State::Failed);
}

} // namespace outlay::items
