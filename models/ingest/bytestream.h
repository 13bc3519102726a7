// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace outlay::ingest {

/// Bytes that are read once, from the first to the last: a file's, a pipe's, or what others unpack to.
/// Used by one thread at a time. Errors of reading: Unreadable (what came before is good, what follows is
/// lost), BadInput (damaged: what came before cannot be trusted either), Cancelled (stop was requested).
class ByteStream
{
public:
    /// `name`: as reports call it.
    explicit ByteStream(std::string name)
        : m_name(std::move(name))
    {
    }
    virtual ~ByteStream() = default;
    ByteStream(const ByteStream &) = delete;
    ByteStream &operator=(const ByteStream &) = delete;

    const std::string &name() const { return m_name; }

    /// Reads up to `into.size()` bytes; fewer only at the end, or before a failure, which the next call tells
    /// of. Looks after `stop` every 256 KiB at least.
    base::Result<std::size_t> read(std::span<char> into, const std::stop_token &stop);

    /// The next bytes, which are still to be read; fewer than `bytes` only at the end, or before a failure.
    /// The view is void at the next call of anything here.
    base::Result<std::string_view> peek(std::size_t bytes, const std::stop_token &stop);

protected:
    /// Reads at least one byte, or 0 at the end.
    virtual base::Result<std::size_t> pull(std::span<char> into, const std::stop_token &stop) = 0;

    std::size_t peeked() const { return m_ahead.size(); } ///< bytes that were pulled and are not read yet
    /// The next byte comes from another place: what was pulled ahead is void, and so is an end that was seen.
    void startAnew();

private:
    base::Result<std::size_t> pullOrFail(std::span<char> into, const std::stop_token &stop);

    const std::string m_name;
    std::string m_ahead;
    bool m_hasEnded = false;
    std::optional<base::Error> m_failure;
};

} // namespace outlay::ingest
