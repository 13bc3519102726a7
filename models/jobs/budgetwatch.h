// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>

#include "cube/cube.h"
#include "insight/clock.h"
#include "jobs/webhook.h"
#include "store/store.h"

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

/// Posts them, waits, and keeps what became of each. For the command line: blocks, with an event loop of its
/// own.
base::Result<void> postPending(store::Store &store, const WebhookPatience &patience = {});

} // namespace outlay::jobs
