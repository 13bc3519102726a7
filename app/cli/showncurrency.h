// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/jsontext.h"
#include "base/displayrate.h"
#include "base/filter.h"
#include "store/store.h"

#include <optional>
#include <string>

namespace outlay::cli {

/// What a store's amounts are shown in, at the latest rate on or before the last day that is shown.
/// `currency`: another than the store's, or empty. Errors: Corrupt.
base::Result<base::DisplayRate> rateFor(const store::Store &store, const std::string &currency,
                                        const base::Period &period, const std::optional<base::Period> &span);

/// What this process prints amounts in: dollars, until a command whose amounts are no definitions has called
/// showIn(). Tables, lists, sentences and JSON then follow without its doing.
const base::DisplayRate &shownIn();
base::Result<void> showIn(const store::Store &store, const base::Period &period,
                          const std::optional<base::Period> &span);
/// After what was printed: the rate and its date. A table ends with it; beside CSV it goes where messages
/// go, so that what machines read stays clean; JSON has it within.
void tellRate(const std::string &format);

/// An exact decimal, and the unit behind it: "0.10" and "dollars", or "0.05" and "EUR".
std::string shownExactly(base::Money amount);
std::string shownUnit();

/// Whether a figure of this name is dollars: "usd", "cost_usd", "usd_per_month".
bool isDollarName(const std::string &name);
/// "cost_usd" → "cost_eur"
std::string shownName(const std::string &name);
/// Beside each amount of dollars the same as it is shown, and in each row, or for all, the rate and its date.
Json withShown(const Json &json);

} // namespace outlay::cli
