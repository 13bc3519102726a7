// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace outlay::base {

/// A line that is an event but cannot be taken. `excerpt` is short and free of content and identifiers.
struct Reject
{
    std::string file;
    std::int64_t line = 0; ///< 1-based
    std::string reason;
    std::string excerpt;

    bool operator==(const Reject &) const = default;
};

/// Something that was taken for granted, with the number of events that it touches.
struct Assumption
{
    std::string text;
    std::int64_t events = 0;

    bool operator==(const Assumption &) const = default;
};

/// What became of one file of an import. Every record of the file is in exactly one of: added, duplicates,
/// superseded, billing, rejected, notEvents (blank lines and a CSV header are not counted).
struct FileReport
{
    std::string path;   ///< as given; "-" is standard input
    std::string format; ///< "CostEvent JSON lines", … ; empty if it was not read
    std::int64_t added = 0;
    std::int64_t duplicates = 0;
    std::int64_t superseded = 0; ///< partial or earlier records of a call, and sums that repeat other records
    std::int64_t billing = 0;    ///< lines of a bill or usage report, kept apart from events
    std::int64_t rejected = 0;
    std::int64_t notEvents = 0;
    std::int64_t redacted = 0;     ///< e-mail addresses, social security and card numbers replaced
    std::int64_t unpriced = 0;     ///< of the added: neither reported nor computed cost
    std::int64_t missingUsage = 0; ///< of the added: calls whose log gives no tokens
    std::vector<Assumption> assumptions;
    std::optional<Error> error; ///< why the file was not read

    bool operator==(const FileReport &) const = default;
};

struct ImportReport
{
    std::int64_t importId = 0; ///< 0 when nothing was written
    std::vector<FileReport> files;
    std::vector<Reject> rejects; ///< the first kMaxRejectsKept of each file, in file order

    FileReport totals() const; ///< path and format are empty
    bool anyRead() const;      ///< at least one file was a log that could be read
    bool allRejected() const;  ///< logs were read, but nothing of them could be taken
};

/// Rejects beyond this many per file are counted but not listed (the report says so).
constexpr std::int64_t kMaxRejectsKept = 10'000;

/// One past import, as listed.
struct ImportSummary
{
    std::int64_t id = 0;
    Instant at{};
    std::vector<FileReport> files;
    std::optional<Period> span; ///< days of its events; none when it added nothing
    std::int64_t costNanos = 0; ///< shown cost of the events it added
};

} // namespace outlay::base
