// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/importlog.h"

#include "store/encoding.h"
#include "store/reportingzone.h"
#include "store/statement.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace outlay::store {

using base::ErrorKind;
using base::FileFingerprint;
using base::FileReport;

namespace {

constexpr const char *kReportColumns = "SELECT id, path, format, added, duplicates, superseded, rejected,"
                                       " not_events, redacted, unpriced, cost_nanos, first_event, last_event,"
                                       " min_at, max_at, resumed, billing, missing_usage, filled_nanos"
                                       " FROM import_files ";

ImportedFile fileFrom(const Statement &row)
{
    ImportedFile file;
    FileReport &report = file.report;
    report.path = row.text(1);
    report.format = row.text(2);
    report.added = row.number(3);
    report.duplicates = row.number(4);
    report.superseded = row.number(5);
    report.rejected = row.number(6);
    report.notEvents = row.number(7);
    report.redacted = row.number(8);
    report.unpriced = row.number(9);
    file.counts.costNanos = row.number(10);
    if (!row.isNull(11)) {
        file.firstEvent = row.number(11);
        file.lastEvent = row.number(12);
        file.minAtUs = loggedAt(row.number(13));
        file.maxAtUs = loggedAt(row.number(14));
    }
    file.resumed = row.number(15);
    report.billing = row.number(16);
    report.missingUsage = row.number(17);
    file.counts.filledNanos = row.number(18);
    return file;
}

std::int64_t asSigned(std::uint64_t bits)
{
    return static_cast<std::int64_t>(bits);
}

std::uint64_t asUnsigned(std::int64_t bits)
{
    return static_cast<std::uint64_t>(bits);
}

base::Result<std::vector<base::Assumption>> assumptionsOf(const Connection &connection, std::int64_t fileId)
{
    std::vector<base::Assumption> assumptions;
    Statement rows(connection,
                   "SELECT text, events FROM import_assumptions WHERE file = ? ORDER BY position");
    rows.bind(1, fileId);
    while (rows.next())
        assumptions.push_back({std::string(rows.text(0)), rows.number(1)});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return assumptions;
}

base::Result<void> addFileRow(const Connection &connection, std::int64_t importId, const ImportedFile &file,
                              const FileFingerprint *fingerprint)
{
    Statement insert(
        connection, "INSERT INTO import_files (import, path, format, added, duplicates, superseded, rejected,"
                    " not_events, redacted, unpriced, cost_nanos, first_event, last_event, min_at, max_at,"
                    " resumed, bytes, lines, hash_low, hash_high, head_bytes, head_hash_low, head_hash_high,"
                    " header, billing, missing_usage, filled_nanos, open_events) VALUES (?, ?, ?, ?, ?, ?, "
                    "?, ?, ?, ?, ?, ?, "
                    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const FileReport &report = file.report;
    insert.bind(1, importId).bind(2, std::string_view(report.path)).bind(3, std::string_view(report.format));
    insert.bind(4, report.added).bind(5, report.duplicates).bind(6, report.superseded);
    insert.bind(7, report.rejected).bind(8, report.notEvents).bind(9, report.redacted);
    insert.bind(10, report.unpriced).bind(11, file.counts.costNanos);
    if (file.firstEvent) {
        insert.bind(12, *file.firstEvent).bind(13, *file.lastEvent);
        insert.bind(14, storedAt(file.minAtUs)).bind(15, storedAt(file.maxAtUs));
    }
    insert.bind(25, report.billing).bind(26, report.missingUsage).bind(27, file.counts.filledNanos);
    insert.bind(28, fingerprint ? fingerprint->openEvents : 0);
    if (file.resumed != 0)
        insert.bind(16, file.resumed);
    if (fingerprint) {
        insert.bind(17, fingerprint->bytes).bind(18, fingerprint->lines);
        insert.bind(19, asSigned(fingerprint->hash.low)).bind(20, asSigned(fingerprint->hash.high));
        insert.bind(21, fingerprint->headBytes).bind(22, asSigned(fingerprint->headHash.low));
        insert.bind(23, asSigned(fingerprint->headHash.high)).bind(24, std::string_view(fingerprint->header));
    }
    return insert.run();
}

base::Result<void> addAssumptions(const Connection &connection, std::int64_t fileId,
                                  const std::vector<base::Assumption> &assumptions)
{
    Statement insert(connection, "INSERT INTO import_assumptions VALUES (?, ?, ?, ?)");
    std::int64_t position = 0;
    for (const base::Assumption &assumption : assumptions) {
        insert.bind(1, fileId).bind(2, position++).bind(3, std::string_view(assumption.text));
        if (auto ran = insert.bind(4, assumption.events).run(); !ran)
            return ran;
    }
    return {};
}

base::Result<void> addRejects(const Connection &connection, std::int64_t fileId, std::int64_t resumed,
                              std::span<const base::Reject> rejects)
{
    Statement copy(connection,
                   "INSERT INTO rejects SELECT ?, position, name, line, reason, excerpt FROM rejects"
                   " WHERE file = ?");
    if (auto ran = copy.bind(1, fileId).bind(2, resumed).run(); !ran)
        return ran;
    std::int64_t position = resumed != 0 ? sqlite3_changes64(connection.handle()) : 0;
    Statement insert(connection, "INSERT INTO rejects VALUES (?, ?, ?, ?, ?, ?)");
    for (const base::Reject &reject : rejects) {
        if (position == base::kMaxRejectsKept)
            break;
        insert.bind(1, fileId)
            .bind(2, position++)
            .bind(3, std::string_view(reject.file))
            .bind(4, reject.line);
        insert.bind(5, std::string_view(reject.reason)).bind(6, std::string_view(reject.excerpt));
        if (auto ran = insert.run(); !ran)
            return ran;
    }
    return {};
}

base::Result<void> addFilesTo(base::ImportSummary &summary, const Connection &connection,
                              const base::Zone &zone)
{
    std::int64_t minAt = std::numeric_limits<std::int64_t>::max();
    std::int64_t maxAt = std::numeric_limits<std::int64_t>::min();
    Statement rows(connection, (std::string(kReportColumns) + "WHERE import = ? ORDER BY id").c_str());
    rows.bind(1, summary.id);
    while (rows.next()) {
        ImportedFile file = fileFrom(rows);
        auto assumptions = assumptionsOf(connection, rows.number(0));
        if (!assumptions)
            return failureOf(assumptions);
        file.report.assumptions = std::move(*assumptions);
        if (file.firstEvent) {
            minAt = std::min(minAt, file.minAtUs);
            maxAt = std::max(maxAt, file.maxAtUs);
        }
        summary.costNanos += file.counts.costNanos + file.counts.filledNanos;
        summary.files.push_back(std::move(file.report));
    }
    if (minAt <= maxAt)
        summary.span = base::Period{zone.dayOf(minAt), zone.dayOf(maxAt)};
    return rows.finish();
}

} // namespace

bool FileCounts::book(const base::EventRow &row, std::int64_t sign)
{
    missingUsage += base::isUsageMissing(row) ? sign : 0;
    const std::int64_t shown = base::shownNanos(row);
    if (shown == base::kAbsent) {
        unpriced += sign;
        return true;
    }
    std::int64_t &sum = row.costNanos != base::kAbsent ? costNanos : filledNanos;
    return !(sign > 0 ? __builtin_add_overflow(sum, shown, &sum) : __builtin_sub_overflow(sum, shown, &sum));
}

base::Result<std::int64_t> addImport(const Connection &connection, base::Instant now)
{
    Statement insert(connection, "INSERT INTO imports (at) VALUES (?)");
    if (auto ran = insert.bind(1, std::int64_t{now.time_since_epoch().count()}).run(); !ran)
        return failureOf(ran);
    return sqlite3_last_insert_rowid(connection.handle());
}

base::Result<ImportedFile> resumableFile(const Connection &connection, std::int64_t fileId)
{
    Statement row(connection, (std::string(kReportColumns) + "WHERE id = ? AND bytes IS NOT NULL").c_str());
    row.bind(1, fileId);
    if (row.next())
        return fileFrom(row);
    if (auto finished = row.finish(); !finished)
        return failureOf(finished);
    return base::fail(ErrorKind::NotFound, connection.path(),
                      "the earlier import of this file is no longer in the store");
}

base::Result<std::int64_t> addImportedFile(const Connection &connection, std::int64_t importId,
                                           const ImportedFile &file, std::span<const base::Reject> rejects,
                                           const FileFingerprint *fingerprint)
{
    if (auto added = addFileRow(connection, importId, file, fingerprint); !added)
        return failureOf(added);
    const std::int64_t fileId = sqlite3_last_insert_rowid(connection.handle());
    auto added = addAssumptions(connection, fileId, file.report.assumptions).and_then([&] {
        return addRejects(connection, fileId, file.resumed, rejects);
    });
    if (!added)
        return failureOf(added);
    return fileId;
}

base::Result<std::vector<base::KnownFile>> knownFiles(const Connection &connection)
{
    std::vector<base::KnownFile> files;
    Statement rows(connection, "SELECT id, bytes, lines, hash_low, hash_high, head_bytes, head_hash_low,"
                               " head_hash_high, header FROM import_files WHERE bytes IS NOT NULL"
                               " ORDER BY bytes DESC, id DESC");
    while (rows.next()) {
        base::KnownFile file;
        file.fileId = rows.number(0);
        file.fingerprint.bytes = rows.number(1);
        file.fingerprint.lines = rows.number(2);
        file.fingerprint.hash = {asUnsigned(rows.number(3)), asUnsigned(rows.number(4))};
        file.fingerprint.headBytes = rows.number(5);
        file.fingerprint.headHash = {asUnsigned(rows.number(6)), asUnsigned(rows.number(7))};
        file.fingerprint.header = rows.text(8);
        files.push_back(std::move(file));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return files;
}

base::Result<std::vector<base::ImportSummary>> importSummaries(const Connection &connection)
{
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    std::vector<base::ImportSummary> summaries;
    Statement rows(connection, "SELECT id, at FROM imports ORDER BY id DESC");
    while (rows.next()) {
        base::ImportSummary summary;
        summary.id = rows.number(0);
        summary.at = base::Instant{std::chrono::microseconds{rows.number(1)}};
        if (auto added = addFilesTo(summary, connection, *zone); !added)
            return failureOf(added);
        summaries.push_back(std::move(summary));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return summaries;
}

base::Result<void> requireImport(const Connection &connection, std::int64_t importId)
{
    Statement row(connection, "SELECT 1 FROM imports WHERE id = ?");
    const bool known = row.bind(1, importId).next();
    if (auto finished = row.finish(); !finished)
        return finished;
    if (!known)
        return base::fail(base::ErrorKind::NotFound, connection.path(),
                          "there is no import " + std::to_string(importId) + " in this store");
    return {};
}

base::Result<std::vector<base::Reject>> rejectsOf(const Connection &connection, std::int64_t importId)
{
    if (auto known = requireImport(connection, importId); !known)
        return failureOf(known);
    std::vector<base::Reject> rejects;
    Statement rows(connection, "SELECT r.name, r.line, r.reason, r.excerpt FROM import_files AS f"
                               " JOIN rejects AS r ON r.file = f.id WHERE f.import = ?"
                               " ORDER BY r.file, r.position");
    rows.bind(1, importId);
    while (rows.next())
        rejects.push_back({std::string(rows.text(0)), rows.number(1), std::string(rows.text(2)),
                           std::string(rows.text(3))});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return rejects;
}

base::Result<void> forgetImport(const Connection &connection, std::int64_t importId, bool recordsGone)
{
    for (const char *sql :
         {"DELETE FROM import_assumptions WHERE file IN"
          " (SELECT id FROM import_files WHERE import = ?)",
          "DELETE FROM rejects WHERE file IN (SELECT id FROM import_files WHERE import = ?)",
          "DELETE FROM import_files WHERE import = ?", "DELETE FROM users WHERE import = ?",
          "DELETE FROM imports WHERE id = ?"}) {
        if (auto ran = Statement(connection, sql).bind(1, importId).run(); !ran)
            return ran;
    }
    if (!recordsGone)
        return {};
    return connection.exec("UPDATE import_files SET bytes = NULL WHERE duplicates > 0 OR superseded > 0");
}

} // namespace outlay::store
