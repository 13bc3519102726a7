// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/cellcolumns.h"
#include "store/cellcodec.h"
#include "store/connection.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

namespace outlay::store {

/// Visits the cells of each day of a period, one day after the other. Errors: Corrupt.
base::Result<void> forEachDay(const Connection &connection, const base::Period &period, MeasureSet wanted,
                              const std::function<void(const base::CellColumns &)> &visit);

/// The cells from a day on, by day and attribution.
base::Result<base::CellColumns> loadCells(const Connection &connection, base::Day from);

/// None: there are no cells.
base::Result<std::optional<base::Day>> lastDayOfCells(const Connection &connection);

/// What the cells of a period add up to.
base::Result<base::Measures> sumOver(const Connection &connection, const base::Period &period);

/// By attribution: whether any cell has it.
base::Result<std::vector<bool>> attributionsOfCells(const Connection &connection);

/// Adds each cell (sums may be negative) to the store's; cells left without requests go. They come by day and
/// attribution. Errors: BadInput when a sum would pass 64 bits.
base::Result<void> addToCells(const Connection &connection, std::span<const base::Cell> cells);

/// All cells of these days go.
base::Result<void> removeCells(const Connection &connection, const base::Period &days);

/// Requests of each day that has any.
base::Result<std::map<base::Day, std::int64_t>> requestsByDay(const Connection &connection);

base::Error cellOverflow(const Connection &connection, base::Day day);

/// Makes the SQL function that version 5 packs the cells of earlier versions with:
/// outlay_cells(attribution, each of base::kMeasureFields), an aggregate over one day.
base::Result<void> registerCellPacking(const Connection &connection);

} // namespace outlay::store
