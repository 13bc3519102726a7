// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/budgetwatch.h"

#include "insight/budgetalerts.h"
#include "insight/budgetperiods.h"
#include "insight/snapshot.h"
#include "jobs/storeimport.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>

#include <algorithm>

namespace outlay::jobs {

using base::Alert;
using base::Budget;

namespace {

/// What is known of a budget's scope.
struct KnownCosts
{
    insight::DailyCosts costs;
    insight::Clock clock;
};

/// One that was reached days ago is told of as it was then, not with what is known by now.
base::Result<void> addAlerts(std::vector<Alert> &alerts, const cube::Cube &cube, const insight::Burn &burn,
                             const KnownCosts &known, base::Instant at)
{
    for (Alert &alert : insight::alertsOf(burn)) {
        const insight::Burn then =
            insight::burn(burn.budget, burn.period, known.costs, known.clock.asOfDay(alert.day));
        auto driver = insight::driverSentence(cube, then);
        if (!driver)
            return tl::unexpected(driver.error());
        alert.driver = *std::move(driver);
        alert.firedAt = at;
        alert.delivery = burn.budget.webhook.empty() ? base::Delivery::None : base::Delivery::Pending;
        alerts.push_back(std::move(alert));
    }
    return {};
}

/// Logs come late and many days at a time: the period at hand, the one before, and all of the last week.
std::vector<base::Period> watchedPeriods(const Budget &budget, base::Day asOf)
{
    const base::Period current = insight::periodOf(budget, asOf);
    std::vector<base::Period> periods{current, insight::periodBefore(budget, current)};
    while (periods.back().first > asOf - std::chrono::days{6})
        periods.push_back(insight::periodBefore(budget, periods.back()));
    std::ranges::reverse(periods);
    return periods;
}

/// Networking needs an application; the command line has none.
std::unique_ptr<QCoreApplication> applicationIfNone()
{
    static int count = 1;
    static char name[] = "outlay";
    static char *arguments[] = {name, nullptr};
    return QCoreApplication::instance() ? nullptr : std::make_unique<QCoreApplication>(count, arguments);
}

} // namespace

base::Result<std::vector<Alert>> watchBudgets(store::Store &store, const cube::Cube &cube,
                                              const insight::Clock &clock)
{
    const auto budgets = store.budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    if (budgets->empty() || !cube.span())
        return std::vector<Alert>();
    std::vector<Alert> alerts;
    const base::Instant at = now();
    for (const Budget &budget : *budgets) {
        auto costs = insight::costsOf(cube, budget, clock);
        if (!costs)
            return tl::unexpected(costs.error());
        const KnownCosts known{*std::move(costs), clock};
        for (const base::Period &period : watchedPeriods(budget, clock.asOf)) {
            auto added =
                addAlerts(alerts, cube, insight::burn(budget, period, known.costs, clock), known, at);
            if (!added)
                return tl::unexpected(added.error());
        }
    }
    return store.keepAlerts(alerts);
}

base::Result<std::vector<PendingPost>> pendingPosts(const store::Store &store)
{
    const auto alerts = store.alerts();
    if (!alerts)
        return tl::unexpected(alerts.error());
    const auto budgets = store.budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    std::vector<PendingPost> posts;
    for (const Alert &alert : *alerts) {
        const auto budget = std::ranges::find(*budgets, alert.budget, &Budget::id);
        if (alert.delivery != base::Delivery::Pending || budget == budgets->end() || budget->webhook.empty())
            continue;
        posts.push_back({alert.id, budget->webhook,
                         webhookBody(alert, insight::periodName({alert.periodFirst, alert.periodLast}))});
    }
    std::ranges::reverse(posts); // the oldest first
    return posts;
}

base::Result<void> postPending(store::Store &store, const WebhookPatience &patience, const PostListener &tell,
                               const std::stop_token &stop)
{
    const auto posts = pendingPosts(store);
    if (!posts)
        return tl::unexpected(posts.error());
    if (posts->empty())
        return {};
    const auto application = applicationIfNone();
    base::Result<void> result;
    Webhook webhook(nullptr, patience);
    QEventLoop loop;
    const auto say = [&tell](const PostNews &news) {
        if (tell)
            tell(news);
    };
    QObject::connect(&webhook, &Webhook::retrying, &loop,
                     [&say](qint64 alert, const QString &text, qint64 pauseMs) {
                         say({PostNews::What::Retrying, alert, text.toStdString(), pauseMs});
                     });
    QObject::connect(&webhook, &Webhook::finished, &loop, [&](qint64 alert, bool sent, const QString &text) {
        const auto kept = store.markDelivery(alert, sent ? base::Delivery::Sent : base::Delivery::Failed,
                                             text.toStdString());
        if (!kept && result)
            result = kept;
        say({sent ? PostNews::What::Sent : PostNews::What::Failed, alert, text.toStdString()});
        if (!webhook.isBusy())
            loop.quit();
    });
    for (const PendingPost &post : *posts) {
        say({PostNews::What::Started, post.alert, base::shownWebhook(post.address)});
        webhook.post(post.alert, post.address, post.body);
    }
    // What is not answered by then stays pending.
    const std::stop_callback whenStopped(
        stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    loop.exec();
    return result;
}

} // namespace outlay::jobs
