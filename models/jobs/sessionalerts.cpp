// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/alertwatch.h"
#include "jobs/budgetwatch.h"
#include "jobs/session.h"
#include "jobs/storeimport.h"

namespace outlay::jobs {

base::Result<void> Session::watch(int epoch, const cube::Cube &cube, const std::stop_token &stop)
{
    const auto day = today(*m_writeStore);
    if (!day)
        return tl::unexpected(day.error());
    auto fired = watchAll(*m_writeStore, cube, insight::clockOf(cube.span(), *day), stop);
    if (!fired)
        return tl::unexpected(fired.error());
    auto posts = pendingPosts(*m_writeStore);
    if (!posts)
        return tl::unexpected(posts.error());
    deliver(epoch, [this, fired = *std::move(fired), posts = *std::move(posts)] {
        for (const PendingPost &post : posts)
            m_webhook.post(post.alert, post.address, post.body);
        if (!fired.empty())
            Q_EMIT alertsFired(fired);
    });
    return {};
}

void Session::markAlerts(const std::map<qint64, base::AlertState> &states)
{
    postWrite([states](store::Store &store) -> base::Result<void> {
        for (const auto &[id, state] : states)
            if (const auto marked = store.markAlert(id, state); !marked)
                return marked;
        return {};
    });
}

void Session::setPlanned(const std::vector<base::PlannedDay> &days)
{
    postWrite([days](store::Store &store) -> base::Result<void> {
        for (const base::PlannedDay &day : days)
            if (const auto kept = store.setPlannedDay(day); !kept)
                return kept;
        return {};
    });
}

void Session::removePlanned(const std::vector<base::PlannedDay> &days)
{
    postWrite([days](store::Store &store) -> base::Result<void> {
        for (const base::PlannedDay &day : days)
            if (const auto removed = store.removePlannedDay(day.day, day.slice); !removed)
                return removed;
        return {};
    });
}

void Session::cancelAnomalies()
{
    startAnew(m_anomaliesStop);
}

void Session::loadAnomalies(int generation, const base::Filter &filter)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), cube = m_cube, zone = m_state.zone,
                   planned = m_state.planned, generation, filter, stop = startAnew(m_anomaliesStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        insight::AnomalyOptions options;
        options.planned = insight::plannedSlices(planned);
        options.stop = stop;
        const auto clock = insight::clockOf(cube->span(), today(zone));
        const auto found = insight::anomalies(*cube, filter, clock.asOf, options);
        deliver(epoch, [this, generation, stop, found] {
            if (stop != m_anomaliesStop.get_token())
                return; // overtaken
            if (found)
                Q_EMIT anomaliesReady(generation, *found);
            else
                Q_EMIT anomaliesFailed(generation, found.error());
        });
    });
}

void Session::keepDelivery(qint64 alert, bool sent, const QString &text)
{
    postWrite([alert, sent, why = text.toStdString()](store::Store &store) {
        return store.markDelivery(alert, sent ? base::Delivery::Sent : base::Delivery::Failed, why);
    });
}

} // namespace outlay::jobs
