// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/importreport.h"
#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace outlay::base {

struct Hash128
{
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    bool operator==(const Hash128 &) const = default;
};

/// What is remembered of a file that was imported: enough to know it, or its longer self, again.
struct FileFingerprint
{
    std::int64_t bytes = 0;     ///< read to here (the end of the last whole line); resume here
    std::int64_t lines = 0;     ///< lines within those bytes
    Hash128 hash;               ///< XXH3-128 of those bytes
    std::int64_t headBytes = 0; ///< min(bytes, 256): a cheap first look
    Hash128 headHash;
    std::string header; ///< what a reader needs to go on from the middle (a CSV's header line); else empty
    std::int64_t openEvents = 0; ///< events behind those bytes, of a last line without an end: read again
};

/// A file of an earlier import that is still in the store.
struct KnownFile
{
    std::int64_t fileId = 0;
    FileFingerprint fingerprint;
};

/// Where events go. One import is begin, then per file (beginFile, addBatch…, endFile), then commit; all of
/// it is one unit: until commit() has returned, nothing of it can be seen, and after rollback(), the
/// destructor, or the end of the process the store is as it was before.
/// Used by one thread at a time.
class EventSink
{
public:
    virtual ~EventSink() = default;

    /// Files that need not be read again from their start, largest first. Call before the first beginFile.
    virtual Result<std::vector<KnownFile>> knownFiles() = 0;

    /// `resumed`: the file begins with all of that earlier file, whose events count as duplicates, whose
    /// rejects and other lines are taken over, and whose bytes are not read again; 0: a file read from its
    /// start.
    virtual Result<void> beginFile(const std::string &name, std::int64_t resumed) = 0;

    virtual Result<void> addBatch(const EventBatch &batch) = 0;

    /// Takes events without a key out again that the store held before this file (whole-row equality, counted
    /// with multiplicity), and completes `report`: added, duplicates, superseded, unpriced, missingUsage, and
    /// what was resumed. `rejects` are this file's; `fingerprint` is null for what cannot be known again (a
    /// pipe, a file that was not read to its end).
    virtual Result<void> endFile(FileReport &report, std::span<const Reject> rejects,
                                 const FileFingerprint *fingerprint) = 0;

    /// Makes the import visible and durable. Returns its id; 0, and nothing is written, when no file was
    /// read.
    virtual Result<std::int64_t> commit() = 0;
    virtual void rollback() noexcept = 0;

    /// A later file can hold a later state of a call of an earlier one. After commit(): brings the counts of
    /// `files` (all of this import, in their order, failed ones too) up to date with that.
    virtual void amend(std::span<FileReport> files) const { (void)files; }
};

} // namespace outlay::base
