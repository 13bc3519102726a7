// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"
#include "store/store.h"

namespace outlay::store {

/// Cheap: from the list of imports, not from the events.
base::Result<StoreFacts> readFacts(const Connection &connection);

} // namespace outlay::store
