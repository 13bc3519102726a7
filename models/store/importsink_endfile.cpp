// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an import does once a file has been read: duplicates go, and the file is written down.

#include "store/importsink.h"

#include "store/cellstore.h"
#include "store/encoding.h"
#include "store/eventscan.h"

namespace outlay::store {

using base::FileReport;

base::Result<void> ImportSink::closeFile(FileReport &report, std::span<const base::Reject> rejects,
                                         const base::FileFingerprint *fingerprint)
{
    if (report.error) { // it was not read after all: what came of it is taken out again
        if (m_nextId > m_file->firstId) {
            if (auto removed = removeEvents({{m_file->firstId, m_nextId - 1}}); !removed)
                return removed;
        }
        report.added = 0;
        report.unpriced = 0;
        report.missingUsage = 0;
        m_file.reset();
        return {};
    }
    if (auto removed = removeDuplicates(); !removed)
        return removed;
    auto file = summarise(report);
    if (!file)
        return failureOf(file);
    if (auto added = addImportedFile(*m_connection, m_importId, *file, rejects, fingerprint); !added)
        return added;
    for (const auto &[day, rows] : m_file->rows) {
        if (rows > 0)
            m_storedRows[day] += rows;
    }
    ++m_files;
    m_file.reset();
    return {};
}

base::Result<void> ImportSink::removeDuplicates()
{
    DuplicateSearch search;
    search.firstId = m_file->firstId;
    search.lastId = m_nextId - 1;
    search.newRows = m_file->rows;
    search.oldRows = m_storedRows;
    search.ignoredOld = m_file->resumedRuns;
    search.newBlocks = &m_blocks.all();
    auto runs = findDuplicates(*m_connection, m_dictionary, search);
    if (!runs)
        return failureOf(runs);
    return runs->empty() ? base::Result<void>() : removeEvents(*runs);
}

base::Result<void> ImportSink::removeEvents(const std::vector<IdRun> &runs)
{
    EventScan scan(*m_connection);
    Statement events(*m_connection, "DELETE FROM events WHERE id BETWEEN ? AND ?");
    Statement details(*m_connection, "DELETE FROM event_details WHERE event BETWEEN ? AND ?");
    StoredEvent event;
    for (const IdRun &run : runs) {
        scan.start(run.first, run.second);
        while (scan.next(event)) {
            if (!m_cells.subtract(event.row.attribution, event.row) || !m_file->counts.subtract(event.row))
                return tl::unexpected(cellOverflow(*m_connection, base::dayOf(event.row.atUs)));
            --m_file->rows[base::dayOf(event.row.atUs)];
            ++m_file->removed;
        }
        auto removed = scan.finish()
                           .and_then([&] { return events.bind(1, run.first).bind(2, run.second).run(); })
                           .and_then([&] { return details.bind(1, run.first).bind(2, run.second).run(); });
        if (!removed)
            return removed;
    }
    m_removedAny = true;
    m_canAppend = false;
    return m_blocks.recount(*m_connection, runs.front().first, runs.back().second).and_then([&] {
        return measureSpan();
    });
}

/// The file's first and last moment, once some of its events are gone.
base::Result<void> ImportSink::measureSpan()
{
    Statement span(*m_connection, "SELECT min(at), max(at) FROM events WHERE id BETWEEN ? AND ?");
    if (span.bind(1, m_file->firstId).bind(2, m_nextId - 1).next() && !span.isNull(0)) {
        m_file->minAtUs = loggedAt(span.number(0));
        m_file->maxAtUs = loggedAt(span.number(1));
    }
    return span.finish();
}

/// Completes the report, and makes of it what is written down.
base::Result<ImportedFile> ImportSink::summarise(FileReport &report)
{
    const FileReport &earlier = m_file->resumed.report;
    report.added = m_nextId - m_file->firstId - m_file->removed;
    report.duplicates += m_file->removed + earlier.added + earlier.duplicates;
    report.superseded += earlier.superseded;
    report.rejected += earlier.rejected;
    report.notEvents += earlier.notEvents;
    report.redacted += earlier.redacted;
    report.unpriced = m_file->counts.unpriced;
    report.missingUsage = m_file->counts.missingUsage;
    if (report.format.empty())
        report.format = earlier.format;

    ImportedFile file;
    file.report = report;
    if (file.report.path.empty())
        file.report.path = m_file->name;
    file.counts = m_file->counts;
    file.resumed = m_file->resumedId;
    if (report.added == 0)
        return file;
    file.firstEvent = m_file->firstId;
    file.lastEvent = m_nextId - 1;
    file.minAtUs = m_file->minAtUs;
    file.maxAtUs = m_file->maxAtUs;
    return file;
}

} // namespace outlay::store
