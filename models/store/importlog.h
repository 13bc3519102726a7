// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"
#include "base/importreport.h"
#include "store/connection.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace outlay::store {

/// What a file's events add up to, for its line in the list of imports.
struct FileCounts
{
    std::int64_t unpriced = 0; ///< neither reported nor computed cost
    std::int64_t missingUsage = 0;
    std::int64_t costNanos = 0;   ///< reported
    std::int64_t filledNanos = 0; ///< computed, of those without a reported cost

    /// False when a sum would pass 64 bits.
    [[nodiscard]] bool add(const base::EventRow &row) { return book(row, 1); }
    [[nodiscard]] bool subtract(const base::EventRow &row) { return book(row, -1); }

    bool operator==(const FileCounts &) const = default;

private:
    bool book(const base::EventRow &row, std::int64_t sign);
};

/// What is written down of one file of an import.
struct ImportedFile
{
    base::FileReport report;
    FileCounts counts;                      ///< of the events it added
    std::optional<std::int64_t> firstEvent; ///< ids of the events it added; none without any
    std::optional<std::int64_t> lastEvent;
    std::int64_t minAtUs = 0; ///< meaningful with events
    std::int64_t maxAtUs = 0;
    std::int64_t resumed = 0; ///< the earlier file that this one goes on from; 0: none
};

base::Result<std::int64_t> addImport(const Connection &connection, base::Instant now);

/// Errors: NotFound when that file, or what is needed to go on from it, is not there.
base::Result<ImportedFile> resumableFile(const Connection &connection, std::int64_t fileId);

/// Writes the file and its rejects; those of the file it resumes come first. Returns its id.
base::Result<std::int64_t> addImportedFile(const Connection &connection, std::int64_t importId,
                                           const ImportedFile &file, std::span<const base::Reject> rejects,
                                           const base::FileFingerprint *fingerprint);

base::Result<std::vector<base::KnownFile>> knownFiles(const Connection &connection);
base::Result<std::vector<base::ImportSummary>> importSummaries(const Connection &connection);
/// Errors: NotFound when there is no such import.
base::Result<void> requireImport(const Connection &connection, std::int64_t importId);
/// Errors: as requireImport.
base::Result<std::vector<base::Reject>> rejectsOf(const Connection &connection, std::int64_t importId);

/// Forgets an import: files, rejects, kept user names. With records gone, files that had duplicates of them
/// or earlier states, perhaps, can no longer be taken as known.
base::Result<void> forgetImport(const Connection &connection, std::int64_t importId, bool recordsGone);

} // namespace outlay::store
