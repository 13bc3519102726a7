// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"
#include "insight/clock.h"
#include "store/store.h"

#include <vector>

namespace outlay::jobs {

/// Looks at what cost more than expected in the week until clock.asOf, planned days left out, and keeps what
/// has not been told yet, which it returns. Errors: as Store and insight::anomalies.
base::Result<std::vector<base::Alert>> watchAnomalies(store::Store &store, const cube::Cube &cube,
                                                      const insight::Clock &clock);

/// The same of budgets' thresholds and of anomalies.
base::Result<std::vector<base::Alert>> watchAll(store::Store &store, const cube::Cube &cube,
                                                const insight::Clock &clock);

/// The same after an import: of the store as it is, today. Loads no more of it than that takes: of a store
/// without budgets and rules the days that anomalies are told by.
base::Result<std::vector<base::Alert>> watchStore(store::Store &store);

} // namespace outlay::jobs
