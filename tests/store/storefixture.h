// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTest>

#include "store/store.h"

#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <vector>

namespace outlay::tests {

using base::FixedDimension;

/// Fails the running test with the error's sentence.
#define MUST(expression)                                                                                     \
    do {                                                                                                     \
        const auto &must = (expression);                                                                     \
        QVERIFY2(must.has_value(), must.has_value() ? "" : outlay::base::sentence(must.error()).c_str());    \
    } while (false)

/// Reads a file with SQLite alone. One text a row, columns joined with '|', NULL as "NULL".
inline std::vector<std::string> query(const std::string &path, const std::string &sql)
{
    std::vector<std::string> rows;
    sqlite3 *db = nullptr;
    if (sqlite3_open(path.c_str(), &db) != SQLITE_OK)
        rows.emplace_back(sqlite3_errmsg(db));
    const auto take = [](void *out, int columns, char **values, char **) {
        std::string row;
        for (int i = 0; i < columns; ++i)
            row += (i == 0 ? "" : "|") + std::string(values[i] ? values[i] : "NULL");
        static_cast<std::vector<std::string> *>(out)->push_back(row);
        return 0;
    };
    if (sqlite3_exec(db, sql.c_str(), take, &rows, nullptr) != SQLITE_OK)
        rows.emplace_back(sqlite3_errmsg(db));
    sqlite3_close(db);
    return rows;
}

/// Everything that is in a store, for comparing two states of it.
inline std::vector<std::string> dump(const std::string &path)
{
    std::vector<std::string> all;
    for (const std::string &table :
         query(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
        all.push_back("-- " + table);
        for (std::string &row : query(path, "SELECT * FROM " + table + " ORDER BY 1, 2"))
            all.push_back(std::move(row));
    }
    return all;
}

/// The cells of a store: day, attribution and each measure, joined with '|'.
inline std::vector<std::string> cellsOf(const std::string &path)
{
    std::vector<std::string> rows;
    const auto store = store::Store::open(path, store::Store::Mode::ReadOnly);
    const auto data = store ? (*store)->cells() : tl::unexpected(store.error());
    if (!data)
        return {base::sentence(data.error())};
    for (const base::Cell &cell : data->cells.cells()) {
        rows.push_back(std::to_string(cell.day.time_since_epoch().count()) + "|" +
                       std::to_string(cell.attribution));
        for (const auto field : base::kMeasureFields)
            rows.back() += "|" + std::to_string(cell.sums.*field);
    }
    return rows;
}

/// The same by words instead of ids: day, feature, source and each measure, in this order.
inline std::vector<std::string> namedCellsOf(const std::string &path)
{
    std::vector<std::string> rows;
    for (const std::string &row : cellsOf(path)) {
        const std::size_t day = row.find('|');
        const std::size_t id = row.find('|', day + 1);
        const auto names = query(path, "SELECT feature, source FROM attributions WHERE id = " +
                                           row.substr(day + 1, id - day - 1));
        rows.push_back(row.substr(0, day + 1) + (names.empty() ? "?" : names.front()) + row.substr(id));
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::int64_t kMay1 = 1'777'593'600 * kSecond; ///< 2026-05-01 00:00 UTC (date -u -d 2026-05-01 +%s)

inline base::EventRow call(std::int64_t atUs, std::int64_t costNanos = 3'500'000,
                           std::uint32_t attribution = 0)
{
    base::EventRow row;
    row.atUs = atUs;
    row.attribution = attribution;
    row.user = 0xABCDEF012345;
    row.inputTokens = 1200;
    row.outputTokens = 300;
    row.costNanos = costNanos;
    row.latencyUs = 850'000;
    return row;
}

inline base::Attribution feature(const std::string &name, const std::string &source = "a.jsonl")
{
    base::Attribution attribution;
    attribution[FixedDimension::Feature] = name;
    attribution[FixedDimension::Segment] = "free";
    attribution[FixedDimension::Source] = source;
    return attribution;
}

struct FileToImport
{
    std::string name = "a.jsonl";
    std::vector<base::EventRow> rows = {}; ///< attribution numbers count within this file
    std::vector<base::Attribution> attributions = {feature("chat")};
    std::vector<std::string> extras = {};
    std::vector<base::Reject> rejects = {};
    std::int64_t resumed = 0;
    base::FileFingerprint fingerprint = {}; ///< not given without bytes
    base::FileReport report = {};
    std::vector<std::uint64_t> retracted = {};
    std::vector<base::BillingRow> billing = {};
};

/// Sends a file through a sink. `attributionsBefore` counts those of the import's earlier files.
inline base::Result<base::FileReport> send(base::EventSink &sink, const FileToImport &file,
                                           std::uint32_t attributionsBefore = 0)
{
    if (auto begun = sink.beginFile(file.name, file.resumed); !begun)
        return tl::unexpected(begun.error());
    base::EventBatch batch;
    batch.newAttributions = file.attributions;
    batch.rows = file.rows;
    batch.extras = file.extras;
    batch.retracted = file.retracted;
    batch.billing = file.billing;
    for (base::EventRow &row : batch.rows)
        row.attribution += attributionsBefore;
    for (base::BillingRow &line : batch.billing)
        line.sums.attribution += attributionsBefore;
    if (auto added = sink.addBatch(batch); !added)
        return tl::unexpected(added.error());
    base::FileReport report = file.report;
    report.path = file.name;
    if (auto ended =
            sink.endFile(report, file.rejects, file.fingerprint.bytes > 0 ? &file.fingerprint : nullptr);
        !ended)
        return tl::unexpected(ended.error());
    return report;
}

/// One import of some files. The reports carry what the sink made of them.
inline base::Result<std::vector<base::FileReport>> import(store::Store &store,
                                                          const std::vector<FileToImport> &files)
{
    auto sink = store.beginImport(base::Instant{std::chrono::seconds{1'790'000'000}});
    if (!sink)
        return tl::unexpected(sink.error());
    std::vector<base::FileReport> reports;
    std::uint32_t attributions = 0;
    for (const FileToImport &file : files) {
        auto report = send(**sink, file, attributions);
        if (!report)
            return tl::unexpected(report.error());
        attributions += static_cast<std::uint32_t>(file.attributions.size());
        reports.push_back(*report);
    }
    if (auto id = (*sink)->commit(); !id)
        return tl::unexpected(id.error());
    (*sink)->amend(reports);
    return reports;
}

/// `count` events, `stepSeconds` apart, over three features, some with details.
inline FileToImport log(const std::string &name, std::int64_t fromUs, int count, int stepSeconds)
{
    FileToImport file{.name = name,
                      .attributions = {feature("a", name), feature("b", name), feature("c", name)}};
    for (int i = 0; i < count; ++i) {
        base::EventRow row =
            call(fromUs + i * kSecond * stepSeconds, i + 1, static_cast<std::uint32_t>(i % 3));
        if (i % 4 == 0)
            row.cacheReadTokens = i;
        file.rows.push_back(row);
    }
    return file;
}

} // namespace outlay::tests
