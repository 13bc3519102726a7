// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/closing.h"
#include "store/connection.h"

namespace outlay::store {

/// Gives every event of the period a new computed cost, in one transaction. See Store::reprice().
base::Result<RepriceReport> repriceEvents(const Connection &connection, base::EventPricer &pricer,
                                          const RepriceOptions &options);

} // namespace outlay::store
