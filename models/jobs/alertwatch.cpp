// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/alertwatch.h"

#include "insight/anomalyalerts.h"
#include "insight/burn.h"
#include "insight/snapshot.h"
#include "insight/weekdays.h"
#include "jobs/backfilljob.h"
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

/// What an alert's anomaly costs by now.
base::Result<base::Money> costOf(const cube::Cube &cube, const Alert &anomaly, const insight::Slice &slice)
{
    base::Filter filter;
    filter.period = {anomaly.periodFirst, anomaly.periodLast};
    for (const auto &[dimension, value] : slice)
        filter.where[dimension] = {{value}, false};
    return cube.query(filter, {}).map([](const cube::Table &table) { return table.total.cost(); });
}

/// Whether the store still shows what an alert told.
base::Result<bool> isStillSo(const Alert &alert, const std::vector<base::Budget> &budgets,
                             const cube::Cube &cube, const insight::Clock &clock)
{
    if (!cube.span() || alert.day < clock.firstDay)
        return false;
    if (alert.kind == base::AlertKind::Anomaly) {
        const auto slice = insight::sliceOf(alert.slice);
        if (!slice)
            return true;
        return costOf(cube, alert, *slice).map([&](base::Money cost) { return cost > alert.limit; });
    }
    const auto budget = std::ranges::find(budgets, alert.budget, &base::Budget::id);
    if (budget == budgets.end())
        return true; // of what it told nothing is known any more
    const auto costs = insight::costsOf(cube, *budget, clock);
    if (!costs)
        return tl::unexpected(costs.error());
    const auto then =
        insight::burn(*budget, {alert.periodFirst, alert.periodLast}, *costs, clock.asOfDay(alert.day));
    const bool isActual = alert.measured == base::Measured::Actual;
    return (isActual ? then.spentToDate() : then.expectedTotal()) >= alert.limit;
}

/// Marks the alerts that tell of what is gone; how many.
base::Result<std::int64_t> withdrawAlerts(store::Store &store)
{
    const auto alerts = store.alerts();
    if (!alerts)
        return tl::unexpected(alerts.error());
    if (std::ranges::all_of(*alerts, &Alert::isWithdrawn))
        return 0;
    auto budgets = store.budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    const auto removed = store.removedBudgets();
    if (!removed)
        return tl::unexpected(removed.error());
    budgets->insert(budgets->end(), removed->begin(), removed->end());
    const auto cube = loadCube(store);
    if (!cube)
        return tl::unexpected(cube.error());
    const auto day = today(store);
    if (!day)
        return tl::unexpected(day.error());
    const auto clock = insight::clockOf((*cube)->span(), *day);
    std::vector<std::int64_t> gone;
    for (const Alert &alert : *alerts) {
        if (alert.isWithdrawn)
            continue;
        const auto isSo = isStillSo(alert, *budgets, **cube, clock);
        if (!isSo)
            return tl::unexpected(isSo.error());
        if (!*isSo)
            gone.push_back(alert.id);
    }
    return store.setWithdrawn(gone, true).map([&gone] { return static_cast<std::int64_t>(gone.size()); });
}

} // namespace

base::Result<std::vector<Alert>> watchAnomalies(store::Store &store, const cube::Cube &cube,
                                                const insight::Clock &clock, const std::stop_token &stop)
{
    const auto planned = store.plannedDays();
    if (!planned)
        return tl::unexpected(planned.error());
    insight::AnomalyOptions options;
    options.planned = insight::plannedSlices(*planned);
    options.stop = stop;
    base::Filter judged;
    judged.period = {clock.asOf - kJudgedDays + std::chrono::days{1}, clock.asOf};
    const auto result = insight::anomalies(cube, judged, clock.asOf, options);
    if (!result)
        return tl::unexpected(result.error());
    const auto told = store.alerts();
    if (!told)
        return tl::unexpected(told.error());
    std::vector<Alert> alerts;
    std::vector<std::int64_t> again;
    const base::Instant at = now();
    for (const insight::Anomaly &anomaly : result->found) {
        const auto before = std::ranges::find_if(
            *told, [&anomaly](const Alert &alert) { return insight::hasTold(alert, anomaly); });
        if (before != told->end() && before->isWithdrawn)
            again.push_back(before->id);
        if (anomaly.days.last <= clock.asOf - kNewsDays || before != told->end())
            continue;
        alerts.push_back(insight::alertOf(anomaly));
        alerts.back().firedAt = at;
    }
    if (const auto shown = store.setWithdrawn(again, false); !shown)
        return tl::unexpected(shown.error());
    return store.keepAlerts(alerts);
}

base::Result<std::vector<Alert>> watchAll(store::Store &store, const cube::Cube &cube,
                                          const insight::Clock &clock, const std::stop_token &stop)
{
    auto fired = watchBudgets(store, cube, clock);
    if (!fired)
        return fired;
    auto unusual = watchAnomalies(store, cube, clock, stop);
    if (!unusual && unusual.error().kind != base::ErrorKind::Cancelled)
        return unusual;
    if (!unusual)
        return fired;
    fired->insert(fired->end(), std::move_iterator(unusual->begin()), std::move_iterator(unusual->end()));
    return fired;
}

base::Result<std::vector<Alert>> watchStore(store::Store &store, const std::stop_token &stop)
{
    const auto day = today(store);
    if (!day)
        return tl::unexpected(day.error());
    const auto cube = watchedCube(store, *day);
    if (!cube)
        return tl::unexpected(cube.error());
    return watchAll(store, **cube, insight::clockOf((*cube)->span(), *day), stop);
}

base::Result<Undone> undoImport(store::Store &store, std::int64_t import)
{
    const auto events = store.undoImport(import).and_then(
        [&store](std::int64_t undone) { return joinAnew(store, {}).map([undone] { return undone; }); });
    if (!events)
        return tl::unexpected(events.error());
    return Undone{*events, withdrawAlerts(store)};
}

} // namespace outlay::jobs
