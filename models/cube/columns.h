// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/cellcolumns.h"

#include <array>
#include <cstdint>
#include <vector>

namespace outlay::cube {

constexpr std::size_t kMeasures = base::kMeasureFields.size();

constexpr std::size_t placeOf(std::int64_t base::Measures::*field)
{
    std::size_t place = 0;
    while (base::kMeasureFields[place] != field)
        ++place;
    return place;
}

constexpr std::size_t kRequests = placeOf(&base::Measures::requests);

/// A part of the cells, by index.
struct CellRange
{
    std::size_t from = 0;
    std::size_t to = 0;
};

/// Cells of several days, months, or all time: which is told by ranges of them.
struct CubeColumns
{
    std::size_t size() const { return attributions.size(); }

    std::vector<std::uint32_t> attributions; ///< numbers in the cube's dictionary
    /// One per entry of base::kMeasureFields. Empty, and skipped by queries: a column of nothing but zeros,
    /// and one that says the same as another.
    std::array<std::vector<std::int64_t>, kMeasures> measures;
    std::array<std::size_t, kMeasures> sameAs{}; ///< where the numbers of a measure are
};

/// Whether all sums of costs, over whatever part and on whatever basis, fit into 64 bits.
bool costsFit(const base::CellColumns &cells);

/// Takes the cells, whose attributions are numbers in the dictionary already.
CubeColumns columnsOf(base::CellColumns &&cells);

/// The cells of each part added up by attribution, in the order of those: coarser cells that say the same.
struct CoarseColumns
{
    CubeColumns columns;
    std::vector<CellRange> parts;
};
CoarseColumns addedUp(const CubeColumns &fine, const std::vector<CellRange> &parts, std::size_t attributions);

} // namespace outlay::cube
