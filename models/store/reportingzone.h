// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/zone.h"
#include "store/closing.h"
#include "store/connection.h"

namespace outlay::store {

/// The zone whose days the store's cells are of. Errors: Corrupt.
base::Result<base::Zone> readZone(const Connection &connection);

/// Adds up all events anew by the days of `zone`, in one transaction, on two threads where the store is a
/// file. Errors: BadInput while a month is closed, Cancelled.
base::Result<void> setReportingZone(const Connection &connection, const base::Zone &zone,
                                    const ZoneWatch &watch);

} // namespace outlay::store
