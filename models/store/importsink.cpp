// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/importsink.h"

#include "store/cellstore.h"
#include "store/encoding.h"
#include "store/reportingzone.h"

#include <algorithm>

namespace outlay::store {

using base::ErrorKind;
using base::EventBatch;
using base::EventRow;
using base::FileReport;

namespace {

/// Cells beyond this many are written before the end, so that memory stays bounded (some 170 bytes each):
/// first those of days that are past, as logs come about in the order of time.
constexpr std::size_t kManyPendingCells = 40'000;
constexpr std::size_t kMaxPendingCells = 400'000;
constexpr std::int64_t kBetweenIdleDays = 65'536; ///< events
constexpr std::size_t kForeseen = 8;              ///< events ahead
constexpr std::size_t kManyRows = 1024;           ///< worth another thread

base::Result<std::vector<IdRun>> runsOfResumed(const Connection &connection, std::int64_t fileId)
{
    std::vector<IdRun> runs;
    Statement rows(connection,
                   "WITH RECURSIVE chain (id) AS (VALUES (?) UNION SELECT resumed FROM import_files"
                   " JOIN chain USING (id) WHERE resumed IS NOT NULL)"
                   " SELECT first_event, last_event - open_events FROM import_files JOIN chain USING (id)"
                   " WHERE first_event IS NOT NULL");
    rows.bind(1, fileId);
    while (rows.next())
        runs.emplace_back(rows.number(0), rows.number(1));
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return runs;
}

} // namespace

ImportSink::ImportSink(std::shared_ptr<const Connection> connection, bool &running)
    : m_connection(std::move(connection))
    , m_running(running)
    , m_dictionary(*m_connection)
    , m_ledger(*m_connection)
{
}

ImportSink::~ImportSink()
{
    rollback();
}

base::Result<std::unique_ptr<base::EventSink>> ImportSink::begin(std::shared_ptr<const Connection> connection,
                                                                 base::Instant now, bool &running)
{
    std::unique_ptr<ImportSink> sink(new ImportSink(std::move(connection), running));
    if (auto started = sink->start(now); !started)
        return failureOf(started);
    return sink;
}

base::Result<void> ImportSink::start(base::Instant now)
{
    auto transaction = Transaction::begin(*m_connection, Transaction::Kind::Write);
    if (!transaction) {
        if (transaction.error().kind == ErrorKind::Busy)
            transaction.error().detail =
                "another import is writing to this store; try again when it has finished";
        return failureOf(transaction);
    }
    m_transaction.emplace(std::move(*transaction));
    m_running = true;
    auto id = addImport(*m_connection, now);
    auto next = m_connection->number("SELECT value FROM meta WHERE name = 'next_event'");
    auto rows = requestsByDay(*m_connection);
    auto window = retryWindow(*m_connection);
    auto months = MonthGuard::begin(*m_connection);
    auto zone = readZone(*m_connection);
    if (!zone)
        return failureOf(zone);
    m_cells = CellMap(*std::move(zone));
    if (!window)
        return failureOf(window);
    if (!months)
        return failureOf(months);
    m_months = std::move(*months);
    m_now = now;
    if (!id)
        return failureOf(id);
    if (!next)
        return failureOf(next);
    if (!rows)
        return failureOf(rows);
    m_importId = *id;
    m_firstId = m_nextId = *next;
    m_storedRows = std::move(*rows);
    if (auto registered = registerBatchTables(*m_connection, m_batch); !registered)
        return registered;
    m_placeEvents.emplace(*m_connection, "INSERT INTO events SELECT id, at, attribution, user, input_tokens,"
                                         " output_tokens, cost_nanos, latency, computed_beyond"
                                         " FROM outlay_batch");
    // All columns, the id as NULL: SQLite then fills the row in place, without a copy of each value.
    m_appendEvents.emplace(*m_connection,
                           "INSERT INTO events SELECT NULL, at, attribution, user, input_tokens,"
                           " output_tokens, cost_nanos, latency, computed_beyond"
                           " FROM outlay_batch");
    m_insertDetails.emplace(*m_connection,
                            "INSERT INTO event_details SELECT id, cache_read_tokens, cache_write_5m_tokens,"
                            " cache_write_1h_tokens, fields, attempt FROM outlay_batch_details");
    m_billing.emplace(*m_connection, m_dictionary, m_importId);
    m_aside.emplace(*m_connection, m_cells, m_ledger);
    m_keyed.emplace(*m_connection, m_dictionary,
                    [this](const StoredEvent &event, std::uint64_t key, std::int64_t rank) {
                        return takeOut(event, key, rank);
                    });
    m_linking.emplace(*m_connection, m_dictionary, m_cells, *window);
    return m_dictionary.load([this](const StoredAttribution &stored) { m_linking->learn(stored); });
}

base::Result<void> ImportSink::checkOpen(bool withFile) const
{
    if (!m_transaction || m_failed)
        return base::fail(ErrorKind::Internal, m_connection->path(), "this import has already ended");
    if (withFile != m_file.has_value())
        return base::fail(ErrorKind::Internal, m_connection->path(),
                          withFile ? "no file of this import is open"
                                   : "a file of this import is still open");
    return {};
}

/// After a failure SQLite may have rolled back by itself, and what came next would be written on its own: so
/// a failed import takes nothing more.
template <class T>
base::Result<T> ImportSink::guarded(base::Result<T> result)
{
    if (!result)
        m_failed = true;
    return result;
}

base::Result<std::vector<base::KnownFile>> ImportSink::knownFiles()
{
    if (auto open = checkOpen(false); !open)
        return failureOf(open);
    return guarded(store::knownFiles(*m_connection));
}

base::Result<void> ImportSink::beginFile(const std::string &name, std::int64_t resumed)
{
    return checkOpen(false).and_then([&] { return guarded(takeFile(name, resumed)); });
}

base::Result<void> ImportSink::takeFile(const std::string &name, std::int64_t resumed)
{
    OpenFile file;
    file.name = name;
    file.resumedId = resumed;
    file.firstId = m_nextId;
    if (resumed != 0) {
        auto earlier = resumableFile(*m_connection, resumed);
        if (!earlier)
            return failureOf(earlier);
        file.resumed = std::move(*earlier);
        auto open = m_connection->number(
            ("SELECT open_events FROM import_files WHERE id = " + std::to_string(resumed)).c_str());
        if (!open)
            return failureOf(open);
        file.resumedOpenEvents = *open;
        auto runs = runsOfResumed(*m_connection, resumed);
        if (!runs)
            return failureOf(runs);
        file.resumedRuns = std::move(*runs);
    }
    m_file = std::move(file);
    return m_billing->beginFile(resumed);
}

base::Result<void> ImportSink::addBatch(const EventBatch &batch)
{
    return checkOpen(true).and_then([&] { return guarded(takeBatch(batch)); });
}

base::Result<void> ImportSink::takeBatch(const EventBatch &batch)
{
    auto taken = takeNames(batch).and_then([&] { return checkReferences(batch); }).and_then([&] {
        return takeBilling(batch);
    });
    if (!taken)
        return taken;
    m_batch.rows = batch.rows;
    m_batch.extras = &batch.extras;
    m_batch.attributionIds = &m_attributionIds;
    const bool keyed =
        !batch.retracted.empty() ||
        std::any_of(batch.rows.begin(), batch.rows.end(), [](const EventRow &row) { return row.key != 0; });
    if (keyed)
        taken = resolveKeys(batch);
    m_batch.firstId = m_nextId;
    if (taken)
        taken = bookAndWrite();
    if (taken && keyed)
        taken = m_keyed->saveKeys(m_nextId);
    if (taken)
        taken = m_linking->settle();
    m_nextId += static_cast<std::int64_t>(m_batch.rows.size());
    m_batch.rows = {};
    return taken ? relieveCells() : taken;
}

base::Result<void> ImportSink::checkReferences(const EventBatch &batch) const
{
    const auto isThere = [&](const EventRow &row) {
        return row.attribution < m_attributionIds.size() &&
               row.extra < static_cast<std::int64_t>(batch.extras.size());
    };
    const bool all = std::all_of(batch.rows.begin(), batch.rows.end(), isThere) &&
                     std::all_of(batch.billing.begin(), batch.billing.end(),
                                 [&](const base::BillingRow &line) { return isThere(line.sums); });
    if (!all)
        return base::fail(ErrorKind::Internal, m_file->name,
                          "a batch refers to something that it does not bring");
    return {};
}

base::Result<void> ImportSink::takeBilling(const EventBatch &batch)
{
    for (const base::BillingRow &line : batch.billing) {
        const std::int32_t extra = line.sums.extra;
        const auto fields =
            extra < 0 ? std::string_view() : std::string_view(batch.extras[static_cast<std::size_t>(extra)]);
        auto added = m_billing->add(line, m_attributionIds[line.sums.attribution], fields);
        if (!added)
            return added;
    }
    return {};
}

/// Both only read the rows: so a large batch is booked while it is written.
base::Result<void> ImportSink::bookAndWrite()
{
    m_batch.findDetailed();
    if (m_batch.rows.size() < kManyRows)
        return account().and_then([&] { return write(); });
    base::Result<void> booked;
    m_accounting.begin([&] { booked = account(); });
    auto written = write();
    m_accounting.wait();
    return booked ? written : booked;
}

base::Result<void> ImportSink::write()
{
    base::Result<void> written;
    if (!m_batch.rows.empty()) {
        written = m_canAppend ? m_appendEvents->run() : m_placeEvents->run();
        m_canAppend = true;
    }
    if (written && !m_batch.detailed.empty())
        written = m_insertDetails->run();
    return written;
}

base::Result<void> ImportSink::takeNames(const EventBatch &batch)
{
    for (const base::Attribution &attribution : batch.newAttributions) {
        auto id = m_dictionary.intern(attribution);
        if (!id)
            return failureOf(id);
        m_attributionIds.push_back(*id);
        m_linking->learn({*id, attribution, false});
    }
    if (batch.newUsers.empty())
        return {};
    Statement insert(*m_connection, "INSERT OR IGNORE INTO users VALUES (?, ?, ?)");
    for (const auto &[pseudonym, name] : batch.newUsers) {
        insert.bind(1, storedUser(pseudonym)).bind(2, m_importId).bind(3, std::string_view(name));
        if (auto ran = insert.run(); !ran)
            return ran;
    }
    return {};
}

/// Books every row in the cells, the blocks and the file's own sums.
base::Result<void> ImportSink::account()
{
    OpenFile &file = *m_file;
    std::int64_t *rowsOfDay = nullptr;
    base::Day day{};
    bool keyed = false;
    for (std::size_t i = 0; i < m_batch.rows.size(); ++i) {
        const EventRow &row = m_batch.rows[i];
        const std::int64_t id = m_nextId + static_cast<std::int64_t>(i);
        const base::Day its = m_cells.dayOf(row);
        if (!rowsOfDay || its != day || keyed != (row.key != 0)) {
            day = its;
            keyed = row.key != 0;
            rowsOfDay = &(keyed ? file.keyedRows : file.rows)[day];
        }
        ++*rowsOfDay;
        if (keyed && (file.keyedRuns.empty() || file.keyedRuns.back().second + 1 != id))
            file.keyedRuns.emplace_back(id, id);
        else if (keyed)
            file.keyedRuns.back().second = id;
        if (i + kForeseen < m_batch.rows.size())
            m_cells.foresee(m_attributionIds[m_batch.rows[i + kForeseen].attribution]);
        if (!m_cells.add(m_attributionIds[row.attribution], row) || !file.counts.add(row))
            return tl::unexpected(cellOverflow(*m_connection, day));
        m_linking->add(id, m_attributionIds[row.attribution], row);
        file.minAtUs = std::min(file.minAtUs, row.atUs);
        file.maxAtUs = std::max(file.maxAtUs, row.atUs);
        m_blocks.add(id, row);
    }
    return {};
}

base::Result<void> ImportSink::relieveCells()
{
    if (m_cells.size() > kMaxPendingCells)
        return flushCells();
    if (m_cells.size() < kManyPendingCells || m_nextId < m_idleDaysAt)
        return {};
    m_idleDaysAt = m_nextId + kBetweenIdleDays;
    return addToCells(*m_connection, m_cells.takeIdle());
}

base::Result<void> ImportSink::flushCells()
{
    return addToCells(*m_connection, m_cells.take());
}

base::Result<void> ImportSink::endFile(FileReport &report, std::span<const base::Reject> rejects,
                                       const base::FileFingerprint *fingerprint)
{
    return checkOpen(true).and_then([&] { return guarded(closeFile(report, rejects, fingerprint)); });
}

base::Result<std::int64_t> ImportSink::commit()
{
    if (auto open = checkOpen(false); !open)
        return failureOf(open);
    if (m_closedFiles.empty()) {
        rollback();
        return 0;
    }
    return guarded(finish());
}

base::Result<std::int64_t> ImportSink::finish()
{
    // The next import begins with a block of its own.
    const std::int64_t next = blockBegin(blockOf(m_nextId - 1) + 1);
    Statement mark(*m_connection, "UPDATE meta SET value = ? WHERE name = 'next_event'");
    auto finished =
        flushCells()
            .and_then([&] { return m_blocks.save(*m_connection); })
            .and_then([&] { return m_aside->finish(); })
            .and_then([&] { return m_ledger.save(); })
            .and_then([&] { return mark.bind(1, next).run(); })
            .and_then([&] { return m_linking->finish(); })
            .and_then([&](std::int64_t linked) {
                return m_removedAny || linked > 0 ? dropUnusedAttributions(*m_connection)
                                                  : base::Result<void>();
            })
            .and_then([&] {
                return m_months->finish(*m_connection, m_now, "import " + std::to_string(m_importId));
            })
            .and_then([&] { return m_transaction->commit(); });
    if (!finished)
        return failureOf(finished);
    m_transaction.reset();
    m_running = false;
    m_connection->tidyLog();
    return m_importId;
}

void ImportSink::rollback() noexcept
{
    if (!m_transaction)
        return;
    m_file.reset();
    m_transaction.reset();
    m_running = false;
    m_connection->tidyLog();
}

} // namespace outlay::store
