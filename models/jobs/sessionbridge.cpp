// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/pricebooks.h"
#include "jobs/tokenweights.h"
#include "pricing/userbook.h"

namespace outlay::jobs {

namespace {

base::Result<insight::Bridge> bridgeByBook(const cube::Cube &cube, const base::Filter &filter,
                                           const base::Period &before)
{
    const auto book = pricing::openBook(userPriceBook());
    if (!book)
        return tl::unexpected(book.error());
    return insight::bridge(cube, filter, before, tokenWeights(*book));
}

} // namespace

void Session::cancelBridge()
{
    startAnew(m_bridgeStop);
}

void Session::loadBridge(int generation, const base::Filter &filter, const base::Period &before)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), cube = m_cube, generation, filter, before,
                   stop = startAnew(m_bridgeStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        const auto found = bridgeByBook(*cube, filter, before);
        deliver(epoch, [this, generation, stop, found] {
            if (stop != m_bridgeStop.get_token())
                return; // overtaken
            if (found)
                Q_EMIT bridgeReady(generation, *found);
            else
                Q_EMIT bridgeFailed(generation, found.error());
        });
    });
}

} // namespace outlay::jobs
