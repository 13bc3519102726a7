// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/closing.h"
#include "store/connection.h"

namespace outlay::store {

base::Result<std::vector<ClosedMonth>> readClosedMonths(const Connection &connection); ///< ascending
/// Closes a month, or closes a reopened one again.
base::Result<void> closeMonth(const Connection &connection, base::Month month, base::Instant now);
base::Result<void> reopenMonth(const Connection &connection, base::Month month, base::Instant now);

base::Result<std::vector<Restatement>> readRestatements(const Connection &connection); ///< oldest first
base::Result<void> writeRestatement(const Connection &connection, const Restatement &restatement);

} // namespace outlay::store
