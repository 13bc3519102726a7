// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace outlay::base {

/// Daily cells as columns of one length, which is how they are stored and queried: millions of them are read
/// without ever being one object each.
struct CellColumns
{
    /// The cells of one day end before `end`, and begin where the run before ends.
    struct Run
    {
        Day day{};
        std::size_t end = 0;
    };

    CellColumns() = default;
    CellColumns(std::initializer_list<Cell> cells);
    explicit CellColumns(const std::vector<Cell> &cells);

    std::size_t size() const { return attributions.size(); }
    bool empty() const { return attributions.empty(); }
    void add(const Cell &cell);
    Measures sums(std::size_t index) const;
    /// All cells, one by one: for little data.
    std::vector<Cell> cells() const;
    void clear();

    std::vector<Run> runs; ///< of neighbours of one day
    std::vector<std::uint32_t> attributions;
    /// One column per entry of kMeasureFields; a column of nothing but zeros may be empty.
    std::array<std::vector<std::int64_t>, kMeasureFields.size()> measures;
};

} // namespace outlay::base
