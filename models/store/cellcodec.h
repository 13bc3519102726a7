// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/cellcolumns.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace outlay::store {

/// Which measures to read, as bits by their place in base::kMeasureFields.
using MeasureSet = std::uint32_t;
constexpr MeasureSet kAllMeasures = ~MeasureSet{0};
constexpr MeasureSet kRequestsAlone = 1;

/// The cells of one day, by attribution ascending, as the bytes that a store keeps: some 15 to 20 a cell. All
/// numbers are LEB128, signed ones with the sign in the lowest bit:
///
///     number of cells; attributions, each as the difference to the one before
///     for each of base::kMeasureFields: a form, and for forms 2 to 4 the size of what follows, then a number
///     a cell
///
/// Forms: 0 all are 0; 1 all are the requests; 2 the numbers; 3 requests less number; 4 number less
/// cost_nanos.
std::string encodeCells(std::span<const base::Cell> cells);

/// Appends the cells of `day`; measures that are not wanted are left out (0). False if the bytes are damaged:
/// `to` is then void.
[[nodiscard]] bool decodeCells(std::string_view bytes, base::Day day, base::CellColumns &to,
                               MeasureSet wanted = kAllMeasures);

} // namespace outlay::store
