// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/displayrate.h"
#include "base/filter.h"
#include "cube/table.h"

#include <string>

namespace outlay::cli {

/// A table as RFC 4180 CSV: the grouping's dimensions, then requests, tokens by kind, cost_usd and
/// avg_cost_usd. Exact decimal dollars, no locale; a figure that no request logged is empty, not 0. In
/// another currency cost_eur, avg_cost_eur, eur_per_usd and rate_date stand behind them, so that each row
/// tells how it came about and no column mixes currencies.
std::string toCsv(const cube::Table &table, const base::DisplayRate &rate = {});

/// The same figures as a JSON object {filter, zone, cost, count, by, rows, total}; unknown figures are null.
/// `zone`: whose days they are.
/// Amounts are dollars in any case; `rate` is told beside them.
std::string toJson(const cube::Table &table, const base::Filter &filter, const std::string &zone,
                   const base::DisplayRate &rate = {});

/// The same for a terminal, with a total.
std::string toText(const cube::Table &table, const base::Filter &filter, const std::string &zone,
                   const base::DisplayRate &rate = {});

} // namespace outlay::cli
