// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace outlay::ingest {

/// Turns user ids into numbers that cannot be turned back without the key: SipHash-2-4 under a key derived
/// from the store's, cut to 48 bits. The same id and key always give the same number.
class Pseudonym
{
public:
    explicit Pseudonym(const std::array<unsigned char, 32> &key);

    /// 0 … 2^48 − 1.
    std::int64_t of(std::string_view userId) const;

private:
    std::array<unsigned char, 16> m_key{};
};

} // namespace outlay::ingest
