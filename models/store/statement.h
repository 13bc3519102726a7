// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace outlay::store {

class Connection;

/// A prepared statement. Failures stick: bind and next() may be called without a look, and finish() or run()
/// tells at the end. Parameters count from 1, columns from 0. Bound text must live until the statement ran.
class Statement
{
public:
    Statement(const Connection &connection, const char *sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    Statement &bind(int parameter, std::int64_t value);
    Statement &bindOrNull(int parameter, std::int64_t value); ///< base::kAbsent becomes NULL
    Statement &bind(int parameter, std::string_view text);
    Statement &bind(int parameter, const std::optional<std::string> &text);
    Statement &bindBlob(int parameter, std::span<const unsigned char> bytes);
    Statement &bindNull(int parameter);

    /// True while there is a row to look at.
    bool next();
    /// What became of the rows read with next(); the statement can then be bound and run anew.
    [[nodiscard]] base::Result<void> finish();
    /// Runs a statement without rows.
    [[nodiscard]] base::Result<void> run();

    bool isNull(int column) const;
    std::int64_t number(int column) const;
    std::int64_t numberOrAbsent(int column) const;
    std::string_view text(int column) const; ///< until the next call of next() or finish()
    std::optional<std::string> optionalText(int column) const;

private:
    const Connection &m_connection;
    sqlite3_stmt *m_statement = nullptr;
    int m_code = 0;
};

} // namespace outlay::store
