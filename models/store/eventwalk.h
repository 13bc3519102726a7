// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/connection.h"
#include "store/eventblocks.h"
#include "store/store.h"

#include <functional>

namespace outlay::store {

/// The blocks with events of the period, by id, until one fails or the walk is stopped (Errors: Cancelled).
base::Result<void> forEachBlock(const Connection &connection, const EventWalk &walk,
                                const std::function<base::Result<void>(const EventBlock &)> &visit);

/// See Store::walkEvents().
base::Result<void> walkEvents(const Connection &connection, const EventWalk &walk, const EventVisitor &visit);

} // namespace outlay::store
