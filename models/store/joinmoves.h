// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/backfill.h"
#include "store/connection.h"

#include <stop_token>

namespace outlay::store {

/// Gives the calls of the plan the attributions that it says, and all others those that were logged; the
/// cells follow. What was joined before and is not in the plan is so no more. Errors: Cancelled.
base::Result<void> makeJoins(const Connection &connection, const base::JoinPlan &plan,
                             const std::stop_token &stop);

} // namespace outlay::store
