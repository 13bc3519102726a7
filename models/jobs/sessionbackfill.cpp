// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

namespace outlay::jobs {

namespace {

struct LookedAtJoin
{
    ingest::JoinColumns columns;
    std::shared_ptr<const JoinPreview> preview;
};

base::Result<LookedAtJoin> lookAtJoin(const std::string &store, const std::string &path, qint64 windowUs,
                                      const store::EventWalk &walk)
{
    const auto reading = store::Store::open(store, store::Store::Mode::ReadOnly);
    if (!reading)
        return tl::unexpected(reading.error());
    const auto shape = ingest::joinShapeOf(path, walk.stop);
    if (!shape)
        return tl::unexpected(shape.error());
    auto preview = previewJoin(**reading, path, shape->guess, windowUs, walk);
    if (!preview)
        return tl::unexpected(preview.error());
    return LookedAtJoin{shape->guess, std::make_shared<const JoinPreview>(*std::move(preview))};
}

} // namespace

void Session::previewJoin(int number, const QString &path, qint64 windowUs)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), store = m_state.path, number, path, windowUs,
                   stop = startAnew(m_joinLookStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        store::EventWalk walk;
        walk.stop = stop;
        walk.progress = [this, epoch, stop](std::int64_t done, std::int64_t total) {
            deliver(epoch, [this, stop, done, total] {
                if (!stop.stop_requested())
                    Q_EMIT joinProgressed(done, total);
            });
        };
        const auto looked = lookAtJoin(store.toStdString(), path.toStdString(), windowUs, walk);
        deliver(epoch, [this, number, stop, looked] {
            if (stop.stop_requested())
                return; // overtaken
            if (looked)
                Q_EMIT joinPreviewed(number, looked->columns, looked->preview);
            else
                Q_EMIT joinPreviewFailed(number, looked.error());
        });
    });
}

void Session::keepJoin(const std::shared_ptr<const JoinPreview> &preview, qint64 windowUs)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), preview, windowUs, stop = startAnew(m_joinStop)] {
        store::EventWalk walk;
        walk.stop = stop;
        const auto id = jobs::keepJoin(*m_writeStore, preview->reading.log, windowUs, {}, walk);
        if (id)
            reload(epoch);
        deliver(epoch, [this, id, path = QString::fromStdString(preview->reading.log.path)] {
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
        store::EventWalk walk;
        walk.stop = stop;
        const auto removed = jobs::removeJoin(*m_writeStore, id, {}, walk);
        if (removed)
            reload(epoch);
        deliver(epoch, [this, id, removed] {
            if (removed)
                Q_EMIT joinRemoved(id);
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
