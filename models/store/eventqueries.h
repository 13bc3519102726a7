// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/store.h"

#include "store/connection.h"

namespace outlay::store {

/// How many events a query is about, from the cells.
base::Result<std::int64_t> countEvents(const Connection &connection, const EventQuery &query);

/// One page of events. Reads blocks in the order in which they can hold the best rows, and stops when no
/// other block can improve the page.
base::Result<std::vector<EventRecord>> findEvents(const Connection &connection, const EventQuery &query);

} // namespace outlay::store
