// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/pseudonym.h"

#include <sodium.h>

namespace outlay::ingest {

namespace {

constexpr std::string_view kPurpose = "outlay user pseudonym 1";

const unsigned char *bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

Pseudonym::Pseudonym(const std::array<unsigned char, 32> &key)
{
    static_assert(sizeof(m_key) == crypto_shorthash_KEYBYTES);
    // Chooses the fastest code for this machine. A failure leaves the portable code in place.
    [[maybe_unused]] const int chosen = sodium_init();
    crypto_generichash(m_key.data(), m_key.size(), bytes(kPurpose), kPurpose.size(), key.data(), key.size());
}

std::int64_t Pseudonym::of(std::string_view userId) const
{
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), bytes(userId), userId.size(), m_key.data());
    std::int64_t value = 0;
    for (std::size_t i = 0; i < 6; ++i)
        value = value << 8 | hash[i];
    return value;
}

} // namespace outlay::ingest
