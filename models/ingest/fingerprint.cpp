// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/fingerprint.h"

#include <xxhash.h>
#ifdef OUTLAY_XXHASH_DISPATCHES
#include <xxh_x86dispatch.h> // by the widest registers there are: a whole log is hashed
#endif

namespace outlay::ingest {

using base::FileFingerprint;

namespace {

base::Hash128 converted(XXH128_hash_t hash)
{
    return {hash.low64, hash.high64};
}

} // namespace

StreamHash::StreamHash()
    : m_state(XXH3_createState())
{
    XXH3_128bits_reset(m_state.get());
}

StreamHash::~StreamHash() = default;
StreamHash::StreamHash(StreamHash &&) noexcept = default;
StreamHash &StreamHash::operator=(StreamHash &&) noexcept = default;

void StreamHash::Free::operator()(XXH3_state_s *state) const
{
    XXH3_freeState(state);
}

StreamHash StreamHash::copy() const
{
    StreamHash other;
    XXH3_copyState(other.m_state.get(), m_state.get());
    other.m_bytes = m_bytes;
    other.m_head = m_head;
    return other;
}

void StreamHash::add(std::string_view bytes)
{
    XXH3_128bits_update(m_state.get(), bytes.data(), bytes.size());
    m_bytes += static_cast<std::int64_t>(bytes.size());
    if (m_head.size() < kFingerprintHead)
        m_head += bytes.substr(0, kFingerprintHead - m_head.size());
}

base::Hash128 StreamHash::hash() const
{
    return converted(XXH3_128bits_digest(m_state.get()));
}

base::Hash128 byteHash(std::string_view bytes)
{
    return converted(XXH3_128bits(bytes.data(), bytes.size()));
}

FileFingerprint fingerprintOf(const StreamHash &hash, std::int64_t lines, std::string header)
{
    FileFingerprint print;
    print.bytes = hash.bytes();
    print.lines = lines;
    print.hash = hash.hash();
    print.headBytes = static_cast<std::int64_t>(hash.head().size());
    print.headHash = byteHash(hash.head());
    print.header = std::move(header);
    return print;
}

} // namespace outlay::ingest
