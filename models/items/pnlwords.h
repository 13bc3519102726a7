// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/pnl.h"

#include <QtCore/QStringList>

namespace outlay::items {

/// What has to be known of the figures beside them, in sentences: what is in none of them, and why.
QStringList pnlNotes(const insight::Pnl &pnl);

/// The feature or segment of a row as it is shown; `column`: of the grouping.
QString pnlKey(const insight::Pnl &pnl, const insight::PnlRow &row, std::size_t column);

/// "1,234.5 tickets".
QString unitText(const insight::PnlUnit &unit);

} // namespace outlay::items
