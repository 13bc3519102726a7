// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

namespace outlay::jobs {

void Session::relink(qint64 seconds)
{
    if (!m_cube)
        return;
    m_linkStop = std::stop_source();
    m_writer.post([this, epoch = m_epoch.load(), seconds, stop = m_linkStop.get_token()] {
        store::LinkWatch watch;
        watch.stop = stop;
        watch.progress = [this, epoch](std::int64_t done, std::int64_t total) {
            deliver(epoch, [this, done, total] { Q_EMIT relinkProgressed(done, total); });
        };
        const auto changed = m_writeStore->setRetryWindow(seconds, watch);
        if (changed)
            reload(epoch);
        deliver(epoch, [this, changed] {
            if (changed)
                Q_EMIT relinked(*changed);
            else
                Q_EMIT relinkFailed(changed.error());
        });
    });
}

void Session::cancelRelink()
{
    m_linkStop.request_stop();
}

} // namespace outlay::jobs
