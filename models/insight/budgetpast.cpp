// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/budgetpast.h"

#include "insight/snapshot.h"

namespace outlay::insight {

base::Result<BudgetPast> budgetPast(const cube::Cube &cube, const base::Budget &budget, const Clock &clock)
{
    const auto all = cube.query({base::kAllTime, budget.where}, {});
    if (!all)
        return tl::unexpected(all.error());
    const auto costs = costsOf(cube, budget, clock);
    if (!costs)
        return tl::unexpected(costs.error());
    return BudgetPast{budget, clock, all->total.requests, suggest(budget, *costs, clock),
                      pastPeriods(budget, *costs, clock)};
}

} // namespace outlay::insight
