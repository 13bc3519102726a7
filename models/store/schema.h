// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"

#include <cstdint>
#include <span>

namespace outlay::store {

/// SQL that turns version n of the store into version n + 1, where n is its place in the list.
using MigrationStep = const char *;

/// "Outl": how an Outlay store is known among SQLite files.
constexpr std::int64_t kApplicationId = 0x4F75746C;

/// All steps from an empty file to the present form. A fresh store replays them, so there is no second
/// schema.
std::span<const MigrationStep> migrationSteps();

/// Version of the store in an open file, 0 for an empty one, without changing anything. Errors: Corrupt for
/// damage and other files, TooNew for more than `newest`.
base::Result<std::int64_t> storeVersion(const Connection &connection, std::int64_t newest);

/// Brings the open file to the version that `steps` lead to, one transaction a step. An older store is first
/// copied to "<path>.v<version>.bak".
base::Result<void> migrate(const Connection &connection, std::span<const MigrationStep> steps);

} // namespace outlay::store
