// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>

#include "cube/cube.h"
#include "insight/clock.h"
#include "jobs/webhook.h"
#include "store/store.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::jobs {

/// Looks at all thresholds, in the period of clock.asOf and in the one before (logs come late), and keeps
/// those that have not fired before, which it returns. Errors: as Store and Cube::query.
base::Result<std::vector<base::Alert>> watchBudgets(store::Store &store, const cube::Cube &cube,
                                                    const insight::Clock &clock);

/// An alert that waits to be posted.
struct PendingPost
{
    qint64 alert = 0;
    std::string address;
    QByteArray body;
};

/// What waits, of the alerts of budgets that still have a webhook.
base::Result<std::vector<PendingPost>> pendingPosts(const store::Store &store);

/// What goes on while alerts are posted; free of secrets.
struct PostNews
{
    enum class What
    {
        Started, ///< `text` is as much of the address as may be shown
        Retrying,
        Sent,
        Failed
    };
    What what = What::Started;
    qint64 alert = 0;
    std::string text; ///< why not
    qint64 pauseMs = 0;
};
using PostListener = std::function<void(const PostNews &)>;

/// Posts them, waits, and keeps what became of each. For the command line: blocks, with an event loop of its
/// own, until a stop is asked for; what is not posted by then stays pending.
base::Result<void> postPending(store::Store &store, const WebhookPatience &patience = {},
                               const PostListener &tell = {}, const std::stop_token &stop = {});

} // namespace outlay::jobs
