// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/statement.h"

#include "store/connection.h"

#include <sqlite3.h>

namespace outlay::store {

Statement::Statement(const Connection &connection, const char *sql)
    : m_connection(connection)
    , m_code(
          sqlite3_prepare_v3(connection.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr))
{
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement &Statement::bind(int parameter, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, parameter, value);
    return *this;
}

Statement &Statement::bindOrNull(int parameter, std::int64_t value)
{
    return value == base::kAbsent ? bindNull(parameter) : bind(parameter, value);
}

Statement &Statement::bind(int parameter, std::string_view text)
{
    // A view of nothing may have no address, which SQLite would take for NULL.
    sqlite3_bind_text64(m_statement, parameter, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Statement &Statement::bind(int parameter, const std::optional<std::string> &text)
{
    return text ? bind(parameter, std::string_view(*text)) : bindNull(parameter);
}

Statement &Statement::bindBlob(int parameter, std::span<const unsigned char> bytes)
{
    sqlite3_bind_blob64(m_statement, parameter, bytes.data(), bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement &Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement, parameter);
    return *this;
}

bool Statement::next()
{
    if (m_code != SQLITE_OK)
        return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        m_code = code;
    sqlite3_reset(m_statement);
    return false;
}

base::Result<void> Statement::finish()
{
    sqlite3_reset(m_statement);
    if (m_code == SQLITE_OK)
        return {};
    auto failure = tl::unexpected(m_connection.error(m_code));
    if (m_statement) // a statement that was never prepared stays failed
        m_code = SQLITE_OK;
    return failure;
}

base::Result<void> Statement::run()
{
    while (next()) {
    }
    return finish();
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::int64_t Statement::numberOrAbsent(int column) const
{
    return isNull(column) ? base::kAbsent : number(column);
}

std::string_view Statement::text(int column) const
{
    // As bytes, so that a NUL within the text does not end it; NULL and "" have none.
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return bytes
               ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
               : std::string_view();
}

std::optional<std::string> Statement::optionalText(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return std::string(text(column));
}

} // namespace outlay::store
