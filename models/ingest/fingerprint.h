// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"

#include <memory>
#include <string_view>

struct XXH3_state_s;

namespace outlay::ingest {

/// A first look at a file takes in so many bytes.
constexpr std::size_t kFingerprintHead = 256;

/// XXH3-128 of bytes that come in pieces, and of the first kFingerprintHead of them.
class StreamHash
{
public:
    StreamHash();
    ~StreamHash();
    StreamHash(StreamHash &&) noexcept;
    StreamHash &operator=(StreamHash &&) noexcept;

    StreamHash copy() const;
    void add(std::string_view bytes);
    std::int64_t bytes() const { return m_bytes; }
    base::Hash128 hash() const;
    const std::string &head() const { return m_head; }

private:
    struct Free
    {
        void operator()(XXH3_state_s *state) const;
    };
    std::unique_ptr<XXH3_state_s, Free> m_state;
    std::int64_t m_bytes = 0;
    std::string m_head;
};

base::Hash128 byteHash(std::string_view bytes);

/// What is remembered of a file whose whole lines went through `hash`.
base::FileFingerprint fingerprintOf(const StreamHash &hash, std::int64_t lines, std::string header);

} // namespace outlay::ingest
