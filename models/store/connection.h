// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>

struct sqlite3;

namespace outlay::store {

enum class Access
{
    ReadWrite,
    ReadOnly,
    InMemory
};

/// A database handle with the settings of this room, closed by its destructor. Used by one thread at a time.
class Connection
{
public:
    /// Opens, but neither looks at nor changes what is in the file. ReadWrite creates a missing file.
    static base::Result<std::unique_ptr<Connection>> open(const std::string &path, Access access);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    sqlite3 *handle() const { return m_handle; }
    Access access() const { return m_access; }
    const std::string &path() const { return m_path; }

    /// Bounds the page cache. SQLite counts it in pages of the size at the time, so a new page size needs it
    /// anew.
    [[nodiscard]] base::Result<void> limitCache() const;

    /// Writes into the file itself from now on, with a journal of what was there before, instead of into a
    /// log that is merged later: a half of the writing, where all is new, but nobody can read meanwhile.
    /// False, and nothing is changed, while others have the file open.
    bool writeInPlace() const;
    /// Ends what was written: merges the log into the file, or turns to a log again after writeInPlace().
    /// While someone reads an older state, that is done by a later writer.
    void tidyLog() const;

    /// From now on the file and what SQLite has beside it can be read by their owner alone. Errors:
    /// Unwritable.
    [[nodiscard]] base::Result<void> keepPrivate() const;

    /// Runs one or several statements without results.
    [[nodiscard]] base::Result<void> exec(const char *sql) const;
    /// The first column of the first row; NotFound when there is no row.
    base::Result<std::int64_t> number(const char *sql) const;

    /// The plain sentence for a result code of SQLite, naming this file.
    base::Error error(int code) const;

private:
    Connection(std::string path, Access access);
    base::Result<void> openHandle(const std::string &name, int extraFlags);

    std::string m_path;
    Access m_access;
    sqlite3 *m_handle = nullptr;
};

/// A transaction that is rolled back unless it was committed.
class Transaction
{
public:
    enum class Kind
    {
        Read,
        Write
    };

    static base::Result<Transaction> begin(const Connection &connection, Kind kind);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;

    [[nodiscard]] base::Result<void> commit();

private:
    explicit Transaction(const Connection &connection);
    const Connection *m_connection;
};

/// Passes a failure on to a caller with another result type.
template <class T>
tl::unexpected<base::Error> failureOf(base::Result<T> &result)
{
    return tl::unexpected<base::Error>(std::move(result.error()));
}

} // namespace outlay::store
