// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/facts.h"

#include "store/reportingzone.h"
#include "store/statement.h"

#include <xxhash.h>

#include <array>
#include <cstdio>

namespace outlay::store {

namespace {

/// Of all files that brought events: the same imports, and only they, give the same digits.
base::Result<std::string> fingerprintOf(const Connection &connection, const base::Zone &zone)
{
    std::string text;
    Statement rows(
        connection,
        "SELECT f.id, i.at, f.added, f.cost_nanos, f.first_event, f.filled_nanos FROM import_files AS f"
        " JOIN imports AS i ON i.id = f.import WHERE f.added > 0 ORDER BY f.id");
    while (rows.next()) {
        for (int column = 0; column < 6; ++column)
            text += std::to_string(rows.number(column)) + ' ';
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    auto repriced = connection.number("SELECT coalesce((SELECT value FROM meta WHERE name = 'repriced'), 0)");
    if (!repriced)
        return failureOf(repriced);
    text += std::to_string(*repriced);
    if (zone != base::Zone())
        text += ' ' + zone.name();
    Statement rules(connection, "SELECT conditions, action FROM rules WHERE enabled ORDER BY position");
    while (rules.next())
        text.append(" ").append(rules.text(0)).append(rules.text(1));
    if (auto finished = rules.finish(); !finished)
        return failureOf(finished);
    Statement values(connection, "SELECT id, fingerprint FROM value_imports ORDER BY id");
    while (values.next())
        text.append(" ").append(values.text(0)).append(" ").append(values.text(1));
    if (auto finished = values.finish(); !finished)
        return failureOf(finished);
    Statement joins(connection, "SELECT id, fingerprint, window_us FROM backfills ORDER BY id");
    while (joins.next())
        text.append(" ").append(joins.text(0)).append(" ").append(joins.text(1)).append(joins.text(2));
    if (auto finished = joins.finish(); !finished)
        return failureOf(finished);
    std::array<char, 24> digits{};
    std::snprintf(digits.data(), digits.size(), "%012llx",
                  static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size()) >> 16));
    return std::string(digits.data());
}

} // namespace

base::Result<StoreFacts> readFacts(const Connection &connection)
{
    StoreFacts facts;
    Statement row(connection,
                  "SELECT (SELECT coalesce(sum(added), 0) FROM import_files),"
                  " (SELECT count(*) FROM imports), (SELECT max(at) FROM imports),"
                  " (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)");
    if (row.next()) {
        facts.events = row.number(0);
        facts.imports = row.number(1);
        if (!row.isNull(2))
            facts.lastImportAt = base::Instant{std::chrono::microseconds{row.number(2)}};
        facts.fileBytes = row.number(3);
    }
    if (auto finished = row.finish(); !finished)
        return failureOf(finished);
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    facts.zone = zone->name();
    auto fingerprint = fingerprintOf(connection, *zone);
    if (!fingerprint)
        return failureOf(fingerprint);
    facts.fingerprint = std::move(*fingerprint);
    return facts;
}

} // namespace outlay::store
