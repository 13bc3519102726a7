// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/account.h"

#include <algorithm>

namespace outlay::jobs {

namespace {

/// A removed log, as it was kept.
base::Result<std::shared_ptr<const store::KeptJoin>> takeOut(store::Store &store, qint64 id,
                                                             const store::EventWalk &walk)
{
    auto all = store.keptJoins();
    if (!all)
        return tl::unexpected(all.error());
    if (const auto removed = removeJoin(store, id, accountName(), walk); !removed)
        return tl::unexpected(removed.error());
    // There is one of that id, else it could not have been removed.
    const auto found = std::ranges::find(*all, id, [](const store::KeptJoin &each) { return each.first.id; });
    return std::make_shared<const store::KeptJoin>(std::move(*found));
}

} // namespace

/// Tells how far it is, until it is stopped.
store::EventWalk Session::joinWalk(int epoch, const std::stop_token &stop)
{
    store::EventWalk walk;
    walk.stop = stop;
    walk.progress = [this, epoch, stop](std::int64_t done, std::int64_t total) {
        deliver(epoch, [this, stop, done, total] {
            if (!stop.stop_requested())
                Q_EMIT joinProgressed(done, total);
        });
    };
    return walk;
}

void Session::previewJoin(int number, const QString &path, const std::optional<ingest::JoinColumns> &columns,
                          qint64 windowUs)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), store = m_state.path, number, path, columns, windowUs,
                   stop = startAnew(m_joinLookStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        const auto tell = [this, epoch, stop](auto emission) {
            deliver(epoch, [stop, emission] {
                if (!stop.stop_requested()) // else overtaken
                    emission();
            });
        };
        const auto fail = [this, tell, number](const base::Error &error) {
            tell([this, number, error] { Q_EMIT joinPreviewFailed(number, error); });
        };
        std::optional<ingest::JoinColumns> asked = columns;
        if (!asked) {
            const auto shape = ingest::joinShapeOf(path.toStdString(), stop);
            if (!shape)
                return fail(shape.error());
            tell([this, number, shape = *shape] { Q_EMIT joinShaped(number, shape); });
            asked = shape->guess;
        }
        const auto reading = store::Store::open(store.toStdString(), store::Store::Mode::ReadOnly);
        if (!reading)
            return fail(reading.error());
        auto found =
            jobs::previewJoin(**reading, path.toStdString(), *asked, windowUs, joinWalk(epoch, stop));
        if (!found)
            return fail(found.error());
        tell([this, number, preview = std::make_shared<const JoinPreview>(*std::move(found))] {
            Q_EMIT joinPreviewed(number, preview);
        });
    });
}

void Session::keepJoin(const std::shared_ptr<const base::JoinLog> &log, qint64 windowUs)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), log, windowUs, stop = startAnew(m_joinStop)] {
        const auto id = jobs::keepJoin(*m_writeStore, *log, windowUs, accountName(), joinWalk(epoch, stop));
        if (id)
            reload(epoch);
        deliver(epoch, [this, id, path = QString::fromStdString(log->path)] {
            if (id)
                Q_EMIT joinKept(*id, path);
            else
                Q_EMIT joinFailed(id.error());
        });
    });
}

void Session::removeJoin(qint64 id)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), id, stop = startAnew(m_joinStop)] {
        const auto removed = takeOut(*m_writeStore, id, joinWalk(epoch, stop));
        if (removed)
            reload(epoch);
        deliver(epoch, [this, removed] {
            if (removed)
                Q_EMIT joinRemoved(*removed);
            else
                Q_EMIT joinFailed(removed.error());
        });
    });
}

void Session::cancelJoin()
{
    m_joinLookStop.request_stop();
    m_joinStop.request_stop();
}

} // namespace outlay::jobs
