// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"
#include "insight/clock.h"
#include "store/store.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace outlay::jobs {

/// Looks at what cost more than expected in the week until clock.asOf, planned days left out, and keeps what
/// has not been told yet, which it returns. Errors: as Store and insight::anomalies.
base::Result<std::vector<base::Alert>> watchAnomalies(store::Store &store, const cube::Cube &cube,
                                                      const insight::Clock &clock,
                                                      const std::stop_token &stop = {});

/// The same of budgets' thresholds and of anomalies. A stop leaves out the anomalies, which the next look
/// finds.
base::Result<std::vector<base::Alert>> watchAll(store::Store &store, const cube::Cube &cube,
                                                const insight::Clock &clock,
                                                const std::stop_token &stop = {});

/// The same after an import: of the store as it is, today. Loads no more of it than that takes: of a store
/// without budgets and rules the days that anomalies are told by.
base::Result<std::vector<base::Alert>> watchStore(store::Store &store, const std::stop_token &stop = {});

/// What became of an import that was undone.
struct Undone
{
    std::int64_t events = 0;
    /// Alerts that tell of what the store does not show any more, and are marked so; or why they could not
    /// be.
    base::Result<std::int64_t> alerts = 0;
};

/// Store::undoImport(). What alerts told was true and stays; but those are marked whose threshold is not
/// reached, or whose slice costs no more than was usual, by what is left until their day.
base::Result<Undone> undoImport(store::Store &store, std::int64_t import);

} // namespace outlay::jobs
