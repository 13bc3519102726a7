// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "cube/table.h"

#include <string>

namespace outlay::cli {

/// A table as RFC 4180 CSV: the grouping's dimensions, then requests, tokens by kind, cost_usd and
/// avg_cost_usd. Exact decimal dollars, no locale; a figure that no request logged is empty, not 0.
std::string toCsv(const cube::Table &table);

/// The same figures as a JSON object {filter, zone, cost, count, by, rows, total}; unknown figures are null.
/// `zone`: whose days they are.
std::string toJson(const cube::Table &table, const base::Filter &filter, const std::string &zone);

/// The same for a terminal, with a total.
std::string toText(const cube::Table &table, const base::Filter &filter, const std::string &zone);

} // namespace outlay::cli
