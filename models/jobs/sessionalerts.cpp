// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/budgetwatch.h"
#include "jobs/session.h"
#include "jobs/storeimport.h"

namespace outlay::jobs {

base::Result<void> Session::watch(int epoch)
{
    const auto budgets = m_writeStore->budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    if (budgets->empty())
        return {};
    const auto cube = loadCube(*m_writeStore);
    if (!cube)
        return tl::unexpected(cube.error());
    const auto day = today(*m_writeStore);
    if (!day)
        return tl::unexpected(day.error());
    auto fired = watchBudgets(*m_writeStore, **cube, insight::clockOf((*cube)->span(), *day));
    if (!fired)
        return tl::unexpected(fired.error());
    auto posts = pendingPosts(*m_writeStore);
    if (!posts)
        return tl::unexpected(posts.error());
    deliver(epoch, [this, fired = *std::move(fired), posts = *std::move(posts)] {
        for (const PendingPost &post : posts)
            m_webhook.post(post.alert, post.address, post.body);
        if (!fired.empty())
            Q_EMIT alertsFired(fired);
    });
    return {};
}

void Session::markAlert(qint64 id, base::AlertState state)
{
    postWrite([id, state](store::Store &store) { return store.markAlert(id, state); });
}

void Session::keepDelivery(qint64 alert, bool sent, const QString &text)
{
    postWrite([alert, sent, why = text.toStdString()](store::Store &store) {
        return store.markDelivery(alert, sent ? base::Delivery::Sent : base::Delivery::Failed, why);
    });
}

} // namespace outlay::jobs
