// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/backfill.h"
#include "base/result.h"
#include "store/connection.h"
#include "store/store.h"

namespace outlay::store {

base::Result<std::vector<base::Backfill>> readBackfills(const Connection &connection); ///< oldest first
base::Result<std::vector<base::BackfillChange>> readBackfillChanges(const Connection &connection);
/// With their logs, oldest first.
base::Result<std::vector<KeptJoin>> readKeptJoins(const Connection &connection);

/// Within a transaction. Returns the id. Errors: BadInput if the same is kept already.
base::Result<std::int64_t> addBackfill(const Connection &connection, const base::JoinLog &log,
                                       std::int64_t windowUs, base::Instant now, const std::string &who);
/// Within a transaction. Errors: NotFound.
base::Result<void> removeBackfill(const Connection &connection, std::int64_t id, base::Instant now,
                                  const std::string &who);

} // namespace outlay::store
