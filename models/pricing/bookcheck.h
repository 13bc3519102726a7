// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricelist.h"

#include <string>
#include <vector>

namespace outlay::pricing {

/// What is doubtful in each list by itself, a sentence each: days between two prices of a model, its kind of
/// token and its tier that have none; days that have two different prices; thresholds and times of day
/// without a price below and around them; a name that two entries of a provider claim.
std::vector<std::string> checkLists(const std::vector<PriceList> &lists);

} // namespace outlay::pricing
