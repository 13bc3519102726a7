// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/bytestream.h"

#include <cstdint>
#include <memory>

namespace outlay::ingest {

/// The bytes of a file, a pipe or standard input ("-"), as they are there.
class Source : public ByteStream
{
public:
    /// Errors: NotFound, Unreadable.
    static base::Result<std::unique_ptr<Source>> open(const std::string &path);
    ~Source() override;

    /// True for what has a size and can be read again from any place.
    bool isFile() const { return m_isFile; }
    std::int64_t size() const { return m_size; } ///< 0 if it is no file
    /// When it was last changed; nothing if it is no file.
    std::optional<std::int64_t> modifiedUs() const { return m_modifiedUs; }

    /// Where the next byte comes from; of a pipe: how many have come.
    std::int64_t position() const { return m_offset - static_cast<std::int64_t>(peeked()); }
    /// Of files alone. Errors: Unreadable.
    base::Result<void> seek(std::int64_t offset);

private:
    Source(const std::string &path, int descriptor, bool owned)
        : ByteStream(path)
        , m_descriptor(descriptor)
        , m_owned(owned)
    {
    }
    /// Waits for a pipe, but not once stop is requested.
    base::Result<std::size_t> pull(std::span<char> into, const std::stop_token &stop) override;
    bool waitForData(const std::stop_token &stop) const;

    const int m_descriptor;
    const bool m_owned;
    bool m_isFile = false;
    std::int64_t m_size = 0;
    std::optional<std::int64_t> m_modifiedUs;
    std::int64_t m_offset = 0;
};

} // namespace outlay::ingest
