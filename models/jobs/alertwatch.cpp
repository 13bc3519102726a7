// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/alertwatch.h"

#include "insight/anomalyalerts.h"
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

} // namespace outlay::jobs
