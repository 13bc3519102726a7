// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "insight/sessions.h"
#include "items/watchedtable.h"

namespace outlay::items {

/// What a session costs by customer segment, of the filter's calls. They are gone over for it. Whoever
/// answers wanted() calls setSessions() or setFailed().
class SessionsModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Segment,
        Count,
        Calls,
        Cost,
        Mean,
        Median,
        Dearest,
        CallsWithout, ///< of no session
        CostWithout,
        ColumnCount
    };

    explicit SessionsModel(QObject *parent = nullptr);

    void setFilter(const base::Filter &filter);
    const base::Filter &filter() const { return m_filter; }
    void setSessions(int generation, const insight::Sessions &sessions);

    qint64 sessions() const { return m_sessions; } ///< of all segments, each once
    qint64 callsWithout() const { return m_callsWithout; }
    qint64 unpricedCalls() const { return m_unpricedCalls; }

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &filter);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_filter); }

private:
    base::Filter m_filter;
    qint64 m_sessions = 0;
    qint64 m_callsWithout = 0;
    qint64 m_unpricedCalls = 0;
};

} // namespace outlay::items
