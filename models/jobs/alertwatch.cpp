// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/alertwatch.h"

#include "insight/anomalyalerts.h"
#include "insight/weekdays.h"
#include "jobs/budgetwatch.h"
#include "jobs/storeimport.h"

#include <algorithm>

namespace outlay::jobs {

using base::Alert;

namespace {

constexpr std::chrono::days kNewsDays{7};
/// An anomaly that has gone on for long keeps its first day, by which it is known; after eight weeks it is
/// what is expected.
constexpr std::chrono::days kJudgedDays{56};

/// What anomalies need to be told by: the days that are judged, and those that the first of them is judged
/// by.
constexpr std::chrono::days kDaysTold = kJudgedDays + std::chrono::weeks{insight::kBaselineWeeks};

base::Result<std::shared_ptr<const cube::Cube>> watchedCube(const store::Store &store, base::Day today)
{
    const auto budgets = store.budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    const auto rules = store.rules();
    if (!rules)
        return tl::unexpected(rules.error());
    const auto last = store.lastDay();
    if (!last)
        return tl::unexpected(last.error());
    if (!*last || !budgets->empty() || std::ranges::any_of(*rules, &base::Rule::enabled))
        return loadCube(store);
    auto cells = store.cells(std::min(today, **last) - kDaysTold);
    if (!cells)
        return tl::unexpected(cells.error());
    return cube::Cube::build(std::move(cells->attributions), std::move(cells->cells));
}

} // namespace

base::Result<std::vector<Alert>> watchAnomalies(store::Store &store, const cube::Cube &cube,
                                                const insight::Clock &clock)
{
    const auto planned = store.plannedDays();
    if (!planned)
        return tl::unexpected(planned.error());
    insight::AnomalyOptions options;
    options.planned = insight::plannedSlices(*planned);
    base::Filter judged;
    judged.period = {clock.asOf - kJudgedDays + std::chrono::days{1}, clock.asOf};
    const auto result = insight::anomalies(cube, judged, clock.asOf, options);
    if (!result)
        return tl::unexpected(result.error());
    const auto told = store.alerts();
    if (!told)
        return tl::unexpected(told.error());
    std::vector<Alert> alerts;
    const base::Instant at = now();
    for (const insight::Anomaly &anomaly : result->found) {
        const auto isThis = [&anomaly](const Alert &alert) { return insight::hasTold(alert, anomaly); };
        if (anomaly.days.last <= clock.asOf - kNewsDays || std::ranges::any_of(*told, isThis))
            continue;
        alerts.push_back(insight::alertOf(anomaly));
        alerts.back().firedAt = at;
    }
    return store.keepAlerts(alerts);
}

base::Result<std::vector<Alert>> watchAll(store::Store &store, const cube::Cube &cube,
                                          const insight::Clock &clock)
{
    auto fired = watchBudgets(store, cube, clock);
    if (!fired)
        return fired;
    auto unusual = watchAnomalies(store, cube, clock);
    if (!unusual)
        return unusual;
    fired->insert(fired->end(), std::move_iterator(unusual->begin()), std::move_iterator(unusual->end()));
    return fired;
}

base::Result<std::vector<Alert>> watchStore(store::Store &store)
{
    const auto day = today(store);
    if (!day)
        return tl::unexpected(day.error());
    const auto cube = watchedCube(store, *day);
    if (!cube)
        return tl::unexpected(cube.error());
    return watchAll(store, **cube, insight::clockOf((*cube)->span(), *day));
}

} // namespace outlay::jobs
