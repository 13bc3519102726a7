// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/zone.h"
#include "store/closing.h"
#include "store/connection.h"

namespace outlay::store {

/// Writes all cells anew, by the days of `zone`, within the caller's writing transaction, which must not have
/// changed any event. Errors: Cancelled; what was written until then is for the transaction to take back.
base::Result<void> rebuildCells(const Connection &connection, const base::Zone &zone, const ZoneWatch &watch);

} // namespace outlay::store
