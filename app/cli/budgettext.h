// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"

#include <optional>
#include <string>
#include <vector>

namespace outlay::cli {

/// "80,100:actual": percents of the amount, each on actual spend and on the forecast unless one is named; of
/// dollars, "$80", the next whole percentage. Errors: Misuse.
base::Result<std::vector<base::Threshold>> thresholdsOf(const std::string &text, base::Money amount);
std::string thresholdsText(const std::vector<base::Threshold> &thresholds);

/// The same for a person: "80 % (forecast) and 100 %".
std::string thresholdWords(const std::vector<base::Threshold> &thresholds);

/// "2.5" or "2.5 %" as basis points. Errors: Misuse for what is no percentage of two decimals at most.
base::Result<int> growthOf(const std::string &text);
std::string growthText(int basisPoints);

/// "$1,200" or "1200.50", above 0. Errors: Misuse.
base::Result<base::Money> amountOf(std::string text);

/// "total", a feature's name, or the scope in words.
std::string scopeName(const base::Budget &budget);

} // namespace outlay::cli
