// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"
#include "insight/backtest.h"
#include "insight/suggest.h"

namespace outlay::insight {

/// What is known of a scope when somebody thinks about a budget for it.
struct BudgetPast
{
    base::Budget budget; ///< its scope and period
    Clock clock;
    std::int64_t requests = 0; ///< that the scope counts, in all that is known; 0: nothing matches so far
    std::optional<Suggestion> suggestion;
    std::vector<PastPeriod> periods;
    /// Where the budget's amount is spent, or on the way to be, in the period that the clock is in: who is
    /// responsible for what is over, in words.
    std::string driver;
    base::Period driverPeriod;
};

/// Without an amount nobody is responsible. Errors: as Cube::query.
base::Result<BudgetPast> budgetPast(const cube::Cube &cube, const base::Budget &budget, const Clock &clock);

} // namespace outlay::insight
