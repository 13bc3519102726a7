// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/timezones.h"

namespace outlay::jobs {

void Session::changeZone(const QString &name)
{
    if (!m_cube)
        return;
    m_zoneStop = std::stop_source();
    m_writer.post([this, epoch = m_epoch.load(), name, stop = m_zoneStop.get_token()] {
        store::ZoneWatch watch;
        watch.stop = stop;
        watch.progress = [this, epoch](std::int64_t done, std::int64_t total) {
            deliver(epoch, [this, done, total] { Q_EMIT zoneProgressed(done, total); });
        };
        const auto changed = reportingZone(name.toStdString()).and_then([&](const base::Zone &zone) {
            return m_writeStore->setReportingZone(zone, watch);
        });
        if (changed)
            reload(epoch);
        deliver(epoch, [this, name, changed] {
            if (changed)
                Q_EMIT zoneChanged(name);
            else
                Q_EMIT zoneChangeFailed(changed.error());
        });
    });
}

void Session::cancelZoneChange()
{
    m_zoneStop.request_stop();
}

} // namespace outlay::jobs
