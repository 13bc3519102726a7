// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/cachejob.h"
#include "jobs/pricebooks.h"
#include "jobs/savingsjob.h"
#include "jobs/whatifjob.h"

namespace outlay::jobs {

using store::Store;

void Session::cancelSavings()
{
    startAnew(m_savingsStop);
}

void Session::cancelCache()
{
    startAnew(m_cacheStop);
}

void Session::loadSavings(int generation, const base::Filter &filter)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, cube = m_cube, generation, filter,
                   stop = startAnew(m_savingsStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
        const auto found = reading ? findSavings(**reading, *cube, filter, userPriceBook(), {.stop = stop})
                                   : base::Result<insight::Savings>(tl::unexpected(reading.error()));
        deliver(epoch, [this, generation, stop, found] {
            if (stop != m_savingsStop.get_token())
                return; // overtaken
            if (found)
                Q_EMIT savingsReady(generation, *found);
            else
                Q_EMIT savingsFailed(generation, found.error());
        });
    });
}

void Session::loadCache(int generation, const base::Filter &filter)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, cube = m_cube, generation, filter,
                   stop = startAnew(m_cacheStop)] {
        if (stop.stop_requested())
            return;
        const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
        const base::Grouping by{base::Dimension(base::nameOf(base::FixedDimension::Feature))};
        const auto economics =
            reading ? cacheEconomics(**reading, *cube, filter, by, userPriceBook(), {.stop = stop})
                    : base::Result<insight::CacheEconomics>(tl::unexpected(reading.error()));
        deliver(epoch, [this, generation, stop, economics] {
            if (stop != m_cacheStop.get_token())
                return;
            if (economics)
                Q_EMIT cacheReady(generation, *economics);
            else
                Q_EMIT cacheFailed(generation, economics.error());
        });
    });
}

void Session::cancelWhatIf()
{
    startAnew(m_whatIfStop);
}

void Session::loadWhatIf(int generation, const base::Filter &filter,
                         const std::vector<insight::Scenario> &scenarios)
{
    using Results = std::vector<insight::WhatIfResult>;
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, cube = m_cube, generation, filter,
                   scenarios, stop = startAnew(m_whatIfStop)] {
        if (stop.stop_requested())
            return;
        const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
        const auto results =
            reading ? whatIf(**reading, *cube, filter, scenarios, userPriceBook(), {.stop = stop})
                    : base::Result<Results>(tl::unexpected(reading.error()));
        deliver(epoch, [this, generation, stop, results] {
            if (stop != m_whatIfStop.get_token())
                return;
            if (results)
                Q_EMIT whatIfReady(generation, *results);
            else
                Q_EMIT whatIfFailed(generation, results.error());
        });
    });
}

} // namespace outlay::jobs
