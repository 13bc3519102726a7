// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/fingerprint.h"

#include <xxhash.h>

#include <algorithm>
#include <vector>

namespace outlay::ingest {

using base::FileFingerprint;
using base::KnownFile;

namespace {

constexpr std::int64_t kHeadBytes = 256;
constexpr std::size_t kReadBytes = std::size_t{1024} * 1024;

base::Hash128 converted(XXH128_hash_t hash)
{
    return {hash.low64, hash.high64};
}

/// Those that the file may begin with, judged by size and head, smallest first.
base::Result<std::vector<const KnownFile *>> candidates(Source &source, std::span<const KnownFile> known,
                                                        const std::stop_token &stop)
{
    std::vector<char> buffer(kHeadBytes);
    const auto got = source.read(buffer, stop);
    if (!got)
        return tl::unexpected(got.error());
    const std::string_view head(buffer.data(), *got);
    std::vector<const KnownFile *> fitting;
    for (const KnownFile &file : known) {
        const FileFingerprint &print = file.fingerprint;
        if (print.bytes > 0 && print.bytes <= source.size() && print.headBytes > 0 &&
            print.headBytes <= static_cast<std::int64_t>(head.size()) &&
            hashOf(head.substr(0, static_cast<std::size_t>(print.headBytes))) == print.headHash)
            fitting.push_back(&file);
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const KnownFile *a, const KnownFile *b) {
        return a->fingerprint.bytes < b->fingerprint.bytes;
    });
    return fitting;
}

/// Takes in the source up to `until`. False if it ends before.
base::Result<bool> readUntil(std::int64_t until, Source &source, StreamHash &hash, std::vector<char> &buffer,
                             const std::stop_token &stop)
{
    while (hash.bytes() < until) {
        if (stop.stop_requested())
            return base::fail(base::ErrorKind::Cancelled, {}, "the import was stopped");
        const auto wanted = std::min(until - hash.bytes(), static_cast<std::int64_t>(buffer.size()));
        const auto got = source.read({buffer.data(), static_cast<std::size_t>(wanted)}, stop);
        if (!got)
            return tl::unexpected(got.error());
        if (*got == 0)
            return false;
        hash.add({buffer.data(), *got});
    }
    return true;
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
    if (m_head.size() < kHeadBytes)
        m_head += bytes.substr(0, kHeadBytes - m_head.size());
}

base::Hash128 StreamHash::hash() const
{
    return converted(XXH3_128bits_digest(m_state.get()));
}

base::Hash128 hashOf(std::string_view bytes)
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
    print.headHash = hashOf(hash.head());
    print.header = std::move(header);
    return print;
}

base::Result<const KnownFile *> findKnown(Source &source, std::span<const KnownFile> known, StreamHash &hash,
                                          const std::stop_token &stop)
{
    if (!source.isFile() || known.empty())
        return nullptr;
    const auto fitting = candidates(source, known, stop);
    if (!fitting)
        return tl::unexpected(fitting.error());
    if (const auto rewound = source.seek(0); !rewound)
        return tl::unexpected(rewound.error());
    const KnownFile *best = nullptr;
    StreamHash bestHash;
    std::vector<char> buffer(fitting->empty() ? 0 : kReadBytes);
    for (const KnownFile *file : *fitting) {
        const auto whole = readUntil(file->fingerprint.bytes, source, hash, buffer, stop);
        if (!whole)
            return tl::unexpected(whole.error());
        if (!*whole)
            break;
        if (hash.hash() == file->fingerprint.hash) {
            best = file;
            bestHash = hash.copy();
        }
    }
    hash = std::move(bestHash);
    if (const auto moved = source.seek(hash.bytes()); !moved)
        return tl::unexpected(moved.error());
    return best;
}

} // namespace outlay::ingest
