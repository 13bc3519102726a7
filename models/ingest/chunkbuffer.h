// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/bytestream.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// A window that moves over a stream: what is consumed leaves at the front, whole chunks come in behind.
/// kPadding bytes behind the data are always readable.
class ChunkBuffer
{
public:
    explicit ChunkBuffer(std::size_t chunkBytes);

    std::string_view data() const { return {m_bytes.data() + m_begin, m_end - m_begin}; }
    void drop(std::size_t bytes) { m_begin += bytes; }
    void clear();

    /// Reads one chunk more. Views of the data are void afterwards. Errors: as ByteStream.
    base::Result<void> fill(ByteStream &stream, const std::stop_token &stop);
    bool atEnd() const { return m_atEnd; }

private:
    const std::size_t m_chunkBytes;
    std::vector<char> m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    bool m_atEnd = false;
};

} // namespace outlay::ingest
