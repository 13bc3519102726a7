// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/gunzip.h"

#include <zlib.h>

#include <new>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} * 1024;
constexpr int kGzipAlone = 16;
constexpr Bytef kMagicByte = 0x1F;

} // namespace

GunzipStream::GunzipStream(ByteStream &packed, const Source &source)
    : ByteStream(packed.name())
    , m_packed(packed)
    , m_expansion(source)
    , m_block(kBlockBytes)
    , m_zlib(std::make_unique<z_stream_s>())
{
    if (inflateInit2(m_zlib.get(), MAX_WBITS + kGzipAlone) != Z_OK)
        throw std::bad_alloc();
}

GunzipStream::~GunzipStream()
{
    inflateEnd(m_zlib.get());
}

/// False at the end of the packed bytes.
base::Result<bool> GunzipStream::hasInput(const std::stop_token &stop)
{
    if (m_zlib->avail_in > 0)
        return true;
    const auto got = m_packed.read(m_block, stop);
    if (!got)
        return tl::unexpected(got.error());
    m_zlib->next_in = reinterpret_cast<Bytef *>(m_block.data());
    m_zlib->avail_in = static_cast<uInt>(*got);
    return *got > 0;
}

/// False at the end, before which some programs put zeros.
base::Result<bool> GunzipStream::beginMember(const std::stop_token &stop)
{
    for (;;) {
        auto more = hasInput(stop);
        if (!more || !*more)
            return more;
        if (*m_zlib->next_in != 0)
            break;
        ++m_zlib->next_in;
        --m_zlib->avail_in;
    }
    if (*m_zlib->next_in != kMagicByte)
        return base::fail(ErrorKind::BadInput, name(),
                          "is damaged: something else stands behind its gzip data");
    inflateReset(m_zlib.get());
    m_inMember = true;
    return true;
}

/// Something may come out even if nothing is left to go in.
base::Result<void> GunzipStream::unpackSome(const std::stop_token &stop)
{
    switch (inflate(m_zlib.get(), Z_NO_FLUSH)) {
    case Z_OK:
        return {};
    case Z_STREAM_END:
        m_inMember = false;
        return {};
    case Z_BUF_ERROR: {
        const auto more = hasInput(stop);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return base::fail(ErrorKind::Unreadable, name(), "is cut off: its gzip data end too early");
        return {};
    }
    case Z_MEM_ERROR:
        throw std::bad_alloc();
    default:
        return base::fail(ErrorKind::BadInput, name(), "is damaged: its gzip data are not valid");
    }
}

base::Result<std::size_t> GunzipStream::pull(std::span<char> into, const std::stop_token &stop)
{
    m_zlib->next_out = reinterpret_cast<Bytef *>(into.data());
    m_zlib->avail_out = static_cast<uInt>(into.size());
    while (m_zlib->avail_out == into.size()) {
        if (!m_inMember) {
            const auto begun = beginMember(stop);
            if (!begun)
                return tl::unexpected(begun.error());
            if (!*begun)
                return 0;
        }
        const auto unpacked = unpackSome(stop);
        // What came out before something was found wrong goes first; zlib says it again then.
        if (!unpacked && m_zlib->avail_out == into.size())
            return tl::unexpected(unpacked.error());
    }
    const std::size_t got = into.size() - m_zlib->avail_out;
    if (auto fine = m_expansion.add(got, name()); !fine)
        return tl::unexpected(fine.error());
    return got;
}

} // namespace outlay::ingest
