// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/expansion.h"

#include <vector>

struct z_stream_s;

namespace outlay::ingest {

/// What a gzip stream unpacks to: all its members, one behind the other, each held to its checksum.
class GunzipStream : public ByteStream
{
public:
    /// `source`: where the bytes of `packed` come from in the end. Both outlive this.
    GunzipStream(ByteStream &packed, const Source &source);
    ~GunzipStream() override;

private:
    base::Result<std::size_t> pull(std::span<char> into, const std::stop_token &stop) override;
    base::Result<bool> hasInput(const std::stop_token &stop);
    base::Result<bool> beginMember(const std::stop_token &stop);
    base::Result<void> unpackSome(const std::stop_token &stop);

    ByteStream &m_packed;
    Expansion m_expansion;
    std::vector<char> m_block;
    std::unique_ptr<z_stream_s> m_zlib;
    bool m_inMember = false;
};

} // namespace outlay::ingest
