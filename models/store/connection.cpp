// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/connection.h"

#include "store/statement.h"

#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace outlay::store {

using base::ErrorKind;

namespace {

constexpr int kBusyTimeoutMs = 2000;

constexpr const char *kSettings = "PRAGMA temp_store = MEMORY;"
                                  "PRAGMA trusted_schema = OFF;"
                                  "PRAGMA synchronous = FULL;"; // in WAL: one sync a commit

/// "file:" name of a path, for flags that only a URI can carry.
std::string uriOf(const std::string &path)
{
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            std::array<char, 4> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "%%%02X", static_cast<unsigned>(c));
            uri += escaped.data();
        } else {
            uri += c;
        }
    }
    return uri;
}

/// A log that was never merged into the file would be missed by reading the file alone.
bool hasUnmergedLog(const std::string &path)
{
    std::error_code ignored;
    const auto bytes = std::filesystem::file_size(path + "-wal", ignored);
    return !ignored && bytes > 0;
}

/// Puts back what a first import changed that was killed; only a handle that may write can.
base::Result<void> undoUnfinished(const std::string &path)
{
    auto writing = Connection::open(path, Access::ReadWrite);
    if (!writing)
        return base::fail(
            ErrorKind::Unreadable, path,
            "an import into this store was interrupted, and this place may only be read; open it "
            "once where it can be written");
    auto probe = (*writing)->number("SELECT count(*) FROM sqlite_schema");
    if (!probe)
        return failureOf(probe);
    return {};
}

bool isWriteFailure(int code)
{
    switch (code) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
    case SQLITE_IOERR_SHMOPEN:
        return true;
    default:
        return false;
    }
}

} // namespace

Connection::Connection(std::string path, Access access)
    : m_path(std::move(path))
    , m_access(access)
{
}

Connection::~Connection()
{
    sqlite3_close_v2(m_handle);
}

base::Result<void> Connection::openHandle(const std::string &name, int extraFlags)
{
    sqlite3_close_v2(m_handle);
    m_handle = nullptr;
    const int mode =
        m_access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code =
        sqlite3_open_v2(name.c_str(), &m_handle, mode | SQLITE_OPEN_NOMUTEX | extraFlags, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error(m_handle ? sqlite3_extended_errcode(m_handle) : code));
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_busy_timeout(m_handle, kBusyTimeoutMs);
    return {};
}

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string &path, Access access)
{
    std::unique_ptr<Connection> connection(new Connection(path, access));
    if (auto opened = connection->openHandle(access == Access::InMemory ? ":memory:" : path, 0); !opened)
        return failureOf(opened);
    if (access == Access::ReadWrite && sqlite3_db_readonly(connection->handle(), "main") == 1)
        return base::fail(ErrorKind::Unwritable, path, "this file may only be read");
    // In a folder that cannot be written, a WAL store is readable only as a file that nobody changes.
    if (access == Access::ReadOnly && !hasUnmergedLog(path)) {
        const auto probe = connection->number("SELECT count(*) FROM sqlite_schema");
        const int code = sqlite3_errcode(connection->handle()) & 0xff;
        if (!probe && sqlite3_extended_errcode(connection->handle()) == SQLITE_READONLY_ROLLBACK) {
            if (auto undone = undoUnfinished(path); !undone)
                return failureOf(undone);
        } else if (!probe && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
            if (auto opened = connection->openHandle(uriOf(path) + "?immutable=1", SQLITE_OPEN_URI); !opened)
                return failureOf(opened);
        }
    }
    if (auto set = connection->exec(kSettings).and_then([&] { return connection->limitCache(); }); !set)
        return failureOf(set);
    return connection;
}

base::Result<void> Connection::limitCache() const
{
    // KiB. Events are only appended: more would be written at the end of an import, when nothing runs beside.
    return exec("PRAGMA cache_size = -16384");
}

bool Connection::writeInPlace() const
{
    Statement mode(*this, "PRAGMA journal_mode = DELETE");
    return mode.next() && mode.text(0) == "delete";
}

void Connection::tidyLog() const
{
    (void)exec("PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE)");
}

base::Result<void> Connection::keepPrivate() const
{
    if (m_access == Access::InMemory)
        return {};
    namespace fs = std::filesystem;
    for (const char *const ending : {"", "-wal", "-shm", "-journal"}) {
        const std::string file = m_path + ending;
        std::error_code failed;
        if (!fs::exists(file, failed))
            continue;
        fs::permissions(file, fs::perms::group_all | fs::perms::others_all, fs::perm_options::remove, failed);
        if (failed)
            return base::fail(ErrorKind::Unwritable, file,
                              "others could read this file, and it cannot be kept from them: " +
                                  failed.message());
    }
    return {};
}

base::Result<void> Connection::exec(const char *sql) const
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error(code));
    return {};
}

base::Result<std::int64_t> Connection::number(const char *sql) const
{
    Statement statement(*this, sql);
    if (statement.next())
        return statement.number(0);
    if (auto finished = statement.finish(); !finished)
        return failureOf(finished);
    return base::fail(ErrorKind::NotFound, m_path, "a value that every store has is not there");
}

base::Error Connection::error(int code) const
{
    const auto with = [this](ErrorKind kind, std::string detail) {
        return base::Error{kind, m_path, std::move(detail), 0};
    };
    const int systemError = m_handle ? sqlite3_system_errno(m_handle) : 0;
    const std::string because = systemError != 0 ? std::string(": ") + std::strerror(systemError) : "";
    const bool writes = m_access != Access::ReadOnly;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return with(ErrorKind::Busy,
                    "another process is writing to this store; try again when it has finished");
    case SQLITE_FULL:
        return with(ErrorKind::Unwritable, "the disk is full; nothing was changed");
    case SQLITE_NOTADB:
        return with(ErrorKind::Corrupt, "this file is not an Outlay store");
    case SQLITE_CORRUPT:
        return with(ErrorKind::Corrupt,
                    "the store is damaged; restore it from a copy, or import the logs anew");
    case SQLITE_READONLY:
        return with(ErrorKind::Unwritable, "the store may only be read");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return writes ? with(ErrorKind::Unwritable, "the store cannot be opened for writing" + because)
                      : with(ErrorKind::Unreadable, "the store cannot be opened" + because);
    case SQLITE_IOERR:
        return isWriteFailure(code) ? with(ErrorKind::Unwritable, "the store could not be written" + because)
                                    : with(ErrorKind::Unreadable, "the store could not be read" + because);
    case SQLITE_NOMEM:
        return with(ErrorKind::Internal, "there is not enough memory");
    default:
        break;
    }
    if (code == SQLITE_CONSTRAINT_DATATYPE)
        return with(ErrorKind::BadInput, "a sum of one day grows beyond what the store can hold (2^63)");
    return with(ErrorKind::Internal, std::string("the database library reports: ") +
                                         (m_handle ? sqlite3_errmsg(m_handle) : "no handle"));
}

Transaction::Transaction(const Connection &connection)
    : m_connection(&connection)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

base::Result<Transaction> Transaction::begin(const Connection &connection, Kind kind)
{
    if (auto begun = connection.exec(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun)
        return failureOf(begun);
    return Transaction(connection);
}

Transaction::~Transaction()
{
    // After some failures SQLite has rolled back by itself.
    if (m_connection && sqlite3_get_autocommit(m_connection->handle()) == 0)
        sqlite3_exec(m_connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

base::Result<void> Transaction::commit()
{
    auto committed = m_connection->exec("COMMIT");
    if (committed)
        m_connection = nullptr;
    return committed;
}

} // namespace outlay::store
