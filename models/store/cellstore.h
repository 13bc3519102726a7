// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/connection.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>

namespace outlay::store {

/// Visits all cells by day and attribution.
base::Result<void> forEachCell(const Connection &connection,
                               const std::function<void(const base::Cell &)> &visit);

/// Adds each cell (sums may be negative) to the store's; cells left without requests go.
/// Errors: BadInput when a sum would pass 64 bits.
base::Result<void> addToCells(const Connection &connection, std::span<const base::Cell> cells);

/// Requests of each day that has any.
base::Result<std::map<base::Day, std::int64_t>> requestsByDay(const Connection &connection);

base::Error cellOverflow(const Connection &connection, base::Day day);

} // namespace outlay::store
