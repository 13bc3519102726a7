// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/chunkbuffer.h"

#include "ingest/jsonobject.h"

#include <algorithm>
#include <cstring>

namespace outlay::ingest {

ChunkBuffer::ChunkBuffer(std::size_t chunkBytes)
    : m_chunkBytes(chunkBytes)
    , m_bytes(chunkBytes + kPadding)
{
}

void ChunkBuffer::clear()
{
    m_begin = m_end = 0;
    m_atEnd = false;
}

base::Result<void> ChunkBuffer::fill(ByteStream &stream, const std::stop_token &stop)
{
    const std::size_t left = m_end - m_begin;
    std::memmove(m_bytes.data(), m_bytes.data() + m_begin, left);
    m_begin = 0;
    m_end = left;
    const std::size_t wanted = left + m_chunkBytes + kPadding;
    if (m_bytes.size() < wanted)
        m_bytes.resize(std::max(wanted, m_bytes.size() + m_bytes.size() / 2));
    const auto got = stream.read({m_bytes.data() + left, m_chunkBytes}, stop);
    if (!got)
        return tl::unexpected(got.error());
    m_end += *got;
    m_atEnd = *got == 0;
    if (!m_atEnd && *got < m_chunkBytes) { // the end, or a failure, which the next call is to tell of
        const auto more = stream.peek(1, stop);
        m_atEnd = more && more->empty();
    }
    return {};
}

} // namespace outlay::ingest
