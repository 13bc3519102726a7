// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>

namespace outlay::base {

/// What went wrong, in the classes that a caller may treat differently.
enum class ErrorKind
{
    Misuse,     ///< the caller asked for something that makes no sense (a wrong option, an unknown dimension)
    NotFound,   ///< no such file, store, import or budget
    Unreadable, ///< it exists but cannot be read (permission, a directory, a device error)
    Unwritable, ///< it cannot be written (permission, a full disk)
    NotALog,    ///< readable, but no log that Outlay knows
    BadInput,   ///< a value that cannot be understood; `line` says where if there is one
    Busy,       ///< another process is writing to the store
    Corrupt,    ///< the store is damaged or no Outlay store
    TooNew,     ///< the store was written by a newer Outlay
    TooOld,     ///< the store was written by an older Outlay and is to be read alone, without bringing it up
    Cancelled,  ///< a person stopped it
    Internal,   ///< a bug in Outlay or an unexpected answer of a library
};

/// A failure as one plain sentence. `where` names the file or option, `line` is 1-based (0 = none),
/// `detail` says what is wrong and what to do, without a trailing full stop and free of secrets.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    std::string where;
    std::string detail;
    std::int64_t line = 0;

    bool operator==(const Error &) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string where, std::string detail,
                                  std::int64_t line = 0)
{
    return tl::unexpected<Error>(Error{kind, std::move(where), std::move(detail), line});
}

/// "where, line N: detail", with the parts that are there.
std::string sentence(const Error &error);

} // namespace outlay::base
