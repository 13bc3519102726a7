// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"
#include "jobs/sessionsjob.h"
#include "jobs/storeimport.h"

namespace outlay::jobs {

void Session::tellValues(int number, const QStringList &paths)
{
    m_previewer.post([this, epoch = m_epoch.load(), number, paths, stop = startAnew(m_valuesStop)] {
        QStringList valueFiles;
        for (const QString &path : paths)
            if (!stop.stop_requested() && ingest::isValueFile(path.toStdString(), stop))
                valueFiles << path;
        deliver(epoch, [this, number, valueFiles] { Q_EMIT valuesTold(number, valueFiles); });
    });
}

void Session::keepValues(const QStringList &paths)
{
    for (const QString &path : paths) {
        postWrite([this, epoch = m_epoch.load(), path](store::Store &store) -> base::Result<void> {
            const auto reading = ingest::readValueFile(path.toStdString(), {});
            if (!reading)
                return tl::unexpected(reading.error());
            if (!reading->isWhole()) {
                deliver(epoch, [this, found = *reading] { Q_EMIT valuesRefused(found); });
                return {};
            }
            if (reading->file.rows.empty())
                return base::fail(base::ErrorKind::BadInput, path.toStdString(),
                                  "there is no amount in it; nothing was kept");
            const auto kept = store.keepValues(reading->file, now());
            if (!kept)
                return tl::unexpected(kept.error());
            deliver(epoch, [this, found = *reading, outcome = *kept] { Q_EMIT valuesKept(found, outcome); });
            return {};
        });
    }
}

void Session::removeValues(qint64 id)
{
    postWrite([id](store::Store &store) { return store.removeValues(id).map([](auto) {}); });
}

void Session::cancelSessions()
{
    startAnew(m_sessionsStop);
}

void Session::loadSessions(int generation, const base::Filter &filter)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, cube = m_cube, generation, filter,
                   stop = startAnew(m_sessionsStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        const auto reading = store::Store::open(path.toStdString(), store::Store::Mode::ReadOnly);
        const base::Grouping by{base::Dimension(base::nameOf(base::FixedDimension::Segment))};
        const auto found = reading ? sessionCosts(**reading, *cube, filter, by, {.stop = stop})
                                   : base::Result<insight::Sessions>(tl::unexpected(reading.error()));
        deliver(epoch, [this, generation, stop, found] {
            if (stop != m_sessionsStop.get_token())
                return; // overtaken
            if (found)
                Q_EMIT sessionsReady(generation, *found);
            else
                Q_EMIT sessionsFailed(generation, found.error());
        });
    });
}

} // namespace outlay::jobs
