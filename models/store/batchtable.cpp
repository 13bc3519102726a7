// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/batchtable.h"

#include "store/encoding.h"
#include "store/sourcekeys.h"

#include <sqlite3.h>

namespace outlay::store {

using base::EventRow;
using base::kAbsent;

namespace {

enum class Column : int
{
    Id,
    At,
    Attribution,
    User,
    InputTokens,
    OutputTokens,
    CostNanos,
    Latency,
    CacheRead,
    CacheWrite5m,
    CacheWrite1h,
    Fields,
    ComputedBeyond,
    Attempt,
};

struct Source
{
    const BatchRows *rows;
    bool onlyDetailed;
};

// SQLite's structs come first, so that a pointer to one is a pointer to the other.
struct Table
{
    sqlite3_vtab base;
    const Source *source;
};

struct Cursor
{
    sqlite3_vtab_cursor base;
    const BatchRows *rows;
    bool onlyDetailed;
    std::size_t position;
    std::size_t count;

    std::size_t index() const { return onlyDetailed ? rows->detailed[position] : position; }
};

Cursor *cast(sqlite3_vtab_cursor *cursor)
{
    return reinterpret_cast<Cursor *>(cursor);
}

int connect(sqlite3 *db, void *aux, int, const char *const *, sqlite3_vtab **out, char **)
{
    *out = reinterpret_cast<sqlite3_vtab *>(new Table{{}, static_cast<const Source *>(aux)});
    return sqlite3_declare_vtab(db,
                                "CREATE TABLE batch (id, at, attribution, user, input_tokens, output_tokens,"
                                " cost_nanos, latency, cache_read_tokens, cache_write_5m_tokens,"
                                " cache_write_1h_tokens, fields, computed_beyond, attempt)");
}

int disconnect(sqlite3_vtab *table)
{
    delete reinterpret_cast<Table *>(table);
    return SQLITE_OK;
}

int bestIndex(sqlite3_vtab *, sqlite3_index_info *)
{
    return SQLITE_OK; // there is one way: from the first row to the last
}

int open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    const Source *source = reinterpret_cast<Table *>(table)->source;
    *out = reinterpret_cast<sqlite3_vtab_cursor *>(new Cursor{{}, source->rows, source->onlyDetailed, 0, 0});
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor *cursor)
{
    delete cast(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor *cursor, int, const char *, int, sqlite3_value **)
{
    Cursor *c = cast(cursor);
    c->position = 0;
    c->count = c->onlyDetailed ? c->rows->detailed.size() : c->rows->rows.size();
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor *cursor)
{
    ++cast(cursor)->position;
    return SQLITE_OK;
}

int eof(sqlite3_vtab_cursor *cursor)
{
    return cast(cursor)->position >= cast(cursor)->count ? 1 : 0;
}

void give(sqlite3_context *context, std::int64_t value)
{
    if (value != kAbsent) // what is not given is NULL
        sqlite3_result_int64(context, value);
}

int column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int number)
{
    const Cursor *c = cast(cursor);
    const std::size_t index = c->index();
    const EventRow &row = c->rows->rows[index];
    switch (static_cast<Column>(number)) {
    case Column::Id:
        sqlite3_result_int64(context, c->rows->firstId + static_cast<std::int64_t>(index));
        break;
    case Column::At:
        sqlite3_result_int64(context, storedAt(row.atUs));
        break;
    case Column::Attribution:
        sqlite3_result_int64(context, (*c->rows->attributionIds)[row.attribution]);
        break;
    case Column::User:
        give(context, row.user == kAbsent ? kAbsent : storedUser(row.user));
        break;
    case Column::InputTokens:
        give(context, row.inputTokens);
        break;
    case Column::OutputTokens:
        give(context, row.outputTokens);
        break;
    case Column::CostNanos:
        give(context, row.costNanos);
        break;
    case Column::Latency:
        give(context, storedLatency(row.latencyUs));
        break;
    case Column::CacheRead:
        give(context, row.cacheReadTokens);
        break;
    case Column::CacheWrite5m:
        give(context, row.cacheWrite5mTokens);
        break;
    case Column::CacheWrite1h:
        give(context, row.cacheWrite1hTokens);
        break;
    case Column::Fields:
        if (row.extra >= 0) {
            const std::string &text = (*c->rows->extras)[static_cast<std::size_t>(row.extra)];
            sqlite3_result_text64(context, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
        }
        break;
    case Column::ComputedBeyond:
        give(context, storedComputed(row.computedNanos, row.costNanos));
        break;
    case Column::Attempt:
        give(context, row.attempt == 0 ? kAbsent : storedKey(row.attempt));
        break;
    default:
        break;
    }
    return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = cast(cursor)->rows->firstId + static_cast<std::int64_t>(cast(cursor)->index());
    return SQLITE_OK;
}

/// xCreate stays null: the tables exist without a CREATE, and only there.
sqlite3_module batchModule()
{
    sqlite3_module module{};
    module.xConnect = connect;
    module.xDisconnect = disconnect;
    module.xBestIndex = bestIndex;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = eof;
    module.xColumn = column;
    module.xRowid = rowid;
    return module;
}

bool hasDetails(const EventRow &row)
{
    return row.cacheReadTokens != kAbsent || row.cacheWrite5mTokens != kAbsent ||
           row.cacheWrite1hTokens != kAbsent || row.extra >= 0;
}

} // namespace

void BatchRows::findDetailed()
{
    detailed.clear();
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (hasDetails(rows[i]))
            detailed.push_back(static_cast<std::uint32_t>(i));
}

base::Result<void> registerBatchTables(const Connection &connection, const BatchRows &rows)
{
    static const sqlite3_module module = batchModule();
    const auto destroy = [](void *source) { delete static_cast<Source *>(source); };
    for (const auto &[name, onlyDetailed] :
         {std::pair{"outlay_batch", false}, std::pair{"outlay_batch_details", true}}) {
        const int code = sqlite3_create_module_v2(connection.handle(), name, &module,
                                                  new Source{&rows, onlyDetailed}, destroy);
        if (code != SQLITE_OK)
            return tl::unexpected(connection.error(code));
    }
    return {};
}

} // namespace outlay::store
