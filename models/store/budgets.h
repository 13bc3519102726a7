// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "store/connection.h"

#include <vector>

namespace outlay::store {

base::Result<std::vector<base::Budget>> readBudgets(const Connection &connection);
base::Result<std::vector<base::Budget>> readRemovedBudgets(const Connection &connection);
base::Result<std::int64_t> writeBudget(const Connection &connection, const base::Budget &budget);
base::Result<void> deleteBudget(const Connection &connection, std::int64_t id);

} // namespace outlay::store
