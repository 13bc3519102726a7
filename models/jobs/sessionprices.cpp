// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/pricebooks.h"
#include "jobs/storeimport.h"

namespace outlay::jobs {

using base::Result;
using store::Store;

std::stop_token Session::startAnew(std::stop_source &source)
{
    source.request_stop();
    source = std::stop_source();
    return source.get_token();
}

void Session::stopWalks()
{
    m_repriceStop.request_stop();
    m_differencesStop.request_stop();
    m_anomaliesStop.request_stop();
    m_sessionsStop.request_stop();
    m_savingsStop.request_stop();
    m_cacheStop.request_stop();
    m_bridgeStop.request_stop();
    m_reconcileStop.request_stop();
    for (std::stop_source &stop : m_rulesStop)
        stop.request_stop();
    m_coverageStop.request_stop();
    m_unattributedStop.request_stop();
}

store::RepriceOptions Session::repriceOptions(int epoch, const base::Period &period,
                                              const std::stop_token &stop)
{
    store::RepriceOptions options;
    options.now = now();
    options.walk.period = period;
    options.walk.stop = stop;
    options.walk.progress = [this, epoch, stop](std::int64_t done, std::int64_t total) {
        deliver(epoch, [this, stop, done, total] {
            if (stop == m_repriceStop.get_token())
                Q_EMIT repriceProgressed(done, total);
        });
    };
    return options;
}

void Session::answerReprice(int epoch, const std::stop_token &stop, const Result<Repriced> &answer)
{
    deliver(epoch, [this, stop, answer] {
        if (stop != m_repriceStop.get_token())
            return; // overtaken
        if (answer)
            Q_EMIT repriced(*answer);
        else
            Q_EMIT repriceFailed(answer.error());
    });
}

void Session::previewPrices(const base::Period &period)
{
    if (!m_cube)
        return;
    m_repricePeriod = period;
    m_walker.post(
        [this, epoch = m_epoch.load(), path = m_state.path, period, stop = startAnew(m_repriceStop)] {
            store::RepriceOptions options = repriceOptions(epoch, period, stop);
            options.dryRun = true;
            const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
            answerReprice(epoch, stop,
                          reading ? repriceAndTell(**reading, userPriceBook(), options)
                                  : Result<Repriced>(tl::unexpected(reading.error())));
        });
}

void Session::applyPrices()
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), period = m_repricePeriod, stop = startAnew(m_repriceStop)] {
        const auto answer =
            repriceAndTell(*m_writeStore, userPriceBook(), repriceOptions(epoch, period, stop));
        if (answer)
            reload(epoch);
        answerReprice(epoch, stop, answer);
    });
}

void Session::cancelReprice()
{
    m_repriceStop.request_stop();
}

void Session::changeMonth(Result<void> (Store::*change)(base::Month, base::Instant), base::Month month)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), change, month] {
        const auto changed = ((*m_writeStore).*change)(month, now());
        deliver(epoch, [this, changed] {
            if (!changed) {
                Q_EMIT repriceFailed(changed.error());
                return;
            }
            Q_EMIT monthsChanged();
            previewPrices(m_repricePeriod);
        });
    });
}

void Session::closeMonth(base::Month month)
{
    changeMonth(&Store::closeMonth, month);
}

void Session::reopenMonth(base::Month month)
{
    changeMonth(&Store::reopenMonth, month);
}

void Session::cancelDifferences()
{
    startAnew(m_differencesStop);
}

void Session::loadDifferences(int generation, const base::Period &period)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, generation,
                   walk = store::EventWalk{.period = period, .stop = startAnew(m_differencesStop)}] {
        const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
        const auto found = reading
                               ? costDifferences(**reading, userPriceBook(), walk)
                               : Result<std::vector<pricing::Difference>>(tl::unexpected(reading.error()));
        deliver(epoch, [this, generation, stop = walk.stop, found] {
            if (stop != m_differencesStop.get_token())
                return; // overtaken
            if (found)
                Q_EMIT differencesReady(generation, *found);
            else
                Q_EMIT differencesFailed(generation, found.error());
        });
    });
}

} // namespace outlay::jobs
