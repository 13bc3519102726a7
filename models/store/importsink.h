// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"
#include "store/batchtable.h"
#include "store/besides.h"
#include "store/billing.h"
#include "store/cellmap.h"
#include "store/connection.h"
#include "store/dictionary.h"
#include "store/duplicates.h"
#include "store/eventblocks.h"
#include "store/fileledger.h"
#include "store/importlinking.h"
#include "store/importlog.h"
#include "store/keyedrows.h"
#include "store/monthguard.h"
#include "store/setaside.h"

#include <limits>
#include <map>
#include <memory>
#include <optional>

namespace outlay::store {

/// One import as one transaction of SQLite, so that a crash, a kill and a cancel all end as if it had never
/// begun, and readers see the store as it was until commit().
class ImportSink final : public base::EventSink
{
public:
    /// `connection` is the sink's own, or the store's where there can be but one (in memory). `running` is
    /// true while the sink lives and neither committed nor rolled back.
    static base::Result<std::unique_ptr<base::EventSink>> begin(std::shared_ptr<const Connection> connection,
                                                                base::Instant now, bool &running);
    ~ImportSink() override;

    base::Result<std::vector<base::KnownFile>> knownFiles() override;
    base::Result<void> beginFile(const std::string &name, std::int64_t resumed) override;
    base::Result<void> addBatch(const base::EventBatch &batch) override;
    base::Result<void> endFile(base::FileReport &report, std::span<const base::Reject> rejects,
                               const base::FileFingerprint *fingerprint) override;
    base::Result<std::int64_t> commit() override;
    void amend(std::span<base::FileReport> files) const override;
    void rollback() noexcept override;

private:
    /// What is known of the file that is being read.
    struct OpenFile
    {
        std::string name;
        std::int64_t resumedId = 0;
        ImportedFile resumed;
        std::int64_t resumedOpenEvents = 0; ///< at its end, which are read again
        std::vector<IdRun> resumedRuns;     ///< events of the resumed file, and of those it resumed itself
        std::int64_t firstId = 0;
        std::int64_t removed = 0;     ///< of the events that were written
        std::int64_t duplicates = 0;  ///< records that the store had already
        std::int64_t sameContent = 0; ///< of the duplicates: known by nothing but what they say
        std::int64_t superseded =
            0;             ///< records that another of their key stands for, or that were taken back
        FileCounts counts; ///< of the events that are there
        std::int64_t minAtUs = std::numeric_limits<std::int64_t>::max();
        std::int64_t maxAtUs = std::numeric_limits<std::int64_t>::min();
        std::map<base::Day, std::int64_t> rows; ///< without keyed ones
        std::map<base::Day, std::int64_t> keyedRows;
        std::vector<IdRun> keyedRuns;
        std::optional<std::int64_t> firstAside; ///< from here on it set events of other files aside
    };

    ImportSink(std::shared_ptr<const Connection> connection, bool &running);
    base::Result<void> start(base::Instant now);
    base::Result<void> checkOpen(bool withFile) const;
    template <class T>
    base::Result<T> guarded(base::Result<T> result);

    base::Result<void> takeFile(const std::string &name, std::int64_t resumed);
    base::Result<void> takeBatch(const base::EventBatch &batch);
    base::Result<void> checkReferences(const base::EventBatch &batch) const;
    base::Result<void> resolveKeys(const base::EventBatch &batch);
    base::Result<void> takeOut(const StoredEvent &event, std::uint64_t key, std::int64_t rank);
    base::Result<void> write();
    base::Result<void> takeBilling(const base::EventBatch &batch);
    base::Result<void> takeNames(const base::EventBatch &batch);
    base::Result<void> bookAndWrite();
    base::Result<void> account();
    base::Result<void> removeDuplicates();
    base::Result<void> removeEvents(const std::vector<IdRun> &runs);
    base::Result<void> dropFile();
    base::Result<void> purgeOwnAside();
    base::Result<void> closeFile(base::FileReport &report, std::span<const base::Reject> rejects,
                                 const base::FileFingerprint *fingerprint);
    base::Result<ImportedFile> summarise(base::FileReport &report);
    base::Result<void> measureSpan();
    base::Result<void> relieveCells();
    base::Result<void> flushCells();
    base::Result<std::int64_t> finish();

    std::shared_ptr<const Connection> m_connection;
    bool &m_running;
    std::optional<Transaction> m_transaction;
    bool m_failed = false;
    std::int64_t m_importId = 0;
    bool m_removedAny = false;

    Dictionary m_dictionary;
    std::vector<std::uint32_t> m_attributionIds; ///< the store's id by the import's number
    BatchRows m_batch;
    std::optional<Statement> m_placeEvents;  ///< with their ids
    std::optional<Statement> m_appendEvents; ///< SQLite counts on from the last id, which is faster
    bool m_canAppend = false;                ///< the event before m_nextId is the last of the table
    std::optional<Statement> m_insertDetails;
    std::int64_t m_firstId = 0; ///< of the import
    std::int64_t m_nextId = 0;
    CellMap m_cells{base::Zone()}; ///< of the store's zone, once the transaction has begun
    std::int64_t m_idleDaysAt = 0; ///< the event at which to look for days that are past
    NewBlocks m_blocks;
    std::optional<ImportLinking> m_linking;
    std::optional<MonthGuard> m_months;
    base::Instant m_now{};
    FileLedger m_ledger;
    std::vector<std::int64_t> m_closedFiles; ///< ids, in the order in which they ended
    std::optional<SetAside> m_aside;
    std::optional<KeyedRows> m_keyed;
    std::optional<BillingBook> m_billing;
    std::map<base::Day, std::int64_t> m_storedRows; ///< per day, before the file that is being read
    std::optional<OpenFile> m_file;
    Besides m_accounting; ///< last: its work touches the others
};

} // namespace outlay::store
