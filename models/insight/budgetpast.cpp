// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/budgetpast.h"

#include "insight/budgetalerts.h"
#include "insight/budgetperiods.h"
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
    BudgetPast past{budget,
                    clock,
                    all->total.requests,
                    suggest(budget, *costs, clock),
                    pastPeriods(budget, *costs, clock),
                    {},
                    periodOf(budget, clock.asOf)};
    if (budget.amount > base::Money()) {
        const auto driver = driverOf(cube, burn(budget, past.driverPeriod, *costs, clock));
        if (!driver)
            return tl::unexpected(driver.error());
        if (*driver)
            past.driver = responsibility(**driver);
    }
    return past;
}

} // namespace outlay::insight
