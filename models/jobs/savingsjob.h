// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "cube/cube.h"
#include "insight/savings.h"
#include "store/store.h"

#include <string>

namespace outlay::jobs {

/// What could be saved of the filter's calls, each tried on them by its scenario, at the prices of the book
/// that ships with Outlay under the person's own, `userBook` (a path; need not exist). Goes over the calls
/// two or three times. Of `walk` the period does not matter. Errors: as whatIf().
/// `ruled`: jobs::loadCube(); calls count as RuledCalls tells.
base::Result<insight::Savings> findSavings(const store::Store &store, const cube::Cube &ruled,
                                           const base::Filter &filter, const std::string &userBook,
                                           store::EventWalk walk);

} // namespace outlay::jobs
