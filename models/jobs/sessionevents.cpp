// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/eventsexport.h"
#include "jobs/session.h"

namespace outlay::jobs {

using base::Result;

Result<store::Store *> Session::reader(const QString &path)
{
    if (!m_readStore) {
        auto opened = store::Store::open(path.toStdString(), store::Store::Mode::ReadOnly);
        if (!opened)
            return tl::unexpected(opened.error());
        m_readStore = *std::move(opened);
    }
    return m_readStore.get();
}

void Session::loadEvents(int generation, const base::Filter &filter, store::EventQuery::Order order,
                         qint64 offset, int limit)
{
    if (!m_cube)
        return;
    m_eventsGeneration = generation;
    m_reader.post([this, epoch = m_epoch.load(), cube = m_cube, path = m_state.path, generation, filter,
                   order, offset, limit] {
        const auto isOvertaken = [&] { return epoch != m_epoch || generation != m_eventsGeneration; };
        if (isOvertaken())
            return;
        const auto fail = [&](const base::Error &error) {
            deliver(epoch, [this, generation, error] {
                Q_EMIT eventsReady(generation, {}); // nothing more comes: whoever waits may stop
                Q_EMIT failed(error);
            });
        };
        const auto reading = reader(path);
        if (!reading)
            return fail(reading.error());
        auto scope = cube->eventScope(filter);
        if (!scope)
            return fail(scope.error());
        const store::EventQuery query{filter.period, std::move(scope->attributions), order, offset,
                                      limit,         std::move(scope->within)};
        auto page = (*reading)->events(query);
        if (!page)
            return fail(page.error());
        deliver(epoch, [this, generation, page = *std::move(page)] {
            if (generation == m_eventsGeneration)
                Q_EMIT eventsReady(generation, page);
        });
        if (offset != 0 || isOvertaken())
            return;
        const auto total = (*reading)->countEvents(query);
        store::EventQuery ofShared = query;
        ofShared.attributions = scope->shared;
        const auto shared =
            scope->shared.empty() ? Result<std::int64_t>(0) : (*reading)->countEvents(ofShared);
        if (total && shared)
            deliver(epoch, [this, generation, total = *total, shared = *shared] {
                if (generation == m_eventsGeneration)
                    Q_EMIT eventsCounted(generation, total, shared);
            });
    });
}

void Session::exportEvents(const QString &path, const base::Filter &filter, store::EventQuery::Order order)
{
    if (!m_cube)
        return;
    m_reader.post(
        [this, epoch = m_epoch.load(), cube = m_cube, storePath = m_state.path, path, filter, order] {
            const auto reading = reader(storePath);
            const auto written = reading ? writeEventsCsv(**reading, *cube, filter, order, path)
                                         : Result<void>(tl::unexpected(reading.error()));
            deliver(epoch, [this, path, written] {
                if (written)
                    Q_EMIT eventsExported(path);
                else
                    Q_EMIT failed(written.error());
            });
        });
}

void Session::loadRejects(qint64 importId)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), importId] {
        auto rejects = m_writeStore->rejects(importId);
        if (rejects)
            deliver(epoch,
                    [this, importId, list = *std::move(rejects)] { Q_EMIT rejectsReady(importId, list); });
        else
            deliver(epoch, [this, error = rejects.error()] { Q_EMIT failed(error); });
    });
}

} // namespace outlay::jobs
