// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "store/connection.h"

#include <vector>

namespace outlay::store {

base::Result<std::vector<base::Alert>> readAlerts(const Connection &connection);
base::Result<std::vector<base::Alert>> keepAlerts(const Connection &connection,
                                                  const std::vector<base::Alert> &alerts);
base::Result<void> markAlert(const Connection &connection, std::int64_t id, base::AlertState state);
base::Result<void> setWithdrawn(const Connection &connection, const std::vector<std::int64_t> &ids,
                                bool isWithdrawn);
base::Result<void> markDelivery(const Connection &connection, std::int64_t id, base::Delivery delivery,
                                const std::string &text);

base::Result<std::vector<base::PlannedDay>> readPlannedDays(const Connection &connection);
base::Result<void> writePlannedDay(const Connection &connection, const base::PlannedDay &planned);
base::Result<void> deletePlannedDay(const Connection &connection, base::Day day, const std::string &slice);

} // namespace outlay::store
