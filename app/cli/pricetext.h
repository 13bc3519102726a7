// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/jsontext.h"
#include "pricing/pricer.h"

#include <optional>
#include <string>
#include <vector>

namespace outlay::cli {

/// "2026-07-30", or nothing where a row is open.
std::string dayText(const std::optional<base::Day> &day);

/// "above 200,000 tokens, 00:30 to 16:30 UTC"; empty for a row that is for every call.
std::string conditionText(const pricing::PriceRow &row);

/// Dollars a million tokens of each kind, exact; empty where there is no price.
std::vector<std::string> priceCells(const pricing::PerKind<std::optional<base::TokenPrice>> &prices);

/// "genai-prices 0.1.8"
std::string sourceText(const pricing::PriceList &list);

/// One row as JSON; prices are decimal strings in dollars a million tokens.
Json rowJson(const pricing::RowPlace &place);

/// {kind: price} of the kinds that have one.
Json pricesJson(const pricing::PerKind<std::optional<base::TokenPrice>> &prices, std::string_view unit);

} // namespace outlay::cli
