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
    if (report.error) { // it was not read after all
        report.added = 0;
        report.unpriced = 0;
        report.missingUsage = 0;
        report.billing = 0;
        auto dropped = dropFile();
        m_file.reset();
        return dropped;
    }
    auto settled =
        m_linking->endLog({m_file->minAtUs, m_file->maxAtUs}).and_then([&] { return removeDuplicates(); });
    if (!settled)
        return settled;
    if (auto measured = m_file->removed > 0 ? measureSpan() : base::Result<void>(); !measured)
        return measured;
    auto file = summarise(report);
    if (!file)
        return failureOf(file);
    auto id = addImportedFile(*m_connection, m_importId, *file, rejects, fingerprint);
    if (!id)
        return failureOf(id);
    if (auto given = m_billing->endFile(*id); !given)
        return given;
    m_closedFiles.push_back(*id);
    if (file->firstEvent)
        m_ledger.add(*id, m_importId, *file->firstEvent, *file->lastEvent);
    for (const auto *counts : {&m_file->rows, &m_file->keyedRows}) {
        for (const auto &[day, rows] : *counts) {
            if (rows > 0)
                m_storedRows[day] += rows;
        }
    }
    auto purged = purgeOwnAside();
    m_file.reset();
    return purged;
}

/// What the file set aside of the import's own earlier files: that goes with the import as a whole.
base::Result<void> ImportSink::purgeOwnAside()
{
    if (!m_file->firstAside)
        return {};
    return Statement(*m_connection, "DELETE FROM superseded_events WHERE seq >= ? AND import = by_import")
        .bind(1, *m_file->firstAside)
        .run();
}

/// Takes out again what came of a file, and puts back what it had set aside.
base::Result<void> ImportSink::dropFile()
{
    m_linking->dropLog({m_file->minAtUs, m_file->maxAtUs});
    if (auto dropped = m_billing->dropFile(); !dropped)
        return dropped;
    if (m_nextId > m_file->firstId) {
        auto removed = removeEvents({{m_file->firstId, m_nextId - 1}});
        if (removed && !m_file->keyedRuns.empty())
            removed = dropKeysOf(*m_connection, m_file->firstId, m_nextId - 1);
        if (!removed)
            return removed;
    }
    if (!m_file->firstAside)
        return {};
    auto aside = setAsideSince(*m_connection, *m_file->firstAside);
    if (!aside)
        return failureOf(aside);
    for (const AsideEvent &event : *aside) {
        if (auto restored = m_aside->restore(event); !restored)
            return restored;
    }
    return {};
}

base::Result<void> ImportSink::resolveKeys(const base::EventBatch &batch)
{
    if (auto resolved = m_keyed->resolve(batch, m_attributionIds); !resolved)
        return resolved;
    m_batch.rows = m_keyed->rows();
    m_file->duplicates += m_keyed->duplicates();
    m_file->sameContent += m_keyed->sameContent();
    m_file->superseded += m_keyed->superseded();
    return {};
}

/// An event that another record stands for, or that is taken back. Of the file that is being read it is gone
/// for good; of others it can come back.
base::Result<void> ImportSink::takeOut(const StoredEvent &event, std::uint64_t key, std::int64_t rank)
{
    m_removedAny = true;
    m_linking->tookOut(event.row.atUs);
    if (event.id >= m_firstId)
        m_canAppend = false;
    if (event.id < m_file->firstId) {
        auto seq = m_aside->setAside(event, key, rank, m_importId);
        if (!seq)
            return failureOf(seq);
        if (!m_file->firstAside)
            m_file->firstAside = *seq;
        return {};
    }
    --m_file->keyedRows[m_cells.dayOf(event.row)];
    ++m_file->removed;
    ++m_file->superseded;
    if (!m_file->counts.subtract(event.row))
        return tl::unexpected(cellOverflow(*m_connection, m_cells.dayOf(event.row)));
    return m_aside->drop(event);
}

void ImportSink::amend(std::span<FileReport> files) const
{
    auto id = m_closedFiles.begin();
    for (FileReport &file : files) {
        if (file.error || id == m_closedFiles.end())
            continue;
        const std::int64_t lostLines = m_billing->lostSince(*id);
        file.billing -= lostLines;
        file.superseded += lostLines;
        if (const FileLedger::Change *change = m_ledger.changeOf(*id++)) {
            file.added += change->added;
            file.superseded -= change->added;
            file.unpriced += change->counts.unpriced;
            file.missingUsage += change->counts.missingUsage;
        }
    }
}

base::Result<void> ImportSink::removeDuplicates()
{
    DuplicateSearch search;
    search.firstId = m_file->firstId;
    search.lastId = m_nextId - 1;
    search.newRows = m_file->rows;
    search.keyedNew = m_file->keyedRuns;
    search.oldRows = m_storedRows;
    search.ignoredOld = m_file->resumedRuns;
    search.zone = &m_cells.zone();
    search.newBlocks = &m_blocks.all();
    auto runs = findDuplicates(*m_connection, m_dictionary, search);
    if (!runs)
        return failureOf(runs);
    if (runs->empty())
        return {};
    const std::int64_t before = m_file->removed;
    auto removed = removeEvents(*runs);
    m_file->duplicates += m_file->removed - before;
    return removed;
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
                return tl::unexpected(cellOverflow(*m_connection, m_cells.dayOf(event.row)));
            --m_file->rows[m_cells.dayOf(event.row)];
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
    return m_blocks.recount(*m_connection, runs.front().first, runs.back().second);
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
    const BillingBook::Counts &lines = m_billing->counts();
    report.billing = lines.added;
    report.duplicates += m_file->duplicates + lines.duplicates + earlier.added + earlier.billing +
                         earlier.duplicates - m_file->resumedOpenEvents;
    report.superseded += m_file->superseded + lines.superseded + earlier.superseded;
    report.rejected += earlier.rejected;
    report.notEvents += earlier.notEvents;
    report.redacted += earlier.redacted;
    report.unpriced = m_file->counts.unpriced;
    report.missingUsage = m_file->counts.missingUsage;
    if (m_file->sameContent > 0)
        report.assumptions.push_back(
            {"records that say neither when nor which call they are, and that another "
             "file has just so, are taken for the same calls",
             m_file->sameContent});
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
