// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/budgetwatch.h"
#include "jobs/session.h"
#include "jobs/storeimport.h"

namespace outlay::jobs {

void Session::setBudget(const base::Budget &budget)
{
    postWrite([budget](store::Store &store) { return store.setBudget(budget).map([](auto) {}); });
}

void Session::removeBudget(qint64 id)
{
    postWrite([id](store::Store &store) { return store.removeBudget(id); });
}

void Session::loadBudgetPast(int asker, int generation, const base::Budget &budget)
{
    if (!m_cube)
        return;
    m_query.post(
        [this, epoch = m_epoch.load(), cube = m_cube, zone = m_state.zone, asker, generation, budget] {
            const auto past = insight::budgetPast(*cube, budget, insight::clockOf(cube->span(), today(zone)));
            deliver(epoch, [this, asker, generation, past] {
                if (past)
                    Q_EMIT budgetPastReady(asker, generation, *past);
                else
                    Q_EMIT budgetPastFailed(asker, generation, past.error());
            });
        });
}

void Session::saveViews(const QString &json)
{
    postWrite([json](store::Store &store) { return store.setSetting(kSavedViews, json.toStdString()); });
}

void Session::saveScenarios(const QString &json)
{
    postWrite([json](store::Store &store) { return store.setSetting(kScenarios, json.toStdString()); });
}

} // namespace outlay::jobs
