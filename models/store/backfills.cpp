// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/backfills.h"

#include "store/encoding.h"
#include "store/sourcekeys.h"
#include "store/statement.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace outlay::store {

using base::Backfill;
using base::JoinLog;
using base::JoinRow;

namespace {

using TextList = std::vector<std::string>;

std::string listJson(const TextList &texts)
{
    using Json = nlohmann::json;
    return Json(texts).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Nothing for what is no list of texts.
std::optional<TextList> listOf(std::string_view json)
{
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_array())
        return std::nullopt;
    TextList texts;
    for (const auto &text : parsed) {
        if (!text.is_string())
            return std::nullopt;
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

base::Error unreadable(const Connection &connection, std::int64_t id)
{
    return {base::ErrorKind::Corrupt, connection.path(),
            "backfill " + std::to_string(id) + " cannot be understood", 0};
}

base::Result<void> keepChange(const Connection &connection, base::Instant now, const std::string &who,
                              const char *what, std::int64_t id, const std::string &path)
{
    Statement insert(connection, "INSERT INTO backfill_changes (at, who, what, backfill, path)"
                                 " VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, std::int64_t{now.time_since_epoch().count()}).bind(2, std::string_view(who));
    insert.bind(3, std::string_view(what)).bind(4, id).bind(5, std::string_view(path));
    return insert.run();
}

base::Result<void> insertValues(const Connection &connection, const JoinLog &log, std::int64_t id)
{
    Statement insert(connection, "INSERT INTO backfill_values VALUES (?, ?, ?)");
    std::int64_t position = 0;
    for (const TextList &texts : log.values) {
        const std::string json = listJson(texts);
        insert.bind(1, id).bind(2, position++).bind(3, std::string_view(json));
        if (auto inserted = insert.run(); !inserted)
            return inserted;
    }
    return {};
}

base::Result<void> insertJoinRows(const Connection &connection, const JoinLog &log, std::int64_t id)
{
    Statement insert(connection, "INSERT INTO backfill_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const JoinRow &row : log.rows) {
        insert.bind(1, id).bind(2, row.line).bind(3, storedKey(row.call)).bind(4, storedKey(row.chain));
        insert.bindOrNull(5, row.atUs == base::kAbsent ? row.atUs : storedAt(row.atUs));
        insert.bindOrNull(6, row.inputTokens).bindOrNull(7, row.outputTokens);
        insert.bind(8, std::int64_t{row.model}).bind(9, std::int64_t{row.values});
        if (auto inserted = insert.run(); !inserted)
            return inserted;
    }
    return {};
}

base::Result<void> readJoinValues(const Connection &connection, std::int64_t id, JoinLog &log)
{
    Statement rows(connection, "SELECT texts FROM backfill_values WHERE backfill = ? ORDER BY position");
    rows.bind(1, id);
    bool isSound = true;
    while (rows.next()) {
        auto texts = listOf(rows.text(0));
        isSound = isSound && texts && texts->size() == log.dimensions.size();
        log.values.push_back(std::move(texts).value_or(TextList()));
    }
    if (auto finished = rows.finish(); !finished)
        return finished;
    return isSound ? base::Result<void>() : tl::unexpected(unreadable(connection, id));
}

base::Result<void> readJoinRows(const Connection &connection, std::int64_t id, JoinLog &log)
{
    Statement rows(connection, "SELECT line, call, chain, at, input_tokens, output_tokens, model, position"
                               " FROM backfill_rows WHERE backfill = ? ORDER BY rowid");
    rows.bind(1, id);
    bool isSound = true;
    while (rows.next()) {
        JoinRow &row = log.rows.emplace_back();
        row.line = rows.number(0);
        row.call = loggedKey(rows.number(1));
        row.chain = loggedKey(rows.number(2));
        row.atUs = rows.isNull(3) ? base::kAbsent : loggedAt(rows.number(3));
        row.inputTokens = rows.numberOrAbsent(4);
        row.outputTokens = rows.numberOrAbsent(5);
        row.model = static_cast<std::uint32_t>(rows.number(6));
        row.values = static_cast<std::uint32_t>(rows.number(7));
        isSound = isSound && row.model < log.models.size() && row.values < log.values.size();
    }
    if (auto finished = rows.finish(); !finished)
        return finished;
    return isSound ? base::Result<void>() : tl::unexpected(unreadable(connection, id));
}

} // namespace

base::Result<std::vector<Backfill>> readBackfills(const Connection &connection)
{
    std::vector<Backfill> backfills;
    Statement rows(connection,
                   "SELECT id, at, path, fingerprint, window_us, dimensions,"
                   " (SELECT count(*) FROM backfill_rows WHERE backfill = id) FROM backfills ORDER BY id");
    while (rows.next()) {
        Backfill &each = backfills.emplace_back();
        each.id = rows.number(0);
        each.at = base::Instant{std::chrono::microseconds{rows.number(1)}};
        each.path = rows.text(2);
        each.fingerprint = rows.text(3);
        each.windowUs = rows.number(4);
        auto dimensions = listOf(rows.text(5));
        if (!dimensions)
            return tl::unexpected(unreadable(connection, each.id));
        each.dimensions = *std::move(dimensions);
        each.rows = rows.number(6);
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    Statement counts(connection, "SELECT backfill, kind, count(*) FROM joined_events GROUP BY 1, 2");
    while (counts.next())
        for (Backfill &each : backfills)
            if (const auto kind = static_cast<std::size_t>(counts.number(1));
                each.id == counts.number(0) && kind < each.joined.size())
                each.joined[kind] = counts.number(2);
    if (auto finished = counts.finish(); !finished)
        return failureOf(finished);
    return backfills;
}

base::Result<std::vector<base::BackfillChange>> readBackfillChanges(const Connection &connection)
{
    std::vector<base::BackfillChange> changes;
    Statement rows(connection, "SELECT at, who, what, backfill, path FROM backfill_changes ORDER BY id DESC");
    while (rows.next())
        changes.push_back({base::Instant{std::chrono::microseconds{rows.number(0)}},
                           std::string(rows.text(1)), std::string(rows.text(2)), rows.number(3),
                           std::string(rows.text(4))});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return changes;
}

base::Result<std::vector<KeptJoin>> readKeptJoins(const Connection &connection)
{
    auto backfills = readBackfills(connection);
    if (!backfills)
        return failureOf(backfills);
    std::vector<KeptJoin> kept;
    for (Backfill &backfill : *backfills) {
        Statement models(connection, "SELECT models FROM backfills WHERE id = ?");
        std::optional<TextList> names;
        if (models.bind(1, backfill.id).next())
            names = listOf(models.text(0));
        if (auto finished = models.finish(); !finished)
            return failureOf(finished);
        if (!names || names->empty())
            return tl::unexpected(unreadable(connection, backfill.id));
        JoinLog log{backfill.path, backfill.fingerprint, backfill.dimensions, *std::move(names), {}, {}};
        auto read = readJoinValues(connection, backfill.id, log).and_then([&] {
            return readJoinRows(connection, backfill.id, log);
        });
        if (!read)
            return failureOf(read);
        kept.emplace_back(std::move(backfill), std::move(log));
    }
    return kept;
}

base::Result<std::int64_t> addBackfill(const Connection &connection, const JoinLog &log,
                                       std::int64_t windowUs, base::Instant now, const std::string &who)
{
    std::int64_t id = 0;
    Statement known(connection, "SELECT id FROM backfills WHERE fingerprint = ? AND window_us = ?");
    if (known.bind(1, std::string_view(log.fingerprint)).bind(2, windowUs).next())
        id = known.number(0);
    if (auto finished = known.finish(); !finished)
        return failureOf(finished);
    if (id != 0)
        return base::fail(base::ErrorKind::BadInput, log.path,
                          "is joined already, as backfill " + std::to_string(id));
    const std::string dimensions = listJson(log.dimensions);
    const std::string models = listJson(log.models);
    Statement insert(connection,
                     "INSERT INTO backfills (at, path, fingerprint, window_us, dimensions, models)"
                     " VALUES (?, ?, ?, ?, ?, ?) RETURNING id");
    insert.bind(1, std::int64_t{now.time_since_epoch().count()}).bind(2, std::string_view(log.path));
    insert.bind(3, std::string_view(log.fingerprint)).bind(4, windowUs);
    insert.bind(5, std::string_view(dimensions)).bind(6, std::string_view(models));
    while (insert.next())
        id = insert.number(0);
    auto done = insert.finish()
                    .and_then([&] { return insertValues(connection, log, id); })
                    .and_then([&] { return insertJoinRows(connection, log, id); })
                    .and_then([&] { return keepChange(connection, now, who, "added", id, log.path); });
    if (!done)
        return failureOf(done);
    return id;
}

base::Result<void> removeBackfill(const Connection &connection, std::int64_t id, base::Instant now,
                                  const std::string &who)
{
    std::optional<std::string> path;
    Statement known(connection, "SELECT path FROM backfills WHERE id = ?");
    if (known.bind(1, id).next())
        path = known.text(0);
    if (auto finished = known.finish(); !finished)
        return finished;
    if (!path)
        return base::fail(base::ErrorKind::NotFound, connection.path(),
                          "there is no backfill " + std::to_string(id) + "; outlay backfill list shows them");
    Statement values(connection, "DELETE FROM backfill_values WHERE backfill = ?");
    Statement rows(connection, "DELETE FROM backfill_rows WHERE backfill = ?");
    Statement backfill(connection, "DELETE FROM backfills WHERE id = ?");
    return values.bind(1, id)
        .run()
        .and_then([&] { return rows.bind(1, id).run(); })
        .and_then([&] { return backfill.bind(1, id).run(); })
        .and_then([&] { return keepChange(connection, now, who, "removed", id, *path); });
}

} // namespace outlay::store
