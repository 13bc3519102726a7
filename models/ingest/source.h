// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>

namespace outlay::ingest {

/// The bytes of a file, a pipe or standard input ("-").
class Source
{
public:
    /// Errors: NotFound, Unreadable.
    static base::Result<Source> open(const std::string &path);
    ~Source();
    Source(Source &&other) noexcept;
    Source &operator=(Source &&) = delete;
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;

    /// True for what has a size and can be read again from any place.
    bool isFile() const { return m_isFile; }
    std::int64_t size() const { return m_size; } ///< 0 if it is no file

    /// Reads up to `into.size()` bytes; fewer only at the end. Waits for a pipe, but not once stop is
    /// requested. Errors: Unreadable, Cancelled.
    base::Result<std::size_t> read(std::span<char> into, const std::stop_token &stop);
    /// Errors: Unreadable.
    base::Result<void> seek(std::int64_t offset);

private:
    Source(std::string path, int descriptor, bool owned)
        : m_path(std::move(path))
        , m_descriptor(descriptor)
        , m_owned(owned)
    {
    }
    bool waitForData(const std::stop_token &stop) const;

    std::string m_path;
    int m_descriptor = -1;
    bool m_owned = false;
    bool m_isFile = false;
    std::int64_t m_size = 0;
};

} // namespace outlay::ingest
