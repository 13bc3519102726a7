// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/connection.h"
#include "store/dictionary.h"
#include "store/eventscan.h"
#include "store/sourcekeys.h"

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace outlay::store {

/// Decides, batch by batch, which records of a keyed call count: of states that differ the one of greater
/// rank, of equal ranks the later; one that differs in nothing but its source is a duplicate.
class KeyedRows
{
public:
    /// Takes an event of the store out, because something of the batch stands for it or against it.
    using TakeOut =
        std::function<base::Result<void>(const StoredEvent &, std::uint64_t key, std::int64_t rank)>;

    KeyedRows(const Connection &connection, const Dictionary &dictionary, TakeOut takeOut);

    /// `attributionIds`: the store's, by the import's number.
    base::Result<void> resolve(const base::EventBatch &batch,
                               const std::vector<std::uint32_t> &attributionIds);
    /// Writes down the keys of rows(), of which the first has this id.
    base::Result<void> saveKeys(std::int64_t firstId);

    std::span<const base::EventRow> rows() const { return m_rows; } ///< those of the batch that count
    std::int64_t duplicates() const { return m_duplicates; }        ///< of the batch
    std::int64_t sameContent() const
    {
        return m_sameContent;
    }                                                        ///< of the duplicates: EventRow::isKeyOfContent
    std::int64_t superseded() const { return m_superseded; } ///< of the batch

private:
    /// A record, wherever it is, as far as two of one call can differ.
    struct Record
    {
        const base::EventRow &row;
        base::Hash128 attribution; ///< without the source
        std::string_view fields;
    };

    static bool isSame(const Record &a, const Record &b);
    Record recordOf(const base::EventRow &row) const;
    static void keepTime(base::EventRow &row, const base::EventRow &current);
    base::Result<bool> standsAgainstBatch(base::EventRow &row);
    base::Result<bool> standsAgainstStore(base::EventRow &row);
    base::Result<void> retractRepeats(const base::EventRow &row);
    base::Result<void> retract(std::uint64_t key);
    void compact();

    const Dictionary &m_dictionary;
    TakeOut m_takeOut;
    SourceKeys m_keys;
    EventScan m_scan;
    const base::EventBatch *m_batch = nullptr;
    const std::vector<std::uint32_t> *m_attributionIds = nullptr;
    std::vector<base::EventRow> m_rows;
    std::vector<bool> m_gone;                                 ///< by row
    std::unordered_map<std::uint64_t, std::size_t> m_current; ///< key → row that counts
    std::int64_t m_duplicates = 0;
    std::int64_t m_sameContent = 0;
    std::int64_t m_superseded = 0;
};

} // namespace outlay::store
