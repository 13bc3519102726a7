// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace outlay::costlog {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere and always, unlike the distributions
/// of the standard library.
class Random
{
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    /// 0 … bound - 1.
    std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
    }

    /// At least 0, below 1.
    double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

private:
    std::uint64_t m_state;
};

} // namespace outlay::costlog
