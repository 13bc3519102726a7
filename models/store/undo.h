// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"

#include <cstdint>

namespace outlay::store {

/// Takes an import out of events, cells, dictionary and log in one transaction; returns how many events it
/// had. Errors: NotFound, Busy.
base::Result<std::int64_t> undoImport(const Connection &connection, std::int64_t importId);

} // namespace outlay::store
