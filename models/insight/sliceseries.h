// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "base/result.h"
#include "cube/cube.h"
#include "insight/slice.h"

#include <array>
#include <cstdint>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace outlay::insight {

constexpr std::size_t kSliced = 3; ///< feature, segment, model

/// A slice by numbers: which of the three dimensions it says, and what.
struct SliceKey
{
    unsigned said = 0; ///< a bit per dimension
    std::array<std::uint32_t, kSliced> values{};

    bool says(std::size_t dimension) const { return (said >> dimension & 1U) != 0; }
    int count() const { return __builtin_popcount(said); }
    bool operator==(const SliceKey &) const = default;
};
constexpr unsigned kSaysAll = (1U << kSliced) - 1;

bool overlap(const SliceKey &a, const SliceKey &b);
bool contains(const SliceKey &outer, const SliceKey &inner);
/// What is in both, of which there is something.
SliceKey both(const SliceKey &a, const SliceKey &b);

struct SliceKeyHash
{
    std::size_t operator()(const SliceKey &key) const;
};

/// The cost by day of the slices of feature, segment and model that have any, in nano-dollars. One thread.
class SliceSeries
{
public:
    using Costs = std::vector<double>; ///< a day each, from days().first

    /// `filter`'s period is how far it goes. Slices that cost less than `least` on every day are left out: a
    /// store may have hundreds of thousands of them. Errors: as Cube::query; Cancelled.
    static base::Result<SliceSeries> load(const cube::Cube &cube, const base::Filter &filter, double least,
                                          const std::stop_token &stop = {});

    const base::Period &days() const { return m_days; }
    const std::unordered_map<SliceKey, Costs, SliceKeyHash> &all() const { return m_costs; }
    /// Null when it cost nothing on any day.
    const Costs *find(const SliceKey &key) const;
    Slice named(const SliceKey &key) const;
    /// Whether the one value that `key` says of `dimension` is the unattributed one.
    bool isUnattributed(const SliceKey &key, std::size_t dimension) const;

private:
    /// Those that say the dimensions `said`.
    base::Result<void> addSlices(const cube::Cube &cube, base::Filter filter, unsigned said, double least,
                                 const std::stop_token &stop);
    void add(const cube::Row &row, unsigned said);

    base::Period m_days;
    std::array<std::unordered_map<std::string, std::uint32_t>, kSliced> m_numbers;
    std::array<std::vector<std::string>, kSliced> m_values;
    std::unordered_map<SliceKey, Costs, SliceKeyHash> m_costs;
};

} // namespace outlay::insight
