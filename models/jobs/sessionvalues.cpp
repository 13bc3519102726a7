// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "ingest/importer.h"
#include "ingest/joincolumns.h"
#include "ingest/valuefiles.h"
#include "jobs/sessionsjob.h"
#include "jobs/storeimport.h"

#include <set>

namespace outlay::jobs {

namespace {

struct Sorted
{
    QStringList valueFiles;
    QStringList joinFiles;
    QStringList logs;
};

/// What a path is for: an archive of both is looked at twice. A folder in which there is a value file or a
/// log to join is taken file by file.
void sortOut(const QString &path, const std::stop_token &stop, Sorted &sorted)
{
    QStringList others;
    bool isMixed = false;
    for (const std::string &file : ingest::expandPaths({path.toStdString()})) {
        const auto content = ingest::valueContentOf(file, stop);
        const QString name = QString::fromStdString(file);
        const bool joins = content == ingest::ValueContent::None && ingest::isJoinFile(file, stop);
        if (content != ingest::ValueContent::None)
            sorted.valueFiles << name;
        if (joins)
            sorted.joinFiles << name;
        else if (content != ingest::ValueContent::All)
            others << name;
        isMixed = isMixed || joins || content != ingest::ValueContent::None;
    }
    sorted.logs += isMixed ? others : QStringList{path};
}

} // namespace

void Session::tellValues(int number, const QStringList &paths)
{
    m_previewer.post([this, epoch = m_epoch.load(), number, paths, stop = startAnew(m_valuesStop)] {
        Sorted sorted;
        for (const QString &path : paths)
            if (!stop.stop_requested())
                sortOut(path, stop, sorted);
        deliver(epoch, [this, number, sorted] {
            Q_EMIT valuesTold(number, sorted.valueFiles, sorted.joinFiles, sorted.logs);
        });
    });
}

void Session::keepValues(const QStringList &paths)
{
    for (const QString &path : paths) {
        postWrite([this, epoch = m_epoch.load(), path](store::Store &store) -> base::Result<void> {
            const auto found = ingest::readValueFiles(path.toStdString(), {});
            if (!found)
                return tl::unexpected(found.error());
            std::set<std::string> names;
            base::Result<void> last;
            for (const ingest::ValueReading &reading : found->files) {
                const bool isFirst = names.insert(ingest::fileNameOf(reading.file.path)).second;
                if (auto kept = keepReading(store, epoch, reading, !isFirst); !kept)
                    last = std::move(kept);
            }
            return last;
        });
    }
}

base::Result<void> Session::keepReading(store::Store &store, int epoch, const ingest::ValueReading &reading,
                                        bool beside)
{
    if (!reading.isWhole()) {
        deliver(epoch, [this, reading] { Q_EMIT valuesRefused(reading); });
        return {};
    }
    if (reading.file.rows.empty())
        return base::fail(base::ErrorKind::BadInput, reading.file.path,
                          "there is no amount in it; nothing was kept");
    const auto kept = store.keepValues(reading.file, now(), beside);
    if (!kept)
        return tl::unexpected(kept.error());
    deliver(epoch, [this, reading, outcome = *kept] { Q_EMIT valuesKept(reading, outcome); });
    return {};
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
