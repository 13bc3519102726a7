// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/pricebooks.h"
#include "jobs/storeimport.h"

namespace outlay::jobs {

using store::Store;

void Session::cancelReconciliation()
{
    startAnew(m_reconcileStop);
}

void Session::loadReconciliation(int generation, const insight::MatchOptions &options)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, generation, options,
                   stop = startAnew(m_reconcileStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
        const auto found = reading ? reconcileAndTell(**reading, options, userPriceBook(), {.stop = stop})
                                   : base::Result<Reconciled>(tl::unexpected(reading.error()));
        deliver(epoch, [this, generation, stop, found] {
            if (stop != m_reconcileStop.get_token())
                return; // overtaken
            if (found)
                Q_EMIT reconciled(generation, *found);
            else
                Q_EMIT reconcileFailed(generation, found.error());
        });
    });
}

void Session::lockMonth(base::Month month, bool closed)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), month, closed] {
        const auto changed =
            closed ? m_writeStore->closeMonth(month, now()) : m_writeStore->reopenMonth(month, now());
        deliver(epoch, [this, changed] {
            if (changed)
                Q_EMIT monthsChanged();
            else
                Q_EMIT failed(changed.error());
        });
    });
}

} // namespace outlay::jobs
