// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"
#include "store/store.h"

namespace outlay::store {

/// See Store::walkLogged().
base::Result<void> walkLogged(const Connection &connection, const EventWalk &walk, const LoggedVisitor &visit,
                              Joins joins);

/// See Store::editBackfills().
base::Result<std::int64_t> editBackfills(const Connection &connection, const BackfillEdit &edit,
                                         const JoinFinder &find);

} // namespace outlay::store
